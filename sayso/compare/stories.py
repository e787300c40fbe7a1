"""Which reports tell of one event, so that their statements are compared: a function of two reports
alone, whatever else is there."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.compare.joining import joined
from sayso.compare.model import Told
from sayso.compare.terms import WORD, folded, stem, weight
from sayso.reading.lexicon import MONTHS_DAYS

# Words that stand for a report, and by how many of them it is met.
WORDS, MET_BY, MET_UNDATED = 40, 24, 8
# How alike two reports' words are from which on they may tell of one event, how alike those of a
# story are on average, and within how many days. In the train stories two reports of one event are
# at .33 on average, and hardly two of different ones above .1.
ALIKE, TOGETHER = 0.08, 0.05
DAYS = 45
# A word that names somebody or something tells events apart as no other does.
NAMED = 2.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands for a report: its day, and its words with their weights, the heaviest first."""

    report: str
    day: str | None
    words: Mapping[str, float]

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is met by: its names that weigh most, each with its month; the first of them
        also without one, by which those of no day meet it."""
        if not self.day:
            return tuple(f"{word} ?" for word in self._names)
        dated = [f"{word} {self.day[:7]}" for word in self._names]
        return (*dated, *(f"{word} *" for word in self._names[:MET_UNDATED]))

    @property
    def meets(self) -> tuple[str, ...]:
        """The keys of those it is to be compared with: of its month and those beside it, and of no
        day; of any day where it has none."""
        months = (*_around(self.day), "?") if self.day else ("?", "*")
        return tuple(f"{word} {month}" for word in self._names for month in months)

    @property
    def _names(self) -> list[str]:
        return list(self.words)[:MET_BY]


def profile(report: str, told: Sequence[Told]) -> Profile:
    """What stands for a report, by what it says its speakers say and by who they are."""
    counts: dict[str, float] = {}
    for text in dict.fromkeys(_texts(told)):
        for word in WORD.findall(text):
            plain = folded(word)
            if (rare := weight(plain)) > 0.3 and not plain.isdigit() and plain not in MONTHS_DAYS:
                named = NAMED if word[0].isupper() else 1.0
                counts[stem(plain)] = counts.get(stem(plain), 0.0) + rare * named
    heavy = sorted(counts, key=lambda word: (-counts[word], word))[:WORDS]
    days = [one.published[:10] for one in told if one.published]
    return Profile(report, min(days, default=None), {w: math.sqrt(counts[w]) for w in heavy})


def comparable(a: Profile, b: Profile) -> float:
    """How alike two reports are; nought where they do not tell of one event."""
    if a.day and b.day and _apart(a.day, b.day) > DAYS:
        return 0.0
    shared = sum(value * b.words[word] for word, value in a.words.items() if word in b.words)
    whole = math.sqrt(_square(a.words) * _square(b.words))
    found = shared / whole if whole else 0.0
    return found if found >= ALIKE else 0.0


def stories(profiles: Sequence[Profile]) -> list[list[Profile]]:
    """The reports that tell of one event, the first by its day and id first."""
    order = sorted(profiles, key=lambda one: (one.day or "9999", one.report))
    alike = {pair: comparable(order[pair[0]], order[pair[1]]) for pair in met(order)}
    alike = {pair: found for pair, found in alike.items() if found}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), found in alike.items():
        near[a][b] = near[b][a] = found
    return [
        [order[number] for number in group]
        for linked in _linked(len(order), alike)
        for group in _apart_again(linked, near)
    ]


def _linked(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers that pairs link, by way of others too."""
    top = list(range(count))

    def of(one: int) -> int:
        while top[one] != one:
            top[one] = one = top[top[one]]
        return one

    for a, b in pairs:
        low, high = sorted((of(a), of(b)))
        top[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for one in range(count):
        groups[of(one)].append(one)
    return list(groups.values())


def _apart_again(linked: list[int], near: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Linked reports as stories: those that are alike on average."""
    place = {number: at for at, number in enumerate(linked)}
    table = np.full((len(linked), len(linked)), -TOGETHER, dtype=np.float32)
    for number in linked:
        for other, found in near.get(number, {}).items():
            table[place[number], place[other]] = found - TOGETHER
    return [[linked[at] for at in group] for group in joined(table)]


def met(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """The pairs of reports, by their numbers, that are met by one word."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(profiles):
        for key in one.keys:
            holders[key].append(number)
    pairs = {
        (min(a, b), max(a, b))
        for a, one in enumerate(profiles)
        for key in one.meets
        for b in holders[key]
        if a != b
    }
    return sorted(pairs)


def _texts(told: Sequence[Told]) -> Iterator[str]:
    for one in told:
        yield one.near
        yield from (who.name for who in one.speakers if not who.unnamed)


def _square(words: Mapping[str, float]) -> float:
    return sum(value * value for value in words.values())


def _around(day: str) -> tuple[str, ...]:
    """The month of a day with the one before and the one after."""
    if not day[:4].isdigit() or not day[5:7].isdigit():
        return ()
    months = int(day[:4]) * 12 + int(day[5:7]) - 1
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in (months - 1, months, months + 1))


def _apart(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
    except ValueError:
        return 0

"""Where the outlet's wording repeats a statement of the same report, and where it leaves it.

A paraphrase is held against the same speaker's quotation, an assertion of the outlet against what
anybody is said to have said. Two wordings are of one thing where they share enough of their rarer
words; a report's commonest words, which all its statements share, count little.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from sayso.model import Span, Statement

WORD = re.compile(r"\w+(?:['’-]\w+)*")
STEM = 5
SMALL = frozenset(
    "about after also among been before being could does doing from have having here into itself"
    " just more most other over said some such than that their them then there these they this"
    " those through under very was were what when where which while will with would your".split()
)
# The weight of what is shared, of all that the repeating wording says; and how many words at least.
# Set on the train stories.
PARAPHRASE, RESTATED, FEWEST = 0.3, 0.3, 3
NARROWING = r"(?:just|only|merely|solely|exclusively|entirely|all|every|any|never|nobody|none)"
# “just Eastern Ukraine”, “only a dozen boats”
NARROWED = re.compile(rf"\b{NARROWING}\s+(?:\w+[ -]){{0,2}}\w+", re.I)
# “eastern and southern Ukraine”
JOINT = re.compile(r"\b(?P<one>\w+)\s+and\s+(?P<other>\w+)\s+(?P<head>\w+)", re.I)
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d+\b")


@dataclass(frozen=True)
class Worded:
    """A statement with the stems of its contents."""

    statement: Statement
    stems: frozenset[str]


def tied(made: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, in order, with what they restate and where they depart from it."""
    worded = [Worded(one, frozenset(_stems(one))) for one in made]
    sayings = [one for one in worded if one.statement.voice == "source"]
    weights = _weights(worded)
    index = _index(sayings)
    return tuple(_tied(one, index, weights) for one in worded)


def _tied(
    one: Worded, index: Mapping[str, Sequence[Worded]], weights: Mapping[str, float]
) -> Statement:
    told = one.statement
    if told.kind != "indirect" or told.act == "decline":
        return told
    of_outlet = told.voice == "outlet"
    fitting = [
        (likeness, other)
        for other in _near(one, index)
        if (of_outlet or _quotes(other.statement, told))
        and (likeness := _likeness(one, other, weights)) >= (RESTATED if of_outlet else PARAPHRASE)
    ]
    if not fitting:
        return told
    _, meant = max(fitting, key=lambda pair: pair[0])
    departs = (
        tuple(_departures(told, meant.statement)) if meant.statement.kind != "indirect" else ()
    )
    if of_outlet or departs:
        return replace(told, restates=meant.statement.id, departs=departs)
    return told


def _quotes(other: Statement, told: Statement) -> bool:
    """Whether a statement gives, in quotation marks, what the same speaker says."""
    return other.kind != "indirect" and bool(set(other.speakers) & set(told.speakers))


def _stems(one: Statement) -> Iterator[str]:
    for part in one.content:
        yield from (stem(word[0]) for word in WORD.finditer(part.text) if _weighty(word[0]))


def _weighty(word: str) -> bool:
    return (len(word) > 3 or word.isdigit()) and word.casefold() not in SMALL


def stem(word: str) -> str:
    """The beginning of a word, folded: what its forms share."""
    return word.casefold()[:STEM]


def _weights(worded: Sequence[Worded]) -> dict[str, float]:
    """For each stem how rare it is among the statements (idf: Spärck Jones 1972)."""
    counts = Counter(stem for one in worded for stem in one.stems)
    return {stem: log(1 + len(worded) / count) for stem, count in counts.items()}


# A stem of more statements than this ties nothing by itself.
COMMON = 40


def _index(sayings: Sequence[Worded]) -> dict[str, list[Worded]]:
    index: dict[str, list[Worded]] = defaultdict(list)
    for one in sayings:
        for shared in one.stems:
            index[shared].append(one)
    return {shared: having for shared, having in index.items() if len(having) <= COMMON}


def _near(one: Worded, index: Mapping[str, Sequence[Worded]]) -> list[Worded]:
    """The other statements that share stems with one, in the order of the text."""
    shared = Counter(id(other) for word in one.stems for other in index.get(word, ()))
    by_id = {id(other): other for word in one.stems for other in index.get(word, ())}
    near = [other for key, other in by_id.items() if other is not one and shared[key] >= FEWEST]
    return sorted(near, key=lambda other: (other.statement.content[0], other.statement.id))


def _likeness(one: Worded, other: Worded, weights: Mapping[str, float]) -> float:
    def weight(stems: frozenset[str]) -> float:
        return sum(weights[word] for word in sorted(stems))

    return weight(one.stems & other.stems) / weight(one.stems)


def _departures(told: Statement, quoted: Statement) -> Iterator[Span]:
    """Where a paraphrase narrows what a quotation says, leaves out half of what it joins, or gives
    another number."""
    words = " ".join(part.text for part in quoted.content).casefold()
    has = {stem(word[0]) for word in WORD.finditer(words)}
    for part in told.content:
        found = [
            *_narrowed(part, words, has),
            *_halved(part, words),
            *_renumbered(part, words, has),
        ]
        last = -1
        for start, end in sorted(found):
            if start >= last:
                yield Span(part.start + start, part.start + end, part.text[start:end])
                last = end


def _narrowed(part: Span, words: str, has: set[str]) -> Iterator[tuple[int, int]]:
    """“just Eastern Ukraine”, where the quotation has Ukraine and no “just”."""
    for found in NARROWED.finditer(part.text):
        limit, *rest = WORD.findall(found[0].casefold())
        if not re.search(rf"\b{limit}\b", words) and any(
            stem(w) in has for w in rest if _weighty(w)
        ):
            yield found.span()


def _halved(part: Span, words: str) -> Iterator[tuple[int, int]]:
    """“eastern Ukraine”, where the quotation has “eastern and southern Ukraine”."""
    for joint in JOINT.finditer(words):
        one, other, head = joint["one"], joint["other"], joint["head"]
        for kept, dropped in ((one, other), (other, one)):
            half = re.search(rf"\b{kept}\s+{head}\b", part.text, re.I)
            if half and not re.search(rf"\b{dropped}\b", part.text, re.I):
                yield half.span()


def _renumbered(part: Span, words: str, has: set[str]) -> Iterator[tuple[int, int]]:
    """“40 boats”, where the quotation has boats and other numbers."""
    numbers = set(NUMBER.findall(words))
    for found in NUMBER.finditer(part.text):
        after = WORD.search(part.text, found.end())
        counted = after and _weighty(after[0]) and stem(after[0]) in has
        if numbers and found[0] not in numbers and after and counted:
            yield found.start(), after.end()

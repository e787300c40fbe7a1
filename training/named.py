"""Names of persons, organisations and places, as labelled text has them.

Tjong Kim Sang and De Meulder (2003) set the kinds; WikiGold: Balasuriya et al. (2009), WNUT17:
Derczynski et al. (2017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sayso.model import Actor, Reading
from training.polnear import Article, Named, Offsets
from training.unlabelled import joined

KINDS = ("person", "organisation", "place")
MEANT = {
    "PER": "person", "ORG": "organisation", "LOC": "place",
    "person": "person", "location": "place", "corporation": "organisation", "group": "organisation",
}  # fmt: skip
# So many of WNUT17's posts make a text: alone they are a line each.
POSTS = 12
CAPITAL = re.compile(r"\b[A-Z][\w’'.-]*")
NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|of|the|for|and|de|al|bin|von|van))*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a labelled line and the kind of name that it belongs to; `begins` where it is the
    first of one."""

    text: str
    kind: str | None
    begins: bool


def articles(shared: Path) -> Iterator[Article]:
    """WikiGold and WNUT17's train part as texts with names and no other labels."""
    folder = shared / "data" / "ner"
    gold = folder / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"
    yield from _texts("wikigold", list(_lines(gold, " ")), breaks="-DOCSTART-")
    posts = folder / "wnut17" / "CONLL-format" / "data" / "train" / "wnut17train.conll"
    yield from _texts("wnut17", list(_lines(posts, "\t")), breaks=None)


def of_reading(reading: Reading) -> Named:
    """The names in a labelled reading: its places, all of them; of those who speak or are named the
    persons and organisations, other capitalised words being left open."""
    text = reading.report.text
    people = _named(text, reading.actors, "person")
    bodies = _named(text, reading.actors, "organisation")
    known = (*people, *bodies)
    unsure = tuple(
        match.span()
        for match in CAPITAL.finditer(text)
        if not any(a <= match.start() < b for a, b in known)
    )
    places = tuple((one.span.start, one.span.end) for one in reading.places)
    return Named(people, bodies, _bare(text, places), unsure)


def _named(text: str, actors: Sequence[Actor], kind: str) -> tuple[Offsets, ...]:
    names = {one.name for one in actors if one.kind == kind and NAME.fullmatch(one.name)}
    found = [
        match.span()
        for name in sorted(names)
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    return tuple(sorted(found))


def _bare(text: str, places: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """Places whose span is a name, without those that say where from one they lie."""
    return tuple((a, b) for a, b in places if NAME.fullmatch(text[a:b]))


def _lines(path: Path, mark: str) -> Iterator[list[Word]]:
    """The sentences of a file of a word a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            yield [_word(line, mark) for line in group]


def _word(line: str, mark: str) -> Word:
    text, _, tag = line.rpartition(mark)
    place, _, kind = tag.strip().partition("-")
    return Word(text.strip(), MEANT.get(kind), place == "B")


def _texts(name: str, lines: Sequence[list[Word]], breaks: str | None) -> Iterator[Article]:
    group: list[list[Word]] = []
    number = 0
    for line in [*lines, None]:
        full = line is None or (line[0].text == breaks if breaks else len(group) == POSTS)
        if full and group:
            yield _article(f"{name}-{number}", group)
            group, number = [], number + 1
        if line and line[0].text != breaks:
            group.append(line)


def _article(name: str, lines: Sequence[list[Word]]) -> Article:
    """Lines as a text, a line a paragraph's sentence, with its names."""
    text, found = "", {kind: list[Offsets]() for kind in KINDS}
    for line in lines:
        body = joined([word.text for word in line])
        at, last = len(text), None
        for word in line:
            start = _next(body, word.text, at - len(text))
            if start is None:
                last = None
                continue
            begin, at = len(text) + start, len(text) + start + len(word.text)
            if word.kind and word.kind == last and not word.begins:
                found[word.kind][-1] = (found[word.kind][-1][0], at)
            elif word.kind:
                found[word.kind].append((begin, at))
            last = word.kind
        text += body + " "
    rows = (tuple(found[kind]) for kind in KINDS)
    return Article(name, text, (), flat=False, named=Named(*rows))


def _next(body: str, word: str, at: int) -> int | None:
    """Where a word stands in a line, at or soon after a place."""
    start = body.find(word, at)
    return start if 0 <= start <= at + 3 else None

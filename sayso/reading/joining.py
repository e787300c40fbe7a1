"""Quoted paragraphs without a cue of their own, joined to the attribution they go on from."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.reading.attribution import Attribution
from sayso.reading.edges import Page
from sayso.reading.quotes import PARAGRAPH, running_on

Offsets = tuple[int, int]
SHORTEST_QUOTATION = 20
NOBODY = -1


class Owners:
    """For each character the number of an attribution whose content holds it, the outermost where
    several do."""

    def __init__(self, length: int, found: Sequence[Attribution]) -> None:
        self._marks = array("i", [NOBODY]) * length
        for number, one in sorted(enumerate(found), key=lambda pair: _length(pair[1])):
            self.give(number, one.content)

    def give(self, number: int, parts: Sequence[Offsets]) -> None:
        for start, end in parts:
            self._marks[start:end] = array("i", [number]) * (end - start)

    def of(self, part: Offsets) -> set[int]:
        """Who owns any of a stretch."""
        return set(self._marks[part[0] : part[1]]) - {NOBODY}


def _length(one: Attribution) -> int:
    return sum(end - start for start, end in one.content)


def joined(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, in order, with the rest of their quotations: the further paragraphs of one
    that runs on, and whole quoted paragraphs right after a paragraph that ends their words."""
    made = list(found)
    owners = Owners(len(page.text), made)
    for runs in running_on(page.text, page.quoted):
        parts = [(run.start, run.end) for run in runs]
        claims = set().union(*(owners.of(part) for part in parts))
        if len(claims) == 1:
            missing = [part for part in parts if not owners.of(part)]
            _extend(made, owners, claims.pop(), missing)
    for before, quotation in _bare_paragraphs(page):
        if not owners.of(quotation):
            number = _last_quoted(page, made, owners, before)
            if number is not None:
                _extend(made, owners, number, [quotation])
    return made


def _extend(made: list[Attribution], owners: Owners, number: int, parts: Sequence[Offsets]) -> None:
    one = made[number]
    made[number] = replace(one, content=tuple(sorted([*one.content, *parts])))
    owners.give(number, parts)


def _bare_paragraphs(page: Page) -> Iterator[tuple[Offsets, Offsets]]:
    """Paragraphs that are one quotation and nothing else, each after the paragraph before it."""
    paragraphs = [m.span() for m in PARAGRAPH.finditer(page.text) if m[0].strip()]
    whole = {(run.start, run.end) for run in page.quoted if run.closed and not run.single}
    for before, (start, end) in pairwise(paragraphs):
        piece = page.text[start:end]
        span = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if span in whole and span[1] - span[0] >= SHORTEST_QUOTATION:
            yield before, span


def _last_quoted(
    page: Page, made: Sequence[Attribution], owners: Owners, paragraph: Offsets
) -> int | None:
    """The attribution whose content ends last in a paragraph, where it is quoted; else None."""
    ends = {
        number: max((end for _, end in made[number].content if end <= paragraph[1]), default=0)
        for number in owners.of(paragraph)
    }
    if not ends:
        return None
    number = max(ends, key=lambda n: ends[n])
    return number if any(page.run_at(start) for start, _ in made[number].content) else None

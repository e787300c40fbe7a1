"""Attributions that their form alone shows: signed quotations, and quotations that nobody is named
for.

The model has seen few of them; all are unmistakable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reading.attribution import Attribution
from sayso.reading.quotes import PARAGRAPH, Run

Offsets = tuple[int, int]
# “The dam holds.” ― Ada Brinn
SIGNED = re.compile(r"\s*(?P<dash>--|[―—–-])\s*(?P<name>[A-ZÀ-ÖØ-Þ][^\n\r“”\"]{1,60}?)\s*$")
SCORE = 0.9
# A quotation of so many characters and words is somebody's, not a title's or a scare-quoted term's:
# of 12 that stood alone in PolNeAR dev and the corpus's train part, people marked 11.
SHORTEST_ALONE, FEWEST_WORDS = 30, 5


def with_forms(
    text: str, quoted: Sequence[Run], unread: Sequence[Offsets], found: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions found, and those that forms show and no other has, in the order of their
    cues."""
    apart = _marks(text, unread)
    paragraphs = [m.span() for m in PARAGRAPH.finditer(text) if not any(apart[slice(*m.span())])]
    shown = _signed(text, quoted, paragraphs)
    taken = _marks(text, [part for one in found for part in (one.cue, *one.content) if part])
    new = [one for one in shown if not _claimed(one, taken)]
    return sorted([*found, *new], key=lambda one: one.cue or one.content[0])


def _signed(
    text: str, quoted: Sequence[Run], paragraphs: Sequence[Offsets]
) -> Iterator[Attribution]:
    whole = {run.start: run for run in quoted if run.closed and not run.single}
    for start, end in paragraphs:
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        run = whole.get(first)
        if run and (mark := SIGNED.match(text, run.end, end)):
            yield Attribution(mark.span("name"), mark.span("dash"), ((run.start, run.end),), SCORE)


def with_lone(
    text: str, quoted: Sequence[Run], unread: Sequence[Offsets], found: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions found, and quotations of a sentence's length of which nothing is in any
    content: somebody's, nobody says whose."""
    taken = _marks(text, [*(part for one in found for part in one.content), *unread])
    alone = [
        Attribution(None, None, ((run.start, run.end),), SCORE)
        for run in quoted
        if _long(text, run) and not any(taken[run.start : run.end])
    ]
    return sorted([*found, *alone], key=lambda one: one.cue or one.content[0])


def _long(text: str, run: Run) -> bool:
    words = text[run.start : run.end].split()
    whole = run.closed and not run.single
    return whole and run.end - run.start >= SHORTEST_ALONE and len(words) >= FEWEST_WORDS


def _marks(text: str, parts: Sequence[Offsets]) -> bytes:
    """For each character 1 where it stands in some part."""
    marks = bytearray(len(text))
    for start, end in parts:
        marks[start:end] = b"\1" * (end - start)
    return bytes(marks)


def _claimed(one: Attribution, taken: bytes) -> bool:
    """Whether other attributions have its cue, or most of what it holds."""
    (start, end), cue = one.content[0], one.cue or (0, 0)
    return any(taken[slice(*cue)]) or 2 * sum(taken[start:end]) > end - start

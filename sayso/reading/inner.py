"""“We assess that …” inside somebody's own words: a statement within the statement.

The model, taught on data that mark none inside a content, passes over most of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sayso.reading.attribution import Attribution
from sayso.reading.edges import Page
from sayso.reading.quotes import Run

Offsets = tuple[int, int]
# Verbs of weighing evidence alone: with those of thinking and saying too, none of the 19 that were
# added on half of PolNeAR dev was marked there, and precision fell by .013.
SELF = re.compile(
    r"\b(?P<self>I|[Ww]e)\s+(?P<cue>(?:(?:now|also|have|had)\s+)?"
    r"(?:assess|judge|estimate|conclude)(?:d|ed)?)\s+(?=\w)"
)
# What begins a clause rather than goes on with the verb: “I think so”, “we know of it”.
CLAUSE = re.compile(
    r"(?:that|whether|what|who|whose|why|how|it|this|there|he|she|they|we|you|I|the|a|an|our|his|her"
    r"|their|my|its|nobody|no|[A-Z]\w+)\s+\S+\s+\S+"
)
END = re.compile(r"[.?!;…”\"]|,\s+(?:but|and\s+(?:I|we))\b|$")
SCORE = 0.6


def with_selves(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions found, in the order of their cues, and those of “I” and “we” inside words
    that are somebody's own, where none of another cue is there."""
    cues = sorted(one.cue for one in found if one.cue)
    own = [one for part in _own_words(page, found) for one in _inside(page.text, part)]
    new = [one for one in own if one.cue and not _taken(one.cue, cues)]
    return sorted([*found, *new], key=lambda one: one.cue or one.content[0])


def _own_words(page: Page, found: Sequence[Attribution]) -> Iterator[Offsets]:
    """The stretches of contents that are quoted, or turns; each once."""
    quoted = {
        (max(start, run.start), min(end, run.end))
        for one in found
        if not one.turn
        for start, end in one.content
        for run in _runs(page, start, end)
    }
    turns = {part for one in found if one.turn for part in one.content}
    last = 0
    for start, end in sorted(quoted | turns):
        if max(start, last) < end:
            yield max(start, last), end
            last = end


def _runs(page: Page, start: int, end: int) -> Sequence[Run]:
    first = bisect_right(page.quoted, start, key=lambda run: run.end)
    last = bisect_left(page.quoted, end, key=lambda run: run.start)
    return page.quoted[first:last]


def _inside(text: str, part: Offsets) -> Iterator[Attribution]:
    for said in SELF.finditer(text, *part):
        start = said.end()
        stop = END.search(text, start, part[1])
        end = stop.start() if stop else part[1]
        end = start + len(text[start:end].rstrip(" ,"))
        if CLAUSE.match(text, start, end):
            yield Attribution(said.span("self"), said.span("cue"), ((start, end),), SCORE)


def _taken(cue: Offsets, cues: Sequence[Offsets]) -> bool:
    """Whether another cue touches one."""
    at = bisect_left(cues, cue)
    return any(a < cue[1] and cue[0] < b for a, b in cues[max(0, at - 1) : at + 1])

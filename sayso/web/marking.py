"""A reading → its text cut into runs that bear what they are: who said it, the words for saying so,
what was said, what is not the story. Runs are cut where any span begins or ends, so that statements
may stand inside one another or cross."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sayso.model import Reading, Span, Statement
from sayso.reading import quotes

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
Role = Literal["who", "cue", "said", "aside", "quoted", "asked", "copied"]


@dataclass(frozen=True, slots=True)
class Mark:
    """That a span plays a part: in the statement of that number, or in none."""

    span: Span
    role: Role
    number: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Characters from `start` on that bear the same marks. `who`, `cue`, `said` are numbers of
    statements, of the outermost first; `opens` those whose content begins here."""

    start: int
    text: str
    who: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    said: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    roles: frozenset[Role] = frozenset()

    @property
    def depth(self) -> int:
        """How many contents it stands in, as far as they can be told apart."""
        return min(len(self.said), 4)

    @property
    def classes(self) -> str:
        """What it is, as classes of an element."""
        depth = [f"d{self.depth}"] if self.said else []
        return " ".join([*sorted(self.roles), *depth])


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Run, ...]]:
    """The lines of a text that hold anything, each as its runs."""
    opening = _opening(marks)
    begins, ends = defaultdict(list), defaultdict(list)
    for mark in marks:
        begins[mark.span.start].append(mark)
        ends[mark.span.end].append(mark)
    cuts = sorted({*begins, *ends})
    active: list[Mark] = []
    seen = 0
    for line in LINE.finditer(text):
        if line[0].isspace():
            continue
        first = bisect_left(cuts, line.start())
        last = bisect_left(cuts, line.end())
        runs = []
        for start, end in pairwise([line.start(), *cuts[first:last], line.end()]):
            while seen < len(cuts) and cuts[seen] <= start:
                gone = ends[cuts[seen]]
                active = [mark for mark in active if mark not in gone] + begins[cuts[seen]]
                seen += 1
            if start < end:
                runs.append(_run(text, start, end, active, opening))
        yield tuple(runs)


def marks_of(reading: Reading) -> list[Mark]:
    """The marks of a reading, its statements numbered from 1 as they stand in it."""
    marks = [Mark(one.span, "aside") for one in reading.furniture]
    for number, one in enumerate(reading.statements, 1):
        marks += [Mark(span, "said", number) for span in one.content]
        marks += [Mark(one.source, "who", number)] if one.source else []
        marks += [Mark(one.cue, "cue", number)] if one.cue else []
        marks += [
            Mark(words.span, "quoted", number) for words in one.words if words.as_ == "quoted"
        ]
    return marks


def levels(statements: Sequence[Statement]) -> dict[str, int]:
    """How deep each statement stands inside others, by its id."""
    within = {one.id: one.within for one in statements}
    return {key: len(list(_holders(key, within))) for key in within}


def quoted_by_nobody(reading: Reading) -> list[Span]:
    """The quotations that no statement holds any part of."""
    text = reading.report.text
    held = [span for one in reading.statements for span in one.content]
    runs = (Span(run.start, run.end, text[run.start : run.end]) for run in quotes.runs(text))
    return [run for run in runs if not any(run.overlaps(span) for span in held)]


def _holders(key: str, within: Mapping[str, str | None]) -> Iterator[str]:
    seen = {key}
    while (holder := within.get(key)) and holder in within and holder not in seen:
        seen.add(holder)
        yield holder
        key = holder


def _opening(marks: Sequence[Mark]) -> dict[int, list[int]]:
    """Where the content of each statement begins: of numbers, by offset."""
    first: dict[int, int] = {}
    for mark in marks:
        if mark.role == "said":
            start = mark.span.start
            first[mark.number] = min(start, first.get(mark.number, start))
    found: dict[int, list[int]] = defaultdict(list)
    for number, start in first.items():
        found[start].append(number)
    return found


def _run(
    text: str, start: int, end: int, active: Sequence[Mark], opening: Mapping[int, Sequence[int]]
) -> Run:
    ordered = sorted(active, key=lambda mark: (mark.span.start, -mark.span.end, mark.number))

    def numbers(role: Role) -> tuple[int, ...]:
        return tuple(dict.fromkeys(mark.number for mark in ordered if mark.role == role))

    return Run(
        start, text[start:end], numbers("who"), numbers("cue"), numbers("said"),
        tuple(opening.get(start, ())), frozenset(mark.role for mark in active),
    )  # fmt: skip

"""Quotation marks: which characters of a text stand inside them.

Newsroom texts mix curly, straight and angled marks, leave some unbalanced, and open every
paragraph of a long quotation while closing only the last. So each paragraph is read on its own
and a mark without a partner spoils that paragraph's run at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

OPENING = "“„«‟"
CLOSING = "”»"
PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
DOUBLE = re.compile(r"[“”„‟«»\"]")
SINGLE = re.compile(r"[‘’']")
BEFORE_OPENING = set("([{—–-‘'/\u00a0") | set(OPENING) | {'"'}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end`, the marks included; `closed` tells that both are there."""

    start: int
    end: int
    single: bool = False
    closed: bool = True


def runs(text: str) -> tuple[Run, ...]:
    """The quoted runs of a text in order, none overlapping another; a quotation that goes on over
    paragraphs gives one run a paragraph."""
    found: list[Run] = []
    for paragraph in PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        double = _double_runs(text, start, end)
        found.extend(double)
        found.extend(_single_runs(text, start, end, double))
    return tuple(sorted(found, key=lambda run: run.start))


def running_on(text: str, found: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """The quotations that run on over paragraphs: of each its runs, all but the last unclosed, each
    next one opening the paragraph that follows."""
    chain: list[Run] = []
    for run in found:
        if chain and not _goes_on(text, chain[-1], run):
            if len(chain) > 1:
                yield tuple(chain)
            chain = []
        chain.append(run)
    if len(chain) > 1:
        yield tuple(chain)


def _goes_on(text: str, one: Run, other: Run) -> bool:
    between = text[one.end : other.start]
    return not one.closed and "\n" in between and not between.strip()


def _double_runs(text: str, start: int, end: int) -> list[Run]:
    found: list[Run] = []
    opened: int | None = None
    for mark in DOUBLE.finditer(text, start, end):
        at = mark.start()
        if opened is None:
            if _opens(text, at, start, end):
                opened = at
        elif text[at] in OPENING:
            # A second opening mark: the first one never closed, so its words end here.
            opened = at
        else:
            found.append(Run(opened, at + 1))
            opened = None
    if opened is not None and end - opened > 1:
        found.append(Run(opened, _trimmed_end(text, opened, end), closed=False))
    return found


def _opens(text: str, at: int, start: int, end: int) -> bool:
    if text[at] in OPENING:
        return True
    if text[at] in CLOSING:
        # At a paragraph's head a closing mark is a slip of the hand.
        return at == start and at + 1 < end and text[at + 1].isalnum()
    free_before = at == start or text[at - 1].isspace() or text[at - 1] in BEFORE_OPENING
    return free_before and at + 1 < end and not text[at + 1].isspace()


def _single_runs(text: str, start: int, end: int, double: list[Run]) -> list[Run]:
    found: list[Run] = []
    opened: int | None = None
    for mark in SINGLE.finditer(text, start, end):
        at = mark.start()
        if any(run.start <= at < run.end for run in double):
            continue
        if _opens_single(text, at, start, end):
            opened = at
        elif opened is not None and _closes_single(text, at, end):
            within = any(run.start < at + 1 and opened < run.end for run in double)
            if at - opened > 2 and not within:
                found.append(Run(opened, at + 1, single=True))
            opened = None
    return found


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    if text[at] == "’" or at + 1 >= end or not text[at + 1].isalnum():
        return False
    return at == start or text[at - 1].isspace() or text[at - 1] in "([—–-"


def _closes_single(text: str, at: int, end: int) -> bool:
    if text[at] == "‘" or text[at - 1].isspace():
        return False
    return at + 1 >= end or not text[at + 1].isalnum()


def _trimmed_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())

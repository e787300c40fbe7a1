"""Attributions' edges set by the conventions of the field, and stray pieces of content dropped.

The edges are PolNeAR's: a content keeps its quotation marks and the punctuation inside them, not a
final full stop outside; a time beside the cue belongs to neither cue nor content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.reading.attribution import Attribution
from sayso.reading.quotes import Run
from sayso.reading.sentences import ABBREVIATION, Sentences

Offsets = tuple[int, int]
DAY = r"(?:(?:on|late|early)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)"
PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
DAY_AT_END = re.compile(rf"\s+{DAY}{PART}$")
RELATIVE = re.compile(r",\s+(?:who|whom|whose|which)\b")
LONGEST_REST = 100
ANYONE = re.compile(r"any(?:one|body)(?: else)?", re.IGNORECASE)
DAY_AT_START = re.compile(rf"{DAY}{PART},?\s+(?=\w|[\"“])")


@dataclass(frozen=True)
class Page:
    """A text with its quoted runs and sentences."""

    text: str
    quoted: Sequence[Run]
    sentences: Sentences

    def run_at(self, offset: int) -> Run | None:
        """The quoted run an offset stands in."""
        at = bisect_right(self.quoted, offset, key=lambda run: run.start) - 1
        run = self.quoted[at] if at >= 0 else None
        return run if run and offset < run.end else None


def settled(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with edges set, without those of nobody in particular: “denied that anyone
    had complained” tells of no complaint."""
    made = (_settled(page, one, found, number) for number, one in enumerate(found))
    return [one for one in made if not (one.source and ANYONE.fullmatch(page.text, *one.source))]


def _settled(
    page: Page, one: Attribution, found: Sequence[Attribution], number: int
) -> Attribution:
    cue = _cue(page.text, _whole_words(page.text, one.cue)) if one.cue else None
    source = _source(page, _whole_words(page.text, one.source), cue) if one.source else None
    near = found[max(0, number - 6) : number + 7]
    kept = [part for part in one.content if not _stray(page, one, part, near)]
    content = tuple(_content(page, part, cue) for part in kept or one.content)
    return replace(one, source=source, cue=cue, content=content)


def _whole_words(text: str, part: Offsets) -> Offsets:
    """The span widened to the ends of the words it cuts: the model marks pieces of words."""
    start, end = part
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _source(page: Page, source: Offsets, cue: Offsets | None) -> Offsets:
    """A source that breaks off in a relative clause, the clause completed where it leads up to the
    cue: “a diplomat, who asked not to be named, said”."""
    start, end = source
    clause = RELATIVE.search(page.text, start, end)
    if not clause or not cue or cue[0] < end or cue[0] > page.sentences.at(start)[1]:
        return source
    rest = page.text[end : cue[0]].rstrip()
    if not rest.endswith(",") or len(rest) > LONGEST_REST or "," in rest[:-1]:
        return source
    return start, end + len(rest)


def _cue(text: str, cue: Offsets) -> Offsets:
    day = DAY_AT_END.search(text, cue[0], cue[1])
    return (cue[0], day.start()) if day and day.start() > cue[0] else cue


def _content(page: Page, part: Offsets, cue: Offsets | None) -> Offsets:
    start, end = _whole_words(page.text, part)
    day = DAY_AT_START.match(page.text, start, end)
    if day and cue and 0 <= start - cue[1] <= 12 and day.end() < end:
        start = day.end()
    if start > 0 and (run := page.run_at(start - 1)) and run.start == start - 1:
        start -= 1
    run = page.run_at(end - 1)
    if run and run.closed and not run.single and start <= run.start:
        # Whoever quotes a passage from its opening mark on quotes it to the closing one.
        end = run.end
    if not page.run_at(end - 1):
        end = _without_stop(page.text, start, end)
    return start, end


def _without_stop(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    if piece.endswith(".") and not piece.endswith("..") and not ABBREVIATION.search(piece[-12:]):
        return end - 1
    return end


def _stray(page: Page, one: Attribution, part: Offsets, near: Sequence[Attribution]) -> bool:
    """A piece in another sentence than the cue that is rather another attribution's: it holds that
    one's cue, or shares its content and stands nearer to its cue. One that holds all of another
    holds an inner statement."""
    if not one.cue or len(one.content) < 2:
        return False
    number = page.sentences.number
    if number(part[0]) <= number(one.cue[0]) <= number(part[1] - 1):
        return False
    own = _gap(one.cue, part)
    for other in near:
        if other is one or not other.cue or _holds(part, other):
            continue
        shared = any(_touch(span, part) for span in other.content)
        if _touch(other.cue, part) or (shared and _gap(other.cue, part) < own):
            return True
    return False


def _holds(part: Offsets, other: Attribution) -> bool:
    """Whether an attribution stands inside a piece of content, whole."""
    own = [*other.content, *(span for span in (other.source, other.cue) if span)]
    return all(part[0] <= start and end <= part[1] for start, end in own)


def _gap(one: Offsets, other: Offsets) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def apart_from(text: str, unread: Sequence[Offsets], one: Attribution) -> Attribution:
    """The attribution with its contents cut where furniture stands in them."""
    parts = list(one.content)
    for low, high in unread:
        cut = [(a, b) for p in parts for a, b in ((p[0], min(p[1], low)), (max(p[0], high), p[1]))]
        parts = cut if any(a < high and low < b for a, b in parts) else parts
        parts = [_trimmed(text, a, b) for a, b in parts if a < b and text[a:b].strip()]
    return replace(one, content=tuple(parts)) if parts else one


def _trimmed(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())

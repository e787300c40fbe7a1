"""Attributions → statements: quoted words told from reported ones, verb, stance, said-time,
nesting, notes of verification."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import (
    Period,
    QuoteKind,
    Report,
    Span,
    Statement,
    Timex,
    Words,
    statement_id,
)
from sayso.reading import stance, times, verification
from sayso.reading.actors import Speaking
from sayso.reading.attribution import Attribution
from sayso.reading.quotes import Run
from sayso.reading.sentences import Sentences

LETTER = re.compile(r"[^\W_]")
# Said inside the speech event, not of it: these lead a time into what was done, not said.
NOT_SAID = re.compile(r"(?:\bby|\buntil|\bfor|\bsince|\bbefore|\bafter)\s+$", re.IGNORECASE)
SAID_TYPES = ("DATE", "TIME")
Offsets = tuple[int, int]


@dataclass(frozen=True)
class Surroundings:
    """What of the report a statement is read against, each in the order of the text."""

    report: Report
    quoted: Sequence[Run]
    sentences: Sentences
    times: Sequence[Timex]
    attributions: Sequence[Attribution]

    @functools.cached_property
    def contents(self) -> bytes:
        """For each character 1 where it stands in some content."""
        marks = bytearray(len(self.report.text))
        for one in self.attributions:
            for start, end in one.content:
                marks[start:end] = b"\1" * (end - start)
        return bytes(marks)

    @functools.cached_property
    def cues(self) -> list[Offsets]:
        """Every cue, in order."""
        return sorted(one.cue for one in self.attributions if one.cue)


def statements(around: Surroundings, speaking: Sequence[Speaking]) -> tuple[Statement, ...]:
    """One statement an attribution, in order; `speaking` tells who speaks in each."""
    made = [
        _statement(around, attribution, who)
        for attribution, who in zip(around.attributions, speaking, strict=True)
    ]
    return verification.with_notes(around.report.text, around.sentences, _nested(made))


def words_of(text: str, content: Sequence[Span], quoted: Sequence[Run]) -> tuple[Words, ...]:
    """The contents cut at quotation marks: quoted words with their marks, reported ones without
    the white space around; stretches without a letter or digit are left out."""
    starts = [run.start for run in quoted]
    found: list[Words] = []
    for span in content:
        at = span.start
        for run in quoted[max(0, bisect_left(starts, span.start) - 1) :]:
            if run.start >= span.end:
                break
            low, high = max(run.start, span.start), min(run.end, span.end)
            if low >= high:
                continue
            found.extend(_words(text, at, low, "reported"))
            found.extend(_words(text, low, high, "quoted"))
            at = high
        found.extend(_words(text, at, span.end, "reported"))
    return tuple(found)


def kind_of(words: Sequence[Words]) -> QuoteKind:
    """direct: quoted alone; indirect: nothing quoted; mixed: both. "that" alone is no wording."""
    quoted = any(w.as_ == "quoted" for w in words)
    reported = any(
        w.as_ == "reported" and w.span.text.lower() not in ("that", "and") for w in words
    )
    if quoted:
        return "mixed" if reported else "direct"
    return "indirect"


def _words(text: str, start: int, end: int, how: str) -> list[Words]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if not LETTER.search(text, start, end):
        return []
    return [Words(Span.of(text, start, end), "quoted" if how == "quoted" else "reported")]


def _statement(around: Surroundings, one: Attribution, who: Speaking) -> Statement:
    text = around.report.text
    source, cue = (Span.of(text, *part) if part else None for part in (one.source, one.cue))
    content = tuple(Span.of(text, *part) for part in one.content)
    words = words_of(text, content, around.quoted)
    how = stance.of_statement(text, source, cue, content)
    return Statement(
        id=statement_id(around.report.id, cue or content[0]),
        voice="source",
        kind=kind_of(words),
        source=source,
        cue=cue,
        content=content,
        words=words,
        speakers=who.speakers,
        candidates=who.candidates,
        verb=cue.text if cue else None,
        reporter=how.reporter,
        act=how.act,
        factuality=how.factuality,
        hedges=how.hedges,
        said=_said(around, one),
        times=tuple(times.period(t) for t in around.times if _inside(t.span, content)),
        score=one.score,
    )


def _inside(span: Span, content: Sequence[Span]) -> bool:
    return any(part.contains(span) for part in content)


def _said(around: Surroundings, one: Attribution) -> Period | None:
    """The time nearest to the cue in its sentence that stands in no content and not in the source:
    “said Friday”, “On Tuesday, she said”, “told lawmakers in a briefing early this month”."""
    if not one.cue:
        return None
    start, end = around.sentences.at(one.cue[0])
    first = bisect_left(around.times, start, key=lambda t: t.span.start)
    last = bisect_left(around.times, end, key=lambda t: t.span.start)
    options = [t for t in around.times[first:last] if _may_say_when(around, t, one.cue, one.source)]
    nearest = min(options, key=lambda t: _gap(t.span, one.cue or (0, 0)), default=None)
    return times.period(nearest) if nearest else None


def _may_say_when(around: Surroundings, timex: Timex, cue: Offsets, source: Offsets | None) -> bool:
    start, end = timex.span.start, timex.span.end
    if timex.type not in SAID_TYPES or any(around.contents[start:end]):
        return False
    if NOT_SAID.search(around.report.text, max(0, start - 12), start):
        return False
    if source and _touch((start, end), source):
        return False
    # Another cue between the time and this one has the better claim to it.
    low, high = min(end, cue[1]), max(start, cue[0])
    at = bisect_left(around.cues, (low, 0))
    return not (at < len(around.cues) and around.cues[at][1] <= high)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gap(span: Span, cue: tuple[int, int]) -> int:
    """Distance to the cue; a time after it is preferred over one as far before it."""
    return span.start - cue[1] if span.start >= cue[1] else cue[0] - span.end + 20


def _nested(made: list[Statement]) -> list[Statement]:
    """The statements with `within` set to the innermost other one whose content holds their cue,
    or what they have instead of one."""
    parts = sorted((p.start, p.end, number) for number, s in enumerate(made) for p in s.content)
    longest = max((end - start for start, end, _ in parts), default=0)
    return [replace(one, within=_holder(made, parts, longest, one)) for one in made]


def _holder(
    made: list[Statement], parts: list[tuple[int, int, int]], longest: int, one: Statement
) -> str | None:
    mark = one.cue or one.content[0]
    first = bisect_left(parts, (mark.start - longest, 0, 0))
    last = bisect_right(parts, (mark.start, len(parts) + mark.end, 0))
    holders = [
        (end - start, made[number].id)
        for start, end, number in parts[first:last]
        if start <= mark.start and mark.end <= end and made[number] is not one
    ]
    return min(holders)[1] if holders else None

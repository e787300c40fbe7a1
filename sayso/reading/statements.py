"""Attributions → statements: quoted words told from reported ones, verb, stance, said-time,
nesting, notes of verification, venue."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.model import (
    Figure,
    Period,
    Place,
    QuoteKind,
    Report,
    Span,
    Statement,
    Timex,
    Words,
    statement_id,
)
from sayso.reading import nesting, occasions, stance, times, venues, verification
from sayso.reading import said as when
from sayso.reading.actors import Speaking
from sayso.reading.attribution import Attribution
from sayso.reading.quotes import Run
from sayso.reading.said import Told
from sayso.reading.sentences import Sentences

Placed = TypeVar("Placed", Timex, Figure, Place)
LETTER = re.compile(r"[^\W_]")
# A sentence without an end is not read through for each of its statements.
FARTHEST = 1500


@dataclass(frozen=True)
class Surroundings:
    """What of the report a statement is read against, each in the order of the text."""

    report: Report
    quoted: Sequence[Run]
    sentences: Sentences
    times: Sequence[Timex]
    figures: Sequence[Figure]
    attributions: Sequence[Attribution]
    places: Sequence[Place] = ()

    @functools.cached_property
    def extents(self) -> list[tuple[int, int, Attribution]]:
        """Each attribution with the first and last character of its cue and contents, in order."""
        return sorted(
            (
                (min(a for a, _ in parts), max(b for _, b in parts), one)
                for one in self.attributions
                if not one.outlet and (parts := (*one.content, *([one.cue] if one.cue else [])))
            ),
            key=lambda extent: extent[:2],
        )

    @functools.cached_property
    def longest(self) -> int:
        """How far the longest attribution reaches."""
        return max((last - first for first, last, _ in self.extents), default=0)

    @functools.cached_property
    def turns(self) -> frozenset[Attribution]:
        """The turns of an interview or a transcript."""
        return occasions.turns(self.report.text, self.attributions)

    @functools.cached_property
    def occasion(self) -> Timex | None:
        """When those turns were said."""
        return occasions.day(self.report.text, self.times, self.turns)

    def reaching(self, start: int, end: int) -> list[Attribution]:
        """The attributions that reach into a stretch of the text."""
        low, high = (
            bisect_left(self.extents, at, key=lambda extent: extent[0])
            for at in (start - self.longest, end)
        )
        return [one for _, reach, one in self.extents[low:high] if reach > start]


def statements(around: Surroundings, speaking: Sequence[Speaking]) -> tuple[Statement, ...]:
    """One statement an attribution, in order; `speaking` tells who speaks in each."""
    made = [
        _statement(around, attribution, who)
        for attribution, who in zip(around.attributions, speaking, strict=True)
    ]
    text, sentences = around.report.text, around.sentences
    noted = verification.with_notes(text, sentences, nesting.nested(made))
    return venues.with_venues(text, sentences, noted)


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
    spoken = tuple(Words(part, "quoted") for part in content) if one.turn else ()
    words = spoken or words_of(text, content, around.quoted)
    how = stance.of_statement(text, source, cue, content)
    return Statement(
        id=statement_id(around.report.id, cue or content[0]),
        voice="outlet" if one.outlet else "source",
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
        said=said(around, one),
        times=times_inside(around, content),
        places=tuple(_among(around.places, content)),
        figures=tuple(_among(around.figures, content)),
        score=one.score,
    )


def times_inside(around: Surroundings, content: Sequence[Span]) -> tuple[Period, ...]:
    """The time expressions that stand inside contents."""
    return tuple(times.period(t) for t in _among(around.times, content))


def _among(things: Sequence[Placed], content: Sequence[Span]) -> Iterator[Placed]:
    """Of things in the order of the text, those that stand inside any of the contents."""
    for part in content:
        at = bisect_left(things, part.start, key=lambda thing: thing.span.start)
        while at < len(things) and things[at].span.start < part.end:
            if part.contains(things[at].span):
                yield things[at]
            at += 1


def said(around: Surroundings, one: Attribution) -> Period | None:
    """When an attribution was said, where its sentence says so, or the head of the talk that it is
    a turn of."""
    if one in around.turns:
        return times.period(around.occasion) if around.occasion else None
    if not one.cue:
        return None
    start, end = around.sentences.at(one.cue[0])
    start, end = max(start, one.cue[0] - FARTHEST), min(end, one.cue[1] + FARTHEST)
    first, last = (bisect_left(around.times, at, key=lambda t: t.span.start) for at in (start, end))
    told = Told(
        around.report.text, start, end, around.times[first:last], around.reaching(start, end)
    )
    found = when.said(told, one)
    return times.period(found) if found else None

"""read(report) → Reading: the one pure function all else is built on."""

from __future__ import annotations

from collections.abc import Sequence

import sayso
from sayso.model import Reading, Report, Span, Timex
from sayso.reading import (
    actors,
    attribution,
    chains,
    edges,
    figures,
    forms,
    furniture,
    inner,
    interviews,
    joining,
    noncomment,
    outlet,
    places,
    quotes,
    restating,
    selves,
    sentences,
    statements,
    times,
    turns,
)
from sayso.reading.encoder import Encoder, packaged

# How the notes begin that a reading makes.
UNDATED, LANGUAGE = "no publication date", "the language is"


def reader_version(encoder: Encoder | None = None) -> str:
    """What made a reading: the version of Sayso and of its weights."""
    return f"sayso {sayso.__version__}; {(encoder or packaged()).version}"


def read(report: Report, encoder: Encoder | None = None) -> Reading:
    """Everything read off one report, the same each time; ModelError where the package carries no
    weights."""
    encoder = encoder or packaged()
    text = report.text
    marked = furniture.mark(text, report.title)
    unread = [(piece.span.start, piece.span.end) for piece in marked]
    told = sentences.split(text)
    expressions = times.find(text, report.published)
    page = edges.Page(text, quotes.runs(text), told)
    talk = turns.find(text, unread) if english(report) else turns.Turns()
    found = _found(encoder, report, page, unread, expressions, talk) if english(report) else []
    sources = [Span.of(text, *one.source) if one.source else None for one in found]
    parts = [[Span.of(text, *part) for part in one.content] for one in found]
    context = actors.Context(parts, page.quoted, talk, report.publisher)
    cast, speaking = actors.resolve(text, told, sources, context)
    contents = [part for own in parts for part in own]
    counted = figures.find(text, contents)
    named = places.find(text, unread=unread) if english(report) else ()
    when = times.stretches(text, expressions)
    around = statements.Surroundings(report, page.quoted, told, when, counted, found, named)
    made = selves.resolved(statements.statements(around, speaking))
    chained, cast = chains.chained(text, told, report.publisher, cast, made)
    return Reading(
        report=report,
        notes=_notes(report),
        furniture=marked,
        actors=cast,
        statements=restating.tied(chained),
        times=expressions,
        places=named,
    )


def _found(
    encoder: Encoder,
    report: Report,
    page: edges.Page,
    unread: Sequence[tuple[int, int]],
    expressions: Sequence[Timex],
    talk: turns.Turns,
) -> list[attribution.Attribution]:
    """Who is told to say what in an English report, in order, the outlet's own voice with them."""
    text, quoted = page.text, page.quoted
    settings = attribution.Settings(**encoder.meta["settings"])
    seen = attribution.find(encoder, text, unread, settings)
    joint = joining.joined(page, edges.settled(page, seen))
    settled = [edges.apart_from(text, unread, one) for one in joint]
    signed = forms.with_forms(text, quoted, unread, settled)
    answered = interviews.with_turns(text, report.publisher, talk, signed)
    found = forms.with_lone(text, quoted, unread, answered)
    found = noncomment.told(text, inner.with_selves(page, found))
    return outlet.with_own_voice(page, report, unread, expressions, found)


def english(report: Report) -> bool:
    """Whether the report is read for statements: its language is English, or cannot be told."""
    return report.language in (None, "en")


def is_own_note(note: str) -> bool:
    """Whether a note is one that reading makes, of any version: the others are intake's."""
    return note.startswith((UNDATED, LANGUAGE))


def _notes(report: Report) -> tuple[str, ...]:
    notes = []
    if not report.published:
        notes.append(f"{UNDATED}: relative dates stay unresolved")
    if not english(report):
        notes.append(
            f"{LANGUAGE} {report.language}, and statements are read in English only;"
            " --language en reads it all the same"
        )
    return tuple(notes)

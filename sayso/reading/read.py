"""read(report) → Reading: the one pure function all else is built on."""

from __future__ import annotations

import sayso
from sayso.model import Reading, Report, Span
from sayso.reading import (
    actors,
    attribution,
    edges,
    forms,
    furniture,
    joining,
    quotes,
    sentences,
    statements,
    times,
)
from sayso.reading.encoder import Encoder, packaged


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
    settings = attribution.Settings(**encoder.meta["settings"])
    quoted = quotes.runs(text)
    tagged = attribution.attributions(encoder, text, unread, settings)
    page = edges.Page(text, quoted, told)
    settled = joining.joined(page, edges.settled(page, tagged))
    found = forms.with_forms(text, quoted, unread, settled)
    sources = [Span.of(text, *one.source) if one.source else None for one in found]
    cast, speaking = actors.resolve(text, told, sources)
    around = statements.Surroundings(report, quoted, told, expressions, found)
    return Reading(
        report=report,
        notes=_notes(report),
        furniture=marked,
        actors=cast,
        statements=statements.statements(around, speaking),
        times=expressions,
    )


def _notes(report: Report) -> tuple[str, ...]:
    notes = []
    if not report.published:
        notes.append("no publication date: relative dates stay unresolved")
    if report.language not in (None, "en"):
        notes.append(f"the text looks like {report.language}: the weights know English only")
    return tuple(notes)

"""Statements as CSV, one a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from sayso.export.checked import columns
from sayso.export.figures import figure_words
from sayso.model import Statement
from sayso.views import Decided

# A cell that begins so would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = (
    "statement", "report", "published", "outlet", "title", "url", "speaker", "speaker_kind",
    "unnamed", "candidates", "source", "verb", "kind", "content", "quoted", "reported", "figures",
    "said", "said_from", "said_to", "within", "start", "end", "score", "machine_reading",
    "checked_by_person", "checked",
)  # fmt: skip
REVIEWERS = ("checked_by", "checked_at")


def write(readings: Iterable[Decided], out: TextIO, with_reviewers: bool = False) -> int:
    """Write a head and one row a statement and give how many rows; who reviewed it only where asked
    for."""
    rows = (
        statement_row(found, one) | columns(found.review(one.id), with_reviewers)
        for found in readings
        for one in found.reading.statements
    )
    return write_rows(rows, (*COLUMNS, *(REVIEWERS if with_reviewers else ())), out)


def write_rows(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], out: TextIO) -> int:
    """Write any rows under a head, each cell made safe, and give how many."""
    names = list(columns)
    writer = csv.writer(out, lineterminator="\n")
    # Python before 3.13 leaves a lone carriage return bare, which ends the row for other readers.
    careful = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    count = 0
    for row in rows:
        cells = [cell(row.get(name)) for name in names]
        (careful if any("\r" in one for one in cells) else writer).writerow(cells)
        count += 1
    return count


def cell(value: Any) -> str:
    """A value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    text = (
        " | ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
    )
    return "'" + text if text.startswith(FORMULA) else text


def statement_row(found: Decided, one: Statement) -> dict[str, Any]:
    """One statement's row, by column."""
    reading, said = found.reading, one.said
    report = reading.report
    actors = [reading.actor(ref) for ref in one.speakers]
    return {
        "statement": one.id,
        "report": report.id,
        "published": report.published,
        "outlet": report.publisher,
        "title": report.title,
        "url": report.url,
        "speaker": [actor.name for actor in actors],
        "speaker_kind": [actor.kind for actor in actors],
        "unnamed": any(actor.unnamed for actor in actors),
        "candidates": [reading.actor(ref).name for ref in one.candidates],
        "source": one.source.text if one.source else None,
        "verb": one.verb,
        "kind": one.kind,
        "content": [span.text for span in one.content],
        "quoted": [w.span.text for w in one.words if w.as_ == "quoted"],
        "reported": [w.span.text for w in one.words if w.as_ == "reported"],
        "figures": [figure_words(figure) for figure in one.figures],
        "said": said.span.text if said else None,
        "said_from": said.from_ if said else None,
        "said_to": said.to if said else None,
        "within": one.within,
        "start": min(span.start for span in one.content),
        "end": max(span.end for span in one.content),
        "score": one.score,
        "machine_reading": True,
        "checked_by_person": found.review(one.id).checked,
    }

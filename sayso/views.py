"""Named read-only questions to a ledger → plain rows: the one door for command line and exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.ledger import load, search
from sayso.ledger.connect import Ledger
from sayso.ledger.custody import place_of, root
from sayso.ledger.search import Query
from sayso.ledger.verify import Finding, verify
from sayso.ledger.write import folded
from sayso.model import Reading, Statement, from_plain

__all__ = [
    "ActorRow",
    "Finding",
    "Query",
    "Shown",
    "StatementRow",
    "counts",
    "find",
    "place_of",
    "readings",
    "root",
    "said_by",
    "show",
    "verify",
    "who",
]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with the report it stands in."""

    statement: Statement
    report_id: str
    speaker: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    day: str | None

    def plain(self) -> dict[str, Any]:
        """The row as it is written out."""
        one = self.statement
        return {
            "id": one.id,
            "report": self.report_id,
            "day": self.day,
            "speaker": self.speaker,
            "verb": one.verb,
            "kind": one.kind,
            "words": [{"as": w.as_, "text": w.span.text} for w in one.words],
            "content": " … ".join(span.text for span in one.content),
            "said": one.said.span.text if one.said else None,
            "outlet": self.outlet,
            "title": self.title,
            "url": self.url,
            "published": self.published,
            "start": min(span.start for span in one.content),
            "end": max(span.end for span in one.content),
        }


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor of the ledger, how often it speaks, and in how many reports."""

    actor_id: int
    name: str
    kind: str
    unnamed: bool
    statements: int
    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A report's reading, its captures, and the statement asked for where one was."""

    reading: Reading
    reader: str
    captures: tuple[dict[str, Any], ...]
    statement: Statement | None = None


def find(ledger: Ledger, query: Query) -> list[StatementRow]:
    """The statements that fit a query, the best first."""
    return [_statement_row(row) for row in search.statements(ledger, query)]


def show(ledger: Ledger, prefix: str) -> Shown:
    """The report, or where there is none the statement, whose id begins so; UnknownEntry where
    there is neither, or several."""
    if load.ids_from(ledger, "report", prefix):
        report_id, statement_id = load.whole_id(ledger, "report", prefix), None
    else:
        statement_id = load.whole_id(ledger, "statement", prefix)
        row = ledger.connection.execute(
            "SELECT report_id FROM statements WHERE id = ?", (statement_id,)
        ).fetchone()
        report_id = row["report_id"]
    reading = load.load_reading(ledger, report_id)
    one = next((s for s in reading.statements if s.id == statement_id), None)
    return Shown(reading, load.reader_of(ledger, report_id), _captures(ledger, report_id), one)


def who(ledger: Ledger, name: str | None = None) -> list[ActorRow]:
    """Everyone who speaks, the most often first; with a name, those it is a part of."""
    rows = ledger.connection.execute(
        """
        SELECT a.actor_id, a.name, a.kind, a.unnamed, count(s.statement_id) AS statements,
               count(DISTINCT s.report_id) AS reports, min(t.day) AS first, max(t.day) AS last
        FROM actors a
        JOIN speakers s USING (actor_id)
        JOIN statements t ON t.id = s.statement_id
        WHERE instr(a.folded, ?)
        GROUP BY a.actor_id
        ORDER BY statements DESC, a.folded, a.actor_id
        """,
        (folded(name or ""),),
    )
    return [ActorRow(**(dict(row) | {"unnamed": bool(row["unnamed"])})) for row in rows]


def said_by(ledger: Ledger, actor_id: int) -> list[StatementRow]:
    """All that an actor of the ledger said, by day."""
    rows = ledger.connection.execute(
        """
        SELECT s.id, s.report_id, s.body, s.day, f.speaker, r.title, r.url, r.published,
               coalesce(r.publisher, r.host) AS outlet
        FROM speakers p
        JOIN statements s ON s.id = p.statement_id
        JOIN found_statements f ON f.rowid = s.number
        JOIN reports r ON r.id = s.report_id
        WHERE p.actor_id = ?
        ORDER BY s.day, s.report_id, s.place
        """,
        (actor_id,),
    )
    return [_statement_row(row) for row in rows]


def readings(ledger: Ledger) -> Iterator[Reading]:
    """Every reading, in the order of publication."""
    for report_id in list(load.report_ids(ledger)):
        yield load.load_reading(ledger, report_id)


def counts(ledger: Ledger) -> dict[str, int]:
    """How many reports, captures, statements and actors there are."""
    return {
        table: int(ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("reports", "captures", "statements", "actors")
    }


def _captures(ledger: Ledger, report_id: str) -> tuple[dict[str, Any], ...]:
    rows = ledger.connection.execute(
        "SELECT raw_sha256, requested, final_url, at, status, headers, extractor FROM captures"
        " WHERE report_id = ? ORDER BY id",
        (report_id,),
    )
    return tuple(dict(row) | {"headers": json.loads(row["headers"])} for row in rows)


def _statement_row(row: Any) -> StatementRow:
    names = ("report_id", "speaker", "outlet", "title", "url", "published", "day")
    statement = from_plain(Statement, json.loads(row["body"]))
    return StatementRow(statement, **{name: row[name] for name in names})

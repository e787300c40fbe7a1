"""Named read-only questions to a ledger → plain rows: the one door for command line and exports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sayso.ledger import decisions, load, search
from sayso.ledger import versions as versions_of
from sayso.ledger.connect import Ledger
from sayso.ledger.custody import place_of, root
from sayso.ledger.decided import UNREVIEWED, Correct, Decided, Reject, Review, Undo, What, undone
from sayso.ledger.persons import similar
from sayso.ledger.search import Query
from sayso.ledger.verify import Finding, verify
from sayso.ledger.versions import Versions
from sayso.ledger.write import folded
from sayso.model import Reading, Statement, from_plain, to_plain

__all__ = [
    "UNREVIEWED",
    "ActorRow",
    "Decided",
    "DecisionRow",
    "Finding",
    "Query",
    "Review",
    "Shown",
    "StatementRow",
    "Versions",
    "counts",
    "decision_log",
    "find",
    "place_of",
    "readings",
    "root",
    "said_by",
    "show",
    "similar",
    "verify",
    "versions",
    "who",
]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement, as decided, with the report it stands in."""

    statement: Statement
    report_id: str
    speaker: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    day: str | None
    review: Review = UNREVIEWED

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
            "checked": self.review.status,
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
    """A report's reading with decisions applied, its captures, the versions of its page, and the
    statement asked for where one was; one that was misread is the machine's."""

    decided: Decided
    reader: str
    captures: tuple[dict[str, Any], ...]
    versions: Versions
    statement: Statement | None = None

    @property
    def reading(self) -> Reading:
        """The reading in which what was asked for stands."""
        found, one = self.decided, self.statement
        return found.machine if one and not found.statement(one.id) else found.reading


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """An entry of the log of decisions; `statement` is where it stands now, `undone_by` a number.
    An undoing is about what it undoes."""

    number: int
    at: str
    who: str
    kind: str
    report: str
    statement: str | None
    content: str
    note: str | None
    undone_by: int | None
    reason: str | None = None
    changes: dict[str, Any] | None = None
    undoes: int | None = None

    @property
    def unattached(self) -> bool:
        """Whether it holds, and stands on no statement of the reading of now."""
        return self.statement is None and self.undone_by is None and self.undoes is None

    def plain(self) -> dict[str, Any]:
        """The row as it is written out."""
        return asdict(self) | {"unattached": self.unattached}


def find(ledger: Ledger, query: Query) -> list[StatementRow]:
    """The statements that fit a query, the best first."""
    with ledger.snapshot():
        return _statement_rows(ledger, search.statements(ledger, query))


def show(ledger: Ledger, prefix: str) -> Shown:
    """The report, or where there is none the statement, whose id begins so; UnknownEntry where
    there is neither, or several."""
    with ledger.snapshot():
        if load.ids_from(ledger, "report", prefix):
            report_id, statement_id = load.whole_id(ledger, "report", prefix), None
        else:
            statement_id = load.whole_id(ledger, "statement", prefix)
            row = ledger.connection.execute(
                "SELECT report_id FROM statements WHERE id = ?", (statement_id,)
            ).fetchone()
            report_id = row["report_id"]
        found = decisions.load_decided(ledger, report_id)
        reader, captures = load.reader_of(ledger, report_id), _captures(ledger, report_id)
        others = versions(ledger, report_id)
    options = (*found.reading.statements, *found.machine.statements)
    one = next((s for s in options if s.id == statement_id), None)
    return Shown(found, reader, captures, others, one)


def versions(ledger: Ledger, report_id: str) -> Versions:
    """The versions of the page that a report was on, in the order they came into the ledger, and
    which of them it is."""
    return versions_of.versions(ledger.connection, report_id)


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
    with ledger.snapshot():
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
        return _statement_rows(ledger, rows.fetchall())


def readings(ledger: Ledger) -> Iterator[Decided]:
    """Every reading with decisions applied, in the order of publication."""
    for report_id in list(load.report_ids(ledger)):
        yield decisions.load_decided(ledger, report_id)


def decision_log(ledger: Ledger) -> list[DecisionRow]:
    """All that persons decided, in the order of deciding."""
    with ledger.snapshot():
        rows = ledger.connection.execute("SELECT DISTINCT report_id FROM decisions").fetchall()
        found = [row for (report_id,) in rows for row in _decision_rows(ledger, report_id)]
    return sorted(found, key=lambda row: row.number)


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


def _decision_rows(ledger: Ledger, report_id: str) -> Iterator[DecisionRow]:
    log = decisions.load_decisions(ledger, report_id)
    gone, standing = undone(log), decisions.attachments(ledger, report_id)
    about: dict[int, str] = {}
    for one in log:
        about[one.number] = _about(one.what, about)
        yield DecisionRow(
            one.number, one.at, one.who, one.kind, report_id, standing.get(one.number),
            about[one.number], one.what.note, gone.get(one.number), **_decided(one.what),
        )  # fmt: skip


def _about(what: What, earlier: Mapping[int, str]) -> str:
    """The content of the statement that a decision is about."""
    if isinstance(what, Undo):
        return earlier.get(what.number, "")
    return " … ".join(part.exact for part in what.about.content)


def _decided(what: What) -> dict[str, Any]:
    """What only a decision of its kind tells."""
    match what:
        case Reject():
            return {"reason": what.reason}
        case Correct():
            parts = to_plain(what.changes)
            return {"changes": {name: new for name, new in parts.items() if new is not None}}
        case Undo():
            return {"undoes": what.number}
        case _:
            return {}


def _statement_rows(ledger: Ledger, rows: Sequence[Any]) -> list[StatementRow]:
    names = ("report_id", "speaker", "outlet", "title", "url", "published", "day")
    touched = _decided_on(ledger, {row["report_id"] for row in rows})
    made = []
    for row in rows:
        statement = from_plain(Statement, json.loads(row["body"]))
        review = UNREVIEWED
        if found := touched.get(row["report_id"]):
            statement = found.statement(statement.id) or statement
            review = found.review(statement.id)
        made.append(StatementRow(statement, **{n: row[n] for n in names}, review=review))
    return made


def _decided_on(ledger: Ledger, report_ids: Iterable[str]) -> dict[str, Decided]:
    """Those of the reports on which anything was decided."""
    return {
        report_id: decisions.load_decided(ledger, report_id)
        for report_id in report_ids
        if ledger.connection.execute(
            "SELECT 1 FROM decisions WHERE report_id = ?", (report_id,)
        ).fetchone()
    }

"""Named read-only questions to a ledger → plain rows: the one door for command line and exports.

What they answer goes through a veil, in which sealed actors have no name: that of `outside`, unless
the answer goes to a terminal, where `at_home` marks them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sayso.across import (
    Matter,
    board,
    changed_since,
    changes,
    changes_on,
    copied_in,
    copies_of,
    matter,
    matter_plain,
    matters,
    origins,
    reports_of,
    silences,
    timeline,
    utterance_plain,
    versus,
)
from sayso.ledger import decisions, load, search
from sayso.ledger import versions as versions_of
from sayso.ledger.connect import Ledger
from sayso.ledger.custody import place_of, root
from sayso.ledger.decided import (
    UNREVIEWED,
    Correct,
    Decided,
    Miss,
    Reject,
    Review,
    Undo,
    What,
    undone,
)
from sayso.ledger.differences import difference
from sayso.ledger.identities import Pair, appearances, around, identities
from sayso.ledger.persons import similar
from sayso.ledger.reread import Reread
from sayso.ledger.seal import (
    SEALED,
    Door,
    SealedActor,
    Veil,
    at_home,
    decision_over,
    outside,
    sealed_actors,
)
from sayso.ledger.search import Query
from sayso.ledger.sides import named
from sayso.ledger.verify import Checked, Finding
from sayso.ledger.verify import verify as verify_all
from sayso.ledger.versions import Versions
from sayso.ledger.write import folded, host_of, index_row
from sayso.model import Reading, Statement, from_plain, to_plain

__all__ = [
    "UNREVIEWED",
    "ActorRow",
    "Decided",
    "DecisionRow",
    "Door",
    "Finding",
    "Matter",
    "PairRow",
    "Query",
    "Review",
    "SealedActor",
    "Shown",
    "StatementRow",
    "Versions",
    "at_home",
    "board",
    "changed_since",
    "changes",
    "changes_on",
    "copied_in",
    "copies_of",
    "counts",
    "decision_log",
    "find",
    "matter",
    "matter_plain",
    "matters",
    "origins",
    "outside",
    "place_of",
    "readings",
    "reports_of",
    "rereads",
    "root",
    "said_by",
    "sealed",
    "show",
    "silences",
    "similar",
    "timeline",
    "utterance_plain",
    "verify",
    "versions",
    "versus",
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
    """An actor of the ledger, how often it speaks, and in how many reports; the names it goes by,
    what reports say it is, and its sides, each with the words that say so and their report."""

    actor_id: int
    name: str
    kind: str
    unnamed: bool
    statements: int
    reports: int
    first: str | None
    last: str | None
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sides: tuple[dict[str, Any], ...] = ()
    merged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two actors by name, and what is thought or was decided of their being one."""

    one: str
    other: str
    kind: str
    pair: Pair

    def plain(self) -> dict[str, Any]:
        """The row as it is written out."""
        told = asdict(self.pair) | {"reasons": list(self.pair.reasons)}
        ids = {"one_id": told.pop("one"), "other_id": told.pop("other")}
        return {"one": self.one, "other": self.other, "kind": self.kind} | ids | told


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


def find(ledger: Ledger, query: Query, door: Door = outside) -> list[StatementRow]:
    """The statements that fit a query, the best first."""
    with ledger.snapshot():
        rows = _statement_rows(ledger, search.statements(ledger, query))
        return _veiled(ledger, rows, door)


def show(ledger: Ledger, prefix: str, door: Door = outside) -> Shown:
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
        veil = door(ledger)
        found = decisions.load_decided(ledger, report_id)
        reader, captures = load.reader_of(ledger, report_id), captures_of(ledger, report_id, veil)
        others = versions(ledger, report_id, door)
        told = veil.decided(found)
    pairs = [
        *zip(found.reading.statements, told.reading.statements, strict=True),
        *zip(found.machine.statements, told.machine.statements, strict=True),
    ]
    one = next((new for old, new in pairs if old.id == statement_id), None)
    return Shown(told, reader, captures, others, one)


def versions(ledger: Ledger, report_id: str, door: Door = outside) -> Versions:
    """The versions of the page that a report was on, in the order they came into the ledger, and
    which of them it is."""
    found = versions_of.versions(ledger.connection, report_id)
    veil = door(ledger)
    if veil.clear or not found.others:
        return found
    told = (veil.reading(load.load_reading(ledger, one)).report.id for one in found.ids)
    return Versions(tuple(told), found.place)


def who(ledger: Ledger, name: str | None = None, door: Door = outside) -> list[ActorRow]:
    """Everyone who speaks, the most often first; with a name, those one of whose names it is a part
    of. Actors that are one are told as one, by the lowest of their numbers."""
    with ledger.snapshot() as connection:
        rows = connection.execute("SELECT actor_id, folded FROM actors").fetchall()
        fitting = [r["actor_id"] for r in rows if folded(name or "") in r["folded"]]
        same = around(connection, fitting) if name else identities(connection)
        wanted = {same.of(one) for one in fitting}
        groups: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            if (root := same.of(row["actor_id"])) in wanted:
                groups[root].append(row["actor_id"])
        veil = door(ledger)
        told = [_actor_row(connection, root, ids, veil) for root, ids in groups.items()]
    found = (row for row in told if row)
    return sorted(found, key=lambda row: (-row.statements, folded(row.name), row.actor_id))


def _actor_row(
    connection: sqlite3.Connection, root: int, ids: list[int], veil: Veil
) -> ActorRow | None:
    """One actor with all that are one with it; None where none of them speaks."""
    marks = ", ".join("?" * len(ids))
    counted = connection.execute(
        f"""
        SELECT count(DISTINCT s.statement_id) AS statements, count(DISTINCT s.report_id) AS reports,
               min(t.day) AS first, max(t.day) AS last
        FROM speakers s JOIN statements t ON t.id = s.statement_id WHERE s.actor_id IN ({marks})
        """,
        ids,
    ).fetchone()
    if not counted["statements"]:
        return None
    called = connection.execute(
        f"SELECT actor_id, name, kind, unnamed FROM actors WHERE actor_id IN ({marks})"
        " ORDER BY length(name) DESC, actor_id",
        ids,
    ).fetchall()
    names = tuple(dict.fromkeys(veil.name(row["actor_id"], row["name"]) for row in called))
    # Where one of them is sealed, so are all: they are one.
    hidden = SEALED in names
    names = (SEALED,) if hidden else names
    seen = [] if hidden else [*appearances(connection, ids)]
    given = named(connection)
    by_person = next((given[one] for one in ids if one in given and not hidden), None)
    roles = Counter(veil.words(role["text"]) for _, one in seen for role in one["roles"])
    return ActorRow(
        actor_id=root,
        name=names[0],
        kind=called[0]["kind"],
        unnamed=bool(called[0]["unnamed"]),
        **dict(counted),
        names=names,
        roles=tuple(role for role, _ in roles.most_common(MOST_ROLES)),
        sides=tuple(_sides(seen, veil)) if by_person is None else _by_person(by_person, veil),
        merged=tuple(one for one in ids if one != root),
    )


MOST_ROLES = 8


def _by_person(side: tuple[str, ...], veil: Veil) -> tuple[dict[str, Any], ...]:
    """The side that a person gave an actor, none where it is to have none."""
    path = [veil.words(part) for part in side]
    return ({"side": path, "basis": "user", "report": None},) if path else ()


def _sides(seen: Iterable[tuple[str, dict[str, Any]]], veil: Veil) -> Iterator[dict[str, Any]]:
    """The sides that reports give an actor, each once, with the words it rests on."""
    told: set[tuple[str, ...]] = set()
    for report_id, one in seen:
        path = tuple(one["side"] or ())
        if path and path not in told:
            told.add(path)
            basis = one["side_basis"]
            words = basis if isinstance(basis, str) or not basis else veil.words(basis["text"])
            yield {"side": [veil.words(p) for p in path], "basis": words, "report": report_id}


def actor_pairs(ledger: Ledger, door: Door = outside) -> list[PairRow]:
    """Actors that are told as one, might be one, or were said not to be, and why."""
    with ledger.snapshot() as connection:
        veil = door(ledger)
        rows = connection.execute("SELECT actor_id, name, kind FROM actors").fetchall()
        names = {
            row["actor_id"]: (veil.name(row["actor_id"], row["name"]), row["kind"]) for row in rows
        }
        found = identities(connection).pairs
    return [PairRow(names[p.one][0], names[p.other][0], names[p.one][1], p) for p in found]


def said_by(
    ledger: Ledger, actor_id: int, door: Door = outside, most: int = -1, after: int = 0
) -> list[StatementRow]:
    """What an actor of the ledger, and those that are one with it, said, by day: all of it, or so
    many after so many others."""
    with ledger.snapshot():
        ids = around(ledger.connection, [actor_id]).all_of(actor_id)
        rows = ledger.connection.execute(
            f"""
            SELECT DISTINCT s.id, s.report_id, s.body, s.day, f.speaker, r.title, r.url,
                   r.published, coalesce(r.publisher, r.host) AS outlet
            FROM speakers p
            JOIN statements s ON s.id = p.statement_id
            JOIN found_statements f ON f.rowid = s.number
            JOIN reports r ON r.id = s.report_id
            WHERE p.actor_id IN ({", ".join("?" * len(ids))})
            ORDER BY s.day, s.report_id, s.place
            LIMIT ? OFFSET ?
            """,
            (*ids, most, after),
        )
        return _veiled(ledger, _statement_rows(ledger, rows.fetchall()), door)


def readings(ledger: Ledger, door: Door = outside) -> Iterator[Decided]:
    """Every reading with decisions applied, in the order of publication."""
    veil = door(ledger)
    for report_id in list(load.report_ids(ledger)):
        yield veil.decided(decisions.load_decided(ledger, report_id))


def decision_log(ledger: Ledger, door: Door = outside) -> list[DecisionRow]:
    """All that persons decided, in the order of deciding."""
    veil = door(ledger)
    with ledger.snapshot():
        rows = ledger.connection.execute("SELECT DISTINCT report_id FROM decisions").fetchall()
        found = [row for (report_id,) in rows for row in _decision_rows(ledger, report_id, veil)]
    return sorted(found, key=lambda row: row.number)


def rereads(ledger: Ledger, done: Iterable[Reread], door: Door = outside) -> Iterator[Reread]:
    """What reading again gave, report by report."""
    veil = door(ledger)
    for one in done:
        before, after = (veil.reading(r) for r in (one.difference.before, one.difference.after))
        told = one.difference if veil.clear else difference(before, after)
        yield replace(one, report=after.report, difference=told)


def sealed(ledger: Ledger, door: Door = outside) -> list[SealedActor]:
    """The actors that are sealed, in the order of their names."""
    veil = door(ledger)
    return [replace(one, name=veil.name(one.actor_id, one.name)) for one in sealed_actors(ledger)]


def verify(
    ledger: Ledger,
    checked: Checked = lambda kind: None,
    noted: str | None = None,
    door: Door = outside,
) -> Iterator[Finding]:
    """Check everything; `noted` is a root of the custody log that was written down earlier."""
    veil = door(ledger)
    for finding in verify_all(ledger, checked, noted):
        yield replace(finding, detail=veil.words(finding.detail))


def counts(ledger: Ledger) -> dict[str, int]:
    """How many reports, captures, statements and actors there are."""
    return {
        table: int(ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("reports", "captures", "statements", "actors")
    }


def captures_of(ledger: Ledger, report_id: str, veil: Veil) -> tuple[dict[str, Any], ...]:
    """How a report's bytes were got, each time."""
    rows = ledger.connection.execute(
        "SELECT raw_sha256, requested, final_url, at, status, headers, extractor FROM captures"
        " WHERE report_id = ? ORDER BY id",
        (report_id,),
    )
    return tuple(
        dict(row)
        | {
            "headers": json.loads(row["headers"]),
            "requested": veil.words(row["requested"]),
            "final_url": row["final_url"] and veil.words(row["final_url"]),
        }
        for row in rows
    )


def _decision_rows(ledger: Ledger, report_id: str, veil: Veil) -> Iterator[DecisionRow]:
    log = decisions.load_decisions(ledger, report_id)
    gone, standing = undone(log), decisions.attachments(ledger, report_id)
    if not veil.clear:
        found = decisions.load_decided(ledger, report_id)
        told = veil.decided(found)
        log = [decision_over(one, found, told, veil.words) for one in log]
        standing = dict(told.standing)
    about: dict[int, str] = {}
    for one in log:
        about[one.number] = _about(one.what, about)
        yield DecisionRow(
            one.number, one.at, one.who, one.kind, one.report_id, standing.get(one.number),
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
        case Correct() | Miss():
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


def _veiled(ledger: Ledger, rows: list[StatementRow], door: Door) -> list[StatementRow]:
    """Rows as they look behind a veil: each as its report's reading looks there."""
    veil = door(ledger)
    if veil.clear:
        return rows
    known: dict[str, tuple[Decided, Decided]] = {}
    for key in {row.report_id for row in rows}:
        found = decisions.load_decided(ledger, key)
        known[key] = found, veil.decided(found)
    return [_row_from(row, *known[row.report_id]) for row in rows]


def _row_from(row: StatementRow, found: Decided, told: Decided) -> StatementRow:
    place = [one.id for one in found.reading.statements].index(row.statement.id)
    statement, report = told.reading.statements[place], told.reading.report
    names = {actor.ref: actor.name for actor in told.reading.actors}
    return StatementRow(
        statement,
        report.id,
        index_row(to_plain(statement), names)[1],
        report.publisher or host_of(report.url),
        report.title,
        report.url,
        report.published,
        row.day,
        told.review(statement.id),
    )

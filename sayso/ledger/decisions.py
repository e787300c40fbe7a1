"""What persons decide → rows: the log, where each decision stands, and what is found by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sayso.errors import DecisionRefused, LedgerError, UnknownEntry
from sayso.ledger import custody, sides
from sayso.ledger.attach import Target, target_of
from sayso.ledger.connect import Ledger
from sayso.ledger.corrections import Named
from sayso.ledger.decided import KINDS, Decided, Decision, Undo, What, decided, undone
from sayso.ledger.load import load_reading
from sayso.ledger.schema import count_anew
from sayso.ledger.write import Unnamed, actor_id_of, folded, index_statement, statement_columns
from sayso.model import Actor, Reading, Statement, from_plain, to_plain
from sayso.reading.names import describe

# The statement in question and the reading it stands in → what is decided on it.
Deciding = Callable[[Decided, Statement], What]


def decide(ledger: Ledger, statement_id: str, deciding: Deciding, who: str) -> Decision:
    """Keep a decision on a statement, and have all answers follow it, in one transaction;
    UnknownEntry where the statement is not there."""
    with ledger.transaction() as connection:
        report_id = _report_of(ledger, statement_id)
        reading, log = load_reading(ledger, report_id), load_decisions(ledger, report_id)
        before = decided(reading, log)
        one = before.statement(statement_id) or _statement(before.machine, statement_id)
        return _kept(connection, reading, log, deciding(before, one), who)


def add(ledger: Ledger, report_id: str, deciding: Callable[[Decided], What], who: str) -> Decision:
    """Keep a decision on a report that is about no statement of it yet, as `decide` does;
    UnknownEntry where the report is not there."""
    with ledger.transaction() as connection:
        reading, log = load_reading(ledger, report_id), load_decisions(ledger, report_id)
        return _kept(connection, reading, log, deciding(decided(reading, log)), who)


def undo(ledger: Ledger, number: int, who: str, note: str | None = None) -> Decision:
    """Keep the decision that an earlier one does not hold; DecisionRefused where there is none, or
    it is undone already."""
    with ledger.transaction() as connection:
        row = connection.execute(
            "SELECT report_id FROM decisions WHERE number = ?", (number,)
        ).fetchone()
        if not row:
            raise DecisionRefused(f"there is no decision {number} in {ledger.path}")
        log = load_decisions(ledger, row[0])
        if by := undone(log).get(number):
            raise DecisionRefused(f"decision {number} is undone already, by decision {by}")
        return _kept(connection, load_reading(ledger, row[0]), log, Undo(number, note), who)


def load_decisions(ledger: Ledger, report_id: str) -> list[Decision]:
    """All decisions on a report, by number; LedgerError where one is of a kind that a later Sayso
    made."""
    rows = ledger.connection.execute(
        "SELECT * FROM decisions WHERE report_id = ? ORDER BY number", (report_id,)
    )
    return [_decision(ledger, row) for row in rows]


def load_decided(ledger: Ledger, report_id: str) -> Decided:
    """The reading of a report with decisions applied, and the sides that persons named;
    UnknownEntry where it is not there."""
    with ledger.snapshot():
        found = decided(load_reading(ledger, report_id), load_decisions(ledger, report_id))
        told = sides.with_named(ledger.connection, found.reading)
        return found if told is found.reading else replace(found, reading=told)


def attachments(ledger: Ledger, report_id: str) -> dict[int, str | None]:
    """On which statement each decision on a report is kept to stand, by its number."""
    rows = ledger.connection.execute(
        "SELECT decision, statement_id FROM attachments JOIN decisions ON number = decision"
        " WHERE report_id = ?",
        (report_id,),
    )
    return {row["decision"]: row["statement_id"] for row in rows}


def target_in(found: Decided, statement_id: str) -> Target:
    """What a decision on a statement is about: the statement as the machine has it, since it is
    with machines' readings that it will be compared."""
    return target_of(found.machine.report.text, _statement(found.machine, statement_id))


def named_in(ledger: Ledger, reading: Reading, name: str) -> Named:
    """The speaker a person means by a name: an actor of the reading, else the one of the ledger
    that speaks most, else what the words tell."""
    alike = [actor for actor in reading.actors if folded(actor.name) == folded(name)]
    if alike:
        first = min(alike, key=lambda actor: actor.unnamed)
        return Named(name, first.kind, first.unnamed)
    row = ledger.connection.execute(
        "SELECT kind FROM actors LEFT JOIN speakers USING (actor_id) WHERE folded = ? AND NOT"
        " unnamed GROUP BY actor_id ORDER BY count(statement_id) DESC, actor_id LIMIT 1",
        (folded(name),),
    ).fetchone()
    if row:
        return Named(name, row["kind"])
    told = describe(name)
    unnamed = told.reference != "named" and told.kind in ("person", "group", "unknown")
    return Named(name, told.kind, unnamed)


def settle(
    connection: sqlite3.Connection, before: Decided, found: Decided, unnamed: Unnamed
) -> None:
    """Make the rows that follow from decisions on a report, where they followed from others before:
    where each stands, and columns, index and speakers of the statements decided on. `unnamed` are
    the actors without a name it had."""
    connection.executemany(
        "REPLACE INTO attachments (decision, statement_id) VALUES (?, ?)", found.standing.items()
    )
    report_id = found.machine.report.id
    spoke = connection.execute("SELECT actor_id FROM speakers WHERE report_id = ?", (report_id,))
    spoken = {int(row[0]) for row in spoke}
    ids = _actor_ids(connection, found, unnamed)
    for key in sorted(before.added - found.added):
        _remove_statement(connection, key)
    for key in sorted(found.added):
        _add_statement(connection, found, key)
    changed = found.added | before.reviews.keys() | found.reviews.keys()
    for key in sorted(changed - (before.added - found.added)):
        if key in found.added - before.added or _told(before, key) != _told(found, key):
            _settle_statement(connection, found, key, ids)
    count_anew(connection, "WHERE s.report_id = ?", (report_id,))
    remove_silent(connection, spoken)


def _told(found: Decided, key: str) -> tuple[Statement | None, list[Actor]]:
    """A statement as decided, and who speaks."""
    one = found.statement(key)
    return one, [found.reading.actor(ref) for ref in one.speakers] if one else []


def unnamed_actors(connection: sqlite3.Connection, report_id: str) -> Unnamed:
    """The actors without a name that a report has, so that they stay who they are, and sealed where
    they are, though their rows are made anew."""
    rows = connection.execute(
        "SELECT actor_id, folded, kind FROM actors WHERE unnamed AND actor_id IN ("
        " SELECT actor_id FROM cast WHERE report_id = ?1 UNION"
        " SELECT actor_id FROM speakers WHERE report_id = ?1) ORDER BY actor_id",
        (report_id,),
    )
    found: Unnamed = {}
    for row in rows:
        found.setdefault((row["folded"], row["kind"]), []).append(int(row["actor_id"]))
    return found


def remove_silent(connection: sqlite3.Connection, actor_ids: Iterable[int]) -> None:
    """Remove those of the actors who are in no reading and speak in no statement any more. One that
    is sealed, was said to be another one or not to be, or was given a side, stays: that must hold
    still when it comes back."""
    connection.executemany(
        "DELETE FROM actors WHERE actor_id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM cast WHERE actor_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM speakers WHERE actor_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM sealed WHERE actor_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM actor_decisions WHERE ?1 IN (one, other))"
        " AND NOT EXISTS (SELECT 1 FROM side_decisions WHERE actor_id = ?1)",
        [(actor_id,) for actor_id in actor_ids],
    )


def _kept(
    connection: sqlite3.Connection, reading: Reading, log: list[Decision], what: What, who: str
) -> Decision:
    report_id = reading.report.id
    # Not the last row's number and one: that may have been erased, and a number means one decision.
    number = connection.execute(
        "SELECT max(coalesce((SELECT max(number) FROM decisions), 0),"
        " (SELECT count(*) FROM custody WHERE what = 'decision')) + 1"
    ).fetchone()[0]
    made = Decision(int(number), custody.now(), who, report_id, what)
    connection.execute(
        "INSERT INTO decisions (number, at, who, kind, report_id, body) VALUES (?, ?, ?, ?, ?, ?)",
        (made.number, made.at, who, made.kind, report_id, _json(to_plain(what))),
    )
    unnamed = unnamed_actors(connection, report_id)
    settle(connection, decided(reading, log), decided(reading, [*log, made]), unnamed)
    custody.record_decision(connection, made.number)
    return made


def _decision(ledger: Ledger, row: sqlite3.Row) -> Decision:
    kind = KINDS.get(row["kind"])
    if not kind:
        words = f"decision {row['number']} is of a kind this Sayso does not know, {row['kind']!r}"
        raise LedgerError(str(ledger.path), f"{words}; update Sayso")
    what = from_plain(kind, json.loads(row["body"]))
    return Decision(row["number"], row["at"], row["who"], row["report_id"], what)


def _report_of(ledger: Ledger, statement_id: str) -> str:
    row = ledger.connection.execute(
        "SELECT report_id FROM statements WHERE id = ?", (statement_id,)
    ).fetchone()
    if not row:
        raise UnknownEntry(str(ledger.path), "statement", statement_id)
    return str(row[0])


def _statement(reading: Reading, statement_id: str) -> Statement:
    return next(one for one in reading.statements if one.id == statement_id)


def _actor_ids(connection: sqlite3.Connection, found: Decided, unnamed: Unnamed) -> dict[str, int]:
    """The ledger's ids of a reading's actors by ref, rows added for those that decisions bring
    in."""
    cast = connection.execute(
        "SELECT ref, actor_id FROM cast WHERE report_id = ?", (found.machine.report.id,)
    )
    ids = {str(row["ref"]): int(row["actor_id"]) for row in cast}
    taken = set(ids.values())
    free = {key: [i for i in waiting if i not in taken] for key, waiting in unnamed.items()}
    for actor in found.reading.actors:
        if actor.ref not in ids:
            ids[actor.ref] = actor_id_of(connection, actor, free)
    return ids


def _add_statement(connection: sqlite3.Connection, found: Decided, key: str) -> None:
    """A row for what a person added, where it has none."""
    if connection.execute("SELECT 1 FROM statements WHERE id = ?", (key,)).fetchone():
        return
    report = found.machine.report
    lowest = connection.execute(
        "SELECT min(0, min(place)) FROM statements WHERE report_id = ?", (report.id,)
    ).fetchone()[0]
    plain: dict[str, Any] = to_plain(_statement(found.machine, key))
    row = {"report_id": report.id, "place": (lowest or 0) - 1, "body": _json(plain)}
    row |= statement_columns(plain, report.published)
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO statements ({names}) VALUES ({marks})", tuple(row.values()))


def _remove_statement(connection: sqlite3.Connection, key: str) -> None:
    """Nothing is left of what a person added, and that was undone."""
    for sql in (
        "DELETE FROM found_statements WHERE rowid = (SELECT number FROM statements WHERE id = ?)",
        "DELETE FROM speakers WHERE statement_id = ?",
        "DELETE FROM statements WHERE id = ? AND place < 0",
    ):
        connection.execute(sql, (key,))


def _settle_statement(
    connection: sqlite3.Connection, found: Decided, key: str, ids: dict[str, int]
) -> None:
    """A misread statement keeps its row, as the machine had it, and is found by nothing."""
    told = found.statement(key)
    plain: dict[str, Any] = to_plain(told or _statement(found.machine, key))
    columns = statement_columns(plain, found.machine.report.published)
    names = ", ".join(f"{name} = ?" for name in columns)
    number = connection.execute("SELECT number FROM statements WHERE id = ?", (key,)).fetchone()[0]
    connection.execute(
        f"UPDATE statements SET {names} WHERE number = ?", (*columns.values(), number)
    )
    connection.execute("DELETE FROM found_statements WHERE rowid = ?", (number,))
    connection.execute("DELETE FROM speakers WHERE statement_id = ?", (key,))
    if told:
        index_statement(connection, number, found.reading, told, ids)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""For whom actors speak, as persons say: that comes before what reports say.

What is named is a log that is only added to; of it follows what holds now, an actor a row, which
answers are given from.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sayso.errors import DecisionRefused
from sayso.ledger.connect import Ledger
from sayso.ledger.custody import now
from sayso.ledger.identities import around, one_meant
from sayso.ledger.schema import count_anew
from sayso.ledger.wording import Finder
from sayso.ledger.write import folded
from sayso.model import Reading

# The parts of a side, the camp first; empty for none; None leaves it to what reports say.
Side = tuple[str, ...] | None
MOST_PARTS, LONGEST = 4, 120


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of the log: whom a person gave which side, and when (UTC). `holds` unless a later
    word on the actor counts."""

    number: int
    at: str
    who: str
    actor_id: int
    name: str
    side: Side
    note: str | None
    undoes: int | None
    holds: bool


def name_side(
    ledger: Ledger, given: str, side: Side, who: str, note: str | None = None
) -> list[Named]:
    """Keep for whom an actor, by name or number, and those that are one with it speak; UnknownEntry
    and SeveralFit where it is not clear who is meant, DecisionRefused where the side is none."""
    path = side if side is None else tuple(" ".join(part.split()) for part in side)
    if path and (len(path) > MOST_PARTS or not all(0 < len(part) <= LONGEST for part in path)):
        raise DecisionRefused(f"a side has up to {MOST_PARTS} parts, each of some words")
    with ledger.transaction() as connection:
        actor = one_meant(ledger, given)
        numbers = [
            _keep(connection, one, path, who, note)
            for one in around(connection, [actor.actor_id]).all_of(actor.actor_id)
        ]
    return [one for one in log(ledger) if one.number in numbers]


def undo(ledger: Ledger, number: int, who: str) -> Named:
    """Keep that a naming does not hold, so that what was said of the actor before it holds;
    DecisionRefused where there is none, or a later word on the actor counts."""
    with ledger.transaction() as connection:
        one = next((each for each in log(ledger) if each.number == number), None)
        if not one:
            raise DecisionRefused(f"no side was named under number {number} in {ledger.path}")
        if not one.holds:
            raise DecisionRefused(f"a later word on {one.name} counts; undo that one first")
        before = connection.execute(
            "SELECT side FROM side_decisions WHERE actor_id = ? AND number < ?"
            " ORDER BY number DESC LIMIT 1",
            (one.actor_id, number),
        ).fetchone()
        side = _path(before["side"]) if before else None
        made = _keep(connection, one.actor_id, side, who, None, number)
    return next(each for each in log(ledger) if each.number == made)


def log(ledger: Ledger) -> list[Named]:
    """All that was named, in the order of naming."""
    rows = ledger.connection.execute(
        "SELECT d.*, a.name, d.number = (SELECT max(number) FROM side_decisions e"
        " WHERE e.actor_id = d.actor_id) AS holds"
        " FROM side_decisions d JOIN actors a USING (actor_id) ORDER BY d.number"
    )
    return [
        Named(
            row["number"], row["at"], row["who"], row["actor_id"], row["name"],
            _path(row["side"]), row["note"], row["undoes"], bool(row["holds"]),
        )
        for row in rows
    ]  # fmt: skip


def named(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """The sides that hold by persons' word, by actor; an empty one for none."""
    rows = connection.execute("SELECT actor_id, side FROM named_sides")
    return {int(row[0]): tuple(json.loads(row[1])) for row in rows}


def with_named(connection: sqlite3.Connection, reading: Reading) -> Reading:
    """A reading of the ledger with the sides that persons named; the basis of each is "user"."""
    given = named(connection)
    if not given:
        return reading
    ids = _ids(connection, reading)
    actors = tuple(
        replace(actor, side=given[key] or None, side_basis="user" if given[key] else None)
        if (key := ids.get(actor.ref, 0)) in given
        else actor
        for actor in reading.actors
    )
    return replace(reading, actors=actors)


def forget(connection: sqlite3.Connection, words: Finder) -> None:
    """Remove what was named in words that are erased."""
    rows = connection.execute("SELECT number, actor_id, who, side, note FROM side_decisions")
    for row in rows.fetchall():
        told = (row["who"], *(_path(row["side"]) or ()), row["note"] or "")
        if any(map(words.stands_in, told)):
            connection.execute("DELETE FROM side_decisions WHERE number = ?", (row["number"],))
            _settle(connection, row["actor_id"])


def _keep(
    connection: sqlite3.Connection,
    actor_id: int,
    side: Side,
    who: str,
    note: str | None,
    undoes: int | None = None,
) -> int:
    connection.execute(
        "INSERT INTO side_decisions (at, who, actor_id, side, note, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (now(), who, actor_id, None if side is None else _json(side), note, undoes),
    )
    number = int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])
    _settle(connection, actor_id)
    return number


def _settle(connection: sqlite3.Connection, actor_id: int) -> None:
    """Make the row of what holds for an actor, and have its reports compared anew."""
    connection.execute("DELETE FROM named_sides WHERE actor_id = ?", (actor_id,))
    connection.execute(
        "INSERT INTO named_sides (actor_id, side) SELECT actor_id, side FROM side_decisions"
        " WHERE number = (SELECT max(number) FROM side_decisions WHERE actor_id = ?)"
        " AND side IS NOT NULL",
        (actor_id,),
    )
    count_anew(
        connection,
        "WHERE s.id IN (SELECT statement_id FROM speakers WHERE actor_id = ?)",
        (str(actor_id),),
    )
    connection.execute(
        "UPDATE compared SET state = '' WHERE report_id IN (SELECT report_id FROM cast WHERE"
        " actor_id = ?1 UNION SELECT report_id FROM speakers WHERE actor_id = ?1)",
        (actor_id,),
    )


def _ids(connection: sqlite3.Connection, reading: Reading) -> Mapping[str, int]:
    """The ledger's ids of a reading's actors, those that decisions brought in by their names."""
    key = reading.report.id
    cast = connection.execute("SELECT ref, actor_id FROM cast WHERE report_id = ?", (key,))
    ids = {str(row["ref"]): int(row["actor_id"]) for row in cast}
    rest = [actor for actor in reading.actors if actor.ref not in ids]
    if rest:
        rows = connection.execute(
            "SELECT a.actor_id, a.folded, a.kind FROM speakers s JOIN actors a USING (actor_id)"
            " WHERE s.report_id = ?",
            (key,),
        )
        spoken = {(row["folded"], row["kind"]): int(row["actor_id"]) for row in rows}
        ids |= {actor.ref: spoken.get((folded(actor.name), actor.kind), 0) for actor in rest}
    return ids


def _path(kept: str | None) -> Side:
    return None if kept is None else tuple(json.loads(kept))


def _json(side: tuple[str, ...]) -> str:
    return json.dumps(list(side), ensure_ascii=False, separators=(",", ":"))

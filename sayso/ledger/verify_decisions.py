"""Whether what persons decided is there as it was kept, and stands where it should."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import SaysoError
from sayso.ledger import custody
from sayso.ledger.connect import Ledger
from sayso.ledger.decided import Decided
from sayso.ledger.decisions import attachments, load_decided
from sayso.ledger.write import folded
from sayso.model import to_plain

# What of a ledger is wrong: its key, and words.
Wrong = tuple[str, str]
# What a reading whose rows were altered raises when it is put together.
BROKEN = (SaysoError, KeyError, TypeError, ValueError, AttributeError, StopIteration)


def against_log(connection: sqlite3.Connection, logged: Mapping[int, str]) -> Iterator[Wrong]:
    """Every decision against its entry in the custody log: SHA-256 by the decision's number."""
    unseen = set(logged)
    for (number,) in connection.execute("SELECT number FROM decisions ORDER BY number").fetchall():
        unseen.discard(number)
        if number not in logged:
            yield f"decision {number}", "has no sound entry in the custody log"
        elif custody.decision_body(connection, number)["decision_sha256"] != logged[number]:
            yield f"decision {number}", "is not what its entry in the custody log says"
    for number in sorted(unseen):
        yield f"decision {number}", "is gone, though the custody log has it"


def against_reading(ledger: Ledger, report_id: str) -> tuple[Decided | None, list[Wrong]]:
    """A reading with decisions applied anew, None where there are none or they cannot be, and every
    decision that is not kept to stand where it then does."""
    rows = ledger.connection.execute(
        "SELECT number FROM decisions WHERE report_id = ?", (report_id,)
    ).fetchall()
    if not rows:
        return None, []
    try:
        found = load_decided(ledger, report_id)
    except BROKEN as error:
        return None, [(f"report {report_id}", f"its decisions cannot be applied: {error!r}")]
    kept, wrong = attachments(ledger, report_id), []
    for number, key in found.standing.items():
        if number not in kept:
            wrong.append((f"decision {number}", "is not kept to stand anywhere"))
        elif kept[number] != key:
            words = f"is kept to stand on statement {kept[number]}, and stands on {key}"
            wrong.append((f"decision {number}", words))
    return found, wrong


def forms(found: Decided) -> dict[str, dict[str, Any] | None]:
    """The plain forms of the statements decided on by id, None for one that was misread."""
    return {
        key: to_plain(told) if (told := found.statement(key)) else None for key in found.reviews
    }


def actor_ids(
    connection: sqlite3.Connection, found: Decided, cast: Mapping[str, int]
) -> dict[str, int]:
    """The ledger's ids of the actors that decisions brought into a reading, by ref; 0 for one whom
    the ledger has not."""
    told = {}
    for actor in found.reading.actors:
        if actor.ref not in cast:
            row = connection.execute(
                "SELECT actor_id FROM actors LEFT JOIN speakers s USING (actor_id)"
                " WHERE folded = ? AND kind = ? AND unnamed = ? ORDER BY report_id IS ? DESC",
                (folded(actor.name), actor.kind, actor.unnamed, found.machine.report.id),
            ).fetchone()
            told[actor.ref] = int(row[0]) if row else 0
    return told

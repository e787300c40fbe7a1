"""A kept text read again → the new reading in the old one's place, decisions carried over."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import UnknownEntry
from sayso.ledger import custody
from sayso.ledger.connect import Ledger
from sayso.ledger.decided import Decision, decided, holding, stands
from sayso.ledger.decisions import (
    load_decisions,
    remove_silent,
    settle,
    unnamed_actors,
)
from sayso.ledger.differences import Difference, difference, shown
from sayso.ledger.load import load_reading, reader_of
from sayso.ledger.write import insert_reading
from sayso.model import Reading, Report
from sayso.reading.read import is_own_note


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a report again gave: by which reader it was read before and is read now, what
    differs, and the numbers of decisions that stand on another statement than before, or on none
    any more."""

    report: Report
    before: str
    reader: str
    difference: Difference
    moved: tuple[int, ...]
    unattached: tuple[int, ...]

    def plain(self) -> dict[str, Any]:
        """It as it is written out."""
        told = self.difference
        return {
            "report": self.report.id,
            "title": self.report.title,
            "reader_before": self.before,
            "reader": self.reader,
            "same": told.same,
            "gone": [shown(told.before, one) for one in told.gone],
            "new": [shown(told.after, one) for one in told.new],
            "changed": [
                {
                    "parts": list(one.parts),
                    "before": shown(told.before, one.before),
                    "after": shown(told.after, one.after),
                }
                for one in told.changed
            ],
            "moved": list(self.moved),
            "unattached": list(self.unattached),
        }


def compare(ledger: Ledger, reading: Reading, reader: str) -> Reread:
    """What a new reading would change; UnknownEntry where the report is not there as it was read,
    since it was erased meanwhile, wholly or in part."""
    with ledger.snapshot():
        report_id = reading.report.id
        before = load_reading(ledger, report_id)
        if before.report != reading.report:
            raise UnknownEntry(str(ledger.path), "report", report_id)
        reading = _with_intakes_notes(before, reading)
        moved, unattached = _carried(before, reading, load_decisions(ledger, report_id))
        told = difference(before, reading)
        was = reader_of(ledger, report_id)
    return Reread(reading.report, was, reader, told, moved, unattached)


def replace_reading(ledger: Ledger, reading: Reading, reader: str) -> Reread:
    """Keep a new reading in the old one's place, in one transaction; UnknownEntry as in
    `compare`."""
    with ledger.transaction() as connection:
        told = compare(ledger, reading, reader)
        if (told.before, told.difference.before) != (reader, told.difference.after):
            _replace(connection, ledger, told.difference.after, reader)
    return told


def _with_intakes_notes(before: Reading, after: Reading) -> Reading:
    """A new reading with what intake noted when the report came in, which a text read again does
    not tell."""
    kept = tuple(note for note in before.notes if not is_own_note(note))
    return replace(after, notes=kept + after.notes)


def _replace(connection: sqlite3.Connection, ledger: Ledger, reading: Reading, reader: str) -> None:
    report_id = reading.report.id
    unnamed = unnamed_actors(connection, report_id)
    before = connection.execute(
        "SELECT actor_id FROM cast WHERE report_id = ?1 UNION"
        " SELECT actor_id FROM speakers WHERE report_id = ?1",
        (report_id,),
    ).fetchall()
    connection.execute(
        "DELETE FROM found_statements WHERE rowid IN"
        " (SELECT number FROM statements WHERE report_id = ?)",
        (report_id,),
    )
    for table in ("speakers", "statements", '"cast"', "readings"):
        connection.execute(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))
    insert_reading(connection, reading, reader, unnamed)
    log = load_decisions(ledger, report_id)
    settle(connection, decided(reading, ()), decided(reading, log), unnamed)
    remove_silent(connection, [row[0] for row in before])
    custody.record_reading(connection, report_id)


def _carried(
    before: Reading, after: Reading, decisions: Sequence[Decision]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The decisions that stand elsewhere, and those that stand nowhere any more."""
    stood, now = stands(before, decisions), stands(after, decisions)
    numbers = [one.number for one in holding(decisions)]
    differing = [number for number in numbers if stood[number] != now[number]]
    moved = tuple(number for number in differing if now[number])
    return moved, tuple(number for number in differing if not now[number])

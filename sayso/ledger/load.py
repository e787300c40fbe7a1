"""Rows → the reading that was kept, exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.errors import UnknownEntry
from sayso.ledger.connect import Ledger
from sayso.model import Reading, Report, from_plain, reading_from_plain

SHORTEST_PREFIX = 4


def report_ids(ledger: Ledger) -> Iterator[str]:
    """The ids of all reports, in the order of publication."""
    rows = ledger.connection.execute("SELECT id FROM reports ORDER BY published, id")
    return (row["id"] for row in rows)


def reports_not_by(ledger: Ledger, reader: str) -> list[str]:
    """The ids of the reports whose reading another reader made, in the order of publication."""
    rows = ledger.connection.execute(
        "SELECT id FROM reports LEFT JOIN readings ON report_id = id WHERE reader IS NOT ?"
        " ORDER BY published, id",
        (reader,),
    )
    return [str(row["id"]) for row in rows]


def load_report(ledger: Ledger, report_id: str) -> Report:
    """A report; UnknownEntry where it is not there."""
    return from_plain(Report, _report(ledger, report_id))


def load_reading(ledger: Ledger, report_id: str) -> Reading:
    """The machine's reading of a report, as it was kept; UnknownEntry where it is not there."""
    report = _report(ledger, report_id)
    rest = ledger.connection.execute(
        "SELECT rest FROM readings WHERE report_id = ?", (report_id,)
    ).fetchone()
    plain = json.loads(rest["rest"]) | {
        "report": report,
        "actors": _bodies(ledger, "cast", report_id),
        "statements": _bodies(ledger, "statements", report_id),
    }
    return reading_from_plain(plain)


def reader_of(ledger: Ledger, report_id: str) -> str:
    """What made the reading of a report."""
    row = ledger.connection.execute(
        "SELECT reader FROM readings WHERE report_id = ?", (report_id,)
    ).fetchone()
    return str(row["reader"])


def whole_id(ledger: Ledger, kind: str, prefix: str) -> str:
    """The one id of a report or statement that begins so; UnknownEntry where there is none, or
    more than one."""
    ids = ids_from(ledger, kind, prefix)
    if len(ids) != 1:
        raise UnknownEntry(str(ledger.path), kind, prefix)
    return ids[0]


def ids_from(ledger: Ledger, kind: str, prefix: str) -> list[str]:
    """The ids of reports or statements that begin so, no more than two; none where the beginning is
    too short."""
    table = {"report": "reports", "statement": "statements"}[kind]
    if len(prefix) < SHORTEST_PREFIX or not prefix.isalnum():
        return []
    rows = ledger.connection.execute(
        f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT 2", (prefix, prefix + "g")
    )
    return [str(row["id"]) for row in rows]


def _report(ledger: Ledger, report_id: str) -> dict[str, Any]:
    row = ledger.connection.execute("SELECT * FROM reports WHERE id = ?", (report_id,)).fetchone()
    if row is None:
        raise UnknownEntry(str(ledger.path), "report", report_id)
    return dict(row) | {"authors": json.loads(row["authors"])}


def _bodies(ledger: Ledger, table: str, report_id: str) -> list[Any]:
    rows = ledger.connection.execute(
        # What persons added has places below zero.
        f"SELECT body FROM {table} WHERE report_id = ? AND place >= 0 ORDER BY place",
        (report_id,),
    )
    return [json.loads(row["body"]) for row in rows]

"""Versions of one page: reports of one URL, each with the one that stood there before it."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass

# Of the reports of a URL, the one that came into the ledger last before a report.
BEFORE = """
SELECT p.id FROM reports p WHERE p.url = reports.url AND p.number < reports.number
ORDER BY p.number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a page in the order they came into the ledger, and which of them is meant."""

    ids: tuple[str, ...]
    place: int

    @property
    def others(self) -> bool:
        """Whether there is another than the one meant."""
        return len(self.ids) > 1

    @property
    def before(self) -> str | None:
        """The version before the one meant, None for the first."""
        return self.ids[self.place - 1] if self.place else None

    @property
    def after(self) -> str | None:
        """The version after the one meant, None for the last."""
        return self.ids[self.place + 1] if self.place + 1 < len(self.ids) else None


def newest(connection: sqlite3.Connection, url: str | None) -> str | None:
    """The id of the report of a URL that came last: the predecessor of one that is about to be
    added in the same transaction."""
    return before(connection, url, sys.maxsize)


def before(connection: sqlite3.Connection, url: str | None, number: int) -> str | None:
    """The id of the report of a URL that came before the one of that row number."""
    row = connection.execute(
        "SELECT id FROM reports WHERE url = ? AND number < ? ORDER BY number DESC LIMIT 1",
        (url, number),
    ).fetchone()
    return str(row[0]) if row else None


def link(connection: sqlite3.Connection, url: str | None) -> None:
    """Give every report of a URL its predecessor anew: after one was erased, those on either side
    of it are neighbours."""
    connection.execute(f"UPDATE reports SET predecessor = ({BEFORE}) WHERE url = ?", (url,))


def versions(connection: sqlite3.Connection, report_id: str) -> Versions:
    """The versions of the page a report was on; itself alone where it is the only one."""
    ids = [report_id]
    while (found := _predecessor(connection, ids[0])) and found not in ids:
        ids.insert(0, found)
    place = len(ids) - 1
    while (found := _successor(connection, ids[-1])) and found not in ids:
        ids.append(found)
    return Versions(tuple(ids), place)


def _predecessor(connection: sqlite3.Connection, report_id: str) -> str | None:
    row = connection.execute(
        "SELECT predecessor FROM reports WHERE id = ?", (report_id,)
    ).fetchone()
    return row[0] if row else None


def _successor(connection: sqlite3.Connection, report_id: str) -> str | None:
    row = connection.execute(
        "SELECT id FROM reports WHERE predecessor = ? ORDER BY number LIMIT 1", (report_id,)
    ).fetchone()
    return row[0] if row else None

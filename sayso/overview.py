"""Named read-only questions for pages that list and count → plain rows; beside `views`, whose veil
they go through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from sayso.ledger.connect import Ledger
from sayso.ledger.load import load_reading
from sayso.ledger.seal import Door, Veil, outside
from sayso.ledger.write import host_of

REPORTS = """
SELECT r.id, r.title, coalesce(r.publisher, r.host) AS outlet, r.url, r.published,
       r.published_from, r.kind,
       (SELECT max(at) FROM captures WHERE report_id = r.id) AS captured,
       (SELECT count(*) FROM statements s WHERE s.report_id = r.id
        AND EXISTS (SELECT 1 FROM found_statements WHERE rowid = s.number)) AS statements
FROM reports r
"""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list. `captured` is when its page was got last (UTC); `statements` leaves out
    what was misread."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    published_from: str
    kind: str
    captured: str
    statements: int

    def plain(self) -> dict[str, Any]:
        """The row as it is written out."""
        return asdict(self)


def reports(
    ledger: Ledger, most: int = 100, after: int = 0, door: Door = outside
) -> list[ReportRow]:
    """Reports, the newest first, those without a date last: so many, after so many."""
    with ledger.snapshot():
        rows = ledger.connection.execute(
            f"{REPORTS} ORDER BY r.published IS NULL, r.published DESC, r.id LIMIT ? OFFSET ?",
            (most, after),
        ).fetchall()
        return list(_veiled(ledger, [ReportRow(**dict(row)) for row in rows], door(ledger)))


def _veiled(ledger: Ledger, rows: list[ReportRow], veil: Veil) -> Iterator[ReportRow]:
    for row in rows:
        if veil.clear:
            yield row
            continue
        told = veil.reading(load_reading(ledger, row.id)).report
        outlet = told.publisher or host_of(told.url)
        yield replace(row, id=told.id, title=told.title, url=told.url, outlet=outlet)

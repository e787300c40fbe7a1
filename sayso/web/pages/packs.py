"""Evidence packs: of a search or a report, in one file to hand on."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import Response

from sayso import overview
from sayso.errors import RequestRefused
from sayso.export.pack import About, pack
from sayso.overview import Evidence
from sayso.views import Query
from sayso.web.answers import Ask, Page
from sayso.web.pages import search

COLUMNS = ("report", "title", "statements", "redacted")
# A pack is for people to look through; more is an export.
MOST = 5_000


def ask_for(ask: Ask) -> Page:
    """What a pack would hold, and its options."""
    packed, given, title = _chosen(ask)
    rows = [
        {
            "report": one.decided.reading.report.id,
            "title": one.decided.reading.report.title,
            "statements": len(one.wanted),
            "redacted": one.redacted,
        }
        for one in packed
    ]
    told = {"rows": rows, "given": given, "asked": title, "query": urlencode(given)}
    return Page("pack.html", "Evidence pack", told, rows, COLUMNS)


def download(ask: Ask) -> Response:
    """The pack itself."""
    packed, _, title = _chosen(ask)
    if not packed:
        raise RequestRefused(404, "nothing fits, so there is nothing to pack")
    entries = overview.custody_of(ask.ledger, packed)
    about = About(
        ask.given("title") or title, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        entries[-1].link, ask.given("whole") == "yes",
    )  # fmt: skip
    body = pack(packed, entries, about)
    headers = {"content-disposition": 'attachment; filename="evidence.zip"'}
    return Response(body, media_type="application/zip", headers=headers)


def _chosen(ask: Ask) -> tuple[list[Evidence], dict[str, str], str]:
    """What is to be packed, through the veil before all that leaves; what was given; a title."""
    if report := ask.given("report"):
        packed = overview.evidence_of(ask.ledger, report)
        told = packed[0].decided.reading.report
        return packed, {"report": report}, told.title or f"Report {told.id}"
    query, given = search.asked(ask)
    packed = overview.evidence(ask.ledger, Query(**{**query, "limit": MOST}))
    return packed, given, f"Search: {given['q']}" if "q" in given else "Statements"

"""Evidence packs: of a story, a search or a report, in one file to hand on."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import Response

from sayso import overview, views
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
    story = ask.given("story")
    board = views.board(ask.ledger, overview.questions(ask.ledger, story)).lines if story else ()
    body = pack(packed, entries, about, [line.matter for line in board])
    headers = {"content-disposition": 'attachment; filename="evidence.zip"'}
    return Response(body, media_type="application/zip", headers=headers)


def _chosen(ask: Ask) -> tuple[list[Evidence], dict[str, str], str]:
    """What is to be packed, through the veil before all that leaves; what was given; a title."""
    if report := ask.given("report"):
        packed = overview.evidence_of(ask.ledger, report)
        told = packed[0].decided.reading.report
        return packed, {"report": report}, told.title or f"Report {told.id}"
    if story := ask.given("story"):
        packed = overview.evidence_of_story(ask.ledger, story)
        if not packed:
            return [], {"story": story}, "Story"
        return packed, {"story": story}, f"Story: {_heading(packed)}"
    query, given = search.asked(ask)
    packed = overview.evidence(ask.ledger, Query(**{**query, "limit": MOST}))
    return packed, given, f"Search: {given['q']}" if "q" in given else "Statements"


def _heading(packed: list[Evidence]) -> str:
    """The first headline of a story, as it came, with its days."""
    reports = [one.decided.reading.report for one in packed]
    days = sorted({one.published[:10] for one in reports if one.published})
    title = next((one.title for one in reports if one.title), "without a headline")
    return f"{title} ({' to '.join(dict.fromkeys([days[0], days[-1]]))})" if days else title

"""The list of reports, and where the app begins."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from sayso import overview, views
from sayso.web.answers import Ask, Page

PER_PAGE = 100
COLUMNS = (
    "id", "title", "outlet", "url", "published", "published_from", "kind", "captured", "statements",
)  # fmt: skip


def start(ask: Ask) -> Page | Response:
    """The list of reports, or where there is none yet, how to add one."""
    if views.counts(ask.ledger)["reports"]:
        return RedirectResponse("/reports")
    return Page("start.html", "Sayso", {})


def reports(ask: Ask) -> Page:
    """All reports, the newest first, a hundred a page."""
    counts = views.counts(ask.ledger)
    number = ask.whole("page", 1, 1)
    rows = overview.reports(ask.ledger, PER_PAGE, (number - 1) * PER_PAGE, ask.door)
    last = max(1, -(-counts["reports"] // PER_PAGE))
    shown = {"reports": rows, "counts": counts, "number": number, "last": last}
    return Page("reports.html", "Reports", shown, [row.plain() for row in rows], COLUMNS)

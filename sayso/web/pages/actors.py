"""Everyone who speaks, and all that one of them said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict

from sayso import overview, views
from sayso.errors import RequestRefused
from sayso.web.answers import Ask, Page
from sayso.web.pages import search
from sayso.web.pages.report import place_of

COLUMNS = ("actor_id", "name", "kind", "unnamed", "statements", "reports", "first", "last")
MOST = 500


def actors(ask: Ask) -> Page:
    """Everyone who speaks, who speaks most often first; of a name, those it is a part of."""
    name = ask.given("q")
    rows = views.who(ask.ledger, name, ask.door)
    told = {"rows": rows[:MOST], "left": max(0, len(rows) - MOST), "name": name or ""}
    return Page("actors.html", "Speakers", told, [asdict(row) for row in rows], COLUMNS)


def actor(ask: Ask) -> Page:
    """All that one said, by day, with names and descriptions and where they stand."""
    given = ask.part("id")
    if not given.isdecimal() or len(given) > 15:
        raise RequestRefused(404, f"there is no speaker {given}")
    about = overview.actor(ask.ledger, int(given), ask.door)
    rows = views.said_by(ask.ledger, about.actor_id, ask.door)
    days = defaultdict(list)
    for row in rows:
        days[row.day or "no date"].append(row)
    told = {
        "about": about,
        "days": sorted(days.items()),
        "count": len(rows),
        "known": overview.sides_known(ask.ledger, ask.door),
        "places": {row.statement.id: place_of(row.statement) for row in rows},
    }
    plain = {"actor": asdict(about), "statements": [row.plain() for row in rows]}
    return Page(
        "actor.html", about.name, told, [row.plain() for row in rows], search.COLUMNS, plain
    )

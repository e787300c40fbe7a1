"""For whom everybody speaks, as reports say or a person does: a list, a form, a file's lines."""

from __future__ import annotations

import csv
import re
from typing import Any

from starlette.responses import Response

from sayso import casework, overview, views
from sayso.errors import RequestRefused, SaysoError
from sayso.ledger import Ledger
from sayso.ledger.sides import Named, Side
from sayso.views import ActorRow
from sayso.web.answers import Ask, Page, Sent
from sayso.web.pages.actors import MOST

# As `--sides FILE` reads it: a name, then the parts of the side.
COLUMNS = ("name", "camp", "group", "part", "last")
BETWEEN = re.compile(r"\s*[>›]\s*")
MOST_LINES = 1_000


def sides(ask: Ask) -> Page:
    """Everyone who speaks, for whom, and what that rests on."""
    name = ask.given("q")
    found = views.who(ask.ledger, name, ask.door)
    known = overview.sides_known(ask.ledger, ask.door)
    told = {
        "rows": found[:MOST],
        "left": max(0, len(found) - MOST),
        "name": name or "",
        "known": known,
        "camps": sorted({side[0] for side in known}),
        "unknown": ask.whole("unknown", 0, 0),
        "named": ask.whole("named", 0, 0),
    }
    return Page("sides.html", "Sides", told, [_row(one) for one in found if one.sides], COLUMNS)


def name(sent: Sent) -> Response:
    """Keep for whom one actor speaks."""
    actor = sent.given("actor")
    if not actor:
        raise RequestRefused(400, "say of whom")
    side = _side(sent)
    who, note = _who(sent), sent.given("note")
    made = sent.desk.writer.do(lambda ledger: casework.name_side(ledger, actor, side, who, note))
    sent.desk.adder.compare()
    return sent.back(sided=made[0].number)


def name_many(sent: Sent) -> Response:
    """Keep for whom the actors speak that lines name: a name and the parts of a side, with commas;
    those whom nobody in the ledger is called are told of."""
    who = _who(sent)
    lines = [
        [cell.strip() for cell in row]
        for row in csv.reader((sent.given("lines") or "").splitlines())
        if any(cell.strip() for cell in row)
    ]
    if not lines or len(lines) > MOST_LINES:
        raise RequestRefused(
            400, f"give lines, {MOST_LINES} at most: a name, a side, a group in it"
        )

    def keep(ledger: Ledger) -> tuple[list[Named], int]:
        made, unknown = [], 0
        for one, *parts in lines:
            try:
                made += casework.name_side(ledger, one, tuple(filter(None, parts)), who)
            except SaysoError:
                unknown += 1
        return made, unknown

    made, unknown = sent.desk.writer.do(keep)
    sent.desk.adder.compare()
    return sent.back(unknown=unknown, named=len(made))


def rename(sent: Sent) -> Response:
    """Keep that all who speak for one camp speak for another, each in the group they are in."""
    old, new = sent.given("from"), sent.given("to")
    if not old or not new or old == new:
        raise RequestRefused(400, "name two sides")
    who = _who(sent)

    def keep(ledger: Ledger) -> list[Named]:
        found = views.who(ledger, door=views.at_home)
        paths = {one.actor_id: one.sides[0]["side"] for one in found if one.sides}
        return [
            made
            for key, (camp, *groups) in paths.items()
            if camp == old
            for made in casework.name_side(ledger, str(key), (new, *groups), who)
        ]

    made = sent.desk.writer.do(keep)
    sent.desk.adder.compare()
    return sent.back(named=len(made))


def undo(sent: Sent) -> Response:
    """Keep that an earlier naming does not hold."""
    given = sent.given("number") or ""
    if not given.isdecimal() or len(given) > 15:
        raise RequestRefused(400, f"{given!r} is no number of a naming")
    who = _who(sent)
    made = sent.desk.writer.do(lambda ledger: casework.undo_side(ledger, int(given), who))
    sent.desk.adder.compare()
    return sent.back(sided=made.number)


def _side(sent: Sent) -> Side:
    """What is given: parts with “>” between them, none, or as reports say."""
    what = sent.given("what") or "keep"
    if what == "leave":
        return None
    given = sent.given("side")
    if what == "none":
        return ()
    if not given:
        raise RequestRefused(400, "name the side; for none press “For no side”", {"side": ""})
    return tuple(BETWEEN.split(given))


def _who(sent: Sent) -> str:
    if not sent.who.strip():
        raise RequestRefused(400, "say who decides: start Sayso with --who NAME")
    return sent.who


def _row(one: ActorRow) -> dict[str, Any]:
    parts = [one.name, *one.sides[0]["side"]]
    return dict(zip(COLUMNS, [*parts, *[""] * len(COLUMNS)], strict=False))

"""What happens over time, and what wording goes from outlet to outlet: the timeline, changes of
account, copies; and two parts of a ledger side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso import overview, views
from sayso.across import Moment, Utterance
from sayso.compare.titles import days as days_words
from sayso.errors import UnknownEntry
from sayso.model import to_plain
from sayso.web.answers import Ask, Page
from sayso.web.pages.cards import COPY_KINDS, cards, who_of

TIMES = ("day", "said", "utterance", "speakers", "text", "from", "to", "told")
CHANGES = ("day", "kind", "who", "before", "after", "reasons", "matter", "reaches")
COPIES = ("kind", "report", "from", "share", "passages")
SIDE_BY_SIDE = ("question", "title", "part", "utterance", "speakers", "day", "text")
WIDTH, MOST_OFFERED, MOST_MOMENTS = 240, 500, 1_000
LATER = "in a later state of the page"
KINDS = {
    "revises": "says otherwise of the same time", "develops": "tells of a later time",
    "added": f"added {LATER}", "dropped": f"dropped {LATER}", "softened": f"softened {LATER}",
    "hardened": f"hardened {LATER}", "reworded": f"reworded {LATER}",
    "correction": "corrected by the outlet", "withdrawal": "withdrawn by the outlet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a moment is drawn: from when to when it was said, and when it was told."""

    x: float
    width: float
    told: tuple[float, ...]


def timeline(ask: Ask) -> Page:
    """Utterances by the day they were said, beside the days they were told."""
    question, who, story = ask.given("question"), ask.given("who"), ask.given("story")
    among = overview.questions(ask.ledger, story) if story else None
    found = views.timeline(ask.ledger, question, who, ask.door, among)
    moments = found[:MOST_MOMENTS] if ask.form == "html" else found
    told = {
        "moments": list(zip(moments, stretches(moments), strict=True)),
        "who": who or "",
        "question": question or "",
        "story": story or "",
        "left": len(found) - len(moments),
        "width": WIDTH,
        "speaking": who_of,
        "ends": _ends(moments),
        "days_words": days_words,
    }
    return Page("timeline.html", "Timeline", told, [_moment(one) for one in moments], TIMES)


def stretches(moments: Sequence[Moment]) -> Iterator[Stretch | None]:
    """Where each is drawn; None where no day is known."""
    ends = _ends(moments)
    if not ends:
        yield from (None for _ in moments)
        return
    first, last = (date.fromisoformat(day).toordinal() for day in ends)
    per_day = WIDTH / (last - first + 1)

    def at(day: str) -> float:
        return round((date.fromisoformat(day).toordinal() - first) * per_day, 2)

    for one in moments:
        said = one.utterance.said
        told = tuple(round(at(day) + per_day / 2, 2) for day in _told_days(one.utterance))
        if said:
            yield Stretch(at(said.from_), round(at(said.to) + per_day - at(said.from_), 2), told)
        else:
            yield Stretch(0, 0, told) if told else None


def changes(ask: Ask) -> Page:
    """Who says otherwise than before, what later states of a page changed, and corrections."""
    who = ask.given("who")
    found = views.changes(ask.ledger, who, door=ask.door)
    plain = [to_plain(one) for one in found]
    told = {"rows": found, "who": who or "", "kinds": KINDS}
    return Page("changes.html", "Changes of account", told, plain, CHANGES)


def copies(ask: Ask) -> Page:
    """Which reports only carry the wording of another."""
    found = views.origins(ask.ledger, ask.given("report"), ask.door)
    reports = views.reports_of(ask.ledger, ask.door)
    rows = [
        {
            "kind": copy.kind, "report": copy.report, "from": copy.from_, "share": copy.share,
            "passages": [pair.here.span.text for pair in copy.passages],
        }
        for origin in found for copy in origin.copies
    ]  # fmt: skip
    told = {"origins": found, "reports": reports, "kinds": COPY_KINDS}
    return Page("copies.html", "Copied wording", told, rows, COPIES, [to_plain(o) for o in found])


def compare(ask: Ask) -> Page:
    """Two reports, outlets, sides or days side by side, question by question."""
    a, b = ask.given("a"), ask.given("b")
    found, trouble = [], None
    try:
        found = views.versus(ask.ledger, a, b, ask.door) if a and b else []
    except UnknownEntry as error:
        if ask.form != "html":
            raise
        trouble = f"Nothing here is called {error.key}: no report, outlet, side or day."
    rows = []
    for one in found:
        told = overview.as_written(
            ask.ledger, [key for each in (*one.a, *one.b) for key in each.renderings]
        ) if ask.form == "html" else {}  # fmt: skip
        shown = cards(one.matter, told)
        rows.append((one, [shown[u.id] for u in one.a], [shown[u.id] for u in one.b]))
    plain = [
        {
            "question": one.matter.id, "title": one.matter.title, "part": name,
            "utterance": said.id, "speakers": [who.name for who in said.speakers],
            "day": said.day, "text": said.told[0].text,
        }
        for one in found for name, part in ((a, one.a), (b, one.b)) for said in part
    ]  # fmt: skip
    reports = overview.reports(ask.ledger, MOST_OFFERED, door=ask.door)
    context = {
        "a": a or "",
        "b": b or "",
        "rows": rows,
        "asked": bool(a and b) and not trouble,
        "trouble": trouble,
        "sides": sorted({side[0] for side in overview.sides_known(ask.ledger, ask.door)}),
        "outlets": sorted({row.outlet for row in reports if row.outlet}),
    }
    return Page("compare.html", "Compare", context, plain, SIDE_BY_SIDE)


def _told_days(one: Utterance) -> list[str]:
    days = ((each.published or "")[:10] for each in one.told)
    return sorted({day for day in days if _is_day(day)})


def _ends(moments: Sequence[Moment]) -> tuple[str, str] | None:
    """The first and the last day that is drawn."""
    found = [day for one in moments for day in _told_days(one.utterance)]
    found += [
        day for one in moments if one.utterance.said
        for day in (one.utterance.said.from_, one.utterance.said.to)
    ]  # fmt: skip
    return (min(found), max(found)) if found else None


def _is_day(given: str) -> bool:
    try:
        return bool(date.fromisoformat(given))
    except ValueError:
        return False


def _moment(one: Moment) -> dict[str, Any]:
    said = one.utterance.said
    return {
        "day": one.day, "said": one.said, "utterance": one.utterance.id,
        "speakers": [who.name for who in one.utterance.speakers],
        "text": one.utterance.told[0].text, "from": said.from_ if said else None,
        "to": said.to if said else None, "told": _told_days(one.utterance),
    }  # fmt: skip

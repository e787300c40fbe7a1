"""Search with what narrows it down, and how what fits is spread over days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args
from urllib.parse import urlencode

from sayso import overview, views
from sayso.errors import RequestRefused
from sayso.model import Act, QuoteKind
from sayso.overview import Facets
from sayso.views import Query
from sayso.web.answers import Ask, Page
from sayso.web.pages.report import ACTS, place_of

PER_PAGE = 50
MOST_ROWS = 100_000
COLUMNS = (
    "id", "report", "day", "speaker", "verb", "kind", "content", "said", "outlet", "title", "url",
    "published", "start", "end", "checked",
)  # fmt: skip
KINDS = {
    "direct": "all in own words",
    "mixed": "partly in own words",
    "indirect": "in the outlet’s words",
}
WIDTH, HEIGHT, MOST_BARS = 720, 90, 180


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows a search, how many fit, and where choosing it leads."""

    words: str
    count: int
    to: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days in the histogram: how many, and where it is drawn."""

    first: str
    last: str
    count: int
    x: float
    width: float
    height: float
    to: str


def search(ask: Ask) -> Page:
    """The statements that fit, fifty a page, and what they can be narrowed by."""
    query, given = asked(ask)
    number = ask.whole("page", 1, 1)
    whole = ask.form != "html"
    limits = {"limit": MOST_ROWS} if whole else {"after": (number - 1) * PER_PAGE}
    rows = views.find(ask.ledger, Query(**{**query, **limits}), ask.door)
    found = overview.facets(ask.ledger, Query(**query), ask.door)
    last = max(1, -(-found.total // PER_PAGE))
    told = {
        "given": given,
        "rows": rows,
        "places": {row.statement.id: place_of(row.statement) for row in rows},
        "total": found.total,
        "more": found.more,
        "choices": list(_choices(found, given)),
        "bars": list(bars(found.days, given)),
        "size": (WIDTH, HEIGHT),
        "number": number,
        "last": last,
        "page_to": {n: _to(given, page=str(n)) for n in (number - 1, number + 1)},
        "chosen": [(name, _to(given, **{name: None})) for name in given if name in NARROWING],
    }
    return Page("search.html", "Search", told, [row.plain() for row in rows], COLUMNS)


NARROWING = ("actor", "act", "kind", "place", "side", "checked", "outlet")


def asked(ask: Ask) -> tuple[dict[str, Any], dict[str, str]]:
    """A query as its parts, and what was given as it was; RequestRefused where a part is wrong."""
    names = ("q", "speaker", "outlet", "since", "until", "actor", "act", "kind", "place", "side",
             "checked", "in_reports")  # fmt: skip
    given = {name: value for name in names if (value := ask.given(name))}
    wrong = dict(_wrong(given))
    if wrong:
        raise RequestRefused(400, "; ".join(wrong.values()), wrong)
    query: dict[str, Any] = {
        name: given.get(name)
        for name in ("speaker", "outlet", "since", "until", "act", "kind", "place", "side")
    }
    query |= {"words": given.get("q", ""), "limit": PER_PAGE, "in_reports": "in_reports" in given}
    query["actor"] = int(given["actor"]) if "actor" in given else None
    query["checked"] = given["checked"] == "yes" if "checked" in given else None
    return query, given


def _wrong(given: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("since", "until"):
        if name in given and not _is_day(given[name]):
            yield name, f"{given[name]!r} is no date; give it as 2023-05-12"
    allowed = {"act": get_args(Act), "kind": get_args(QuoteKind), "checked": ("yes", "no")}
    for name, values in allowed.items():
        if name in given and given[name] not in values:
            yield name, f"{given[name]!r} is none of {', '.join(values)}"
    if "actor" in given and not (given["actor"].isdecimal() and len(given["actor"]) < 16):
        yield "actor", f"{given['actor']!r} is no number of a speaker"


def _is_day(given: str) -> bool:
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def _to(given: dict[str, str], **changed: str | None) -> str:
    told = {**given, **changed}
    return "/search?" + urlencode({name: value for name, value in told.items() if value})


def _choices(found: Facets, given: dict[str, str]) -> Iterator[tuple[str, list[Choice]]]:
    """Headings, each with what can be chosen under it."""
    actors = [(str(key), name, count) for key, name, count in found.actors]
    unchecked = max(0, found.total - found.checked)
    checked = [("yes", "checked by a person", found.checked), ("no", "not checked", unchecked)]
    for name, heading, values in (
        ("side", "Side", [(v, v, n) for v, n in found.sides]),
        ("actor", "Who said it", actors),
        ("outlet", "Outlet", [(v, v, n) for v, n in found.outlets]),
        ("act", "What is done by saying it", [(v, ACTS[v], n) for v, n in found.acts]),
        ("kind", "In whose words", [(v, KINDS[v], n) for v, n in found.kinds]),
        ("place", "Place", [(v, v, n) for v, n in found.places]),
        ("checked", "Checked", [one for one in checked if one[2]]),
    ):
        chosen = given.get(name)
        if values:
            yield (
                heading,
                [
                    Choice(
                        words, count, _to(given, **{name: None if v == chosen else v}), v == chosen
                    )
                    for v, words, count in values
                ],
            )


def bars(days: Sequence[tuple[str, int]], given: dict[str, str]) -> Iterator[Bar]:
    """The histogram of days; of a long time a bar is several days."""
    known = [(date.fromisoformat(day), count) for day, count in days if _is_day(day)]
    if not known:
        return
    first = known[0][0]
    span = (known[-1][0] - first).days + 1
    step = -(-span // MOST_BARS)
    tally: dict[int, int] = {}
    for day, count in known:
        place = (day - first).days // step
        tally[place] = tally.get(place, 0) + count
    width, most = WIDTH / -(-span // step), max(tally.values())
    for place, count in sorted(tally.items()):
        since = first + timedelta(place * step)
        until = since + timedelta(step - 1)
        to = _to(given, since=since.isoformat(), until=until.isoformat())
        yield Bar(
            since.isoformat(), until.isoformat(), count, round(place * width, 2),
            round(min(max(width - 1, 1), 40), 2), round(max(3, count / most * HEIGHT), 2), to,
        )  # fmt: skip

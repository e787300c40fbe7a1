"""Of the statements that fit a query, how many by each of what they can be narrowed by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.ledger.connect import Ledger
from sayso.ledger.search import Query, checked_ids, counted_by

MOST = 12
# So many are counted; a person who waits for more would narrow first.
COUNTED = 100_000
# Among so many who speak most the first are looked for: some have no name.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Facets:
    """How many fit, and how many by value: of each facet the most frequent values first, of days
    the first day first. Actors are by number, with their names. Where more fit than are counted,
    `more` tells so, and all is of `COUNTED` of them or a few more."""

    total: int = 0
    more: bool = False
    checked: int = 0
    acts: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    sides: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[str, int], ...] = ()
    actors: tuple[tuple[int, str, int], ...] = field(default=())


def facets(ledger: Ledger, query: Query) -> Facets:
    """The facets of what fits a query, its limit apart."""
    total, more = 0, False
    tallies: list[Counter[Any]] = [Counter() for _ in range(7)]
    for rows in counted_by(ledger, query):
        if more := total >= COUNTED:
            break
        total += len(rows)
        for tally, column in zip(tallies, zip(*rows, strict=True), strict=True):
            tally.update(column)
    acts, kinds, days, reports, actors, sides, places = tallies
    return Facets(
        total, more, _checked(ledger, query), _first(acts), _first(kinds),
        _first(_outlets(ledger, reports))[:MOST], _first(_each(sides))[:MOST],
        _first(_each(places))[:MOST],
        tuple(sorted((day, count) for day, count in days.items() if day is not None)),
        tuple(_actors(ledger, _each(actors))),
    )  # fmt: skip


def _checked(ledger: Ledger, query: Query) -> int:
    """How many of what fits a person checked."""
    if query.checked is False or not checked_ids(ledger):
        return 0
    return sum(map(len, counted_by(ledger, replace(query, checked=True))))


def _first(tally: Counter[Any]) -> tuple[tuple[str, int], ...]:
    """The most frequent values first."""
    told = ((str(value), count) for value, count in tally.items() if value is not None)
    return tuple(sorted(told, key=lambda pair: (-pair[1], pair[0])))


def _each(tally: Counter[str]) -> Counter[Any]:
    """Of JSON lists, how often each of their values."""
    found: Counter[Any] = Counter()
    for values, count in tally.items():
        for value in json.loads(values):
            found[value] += count
    return found


def _outlets(ledger: Ledger, tally: Counter[str]) -> Counter[str]:
    rows = ledger.connection.execute("SELECT id, coalesce(publisher, host) FROM reports")
    found: Counter[str] = Counter()
    for key, outlet in rows:
        if count := tally.get(key):
            found[outlet] += count
    return found


def _actors(ledger: Ledger, tally: Counter[int]) -> Iterator[tuple[int, str, int]]:
    """The named actors that speak most."""
    rows = ledger.connection.execute(
        "SELECT actor_id, name FROM actors WHERE NOT unnamed AND actor_id IN"
        " (SELECT value FROM json_each(?)) ORDER BY folded, actor_id",
        (json.dumps([key for key, _ in tally.most_common(LOOKED_AT)]),),
    ).fetchall()
    found = sorted(rows, key=lambda row: -tally[row["actor_id"]])[:MOST]
    return ((row["actor_id"], row["name"], tally[row["actor_id"]]) for row in found)

"""Of the statements that fit a query, how many by each of what they can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sayso.ledger.connect import Ledger
from sayso.ledger.search import SIDE_OF, Query, checked_ids, matching


@dataclass(frozen=True, slots=True)
class Facets:
    """How many fit, and how many by value: of each facet the most frequent values first, of days
    the first day first. Actors are by number, with their names."""

    total: int = 0
    checked: int = 0
    acts: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    sides: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[str, int], ...] = ()
    actors: tuple[tuple[int, str, int], ...] = field(default=())


SIDES = f"""JOIN (
    SELECT DISTINCT p.statement_id, json_extract({SIDE_OF}, '$[0]') AS side
    FROM fit f CROSS JOIN speakers p ON p.statement_id = f.id
    LEFT JOIN cast c ON c.report_id = p.report_id AND c.actor_id = p.actor_id
    LEFT JOIN named_sides n ON n.actor_id = p.actor_id
) sided ON sided.statement_id = fit.id"""
PLACES = """JOIN (
    SELECT DISTINCT p.id, json_extract(e.value, '$.name') AS place
    FROM fit f CROSS JOIN statements p ON p.id = f.id
    CROSS JOIN json_each(p.body, '$.places') e WHERE p.body LIKE '%"places":[{%'
) placed ON placed.id = fit.id"""
MOST = 12


def facets(ledger: Ledger, query: Query) -> Facets:
    """The facets of what fits a query, its limit apart."""
    found = matching(ledger, query)
    if found is None:
        return Facets()
    source, values = found
    connection = ledger.connection
    connection.execute("DROP TABLE IF EXISTS temp.fit")
    connection.execute(
        "CREATE TEMP TABLE fit AS SELECT s.id, s.act, s.kind, s.day,"
        f" coalesce(r.publisher, r.host) AS outlet {source}",
        values,
    )
    try:
        return _counted(ledger)
    finally:
        connection.execute("DROP TABLE temp.fit")


def _counted(ledger: Ledger) -> Facets:
    checked = set(checked_ids(ledger))
    ids = (row[0] for row in ledger.connection.execute("SELECT id FROM fit"))
    seen = [one in checked for one in ids]
    by_act, by_kind, by_outlet, by_day, by_side, by_place = (
        tuple((str(value), number) for value, number in _by(ledger, column, joined, order))
        for column, joined, order in (
            ("act", "", "n DESC, 1"), ("kind", "", "n DESC, 1"), ("outlet", "", "n DESC, 1"),
            ("day", "", "1"), ("side", SIDES, "n DESC, 1"), ("place", PLACES, "n DESC, 1"),
        )
    )  # fmt: skip
    actors = ledger.connection.execute(
        "SELECT a.actor_id, a.name, count(*) AS n FROM fit JOIN speakers ON statement_id = id"
        " JOIN actors a USING (actor_id) WHERE NOT a.unnamed GROUP BY a.actor_id"
        f" ORDER BY n DESC, a.folded LIMIT {MOST}"
    )
    return Facets(
        len(seen), sum(seen), by_act, by_kind, by_outlet[:MOST], by_side[:MOST], by_place[:MOST],
        by_day, tuple((row[0], row[1], row[2]) for row in actors),
    )  # fmt: skip


def _by(ledger: Ledger, column: str, joined: str, order: str) -> Iterator[Any]:
    return ledger.connection.execute(
        f"SELECT {column}, count(*) AS n FROM fit {joined} WHERE {column} IS NOT NULL"
        f" GROUP BY 1 ORDER BY {order}"
    )

"""Statements found by words, speaker, outlet, days and all else they can be narrowed by, quickly
however large the ledger is."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt
from typing import Any

from sayso.ledger.connect import Ledger
from sayso.ledger.write import folded

WORDS = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: plain words and "quoted phrases", all of which must be there. `speaker` and
    `outlet` are parts of names; `since` and `until` ISO days, inclusive, of when it was said, else
    published. `in_reports` looks in whole report texts, not in contents alone. `actor` is a
    ledger's number, `act` and `kind` as in the contract, `place` a name, `side` its first part;
    `checked` tells whether a person must have, or must not have, accepted or corrected it. So many
    are passed over as `after` says."""

    words: str = ""
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 50
    in_reports: bool = False
    actor: int | None = None
    act: str | None = None
    kind: str | None = None
    place: str | None = None
    side: str | None = None
    checked: bool | None = None
    after: int = 0


def match_expression(words: str) -> str:
    """A person's words as an FTS5 expression in which nothing is syntax; "" where none is left."""
    storable = words.encode(errors="replace").decode()
    phrases = (next(filter(None, found.groups()), "") for found in WORDS.finditer(storable))
    kept = (phrase for phrase in phrases if re.search(r"\w", phrase))
    return " ".join('"' + phrase.replace('"', '""').replace("\0", "") + '"' for phrase in kept)


# Beyond so many matches, all of them weighed would keep a person waiting; and beyond so many
# reports, all their statements sorted.
RANKED = 4_000
REPORTS = 500
# To ask of one statement whether it matches takes as long as noting some two hundred that do; and
# those that come first by day may match more seldom than the rest.
ASKING = 1_500
COLUMNS = """
SELECT s.id, s.report_id, s.body, s.verb, s.kind, s.day, r.title, r.url, r.published,
       coalesce(r.publisher, r.host) AS outlet, f.{} AS content, f.{} AS speaker
"""
# Where the search keeps what it was given: to be asked for a row by its number it is far quicker.
GIVEN = "CROSS JOIN found_statements_content f ON f.id = s.number"
# The order in which the tables are gone through, which SQLite keeps where it is a CROSS JOIN.
BY_MATCH = """
FROM found_statements f
CROSS JOIN statements s ON s.number = f.rowid
CROSS JOIN reports r ON r.id = s.report_id
"""
BY_REPORT = f"""
FROM reports r
CROSS JOIN statements s ON s.report_id = r.id
{GIVEN}
"""
# Matches within each report, whose statements have numbers close to each other: to look into a
# stretch of numbers is quick, however many match.
BY_REPORT_AND_MATCH = f"""
FROM reports r
CROSS JOIN found_statements m
CROSS JOIN statements s ON s.number = m.rowid AND s.report_id = r.id
{GIVEN}
"""
WITHIN = """
m.found_statements MATCH ? AND m.rowid BETWEEN
(SELECT min(number) FROM statements WHERE report_id = r.id) AND
(SELECT max(number) FROM statements WHERE report_id = r.id)
"""
BY_DAY = f"""
FROM statements s
CROSS JOIN reports r ON r.id = s.report_id
{GIVEN}
"""
# Found by the distinct outlets, which are few, and not by a look at each report.
OF_OUTLET = """
WITH outlets AS MATERIALIZED (
  SELECT DISTINCT coalesce(publisher, '') AS publisher, coalesce(host, '') AS host FROM reports
)
SELECT number FROM reports WHERE (coalesce(publisher, ''), coalesce(host, '')) IN (
  SELECT publisher, host FROM outlets WHERE instr(folded(publisher), ?) OR instr(host, ?)
)
"""
IN_REPORTS = "SELECT rowid FROM found_reports WHERE found_reports MATCH ?"
MATCHING = "SELECT rowid FROM found_statements WHERE found_statements MATCH ?"
BY_ACTOR = "SELECT statement_id FROM speakers WHERE actor_id = ?"
OF_ACTOR = f"s.id IN ({BY_ACTOR})"
IS_ACTOR = "EXISTS (SELECT 1 FROM speakers WHERE statement_id = s.id AND actor_id = ?)"
NAMED = "EXISTS (SELECT 1 FROM json_each(s.{}) WHERE value = ?)"
Condition = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What statements are to match, "" for anything; the number of who said them; conditions on
    them, and on the numbers of their reports."""

    expression: str
    actor: int | None
    reports: tuple[Condition, ...]
    others: tuple[Condition, ...]


def statements(ledger: Ledger, query: Query) -> list[sqlite3.Row]:
    """Rows of statements with their report's title, outlet, date, url; the best matches first,
    without words, or where more than `RANKED` match, by day."""
    wanted = _wanted(ledger, query)
    if wanted is None:
        return []
    connection = ledger.connection
    names, order = ("c0", "c1"), ""
    if wanted.expression and not _more(connection, RANKED, (MATCHING, [wanted.expression])):
        tables, where = _by_match(wanted)
        names = ("content", "speaker")
        order = "" if query.in_reports or not query.words.strip() else "bm25(found_statements), "
    elif wanted.reports and not _more(connection, REPORTS, _all(wanted.reports)):
        tables, where = _by_report(wanted)
    else:
        needed = query.limit + query.after
        tables, where = BY_DAY, list(_by_day(connection, wanted, needed))
    source, values = _joined(tables, [*wanted.others, *where])
    limit = f" ORDER BY {order}s.day, s.report_id, s.place LIMIT ? OFFSET ?"
    sql = f"{COLUMNS.format(*names)}{source}{limit}"
    return connection.execute(sql, (*values, query.limit, query.after)).fetchall()


Way = tuple[str, list[Condition]]


def _by_match(wanted: Wanted) -> Way:
    where = [(f"r.number IN ({sql})", values) for sql, values in wanted.reports]
    return BY_MATCH, [("f.found_statements MATCH ?", [wanted.expression]), *where, *_of(wanted)]


def _by_report(wanted: Wanted) -> Way:
    where = [(f"r.number IN ({sql})", values) for sql, values in wanted.reports]
    if not wanted.expression:
        return BY_REPORT, [*where, *_of(wanted)]
    return BY_REPORT_AND_MATCH, [*where, (WITHIN, [wanted.expression]), *_of(wanted)]


def _by_day(connection: sqlite3.Connection, wanted: Wanted, needed: int) -> Iterator[Condition]:
    """What is asked of one statement after the other, in the order of days, until so many fit. A
    sign before a column keeps SQLite from going through the others in its order instead."""
    (count,) = connection.execute("SELECT coalesce(max(number), 0) FROM statements").fetchone()
    if wanted.actor is not None:
        # The more statements an actor has, the sooner enough of them are met.
        often = _more(connection, isqrt(needed * count), (BY_ACTOR, [wanted.actor]))
        yield (IS_ACTOR if often else OF_ACTOR), [wanted.actor]
    for sql, values in wanted.reports:
        yield f"+r.number IN ({sql})", values
    if wanted.expression:
        # All that match are noted first, unless so many do that asking comes to enough sooner.
        most = isqrt(ASKING * needed * count)
        dense = _more(connection, most, (MATCHING, [wanted.expression]))
        one = f"EXISTS ({MATCHING} AND rowid = s.number)"
        yield (one if dense else f"+s.number IN ({MATCHING})"), [wanted.expression]


def _of(wanted: Wanted) -> list[Condition]:
    return [] if wanted.actor is None else [(OF_ACTOR, [wanted.actor])]


def counted_by(ledger: Ledger, query: Query) -> Iterator[list[tuple[Any, ...]]]:
    """All statements that fit, many at a time, each as what it is counted by: act, kind, day,
    report's id, and, as JSON lists, actors' numbers, sides, names of places."""
    wanted = _wanted(ledger, query)
    if wanted is None:
        return
    # What was misread is found by nothing, and counted by nothing.
    where: list[Condition] = [("s.said_by IS NOT NULL", []), *_of(wanted), *wanted.others]
    if wanted.expression:
        where.append((f"s.number IN ({MATCHING})", [wanted.expression]))
    for sql, values in wanted.reports:
        where.append((f"s.report_id IN (SELECT id FROM reports WHERE number IN ({sql}))", values))
    source, values = _joined("FROM statements s", where)
    cursor = ledger.connection.cursor()
    cursor.row_factory = None
    cursor.execute(
        "SELECT s.act, s.kind, s.day, s.report_id, s.said_by, s.sides, s.placed " + source,
        values,
    )
    while rows := cursor.fetchmany(AT_ONCE):
        yield rows


AT_ONCE = 20_000


def _wanted(ledger: Ledger, query: Query) -> Wanted | None:
    """What a query comes to; None where nothing can fit."""
    words = match_expression(query.words)
    if query.words.strip() and not words:
        return None
    ledger.connection.create_function("folded", 1, folded, deterministic=True)
    reports: list[Condition] = []
    parts = []
    if words and query.in_reports:
        reports.append((IN_REPORTS, [words]))
    elif words:
        parts.append(f"content : ({words})")
    if query.speaker:
        parts.append(f"""speaker : ({match_expression(query.speaker) or '""'})""")
    if query.outlet:
        reports.append((OF_OUTLET, [folded(query.outlet)] * 2))
    others = tuple(_narrowing(ledger, query))
    return Wanted(" AND ".join(parts), query.actor, tuple(reports), others)


def _narrowing(ledger: Ledger, query: Query) -> Iterator[Condition]:
    for condition, value in (
        ("s.day >= ?", query.since),
        ("s.day <= ?", query.until),
        ("s.act = ?", query.act),
        ("s.kind = ?", query.kind),
        (NAMED.format("placed"), query.place),
        (NAMED.format("sides"), query.side),
    ):
        # An empty day is none.
        if value or (value is not None and condition[:5] != "s.day"):
            yield condition, [value]
    if query.checked is not None:
        sign = "IN" if query.checked else "NOT IN"
        ids = json.dumps(checked_ids(ledger))
        yield f"s.id {sign} (SELECT value FROM json_each(?))", [ids]


def _joined(tables: str, where: list[Condition]) -> tuple[str, list[Any]]:
    conditions = " AND ".join(sql for sql, _ in where)
    return f"{tables} WHERE {conditions}" if where else tables, [v for _, vs in where for v in vs]


def _all(reports: tuple[Condition, ...]) -> Condition:
    return " INTERSECT ".join(f"SELECT * FROM ({sql})" for sql, _ in reports), [
        value for _, values in reports for value in values
    ]


def _more(connection: sqlite3.Connection, most: int, condition: Condition) -> bool:
    """Whether a question has more answers than that."""
    sql, values = condition
    count = f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {most + 1})"
    return bool(connection.execute(count, values).fetchone()[0] > most)


def checked_ids(ledger: Ledger) -> list[str]:
    """The statements that a person accepted or corrected, by decisions that hold."""
    undoings = ledger.connection.execute(
        "SELECT number, json_extract(body, '$.number') FROM decisions WHERE kind = 'undo'"
        " ORDER BY number DESC"
    )
    gone: set[int] = set()
    for number, undone in undoings:
        if number not in gone:
            gone.add(undone)
    rows = ledger.connection.execute(
        "SELECT number, statement_id FROM decisions JOIN attachments ON decision = number"
        " WHERE kind IN ('accept', 'correct') AND statement_id IS NOT NULL"
    )
    return sorted({row["statement_id"] for row in rows if row["number"] not in gone})

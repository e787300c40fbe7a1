"""Statements found by words, speaker, outlet and days, quickly however large the ledger is."""

from __future__ import annotations

import sqlite3

from sayso.ledger.connect import Ledger
from sayso.ledger.search import Query, match_expression
from sayso.ledger.write import folded


def fits(query: Query) -> bool:
    """Whether a query asks for no more than what is looked up here."""
    more = (query.actor, query.act, query.kind, query.place, query.side, query.checked)
    return not query.after and all(one is None for one in more)


def statements(ledger: Ledger, query: Query) -> list[sqlite3.Row]:
    """Rows of statements with their report's title, outlet, date, url; the best matches first,
    without words, or where more than `RANKED` match, by day."""
    wanted = _wanted(query)
    if wanted is None:
        return []
    ledger.connection.create_function("folded", 1, folded, deterministic=True)
    return _found(ledger.connection, query, *wanted)


# Beyond so many matches, all of them weighed would keep a person waiting; and beyond so many
# reports, all their statements sorted.
RANKED = 4_000
REPORTS = 500
# Beyond so many, asking of one statement after the other comes to enough of them sooner.
DENSE = 300_000
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
Condition = tuple[str, list[str]]


def _wanted(query: Query) -> tuple[str, list[Condition]] | None:
    """What statements are to match, "" for anything, and of which reports they are to be; None
    where nothing can fit."""
    words = match_expression(query.words)
    if query.words.strip() and not words:
        return None
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
    return " AND ".join(parts), reports


def _found(
    connection: sqlite3.Connection, query: Query, expression: str, reports: list[Condition]
) -> list[sqlite3.Row]:
    where = [f"s.day {sign} ?" for sign, _ in _days(query)]
    values = [day for _, day in _days(query)]
    for sql, given in reports:
        where.append(f"r.number IN ({sql})")
        values += given
    tables, order, names = BY_DAY, "", ("c0", "c1")
    if expression and not _more(connection, RANKED, MATCHING, [expression]):
        tables, names = BY_MATCH, ("content", "speaker")
        where.append("f.found_statements MATCH ?")
        values.append(expression)
        order = "" if query.in_reports or not query.words.strip() else "bm25(found_statements), "
    else:
        if reports and not _more(connection, REPORTS, *_all(reports)):
            tables = BY_REPORT
        if expression:
            dense = _more(connection, DENSE, MATCHING, [expression])
            one_by_one = f"EXISTS ({MATCHING} AND rowid = s.number)"
            where.append(one_by_one if dense else f"s.number IN ({MATCHING})")
            values.append(expression)
    sql = f"{COLUMNS.format(*names)}{tables}{'WHERE ' + ' AND '.join(where) if where else ''}"
    limit = f" ORDER BY {order}s.day, s.report_id, s.place LIMIT ?"
    return connection.execute(sql + limit, (*values, query.limit)).fetchall()


MATCHING = "SELECT rowid FROM found_statements WHERE found_statements MATCH ?"


def _all(reports: list[Condition]) -> Condition:
    return " INTERSECT ".join(f"SELECT * FROM ({sql})" for sql, _ in reports), [
        v for _, given in reports for v in given
    ]


def _more(connection: sqlite3.Connection, most: int, sql: str, values: list[str]) -> bool:
    """Whether a question has more answers than that."""
    count = f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {most + 1})"
    return bool(connection.execute(count, values).fetchone()[0] > most)


def _days(query: Query) -> list[tuple[str, str]]:
    return [(sign, day) for sign, day in ((">=", query.since), ("<=", query.until)) if day]

"""Full text search over contents, speakers and report texts."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from sayso.ledger.connect import Ledger
from sayso.ledger.write import folded

WORDS = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: plain words and "quoted phrases", all of which must be there. `speaker` and
    `outlet` are parts of names; `since` and `until` ISO days, inclusive, of when it was said, else
    published. `in_reports` looks in whole report texts, not in contents alone."""

    words: str = ""
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 50
    in_reports: bool = False


def match_expression(words: str) -> str:
    """A person's words as an FTS5 expression in which nothing is syntax; "" where none is left."""
    storable = words.encode(errors="replace").decode()
    phrases = (next(filter(None, found.groups()), "") for found in WORDS.finditer(storable))
    kept = (phrase for phrase in phrases if re.search(r"\w", phrase))
    return " ".join('"' + phrase.replace('"', '""').replace("\0", "") + '"' for phrase in kept)


def statements(ledger: Ledger, query: Query) -> list[sqlite3.Row]:
    """Rows of statements with their report's title, outlet, date, url; the best matches first,
    without words by day."""
    expression = match_expression(query.words)
    if query.words.strip() and not expression:
        return []
    where, values = _filters(query)
    order = ""
    if expression and query.in_reports:
        where.append("r.number IN (SELECT rowid FROM found_reports WHERE found_reports MATCH ?)")
        values.append(expression)
    elif expression:
        where.append("found_statements MATCH ?")
        values.append("content : (" + expression + ")")
        order = "bm25(found_statements), "
    sql = f"""
        SELECT s.id, s.report_id, s.body, s.verb, s.kind, s.day, found_statements.speaker,
               found_statements.content, r.title, r.url, r.published,
               coalesce(r.publisher, r.host) AS outlet
        FROM found_statements
        JOIN statements s ON s.number = found_statements.rowid
        JOIN reports r ON r.id = s.report_id
        {"WHERE " + " AND ".join(where) if where else ""}
        ORDER BY {order} s.day, s.report_id, s.place LIMIT ?
    """
    ledger.connection.create_function("folded", 1, folded, deterministic=True)
    return ledger.connection.execute(sql, (*values, query.limit)).fetchall()


def _filters(query: Query) -> tuple[list[str], list[str]]:
    where: list[str] = []
    values: list[str] = []
    if query.speaker:
        where.append("s.number IN (SELECT rowid FROM found_statements(?))")
        values.append("speaker : (" + (match_expression(query.speaker) or '""') + ")")
    if query.outlet:
        where.append(
            "(instr(folded(coalesce(r.publisher, '')), ?) OR instr(coalesce(r.host, ''), ?))"
        )
        values.extend([folded(query.outlet)] * 2)
    for sign, day in ((">=", query.since), ("<=", query.until)):
        if day:
            where.append(f"s.day {sign} ?")
            values.append(day)
    return where, values

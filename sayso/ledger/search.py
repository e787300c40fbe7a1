"""Full text search over contents, speakers and report texts."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
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


def statements(ledger: Ledger, query: Query) -> list[sqlite3.Row]:
    """Rows of statements with their report's title, outlet, date, url; the best matches first,
    without words by day."""
    found = matching(ledger, query)
    if found is None:
        return []
    source, values = found
    ranked = match_expression(query.words) and not query.in_reports
    order = "bm25(found_statements), " if ranked else ""
    sql = f"""
        SELECT s.id, s.report_id, s.body, s.verb, s.kind, s.day, found_statements.speaker,
               found_statements.content, r.title, r.url, r.published,
               coalesce(r.publisher, r.host) AS outlet
        {source}
        ORDER BY {order} s.day, s.report_id, s.place LIMIT ? OFFSET ?
    """
    return ledger.connection.execute(sql, (*values, query.limit, query.after)).fetchall()


def matching(ledger: Ledger, query: Query) -> tuple[str, list[Any]] | None:
    """What comes after FROM for the statements that fit, `s`, with their reports, `r`, and the
    values it takes; None where nothing can fit."""
    expression = match_expression(query.words)
    if query.words.strip() and not expression:
        return None
    where, values = _filters(ledger, query)
    if expression and query.in_reports:
        where.append("r.number IN (SELECT rowid FROM found_reports WHERE found_reports MATCH ?)")
        values.append(expression)
    elif expression:
        where.append("found_statements MATCH ?")
        values.append("content : (" + expression + ")")
    ledger.connection.create_function("folded", 1, folded, deterministic=True)
    source = f"""
        FROM found_statements
        JOIN statements s ON s.number = found_statements.rowid
        JOIN reports r ON r.id = s.report_id
        {"WHERE " + " AND ".join(where) if where else ""}
    """
    return source, values


def _filters(ledger: Ledger, query: Query) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
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
    for condition, value in (
        ("s.id IN (SELECT statement_id FROM speakers WHERE actor_id = ?)", query.actor),
        ("s.act = ?", query.act),
        ("s.kind = ?", query.kind),
        (PLACED, query.place),
        (SIDED, query.side),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    if query.checked is not None:
        sign = "IN" if query.checked else "NOT IN"
        where.append(f"s.id {sign} (SELECT value FROM json_each(?))")
        values.append(json.dumps(checked_ids(ledger)))
    return where, values


PLACED = """EXISTS (
    SELECT 1 FROM json_each(s.body, '$.places') WHERE json_extract(value, '$.name') = ?
)"""
# The side of a speaker, `p`, in the words of a person, else of the report, `c`.
SIDE_OF = "coalesce(n.side, json_extract(c.body, '$.side'))"
SIDED = f"""EXISTS (
    SELECT 1 FROM speakers p
    LEFT JOIN cast c ON c.report_id = p.report_id AND c.actor_id = p.actor_id
    LEFT JOIN named_sides n ON n.actor_id = p.actor_id
    WHERE p.statement_id = s.id AND json_extract({SIDE_OF}, '$[0]') = ?
)"""


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

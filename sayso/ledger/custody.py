"""The custody log: an entry for all that was ever put in, each linked to the one before it.

An entry's digest is SHA-256 over a random salt and its body; its link is SHA-256 over the link
before it, its number, time, what happened, and digest. So body and salt can be erased, and the
chain still be checked: without the salt the digest gives nothing of the body away.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger.connect import Ledger

# What the first entry links to, and the root of a ledger that has none.
START = "0" * 64
SALT_BYTES = 32

# Written out, so that a later migration's columns do not change the digests of old rows.
REPORT = (
    "id, text_sha256, url, title, publisher, host, language, encoding, published, published_from,"
    " kind, authors, raw_sha256"
)
DECISION = "number, at, who, kind, report_id, body"
CAPTURE = "report_id, raw_sha256, requested, final_url, at, status, headers, extractor"
READING = {
    "readings": "SELECT report_id, reader, rest FROM readings WHERE report_id = ?",
    "cast": "SELECT ref, place, body FROM cast WHERE report_id = ? ORDER BY place, ref",
    # What persons added has places below zero, and is no part of the reading.
    "statements": "SELECT id, place, body FROM statements WHERE report_id = ? AND place >= 0"
    " ORDER BY place, id",
}


def now() -> str:
    """This moment in UTC, ISO with a trailing Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(connection: sqlite3.Connection, what: str, body: dict[str, Any], at: str) -> str:
    """Append an entry inside the caller's transaction, and return its link."""
    number, previous = _last(connection)
    salt = secrets.token_bytes(SALT_BYTES)
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    digest = digest_of(salt, text)
    link = link_of(previous, number + 1, at, what, digest)
    connection.execute(
        "INSERT INTO custody (number, at, what, body, salt, digest, previous, link)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (number + 1, at, what, text, salt, digest, previous, link),
    )
    return link


def digest_of(salt: bytes, body: str) -> str:
    """The digest of an entry."""
    return hashlib.sha256(salt + body.encode()).hexdigest()


def link_of(previous: str, number: int, at: str, what: str, digest: str) -> str:
    """The link of an entry; none of the parts can hold a line's end."""
    return hashlib.sha256("\n".join((previous, str(number), at, what, digest)).encode()).hexdigest()


def root(ledger: Ledger) -> str:
    """The last link: it stands for the whole chain, and can be noted or time-stamped elsewhere."""
    return _last(ledger.connection)[1]


def place_of(ledger: Ledger, link: str) -> int | None:
    """The number of the entry that has this link, 0 for the chain's start, None where none has."""
    if link == START:
        return 0
    row = ledger.connection.execute("SELECT number FROM custody WHERE link = ?", (link,)).fetchone()
    return int(row[0]) if row else None


def _last(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute(
        "SELECT number, link FROM custody ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, START)


def reading_body(connection: sqlite3.Connection, report_id: str) -> dict[str, Any]:
    """What the log says of a report and its reading as their rows are."""
    text_sha256, reader = connection.execute(
        "SELECT text_sha256, reader FROM reports LEFT JOIN readings ON report_id = id WHERE id = ?",
        (report_id,),
    ).fetchone()
    return {
        "report": report_id,
        "text_sha256": text_sha256,
        "report_sha256": _rows_sha256(
            connection.execute(f"SELECT {REPORT} FROM reports WHERE id = ?", (report_id,))
        ),
        "reader": reader,
        "reading_sha256": _rows_sha256(
            row
            for table, sql in READING.items()
            for row in [(table,), *connection.execute(sql, (report_id,))]
        ),
    }


def capture_bodies(connection: sqlite3.Connection, report_id: str) -> list[dict[str, Any]]:
    """What the log says of each capture of a report, in order."""
    rows = connection.execute(
        f"SELECT {CAPTURE} FROM captures WHERE report_id = ? ORDER BY id", (report_id,)
    )
    return [_capture_body(row) for row in rows]


def record_reading(connection: sqlite3.Connection, report_id: str) -> None:
    """Note a report's reading, whose rows are there."""
    record(connection, "reading", reading_body(connection, report_id), now())


def record_capture(connection: sqlite3.Connection, number: int, raw_kept: bool) -> None:
    """Note a capture, whose row is there, and whether its bytes are kept beside the ledger."""
    row = connection.execute(f"SELECT {CAPTURE} FROM captures WHERE id = ?", (number,)).fetchone()
    text = connection.execute("SELECT text_sha256 FROM reports WHERE id = ?", (row[0],)).fetchone()
    body = _capture_body(row) | {"text_sha256": text[0], "raw_kept": raw_kept}
    record(connection, "capture", body, now())


def decision_body(connection: sqlite3.Connection, number: int) -> dict[str, Any]:
    """What the log says of a decision as its row is."""
    row = connection.execute(
        f"SELECT {DECISION} FROM decisions WHERE number = ?", (number,)
    ).fetchone()
    return {"report": row[4], "decision": number, "decision_sha256": _rows_sha256([row])}


def record_decision(connection: sqlite3.Connection, number: int) -> None:
    """Note a decision, whose row is there."""
    record(connection, "decision", decision_body(connection, number), now())


def record_migrated(connection: sqlite3.Connection) -> None:
    """Note every report, with its reading and captures, as found in a ledger that kept no log."""
    at = now()
    for (report_id,) in connection.execute("SELECT id FROM reports ORDER BY number").fetchall():
        captures = capture_bodies(connection, report_id)
        body = reading_body(connection, report_id) | {"captures": captures}
        record(connection, "migration", body, at)


def _capture_body(row: Any) -> dict[str, Any]:
    columns = dict(zip(CAPTURE.split(", "), row, strict=True))
    named = {name: columns[name] for name in ("raw_sha256", "requested", "final_url")}
    return {"report": columns["report_id"], **named, "capture_sha256": _rows_sha256([row])}


def _rows_sha256(rows: Iterable[Any]) -> str:
    lines = (json.dumps(tuple(row), ensure_ascii=False) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

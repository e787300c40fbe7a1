"""Whether a ledger still holds what was put into it: every text, byte, span, index row, entry."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sayso.ledger import custody, verify_decisions, versions
from sayso.ledger.connect import Ledger
from sayso.ledger.redact import NO_HASH
from sayso.ledger.schema import COUNTED
from sayso.ledger.scrub import UNDER_WAY
from sayso.ledger.write import folded, index_row, statement_columns
from sayso.model import report_id, sha256

Subject = Literal[
    "database", "report", "reading", "statement", "capture", "raw", "index", "custody", "decision"
]
# Told of each thing that was checked, by the name of its kind.
Checked = Callable[[str], None]
HASH = re.compile(r"[0-9a-f]{64}")
# What reading a damaged file raises: beneath SQLite's tables a value may be of any type.
UNREADABLE = (
    sqlite3.DatabaseError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was put in; where it is no `fault`, something odd and harmless,
    as bytes that a run which was killed left behind."""

    what: Subject
    key: str
    detail: str
    fault: bool = True


@dataclass(slots=True)
class _Log:
    """What the entries of the custody log say is there."""

    readings: dict[str, dict[str, Any]] = field(default_factory=dict)
    captures: Counter[str] = field(default_factory=Counter)
    named: dict[str, str] = field(default_factory=dict)  # a capture's digest → its words
    raw_kept: set[str] = field(default_factory=set)
    erased: int = 0  # the last entry without a body
    erasures: list[int] = field(default_factory=list)
    decisions: dict[int, str] = field(default_factory=dict)  # number → SHA-256


def verify(
    ledger: Ledger, checked: Checked = lambda kind: None, noted: str | None = None
) -> Iterator[Finding]:
    """Check everything; `noted` is a root of the custody log that was written down earlier."""
    connection = ledger.connection
    factory = connection.text_factory
    # Text that is no UTF-8 any more is a finding like another, not the end of the run.
    connection.text_factory = lambda raw: raw.decode(errors="replace")
    try:
        yield from _readable(_database(ledger))
        # One moment of the ledger, whatever another process adds meanwhile.
        connection.execute("BEGIN")
        log = _Log()
        yield from _readable(_chain(connection, log, checked))
        if noted is not None and custody.place_of(ledger, noted) is None:
            yield Finding("custody", noted, "no entry has this root, which was noted earlier")
        yield from _readable(_erasures(connection, log))
        yield from _readable(_reports(ledger, log, checked))
        yield from _readable(_decisions(connection, log, checked))
        yield from _readable(_captures(ledger, log, checked))
        yield from _readable(_orphans(ledger))
        yield from _readable(_actors(connection))
        yield from _readable(_strays(connection))
    finally:
        connection.text_factory = factory
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _readable(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; where the rest cannot be read, that is the last of them."""
    try:
        yield from findings
    except UNREADABLE as error:
        yield Finding("database", "", f"a part of it cannot be read: {error}")


def _database(ledger: Ledger) -> Iterator[Finding]:
    """What SQLite itself finds."""
    connection = ledger.connection
    for (words,) in connection.execute("PRAGMA integrity_check"):
        if words != "ok":
            yield Finding("database", "", words)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding("database", table, f"row {row} belongs to {parent} that are not there")
    if not ledger.writable:
        words = "was not compared with its content, since the ledger may only be read"
        yield Finding("index", "", words, fault=False)
        return
    for table in ("found_statements", "found_reports"):
        try:
            # Reads only, though SQLite wants it written as an INSERT.
            with ledger.transaction():
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield Finding("index", table, f"is out of step with its content: {error}")


def _chain(connection: sqlite3.Connection, log: _Log, checked: Checked) -> Iterator[Finding]:
    """Every entry, its digest, and its link to the one before; gathers what the entries say."""
    number, link = 0, custody.START
    for row in connection.execute("SELECT * FROM custody ORDER BY number"):
        checked("entries")
        if row["number"] != number + 1:
            gone = range(number + 1, row["number"])
            words = "is missing" if len(gone) == 1 else f"to {gone[-1]} are missing"
            yield Finding("custody", f"entry {gone[0]}", words)
        elif row["previous"] != link:
            yield _of_entry(row, "does not link to the entry before it")
        number, link = row["number"], row["link"]
        parts = (row["previous"], number, row["at"], row["what"], row["digest"])
        if custody.link_of(*parts) != link:
            yield _of_entry(row, "was altered: its link is another")
        yield from _entry(row, log, checked)


def _of_entry(row: sqlite3.Row, words: str) -> Finding:
    return Finding("custody", f"entry {row['number']}", words)


def _entry(row: sqlite3.Row, log: _Log, checked: Checked) -> Iterator[Finding]:
    if row["what"] == "erasure":
        log.erasures.append(row["number"])
    if row["body"] is None and row["salt"] is None:
        log.erased = row["number"]
        checked("erased entries")
    elif row["body"] is None or row["salt"] is None:
        yield _of_entry(row, "is half erased")
    elif custody.digest_of(row["salt"], row["body"]) != row["digest"]:
        yield _of_entry(row, "was altered: its digest is another")
    else:
        _gather(row["what"], json.loads(row["body"]), log)


def _gather(what: str, body: dict[str, Any], log: _Log) -> None:
    if what == "decision":
        log.decisions[body["decision"]] = body["decision_sha256"]
    if what not in ("capture", "reading", "migration"):
        return
    if what != "capture":
        log.readings[body["report"]] = body
    for capture in [body] if what == "capture" else body.get("captures", []):
        digest = capture["capture_sha256"]
        log.captures[digest] += 1
        log.named[digest] = f"of report {capture['report']}"
        if capture.get("raw_kept"):
            log.raw_kept.add(capture["raw_sha256"])


def _erasures(connection: sqlite3.Connection, log: _Log) -> Iterator[Finding]:
    """That an erasure follows what was erased, and that none is half done."""
    if log.erased > max(log.erasures, default=0):
        yield Finding("custody", f"entry {log.erased}", "was erased, and no erasure follows it")
    tombstones = [row[0] for row in connection.execute("SELECT what FROM tombstones")]
    if len(tombstones) != len(log.erasures):
        words = f"{len(log.erasures)} erasures are logged, and {len(tombstones)} tombstones stand"
        yield Finding("custody", "tombstones", words)
    if any(what.endswith(UNDER_WAY) for what in tombstones):
        words = "an erasure was stopped, and what it erased may still be in free space: sayso erase"
        yield Finding("database", "", words)


def _decisions(connection: sqlite3.Connection, log: _Log, checked: Checked) -> Iterator[Finding]:
    for _ in connection.execute("SELECT number FROM decisions"):
        checked("decisions")
    for key, words in verify_decisions.against_log(connection, log.decisions):
        yield Finding("decision", key, words)


def _reports(ledger: Ledger, log: _Log, checked: Checked) -> Iterator[Finding]:
    connection = ledger.connection
    unseen = set(log.readings)
    for (key,) in connection.execute("SELECT id FROM reports ORDER BY number").fetchall():
        unseen.discard(key)
        checked("reports")
        row = connection.execute("SELECT * FROM reports WHERE id = ?", (key,)).fetchone()
        yield from _report(row)
        yield from _version(connection, row)
        yield from _logged_reading(connection, key, log)
        yield from _reading(ledger, row, checked)
    for key in sorted(unseen):
        yield Finding("report", key, "is gone, though the custody log has it")


def _report(row: sqlite3.Row) -> Iterator[Finding]:
    if sha256(row["text"].encode()) != row["text_sha256"]:
        yield Finding("report", row["id"], "its text was altered: the SHA-256 is another")
    if report_id(row["text_sha256"], row["url"], row["publisher"]) != row["id"]:
        yield Finding("report", row["id"], "its id does not follow from its text and origin")


def _version(connection: sqlite3.Connection, row: sqlite3.Row) -> Iterator[Finding]:
    if row["predecessor"] != versions.before(connection, row["url"], row["number"]):
        yield Finding("report", row["id"], "its predecessor is not the version before it")


def _logged_reading(connection: sqlite3.Connection, key: str, log: _Log) -> Iterator[Finding]:
    logged = log.readings.get(key)
    if logged is None:
        yield Finding("report", key, "has no sound entry in the custody log")
        return
    there = custody.reading_body(connection, key)
    if any(there[name] != logged[name] for name in ("report_sha256", "text_sha256")):
        yield Finding("report", key, "is not what its entry in the custody log says")
    if any(there[name] != logged[name] for name in ("reading_sha256", "reader")):
        yield Finding("reading", key, "is not what its entry in the custody log says")


def _reading(ledger: Ledger, report: sqlite3.Row, checked: Checked) -> Iterator[Finding]:
    """Every span of a reading against the text, every statement, as decided, against columns and
    index."""
    connection = ledger.connection
    key, text = report["id"], report["text"]
    for (rest,) in connection.execute("SELECT rest FROM readings WHERE report_id = ?", (key,)):
        yield from _spans_wrong(rest, text, "reading", key)
    cast = connection.execute(
        "SELECT ref, actor_id, body FROM cast WHERE report_id = ?", (key,)
    ).fetchall()
    for row in cast:
        yield from _spans_wrong(row["body"], text, "reading", key)
    names = {row["ref"]: (_plain(row["body"]) or {}).get("name", "") for row in cast}
    ids = {row["ref"]: row["actor_id"] for row in cast}
    found, misplaced = verify_decisions.against_reading(ledger, key)
    for place, words in misplaced:
        yield Finding("decision", place, words)
    added = found.added if found else frozenset()
    there = {row["id"] for row in connection.execute(ADDED, (key,))}
    for one in sorted(added - there):
        yield Finding("statement", one, "a person added it, and it is not there")
    for one in sorted(there - added):
        yield Finding("statement", one, "is there as a person's, and no decision added it")
    told = verify_decisions.forms(found) if found else {}
    if found:
        names |= {actor.ref: actor.name for actor in found.reading.actors}
        ids |= verify_decisions.actor_ids(connection, found, ids)
    for row in connection.execute(STATEMENTS, (key,)).fetchall():
        checked("statements")
        wrong = list(_spans_wrong(row["body"], text, "statement", row["id"]))
        yield from wrong
        if not wrong and told.get(row["id"], {}) is None:
            yield from _misread(connection, row)
        elif not wrong:
            plain = told.get(row["id"]) or json.loads(row["body"])
            yield from _statement(connection, row, plain, report["published"], names, ids)


ADDED = "SELECT id FROM statements WHERE report_id = ? AND place < 0"
STATEMENTS = """
SELECT s.*, f.rowid AS indexed, f.content, f.speaker
FROM statements s LEFT JOIN found_statements f ON f.rowid = s.number
WHERE s.report_id = ? ORDER BY s.place
"""


def _statement(
    connection: sqlite3.Connection,
    row: sqlite3.Row,
    plain: Any,
    published: str | None,
    names: dict[str, str],
    ids: dict[str, int],
) -> Iterator[Finding]:
    key = row["id"]
    try:
        columns = statement_columns(plain, published)
        indexed = index_row(plain, names)
        speakers = {ids[ref] for ref in plain["speakers"]}
    except (KeyError, TypeError, AttributeError) as error:
        yield Finding("statement", key, f"its body is no statement: {error!r}")
        return
    columns |= dict(connection.execute(f"{COUNTED} WHERE s.id = ?", (key,)).fetchone())
    columns = {name: value for name, value in columns.items() if name not in ("number", "found")}
    for name in (name for name, value in columns.items() if row[name] != value):
        yield Finding("statement", key, f"its column {name} is not what its body says")
    found = connection.execute("SELECT actor_id FROM speakers WHERE statement_id = ?", (key,))
    if {actor_id for (actor_id,) in found} != speakers:
        yield Finding("statement", key, "its speakers are not those its body names")
    if row["indexed"] is None:
        yield Finding("index", key, "the statement is not in the full-text index")
    elif (row["content"], row["speaker"]) != indexed:
        yield Finding("index", key, "the full-text index has other words for the statement")


def _misread(connection: sqlite3.Connection, row: sqlite3.Row) -> Iterator[Finding]:
    """A statement that a person rejected is found by nothing."""
    speaks = connection.execute("SELECT 1 FROM speakers WHERE statement_id = ?", (row["id"],))
    if row["indexed"] is not None or speaks.fetchone():
        yield Finding("index", row["id"], "the statement was rejected as misread, and is found")


def _plain(body: str) -> Any:
    """A body's plain form, None where it is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _spans_wrong(body: str, text: str, what: Subject, key: str) -> Iterator[Finding]:
    plain = _plain(body)
    if not isinstance(plain, dict):
        yield Finding(what, key, "its body is no JSON object")
        return
    for start, end, words in _spans(plain):
        numbers = isinstance(start, int) and isinstance(end, int)
        if not (numbers and 0 <= start < end and text[start:end] == words):
            yield Finding(what, key, f"the span {start}:{end} is not what the text has there")


def _spans(plain: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Every span in a plain form: an object with start, end and text."""
    if isinstance(plain, dict):
        if plain.keys() >= {"start", "end", "text"}:
            yield plain["start"], plain["end"], plain["text"]
        plain = list(plain.values())
    if isinstance(plain, list):
        for item in plain:
            yield from _spans(item)


def _captures(ledger: Ledger, log: _Log, checked: Checked) -> Iterator[Finding]:
    """Every capture against the log, and the bytes of each once."""
    unseen = Counter(log.captures)
    rows = ledger.connection.execute("SELECT DISTINCT report_id FROM captures").fetchall()
    for (key,) in rows:
        for capture in custody.capture_bodies(ledger.connection, key):
            checked("captures")
            if capture["raw_sha256"] == NO_HASH:
                checked("captures whose bytes were erased")
            digest = capture["capture_sha256"]
            if not unseen[digest]:
                words = f"captured from {capture['requested']}: no sound entry in the custody log"
                yield Finding("capture", key, words)
            unseen[digest] -= 1
    for digest in sorted((+unseen).keys()):
        words = "is gone or altered, though the custody log has it"
        yield Finding("capture", log.named[digest], words)
    for (raw_sha256,) in ledger.connection.execute("SELECT DISTINCT raw_sha256 FROM captures"):
        yield from _raw(_raw_path(ledger, raw_sha256), raw_sha256, log, checked)


def _raw_path(ledger: Ledger, raw_sha256: str) -> Path:
    return ledger.raw_folder / raw_sha256[:2] / raw_sha256


def _raw(path: Path, raw_sha256: str, log: _Log, checked: Checked) -> Iterator[Finding]:
    if raw_sha256 == NO_HASH:
        return  # counted with its capture
    # Only a plain file: another program's rows could name a device that never ends.
    if not (HASH.fullmatch(raw_sha256) and path.is_file()):
        if raw_sha256 in log.raw_kept:
            yield Finding("raw", raw_sha256, "the bytes were kept and are gone")
        else:
            checked("sets of bytes not kept")
        return
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        yield Finding("raw", raw_sha256, f"the bytes cannot be read: {error.strerror}")
        return
    checked("raw files")
    if digest != raw_sha256:
        yield Finding("raw", raw_sha256, "the bytes were altered: the SHA-256 is another")


def _orphans(ledger: Ledger) -> Iterator[Finding]:
    """Files among the raw bytes that no capture names: a run that was killed leaves such."""
    known = {row[0] for row in ledger.connection.execute("SELECT raw_sha256 FROM captures")}
    for path in sorted(ledger.raw_folder.rglob("*")):
        if path.is_file() and not (path.name in known and path == _raw_path(ledger, path.name)):
            name = str(path.relative_to(ledger.raw_folder))
            yield Finding("raw", name, "no capture has these bytes", fault=False)


def _actors(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every actor of the ledger against those of the readings it stands for."""
    rows = connection.execute(
        "SELECT a.*, c.report_id, c.ref, c.body FROM cast c JOIN actors a USING (actor_id)"
    )
    for row in rows:
        plain = _plain(row["body"])
        if not isinstance(plain, dict):
            continue  # told of with its reading
        said = (folded(plain["name"]), plain["kind"], int(plain["unnamed"]))
        there = (row["folded"], row["kind"], row["unnamed"])
        if there != said or folded(row["name"]) != row["folded"]:
            words = f"actor {row['actor_id']} of the ledger is not its {row['ref']}"
            yield Finding("reading", row["report_id"], words)


def _strays(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Index rows of nothing, speakers of no statement, reports that cannot be searched for."""
    for (number,) in connection.execute(
        "SELECT rowid FROM found_statements EXCEPT SELECT number FROM statements"
    ):
        yield Finding("index", f"row {number}", "the full-text index has a statement of nowhere")
    for (key,) in connection.execute(
        "SELECT id FROM reports WHERE number NOT IN (SELECT rowid FROM found_reports)"
    ):
        yield Finding("index", key, "the report is not in the full-text index")
    for (key,) in connection.execute(
        "SELECT statement_id FROM speakers EXCEPT SELECT id FROM statements"
    ):
        yield Finding("statement", key, "has speakers, but is not there")

"""Reports, captures and readings → rows, a transaction a report."""

from __future__ import annotations

import json
import os
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import LedgerUnwritable
from sayso.ledger import alike, custody, versions
from sayso.ledger.connect import Ledger, sync_folder, why_not
from sayso.ledger.schema import count_anew
from sayso.model import Actor, Capture, Item, Reading, Report, Statement, to_plain
from sayso.reading.sides import office_words

# Ids of actors without a name, by folded name and kind.
Unnamed = dict[tuple[str, str], list[int]]


def has_report(ledger: Ledger, report_id: str) -> bool:
    """Whether a report is in the ledger."""
    found = ledger.connection.execute("SELECT 1 FROM reports WHERE id = ?", (report_id,))
    return found.fetchone() is not None


def add_capture(ledger: Ledger, item: Item, keep_raw: bool = True) -> bool:
    """Note that a report already there was met again; False where it was erased meanwhile, and
    nothing is noted."""
    with ledger.transaction() as connection:
        there = has_report(ledger, item.report.id)
        # Inside, so that an erasure, which removes bytes that nothing names, does not meet them.
        if there and keep_raw:
            keep_bytes(ledger, item.capture)
        if there:
            _insert_capture(connection, item, keep_raw)
    return there


def add_reading(
    ledger: Ledger, item: Item, reading: Reading, reader: str, keep_raw: bool = True
) -> bool:
    """Keep a report and its reading in one transaction; False where another process was first, and
    only the capture was added."""
    with ledger.transaction() as connection:
        if keep_raw:
            keep_bytes(ledger, item.capture)
        new = not has_report(ledger, item.report.id)
        if new:
            _insert_report(connection, reading.report)
            insert_reading(connection, reading, reader)
            custody.record_reading(connection, item.report.id)
        _insert_capture(connection, item, keep_raw)
    return new


def keep_bytes(ledger: Ledger, capture: Capture) -> None:
    """Write the raw bytes beside the ledger under their hash, unless they are there; on the disk
    before the row that names them is."""
    folder = ledger.raw_folder / capture.raw_sha256[:2]
    target = folder / capture.raw_sha256
    if target.exists():
        return
    try:
        ledger.raw_folder.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        part = folder / f"{capture.raw_sha256}.{os.getpid()}.part"
        try:
            _write(part, capture.raw)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        sync_folder(folder)
    except OSError as error:
        raise LedgerUnwritable(str(target), why_not(error)) from error


def _write(path: Path, raw: bytes) -> None:
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def folded(name: str) -> str:
    """A name without case, diacritics and runs of white space: what makes two the same actor."""
    storable = name.encode(errors="replace").decode()
    decomposed = unicodedata.normalize("NFKD", " ".join(storable.casefold().split()))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def _insert_report(connection: sqlite3.Connection, report: Report) -> None:
    row = to_plain(report)
    row["authors"] = _json(row["authors"])
    row["host"] = host_of(report.url)
    row["predecessor"] = versions.newest(connection, report.url)
    _insert(connection, "reports", row)
    number = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
    connection.execute(
        "INSERT INTO found_reports (rowid, title, text) VALUES (?, ?, ?)",
        (number, report.title, report.text),
    )


def host_of(url: str | None) -> str | None:
    """The host of a URL, by which reports are found; None where it has none that can be told."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _insert_capture(connection: sqlite3.Connection, item: Item, raw_kept: bool) -> None:
    row = to_plain(item.capture)
    del row["raw"]
    row["headers"] = _json(row["headers"])
    _insert(connection, "captures", {"report_id": item.report.id} | row)
    number = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
    custody.record_capture(connection, number, raw_kept)


def insert_reading(
    connection: sqlite3.Connection, reading: Reading, reader: str, unnamed: Unnamed | None = None
) -> None:
    """Put the rows of a reading into the caller's transaction; `unnamed` tells which actors without
    a name are there already."""
    report_id = reading.report.id
    parts = ("notes", "furniture", "times", "places")
    rest = {name: to_plain(getattr(reading, name)) for name in parts}
    _insert(connection, "readings", {"report_id": report_id, "reader": reader, "rest": _json(rest)})
    ids: dict[str, int] = {}
    named = tuple(folded(actor.name) for actor in reading.actors if _tells_a_story(actor))
    story = Story(reading.report.text_sha256, named)
    for place, actor in enumerate(reading.actors):
        among = story if is_private(actor) else None
        ids[actor.ref] = actor_id_of(connection, actor, unnamed, among)
        part = {"report_id": report_id, "ref": actor.ref, "body": _json(to_plain(actor))}
        _insert(connection, "cast", {**part, "actor_id": ids[actor.ref], "place": place})
    for place, statement in enumerate(reading.statements):
        _insert_statement(connection, reading, statement, place, ids)
    count_anew(connection, "WHERE s.report_id = ?", (report_id,))


@dataclass(frozen=True, slots=True)
class Story:
    """What shows that another report tells of the same: its text, or names that are in both."""

    text_sha256: str
    names: tuple[str, ...]


def is_private(actor: Actor) -> bool:
    """Whether it is a named person of whom no office and no side is said."""
    offices = office_words(role.text for role in actor.roles)
    return actor.kind == "person" and not actor.unnamed and not actor.side and not offices


def _tells_a_story(actor: Actor) -> bool:
    """Whether two reports that both have the actor are likely of one story."""
    return not actor.unnamed and actor.kind in ("person", "organisation")


def actor_id_of(
    connection: sqlite3.Connection,
    actor: Actor,
    unnamed: Unnamed | None = None,
    story: Story | None = None,
) -> int:
    """The ledger's id of an actor, a row added where it has none: a name and kind are one actor, an
    unnamed one is another each time, but for those of `unnamed`. With a `story` it is only one of
    that story."""
    key = (folded(actor.name), actor.kind)
    found: int | None
    if actor.unnamed:
        waiting = (unnamed or {}).get(key)
        found = waiting.pop(0) if waiting else None
    else:
        found = _there(connection, key, story)
    if found is not None:
        return found
    row = {"name": actor.name, "folded": key[0], "kind": actor.kind}
    _insert(connection, "actors", row | {"unnamed": int(actor.unnamed)})
    number = int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])
    if not actor.unnamed:
        alike.note(connection, number, actor.name, actor.kind)
    return number


def _there(connection: sqlite3.Connection, key: tuple[str, str], story: Story | None) -> int | None:
    """The actor of that name and kind: any; or one that is in no report yet, or in one of the
    story."""
    same = "SELECT actor_id FROM actors a WHERE folded = ? AND kind = ? AND unnamed = 0"
    names = [name for name in story.names if name != key[0]] if story else []
    nearby = f"""
      AND (NOT EXISTS (SELECT 1 FROM cast c WHERE c.actor_id = a.actor_id)
        OR EXISTS (
          SELECT 1 FROM cast c JOIN reports r ON r.id = c.report_id
          WHERE c.actor_id = a.actor_id AND r.text_sha256 = ?)
        OR EXISTS (
          SELECT 1 FROM cast c JOIN cast d USING (report_id)
          JOIN actors b ON b.actor_id = d.actor_id
          WHERE c.actor_id = a.actor_id AND b.folded IN ({", ".join("?" * len(names))})
        ))"""
    values = (*key, story.text_sha256, *names) if story else key
    row = connection.execute(
        f"{same} {nearby if story else ''} ORDER BY actor_id", values
    ).fetchone()
    return int(row[0]) if row else None


def _insert_statement(
    connection: sqlite3.Connection,
    reading: Reading,
    statement: Statement,
    place: int,
    ids: Mapping[str, int],
) -> None:
    plain = to_plain(statement)
    row = {"report_id": reading.report.id, "place": place, "body": _json(plain)}
    _insert(connection, "statements", row | statement_columns(plain, reading.report.published))
    number = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
    index_statement(connection, number, reading, statement, ids)


def index_statement(
    connection: sqlite3.Connection,
    number: int,
    reading: Reading,
    statement: Statement,
    ids: Mapping[str, int],
) -> None:
    """Have a statement of that row number found by its words and speakers; `ids` are the ledger's
    of the reading's actors."""
    names = {ref: reading.actor(ref).name for ref in statement.speakers}
    connection.execute(
        "INSERT INTO found_statements (rowid, content, speaker) VALUES (?, ?, ?)",
        (number, *index_row(to_plain(statement), names)),
    )
    # Two actors of a reading may be one in the ledger.
    for actor_id in {ids[ref] for ref in statement.speakers}:
        speaker = {"statement_id": statement.id, "actor_id": actor_id}
        _insert(connection, "speakers", speaker | {"report_id": reading.report.id})


def statement_columns(plain: dict[str, Any], published: str | None) -> dict[str, Any]:
    """What is written of a statement into columns, for finding it."""
    columns = ("id", "voice", "kind", "verb", "act", "factuality", "reporter", "score")
    said = plain["said"] or {"from": None, "to": None}
    return {name: plain[name] for name in columns} | {
        "said_from": said["from"],
        "said_to": said["to"],
        "day": (said["from"] or "")[:10] or (published or "")[:10] or None,
    }


def index_row(plain: dict[str, Any], names: Mapping[str, str]) -> tuple[str, str]:
    """The content and speaker of a statement as they are searched, its actors' names by ref."""
    speakers = ", ".join(names[ref] for ref in plain["speakers"])
    source = plain["source"]["text"] if plain["source"] else ""
    return " … ".join(part["text"] for part in plain["content"]), speakers or source


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

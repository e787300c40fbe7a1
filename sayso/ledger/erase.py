"""Erasing a report, a person or a span: what is to go, and how it goes, all of it or nothing.

The order of steps, so that a run may be killed between any two:

1. What is to go is planned, and redacted reports are read anew. Nothing is written.
2. One transaction, planned again inside it: rows, index, decisions, entries of the custody log, and
   a tombstone that says “under way”. Killed before its end, nothing has begun.
3. Bytes and backups beside the ledger, free pages, journal (`scrub`). Killed here, the tombstone
   stays under way, and the next erasure goes on, as each step may be done again.
4. The tombstone says that it is done.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sayso.ledger import alike, custody, scrub, sides, versions
from sayso.ledger.connect import Ledger
from sayso.ledger.decided import Decided, decided
from sayso.ledger.decisions import load_decisions, settle, unnamed_actors
from sayso.ledger.load import load_reading
from sayso.ledger.plan import BROKEN, Plan, Search, Target, plain_of, plan
from sayso.ledger.redact import NO_HASH, Redaction
from sayso.ledger.scrub import Told
from sayso.ledger.wording import BLOCK
from sayso.ledger.write import Unnamed, host_of, insert_reading
from sayso.model import Reading, Report, Span, from_plain, statement_id, to_plain

# Redacted reports → their readings, in the same order.
ReadAnew = Callable[[Iterable[Report]], Iterator[Reading]]
HASH = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{16})(?![0-9a-f])")


def erase(
    ledger: Ledger,
    target: Target,
    read: ReadAnew,
    reader: str,
    told: Told = lambda step: None,
) -> Plan:
    """Erase the target from every file of the ledger and give what that took away; UnknownEntry
    where it is nowhere, ErasureUnfinished where the rows are gone and something is in the way of
    the rest: then `scrub.finish` goes on."""
    ledger.must_be_writable()
    search = Search()
    before = plan(ledger, target, search, told)
    readings = _read_anew(before.redactions, read, told)
    told("erasing")
    # What SQLite would put into a file to be able to go back must not stay on the disk.
    for pragma in ("secure_delete = ON", "temp_store = MEMORY"):
        ledger.connection.execute(f"PRAGMA {pragma}")
    with ledger.transaction() as connection:
        done = plan(ledger, target, search)
        late = [one for one in done.redactions if one.after not in readings]
        readings |= _read_anew(late, read, told)
        _apply(connection, ledger, done, readings, reader)
    ledger.connection.execute("PRAGMA temp_store = DEFAULT")
    scrub.finish(ledger, told)
    return done


def _read_anew(
    redactions: Iterable[Redaction], read: ReadAnew, told: Told
) -> dict[Report, Reading]:
    changed = [one.after for one in redactions]
    made: dict[Report, Reading] = {}
    for number, (report, reading) in enumerate(zip(changed, read(changed), strict=True), 1):
        told(f"reading anew {number} of {len(changed)}")
        made[report] = reading
    return made


def _apply(
    connection: sqlite3.Connection,
    ledger: Ledger,
    done: Plan,
    readings: Mapping[Report, Reading],
    reader: str,
) -> None:
    # Ids change, and rows that name them one after the other.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    hashes = _hashes(connection, done)
    cast = _cast_of(connection, done) | set(done.actors)
    touched = _remove_decisions(connection, done)
    sides.forget(connection, done.words)
    for report in done.whole:
        _remove_report(connection, report)
    unnamed = {one.after.id: unnamed_actors(connection, one.before.id) for one in done.redactions}
    for one in done.redactions:
        _rewrite(connection, one, readings[one.after], reader, unnamed[one.after.id])
    for capture in done.captures:
        connection.execute(
            "UPDATE captures SET requested = ?, final_url = ? WHERE id = ?",
            (capture.requested, capture.final_url, capture.capture),
        )
    _forget_bytes(connection, done.raw)
    touched |= _rekey_decisions(connection, hashes, set(unnamed))
    for key, without_name in unnamed.items():
        _settle(ledger, key, without_name)
    _tidy_actors(connection, cast)
    for url in {one.url for one in _reports_in(done)}:
        versions.link(connection, url)
    _rebuild_index(connection)
    touched |= {capture.report_id for capture in done.captures}
    _log(connection, ledger, done, hashes, touched)


def _reports_in(done: Plan) -> Iterator[Report]:
    yield from done.whole
    for one in done.redactions:
        yield from (one.before, one.after)


def _hashes(connection: sqlite3.Connection, done: Plan) -> dict[str, str]:
    """Every id and hash that goes → what stands for it then."""
    gone = {raw: BLOCK * len(raw) for raw in done.raw}
    for report in done.whole:
        keys = [report.id, report.text_sha256, *_statements(connection, report.id)]
        gone |= {key: BLOCK * len(key) for key in keys}
    for one in done.redactions:
        gone |= {one.before.id: one.after.id, one.before.text_sha256: one.after.text_sha256}
        for key, anchor in _statements(connection, one.before.id).items():
            gone[key] = statement_id(one.after.id, anchor)
    return gone


def _statements(connection: sqlite3.Connection, report_id: str) -> dict[str, Span]:
    """The statements of a report, by id, with the spans their ids follow from."""
    rows = connection.execute(
        "SELECT id, body FROM statements WHERE report_id = ?", (report_id,)
    ).fetchall()
    found: dict[str, Span] = {}
    for key, body in rows:
        plain = json.loads(body)
        found[key] = from_plain(Span, plain["cue"] or plain["content"][0])
    return found


def _cast_of(connection: sqlite3.Connection, done: Plan) -> set[int]:
    """The actors of the reports that go or change."""
    keys = [report.id for report in done.whole] + [one.before.id for one in done.redactions]
    return {
        int(row[0])
        for key in keys
        for table in ('"cast"', "speakers")
        for row in connection.execute(f"SELECT actor_id FROM {table} WHERE report_id = ?", (key,))
    }


def _remove_decisions(connection: sqlite3.Connection, done: Plan) -> set[str]:
    """Remove the decisions that go, and give the reports they are about."""
    keys: set[str] = set()
    for number in done.decisions:
        row = connection.execute(
            "DELETE FROM decisions WHERE number = ? RETURNING report_id", (number,)
        ).fetchall()
        keys |= {key for (key,) in row}
    return keys


def _remove_reading(connection: sqlite3.Connection, report_id: str) -> None:
    connection.execute(
        "DELETE FROM found_statements WHERE rowid IN"
        " (SELECT number FROM statements WHERE report_id = ?)",
        (report_id,),
    )
    for table in ("speakers", "statements", '"cast"', "readings"):
        connection.execute(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))


def _remove_report(connection: sqlite3.Connection, report: Report) -> None:
    _remove_reading(connection, report.id)
    connection.execute("DELETE FROM reports WHERE id = ?", (report.id,))


def _rewrite(
    connection: sqlite3.Connection,
    one: Redaction,
    reading: Reading,
    reader: str,
    unnamed: Unnamed,
) -> None:
    """Put the redacted report in the place of the one there was. Two that only the erased words
    told apart become one."""
    old, new = one.before.id, one.after.id
    connection.execute(
        "UPDATE captures SET raw_sha256 = ?, headers = '[]' WHERE report_id = ?", (NO_HASH, old)
    )
    _remove_reading(connection, old)
    # Where only title or authors changed, the id is the same.
    rows = connection.execute("SELECT 1 FROM reports WHERE id = ? AND id != ?", (new, old))
    there = rows.fetchone()
    for table in ("captures", "decisions"):
        connection.execute(f"UPDATE {table} SET report_id = ? WHERE report_id = ?", (new, old))
    connection.execute("UPDATE reports SET predecessor = NULL WHERE predecessor = ?", (old,))
    if there:
        connection.execute("DELETE FROM reports WHERE id = ?", (old,))
        return
    row = _report_row(one.after)
    names = ", ".join(f"{name} = ?" for name in row)
    connection.execute(f"UPDATE reports SET {names} WHERE id = ?", (*row.values(), old))
    insert_reading(connection, reading, reader, unnamed)


def _report_row(report: Report) -> dict[str, Any]:
    row: dict[str, Any] = to_plain(report)
    return row | {
        "authors": json.dumps(row["authors"], ensure_ascii=False, separators=(",", ":")),
        "host": host_of(report.url),
    }


def _forget_bytes(connection: sqlite3.Connection, raw: Iterable[str]) -> None:
    """Take away the hashes of bytes that go, with what a server said of them."""
    for digest in raw:
        for table, more in (("captures", ", headers = '[]'"), ("reports", "")):
            connection.execute(
                f"UPDATE {table} SET raw_sha256 = ?{more} WHERE raw_sha256 = ?", (NO_HASH, digest)
            )


def _rekey_decisions(
    connection: sqlite3.Connection, hashes: Mapping[str, str], redacted: set[str]
) -> set[str]:
    """Put new ids for old into the decisions that stay, and give the reports of those that changed.
    In those on redacted reports what looks like a hash and is of nothing there is blanked: ids of
    earlier readings, too, follow from the text."""

    def known(digest: str) -> bool:
        tables = ("reports", "statements")
        ids = (f"SELECT 1 FROM {table} WHERE id = ?" for table in tables)
        return any(connection.execute(sql, (digest,)).fetchone() for sql in ids)

    def anew(found: re.Match[str]) -> str:
        digest = found[0]
        return hashes.get(digest) or (digest if known(digest) else BLOCK * len(digest))

    def only_old(found: re.Match[str]) -> str:
        return hashes.get(found[0], found[0])

    changed: set[str] = set()
    rows = connection.execute("SELECT number, report_id, body FROM decisions").fetchall()
    for number, key, body in rows:
        plain = plain_of(body)
        told = _rekeyed(plain, anew if key in redacted else only_old)
        if told != plain:
            changed.add(key)
            new = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            connection.execute("UPDATE decisions SET body = ? WHERE number = ?", (new, number))
    return changed


def _rekeyed(plain: Any, anew: Callable[[re.Match[str]], str]) -> Any:
    if isinstance(plain, str):
        return HASH.sub(anew, plain)
    if isinstance(plain, list):
        return [_rekeyed(one, anew) for one in plain]
    if isinstance(plain, dict):
        return {name: _rekeyed(one, anew) for name, one in plain.items()}
    return plain


def _settle(ledger: Ledger, report_id: str, unnamed: Unnamed) -> None:
    """Have decisions on a report that was read anew stand where they then do, and answers follow
    them."""
    machine = load_reading(ledger, report_id)
    try:
        found = decided(machine, load_decisions(ledger, report_id))
    except BROKEN:
        ledger.connection.execute(
            "UPDATE attachments SET statement_id = NULL WHERE decision IN"
            " (SELECT number FROM decisions WHERE report_id = ?)",
            (report_id,),
        )
        return
    settle(ledger.connection, Decided(machine, machine), found, unnamed)


def _tidy_actors(connection: sqlite3.Connection, cast: Iterable[int]) -> None:
    """Of these actors, remove those who are in no reading any more, and call the others by a name
    that a reading has."""
    for actor_id in cast:
        connection.execute(
            "DELETE FROM actors WHERE actor_id = ?1"
            " AND NOT EXISTS (SELECT 1 FROM cast WHERE actor_id = ?1)"
            " AND NOT EXISTS (SELECT 1 FROM speakers WHERE actor_id = ?1)",
            (actor_id,),
        )
        rows = connection.execute("SELECT body FROM cast WHERE actor_id = ?", (actor_id,))
        names = [json.loads(body)["name"] for (body,) in rows]
        if names:
            renamed = connection.execute(
                f"UPDATE actors SET name = ? WHERE actor_id = ? AND name NOT IN"
                f" ({', '.join('?' * len(set(names)))}) RETURNING kind, unnamed",
                (names[0], actor_id, *set(names)),
            ).fetchone()
            if renamed and not renamed["unnamed"]:
                alike.note(connection, actor_id, names[0], renamed["kind"])


def _rebuild_index(connection: sqlite3.Connection) -> None:
    """Make the full-text index anew: its segments keep the words of rows that were removed."""
    connection.execute("INSERT INTO found_statements (found_statements) VALUES ('rebuild')")
    connection.execute("INSERT INTO found_reports (found_reports) VALUES ('delete-all')")
    connection.execute(
        "INSERT INTO found_reports (rowid, title, text) SELECT number, title, text FROM reports"
    )


def _log(
    connection: sqlite3.Connection,
    ledger: Ledger,
    done: Plan,
    hashes: Mapping[str, str],
    touched: set[str],
) -> None:
    """Erase the entries that tell of what is gone, write new ones of what is left of it, and one
    that says that there was an erasure."""
    touched = touched | {one.after.id for one in done.redactions}
    entries = _entries(connection)
    told_of = touched | {
        key
        for _, key, body in entries
        if not hashes.keys().isdisjoint(HASH.findall(body)) or done.words.stands_in(body)
    }
    connection.executemany(
        "UPDATE custody SET body = NULL, salt = NULL WHERE number = ?",
        [(number,) for number, key, _ in entries if key in told_of],
    )
    for key in sorted({hashes.get(key, key) for key in told_of}):
        if connection.execute("SELECT 1 FROM reports WHERE id = ?", (key,)).fetchone():
            _record(connection, ledger, key)
    at = custody.now()
    custody.record(connection, "erasure", {"erased": done.what}, at)
    connection.execute(
        "INSERT INTO tombstones (at, what) VALUES (?, ?)", (at, done.what + scrub.UNDER_WAY)
    )


def _entries(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """The entries that still have a body: number, the report told of, else the number, and body."""
    rows = connection.execute("SELECT number, body FROM custody WHERE body IS NOT NULL")
    return [(number, str(json.loads(body).get("report", number)), body) for number, body in rows]


def _record(connection: sqlite3.Connection, ledger: Ledger, report_id: str) -> None:
    """Enter a report, with its captures, as it now is."""
    custody.record_reading(connection, report_id)
    rows = connection.execute(
        "SELECT id, raw_sha256 FROM captures WHERE report_id = ? ORDER BY id", (report_id,)
    ).fetchall()
    for number, raw in rows:
        kept = bool(raw) and (ledger.raw_folder / raw[:2] / raw).is_file()
        custody.record_capture(connection, number, kept)
    decisions = connection.execute(
        "SELECT number FROM decisions WHERE report_id = ? ORDER BY number", (report_id,)
    ).fetchall()
    for (number,) in decisions:
        custody.record_decision(connection, number)

"""After an erasure: bytes beside the ledger, its free pages, its journal. Each step may be redone.

That an erasure is not through with this is told by its tombstone, which came into the ledger in the
transaction that erased the rows.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.errors import ErasureUnfinished
from sayso.ledger.connect import Ledger, sync_folder, why

UNDER_WAY = ", under way"
# Told of each step as it begins.
Told = Callable[[str], None]
# As `keep_bytes` names them, whole or in part.
RAW_NAME = re.compile(r"[0-9a-f]{64}(?:\.\d+\.part)?")
RAW_FOLDER = re.compile(r"[0-9a-f]{2}")


def unfinished(ledger: Ledger) -> list[str]:
    """What kinds of erasures (report, person, span) are not through."""
    rows = ledger.connection.execute("SELECT what FROM tombstones ORDER BY number")
    return [str(row[0]).removesuffix(UNDER_WAY) for row in rows if row[0].endswith(UNDER_WAY)]


def finish(ledger: Ledger, told: Told = lambda step: None) -> None:
    """Have nothing of what was erased stand in any file of the ledger; ErasureUnfinished where
    another program, or a full disk, is in the way."""
    told("removing bytes and backups")
    # Under the lock in which `add` keeps bytes: none of these is about to be named.
    with ledger.transaction():
        remove([*strays(ledger), *backups(ledger)], ledger.raw_folder)
    try:
        told("writing the ledger anew, without free pages")
        _write_anew(ledger)
        told("emptying the journal")
        _empty_journal(ledger)
    except sqlite3.OperationalError as error:
        raise ErasureUnfinished(str(ledger.path), why(error)) from error
    with ledger.transaction() as connection:
        connection.execute("UPDATE tombstones SET what = replace(what, ?, '')", (UNDER_WAY,))


def strays(ledger: Ledger) -> list[Path]:
    """Files of raw bytes that no capture names, those a killed run left in part among them."""
    rows = ledger.connection.execute("SELECT DISTINCT raw_sha256 FROM captures")
    known = {row[0] for row in rows}
    return [path for path in _raw_files(ledger.raw_folder) if path.name not in known]


def backups(ledger: Ledger) -> list[Path]:
    """Backups from before migrations: whole copies, of which nothing can be erased in part."""
    name = re.compile(re.escape(ledger.path.name) + r"(?:\.schema-\d+\.backup)+(?:-\w+)?")
    return sorted(path for path in ledger.path.parent.iterdir() if name.fullmatch(path.name))


def remove(files: list[Path], raw_folder: Path) -> None:
    """Remove files, and folders of raw bytes that are empty then: their names are parts of
    hashes."""
    for path in files:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in files}:
        if folder.parent == raw_folder and not any(folder.iterdir()):
            folder.rmdir()
        else:
            sync_folder(folder)
    if raw_folder.is_dir():
        sync_folder(raw_folder)


def _raw_files(raw_folder: Path) -> Iterator[Path]:
    if not raw_folder.is_dir():
        return
    for folder in sorted(raw_folder.iterdir()):
        if RAW_FOLDER.fullmatch(folder.name) and folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if RAW_NAME.fullmatch(path.name))


def _write_anew(ledger: Ledger) -> None:
    """Have SQLite copy all that is there into a file of its own and back, that file beside the
    ledger: another folder may be on a disk that is not encrypted as this one is."""
    folder = str(ledger.path.parent).replace("'", "''")
    ledger.connection.execute("PRAGMA secure_delete = ON")
    ledger.connection.execute(f"PRAGMA temp_store_directory = '{folder}'")
    try:
        ledger.connection.execute("VACUUM")
    finally:
        ledger.connection.execute("PRAGMA temp_store_directory = ''")


def _empty_journal(ledger: Ledger) -> None:
    busy, *_ = ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise ErasureUnfinished(
            str(ledger.path), "another program is reading from it, so its journal cannot be emptied"
        )

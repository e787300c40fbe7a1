"""Opening a ledger: what is one, and what is said of what is not."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import LedgerMissing, LedgerTooNew, LedgerUnwritable, NotALedger
from sayso.ledger import Ledger
from sayso.ledger.schema import APPLICATION_ID, NEWEST
from tests.making import dam_reading, kept


def sqlite_file(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def pragma(ledger: Ledger, name: str) -> object:
    return ledger.connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_ledger_says_what_it_is(ledger: Ledger) -> None:
    assert pragma(ledger, "application_id") == APPLICATION_ID
    assert pragma(ledger, "user_version") == NEWEST
    assert pragma(ledger, "journal_mode") == "wal"
    assert pragma(ledger, "foreign_keys") == 1


def test_only_its_owner_may_read_it(ledger: Ledger) -> None:
    kept(ledger, dam_reading())
    files = [ledger.path, *ledger.raw_folder.rglob("*")]
    files += ledger.path.parent.glob("case.db-*")
    assert len(files) >= 5  # the ledger, its log and index, a folder and a file of raw bytes
    assert {path.stat().st_mode & 0o077 for path in files} == {0}


def test_a_missing_ledger_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing) as raised:
        Ledger.open(tmp_path / "no.db")
    assert raised.value.path == str(tmp_path / "no.db")
    assert not (tmp_path / "no.db").exists()


def test_a_ledger_in_a_missing_folder_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnwritable):
        Ledger.open(tmp_path / "no" / "case.db", create=True)


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "case.db").touch()
    with Ledger.open(tmp_path / "case.db") as opened:
        assert pragma(opened, "application_id") == APPLICATION_ID


@pytest.mark.parametrize("content", [b"hello", b"A report of some length. " * 400])
def test_a_file_of_words_is_no_ledger(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotALedger):
        Ledger.open(path, create=True)
    assert path.read_bytes() == content


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger):
        Ledger.open(tmp_path)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE birds (name TEXT)",),
        ("CREATE TABLE birds (name TEXT)", "PRAGMA application_id = 7"),
        ("PRAGMA application_id = 7",),
    ],
)
def test_the_file_of_another_program_is_left_alone(
    tmp_path: Path, statements: tuple[str, ...]
) -> None:
    path = sqlite_file(tmp_path / "birds.db", *statements)
    before = path.read_bytes()
    with pytest.raises(NotALedger):
        Ledger.open(path, create=True)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(ledger: Ledger) -> None:
    ledger.close()
    sqlite_file(ledger.path, f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(LedgerTooNew) as raised:
        Ledger.open(ledger.path)
    assert (raised.value.found, raised.value.known) == (NEWEST + 1, NEWEST)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "old.db", create=True):
        pass
    tmp_path.chmod(0o500)
    try:
        for name in ("old.db", "new.db"):
            with pytest.raises(LedgerUnwritable):
                Ledger.open(tmp_path / name, create=True)
    finally:
        tmp_path.chmod(0o700)


def test_a_locked_ledger_is_unwritable(ledger: Ledger) -> None:
    ledger.connection.execute("PRAGMA busy_timeout = 1")
    with Ledger.open(ledger.path) as other, other.transaction(), pytest.raises(LedgerUnwritable):
        kept(ledger, dam_reading())


def test_what_fails_inside_a_transaction_leaves_nothing(ledger: Ledger) -> None:
    def half_done() -> None:
        with ledger.transaction() as connection:
            connection.execute("INSERT INTO actors VALUES (1, 'Orla', 'orla', 'person', 0)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert ledger.connection.execute("SELECT count(*) FROM actors").fetchone()[0] == 0
    kept(ledger, dam_reading())

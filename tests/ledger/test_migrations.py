"""Ledgers of every schema that was released open, hold what they held, and are whole."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso import casework, views
from sayso.errors import LedgerTooNew, LedgerUnwritable
from sayso.ledger import Ledger, connect, schema
from sayso.ledger.load import load_reading, reader_of
from sayso.ledger.verify import verify
from sayso.views import Query
from tests.ledger.stored import fill
from tests.ledger.stored.make import COMMITS
from tests.making import dam_reading, kept

STORED = Path(fill.__file__).parent
SCHEMAS = sorted(int(path.stem.split("-")[1]) for path in STORED.glob("schema-*.ledger"))
OLDER = [number for number in SCHEMAS if number < schema.NEWEST]
READINGS = fill.readings()


def stored(number: int, folder: Path) -> Path:
    """A copy of a stored ledger."""
    path = folder / "case.db"
    shutil.copy(STORED / f"schema-{number}.ledger", path)
    return path


def backup_of(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.schema-{number}.backup")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as opened:
        return int(opened.execute("PRAGMA user_version").fetchone()[0])


def tables(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_a_ledger_of_every_schema_is_stored() -> None:
    assert list(range(1, schema.NEWEST + 1)) == SCHEMAS == sorted(COMMITS)
    assert [number for number, commit in COMMITS.items() if commit is None] == [schema.NEWEST]


@pytest.mark.parametrize("number", SCHEMAS)
def test_what_is_stored_is_of_its_schema(number: int, tmp_path: Path) -> None:
    assert version(stored(number, tmp_path)) == number


@pytest.mark.parametrize("number", SCHEMAS)
def test_it_holds_what_it_held(number: int, tmp_path: Path) -> None:
    path = stored(number, tmp_path)
    with Ledger.open(path) as opened:
        assert opened.connection.execute("PRAGMA user_version").fetchone()[0] == schema.NEWEST
        for reading in READINGS:
            assert load_reading(opened, reading.report.id) == reading
            assert reader_of(opened, reading.report.id) == fill.READER
        shown = views.show(opened, READINGS[0].report.id)
        assert [one["requested"] for one in shown.captures] == ["0.txt", "again.txt"]
        assert views.counts(opened) == {
            "reports": 3, "captures": 4, "statements": 5, "actors": 2 if number < 3 else 3,
        }  # fmt: skip
        assert [row.day for row in views.find(opened, Query("ørby"))] == [None]
        herald = views.find(opened, Query(outlet="HERALD", since="2031-05-05"))
        assert {row.outlet for row in herald} == {"Ulver Herald"}
        assert not list(verify(opened))


@pytest.mark.parametrize("number", OLDER)
def test_it_can_be_worked_with(number: int, tmp_path: Path) -> None:
    with Ledger.open(stored(number, tmp_path)) as opened:
        # In those from schema 3 on, one was found to be misread.
        held = 4 if number < 3 else 3
        assert len(views.find(opened, Query("dam holds", in_reports=True))) == held
        casework.accept(opened, READINGS[0].statements[0].id, "Ida")
        casework.reject(opened, READINGS[1].statements[0].id, "misread", "Ida")
        kept(opened, dam_reading())
        assert len(views.find(opened, Query("dam"))) == held - 2
        assert not list(verify(opened))


def test_what_was_decided_holds(tmp_path: Path) -> None:
    with Ledger.open(stored(3, tmp_path)) as opened:
        statuses = {
            one.id: found.review(one.id).status
            for found in views.readings(opened)
            for one in found.machine.statements
        }
        ids = [one.id for reading in READINGS for one in reading.statements]
        expected = ["corrected", "unreviewed", "unreviewed", "rejected", "disputed"]
        assert [statuses[key] for key in ids] == expected
        (row,) = views.find(opened, Query(speaker="oakes"))
        assert row.plain()["content"] == "Ulverby holds"
        log = views.decision_log(opened)
        assert [row.kind for row in log] == ["accept", "correct", "reject", "undo", "reject",
                                             "reject"]  # fmt: skip
        assert log[-1].note == "by the harbour master"


@pytest.mark.parametrize("number", SCHEMAS)
def test_a_migrated_ledger_has_the_tables_of_a_new_one(
    number: int, tmp_path: Path, ledger: Ledger
) -> None:
    (tmp_path / "old").mkdir()
    path = stored(number, tmp_path / "old")
    with Ledger.open(path):
        pass
    assert tables(path) == tables(ledger.path)


@pytest.mark.parametrize("number", OLDER)
def test_the_backup_is_what_sqlite_gives_to_the_byte(number: int, tmp_path: Path) -> None:
    path = stored(number, tmp_path)
    with (
        closing(sqlite3.connect(path)) as old,
        closing(sqlite3.connect(tmp_path / "expected")) as copy,
    ):
        old.backup(copy)
    with Ledger.open(path):
        pass
    backup = backup_of(path, number)
    assert backup.read_bytes() == (tmp_path / "expected").read_bytes()
    assert backup.stat().st_mode & 0o077 == 0
    # It is a ledger of its own, and opens like another.
    with Ledger.open(backup) as opened:
        assert not list(verify(opened))


def test_nothing_is_copied_where_nothing_is_migrated(tmp_path: Path) -> None:
    path = stored(schema.NEWEST, tmp_path)
    before = path.read_bytes()
    with Ledger.open(path) as opened:
        views.counts(opened)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("number", OLDER)
def test_a_failed_migration_leaves_the_file_as_it_was(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE found_reports")
        connection.execute("DELETE FROM reports")
        raise sqlite3.OperationalError("disk I/O error")

    path = stored(number, tmp_path)
    before = path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(connect, "MIGRATIONS", (*schema.MIGRATIONS[:-1], breaks))
        with pytest.raises(LedgerUnwritable, match="disk I/O error"):
            Ledger.open(path)
    assert path.read_bytes() == before
    assert backup_of(path, number).exists()
    with Ledger.open(path) as opened:
        assert not list(verify(opened))


@pytest.mark.parametrize("number", OLDER)
def test_without_a_backup_there_is_no_migration(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(number, tmp_path)
    before = path.read_bytes()
    backup_of(path, number).mkdir()
    with pytest.raises(LedgerUnwritable):
        Ledger.open(path)
    assert path.read_bytes() == before


def opened_and_closed(path: Path) -> None:
    with Ledger.open(path) as opened:
        assert not list(verify(opened))


@pytest.mark.slow
def test_two_processes_that_migrate_at_once_keep_the_backup(tmp_path: Path) -> None:
    path = stored(1, tmp_path)
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=opened_and_closed, args=(path,)) for _ in range(4)]
    for one in processes:
        one.start()
    for one in processes:
        one.join(60)
    assert [one.exitcode for one in processes] == [0] * 4
    assert (version(path), version(backup_of(path, 1))) == (schema.NEWEST, 1)


def test_a_process_that_waited_while_another_migrated_keeps_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(1, tmp_path)
    write_ahead = connect._write_ahead

    def slow(connection: sqlite3.Connection) -> None:
        """Another process migrates just after this one has looked which schema it is."""
        monkeypatch.setattr(connect, "_write_ahead", write_ahead)
        with Ledger.open(path):
            pass
        write_ahead(connection)

    monkeypatch.setattr(connect, "_write_ahead", slow)
    opened_and_closed(path)
    assert (version(path), version(backup_of(path, 1))) == (schema.NEWEST, 1)


@pytest.mark.parametrize("number", SCHEMAS)
def test_a_newer_ledger_is_refused_and_untouched(number: int, tmp_path: Path) -> None:
    path = stored(number, tmp_path)
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(f"PRAGMA user_version = {schema.NEWEST + 1}")
    before = path.read_bytes()
    with pytest.raises(LedgerTooNew) as raised:
        Ledger.open(path, create=True)
    assert (raised.value.found, raised.value.known) == (schema.NEWEST + 1, schema.NEWEST)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]

"""A full disk and what may only be read: said clearly, and nothing is lost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sayso import casework, views
from sayso.errors import ErasureUnfinished, LedgerUnwritable
from sayso.ledger import Ledger
from sayso.ledger.connect import DISK_FULL
from sayso.ledger.erase import erase
from sayso.ledger.load import report_ids
from sayso.ledger.persons import person
from sayso.ledger.plan import Everywhere, WholeReport
from sayso.ledger.schema import NEWEST
from sayso.ledger.scrub import finish, unfinished
from sayso.ledger.verify import verify
from sayso.views import Query
from tests.making import READER, anew, dam_reading, item, kept, no_model, one_statement, report
from tests.traces import traces

RECORDS = 60
ROOT = Path(__file__).parents[2]
NOBODY = 65534
pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits and rights as POSIX has them")


@contextmanager
def no_root() -> Iterator[None]:
    """Who runs the tests as root may write anywhere: let them run as nobody."""
    if os.geteuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that nobody can come to."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name).resolve()
        if not os.geteuid():
            os.chown(path, NOBODY, NOBODY)
        with no_root():
            yield path
            path.chmod(0o700)


@pytest.fixture
def path(folder: Path) -> Path:
    with Ledger.open(folder / "case.db", create=True) as opened:
        kept(opened, dam_reading(), one_statement("the ford is deep"))
    return folder / "case.db"


def can_be_asked(opened: Ledger) -> None:
    assert len(views.find(opened, Query("dam"))) == 1
    assert len(views.find(opened, Query("ulverby", in_reports=True))) == 2
    assert views.show(opened, dam_reading().report.id).reading == dam_reading()
    assert len(list(views.readings(opened))) == 2
    findings = list(verify(opened))
    assert [(one.what, one.fault) for one in findings] == [("index", False)]


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o600, 0o500), (0o400, 0o500), (0o400, 0o700)]
)
def test_what_may_only_be_read_can_be_searched_and_shown(
    path: Path, file_mode: int, folder_mode: int
) -> None:
    before = path.read_bytes()
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)
    with Ledger.open(path) as opened:
        can_be_asked(opened)
        for write in (
            lambda: kept(opened, one_statement("no")),
            lambda: casework.seal(opened, "orla venn"),
            lambda: erase(opened, WholeReport(dam_reading().report.id), anew, READER),
        ):
            with pytest.raises(LedgerUnwritable):
                write()
        can_be_asked(opened)
    path.parent.chmod(0o700)
    path.chmod(0o600)
    assert path.read_bytes() == before
    with Ledger.open(path) as opened:
        assert not list(verify(opened))


def test_adding_to_what_may_only_be_read_is_refused_at_once(path: Path) -> None:
    path.parent.chmod(0o500)
    with pytest.raises(LedgerUnwritable) as raised:
        Ledger.open(path, create=True)
    assert "read" in raised.value.detail


def test_a_journal_that_waits_is_not_passed_over(path: Path) -> None:
    copy = path.with_name("copy.db")
    with Ledger.open(path) as opened:
        kept(opened, one_statement("it is only in the journal", publisher="C"))
        copy.write_bytes(path.read_bytes())
        journal = copy.with_name("copy.db-wal")
        journal.write_bytes(path.with_name("case.db-wal").read_bytes())
    path.parent.chmod(0o500)
    with pytest.raises(LedgerUnwritable) as raised:
        Ledger.open(copy)
    assert "journal" in raised.value.detail
    path.parent.chmod(0o700)
    with Ledger.open(copy) as opened:
        assert len(views.find(opened, Query("journal"))) == 1


def test_an_older_ledger_that_may_only_be_read(path: Path) -> None:
    with Ledger.open(path) as opened:
        opened.connection.execute(f"PRAGMA user_version = {NEWEST - 1}")
    path.parent.chmod(0o500)
    with pytest.raises(LedgerUnwritable) as raised:
        Ledger.open(path)
    assert f"schema {NEWEST - 1}" in raised.value.detail


# A full disk


def filled(ledger: Ledger, pages: int) -> list[str]:
    """Add reports until no page is left, and give the ids of those that were told of as added."""
    count = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
    ledger.connection.execute(f"PRAGMA max_page_count = {count + pages}")
    items = [item(report(f"Leaflet {n}. " + "Rain falls. " * 90)) for n in range(RECORDS)]
    done: list[str] = []
    outcomes = casework.add(ledger, items, no_model, READER)
    with pytest.raises(LedgerUnwritable) as raised:
        done.extend(str(outcome.report_id) for outcome in outcomes)
    assert raised.value.detail == DISK_FULL
    ledger.connection.execute("PRAGMA max_page_count = 1000000")
    return done


@pytest.mark.parametrize("pages", [2, 5, 20, 41])
def test_a_disk_that_fills_up_while_adding(ledger: Ledger, pages: int) -> None:
    kept(ledger, dam_reading())
    done = filled(ledger, pages)
    assert set(report_ids(ledger)) == {dam_reading().report.id, *done}
    assert not [finding for finding in verify(ledger) if finding.fault]
    kept(ledger, one_statement("and it goes on"))


@contextmanager
def files_may_not_grow_beyond(most: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_disk_that_fills_up_while_erasing(ledger: Ledger, share: float) -> None:
    """The rows are all there or all gone; in the latter case the erasure goes on when it can."""
    kept(ledger, dam_reading(), *(one_statement(f"order {n} holds") for n in range(60)))
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = ledger.path.stat().st_size
    before = list(views.readings(ledger))
    with (
        files_may_not_grow_beyond(int(share * size)),
        pytest.raises((LedgerUnwritable, ErasureUnfinished)) as raised,
    ):
        erase(ledger, Everywhere(person(ledger, "orla venn")), anew, READER)
    assert "the disk is full" in str(raised.value)
    if isinstance(raised.value, LedgerUnwritable):
        assert list(views.readings(ledger)) == before
        assert not list(verify(ledger))
        erase(ledger, Everywhere(person(ledger, "orla venn")), anew, READER)
    else:
        assert unfinished(ledger) == ["person"]
        finish(ledger)
    assert traces(ledger, "Orla", "Venn") == []
    assert not list(verify(ledger))


def test_bytes_that_cannot_be_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    kept(ledger, dam_reading())
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LedgerUnwritable) as raised:
        kept(ledger, one_statement("no"))
    assert raised.value.detail == DISK_FULL
    monkeypatch.undo()
    assert views.counts(ledger)["reports"] == 1
    assert not list(verify(ledger))


def limited(most: int, *args: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """The command line where no file may grow beyond so many bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [sys.executable, "-m", "sayso.cli", *map(str, args)], preexec_fn=limit,
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
        **more,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("most", [3000, 60_000, 400_000])
def test_add_where_files_may_not_grow(tmp_path: Path, most: int) -> None:
    records = "".join(
        f'{{"text": "Leaflet {n}. {"It rains. " * 200}", "language": "xx"}}\n'
        for n in range(RECORDS)
    )
    path = tmp_path / "case.db"
    args = ("add", "-", "--ledger", path, "--jobs", "1")
    ended = limited(most, *args, input=records)
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    assert "the disk is full" in ended.stderr
    done = {line.split()[1] for line in ended.stdout.splitlines() if line.startswith("added")}
    with Ledger.open(path, create=True) as opened:
        assert set(report_ids(opened)) == done
        assert not [finding for finding in verify(opened) if finding.fault]
    again = limited(1 << 30, *args, input=records)
    assert f"{RECORDS - len(done)} added, {len(done)} met again" in again.stdout

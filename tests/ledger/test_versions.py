"""Versions of one page: linked as they come, by whoever adds them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sayso import views
from sayso.ledger import Ledger
from sayso.ledger.schema import APPLICATION_ID, MIGRATIONS
from sayso.ledger.verify import verify
from sayso.ledger.write import add_capture
from sayso.model import Reading
from tests.ledger.test_durability import ROOT, started
from tests.making import item, kept, report

URL = "https://x.example/a"


def version(number: int, url: str | None = URL, publisher: str | None = None) -> Reading:
    return Reading(report(f"Version {number}.", url=url, publisher=publisher))


def ids(*readings: Reading) -> tuple[str, ...]:
    return tuple(reading.report.id for reading in readings)


def test_a_new_text_at_a_url_is_a_new_version(ledger: Ledger) -> None:
    made = [version(n) for n in range(3)]
    kept(ledger, *made)
    for place, one in enumerate(made):
        found = views.versions(ledger, one.report.id)
        assert (found.ids, found.place) == (ids(*made), place)
    assert (found.before, found.after) == (made[1].report.id, None)
    first = views.versions(ledger, made[0].report.id)
    assert (first.before, first.after) == (None, made[1].report.id)
    assert views.show(ledger, made[1].report.id).versions.ids == ids(*made)
    assert not list(verify(ledger))


def test_what_is_no_version(ledger: Ledger) -> None:
    """One text of two outlets, without a URL or at two, is two reports; met again, it is one."""
    made = [version(1, None, "A"), version(1, None, "B"), version(2, None, "A")]
    made += [version(1, URL), version(1, f"{URL}?page=2")]
    kept(ledger, *made)
    add_capture(ledger, item(made[3].report))
    assert views.counts(ledger)["reports"] == 5
    for one in made:
        found = views.versions(ledger, one.report.id)
        assert (found.ids, found.others) == (ids(one), False)


def test_a_version_that_comes_back_stays_the_first(ledger: Ledger) -> None:
    made = [version(1), version(2)]
    kept(ledger, *made)
    add_capture(ledger, item(made[0].report))
    kept(ledger, version(3))
    found = views.versions(ledger, version(3).report.id)
    assert found.ids == ids(*made, version(3))


def test_links_that_were_altered_are_found(ledger: Ledger) -> None:
    made = [version(n) for n in range(3)]
    kept(ledger, *made)
    with ledger.transaction() as connection:
        connection.execute("UPDATE reports SET predecessor = ? WHERE number = 1", ids(made[2]))
        connection.execute("UPDATE reports SET predecessor = NULL WHERE number = 3")
    assert [finding.key for finding in verify(ledger)] == [made[0].report.id, made[2].report.id]
    # In a circle or not, the question ends.
    assert set(views.versions(ledger, made[0].report.id).ids) <= set(ids(*made))


def test_reports_of_an_older_schema_are_linked_as_they_came(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    made = [version(1), version(1, f"{URL}/b"), version(2), version(3, None)]
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for migration in MIGRATIONS[:2]:
            migration(old)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 2")
        for one in made:
            old.execute(
                "INSERT INTO reports (id, text_sha256, url, published_from, kind, authors,"
                " raw_sha256, text) VALUES (?, '', ?, 'none', 'article', '[]', '', ?)",
                (one.report.id, one.report.url, one.report.text),
            )
    with Ledger.open(path) as opened:
        assert views.versions(opened, made[0].report.id).ids == ids(made[0], made[2])
        assert not views.versions(opened, made[1].report.id).others


# Adds versions of one page and says when it is ready to.
WRITER = """
import sys
from sayso.ledger import Ledger
from tests.making import kept
from tests.ledger.test_versions import version

print("ready", flush=True)
sys.stdin.readline()
with Ledger.open(sys.argv[1], create=True) as ledger:
    kept(ledger, *(version(int(sys.argv[2]) + 2 * n) for n in range(20)))
"""


@pytest.mark.slow
def test_processes_that_add_versions_at_once_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(first)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for first in (0, 1)
    ]  # fmt: skip
    started(writers)
    assert [one.communicate(timeout=60)[0] for one in writers] == ["", ""]
    with Ledger.open(path) as opened:
        found = views.versions(opened, version(0).report.id)
        assert sorted(found.ids) == sorted(ids(*(version(n) for n in range(40))))
        assert not list(verify(opened))

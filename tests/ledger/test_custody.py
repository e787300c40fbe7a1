"""The custody log: what is written into it, and what it refuses."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger, custody
from sayso.ledger.schema import APPLICATION_ID, MIGRATIONS, NEWEST
from sayso.ledger.verify import verify
from sayso.ledger.write import add_capture, add_reading
from tests.making import READER, dam_reading, item, kept, one_statement

OF_SCHEMA_1 = ("reports", "captures", "readings", "actors", '"cast"', "statements", "speakers",
               "found_statements")  # fmt: skip


def entries(ledger: Ledger) -> list[sqlite3.Row]:
    return ledger.connection.execute("SELECT * FROM custody ORDER BY number").fetchall()


def bodies(ledger: Ledger) -> list[dict[str, Any]]:
    return [json.loads(row["body"]) for row in entries(ledger)]


def schema_1(path: Path, source: Ledger) -> Path:
    """A ledger as the first schema had it, with what another holds."""
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        MIGRATIONS[0](old)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        old.execute("ATTACH ? AS source", (str(source.path),))
        for table in OF_SCHEMA_1:
            names = [row[1] for row in old.execute(f"PRAGMA table_info({table})")]
            columns = ", ".join((["rowid"] if table.startswith("found") else []) + names)
            old.execute(
                f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}"
            )
        old.execute(
            "INSERT INTO main.found_reports (rowid, title, text)"
            " SELECT number, title, text FROM source.reports"
        )
    return path


def test_an_entry_for_a_reading_and_for_each_capture(ledger: Ledger) -> None:
    reading = dam_reading()
    kept(ledger, reading)
    add_capture(ledger, item(reading.report, "b.txt"), keep_raw=False)
    assert [row["what"] for row in entries(ledger)] == ["reading", "capture", "capture"]
    read, first, second = bodies(ledger)
    report = reading.report
    assert (read["report"], read["text_sha256"]) == (report.id, report.text_sha256)
    assert read["reader"] == READER
    for body, name, raw_kept in ((first, "a.txt", True), (second, "b.txt", False)):
        assert body["report"] == report.id
        assert (body["text_sha256"], body["raw_sha256"]) == (report.text_sha256, report.raw_sha256)
        assert (body["requested"], body["final_url"]) == (name, report.url)
        assert body["raw_kept"] is raw_kept


def test_the_chain_can_be_checked_by_anyone(ledger: Ledger) -> None:
    """The documented rule, written out by hand."""
    kept(ledger, dam_reading(), one_statement("the ford is deep"))
    link = "0" * 64
    for number, row in enumerate(entries(ledger), 1):
        assert (row["number"], row["previous"]) == (number, link)
        digest = hashlib.sha256(row["salt"] + row["body"].encode()).hexdigest()
        assert row["digest"] == digest
        parts = "\n".join([link, str(number), row["at"], row["what"], digest])
        link = hashlib.sha256(parts.encode()).hexdigest()
        assert row["link"] == link
    assert custody.root(ledger) == link


def test_every_entry_has_a_salt_of_its_own(ledger: Ledger) -> None:
    reading = dam_reading()
    kept(ledger, reading, reading)
    first, second = entries(ledger)[1:]
    assert first["body"] == second["body"]
    assert first["salt"] != second["salt"]
    assert first["digest"] != second["digest"]


def test_roots_and_their_places(ledger: Ledger) -> None:
    assert custody.root(ledger) == custody.START
    kept(ledger, dam_reading())
    noted = custody.root(ledger)
    kept(ledger, one_statement("the ford is deep"))
    places = [custody.place_of(ledger, one) for one in (custody.START, noted, "f" * 64)]
    assert places == [0, 2, None]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM custody WHERE number = 2",
        "UPDATE custody SET link = 'x' WHERE number = 2",
        "UPDATE custody SET previous = 'x'",
        "UPDATE custody SET digest = 'x', body = NULL, salt = NULL",
        "UPDATE custody SET at = '2000-01-01T00:00:00Z'",
        "UPDATE custody SET number = 7 WHERE number = 2",
        "UPDATE custody SET rowid = 7, body = NULL, salt = NULL WHERE number = 2",
        "UPDATE custody SET body = '{}'",
        "UPDATE custody SET body = NULL",
        "REPLACE INTO custody SELECT * FROM custody WHERE number = 1",
        "INSERT INTO custody SELECT 9, at, what, body, salt, digest, previous, link FROM custody",
        "INSERT INTO custody SELECT NULL, at, what, body, salt, digest, previous, link"
        " FROM custody",
    ],
)
def test_entries_are_only_appended(ledger: Ledger, sql: str) -> None:
    kept(ledger, dam_reading())
    before = [tuple(row) for row in entries(ledger)]
    with pytest.raises(sqlite3.IntegrityError, match="custody log"):
        ledger.connection.execute(sql)
    assert [tuple(row) for row in entries(ledger)] == before


def test_body_and_salt_can_be_erased_and_the_chain_still_be_checked(ledger: Ledger) -> None:
    reading = dam_reading()
    kept(ledger, reading, one_statement("the ford is deep"))
    root = custody.root(ledger)
    with ledger.transaction() as connection:
        connection.execute("UPDATE custody SET body = NULL, salt = NULL WHERE number <= 2")
        connection.execute("DELETE FROM found_statements WHERE rowid <= 2")
        connection.execute("DELETE FROM reports WHERE id = ?", (reading.report.id,))
    assert custody.root(ledger) == root
    # Who erases behind Sayso's back is found out by that alone.
    assert [finding.detail for finding in verify(ledger) if finding.fault] == [
        "was erased, and no erasure follows it"
    ]


def test_what_fails_leaves_no_entry(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sayso.ledger.custody.record_capture", fail)
    with pytest.raises(RuntimeError):
        kept(ledger, dam_reading())
    assert not entries(ledger)


def test_a_ledger_of_the_first_schema_is_migrated_after_a_backup(
    ledger: Ledger, tmp_path: Path
) -> None:
    reading = dam_reading()
    kept(ledger, reading, one_statement("the ford is deep"))
    add_reading(ledger, item(reading.report, "b.txt"), reading, READER)
    path = schema_1(tmp_path / "old.db", ledger)
    with Ledger.open(path) as opened:
        assert opened.connection.execute("PRAGMA user_version").fetchone()[0] == NEWEST
        assert [row["what"] for row in entries(opened)] == ["migration", "migration"]
        first = bodies(opened)[0]
        assert first["report"] == reading.report.id
        assert [one["requested"] for one in first["captures"]] == ["a.txt", "b.txt"]
        assert not list(verify(opened))
        kept(opened, one_statement("the weir is dry"))
        assert not list(verify(opened))
    backup = tmp_path / "old.db.schema-1.backup"
    with closing(sqlite3.connect(backup)) as old:
        assert old.execute("PRAGMA user_version").fetchone()[0] == 1
        assert old.execute("SELECT count(*) FROM reports").fetchone()[0] == 2
        assert not old.execute("SELECT 1 FROM sqlite_master WHERE name = 'custody'").fetchall()


def test_an_empty_ledger_of_the_first_schema(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(schema_1(tmp_path / "old.db", ledger)) as opened:
        assert not entries(opened)
        assert not list(verify(opened))

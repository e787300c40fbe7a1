"""Questions to an archive, and parts of it with their readings."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.archive.query import opened
from sayso.archive.slice import given, items, reader_of
from sayso.errors import ArchiveError
from sayso.model import Item, Reading, Report, Skipped
from sayso.reading.many import read_many
from sayso.reading.read import read
from tests.archive.making import READER, archived, lines, planned, text


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    source = lines(folder / "a.jsonl", 5)
    again = folder / "b.jsonl"
    again.write_text(
        "".join(
            json.dumps({"text": told, "published": day, "publisher": "Velm Post"}) + "\n"
            for told, day in ((text(0).upper(), "2031-05-01"), (text(9), None))
        )
    )
    archived(planned(source, again), folder / "out")
    return folder / "out"


def test_every_query_of_the_page_is_answered(year: Path) -> None:
    page = Path(__file__).resolve().parent.parent.parent / "docs" / "archives.md"
    (block,) = [part for part in page.read_text("utf-8").split("```") if part.startswith("sql\n")]
    questions = [one for one in block.removeprefix("sql\n").split(";") if one.strip()]
    assert len(questions) >= 6
    with opened(year) as archive:
        for sql in questions:
            columns, rows = archive.ask(sql)
            assert columns
            assert isinstance(list(rows), list)


def test_a_story_counts_once_and_is_printed_twice(year: Path) -> None:
    with opened(year) as archive:
        _, told = archive.ask("SELECT count(*) FROM told")
        assert next(told) == (12,)
        _, printed = archive.ask("SELECT outlet, count(*) FROM printed GROUP BY 1 ORDER BY 1")
        assert list(printed) == [("The Harrow Gazette", 10), ("Velm Post", 4)]


@pytest.mark.parametrize(
    "sql",
    ["SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')",
     "INSTALL httpfs", "COPY reports TO 'a.csv'", "SELECT 1; SELECT 2", "DROP VIEW told",
     "SET enable_external_access = true", "ATTACH 'a.db'", "SELECT * FROM 'https://velm.example/a'",
     "CREATE TABLE a AS SELECT 1", "", "SELEKT"],
)  # fmt: skip
def test_only_questions_to_the_archive_are_answered(year: Path, sql: str) -> None:
    with opened(year) as archive, pytest.raises(ArchiveError):
        list(archive.ask(sql)[1])


def test_a_folder_that_holds_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no whole archive"), opened(tmp_path):
        pass


def now() -> datetime:
    return datetime(2031, 6, 1, tzinfo=UTC)


def test_readings_come_back_as_they_were_made(year: Path) -> None:
    found = list(items(year, "where true", now))
    assert [item.report.publisher for item, _ in found] == ["The Harrow Gazette"] * 5 + [
        "Velm Post"
    ] * 2
    assert [reading is None for _, reading in found] == [False] * 5 + [True, False]
    for item, reading in found:
        if reading:
            # What intake notes is among the notes already, here and there.
            assert replace(reading, notes=()) == replace(read(item.report), notes=())
            assert item.notes == ()
    assert found[0][0].capture.at == "2031-06-01T00:00:00Z"
    assert reader_of(year) == READER


def test_a_condition_may_ask_for_what_is_in_them(year: Path) -> None:
    said = "id IN (SELECT report FROM statements WHERE wording LIKE '%gate 2 twice%')"
    assert [item.input.rpartition(":")[2] for item, _ in items(year, said, now)] == ["3"]


@pytest.mark.parametrize("where", ["", "WHERE ", "no_such_column = 1", "true) OR (true; DROP"])
def test_a_condition_that_is_none(year: Path, where: str) -> None:
    with pytest.raises(ArchiveError):
        list(items(year, where, now))


def test_only_a_story_told_before_is_read_anew(year: Path) -> None:
    asked: list[str] = []

    def counting(things: object, report_of: object) -> object:
        for thing, reading in read_many(things, report_of, 1):  # type: ignore[arg-type, var-annotated]
            if reading:
                asked.append(reading.report.publisher)
            yield thing, reading

    def report_of(thing: Item | Skipped) -> Report | None:
        return thing.report if isinstance(thing, Item) else None

    give = given(items(year, "true", now), counting)  # type: ignore[arg-type]
    found = list(give((), report_of))
    assert len(found) == 7
    assert all(isinstance(reading, Reading) for _, reading in found)
    assert asked == ["Velm Post"]

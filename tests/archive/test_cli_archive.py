"""sayso archive, as a user meets it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso import views
from sayso.archive.run import Progress
from sayso.archive.work import Counts
from sayso.cli import cli
from sayso.cli_archive import progress_line
from sayso.cli_words import worded
from sayso.errors import ArchiveError, ExtraMissing, SaysoError
from sayso.ledger import Ledger
from tests.archive.making import lines, text


def sayso(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    source = lines(folder / "a.jsonl", 6)
    with source.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": text(1), "published": "2031-05-02"}) + "\nno record\n")
    made = sayso("archive", source, "--out", folder / "out", "--jobs", 1)
    assert made.exit_code == 1, made.output
    assert "8 records, 6 read, 1 told before, 1 not read, 12 statements" in made.stdout
    assert "1  bad-json" in made.stdout
    return folder / "out"


def test_run_need_not_be_named(year: Path, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 1)
    made = sayso("archive", "run", source, "--out", tmp_path / "out", "--jobs", 1)
    assert made.exit_code == 0
    other = sayso("archive", "--out", tmp_path / "other", source, "--jobs", 1)
    assert other.exit_code == 0
    assert "run" in sayso("archive", "--help").stdout


def test_what_cannot_be_run(year: Path, tmp_path: Path) -> None:
    for args, error in (
        ((tmp_path / "no.warc", "--out", tmp_path / "o"), "no such file"),
        ((year / "manifest.json", "--out", year), "archive already"),
    ):
        ended = sayso("archive", *args)
        assert isinstance(ended.exception, ArchiveError)
        assert error in worded(ended.exception)
    for shard in ("0/2", "3/2", "1", "a/b"):
        ended = sayso("archive", year, "--out", tmp_path / "o", "--shard", shard)
        assert ended.exit_code == 2
        assert "as 1/4" in ended.output


def test_answers_for_a_person_a_table_and_a_program(year: Path) -> None:
    sql = "SELECT day, speaker, words FROM told ORDER BY day, id LIMIT 1"
    shown = sayso("archive", "query", year, sql)
    assert "Ada Brinn" in shown.stdout
    row = json.loads(sayso("archive", "query", year, sql, "--json").stdout)
    assert row["day"] == "2031-05-01"
    assert row["words"][0]["as"] in ("quoted", "reported")
    csv = sayso("archive", "query", year, sql, "--csv").stdout.splitlines()
    assert csv[0] == "day,speaker,words"
    assert csv[1].startswith("2031-05-01,Ada Brinn,")
    formula = sayso("archive", "query", year, "SELECT '=1+1' AS a, -3 AS b", "--csv")
    assert formula.stdout == "a,b\n'=1+1,-3\n"
    assert sayso("archive", "query", year, sql, "--csv", "--json").exit_code == 2
    tables = sayso("archive", "query", year, "--json").stdout
    names = {json.loads(line)["name"] for line in tables.splitlines()}
    assert names == {
        "reports", "statements", "actors", "places", "times", "figures", "failures", "told",
        "printed",
    }  # fmt: skip


def test_a_part_of_it_in_a_ledger(year: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "case.db"
    where = "WHERE day = '2031-05-02'"
    added = sayso("add", year, "--from-archive", where, "--ledger", ledger, "--jobs", 1)
    assert added.exit_code == 0, added.output
    assert "3 added" in added.stdout
    with Ledger.open(ledger) as opened:
        assert views.counts(opened)["statements"] == 6
        assert list(views.verify(opened)) == []
    again = sayso("add", year, "--from-archive", where, "--ledger", ledger, "--jobs", 1)
    assert "3 met again" in again.stdout
    none = sayso("add", year, "--from-archive", "day = '1999-01-01'", "--ledger", ledger)
    assert none.exit_code == 3
    wrong = sayso("add", year, "--from-archive", "dya = 1", "--ledger", ledger)
    assert isinstance(wrong.exception, ArchiveError)
    assert "dya" in worded(wrong.exception)


def test_without_the_extra_it_is_named(
    year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ledger = tmp_path / "case.db"
    for args in (
        ("archive", year, "--out", tmp_path / "o"), ("archive", "query", year),
        ("archive", "merge", year, "--out", tmp_path / "o"),
        ("add", year, "--from-archive", "true", "--ledger", ledger),
    ):  # fmt: skip
        ended = sayso(*args)
        assert isinstance(ended.exception, ExtraMissing)
        assert "pip install 'sayso[archive]'" in worded(ended.exception)
    assert issubclass(ExtraMissing, SaysoError)


def test_progress_in_words() -> None:
    counts = Counts(records=120, duplicates=3, failures=2)
    line = progress_line(Progress(1000, 1, counts, 250, 250, 60.0))
    assert line == "25.0%, 120 records, 3 told before, 2 not read, 2.0 a second, 3 min 0 s left"
    long = progress_line(Progress(10**6, 1, counts, 250, 250, 60.0))
    assert "66 h 39 min left" in long

"""The commands that answer across reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli
from sayso.ledger import Ledger
from sayso.model import Actor, Reading
from tests.making import kept, report, statement

WALL = "The harbour wall at Ulverby held all night, said Orla Venn, head of the Ulverby council."
DENIED = "Pim Oakes denied that the harbour wall at Ulverby held all night, as Venn has it."
LATER = (
    "CORRECTION. The harbour wall at Ulverby may have held all night, said Orla Venn, head of the"
    " Ulverby council. An earlier state of this page left out that she was not sure of it."
)
URL = "https://echo.example/wall"


def reading(
    text: str, outlet: str, day: str, content: str, cue: str, who: str, **more: str | None
) -> Reading:
    made = report(text, publisher=outlet, published=day, url=more.get("url"))
    actor = Actor("a1", who, "person", side=("Council",) if who == "Orla Venn" else ("Harbour",))
    hedged = {"factuality": "PS+"} if "may" in content else {"factuality": "CT+"}
    one = statement(made, content, source=who, cue=cue, speakers=("a1",), **hedged)
    return Reading(made, actors=(actor,), statements=(one,))


READINGS = (
    reading(WALL, "Echo", "2031-05-06", "The harbour wall at Ulverby held all night", "said",
            "Orla Venn", url=URL),
    reading(DENIED, "Herald", "2031-05-07", "that the harbour wall at Ulverby held all night",
            "denied", "Pim Oakes"),
    reading(LATER, "Echo", "2031-05-08", "The harbour wall at Ulverby may have held all night",
            "said", "Orla Venn", url=URL),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger with three reports of one event, two of them states of one page."""
    path = tmp_path / "case.db"
    with Ledger.open(path, create=True) as opened:
        kept(opened, *READINGS)
    return str(path)


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args, catch_exceptions=False)


def lines(*args: str) -> list[dict[str, object]]:
    ended = run(*args, "--json")
    assert ended.exit_code == 0, ended.output
    return [json.loads(line) for line in ended.stdout.splitlines()]


def rows(*args: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*args, "--csv").stdout)))


def test_matters_in_the_form_that_is_fixed(path: str) -> None:
    (matter,) = lines("matters", "--ledger", path)
    assert list(matter) == [
        "id", "title", "rivals", "utterances", "relations", "origins", "sides", "from", "to",
    ]  # fmt: skip
    utterances = matter["utterances"]
    assert isinstance(utterances, list)
    assert {"id", "speakers", "statements", "said"} == set(utterances[0])
    assert (matter["origins"], matter["sides"]) == (2, [["Council"], ["Harbour"]])
    (row,) = rows("matters", "--ledger", path)
    assert row["sides"] == "Council | Harbour"


def test_a_matter_is_shown_with_who_says_what(path: str) -> None:
    (matter,) = lines("matters", "--ledger", path)
    shown = run("matter", str(matter["id"])[:8], "--ledger", path).stdout
    assert str(matter["title"]) in shown
    assert "Pim Oakes (Harbour)" in shown
    assert "that the harbour wall at Ulverby held all night" in shown
    assert "Council" in run("matters", "--board", "--ledger", path).stdout
    (said, *_) = rows("matter", str(matter["id"]), "--ledger", path)
    assert said["speakers"] == "Orla Venn"


@pytest.mark.parametrize(("wide", "tables"), [("200", 1), ("60", 1), ("40", 2)])
def test_a_board_is_drawn_in_columns_that_can_be_read(
    path: str, monkeypatch: pytest.MonkeyPatch, wide: str, tables: int
) -> None:
    monkeypatch.setenv("COLUMNS", wide)
    shown = run("matters", "--board", "--ledger", path).stdout
    assert shown.count("┏") == tables
    assert max(map(len, shown.splitlines())) <= int(wide)
    for head in ("Council", "Harbour"):
        assert head in shown
    assert ("question" in shown) is (wide == "200")
    assert "harbour wall" in " ".join(shown.replace("│", " ").split())


def test_what_a_later_state_of_a_page_softened(path: str) -> None:
    kinds = [(row["kind"], row["who"]) for row in lines("changes", "--ledger", path)]
    assert ("softened", "Orla Venn") in kinds
    shown = run("changes", "--ledger", path).stdout
    assert "softened" in shown
    assert "The harbour wall at Ulverby may have held all night" in shown
    assert not lines("changes", "--ledger", path, "--speaker", "Oakes")


def test_origins_side_by_side(path: str) -> None:
    (origin,) = lines("origins", "--ledger", path)
    assert origin["first"] == READINGS[0].report.id
    shown = run("origins", "--ledger", path).stdout
    assert "earliest known form" in shown
    assert "version" in shown
    assert [row["kind"] for row in rows("origins", "--ledger", path)] == ["version"]
    assert lines("origins", READINGS[2].report.id[:8], "--ledger", path) == [origin]
    assert not lines("origins", READINGS[1].report.id[:8], "--ledger", path)


def test_timeline_by_day(path: str) -> None:
    days = [row["day"] for row in rows("timeline", "--ledger", path)]
    assert days == sorted(days)
    only = rows("timeline", "--ledger", path, "--speaker", "oakes")
    assert [row["speakers"] for row in only] == ["Pim Oakes"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (READINGS[0].report.id[:8], READINGS[1].report.id[:8]),
        ("Echo", "Herald"),
        ("Council", "Harbour"),
        ("2031-05-06", "2031-05-07"),
    ],
)
def test_two_parts_are_compared(a: str, b: str, path: str) -> None:
    (one,) = lines("compare", a, b, "--ledger", path)
    said = [each["speakers"] for part in ("a", "b") for each in one[part]]  # type: ignore[attr-defined]
    assert said == [["Orla Venn"], ["Pim Oakes"]]
    assert "Pim Oakes" in run("compare", a, b, "--ledger", path).stdout
    assert {row["part"] for row in rows("compare", a, b, "--ledger", path)} == {"a", "b"}


def test_what_fits_nothing_is_said_clearly(path: str) -> None:
    from sayso.errors import UnknownEntry

    with pytest.raises(UnknownEntry, match="report, outlet, side or day Nowhere"):
        run("compare", "Nowhere", "Echo", "--ledger", path)
    with pytest.raises(UnknownEntry, match="matter"):
        run("matter", "ffff", "--ledger", path)


def test_what_a_person_decides_of_two_statements_binds(path: str) -> None:
    a, b = (READINGS[number].statements[0].id for number in (0, 1))
    assert len(lines("matters", "--ledger", path)) == 1
    ended = run("review", "part", a[:8], b, "--ledger", path, "--who", "Ida")
    assert ended.exit_code == 0
    for matter in lines("matters", "--ledger", path):
        held = {key for each in matter["utterances"] for key in each["statements"]}  # type: ignore[attr-defined]
        assert not {a, b} <= held
    run("review", "join", b, a, "--ledger", path, "--who", "Ida")
    (matter,) = lines("matters", "--ledger", path)
    held = {key for each in matter["utterances"] for key in each["statements"]}  # type: ignore[attr-defined]
    assert {a, b} <= held


def test_no_answer_across_reports_says_that_anybody_is_right(path: str) -> None:
    for args in (("matters",), ("changes",), ("origins",), ("timeline",), ("matters", "--board")):
        shown = run(*args, "--ledger", path).stdout.casefold()
        for word in ("true", "false", "credib", "reliab", "winner", "corroborat", "verified"):
            assert word not in shown

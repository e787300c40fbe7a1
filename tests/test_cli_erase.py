"""`sayso erase` and `sayso seal` as they are typed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso import casework, views
from sayso.errors import ErasureUnfinished
from sayso.ledger import Ledger
from sayso.model import Reading, Report
from tests.making import dam_reading, kept, one_statement, read_said
from tests.test_cli import Ended, Run, by_hand, case, run
from tests.traces import traces

__all__ = ["by_hand", "case", "run"]
DAM_ID = dam_reading().report.id
ByHand = Callable[[Callable[[Report], Reading]], None]


@pytest.fixture(autouse=True)
def read_by_hand(by_hand: ByHand) -> None:
    by_hand(read_said)


def left(case: Path) -> int:
    with Ledger.open(case) as opened:
        return views.counts(opened)["reports"]


def test_a_report_is_erased(run: Run, case: Path) -> None:
    dry = run("erase", DAM_ID[:6], "--dry-run")
    assert dry.code == 0
    assert dry.out.endswith("1 set of raw bytes\nNothing was erased: this was a dry run.\n")
    assert left(case) == 2
    ended = run("erase", DAM_ID[:6], "--yes")
    assert (ended.code, ended.err) == (0, "")
    assert "\nErased. Not reached: copies elsewhere" in ended.out
    assert left(case) == 1
    assert run("verify").code == 0
    with Ledger.open(case) as opened:
        assert traces(opened, "Orla", "Ulverby") == []
    again = run("erase", DAM_ID[:6], "--yes")
    assert again.code == 3
    assert "no report of" in again.err


def test_a_span_and_a_person_are_erased(run: Run, case: Path) -> None:
    ended = run("erase", DAM_ID, "--span", "8:15", "--yes", "--json")
    assert (ended.code, ended.err) == (0, "")
    (told,) = ended.lines()
    assert (told["what"], told["erased"]) == ("span", True)
    key = told["reports"][0]["now"]
    (shown,) = run("show", key, "--json").lines()
    assert shown["report"]["text"].startswith("The dam ███████rby holds")
    assert run("erase", "--person", "Orla", "Venn", "--yes").code == 2
    assert run("erase", "--person", "orla venn", "--yes").code == 0
    assert run("verify").code == 0
    assert "Venn" not in run("export", "--with-text").out


def test_nobody_to_ask(run: Run, case: Path) -> None:
    ended = run("erase", DAM_ID)
    assert ended.code == 2
    assert "--yes" in ended.err
    assert left(case) == 2


@pytest.mark.parametrize(("answer", "code", "reports"), [(True, 0, 1), (False, 1, 2)])
def test_it_is_asked_first(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch, answer: bool, code: int, reports: int
) -> None:
    monkeypatch.setattr("sayso.cli_erase.somebody_is_there", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: answer)
    ended = run("erase", DAM_ID)
    assert (ended.code, left(case)) == (code, reports)
    assert ("nothing was erased" in ended.err) is not answer


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "name a report"),
        ([DAM_ID, "--person", "x"], "not both"),
        (["--span", "1:2"], "--span is of a report"),
        ([DAM_ID, "--span", "1-2"], "START:END"),
        ([DAM_ID, "--span", "1:9999"], "0:79"),
        ([DAM_ID, "--span", "5:5"], "0:79"),
        ([DAM_ID, "--with-words"], "go with --person"),
        ([DAM_ID, "--also", "x"], "go with --person"),
    ],
)
def test_what_does_not_go_together(run: Run, case: Path, args: list[str], words: str) -> None:
    ended = run("erase", *args, "--yes")
    assert ended.code == 2
    assert words in " ".join(ended.err.split())
    assert left(case) == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["ffffffff"], "no report of"),
        (["--person", "99"], "has no actor 99"),
        (["--person", "Nobody Here"], "Nobody Here stands nowhere"),
        (["--person", "o"], "several actors"),
    ],
)
def test_what_is_not_there(run: Run, case: Path, args: list[str], words: str) -> None:
    with Ledger.open(case) as opened:
        kept(opened, one_statement("x", "Orla O", publisher="C"))
        kept(opened, one_statement("x", "Pim O", publisher="D"))
    ended = run("erase", *args, "--yes")
    assert ended.code == 3
    assert words in ended.err
    assert left(case) == 4


def test_an_erasure_that_was_stopped_goes_on(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise ErasureUnfinished(str(case), "another program is reading from it")

    with monkeypatch.context() as patched:
        patched.setattr("sayso.ledger.scrub._empty_journal", stop)
        ended = run("erase", DAM_ID, "--yes")
    assert ended.code == 3
    assert f"run: sayso erase --ledger {case}" in ended.err
    assert "go on with it by: sayso erase --ledger sayso.db" in run("who").err
    assert run("verify").code == 1
    # The same command is run again: what it names is gone.
    again = run("erase", DAM_ID, "--yes")
    assert again.code == 0
    assert "an erasure that was stopped is through now" in again.err
    assert run("verify").code == 0
    assert run("erase", "--yes").code == 2


def test_going_on_is_no_excuse_for_another_report(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(case) as opened, opened.transaction() as connection:
        connection.execute("INSERT INTO tombstones (at, what) VALUES ('2031', 'span, under way')")
    assert run("erase", "ffffffff", "--yes").code == 3
    with Ledger.open(case) as opened, opened.transaction() as connection:
        connection.execute("INSERT INTO tombstones (at, what) VALUES ('2031', 'span, under way')")
    assert run("erase").code == 0


# Sealing


def test_a_sealed_name_is_in_no_answer_to_a_program(run: Run, case: Path) -> None:
    assert run("seal", "orla", "venn") == Ended(0, "sealed Orla Venn (person, actor 1)\n", "")
    for args in (
        ["search", "--json"], ["search", "--csv"], ["who", "--json"], ["who", "--csv"],
        ["who", "venn", "--json"], ["who", "venn", "--csv"], ["show", DAM_ID, "--json"],
        ["show", dam_reading().statements[0].id, "--json"], ["export", "--with-text"],
        ["export", "--format", "csv"], ["seal", "--list", "--json"], ["seal", "--list", "--csv"],
        ["verify", "--json"],
    ):  # fmt: skip
        ended = run(*args)
        assert ended.code == 0
        assert "venn" not in ended.out.lower(), args
    assert run("who", "venn", "--json").lines()[0]["speaker"] == "sealed source"
    rows = list(csv.DictReader(io.StringIO(run("seal", "--list", "--csv").out)))
    assert [row["name"] for row in rows] == ["sealed source"]


def test_on_a_terminal_it_is_marked(run: Run, case: Path) -> None:
    run("seal", "1")
    assert "Orla Venn (sealed) · said" in run("search").out
    assert "Orla Venn (sealed)" in run("who").out
    assert "Orla Venn (sealed)" in run("show", DAM_ID).out
    listed = run("seal", "--list").out
    assert listed.startswith("    1  Orla Venn (sealed) ")
    assert run("seal", "--undo", "1").out == "unsealed Orla Venn (person, actor 1)\n"
    assert "sealed" not in run("who").out
    again = run("seal", "--undo", "1")
    assert (again.code, again.err) == (0, "1 was not sealed\n")
    assert run("seal", "--list") == Ended(0, "", "nothing in this ledger fits\n")


def test_similar_names_are_told_of(run: Run, case: Path) -> None:
    with Ledger.open(case) as opened:
        kept(opened, one_statement("x", "Orla Venne", publisher="C"))
    assert run("seal", "orla venn").err == ""
    with Ledger.open(case) as opened:
        kept(opened, one_statement("x", "Orla Venneman", publisher="D"))
        kept(opened, one_statement("x", "Orla Vennemann", publisher="E"))
        casework.split(opened, ("Orla Venneman", "Orla Vennemann"), "Ida")
    ended = run("seal", "orla vennemann")
    assert ended.err == "similar names, left alone: Orla Venneman (4)\n"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 2), (["x", "--list"], 2), (["--list", "--undo"], 2), (["orla venn", "--json"], 2),
        (["nobody"], 3), (["99"], 3),
    ],
)  # fmt: skip
def test_sealing_wrongly(run: Run, case: Path, args: list[str], code: int) -> None:
    assert run("seal", *args).code == code

"""The bundled story, which is fiction."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso import demo, views
from sayso.cli import cli
from sayso.ledger import Ledger
from sayso.model import Item, reading_from_plain
from tests.gold.demo.build import GOLD, build
from tests.making import dam_reading, kept, one_statement


def run(*args: str) -> str:
    ended = CliRunner().invoke(cli, args)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The story's ledger and what the command said."""
    folder = tmp_path_factory.mktemp("demo") / "made" / "here"
    return folder / "demo.db", run("demo", "--out", str(folder))


def test_the_story_is_six_reports_of_four_outlets() -> None:
    items = list(demo.items())
    reports = [item.report for item in items if isinstance(item, Item)]
    assert len(reports) == len(items) == 6
    days = [(report.published or "")[:10] for report in reports]
    assert days == sorted(days)
    assert all(days)
    manifest = json.loads((demo.folder() / "manifest.json").read_text(encoding="utf-8"))
    told_of = [entry["outlet"] for entry in manifest["reports"]]
    assert len(set(told_of)) == 4
    for outlet, one in zip(told_of, reports, strict=True):
        assert one.publisher in (outlet, None)


def test_the_story_is_read_into_a_ledger(told: tuple[Path, str]) -> None:
    path, printed = told
    assert len(re.findall(r"^added +[0-9a-f]{16}  .* \d+ statements$", printed, re.M)) == 6
    with Ledger.open(path) as opened:
        counts = views.counts(opened)
        assert (counts["reports"], counts["captures"]) == (6, 6)
        assert counts["statements"] > 30


def test_it_prints_who_said_what(told: tuple[Path, str]) -> None:
    _, printed = told
    assert "\nArden Pashko\n" in printed
    assert "\nYorik Dzhuran\n" in printed
    words = " ".join(printed.split())
    assert re.search(r"2031-03-09 said [^“]*“This is not a regrouping\. It is a flight,”", words)
    assert "\x1b" not in printed


def test_it_ends_with_what_to_do_next(told: tuple[Path, str]) -> None:
    path, printed = told
    after = printed.split(f"The ledger is {path}. Look further with:\n")[1]
    steps = [line.strip() for line in after.splitlines()]
    assert steps == [step.format(ledger=path) for step in demo.NEXT_STEPS]
    for step in steps:
        program, *args = step.split()
        assert program == "sayso"
        assert args[0] == "serve" or run(*args)


def test_a_second_run_adds_nothing(told: tuple[Path, str], tmp_path: Path) -> None:
    first = run("demo", "--out", str(tmp_path))
    again = run("demo", "--out", str(tmp_path))
    assert len(re.findall("^met again ", again, re.M)) == 6
    assert "added" not in again
    said = [text[text.index("\n\n") :] for text in (first, again)]
    assert said[0] == said[1]
    with Ledger.open(tmp_path / "demo.db") as opened, Ledger.open(told[0]) as other:
        assert views.counts(opened) == views.counts(other) | {"captures": 12}


def test_what_one_name_said_comes_by_day_and_the_unnamed_are_left_out(ledger: Ledger) -> None:
    hidden = one_statement("nobody slept", "a nurse")
    hidden = replace(hidden, actors=(replace(hidden.actors[0], unnamed=True),))
    kept(
        ledger,
        one_statement("the gate is open", kind="state", published="2031-05-01"),
        dam_reading(),
        one_statement("the gate is shut", published="2031-05-09"),
        hidden,
    )
    lines = demo.by_speaker(ledger).plain.split("\n")
    assert lines[1] == "Orla Venn"
    assert [line.split()[0] for line in lines[2:-1]] == [
        "2031-05-01", "2031-05-05", "2031-05-06", "2031-05-09",
    ]  # fmt: skip
    assert lines[3] == "  2031-05-05  said The dam at Ulverby holds [The Harrow Gazette]"


def test_no_report_can_steer_the_terminal(ledger: Ledger) -> None:
    kept(ledger, one_statement("all\x1b[2J is\x9b1m well", "Orla\x07 Venn", publisher="G\x1bH"))
    printed = demo.by_speaker(ledger).plain
    assert "all␛[2J" in printed
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", printed)


def test_the_gold_is_in_step_with_its_labels() -> None:
    assert GOLD.read_text(encoding="utf-8") == build()


def test_the_gold_is_of_the_storys_texts() -> None:
    lines = GOLD.read_text(encoding="utf-8").split("\n")[:-1]
    golds = [reading_from_plain(json.loads(line)) for line in lines]
    texts = [item.report.text for item in demo.items() if isinstance(item, Item)]
    assert [gold.report.text for gold in golds] == texts
    assert all(gold.statements for gold in golds)

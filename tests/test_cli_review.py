"""`sayso review` and `sayso reread` on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.cli import cli
from sayso.ledger import Ledger
from sayso.model import Reading, Report
from tests.making import DAM, dam_reading, kept, span
from tests.test_cli import STEERING, Run, by_hand, case, run

__all__ = ["by_hand", "case", "run"]  # fixtures

READING = dam_reading()
FIRST, SECOND = READING.statements
REPORT = READING.report.id
ByHand = Callable[[Callable[[Report], Reading]], None]


@pytest.fixture(autouse=True)
def reviewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_REVIEWER", "Rue Vale")


def exported(run: Run, *args: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("export", "--format", "csv", *args).out)))


def test_accept(run: Run, case: Path) -> None:
    ended = run("review", "accept", FIRST.id[:6], SECOND.id, "--note", "heard it")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"decision 1: accept {FIRST.id}  The dam at Ulverby holds\n"
        f"decision 2: accept {SECOND.id}  “We are ready,”\n"
    )
    rows = exported(run)
    assert [row["checked_by_person"] for row in rows] == ["true", "true", "false"]
    assert [row["checked"] for row in rows] == ["accepted", "accepted", "unreviewed"]


def test_reject(run: Run, case: Path) -> None:
    run("review", "reject", FIRST.id, "--reason", "misread")
    run("review", "reject", SECOND.id, "--reason", "disputed")
    assert [row["statement"] for row in exported(run)][:1] == [SECOND.id]
    assert [row["checked"] for row in exported(run)] == ["disputed", "unreviewed"]
    assert [line["checked"] for line in run("search", "--json").lines()] == [
        "disputed", "unreviewed",
    ]  # fmt: skip
    assert "2031-05-06 · Orla Venn · added · disputed\n" in run("search").out
    ended = run("show", REPORT)
    assert "The dam at Ulverby holds" not in ended.out
    assert "review   disputed by Rue Vale, 20" in ended.out
    assert ended.out.endswith(
        "machine reading, 0 of 1 statements checked by a person, 1 disputed, 1 rejected\n"
    )
    ended = run("show", FIRST.id)
    assert ended.code == 0
    assert "reported The dam at Ulverby holds" in ended.out
    assert "review   rejected by Rue Vale" in ended.out
    assert run("show", FIRST.id, "--json").lines()[0]["checked"] == "rejected"


def test_correct(run: Run, case: Path) -> None:
    args = ["--speaker", "Bram Tolk", "--content", "Ulverby holds", "--said", "2031-05-01"]
    ended = run("review", "correct", FIRST.id[:6], *args, "--act", "warn", "--who", "Pim")
    assert (ended.code, ended.err) == (0, "")
    row = exported(run)[0]
    assert (row["speaker"], row["content"], row["said_from"]) == (
        "Bram Tolk", "Ulverby holds", "2031-05-01",
    )  # fmt: skip
    assert row["checked_by_person"] == "true"
    (line,) = run("search", "ulverby", "--json").lines()
    assert (line["speaker"], line["checked"]) == ("Bram Tolk", "corrected")
    assert [line["statements"] for line in run("who", "--json").lines()] == [2, 1]
    (shown,) = run("show", FIRST.id, "--json").lines()
    assert (shown["id"], shown["act"], shown["checked"]) == (FIRST.id, "warn", "corrected")
    assert run("verify").code == 0
    assert (
        "2 reports, 3 statements, 2 captures, 2 raw files, 5 entries, 1 decisions"
        in run("verify").out
    )


def test_undo(run: Run, case: Path) -> None:
    before = run("export", "--with-text").out
    run("review", "correct", FIRST.id, "--source", "null", "--speaker", "Bram Tolk")
    ended = run("review", "undo", "1")
    assert (ended.code, ended.out) == (0, "decision 2: undo 1\n")
    assert run("export", "--with-text").out == before
    ended = run("review", "undo", "1")
    assert ended.code == 2
    assert "decision 1 is undone already, by decision 2" in ended.err


def test_the_log(run: Run, case: Path) -> None:
    run("review", "correct", FIRST.id, "--speaker", "Bram Tolk", "--said", "2031-05-01")
    run("review", "reject", SECOND.id, "--reason", "disputed", "--note", "by whom?", "--who", "Pim")
    run("review", "undo", "2")
    lines = run("review", "list", "--json").lines()
    assert [line["kind"] for line in lines] == ["correct", "reject", "undo"]
    assert [line["who"] for line in lines] == ["Rue Vale", "Pim", "Rue Vale"]
    assert [line["undone_by"] for line in lines] == [None, 3, None]
    assert lines[0]["statement"] == FIRST.id
    assert not any(line["unattached"] for line in lines)
    rows = list(csv.DictReader(io.StringIO(run("review", "list", "--csv").out)))
    assert json.loads(rows[0]["changes"])["speakers"][0]["name"] == "Bram Tolk"
    shown = re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", "NOW", run("review", "list").out)
    assert shown == (
        f"   1  correct · Rue Vale · NOW\n"
        f"      statement {FIRST.id} · report {REPORT}\n"
        "      The dam at Ulverby holds\n"
        "      speakers: Bram Tolk\n"
        "      said: Monday = 2031-05-01 to 2031-05-01\n"
        "   2  reject as disputed · Pim · NOW · undone by 3\n"
        f"      statement {SECOND.id} · report {REPORT}\n"
        "      “We are ready,”\n"
        "      note: by whom?\n"
        "   3  undo 2 · Rue Vale · NOW\n"
        f"      statement {SECOND.id} · report {REPORT}\n"
        "      “We are ready,”\n"
    )
    assert run("review", "list", "--unattached").err == "nothing in this ledger fits\n"


def test_reviewers_stay_out_of_exports_unless_asked_for(run: Run, case: Path) -> None:
    run("review", "accept", FIRST.id, "--note", "secret")
    run("review", "correct", SECOND.id, "--speaker", "Bram Tolk")
    for form in ("jsonl", "csv", "brat"):
        out = run("export", "--format", form, "--out", f"out-{form}")
        assert out.code == 0
    paths = [Path("out-jsonl"), Path("out-csv"), *Path("out-brat").iterdir()]
    for path in paths:
        written = path.read_text(encoding="utf-8")
        for private in ("Rue", "secret", "a.txt", str(case.parent)):
            assert private not in written, path
    (first, _) = run("export").lines()
    assert first["checked"] == "machine reading, 2 of 2 statements checked by a person"
    assert [one["checked"] for one in first["statements"]] == ["accepted", "corrected"]
    assert "checked_by" not in first["statements"][0]
    (first, second) = run("export", "--with-reviewers").lines()
    assert first["statements"][0]["checked_by"] == "Rue Vale"
    assert second["checked"] == "machine reading, unreviewed"
    assert second["statements"][0]["checked_by"] is None
    rows = exported(run, "--with-reviewers")
    assert [row["checked_by"] for row in rows] == ["Rue Vale", "Rue Vale", ""]
    assert rows[0]["checked_at"].endswith("Z")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["accept"], "ID"),
        (["reject", FIRST.id], "--reason"),
        (["reject", FIRST.id, "--reason", "wrong"], "'wrong'"),
        (["correct", FIRST.id], "it corrects nothing"),
        (["correct", FIRST.id, "--source", "0:999"], "0:999 does not lie in the report"),
        (["correct", FIRST.id, "--cue", "nobody"], "does not have the words 'nobody'"),
        (["correct", FIRST.id, "--content", "a"], "stand 8 times in the report; give one of"),
        (["correct", FIRST.id, "--act", "claim"], "'claim' is none of assert, deny"),
        (["correct", FIRST.id, "--factuality", "CT"], "'CT' is none of CT+"),
        (["correct", FIRST.id, "--said", "soon"], "'soon' is no day, nor days; give 2031-05-12"),
        (["correct", SECOND.id, "--said", "2031-05-01"], "no words of the statement say when"),
        (["correct", FIRST.id, "--speaker", " "], "' ' are no names"),
        (["undo", "7"], "there is no decision 7"),
        (["undo", "zero"], "'zero'"),
        (["accept", FIRST.id, "--who", " "], "say who decides, with --who NAME"),
        (["list", "--json", "--csv"], "--json and --csv exclude each other"),
        (["nope"], "'nope'"),
    ],
)
def test_what_is_used_wrongly(run: Run, case: Path, args: list[str], words: str) -> None:
    ended = run("review", *args)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert "--help" in ended.err


@pytest.mark.parametrize("key", ["ffff", REPORT, "x"])
def test_an_unknown_statement(run: Run, case: Path, key: str) -> None:
    ended = run("review", "accept", key)
    assert (ended.code, ended.out) == (3, "")
    assert f"no statement of {case} begins with {key}, or more than one does" in ended.err


def test_who_decides_is_the_user_of_the_system_where_nobody_is_named(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAYSO_REVIEWER")
    monkeypatch.setattr("getpass.getuser", lambda: "moss")
    run("review", "accept", FIRST.id)
    assert run("review", "list", "--json").lines()[0]["who"] == "moss"

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "say who decides" in run("review", "accept", FIRST.id).err


def test_any_bytes_may_be_a_name_or_a_note(run: Run, case: Path) -> None:
    assert run("review", "accept", FIRST.id, "--who", "caf\udce9", "--note", "\udcff").code == 0
    (line,) = run("review", "list", "--json").lines()
    assert (line["who"], line["note"]) == ("caf\\udce9", "\\udcff")


@pytest.mark.parametrize("name", sorted(cli.commands["review"].commands))  # type: ignore[attr-defined]
def test_help_shows_an_example(run: Run, name: str) -> None:
    ended = run("review", name, "--help")
    assert ended.code == 0
    assert re.search(rf"\nExamples?:\n  sayso review {name}\b", ended.out)


@pytest.mark.parametrize(
    "args", [["review", "accept", "aaaa"], ["review", "list"], ["review", "undo", "1"], ["reread"]]
)
def test_a_missing_ledger(run: Run, args: list[str]) -> None:
    ended = run(*args, "--ledger", "none.db")
    assert (ended.code, ended.out) == (3, "")
    assert "there is no ledger at" in ended.err
    assert not Path("none.db").exists()


# Reading again


def newer(made: Report) -> Reading:
    """What a better reader makes of the reports of `case`."""
    if made.text != DAM:
        return Reading(made)
    longer = replace(FIRST, content=(span(DAM, "The dam at Ulverby"),))
    return replace(READING, statements=(longer,))


def test_reread(run: Run, case: Path, by_hand: ByHand) -> None:
    by_hand(newer)
    run("review", "accept", FIRST.id, SECOND.id)
    with Ledger.open(case) as opened:
        tolk = opened.connection.execute(
            "SELECT s.report_id, s.id FROM statements s WHERE s.report_id IS NOT ?", (REPORT,)
        ).fetchone()
    told = (
        f"{REPORT}  Dam holds: 1 gone, 1 changed, 1 unattached\n"
        f"  - {SECOND.id} · Orla Venn · added · “We are ready,”\n"
        f"  ~ {FIRST.id} · Orla Venn · said · The dam at Ulverby\n"
        "      content: The dam at Ulverby holds → The dam at Ulverby\n"
        "  decision 2 is UNATTACHED now\n"
        f"{tolk[0]}  Dam holds: 1 gone\n"
        f"  - {tolk[1]} · Bram Tolk · said · =the gate is shut\n"
    )
    counts = "statements: 2 gone, 0 new, 1 changed, 0 the same; 0 decisions moved, 1 unattached\n"
    before = run("export").out
    ended = run("reread", "--dry-run")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{told}sayso.db: 2 reports read again, nothing written\n{counts}"
    assert run("export").out == before
    assert run("reread").out == f"{told}sayso.db: 2 reports read again\n{counts}"
    assert [row["content"] for row in exported(run)] == ["The dam at Ulverby"]
    assert [row["checked"] for row in exported(run)] == ["accepted"]
    (line,) = run("review", "list", "--unattached", "--json").lines()
    assert (line["number"], line["statement"], line["unattached"]) == (2, None, True)
    assert " · UNATTACHED\n      statement none · report" in run("review", "list").out
    assert run("verify").code == 0
    again = run("reread")
    assert again.out.startswith(
        "sayso.db: 0 reports read again, 2 left out: this reader has read them (--all reads them"
    )
    everything = run("reread", "--all")
    assert "nothing differs" in everything.out
    assert "2 reports read again\n" in everything.out


def test_reread_for_a_program(run: Run, case: Path, by_hand: ByHand) -> None:
    by_hand(newer)
    ended = run("reread", "--json", REPORT[:6])
    assert (ended.code, ended.err) == (0, "")
    (line,) = ended.lines()
    assert (line["report"], line["same"], len(line["gone"])) == (REPORT, 0, 1)
    assert line["changed"][0]["parts"] == ["content"]
    assert len(run("reread", "--json").lines()) == 1
    assert run("reread", "--json").out == ""


def test_reread_by_the_reader_of_now(run: Run, case: Path) -> None:
    ended = run("reread", "--jobs", "1")
    assert ended.code == 0
    assert "2 reports read again" in ended.out
    assert run("verify").code == 0
    assert run("reread").out.startswith("sayso.db: 0 reports read again, 2 left out")
    same = run("reread", "--all")
    assert same.out.count("nothing differs") == 2


def test_reading_again_shows_how_far_it_is(
    run: Run, case: Path, by_hand: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand(newer)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    told = run("reread").err
    assert "1 of 2 reports" in told
    assert told.endswith("\r\033[K")


def test_no_report_can_steer_the_terminal(run: Run, case: Path, by_hand: ByHand) -> None:
    with Ledger.open(case) as opened:
        odd = dam_reading(replace(READING.report, id="f" * 16, title="a\x1b[2J\x9b"))
        told = tuple(replace(one, id=one.id[::-1]) for one in odd.statements)
        kept(opened, replace(odd, statements=told))
    by_hand(Reading)
    run("review", "accept", FIRST.id, "--who", "I\x1b[31mda", "--note", "a\x1b[2J")
    for args in (["review", "list"], ["reread"], ["show", REPORT]):
        assert not STEERING.search(run(*args).out)


def test_a_missed_statement_is_added(run: Run, case: Path) -> None:
    ended = run("review", "add", REPORT[:6], "--content", "Monday", "--speaker", "Bram Tolk")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"decision 1: miss [0-9a-f]{16}  Monday\n", ended.out)
    (row,) = run("search", "Monday", "--json").lines()
    assert (row["speaker"], row["checked"]) == ("Bram Tolk", "added")
    assert "1  miss · Rue Vale" in run("review", "list").out
    assert run("review", "add", REPORT, "--content", "not there").code == 2


def test_a_side_is_named(run: Run, case: Path) -> None:
    ended = run("review", "side", "Orla Venn", "Velm", "Legion")
    assert ended.code == 0
    assert re.fullmatch(r"side 1: Orla Venn \(actor \d+\): Velm › Legion\n", ended.out)
    assert "Velm › Legion: as you said" in run("who", "venn").out
    assert "no side" in run("review", "side", "Orla Venn", "--none").out
    assert "as reports say" in run("review", "side", "Orla Venn", "--leave").out
    assert run("review", "side", "Orla Venn").code == 2
    assert run("review", "side", "Orla Venn", "Velm", "--none").code == 2
    assert run("review", "side", "Nobody", "Velm").code == 3

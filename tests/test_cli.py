"""The command line: the contract, its exit codes, and its words when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, get_args, get_type_hints

import pytest
from click.testing import CliRunner

from sayso import demo, model, views
from sayso.cli import cli, main
from sayso.export import table
from sayso.ledger import Ledger
from sayso.model import Reading, Report
from tests.making import DAM, READER, dam_reading, kept, one_statement, report, statement

ROOT = Path(__file__).parents[1]
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
GOLD = str(demo.folder() / "gold.jsonl")

# The contract, written out by hand: what other programs may count on.
SPAN = {"start", "end", "text"}
LINE = {
    "schema", "input", "report", "notes", "furniture", "actors", "statements", "times", "places",
}  # fmt: skip
REPORT = {
    "id", "text_sha256", "raw_sha256", "url", "title", "publisher", "authors", "language",
    "encoding", "published", "published_from", "kind", "text",
}  # fmt: skip
ACTOR = {"ref", "name", "kind", "unnamed", "side", "side_basis", "roles", "mentions"}
STATEMENT = {
    "id", "voice", "kind", "source", "cue", "content", "words", "speakers", "candidates", "verb",
    "reporter", "act", "factuality", "hedges", "said", "venue", "times", "places", "figures",
    "verification", "within", "chain", "restates", "departs", "score",
}  # fmt: skip
PERIOD = SPAN | {"from", "to", "granularity"}
TIMEX = PERIOD | {"type", "value"}
PLACE = SPAN | {"name", "geonames", "lat", "lon", "precision_km"}


@dataclass(frozen=True)
class Ended:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str

    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.split("\n")[:-1]]


class Run(Protocol):
    def __call__(self, *args: str | Path, stdin: bytes = b"") -> Ended: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """The command line in this process, in a folder of its own."""
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)

    def call(*args: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["sayso", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        assert "Traceback" not in told.err
        return Ended(ended.value.code, told.out, told.err)

    return call


def process(*args: str | Path, **more: Any) -> subprocess.Popen[str]:
    """The command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "sayso.cli", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        **more,
    )


def written(path: Path, text: str | bytes = DAM) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A small ledger, made by hand, at the place that is looked in where none is named."""
    path = tmp_path / "sayso.db"
    with Ledger.open(path, create=True) as opened:
        kept(
            opened,
            dam_reading(),
            one_statement(
                "=the gate is shut", "Bram Tolk", published="2031-05-09", publisher="Tolk Daily"
            ),
        )
    return path


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Report], Reading]], None]:
    """Have reports read by a function in the model's place."""

    def use(reading_of: Callable[[Report], Reading]) -> None:
        def read_many(
            things: Iterable[Any], report_of: Callable[[Any], Report | None], *_: int, **__: int
        ) -> Iterator[tuple[Any, Reading | None]]:
            for thing in things:
                wanted = report_of(thing)
                yield thing, reading_of(wanted) if wanted else None

        monkeypatch.setattr("sayso.reading.many.read_many", read_many)

    return use


# The contract of `sayso read --json`


@pytest.fixture(scope="module")
def story() -> list[dict[str, Any]]:
    """The bundled story, read."""
    reports = str(demo.folder() / "reports")
    ended = CliRunner().invoke(cli, ["read", reports, "--json", "--jobs", "1"])
    assert ended.exit_code == 0
    return [json.loads(line) for line in ended.stdout.split("\n")[:-1]]


def objects(plain: Any) -> Iterator[dict[str, Any]]:
    """Every object in a plain form."""
    if isinstance(plain, dict):
        yield plain
    for part in plain.values() if isinstance(plain, dict) else plain:
        if isinstance(part, dict | list):
            yield from objects(part)


def test_a_line_a_report_in_the_order_of_input(story: list[dict[str, Any]]) -> None:
    names = sorted(path.name for path in (demo.folder() / "reports").iterdir())
    assert [Path(line["input"]).name.split(":")[0] for line in story] == names
    assert {line["schema"] for line in story} == {"sayso/1"}


def test_every_field_of_the_contract_is_there(story: list[dict[str, Any]]) -> None:
    for line in story:
        assert set(line) >= LINE
        assert set(line["report"]) >= REPORT
        assert all(isinstance(note, str) for note in line["notes"])
    for name, keys in (
        ("furniture", SPAN | {"kind"}),
        ("actors", ACTOR),
        ("statements", STATEMENT),
        ("times", TIMEX),
    ):
        of_all = [one for line in story for one in line[name]]
        assert of_all, name
        assert all(set(one) >= keys for one in of_all), name
    assert all(set(place) >= PLACE for line in story for place in line["places"])


def test_every_field_of_a_statement_holds_what_the_contract_says(
    story: list[dict[str, Any]],
) -> None:
    told = [one for line in story for one in line["statements"]]
    assert any(one["said"] for one in told)
    for one in told:
        for spans in ("content", "hedges", "departs"):
            assert all(set(span) == SPAN for span in one[spans])
        for span in (one["source"], one["cue"], one["venue"], one["verification"]):
            assert span is None or set(span) == SPAN
        assert one["content"]
        assert all(set(run) == SPAN | {"as"} for run in one["words"])
        assert {run["as"] for run in one["words"]} <= {"quoted", "reported"}
        for period in [one["said"], *one["times"]]:
            assert period is None or set(period) >= PERIOD
        assert isinstance(one["score"], float)
        assert one["verb"] is None or isinstance(one["verb"], str)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("voice", {"source", "outlet"}),
        ("kind", {"direct", "indirect", "mixed"}),
        ("reporter", {"neutral", "distancing", "endorsing"}),
        (
            "act",
            {
                "assert", "deny", "assess", "predict", "accuse", "warn", "promise", "threaten",
                "demand", "ask", "decline", "believe", "intend", "other",
            },
        ),
        ("factuality", {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"}),
    ],
)  # fmt: skip
def test_the_words_of_the_contract(
    story: list[dict[str, Any]], field: str, words: set[str]
) -> None:
    assert {one[field] for line in story for one in line["statements"]} <= words
    assert set(get_args(get_type_hints(model.Statement)[field])) == words


def test_refs_and_ids_lead_somewhere(story: list[dict[str, Any]]) -> None:
    for line in story:
        refs = [actor["ref"] for actor in line["actors"]]
        ids = [one["id"] for one in line["statements"]]
        assert len(set(refs)) == len(refs)
        assert len(set(ids)) == len(ids)
        for one in line["statements"]:
            assert {*one["speakers"], *one["candidates"]} <= set(refs)
            assert {one["within"], one["restates"]} <= {*ids, None}


def test_every_span_is_the_reports_exact_characters(story: list[dict[str, Any]]) -> None:
    for line in story:
        text = line["report"]["text"]
        spans = [one for one in objects(line) if set(one) >= SPAN]
        assert len(spans) > 20
        assert all(one["text"] == text[one["start"] : one["end"]] != "" for one in spans)


def test_what_cannot_be_read_is_a_line_of_its_own_in_its_place(run: Run, tmp_path: Path) -> None:
    last, first = written(tmp_path / "b.txt"), written(tmp_path / "a.txt", "No one spoke.")
    gone = tmp_path / "gone.txt"
    ended = run("read", last, gone, first, "--json", "--jobs", "1")
    assert ended.code == 1
    lines = ended.lines()
    assert [line["input"] for line in lines] == [str(last), str(gone), str(first)]
    assert lines[1] == {
        "schema": "sayso/1",
        "input": str(gone),
        "skipped": {"reason": "not-found", "detail": "no such file, folder or match"},
    }
    assert lines[2]["statements"] == []


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0", "binary")],
)
def test_nothing_read(run: Run, tmp_path: Path, raw: bytes, reason: str) -> None:
    ended = run("read", written(tmp_path / "a.txt", raw), "--json")
    assert ended.code == 3
    assert [line["skipped"]["reason"] for line in ended.lines()] == [reason]


def test_an_empty_folder_and_one_that_holds_nothing_known(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    written(tmp_path / "empty" / "photo.png")
    ended = run("read", tmp_path / "empty")
    assert (ended.code, ended.out) == (3, "")
    assert "no file here ends in" in ended.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_an_unreadable_file_and_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    written(tmp_path / "a.txt").chmod(0)
    ended = run("read", "shut", "a.txt", "--json")
    (tmp_path / "shut").chmod(0o700)
    assert ended.code == 3
    assert [set(line) for line in ended.lines()] == [{"schema", "input", "skipped"}] * 2


def test_published_fills_only_what_is_missing(run: Run) -> None:
    records = [{"text": DAM, "published": "2031-04-01"}, {"text": DAM}]
    stdin = "".join(json.dumps(record) + "\n" for record in records).encode()
    ended = run("read", "-", "--json", "--published", "2031-05-06", stdin=stdin)
    assert ended.code == 0
    lines = ended.lines()
    assert [line["input"] for line in lines] == ["-:1", "-:2"]
    dates = [(line["report"]["published"], line["report"]["published_from"]) for line in lines]
    assert dates == [("2031-04-01", "metadata"), ("2031-05-06", "given")]


def test_text_on_standard_input(run: Run) -> None:
    (line,) = run("read", "-", "--json", stdin=DAM.encode()).lines()
    assert (line["input"], line["report"]["text"]) == ("-", DAM)
    assert line["report"]["published_from"] == "none"
    assert line["notes"]


def test_lines_come_as_they_are_read() -> None:
    with process("read", "-", "--json", "--jobs", "1", stdin=subprocess.PIPE) as reading:
        assert reading.stdin
        assert reading.stdout
        # So that a line that never comes is a failure, not a test that never ends.
        threading.Timer(60, reading.kill).start()
        for text in (DAM, "No one spoke."):
            reading.stdin.write(json.dumps({"text": text}) + "\n")
            reading.stdin.flush()
            assert json.loads(reading.stdout.readline())["report"]["text"] == text
        reading.stdin.close()
        assert reading.wait(timeout=60) == 0


# `sayso read` for a person


def test_quoted_and_reported_words_are_shown_apart(
    run: Run, tmp_path: Path, by_hand: Callable[..., None]
) -> None:
    by_hand(dam_reading)
    ended = run("read", written(tmp_path / "dam.txt"), "--published", "2031-05-06")
    assert (ended.code, ended.err) == (0, "")
    assert "\n      quoted   “We are ready,”\n" in ended.out
    assert "\n      reported The dam at Ulverby holds\n" in ended.out
    assert "Orla Venn (she) · added" in ended.out


def test_colour_is_for_terminals(run: Run, case: Path, by_hand: Callable[..., None]) -> None:
    by_hand(dam_reading)
    one = dam_reading().statements[0].id
    for args in (
        ["read", "-"],
        ["search"],
        ["who"],
        ["show", one],
        ["show", dam_reading().report.id],
    ):
        assert "\x1b" not in run(*args, stdin=DAM.encode()).out


def test_what_is_skipped_goes_to_standard_error_and_notes_stand_with_the_reading(
    run: Run, tmp_path: Path, by_hand: Callable[..., None]
) -> None:
    by_hand(dam_reading)
    stdin = json.dumps({"text": DAM, "published": "soon"}).encode()
    ended = run("read", "-", tmp_path / "gone", stdin=stdin)
    assert ended.code == 1
    assert "note: \"published\" is 'soon'" in ended.out
    assert ended.err == f"skipped {tmp_path / 'gone'}: no such file, folder or match (not-found)\n"


def test_a_date_line_that_contradicts_the_metadata_is_noted_and_kept(
    run: Run, tmp_path: Path
) -> None:
    text = f"Dam holds\n\nULVERBY, May 3, 2031 (Wire) — {DAM}"
    stdin = json.dumps({"text": text, "published": "2031-05-06"}).encode()
    noted = "the date line says 2031-05-03, the metadata 2031-05-06: the metadata is taken"
    (line,) = run("read", "-", "--json", stdin=stdin).lines()
    assert (line["report"]["published"], line["notes"]) == ("2031-05-06", [noted])
    ledger = ("--ledger", tmp_path / "case.db")
    assert run("add", "-", *ledger, stdin=stdin).code == 0
    (kept,) = run("show", line["report"]["id"], "--json", *ledger).lines()
    assert kept["notes"] == [noted]
    (exported,) = run("export", *ledger).lines()
    assert exported["notes"] == [noted]


def test_no_report_can_steer_the_terminal(
    run: Run, tmp_path: Path, by_hand: Callable[..., None]
) -> None:
    content, speaker = "all\x1b[2J is\x9b1m well\x07", "Orla\x1b]0;x\x07 Venn"

    def reading_of(made: Report) -> Reading:
        cast = (model.Actor("a1", speaker, "person"),)
        told = statement(made, content, source=speaker, cue="said", speakers=("a1",))
        return Reading(made, actors=cast, statements=(told,))

    by_hand(reading_of)
    # Of a text that held more than a few, intake would say that it is none.
    text = f"Dam\x1b[1m holds\n\n{speaker} said: {content}\n\n" + "The dam is old. " * 50
    name = written(tmp_path / "a\x1b[31m\x9b.txt", text)
    gone = tmp_path / "gone\x1b[31m.txt"
    runs = [run("read", name, gone), run("add", name, gone)]
    found = run("search", "well", "--json").lines()[0]
    runs += [run("search"), run("who"), run("who", "venn")]
    runs += [run("show", found["id"]), run("show", found["report"]), run("show", "\x1b[1m")]
    for ended in runs:
        assert not STEERING.search(ended.out + ended.err)
    assert "all␛[2J" in runs[0].out
    assert "a␛[31m" in runs[1].out
    assert "captured" in runs[5].out


# Adding to a ledger


def test_added_then_met_again(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path / f"{name}.txt", f"The dam {name} holds, said Orla Venn.")
    args = ("add", "a.txt", "b.txt", "--ledger", "case.db", "--published", "2031-05-06")
    first, again = run(*args), run(*args)
    assert (first.code, again.code) == (0, 0)
    assert re.fullmatch(
        r"added      [0-9a-f]{16}  a\.txt  \d statements?\n"
        r"added      [0-9a-f]{16}  b\.txt  \d statements?\n"
        r"case\.db: 2 added, 0 met again, 0 skipped; \d new statements\n",
        first.out,
    )
    assert [line[:10].strip() for line in again.out.split("\n")[:2]] == ["met again"] * 2
    assert again.out.endswith("case.db: 0 added, 2 met again, 0 skipped; 0 new statements\n")
    with Ledger.open(tmp_path / "case.db") as opened:
        counts = views.counts(opened)
        assert (counts["reports"], counts["captures"]) == (2, 4)
        assert {one.reading.report.published for one in views.readings(opened)} == {"2031-05-06"}
    assert (tmp_path / "case.db.raw").is_dir()


def test_raw_bytes_are_not_kept_where_they_are_not_wanted(run: Run, tmp_path: Path) -> None:
    assert run("add", "-", "--no-raw", stdin=DAM.encode()).code == 0
    assert (tmp_path / "sayso.db").exists()
    assert not (tmp_path / "sayso.db.raw").exists()


@pytest.mark.parametrize(("sources", "code"), [(["a.txt", "gone"], 1), (["gone"], 3)])
def test_what_cannot_be_added_is_told(
    run: Run, tmp_path: Path, sources: list[str], code: int
) -> None:
    written(tmp_path / "a.txt")
    ended = run("add", *sources)
    assert ended.code == code
    assert "skipped    gone: no such file, folder or match (not-found)\n" in ended.out


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_a_file_name_that_is_no_text(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    written(tmp_path / name)
    assert run("add", name).code == 0
    (line,) = run("read", name, "--json").lines()
    assert line["report"]["text"] == DAM
    with Ledger.open("sayso.db") as opened:
        shown = views.show(opened, line["report"]["id"])
    assert [capture["requested"] for capture in shown.captures] == ["caf\\udce9.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_while_adding_loses_nothing_it_reported(tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(100):
        text = f"The dam number {number} holds, said Orla Venn on Monday.\n\n" * 4
        written(folder / f"{number:03}.txt", text)
    args = ("add", folder, "--ledger", tmp_path / "case.db", "--jobs", jobs)
    with process(*args, start_new_session=True) as adding:
        assert adding.stdout
        assert adding.stderr
        told = [adding.stdout.readline() for _ in range(5)]
        # As a terminal does: to every process of the group.
        os.killpg(adding.pid, signal.SIGINT)
        told += adding.stdout.readlines()
        said = adding.stderr.read()
    assert adding.returncode == 130
    assert said.strip() == "interrupted; what was reported done is kept"
    done = [line.split()[1] for line in told if line.startswith("added ")]
    assert 5 <= len(done) < 100
    with Ledger.open(tmp_path / "case.db") as opened:
        check = opened.connection.execute("PRAGMA integrity_check").fetchone()[0]
        assert check == "ok"
        assert set(done) <= {one.reading.report.id for one in views.readings(opened)}
    with process(*args) as again:
        out, _ = again.communicate()
    assert again.returncode == 0
    tally = re.search(r"(\d+) added, (\d+) met again, 0 skipped", out)
    assert tally
    assert int(tally[1]) + int(tally[2]) == 100
    assert int(tally[2]) >= len(done)


@pytest.mark.slow
def test_ctrl_c_while_processes_start_is_no_traceback(tmp_path: Path) -> None:
    for number in range(20):
        written(tmp_path / f"{number}.txt", f"Leaflet {number}.")
    for delay in (0.4, 0.6, 0.8):
        with process("read", tmp_path, "--jobs", "2", start_new_session=True) as reading:
            time.sleep(delay)
            os.killpg(reading.pid, signal.SIGINT)
            _, said = reading.communicate()
        # Before `main` runs the signal itself ends Python; when all is read nothing is stopped.
        assert reading.returncode in (130, -signal.SIGINT, 0)
        assert "multiprocessing" not in said


# Asking a ledger


def test_search_for_a_person(run: Run, case: Path) -> None:
    ended = run("search", "ready")
    one = dam_reading().statements[1]
    assert ended == Ended(
        0,
        "2031-05-06 · Orla Venn · added\n"
        "  quoted   “We are ready,”\n"
        f"  {one.id}  The Harrow Gazette · Dam holds\n\n",
        "",
    )


@pytest.mark.parametrize(
    ("args", "verbs"),
    [
        ([], ["said", "added", "said"]),
        (["dam"], ["said"]),
        (["she"], []),
        (["she", "--in-reports"], ["said", "added"]),
        (["--speaker", "tolk"], ["said"]),
        (["--outlet", "harrow"], ["said", "added"]),
        (["--since", "2031-05-06"], ["added", "said"]),
        (["--until", "2031-05-05"], ["said"]),
        (["--limit", "2"], ["said", "added"]),
        (['"gate is"', "shut"], ["said"]),
        (["shut", "dam"], []),
    ],
)
def test_search_for_a_program(run: Run, case: Path, args: list[str], verbs: list[str]) -> None:
    ended = run("search", *args, "--json")
    assert (ended.code, ended.err) == (0, "")
    assert [line["verb"] for line in ended.lines()] == verbs


def test_nothing_found_is_said_and_is_no_failure(run: Run, case: Path) -> None:
    for args in (["search", "harbour"], ["who", "nobody"]):
        assert run(*args) == Ended(0, "", "nothing in this ledger fits\n")


def test_search_as_csv_is_safe_in_a_spreadsheet(run: Run, case: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("search", "--csv").out)))
    assert [row["speaker"] for row in rows] == ["Orla Venn", "Orla Venn", "Bram Tolk"]
    assert rows[2]["content"] == "'=the gate is shut"


def test_who_speaks(run: Run, case: Path) -> None:
    assert [re.split(r"\s{2,}", line.strip()) for line in run("who").out.splitlines()] == [
        ["2", "Orla Venn", "person", "2031-05-05 to 2031-05-06"],
        ["for", "Ulver: as you said"],
        ["1", "Bram Tolk", "person", "2031-05-09 to 2031-05-09"],
        ["for", "Ulver: as you said"],
    ]
    assert [line["statements"] for line in run("who", "--json").lines()] == [2, 1]
    rows = list(csv.DictReader(io.StringIO(run("who", "--csv").out)))
    assert [row["name"] for row in rows] == ["Orla Venn", "Bram Tolk"]


def test_what_those_of_a_name_said_comes_by_day_and_once(run: Run, case: Path) -> None:
    made = report("Orla Venn and Pim Venn said: yes", published="2031-05-07")
    cast = (model.Actor("a1", "Orla Venn", "person"), model.Actor("a2", "Pim Venn", "person"))
    both = statement(made, "yes", cue="said", speakers=("a1", "a2"))
    with Ledger.open(case) as opened:
        kept(opened, Reading(made, actors=cast, statements=(both,)))
        kept(opened, one_statement("first", "Pim Venn", published="2031-05-01"))
    rows = run("who", "VENN", "--json").lines()
    assert [(row["day"][-2:], row["verb"]) for row in rows] == [
        ("01", "said"), ("05", "said"), ("06", "added"), ("07", "said"),
    ]  # fmt: skip


def test_a_report_is_shown_by_the_beginning_of_its_id(run: Run, case: Path) -> None:
    reading = dam_reading()
    ended = run("show", reading.report.id[:6])
    assert ended.code == 0
    assert ended.out.startswith("Dam holds\n")
    assert ended.out.endswith(
        f"captured 2031-05-07T10:00:00Z from a.txt\nread by {READER}; machine reading, unreviewed\n"
    )
    (line,) = run("show", reading.report.id, "--json").lines()
    assert line.pop("checked") == "machine reading, unreviewed"
    assert [one.pop("checked") for one in line["statements"]] == ["unreviewed", "unreviewed"]
    assert line == model.reading_to_plain(reading, reading.report.id)


def test_a_statement_is_shown_where_it_stands(run: Run, case: Path) -> None:
    one = dam_reading().statements[1]
    ended = run("show", one.id)
    assert "   2  Orla Venn (she) · added\n      quoted   “We are ready,”\n" in ended.out
    assert "\n“We are ready,” she added.\n" in ended.out
    assert "The dam at Ulverby" not in ended.out
    (line,) = run("show", one.id, "--json").lines()
    assert line == model.to_plain(one) | {"checked": "unreviewed"}


def test_versions_of_a_page_are_told_of(run: Run, case: Path) -> None:
    url = "https://x.example/a"
    made = [one_statement(str(number), url=url) for number in range(3)]
    with Ledger.open(case) as opened:
        kept(opened, *made)
    ids = [one.report.id for one in made]
    line = f"version 2 of 3 of this page, before: {ids[0]}, after: {ids[2]}\n"
    assert line in run("show", ids[1]).out
    assert f"version 3 of 3 of this page, before: {ids[1]}\n" in run("show", ids[2]).out
    assert run("show", ids[0], "--json").lines()[0]["versions"] == ids
    alone = dam_reading().report.id
    assert "version" not in run("show", alone).out
    assert "versions" not in run("show", alone, "--json").lines()[0]


def test_the_ledger_is_named_or_in_the_environment_or_here(
    run: Run, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    with Ledger.open(other, create=True) as opened:
        kept(opened, one_statement("elsewhere", "Ida Moss"))
    assert len(run("who", "--json").lines()) == 2
    monkeypatch.setenv("SAYSO_LEDGER", str(other))
    assert [line["name"] for line in run("who", "--json").lines()] == ["Ida Moss"]
    assert len(run("who", "--json", "--ledger", case).lines()) == 2


# Writing out


def test_export_to_standard_output(run: Run, case: Path) -> None:
    ended = run("export")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.lines()
    assert [line["report"]["published"] for line in lines] == ["2031-05-06", "2031-05-09"]
    assert [line["report"]["text"] for line in lines] == [None, None]
    assert {line["checked"] for line in lines} == {"machine reading, unreviewed"}
    assert run("export", "--with-text").lines()[0]["report"]["text"] == DAM
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out)))
    assert [row["quoted"] for row in rows] == ["", "“We are ready,”", ""]
    assert {row["checked_by_person"] for row in rows} == {"false"}


@pytest.mark.parametrize(
    ("form", "words"), [("jsonl", "2 reports"), ("csv", "3 statements"), ("brat", "2 reports")]
)
def test_export_to_a_file_or_folder(
    run: Run, case: Path, tmp_path: Path, form: str, words: str
) -> None:
    before = set(tmp_path.iterdir())
    ended = run("export", "--format", form, "--out", "out")
    assert ended == Ended(0, "", f"out: {words}\n")
    assert set(tmp_path.iterdir()) - before == {tmp_path / "out"}
    if form == "brat":
        ids = [dam_reading().report.id, *(p.stem for p in (tmp_path / "out").glob("*.ann"))]
        assert len(set(ids)) == 2
        text = (tmp_path / "out" / f"{ids[0]}.txt").read_text(encoding="utf-8")
        assert text == DAM
    else:
        assert (tmp_path / "out").read_text(encoding="utf-8") == run("export", "--format", form).out


def test_an_export_that_fails_leaves_the_old_file_whole(
    run: Run, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object, out: io.TextIOBase, **__: bool) -> int:
        out.write("half a ro")
        raise OSError(28, "No space left on device", "out.csv")

    monkeypatch.setattr(table, "write", fails)
    out = written(tmp_path / "out.csv", "as it was")
    ended = run("export", "--format", "csv", "--out", "out.csv")
    assert (ended.code, ended.out) == (3, "")
    assert "out.csv" in ended.err
    assert "No space left on device" in ended.err
    assert out.read_text() == "as it was"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    "args",
    [
        ["export", "--out", "none/out.jsonl"],
        ["export", "--out", "folder"],
        ["export", "--format", "brat", "--out", "file"],
        ["demo", "--out", "file"],
    ],
)
def test_where_nothing_can_be_written(
    run: Run, case: Path, tmp_path: Path, args: list[str]
) -> None:
    (tmp_path / "folder").mkdir()
    written(tmp_path / "file")
    ended = run(*args)
    assert (ended.code, ended.out) == (3, "")
    assert args[-1] in ended.err
    assert ended.err.endswith("; name another\n")
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "args", [["read", "--json"], ["read"], ["search", "--limit", "500"], ["search", "--json"]]
)
def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path, args: list[str]) -> None:
    path = tmp_path / "case.db"
    reports: list[str] = []
    if args[0] == "read":
        reports = [str(demo.folder() / "reports")] * 3
    else:
        args = [*args, "--ledger", str(path)]
        with Ledger.open(path, create=True) as opened:
            kept(opened, *(one_statement(f"{n} " + "well " * 500) for n in range(50)))
    with process(*args, *reports) as reading:
        assert reading.stdout
        assert reading.stderr
        assert reading.stdout.readline()
        reading.stdout.close()
        assert reading.stderr.read() == ""
    assert reading.returncode == 0


# Against gold, licences, help


def altered(case: Path, sql: str) -> None:
    """Change a ledger behind Sayso's back."""
    with closing(sqlite3.connect(case)) as opened, opened:
        opened.execute(sql)


def test_a_ledger_is_verified(run: Run, case: Path) -> None:
    ended = run("verify")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    counted = "2 reports, 3 statements, 2 captures, 2 raw files, 4 entries"
    assert lines[:2] == [f"sayso.db: checked {counted}", "no faults"]
    assert re.fullmatch("root [0-9a-f]{64}", lines[2])
    assert lines[3].startswith(
        "This proves that texts, kept bytes, captures, readings and decisions"
    )
    assert lines[4].startswith("It does not prove that a page was true")
    assert "nobody wrote the whole chain anew" in lines[4]


def test_what_was_altered_is_told(run: Run, case: Path) -> None:
    altered(case, "UPDATE reports SET text = replace(text, 'holds', 'broke')")
    key = dam_reading().report.id
    ended = run("verify")
    assert ended.code == 1
    assert f"FAULT report {key}: its text was altered" in ended.out
    assert "This proves that the ledger was altered or damaged" in ended.out
    answer = json.loads(run("verify", "--json").out)
    assert not answer["clean"]
    assert answer["checked"]["reports"] == 2
    assert {"what": "report", "key": key} in [
        {name: one[name] for name in ("what", "key")} for one in answer["findings"]
    ]


def test_a_root_noted_earlier(run: Run, case: Path) -> None:
    root = json.loads(run("verify", "--json").out)["root"]
    with Ledger.open(case) as opened:
        kept(opened, one_statement("the ford is deep"))
    ended = run("verify", "--root", root.upper())
    assert ended.code == 0
    assert "The root that was noted is that of entry 4 of 6." in ended.out
    ended = run("verify", "--root", "f" * 64)
    assert ended.code == 1
    assert f"FAULT custody {'f' * 64}: no entry has this root" in ended.out


def test_bytes_of_no_capture_are_noted_and_no_fault(run: Run, case: Path) -> None:
    written(Path("sayso.db.raw") / "left.part")
    ended = run("verify")
    assert ended.code == 0
    assert "note raw left.part: no capture has these bytes\nno faults\n" in ended.out


def test_a_damaged_ledger_is_verified_as_far_as_can_be(run: Run, case: Path) -> None:
    damaged(case)
    ended = run("verify")
    assert ended.code == 1
    assert "FAULT database: " in ended.out
    assert "4 entries" in ended.out


def test_verifying_shows_how_far_it_is(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.cli_verify.PROGRESS_EVERY", 5)
    quiet = run("verify").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    moving = run("verify").err
    assert quiet == ""
    assert "\r\033[K4 entries, 1 reports" in moving
    assert moving.endswith("\r\033[K")


def test_eval_scores_a_gold_file(run: Run, tmp_path: Path) -> None:
    first = Path(GOLD).read_text(encoding="utf-8").split("\n")[0]
    gold = written(tmp_path / "gold.jsonl", first + "\n\n")
    (figures,) = run("eval", gold, "--json").lines()
    assert figures.pop("reports") == 1
    assert {"source_f1", "cue_f1", "content_f1", "whole_f1"} <= set(figures)
    assert all(0 <= value <= 1 for value in figures.values())
    assert figures["whole_f1"] > 0
    shown = dict(line.split() for line in run("eval", gold).out.splitlines())
    assert shown == {"reports": "1"} | {name: f"{value:.3f}" for name, value in figures.items()}


def test_eval_of_a_folder_without_gold_says_so(run: Run, tmp_path: Path) -> None:
    ended = run("eval", str(tmp_path))
    assert (ended.code, ended.out) == (3, "")
    assert "it holds no reading" in ended.err


@pytest.mark.parametrize("line", ["no JSON", "[]", "{}", '{"report": {"id": "a"}}', "\ufffd"])
def test_a_bad_gold_file_is_told_by_its_line(run: Run, tmp_path: Path, line: str) -> None:
    gold = written(tmp_path / "gold.jsonl", "\n" + line)
    ended = run("eval", gold)
    assert (ended.code, ended.out) == (3, "")
    assert f"line 2 of {gold} is no reading as sayso read --json writes it" in ended.err


def test_licences_of_all_it_carries(run: Run) -> None:
    ended = run("licences")
    assert ended.code == 0
    for name in ("NOTICE", "LICENSE"):
        assert (ROOT / name).read_text(encoding="utf-8") in ended.out


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_help_shows_an_example(run: Run, name: str) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    assert re.search(rf"\nExamples?:\n  (.* \| )?sayso {name}\b", ended.out)


def test_help_shows_what_there_is(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    assert all(f"\n  {name} " in ended.out for name in cli.commands)


def test_help_is_quick_and_loads_little() -> None:
    code = (
        "import sys; from sayso.cli import main; sys.argv = ['sayso', '--help']\n"
        "try: main()\n"
        "except SystemExit: print('loaded:', *sys.modules)"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    ended = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert time.perf_counter() - began < 1
    loaded = ended.stdout.split("loaded:")[1].split()
    assert "click" in loaded
    heavy = {"onnxruntime", "trafilatura", "httpx", "numpy", "tokenizers", "rich", "sqlite3"}
    assert not heavy & set(loaded)


# What is wrong is said, with the bad value and what to do


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nope"], "'nope'"),
        (["read"], "SOURCE"),
        (["add"], "SOURCE"),
        (["read", "a.txt", "--nope"], "--nope"),
        (["read", "a.txt", "--published", "soon"], "'soon' is no date; give it as 2023-05-12"),
        (["add", "a.txt", "--published", "2023-02-30"], "'2023-02-30' is no date"),
        (["read", "a.txt", "--jobs", "0"], "0 is not in the range"),
        (["search", "--since", "soon"], "'soon' is no date; give it as 2023-05-12"),
        (["search", "--limit", "9" * 30], "9" * 30),
        (["search", "--json", "--csv"], "--json and --csv exclude each other"),
        (["who", "--json", "--csv"], "--json and --csv exclude each other"),
        (["who", "venn", "--json", "--csv"], "--json and --csv exclude each other"),
        (["show"], "ID"),
        (["export", "--format", "pdf"], "'pdf'"),
        (["export", "--format", "brat"], "name a folder with --out"),
        (["verify", "--root", "beef"], "'beef' is no root; sayso verify prints one"),
        (["eval"], "PATH"),
        (["eval", "gone.jsonl"], "'gone.jsonl' does not exist"),
    ],
)
def test_usage_errors(run: Run, case: Path, args: list[str], words: str) -> None:
    ended = run(*args)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert "--help" in ended.err


ASKING = [["search", "dam"], ["who"], ["who", "venn"], ["show", "aaaa"], ["export"]]


@pytest.mark.parametrize("args", [*ASKING, ["verify"]])
def test_a_missing_ledger(run: Run, tmp_path: Path, args: list[str]) -> None:
    ended = run(*args, "--ledger", "none.db")
    path = tmp_path / "none.db"
    assert ended == Ended(
        3,
        "",
        f"sayso: there is no ledger at {path}; make one with:"
        f" sayso add SOURCE... --ledger {path}\n",
    )
    assert not path.exists()


@pytest.mark.parametrize("args", [*ASKING, ["add", "-"], ["verify"]])
@pytest.mark.parametrize("kind", ["text", "folder", "other"])
def test_what_is_no_ledger(run: Run, tmp_path: Path, args: list[str], kind: str) -> None:
    path = tmp_path / "case.db"
    if kind == "text":
        written(path, DAM * 100)
    elif kind == "folder":
        path.mkdir()
    else:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE recipes (name)")
        other.close()
    ended = run(*args, "--ledger", path, stdin=DAM.encode())
    words = f"sayso: {path} is not a Sayso ledger; name another file with --ledger\n"
    assert ended == Ended(3, "", words)


def damaged(case: Path) -> None:
    """Overwrite the roots of two tables."""
    opened = sqlite3.connect(case)
    size = opened.execute("PRAGMA page_size").fetchone()[0]
    tables = "SELECT rootpage FROM sqlite_master WHERE name IN ('reports', 'statements')"
    pages = [row[0] for row in opened.execute(tables)]
    opened.close()
    with case.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xa5" * size)


@pytest.mark.parametrize("args", [*ASKING, ["add", "-"]])
def test_a_damaged_ledger(run: Run, case: Path, args: list[str]) -> None:
    damaged(case)
    if args[0] == "show":
        args = ["show", dam_reading().report.id]
    ended = run(*args, stdin=b"A new leaflet.")
    assert ended.code == 3
    assert f"sayso: {case}: it is damaged (" in ended.err
    assert "add the reports to a new ledger" in ended.err


@pytest.mark.parametrize("key", ["ffff", "f", "%", "no-id"])
def test_an_unknown_id(run: Run, case: Path, key: str) -> None:
    ended = run("show", key)
    assert (ended.code, ended.out) == (3, "")
    words = f"sayso: no statement of {case} begins with {key}, or more than one does;"
    assert ended.err == f"{words} sayso search finds ids\n"


def test_missing_weights_are_told(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.reading import encoder

    monkeypatch.setattr(encoder, "WEIGHTS", "none.zip")
    encoder.packaged.cache_clear()
    ended = run("read", "-", stdin=DAM.encode())
    encoder.packaged.cache_clear()
    assert (ended.code, ended.out) == (3, "")
    assert "none.zip cannot be used: the package carries no weights; install it anew" in ended.err


def test_a_ledger_of_a_later_sayso(run: Run, case: Path) -> None:
    opened = sqlite3.connect(case)
    opened.execute("PRAGMA user_version = 99")
    opened.close()
    ended = run("who")
    assert (ended.code, ended.out) == (3, "")
    assert "schema 99" in ended.err
    assert "update Sayso to open it" in ended.err

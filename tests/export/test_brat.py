"""Readings as brat stand-off."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.export import brat
from sayso.model import Reading
from tests.making import dam_reading, one_statement, report, statement

BOUND = re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")


def bounds(reading: Reading) -> list[tuple[str, str]]:
    """Role and words of each text-bound line, its offsets checked against the text."""
    found = []
    for line in "".join(brat.standoff(reading)).split("\n")[:-1]:
        if line.startswith("T"):
            match = BOUND.fullmatch(line)
            assert match, line
            _, role, offsets, words = match.groups()
            pairs = [map(int, pair.split()) for pair in offsets.split(";")]
            assert words == " ".join(reading.report.text[start:end] for start, end in pairs)
            found.append((role, words))
    return found


def test_a_reading_as_brat_lines() -> None:
    assert "".join(brat.standoff(dam_reading())) == (
        "T1\tSource 31 40\tOrla Venn\n"
        "T2\tCue 26 30\tsaid\n"
        "T3\tContent 0 24\tThe dam at Ulverby holds\n"
        "T4\tAttribution 26 30\tsaid\n"
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
        "T5\tSource 69 72\tshe\n"
        "T6\tCue 73 78\tadded\n"
        "T7\tContent 53 68\t“We are ready,”\n"
        "T8\tAttribution 73 78\tadded\n"
        "E2\tAttribution:T8 Source:T5 Cue:T6 Content:T7\n"
    )


def test_a_discontinuous_content() -> None:
    made = report("😀 “We held,” she said, “and left.”")
    told = statement(made, "“We held,”", "“and left.”", cue="said")
    assert bounds(Reading(made, statements=(told,))) == [
        ("Cue", "said"),
        ("Content", "“We held,” “and left.”"),
        ("Attribution", "said"),
    ]


def test_a_statement_without_a_cue_is_anchored_at_its_content() -> None:
    made = report("“We held.”")
    reading = Reading(made, statements=(statement(made, "“We held.”"),))
    assert bounds(reading) == [("Content", "“We held.”"), ("Attribution", "“We held.”")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n  \n", "\r", "\u2028", "\x85", "\f", "\t"])
def test_no_fragment_holds_the_end_of_a_line(end: str) -> None:
    reading = one_statement(f"we held{end}and left")
    lines = "".join(brat.standoff(reading))
    assert len(lines.splitlines()) == lines.count("\n") == 5
    assert ("Content", "we held and left") in bounds(reading)


def test_every_argument_is_declared(tmp_path: Path) -> None:
    brat.write([dam_reading()], tmp_path)
    declared = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    roles = re.findall(r" (\w+):T", "".join(brat.standoff(dam_reading())))
    assert set(roles) == set(re.findall(r"(\w+)[?*]:", declared)) == {"Source", "Cue", "Content"}


def test_files_hold_the_exact_text(tmp_path: Path) -> None:
    readings = (dam_reading(), one_statement("line\r\none\r😀\0\ufeff"))
    assert brat.write(readings, tmp_path / "new" / "folder") == 2
    names = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    ids = [reading.report.id for reading in readings]
    assert names == {"annotation.conf", *(f"{i}.{end}" for i in ids for end in ("txt", "ann"))}
    for reading in readings:
        path = tmp_path / "new" / "folder" / f"{reading.report.id}.txt"
        assert path.read_bytes() == reading.report.text.encode()


@pytest.mark.parametrize("name", ["../up", "sub/up", "a.b", "..", "nul\0", "CON:"])
def test_no_file_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    reading = dam_reading()
    odd = replace(reading, report=replace(reading.report, id=name))
    brat.write([odd], tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    files = [path for path in (tmp_path / "out").iterdir() if path.is_file()]
    assert sorted(path.suffix for path in files) == [".ann", ".conf", ".txt"]

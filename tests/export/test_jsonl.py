"""Readings as JSON Lines."""

from __future__ import annotations

import io
import json
from typing import Any

from sayso.export import jsonl
from sayso.model import Reading, reading_from_plain, reading_to_plain
from tests.making import dam_reading, one_statement, report, undecided


def written(*readings: Reading, with_text: bool = False) -> list[dict[str, Any]]:
    out = io.StringIO()
    assert jsonl.write(map(undecided, readings), out, with_text) == len(readings)
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]]


def test_a_line_is_the_contract_and_says_that_no_person_checked_it() -> None:
    reading = dam_reading()
    (line,) = written(reading, with_text=True)
    assert line.pop("checked") == "machine reading, unreviewed"
    assert [one.pop("checked") for one in line["statements"]] == ["unreviewed", "unreviewed"]
    assert line == json.loads(json.dumps(reading_to_plain(reading, reading.report.id)))


def test_lines_can_be_read_back() -> None:
    readings = (
        dam_reading(),
        one_statement("line\r\none\u2028two\0\x85“three”", url="https://ulver.example/1"),
    )
    lines = written(*readings, with_text=True)
    assert tuple(reading_from_plain(line) for line in lines) == readings
    assert [line["input"] for line in lines] == [readings[0].report.id, "https://ulver.example/1"]


def test_a_publishers_text_is_left_out_unless_asked_for() -> None:
    (line,) = written(dam_reading())
    assert line["report"]["text"] is None
    assert line["statements"][1]["content"][0]["text"] == "“We are ready,”"


def test_letters_stay_letters() -> None:
    out = io.StringIO()
    jsonl.write([undecided(Reading(report("Über Ørby “flog” es.")))], out, with_text=True)
    assert "Über Ørby “flog” es." in out.getvalue()

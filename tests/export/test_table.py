"""Statements as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export import table
from sayso.model import Reading, Words
from tests.making import dam_reading, one_statement, report, span, statement, undecided


def rows_of(*readings: Reading) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    count = table.write(map(undecided, readings), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == count
    return rows


def test_one_row_a_statement() -> None:
    reading = dam_reading()
    first, second = rows_of(reading)
    assert tuple(first) == table.COLUMNS
    assert first == {
        "statement": reading.statements[0].id,
        "report": reading.report.id,
        "published": "2031-05-06",
        "outlet": "The Harrow Gazette",
        "title": "Dam holds",
        "url": "",
        "speaker": "Orla Venn",
        "speaker_kind": "person",
        "unnamed": "false",
        "candidates": "",
        "source": "Orla Venn",
        "verb": "said",
        "kind": "indirect",
        "content": "The dam at Ulverby holds",
        "quoted": "",
        "reported": "The dam at Ulverby holds",
        "figures": "",
        "said": "Monday",
        "said_from": "2031-05-05",
        "said_to": "2031-05-05",
        "within": "",
        "start": "0",
        "end": "24",
        "score": "0.75",
        "machine_reading": "true",
        "checked_by_person": "false",
        "checked": "unreviewed",
    }
    assert (second["quoted"], second["reported"]) == ("“We are ready,”", "")


def test_quoted_and_reported_words_stand_apart() -> None:
    made = report("She called it “a flight” and left.")
    told = statement(made, "it", "“a flight”", cue="called")
    parts = (
        Words(span(made.text, "it"), "reported"),
        Words(span(made.text, "“a flight”"), "quoted"),
    )
    (row,) = rows_of(Reading(made, statements=(replace(told, words=parts),)))
    assert row["content"] == "it | “a flight”"
    assert (row["reported"], row["quoted"], row["speaker"]) == ("it", "“a flight”", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start: str) -> None:
    nasty = start + "HYPERLINK(1)"
    (row,) = rows_of(one_statement(nasty, nasty, title=nasty, publisher=nasty))
    for column in ("content", "reported", "speaker", "source", "title", "outlet"):
        assert row[column] == "'" + nasty
    assert row["score"] == "0.75"


@pytest.mark.parametrize(
    "content", ["two\nlines", "two\r\nlines", "two\rlines", 'a "word", and', "a;b\0c"]
)
def test_content_comes_back_to_the_character(content: str) -> None:
    assert rows_of(one_statement(content))[0]["content"] == content


@given(st.lists(st.lists(st.text(st.characters() | st.sampled_from("\r\n\",'=")), min_size=2)))
def test_any_rows_come_back(rows: list[list[str]]) -> None:
    rows = [row[:2] for row in rows]
    out = io.StringIO(newline="")
    table.write_rows([dict(zip("ab", row, strict=True)) for row in rows], "ab", out)
    back = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert back == [["a", "b"], *([table.cell(value) for value in row] for row in rows)]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (-2, "-2"), (0.5, "0.5"), (["-a", "b"], "'-a | b"), ((), "")],
)
def test_cells(value: object, text: str) -> None:
    assert table.cell(value) == text


def test_a_missing_column_is_an_empty_cell() -> None:
    out = io.StringIO()
    assert table.write_rows([{"b": 1, "c": 2}], ("a", "b"), out) == 1
    assert out.getvalue() == "a,b\n,1\n"

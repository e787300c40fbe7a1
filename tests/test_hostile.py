"""What a text may hold to mislead whoever reads it: offsets, names and queries stay exact."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest

from sayso import views
from sayso.export import brat, jsonl, table
from sayso.intake import IntakeOptions, take
from sayso.ledger import Ledger
from sayso.model import Item, Reading, spans_in
from sayso.reading.read import read
from tests.making import kept, one_statement

SAID = "“We checked every valve twice,” Ada Brinn said on Monday. The dam, she added, holds."
DECORATED = (
    "\u202eesrever ni\u202c and \u2066inside\u2069 marks of direction. {}",
    "Zero\u200bwidth\u200djoiners\ufeff and a soft\u00adhyphen stand here. {}",
    "👩🏽‍🚀🇺🇦 and 🜁 are one, two or seven characters. {}",
    "Cafe\u0301 and Zoe\u0308 and a\u0300\u0301\u0302\u0303 in pieces. {}",
    "A \u2028 line \u2029 of its \x0b own \x85 kind. {}",
    "“An opening mark that is never closed stands in this paragraph.\n\n{}",
    "A <script>alert('valve')</script> &lt;b&gt; {{{{7*7}}}} ${{HOME}} %s =1+1 {}",
)
NASTY = (
    "Robert'); DROP TABLE reports;--",
    '"; DELETE FROM statements; --',
    "<script>alert(1)</script>",
    "Ada\u202e nnirB",
    "=HYPERLINK(A1)",
    "100% \\ _ * NEAR AND OR NOT",
)


def read_text(text: str) -> Reading:
    (item,) = take(["-"], IntakeOptions(language="en"), io.BytesIO(text.encode()))
    assert isinstance(item, Item)
    assert item.report.text == text
    return read(item.report)


def exact(reading: Reading) -> bool:
    text = reading.report.text
    return all(text[span.start : span.end] == span.text for span in spans_in(reading))


@pytest.mark.parametrize("around", DECORATED)
def test_offsets_are_exact_beside_anything(around: str) -> None:
    reading = read_text(around.format(SAID))
    assert exact(reading)
    (found,) = [one for one in reading.statements if one.verb == "said"]
    assert found.source
    assert found.source.text == "Ada Brinn"
    quoted = [words.span.text for words in found.words if words.as_ == "quoted"]
    assert "“We checked every valve twice,”" in quoted


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "e\u0301", "👩🏽‍🚀"])
def test_offsets_are_exact_with_marks_inside_a_quotation(mark: str) -> None:
    reading = read_text(SAID.replace("valve", f"val{mark}ve"))
    assert exact(reading)
    assert any(mark in span.text for one in reading.statements for span in one.content)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a", "“", "velm ", "12 "])
def test_a_megabyte_on_one_line_is_read_in_time(unit: str) -> None:
    text = (unit * 1_000_000)[:999_900] + " " + SAID
    began = time.process_time()
    (item,) = take(["-"], IntakeOptions(language="xx"), io.BytesIO(text.encode()))
    assert isinstance(item, Item)
    # In another language: all but the model reads it.
    assert exact(read(item.report))
    assert time.process_time() - began < 30


@pytest.mark.parametrize("name", NASTY)
def test_names_are_kept_and_found_as_they_are(ledger: Ledger, tmp_path: Path, name: str) -> None:
    kept(ledger, one_statement("the dam holds", name, title=name, publisher=name))
    assert [row.name for row in views.who(ledger)] == [name]
    (row,) = views.find(ledger, views.Query("dam", speaker=name))
    assert (row.speaker, row.title, row.outlet) == (name, name, name)
    assert [one.statement.id for one in views.find(ledger, views.Query("", outlet=name))]
    assert views.counts(ledger)["reports"] == 1
    assert not [one for one in views.verify(ledger, lambda kind: None) if one.fault]
    rows, lines = io.StringIO(), io.StringIO()
    table.write(views.readings(ledger), rows)
    jsonl.write(views.readings(ledger), lines)
    assert name in next(iter(csv.DictReader(io.StringIO(rows.getvalue()))))["speaker"]
    assert json.loads(lines.getvalue())["actors"][0]["name"] == name
    found = (decided.reading for decided in views.readings(ledger))
    assert brat.write(found, tmp_path / "brat") == 1
    assert all(path.parent == tmp_path / "brat" for path in (tmp_path / "brat").rglob("*"))


@pytest.mark.parametrize("words", NASTY)
def test_any_words_may_be_searched_for(ledger: Ledger, words: str) -> None:
    kept(ledger, one_statement(f"the dam holds {words}"))
    assert len(list(views.find(ledger, views.Query(words)))) == 1
    assert views.counts(ledger)["statements"] == 1

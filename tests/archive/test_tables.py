"""Readings in columns: nothing is lost, every field has its column and every column its line in the
codebook."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from sayso.archive import chunks, tables
from sayso.archive.tables import NAMES, Taken, archived_schema, arrow_type
from sayso.model import (
    Actor,
    Capture,
    Figure,
    Furniture,
    Hand,
    Item,
    Period,
    Place,
    Reading,
    Report,
    Skipped,
    Statement,
    Timex,
    Words,
    statement_id,
)
from tests.making import DAM, report, span

ROOT = Path(__file__).resolve().parent.parent.parent
CODEBOOK = (ROOT / "docs" / "archives.md").read_text(encoding="utf-8")


def full() -> Reading:
    """A reading in which no field is empty."""
    made = report(url="https://velm.example/dam")
    holds, monday = span(DAM, "The dam at Ulverby holds"), span(DAM, "Monday")
    where = Place(span(DAM, "Ulverby"), "Ulverby", 7, 1.5, -2.25, 3.0, span(DAM, "at"))
    when = Period(monday, "2031-05-05", "2031-05-05", "day")
    much = Figure(span(DAM, "ready"), "other", 1.0, 0.5, 2.0, "dam", "dams")
    actors = (
        Actor("a1", "Orla Venn", "person", False, ("Velm", "Council"), monday, (holds,), (holds,)),
        Actor("a2", "two men", "group", True, ("Velm",), "user", (), (monday,)),
        Actor("a3", "Velm", "state"),
    )
    whole = Statement(
        statement_id(made.id, span(DAM, "said")), "source", "mixed", span(DAM, "Orla Venn"),
        span(DAM, "said"), (holds, monday), (Words(holds, "quoted"), Words(monday, "reported")),
        ("a1", "a2"), ("a3",), "said", "endorsing", "deny", "CT-", (monday,), when, where.span,
        (when,), (where,), (much,), monday, "f" * 16, (Hand("a1", monday), Hand("a2", None)),
        "e" * 16, (holds,), 0.875,
    )  # fmt: skip
    bare = Statement(statement_id(made.id, monday), "outlet", "indirect", None, None, (holds,), ())
    timex = Timex(monday, "DATE", "2031-05-05", "2031-05-05", "2031-05-05", "day")
    return Reading(
        made, ("no publication date: relative dates stay unresolved",),
        (Furniture(monday, "credit"),), actors, (whole, bare), (timex,), (where,),
    )  # fmt: skip


def item(reading: Reading) -> Item:
    made = reading.report
    capture = Capture(b"", made.raw_sha256, "a.txt", None, "2031-05-06T00:00:00Z", 200, (), "text")
    return Item("a.txt", made, capture, ("Odd.",))


def taken(reading: Reading) -> Taken:
    return Taken(2, 5, item(reading), reading, b"digest", "2031-05-07T10:00:00Z", "ab" * 32)


def test_a_reading_comes_back_as_it_was() -> None:
    reading = full()
    found = tables.tables([taken(reading)])
    ((again, row),) = tables.readings(found)
    assert again == dataclasses.replace(reading, notes=("Odd.", *reading.notes))
    assert (row["input"], row["captured"], row["status"]) == ("a.txt", "2031-05-07T10:00:00Z", 200)


def test_no_field_of_that_reading_is_empty() -> None:
    """Else the test before would let a field be lost."""
    reading = full()
    parts = [reading, reading.report, reading.actors[0], reading.statements[0], reading.places[0]]
    parts += [reading.statements[0].figures[0], reading.times[0], reading.statements[0].said]
    for part in parts:
        empty = [
            f.name for f in dataclasses.fields(part) if getattr(part, f.name) in (None, (), "")
        ]
        assert empty == [], part


def test_a_chunk_comes_back_as_it_was() -> None:
    import io

    failed = Taken(
        0, 1, Skipped("b\udcff.txt", "empty", "it holds no text"), url="https://b.example"
    )
    found = tables.tables([taken(full()), failed])
    again = chunks.unpacked(io.BytesIO(chunks.packed(found)))
    assert again == found
    assert again["failures"]["input"].to_pylist() == ["b\\udcff.txt"]
    assert again["failures"]["day"].to_pylist() == [None]


def test_places_and_times_name_the_statements_they_stand_in() -> None:
    reading = full()
    found = tables.tables([taken(reading)])
    first = [reading.statements[0].id]
    assert found["places"]["statements"].to_pylist() == [first]
    assert found["times"]["statements"].to_pylist() == [first]
    assert found["figures"]["statement"].to_pylist() == first


@pytest.mark.parametrize(
    ("kind", "table"),
    [(Report, "reports"), (Statement, "statements"), (Actor, "actors"), (Place, "places"),
     (Timex, "times"), (Figure, "figures")],
)  # fmt: skip
def test_every_field_of_the_contract_has_its_column(kind: type, table: str) -> None:
    columns = archived_schema(table)
    for field in dataclasses.fields(kind):
        if field.name == "span":
            assert {"start", "end", "text"} <= set(columns.names)
        else:
            assert field.name.rstrip("_") in columns.names
    assert "day" not in columns.names, "the folder names it"


@pytest.mark.parametrize("name", NAMES)
def test_every_column_stands_in_the_codebook(name: str) -> None:
    section = re.split(r"^### ", CODEBOOK, flags=re.MULTILINE)
    (own,) = [part for part in section if part.startswith(f"{name}\n")]
    lines = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", own, re.MULTILINE)
    told = [column for line in lines for column in re.findall(r"`(\w+)`", line)]
    assert sorted(told) == sorted(archived_schema(name).names)


def test_a_type_that_no_column_can_hold() -> None:
    with pytest.raises(TypeError, match="no Arrow type"):
        arrow_type(dict[str, Any])


def test_the_day_is_that_of_publication() -> None:
    made = full()
    assert taken(made).day == "2031-05-06"
    late = dataclasses.replace(made.report, published="2031-05-06T23:59:00+02:00")
    assert taken(dataclasses.replace(made, report=late)).day == "2031-05-06"
    undated = dataclasses.replace(made.report, published=None)
    assert taken(dataclasses.replace(made, report=undated)).day is None

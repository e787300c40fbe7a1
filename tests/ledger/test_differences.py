"""What two readings of one report differ in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from sayso.ledger.differences import Changed, difference, shown
from sayso.model import Actor, Reading
from tests.ledger.test_write_load import readings, with_ids
from tests.making import DAM, dam_reading, span, statement

READING = dam_reading()
FIRST, SECOND = READING.statements


def told(*statements: object, **more: object) -> Reading:
    return replace(READING, statements=tuple(statements), **more)  # type: ignore[arg-type]


@given(readings())
def test_a_reading_does_not_differ_from_itself(reading: Reading) -> None:
    reading = with_ids(reading)
    found = difference(reading, reading)
    assert (found.gone, found.new, found.changed) == ((), (), ())
    assert found.same == len(reading.statements)


def test_statements_that_are_gone_and_new() -> None:
    found = difference(told(FIRST), told(SECOND))
    assert (found.gone, found.new, found.changed, found.same) == ((FIRST,), (SECOND,), (), 0)


def test_what_is_changed_in_one() -> None:
    cast = (*READING.actors, Actor("a2", "Bram Tolk", "person"))
    after = replace(
        FIRST, source=None, content=(span(DAM, "The dam"),), speakers=("a2",), act="deny"
    )
    found = difference(READING, told(after, SECOND, actors=cast))
    assert found.changed == (Changed(FIRST, after, ("source", "content", "speakers")),)
    assert (found.gone, found.new, found.same) == ((), (), 1)


def test_other_refs_and_other_fields_are_no_difference() -> None:
    cast = (replace(READING.actors[0], ref="a9"),)
    after = [replace(one, speakers=("a9",), act="deny", score=0.1) for one in READING.statements]
    assert difference(READING, told(*after, actors=cast)).same == 2


def test_a_statement_under_another_id_is_the_same_where_it_says_the_same() -> None:
    no_cue = statement(READING.report, "The dam at Ulverby holds", source="Orla Venn")
    longer = replace(no_cue, id="longer", content=(span(DAM, "dam at Ulverby holds"),))
    found = difference(told(no_cue), told(longer))
    assert [one.parts for one in found.changed] == [("content",)]


def test_one_statement_is_met_once() -> None:
    one = statement(READING.report, "The dam at Ulverby holds")
    other = replace(one, id="other")
    found = difference(told(one, other), told(replace(one, id="third")))
    assert (len(found.gone), found.same) == (1, 1)


def test_a_statement_as_it_is_shown() -> None:
    assert shown(READING, SECOND) == {
        "id": SECOND.id,
        "source": "she",
        "cue": "added",
        "content": ["“We are ready,”"],
        "speakers": ["Orla Venn"],
    }
    bare = statement(READING.report, "holds")
    assert shown(READING, bare) == {
        "id": bare.id, "source": None, "cue": None, "content": ["holds"], "speakers": [],
    }  # fmt: skip

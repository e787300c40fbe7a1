"""Statements grouped into utterances and matters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.grouping import Bonds, bearings, matters, tables, utterances
from sayso.compare.joining import joined
from sayso.compare.meaning import packaged
from sayso.compare.model import Told
from sayso.compare.sheets import Sheet, sheet
from sayso.compare.speakers import stand
from tests.compare.making import on, told

WALL = told("“The harbour wall at Ulverby held all night”", quoted=True)
AGAIN = told("that the harbour wall at Ulverby held all night", "Venn", report="r2")
GONE = told("the harbour wall at Ulverby did not hold", "Pim Oakes", report="r2", day="2031-05-07")
PUMPS = told("three of the four pumps were out for repair", "Ansa Wirth", report="r2")
PUMPS_TOO = told("three pumps of the four were out for repair", "Ansa Wirth", report="r1")
ALL = (WALL, AGAIN, GONE, PUMPS, PUMPS_TOO)


def story(*statements: Told) -> list[Sheet]:
    reports = sorted({one.report for one in statements})
    told = [[s for s in statements if s.report == name] for name in reports]
    return [
        sheet(name, each, packaged().vectors(each))
        for name, each in zip(reports, told, strict=True)
    ]


def renders(*statements: Told, bonds: Bonds | None = None) -> set[frozenset[str]]:
    sheets = story(*statements)
    found = utterances(sheets, tables(sheets).utterance, bonds or Bonds())
    return {frozenset(one.renderings) for one in found}


def ids(*statements: Told) -> frozenset[str]:
    return frozenset(one.id for one in statements)


def test_what_one_speaker_said_once_is_one_utterance_in_two_reports() -> None:
    assert renders(*ALL) == {ids(WALL, AGAIN), ids(GONE), ids(PUMPS, PUMPS_TOO)}


def test_an_utterance_has_the_id_of_the_earliest_statement() -> None:
    sheets = story(WALL, AGAIN)
    (one,) = utterances(sheets, tables(sheets).utterance)
    assert one.id in ids(WALL, AGAIN)
    early = told("that the harbour wall at Ulverby held all night", report="r0", day="2031-05-01",
                 said=on("2031-05-01"))  # fmt: skip
    sheets = story(WALL, AGAIN, early)
    bonds = Bonds(one=frozenset({(early.id, WALL.id)}))
    (two,) = utterances(sheets, tables(sheets).utterance, bonds)
    assert two.id == early.id
    assert two.renderings[0] == early.id


def test_what_a_person_joins_and_parts_stays_so() -> None:
    apart = Bonds(not_one=frozenset({(WALL.id, AGAIN.id)}))
    assert ids(WALL, AGAIN) not in renders(*ALL, bonds=apart)
    together = Bonds(one=frozenset({(WALL.id, PUMPS.id)}))
    assert any(ids(WALL, PUMPS) <= group for group in renders(*ALL, bonds=together))


def test_what_stands_within_a_statement_is_not_the_same_utterance() -> None:
    outer = told("that Oakes says the wall held")
    inner = told("the wall held", within=outer.id)
    assert renders(outer, inner) == {ids(outer), ids(inner)}


def groups(statements: Sequence[Told], bonds: Bonds | None = None) -> list[frozenset[str]]:
    sheets = story(*statements)
    sums = tables(sheets)
    said = utterances(sheets, sums.utterance)
    found = matters(bearings(sheets, said, sums.matter), said, (), bonds or Bonds())
    return [frozenset(key for one in group for key in one.renderings) for group in found]


def test_a_matter_has_what_is_said_on_one_question_and_people_decide() -> None:
    assert any(ids(WALL, AGAIN, GONE) <= group for group in groups(ALL))
    parted = groups(ALL, Bonds(apart=frozenset({(WALL.id, GONE.id)})))
    assert not any(ids(WALL, GONE) <= group for group in parted)
    merged = groups(ALL, Bonds(together=frozenset({(WALL.id, PUMPS.id)})))
    assert any(ids(WALL, PUMPS) <= group for group in merged)


def test_speakers_are_known_however_they_are_spelt_and_brothers_are_two() -> None:
    def of(a: str, b: str) -> str:
        return stand(told("x", a), told("x", b))

    assert of("Colonel Dragan Mrsek", "Dragan Mršak") == "same"
    assert of("Vesna Perlić", "Goran Perlić") == "persons"
    assert of("Nizar Halloum", "Haloum") == "same"
    assert stand(told("x", ""), told("x", "")) == "outlet"


@given(st.lists(st.lists(st.floats(-3, 3), min_size=6, max_size=6), min_size=6, max_size=6),
       st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3))  # fmt: skip
def test_joining_gives_each_thing_once_and_keeps_apart_what_is_apart(
    rows: list[list[float]], apart: set[tuple[int, int]]
) -> None:
    table = np.array(rows, dtype=np.float32)
    wanted = [(a, b) for a, b in apart if a != b]
    found = joined((table + table.T) / 2, (), wanted)
    assert sorted(one for group in found for one in group) == list(range(6))
    assert not any({a, b} <= set(group) for a, b in wanted for group in found)

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.names import describe, folded, head


@pytest.mark.parametrize(
    ("source", "kind", "name", "roles"),
    [
        ("Defence Ministry spokesman Arden Pashko", "person", "Arden Pashko", 1),
        ("Colonel Arden Pashko, spokesman of the ministry,", "person", "Arden Pashko", 2),
        ("President Teodor Valk of Tessany", "person", "Teodor Valk", 1),
        ("Opposition MP Davin Oakes", "person", "Davin Oakes", 1),
        ("Yorick Juran, who leads the Lantern Legion", "person", "Yorick Juran", 1),
        ("The mission’s head, Ambassador Cora Lindqvist,", "person", "Cora Lindqvist", 2),
        ("Velmora’s Defence Ministry", "organisation", "Velmora’s Defence Ministry", 0),
        ("the Lake Mission’s report", "document", "Lake Mission’s report", 0),
        ("the clerk on duty, Ms. Luong Thi Sen", "person", "Luong Thi Sen", 2),
        ("Velmora’s dairy authority, Lactis,", "organisation", "Lactis", 1),
        ("Brell’s letter", "person", "Brell", 0),
        ("an angry letter from Deputy Minister Cora Lindqvist", "person", "Cora Lindqvist", 1),
    ],
)  # fmt: skip
def test_a_named_source(source: str, kind: str, name: str, roles: int) -> None:
    what = describe(source)
    assert (what.kind, what.name, len(what.roles)) == (kind, name, roles)
    assert what.name == source[slice(*what.at)]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("officials", "group"),
        ("two people briefed on the matter", "group"),
        ("a Western diplomat", "person"),
        ("the district nurse", "person"),
    ],
)
def test_a_described_source_bears_no_name(source: str, kind: str) -> None:
    what = describe(source)
    assert (what.reference, what.kind) == ("described", kind)


def test_one_of_several_is_called_what_he_is() -> None:
    assert describe("One of them, a tailor,").name == "a tailor"
    assert describe("one of the crew").name == "one of the crew"


@pytest.mark.parametrize(("source", "male"), [("he", True), ("She", False), ("they", None)])
def test_a_pronoun(source: str, male: bool | None) -> None:
    what = describe(source)
    assert (what.reference, what.male) == ("pronoun", male)


@pytest.mark.parametrize(
    ("source", "male"),
    [
        ("Maite Brell", False), ("Torsten Brell", True), ("Jean-Luc Brell", True),
        ("Mr Maite Brell", True), ("Torsten", None), ("Oriv Brell", None),
    ],
)  # fmt: skip
def test_a_first_name_tells_of_a_name_in_full(source: str, male: bool | None) -> None:
    assert describe(source).male is male


@pytest.mark.parametrize("source", ["a letter", "the council’s letter", "a letter of protest"])
def test_a_letter_that_no_person_sent_speaks_itself(source: str) -> None:
    assert describe(source).kind == "document"


def test_the_word_a_description_turns_on() -> None:
    assert head("A Western diplomat in Brannick") == "diplomat"
    assert head("the Ministry") == "ministry"


def test_folding_drops_case_marks_and_possessives() -> None:
    assert folded("Álvaro’s") == "alvaro"


@given(st.text(min_size=1, max_size=80))
def test_any_words_are_described(source: str) -> None:
    what = describe(source)
    start, end = what.at
    assert 0 <= start <= end <= len(source)


def test_a_long_run_of_white_space_is_passed_once() -> None:
    began = time.process_time()
    describe("Ada" + " " * 200_000 + "Brinn")
    assert time.process_time() - began < 5

"""Whose first names are whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import lexicon as lx
from sayso.reading.given_names import _lists, is_male
from sayso.reading.spelling import folded


@pytest.mark.parametrize(
    ("name", "male"),
    [
        ("Torsten", True), ("Oleksandr", True), ("Wiesław", True), ("Mehmet", True),
        ("Maite", False), ("Sanja", False), ("Ludmila", False), ("Ayşe", False),
        ("Brell", None), ("Ministry", None), ("Jordan", None), ("", None),
    ],
)  # fmt: skip
def test_a_first_name_is_whose_most_lists_have_it(name: str, male: bool | None) -> None:
    assert is_male(folded(name)) is male


def test_no_name_is_on_both_lists_or_a_word_for_an_office_or_a_body() -> None:
    male, female = _lists()
    assert not male & female
    assert not (male | female) & (lx.BODIES | lx.GROUPS | lx.DOCUMENTS | lx.FIELDS)


@given(st.text())
def test_any_word_may_be_asked_about(word: str) -> None:
    assert is_male(word) in (True, False, None)

"""Quotation marks, balanced or not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.quotes import runs


def quoted(text: str) -> list[str]:
    return [text[run.start : run.end] for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no," then "yes."', ['"no,"', '"yes."']),
        ("A «flight», she said.", ["«flight»"]),
        ('“Straight to curly" and on.', ['“Straight to curly"']),
        ("They ‘regrouped’ again.", ["‘regrouped’"]),
        ("The soldiers' camp wasn't theirs.", []),
        ("“It’s the mayor’s idea,” he said.", ["“It’s the mayor’s idea,”"]),
        ("No marks at all.", []),
        ("A stray ” mark.", []),
        ('Five feet 6" tall.', []),
    ],
)
def test_runs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_runs_on_over_paragraphs() -> None:
    text = "“We held.\n\n“Then we left,” he said."
    assert quoted(text) == ["“We held.", "“Then we left,”"]
    assert [run.closed for run in runs(text)] == [False, True]


def test_an_unbalanced_mark_spoils_its_own_paragraph_alone() -> None:
    text = "He said “no and went.\n\nShe said “yes” to that."
    assert quoted(text)[-1] == "“yes”"


def test_a_second_opening_mark_gives_up_the_first() -> None:
    assert quoted("“One, he said. “Two,” she said.") == ["“Two,”"]


@given(st.text(alphabet="ab \n\"'“”‘’«».,", max_size=80))
def test_runs_are_in_order_and_apart(text: str) -> None:
    found = runs(text)
    for run in found:
        assert 0 <= run.start < run.end <= len(text)
        assert "\n" not in text[run.start : run.end]
    for one, other in pairwise(found):
        assert one.end <= other.start

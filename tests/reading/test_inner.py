from __future__ import annotations

import pytest

from sayso.reading import quotes, sentences
from sayso.reading.attribution import Attribution
from sayso.reading.edges import Page
from sayso.reading.inner import with_selves


def added(text: str, *found: Attribution) -> list[tuple[str, str, str]]:
    page = Page(text, quotes.runs(text), sentences.split(text))
    return [
        (text[slice(*o.source)], text[slice(*o.cue)], text[slice(*o.content[0])])
        for o in with_selves(page, found)
        if o not in found and o.source and o.cue
    ]


def said(text: str, turn: bool = False) -> Attribution:
    """All of the text up to “, Brell said”."""
    end = text.rindex(" Brell said")
    return Attribution((end + 1, end + 6), (end + 7, end + 11), ((0, end),), 0.9, turn=turn)


def test_we_assess_inside_a_quotation() -> None:
    text = "“We assess that the dam probably holds until spring,” Brell said."
    inner = ("We", "assess", "that the dam probably holds until spring")
    assert added(text, said(text)) == [inner]
    assert added(text) == []


def test_a_turn_is_the_speakers_own_words_too() -> None:
    text = "I conclude that the dam holds. It rains. Brell said"
    assert added(text, said(text, turn=True)) == [("I", "conclude", "that the dam holds")]


@pytest.mark.parametrize(
    "text",
    [
        "“We assess it,” Brell said.",
        "“We believe that the dam holds,” Brell said.",
        "We assess that the dam holds, Brell said.",
    ],
)
def test_what_is_no_statement_inside(text: str) -> None:
    assert added(text, said(text)) == []


def test_a_cue_that_is_known_is_not_given_again() -> None:
    text = "“We assess that the dam holds until spring,” Brell said."
    known = Attribution((1, 3), (4, 10), ((11, 42),), 0.8)
    assert added(text, said(text), known) == []

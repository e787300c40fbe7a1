"""The outlet's notes of verification, tied to the statements they cover."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from sayso.model import Report, Span
from sayso.reading import sentences
from sayso.reading.verification import with_notes
from tests.making import report, statement


def noted(text: str, *contents: str) -> list[str | None]:
    """The note read for each statement, whose content is given."""
    made: Report = report(text)
    statements = [statement(made, content, act="assert") for content in contents]
    found = with_notes(text, sentences.split(text), statements)
    return [one.verification.text if one.verification else None for one in found]


def test_a_note_covers_the_sentence_before_it() -> None:
    text = "Brell said it rained. Vey said nine drowned. The Lamp could not verify the claim."
    assert noted(text, "it rained", "nine drowned") == [
        None,
        "The Lamp could not verify the claim.",
    ]


def test_of_several_it_covers_the_last_two() -> None:
    text = "A said it rained. B said it held. C said it fell. Neither account could be verified."
    note = "Neither account could be verified."
    assert noted(text, "it rained", "it held", "it fell") == [None, note, note]


def test_a_note_that_opens_a_paragraph_looks_to_the_one_before() -> None:
    text = "Far off, A said it rained.\n\nB said it held.\n\nThis could not be confirmed."
    assert noted(text, "it rained", "it held") == [None, "This could not be confirmed."]


def test_figures_are_what_a_note_on_figures_covers() -> None:
    text = "B said 40 died. He said it rained. None of these figures could be checked."
    assert noted(text, "40 died", "it rained") == ["None of these figures could be checked.", None]


def test_the_predicate_alone_where_the_claim_is_its_subject() -> None:
    text = "Brell’s claim that it was cut could not be independently verified."
    assert noted(text, "that it was cut") == ["could not be independently verified"]


def test_a_relative_clause_is_the_note() -> None:
    text = "B said it held. He would not speak to The Lamp, which could not verify the time."
    assert noted(text, "it held") == ["which could not verify the time"]


@pytest.mark.parametrize(
    "note", ["We can't verify when it was taken.", "The Lamp has not seen the letter.",
             "There was no independent confirmation.", "The report remains unconfirmed."],
)  # fmt: skip
def test_notes(note: str) -> None:
    assert noted(f"B said it held. {note}", "it held") == [note]


def test_what_a_source_could_not_verify_is_no_note_of_the_outlet() -> None:
    text = "B said it held. C said that he could not verify it."
    assert noted(text, "it held", "that he could not verify it") == [None, None]


def test_many_notes_in_one_long_paragraph_take_no_long_time() -> None:
    text = "B said it held. This could not be verified. " * 4000
    one = statement(report(text), "it held", act="assert")
    made = [
        replace(one, id=str(n), content=(Span(44 * n + 7, 44 * n + 14, "it held"),))
        for n in range(4000)
    ]
    begun = time.perf_counter()
    found = with_notes(text, sentences.split(text), made)
    assert time.perf_counter() - begun < 5
    assert all(one.verification for one in found)

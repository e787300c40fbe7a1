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


@pytest.mark.parametrize(
    "note",
    [
        "It was not possible to verify the names.",
        "Reporters have had no access to the hut.",
        "His account is backed up by photographs seen by The Lamp.",
        "Video checked by the Ostrel Project confirms that a boat sank.",
        "The Lamp was unable to reach the hut to check this.",
        "His account could not be squared with footage from the quay.",
        "The Lamp has seen photographs of the hut.",
    ],
)
def test_access_pictures_and_records_are_notes(note: str) -> None:
    assert noted(f"Brell said it rained. {note}", "it rained") == [note]


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


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("B said it held, a claim that could not be verified.",
         "a claim that could not be verified"),
        ("B said it held but gave no evidence.", "gave no evidence"),
        ("B said it held; there has been no confirmation.", "there has been no confirmation"),
        ("B said it held, without offering proof.", "without offering proof"),
        ("B said it held. That has yet to be independently checked.",
         "That has yet to be independently checked."),
        ("B said it held. It was impossible to verify this.", "It was impossible to verify this."),
        ("B said it held. Footage geolocated by The Lamp shows a gap.",
         "Footage geolocated by The Lamp shows a gap."),
        ("B said it held. 14:05 – The claim could not be verified.",
         "The claim could not be verified."),
    ],
)  # fmt: skip
def test_notes_in_other_words_and_places(text: str, note: str) -> None:
    assert noted(text, "it held") == [note]


def test_a_note_amid_a_statement_ends_where_that_goes_on() -> None:
    text = "B said, without citing evidence, that it held."
    one = statement(report(text), "that it held", cue="said", act="assert")
    found = with_notes(text, sentences.split(text), [one])[0]
    assert found.verification
    assert found.verification.text == "without citing evidence"


def test_what_an_office_could_not_confirm_is_its_own_word() -> None:
    text = "B said it held. The harbour police could not confirm the report."
    assert noted(text, "it held") == [None]

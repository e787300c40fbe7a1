"""Where or how something was said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model import Report, Span
from sayso.reading import sentences
from sayso.reading.venues import with_venues
from tests.making import report, statement


def venue(text: str, content: str, cue: str = "said", source: str = "Brell") -> str | None:
    made: Report = report(text)
    one = statement(made, content, cue=cue, source=source, act="assert")
    found = with_venues(text, sentences.split(text), [one])[0].venue
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Brell said at Monday's debate that it held.", "at Monday's debate"),
        ("Brell said in an interview with the Lamp that it held.", "in an interview with the Lamp"),
        ("Brell said on Telegram that it held.", "on Telegram"),
        ("At a news conference in Harrow, Brell said that it held.",
         "At a news conference in Harrow"),
        ("In a statement on Friday, Brell said that it held.", "In a statement"),
        ("Brell, reached by telephone, said that it held.", "by telephone"),
        ("Brell, at the gate, said that it held.", "at the gate"),
        ("Brell said on his own channel that it held.", "on his own channel"),
        ("Brell said on Monday that it held.", None),
        ("Brell said that it held in a speech.", None),
        ("Brell said in May that it held.", None),
    ],
)  # fmt: skip
def test_where_it_was_said(text: str, told: str | None) -> None:
    content = "that it held in a speech" if "speech" in text else "that it held"
    assert venue(text, content) == told


def test_a_hearer_may_be_the_place() -> None:
    assert venue("Brell told parliament that it held.", "that it held", "told") == "parliament"
    assert venue("Brell told reporters in Harrow that it held.", "that it held", "told") == (
        "in Harrow"
    )


def test_hearers_may_be_a_gathering_and_what_one_stands_before() -> None:
    text = "Brell told a hall of traders and crews that it held."
    assert venue(text, "that it held", "told") == "a hall of traders and crews"
    text = "Brell testified before the harbour committee that it held."
    assert venue(text, "that it held", "testified") == "before the harbour committee"


def test_verbs_that_share_a_source_share_its_venue() -> None:
    text = "In a message Brell called it safe, and denied that it fell."
    made = report(text)
    called = statement(made, "it safe", cue="called", source="Brell", act="assert")
    denied = statement(made, "that it fell", cue="denied", source="Brell", act="deny")
    found = with_venues(text, sentences.split(text), [called, denied])
    assert [one.venue and one.venue.text for one in found] == ["In a message", "In a message"]


def test_an_aside_at_the_end_of_a_source_is_a_venue() -> None:
    text = "Brell, on her page: “It held.”"
    one = statement(
        report(text), "“It held.”", cue=":", source="Brell, on her page", quoted=True, act="assert"
    )
    (found,) = with_venues(text, sentences.split(text), [one])
    assert found.venue
    assert found.venue.text == "on her page"


def test_a_guest_who_joins_by_telephone_speaks_so() -> None:
    text = (
        "VEY: It fell.\n\nHOST: Ada Brell joins us by telephone. Did it?\n\nBRELL: It held.\n\n"
        "VEY: No."
    )
    made = report(text)
    turns = [
        statement(made, said, cue=f"{who}:", source=who, quoted=True, act="assert")
        for who, said in (("VEY", "It fell"), ("BRELL", "It held"))
    ]
    turns = [
        replace(one, cue=Span.of(text, one.cue.end - 1, one.cue.end)) for one in turns if one.cue
    ]
    found = with_venues(text, sentences.split(text), turns)
    assert [one.venue and one.venue.text for one in found] == [None, "by telephone"]


def test_a_phrase_belongs_to_the_cue_that_no_other_parts_it_from() -> None:
    text = "Vey said it fell, and Brell said in a speech that it held."
    made = report(text)
    parts = [
        statement(made, "it fell", cue="Vey said", source="Vey", act="assert"),
        statement(made, "that it held", cue="Brell said", source="Brell", act="assert"),
    ]
    found = with_venues(text, sentences.split(text), parts)
    assert [one.venue and one.venue.text for one in found] == [None, "in a speech"]


def test_a_transcript_is_of_the_programme_that_its_head_names() -> None:
    text = "The harbour master on Quayside Morning\n\nBRELL: It held."
    one = statement(report(text), "It held", cue=":", source="BRELL", quoted=True, act="assert")
    found = with_venues(text, sentences.split(text), [one])[0].venue
    assert found
    assert found.text == "on Quayside Morning"


def test_turns_were_held_where_the_head_says() -> None:
    text = "Brell received us in her kitchen in Harrow.\n\nBRELL: It held."
    one = statement(report(text), "It held", cue=":", source="BRELL", quoted=True, act="assert")
    found = with_venues(text, sentences.split(text), [one])[0].venue
    assert found
    assert found.text == "in her kitchen in Harrow"

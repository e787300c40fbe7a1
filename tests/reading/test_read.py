"""What holds of every reading: exact offsets, the same reading each time, bounds, furniture."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import demo
from sayso.intake import report_from_text
from sayso.model import Item, Reading, Report, reading_to_plain, spans_in
from sayso.reading.encoder import packaged
from sayso.reading.many import read_many
from sayso.reading.read import read

STORY = [item.report for item in demo.items() if isinstance(item, Item)]
PHRASES = (
    "Ada Brinn, the harbour master, said on Monday", "“We checked every valve,”", "he said.",
    "according to the port's union", "\n\n", "\r\n", "that the dam holds", "denied", "“", "”", '"',
    "By Tam Velder\n", "🜁", "İstanbul", "e\u0301tat", "(LAMP/Bex Corley)", "VELM, March 9, 2031 —",
    "\ufeff", "\u2028", "told reporters", "They", ".", ",", "\0",
)  # fmt: skip


def check(reading: Reading) -> None:
    text = reading.report.text
    assert all(text[s.start : s.end] == s.text and s.text for s in spans_in(reading))
    refs = {actor.ref for actor in reading.actors}
    ids = [one.id for one in reading.statements]
    assert len(set(ids)) == len(ids)
    for one in reading.statements:
        assert one.content
        assert {*one.speakers, *one.candidates} <= refs
        assert one.within is None or one.within in ids
        assert 0 <= one.score <= 1
        assert one.score == round(one.score, 3)
        assert all(any(c.contains(w.span) for c in one.content) for w in one.words)
        for piece in reading.furniture:
            assert not any(piece.span.overlaps(part) for part in one.content)


@pytest.mark.parametrize("report", STORY, ids=lambda report: report.id)
def test_the_demo_story_holds_together(report: Report) -> None:
    reading = read(report)
    check(reading)
    assert len(reading.statements) >= 5
    assert all((actor.side is None) == (actor.side_basis is None) for actor in reading.actors)


@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=30).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_text_holds_together_and_reads_the_same_twice(text: str) -> None:
    if not text.strip():
        return
    report = dataclasses.replace(STORY[0], text=text)
    reading = read(report)
    check(reading)
    assert read(report) == reading


def test_alone_and_among_others_on_one_thread_and_two_the_reading_is_the_same() -> None:
    alone = [reading_to_plain(read(report), "-") for report in STORY]
    for jobs, threads in ((1, 2), (2, 1), (2, 2)):
        among = read_many(STORY * 2, lambda report: report, jobs, threads)
        plain = [reading_to_plain(reading, "-") for _, reading in among if reading]
        assert plain == alone * 2


def test_no_statement_is_read_from_furniture() -> None:
    text = (
        "Dam holds\n\nBy Tam Velder\n\nThe dam holds, Ada Brinn said.\n\n"
        "Read more: Mayor says the dam will fall\n\n"
        "Sign up now and get every story in your inbox.\n"
    )
    reading = read(report_from_text(text))
    assert [one.cue.text for one in reading.statements if one.cue] == ["said"]
    assert [piece.kind for piece in reading.furniture] == ["byline", "related", "plug"]


def test_a_quotation_far_longer_than_a_window_is_read() -> None:
    text = "“" + "the dam holds and the gates are shut, " * 200 + "for good,” Ada Brinn said."
    check(read(report_from_text(text)))


@pytest.mark.slow
def test_a_million_characters_are_read() -> None:
    paragraph = "The dam holds, the harbour master, Ada Brinn, said on Monday.\n\n"
    text = (paragraph * (1_000_000 // len(paragraph)))[:1_000_000]
    reading = read(report_from_text(text, published="2031-03-12"))
    check(reading)
    assert len(reading.statements) > 15_000


def test_a_text_without_statements_gives_none() -> None:
    reading = read(report_from_text("The river Anner is long. It is also cold in spring."))
    assert not [one for one in reading.statements if one.voice == "source"]
    assert reading.notes == ("no publication date: relative dates stay unresolved",)


def test_another_language_is_noted_and_not_read() -> None:
    text = "El alcalde dijo que la presa resistirá. “No es verdad”, dijo Ada Brinn el lunes."
    reading = read(report_from_text(text, published="2031-03-12"))
    assert reading.statements == ()
    assert any("the language is es" in note for note in reading.notes)
    forced = read(report_from_text(text, published="2031-03-12", language="en"))
    assert forced.notes == ()


def test_the_weights_are_named_in_the_readings_version() -> None:
    from sayso.reading.read import reader_version

    assert packaged().version in reader_version()


def test_stance_is_read_with_the_rest() -> None:
    text = (
        "The Ostrel ministry denied that the gates had leaked. Harbour master Ivo Brell said the"
        " port might flood. The Lamp could not independently verify the claim.\n\n"
        "The mayor declined to comment on the report.\n"
    )
    reading = read(dataclasses.replace(STORY[0], text=text))
    check(reading)
    denial, claim, silence = reading.statements
    assert (denial.act, denial.factuality, denial.verification) == ("deny", "CT-", None)
    assert (claim.factuality, [span.text for span in claim.hedges]) == ("PS+", ["might"])
    assert claim.verification
    assert claim.verification.text == "The Lamp could not independently verify the claim."
    assert (silence.act, silence.factuality, silence.cue) == ("decline", "U", None)
    assert silence.content[0].text == "declined to comment on the report"

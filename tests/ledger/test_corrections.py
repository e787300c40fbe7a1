"""What a person types becomes changes, and changes a corrected statement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import DecisionRefused
from sayso.ledger.attach import selector_of
from sayso.ledger.corrections import (
    Changes,
    Named,
    Wanted,
    applicable,
    changes_of,
    corrected,
    span_given,
)
from sayso.model import Figure, Period, Place, Reading, Span, Timex, Words
from tests.making import DAM, dam_reading, report, span, statement

READING = dam_reading()
FIRST, SECOND = READING.statements


def naming(name: str) -> Named:
    return Named(name, "person")


def changed(one: Any = FIRST, **wanted: Any) -> Changes:
    return changes_of(DAM, one, Wanted(**wanted), naming)


def applied(one: Any = FIRST, **wanted: Any) -> Any:
    return corrected(READING, one, changed(one, **wanted), ["a7"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("0:7", (0, 7)),
        (" 0:7 ", (0, 7)),
        (f"0:{len(DAM)}", (0, len(DAM))),
        ("The dam", (0, 7)),
        ("“We are ready,”", (53, 68)),
        ("Monday.\n\n“We", (44, 56)),
    ],
)
def test_spans_as_offsets_or_words(given: str, expected: tuple[int, int]) -> None:
    assert span_given(DAM, given) == Span.of(DAM, *expected)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("7:7", "7:7 does not lie in the report, whose characters are 0:79"),
        ("7:3", "7:3 does not lie"),
        ("70:80", "70:80 does not lie"),
        ("the dam", "does not have the words 'the dam'"),
        ("", "does not have the words ''"),
        ("an", "the words 'an' stand 2 times in the report; give one of"),
        ("caf\udce9", "does not have the words 'caf\\udce9'"),
    ],
)
def test_spans_that_are_none(given: str, words: str) -> None:
    with pytest.raises(DecisionRefused) as raised:
        span_given("A van and “We are ready,” she added." if given == "an" else DAM, given)
    assert words in raised.value.detail


def test_words_that_stand_twice_are_told_with_their_places() -> None:
    with pytest.raises(DecisionRefused, match="0:2, 1:3"):
        span_given("aaa", "aa")


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, "corrects nothing"),
        ({"content": ("null",)}, "a statement has a content"),
        ({"content": ("0:7", "4:9")}, "0:7 and 4:9 overlap"),
        ({"speakers": ("",)}, "'' are no names"),
        ({"speakers": ("null", "Bram")}, "are no names"),
        ({"speakers": ("caf\udce9",)}, "are no names"),
        ({"act": "claim"}, "'claim' is none of assert, deny"),
        ({"factuality": "CT"}, "'CT' is none of CT+"),
        ({"said": "soon"}, "'soon' is no day"),
        ({"said": "2031-05-05/2031-05-04"}, "no day"),
        ({"said": "2031-02-30"}, "no day"),
        ({"one": SECOND, "said": "2031-05-05"}, "no words of the statement say when"),
        ({"source": "nobody"}, "does not have the words"),
    ],
)
def test_what_is_refused(wanted: dict[str, Any], words: str) -> None:
    with pytest.raises(DecisionRefused) as raised:
        changed(**wanted)
    assert words in raised.value.detail


def test_source_and_cue() -> None:
    made = applied(source="31:35", cue="holds")
    assert made == replace(FIRST, source=span(DAM, "Orla"), cue=span(DAM, "holds"), verb="holds")
    none = applied(source="null", cue="null")
    assert none == replace(FIRST, source=None, cue=None, verb=None)


def test_contents_come_in_order_with_what_follows_from_them() -> None:
    text = "He said 7 of ten had likely died in Ulver on Monday, “all of them”, and left."
    made = report(text)
    told = statement(made, "7 of ten had likely died in Ulver on Monday, “all of them”", cue="said")
    monday = Timex(span(text, "Monday"), "DATE", None, None, None, "day")
    ulver = Place(span(text, "Ulver"), "Ulver", None, None, None, None)
    seven = Figure(span(text, "7 of ten"), "killed", 7, None, None, None, None)
    told = replace(
        told,
        hedges=(span(text, "likely"),),
        departs=(span(text, "all"),),
        figures=(seven,),
        times=(Period(monday.span, None, None, "day"),),
        places=(ulver,),
    )
    reading = Reading(made, statements=(told,), times=(monday,), places=(ulver,))
    wanted = Wanted(content=("“all of them”", "7 of ten"))
    less = corrected(reading, told, changes_of(text, told, wanted, naming), [])
    assert [part.text for part in less.content] == ["7 of ten", "“all of them”"]
    assert less.words == (
        Words(span(text, "7 of ten"), "reported"),
        Words(span(text, "“all of them”"), "quoted"),
    )
    assert less.kind == "mixed"
    more = corrected(
        reading, told, changes_of(text, told, Wanted(content=("He said 7 of ten",)), naming), []
    )
    assert more.figures == (seven,)
    bare = corrected(reading, replace(told, figures=()), changes_of(text, told, wanted, naming), [])
    assert [figure.value for figure in bare.figures] == [7, 10]
    assert (less.figures, less.departs) == ((seven,), (span(text, "all"),))
    assert (less.hedges, less.times, less.places) == ((), (), ())
    whole = Wanted(content=(told.content[0].text,))
    again = corrected(reading, less, changes_of(text, less, whole, naming), [])
    assert (again.times, again.places, again.kind) == (told.times, told.places, "mixed")


def test_speakers() -> None:
    assert changed(speakers=("Bram  Tolk", "Bram Tolk")).speakers == (naming("Bram Tolk"),)
    told = replace(FIRST, candidates=("a2",))
    assert applied(told, speakers=("Bram Tolk",)) == replace(FIRST, speakers=("a7",))
    assert changed(speakers=("null",)).speakers == ()


def test_act_and_factuality() -> None:
    assert applied(act="deny", factuality="CT-") == replace(FIRST, act="deny", factuality="CT-")


@pytest.mark.parametrize(
    ("one", "wanted", "expected"),
    [
        (FIRST, {"said": "2031-05-04"}, ("Monday", "2031-05-04", "2031-05-04", "day")),
        (FIRST, {"said": "2031-05-01/2031-05-04"}, ("Monday", "2031-05-01", "2031-05-04", "day")),
        (FIRST, {"said_words": "on Monday"}, ("on Monday", "2031-05-05", "2031-05-05", "day")),
        (SECOND, {"said_words": "Monday"}, ("Monday", None, None, "vague")),
        (
            SECOND,
            {"said": "2031-05-05", "said_words": "Monday"},
            ("Monday", "2031-05-05", "2031-05-05", "day"),
        ),
    ],
)
def test_when_it_was_said(one: Any, wanted: dict[str, str], expected: tuple[str, ...]) -> None:
    words, *days = expected
    assert applied(one, **wanted) == replace(one, said=Period(span(DAM, words), *days))


def test_not_said_when() -> None:
    assert applied(said="null") == replace(FIRST, said=None)


def test_a_correction_is_applicable_where_all_its_words_stand() -> None:
    changes = changed(source="she", content=("holds",), said_words="on Monday")
    assert applicable(DAM, changes)
    for word in ("she", "holds", "on Monday"):
        assert not applicable(DAM.replace(word, "…"), changes)


def test_words_that_are_gone_are_left_out() -> None:
    gone = selector_of("elsewhere", Span(0, 9, "elsewhere"))
    assert corrected(READING, FIRST, Changes(source=(gone,)), []).source is None

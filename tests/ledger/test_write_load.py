"""What is written is what is loaded."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import views
from sayso.errors import UnknownEntry
from sayso.ledger import Ledger
from sayso.ledger.load import load_reading, reader_of
from sayso.ledger.write import add_capture, add_reading, folded
from sayso.model import (
    Actor,
    Furniture,
    Hand,
    Period,
    Place,
    Reading,
    Report,
    Span,
    Statement,
    Timex,
    Words,
    sha256,
)
from tests.making import READER, dam_reading, item, kept, one_statement, report, statement

IDS = (f"{number:016x}" for number in itertools.count())
# Any character but surrogates, odd ones more often than not.
CHARACTERS = st.characters(codec="utf-8") | st.sampled_from("\0\r\n\t\x1b\x85\u2028\ufeff'\"\\é😀")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def statements(draw: st.DrawFn, text: str) -> Statement:
    of_text = spans(text)
    content = tuple(draw(st.lists(of_text, min_size=1, max_size=4)))
    return Statement(
        id="",
        voice="source",
        kind="mixed",
        source=draw(st.none() | of_text),
        cue=draw(st.none() | of_text),
        content=content,
        words=tuple(Words(one, draw(st.sampled_from(["quoted", "reported"]))) for one in content),
        speakers=tuple(draw(st.lists(st.sampled_from(["a1", "a2"]), max_size=2, unique=True))),
        verb=draw(st.none() | TEXTS),
        said=draw(st.none() | st.builds(Period, of_text, st.none(), st.none(), st.just("vague"))),
        within=draw(st.none() | st.just("0" * 16)),
        chain=tuple(draw(st.lists(st.builds(Hand, st.just("a1"), st.none() | of_text)))),
        score=draw(st.floats(0, 1)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(TEXTS)
    of_text = spans(text)
    made = report(text, title=draw(st.none() | TEXTS), publisher=draw(st.none() | TEXTS))
    return Reading(
        replace(made, authors=tuple(draw(st.lists(TEXTS, max_size=2)))),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
        furniture=(Furniture(draw(of_text), "plug"),),
        actors=(
            Actor("a1", draw(TEXTS), "person", side=("Ulver", "Dam"), side_basis=draw(of_text)),
            Actor("a2", draw(TEXTS), "person", unnamed=draw(st.booleans()), side_basis="user"),
        ),
        statements=tuple(draw(st.lists(statements(text), max_size=3))),
        times=(Timex(draw(of_text), "DATE", None, None, None, "day"),),
        places=(Place(draw(of_text), "Ulverby", 7, 1.5, -2.25, None),),
    )


def with_ids(reading: Reading) -> Reading:
    """The reading with ids that no other has, so that one ledger serves all examples."""
    made = replace(reading.report, id=next(IDS))
    return replace(
        reading, report=made, statements=tuple(replace(s, id=next(IDS)) for s in reading.statements)
    )


@given(readings())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_reading_comes_back_as_it_was(ledger: Ledger, reading: Reading) -> None:
    reading = with_ids(reading)
    ledger.connection.execute("PRAGMA synchronous = OFF")
    assert add_reading(ledger, item(reading.report), reading, READER, keep_raw=False)
    with Ledger.open(ledger.path) as again:
        assert load_reading(again, reading.report.id) == reading
        assert reader_of(again, reading.report.id) == READER


def test_a_report_met_again_gains_a_capture_alone(ledger: Ledger) -> None:
    reading = dam_reading()
    assert add_reading(ledger, item(reading.report, "a.txt"), reading, READER)
    before = views.counts(ledger)
    assert not add_reading(ledger, item(reading.report, "b.txt"), reading, READER)
    add_capture(ledger, item(reading.report, "c.txt"))
    assert views.counts(ledger) == before | {"captures": 3}
    asked = [c["requested"] for c in views.show(ledger, reading.report.id).captures]
    assert asked == ["a.txt", "b.txt", "c.txt"]


def test_raw_bytes_lie_beside_the_ledger_under_their_hash(ledger: Ledger) -> None:
    reading = dam_reading()
    kept(ledger, reading, reading)
    raw = reading.report.text.encode()
    digest = sha256(raw)
    files = [path for path in ledger.raw_folder.rglob("*") if path.is_file()]
    assert files == [ledger.path.parent / "case.db.raw" / digest[:2] / digest]
    assert files[0].read_bytes() == raw


def test_raw_bytes_need_not_be_kept(ledger: Ledger) -> None:
    reading = dam_reading()
    add_reading(ledger, item(reading.report), reading, READER, keep_raw=False)
    add_capture(ledger, item(reading.report), keep_raw=False)
    assert not ledger.raw_folder.exists()
    assert views.counts(ledger)["captures"] == 2


def test_two_outlets_with_one_text_are_two_reports(ledger: Ledger) -> None:
    gazette, herald = report(publisher="The Harrow Gazette"), report(publisher="Ulver Herald")
    kept(ledger, dam_reading(gazette), dam_reading(herald))
    assert views.counts(ledger) == {"reports": 2, "captures": 2, "statements": 4, "actors": 1}


def test_a_report_that_is_not_there(ledger: Ledger) -> None:
    with pytest.raises(UnknownEntry) as raised:
        load_reading(ledger, "0" * 16)
    assert (raised.value.kind, raised.value.key) == ("report", "0" * 16)


def test_two_actors_of_a_reading_may_be_one_in_the_ledger(ledger: Ledger) -> None:
    made = report("Orla Venn said: hold. ORLA VENN")
    both = (Actor("a1", "Orla Venn", "person"), Actor("a2", "ORLA VENN", "person"))
    told = statement(made, "hold", cue="said", speakers=("a1", "a2"))
    reading = Reading(made, actors=both, statements=(told,))
    kept(ledger, reading)
    assert load_reading(ledger, made.id) == reading
    assert [(row.name, row.statements) for row in views.who(ledger)] == [("Orla Venn", 1)]


def test_unnamed_sources_are_never_made_one(ledger: Ledger) -> None:
    for place in ("Ulverby", "Harrow"):
        reading = one_statement(f"{place} is quiet", "an official")
        unnamed = replace(reading.actors[0], unnamed=True)
        kept(ledger, replace(reading, actors=(unnamed,)))
    assert [(row.name, row.unnamed) for row in views.who(ledger)] == [("an official", True)] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orla Venn", "ORLA  VENN"),
        ("Jörn Ås", "jorn as"),
        ("Jörn", "Jo\u0308rn"),
        ("Ёлка", "елка"),
        ("Strauß", "STRAUSS"),
    ],
)
def test_names_that_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_the_text_of_a_report_is_kept_to_the_character(ledger: Ledger) -> None:
    made: Report = report("\ufeffLine\r\none\0\u2028“two” 😀 e\u0301\n")
    kept(ledger, Reading(made))
    assert load_reading(ledger, made.id).report == made

"""The frozen types and their plain form."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import (
    Actor,
    Furniture,
    Hand,
    Period,
    Reading,
    Report,
    Span,
    Statement,
    Timex,
    Words,
    reading_from_plain,
    reading_to_plain,
    report_id,
    sha256,
    statement_id,
)

TEXT = "The dam holds, said Orla Venn on Monday."


def report(text: str = TEXT) -> Report:
    return Report(
        "0" * 16, sha256(text.encode()), sha256(b""), None, None, None, ("A. Writer",), "en",
        "utf-8", "2031-05-05", "given", "article", text,
    )  # fmt: skip


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    return Span.of(TEXT, start, end)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    content = tuple(draw(st.lists(spans(), min_size=1, max_size=3)))
    return Statement(
        id=statement_id("0" * 16, content[0]),
        voice="source",
        kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        source=draw(st.none() | spans()),
        cue=draw(st.none() | spans()),
        content=content,
        words=tuple(Words(span, "quoted") for span in content),
        speakers=("a1",),
        said=draw(st.none() | st.builds(Period, spans(), st.none(), st.none(), st.just("day"))),
        chain=tuple(draw(st.lists(st.builds(Hand, st.just("a1"), st.none() | spans())))),
        score=draw(st.floats(0, 1)),
    )


@given(st.lists(statements(), max_size=3), spans(), st.none() | spans() | st.just("user"))
def test_a_reading_survives_its_plain_form(
    made: list[Statement], span: Span, basis: Span | str | None
) -> None:
    reading = Reading(
        report(),
        notes=("a note",),
        furniture=(Furniture(span, "plug"),),
        actors=(Actor("a1", "Orla Venn", "person", side=("Venn",), side_basis=basis),),
        statements=tuple(made),
        times=(Timex(span, "DATE", "2031-05-05", None, None, "day"),),
    )
    plain = json.loads(json.dumps(reading_to_plain(reading, "a.txt")))
    assert reading_from_plain(plain) == reading


def test_the_plain_form_is_the_contract() -> None:
    span = Span.of(TEXT, 30, 39)
    said = Period(span, "2031-05-05", "2031-05-05", "day")
    one = Statement(
        "id", "source", "indirect", None, None, (span,), (Words(span, "reported"),), said=said
    )
    plain = reading_to_plain(Reading(report(), statements=(one,)), "-")
    assert plain["schema"] == "sayso/1"
    assert plain["input"] == "-"
    assert plain["statements"][0]["words"] == [
        {"start": 30, "end": 39, "text": "on Monday", "as": "reported"}
    ]
    assert plain["statements"][0]["said"] == {
        "start": 30, "end": 39, "text": "on Monday",
        "from": "2031-05-05", "to": "2031-05-05", "granularity": "day",
    }  # fmt: skip
    assert plain["report"]["authors"] == ["A. Writer"]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4), (0, 1000)])
def test_a_span_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside a text of"):
        Span.of(TEXT, start, end)


def test_report_ids_tell_outlets_apart_and_nothing_else() -> None:
    digest = sha256(TEXT.encode())
    assert report_id(digest, "https://a.example/1", "A") == report_id(
        digest, "https://a.example/1", "B"
    )
    assert len({report_id(digest, None, p) for p in ("A", "B", None)}) == 3
    assert len(report_id(digest, None, None)) == 16

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model import QuoteKind, Span, Statement, Voice
from sayso.reading.restating import tied

QUOTED = "“The ministry probably has withdrawn its boats from the eastern and southern harbours”"


def statement(
    name: str, words: str, kind: QuoteKind, *, by: str = "a1", voice: Voice = "source"
) -> Statement:
    return Statement(
        name, voice, kind, None, None, (Span(0, len(words), words),), (),
        speakers=(by,) if voice == "source" else (),
    )  # fmt: skip


def departures(paraphrase: str, quoted: str = QUOTED) -> list[str]:
    one, _ = tied([statement("p", paraphrase, "indirect"), statement("q", quoted, "direct")])
    assert one.restates == ("q" if one.departs else None)
    return [part.text for part in one.departs]


@pytest.mark.parametrize(
    ("paraphrase", "departs"),
    [
        (
            "the ministry has withdrawn its boats from just the eastern harbours",
            ["just the eastern harbours"],
        ),
        ("the ministry has withdrawn its boats from southern harbours", ["southern harbours"]),
        ("the ministry has withdrawn its boats from eastern and southern harbours", []),
        ("the ministry has withdrawn its boats", []),
        ("the pub has a roof of slate", []),
    ],
)
def test_where_a_paraphrase_leaves_the_quotation(paraphrase: str, departs: list[str]) -> None:
    assert departures(paraphrase) == departs


def test_another_number_of_the_same() -> None:
    quoted = "“We counted 40 sailors at the northern harbour on Tuesday”"
    assert departures("they counted 60 sailors at the northern harbour", quoted) == ["60 sailors"]
    assert departures("they counted 40 sailors at the northern harbour", quoted) == []


def test_another_speakers_quotation_is_not_departed_from() -> None:
    one, _ = tied([
        statement("p", "the ministry has withdrawn its boats from southern harbours", "indirect"),
        statement("q", QUOTED, "direct", by="a2"),
    ])  # fmt: skip
    assert (one.restates, one.departs) == (None, ())


def test_the_outlet_restates_what_anybody_says() -> None:
    headline = "Ferry sinks in northern harbour, sailors drowned"
    told = "that a ferry sank in the northern harbour on Tuesday and two sailors drowned"
    one, other = tied([
        statement("o", headline, "indirect", voice="outlet"),
        statement("s", told, "indirect"),
    ])  # fmt: skip
    assert (one.restates, other.restates) == ("s", None)


def test_spans_stand_where_their_text_does() -> None:
    words = "the ministry has withdrawn its boats from just the eastern harbours"
    paraphrase = statement("p", words, "indirect")
    moved = Span(100, 100 + len(words), words)
    one, _ = tied([
        replace(paraphrase, content=(moved,)),
        statement("q", QUOTED, "direct"),
    ])  # fmt: skip
    (part,) = one.departs
    assert words[part.start - 100 : part.end - 100] == part.text

"""Chains of hands."""

from __future__ import annotations

from dataclasses import replace

from sayso.model import Hand, Span, Statement
from sayso.reading.chains import chained

TEXT = "Brell said the port had said the pump failed."
BRELL, PORT = Span(0, 5, "Brell"), Span(11, 19, "the port")


def statement(key: str, who: str, source: Span, within: str | None = None) -> Statement:
    content = (Span(30, 45, TEXT[30:45]),)
    made = Statement(key, "source", "indirect", source, None, content, (), speakers=(who,))
    return replace(made, within=within)


def test_a_statement_came_through_those_it_stands_inside() -> None:
    outer, inner = statement("o", "a1", BRELL), statement("i", "a2", PORT, "o")
    made = chained([inner, outer])
    assert made[0].chain == (Hand("a1", BRELL), Hand("a2", PORT))
    assert made[1].chain == (Hand("a1", BRELL),)


def test_an_open_speaker_is_no_hand() -> None:
    outer = replace(statement("o", "a1", BRELL), speakers=())
    made = chained([outer, statement("i", "a2", PORT, "o")])
    assert [one.chain for one in made] == [(), (Hand("a2", PORT),)]


def test_a_circle_ends() -> None:
    one, other = statement("o", "a1", BRELL, "i"), statement("i", "a2", PORT, "o")
    assert len(chained([one, other])[0].chain) == 2

"""“I” and “we” inside somebody's words."""

from __future__ import annotations

from dataclasses import replace

from sayso.model import Span, Statement
from sayso.reading.selves import resolved

OUTER = Statement(
    "o", "source", "direct", Span(40, 45, "Brell"), None, (Span(0, 38, "x"),), (), speakers=("a1",)
)
INNER = replace(OUTER, id="i", source=Span(1, 2, "I"), speakers=(), within="o")


def test_i_is_whoever_is_quoted() -> None:
    assert [one.speakers for one in resolved([INNER, OUTER])] == [("a1",), ("a1",)]


def test_we_two_deep_is_the_outermost_known_speaker() -> None:
    deeper = replace(INNER, id="d", source=Span(5, 7, "We"), within="i")
    assert resolved([deeper, INNER, OUTER])[0].speakers == ("a1",)


def test_i_of_nobody_stays_open() -> None:
    assert resolved([replace(INNER, within=None)])[0].speakers == ()
    assert resolved([INNER, replace(OUTER, speakers=())])[0].speakers == ()


def test_another_inner_source_keeps_its_own_speaker() -> None:
    other = replace(INNER, source=Span(1, 9, "the port"), speakers=("a2",))
    unknown = replace(INNER, id="u", source=Span(1, 4, "you"))
    assert [one.speakers for one in resolved([other, unknown, OUTER])] == [("a2",), (), ("a1",)]


def test_a_circle_ends() -> None:
    assert resolved([replace(INNER, within="i")])[0].speakers == ()

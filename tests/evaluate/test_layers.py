"""The layers beyond spans, against gold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.evaluate.layers import layer_figures, macro_f1, nested_figures, pairs_of
from sayso.model import Figure, Hand, Period, Reading, Span, Statement
from tests.making import dam_reading


def with_first(reading: Reading, **changes: object) -> Reading:
    first, *rest = reading.statements
    return replace(reading, statements=(replace(first, **changes), *rest))


def test_a_reading_agrees_with_itself() -> None:
    dam = dam_reading()
    figures = layer_figures(pairs_of(dam, dam))
    assert figures["speakers_right"] == figures["speakers_answered"] == 1.0
    assert figures["act_macro_f1"] == figures["kind_right"] == 1.0


def test_nothing_read_gives_nought() -> None:
    dam = dam_reading()
    assert set(layer_figures(pairs_of(replace(dam, statements=()), dam)).values()) == {0.0}


def test_an_open_speaker_is_not_answered() -> None:
    dam = dam_reading()
    figures = layer_figures(pairs_of(with_first(dam, speakers=()), dam))
    assert (figures["speakers_answered"], figures["speakers_right"]) == (0.5, 1.0)


def test_macro_f1_weighs_every_label_of_the_gold_alike() -> None:
    labels = [("deny", "deny"), ("assert", "deny"), ("assert", "assert"), ("ask", "assert")]
    assert macro_f1(labels) == pytest.approx((2 / 3 + 1 / 2) / 2)
    assert macro_f1([]) == 0.0


def test_a_date_that_was_made_up_counts_against_what_was_given() -> None:
    dam = dam_reading()
    span = Span(0, 3, dam.report.text[:3])
    day = Period(span, "2031-03-10", "2031-03-10", "day")
    read, gold = with_first(dam, said=day), with_first(dam, said=replace(day, to="2031-03-11"))
    figures = layer_figures(pairs_of(read, gold))
    assert (figures["said_right_of_given"], figures["said_found"]) == (0.0, 0.0)
    assert layer_figures(pairs_of(gold, gold))["said_found"] == 1.0


def test_figures_are_compared_by_kind_and_bounds() -> None:
    dam = dam_reading()
    span = Span(0, 3, dam.report.text[:3])
    few = Figure(span, "killed", None, 5, None, "people", None)
    read = with_first(dam, figures=(few, replace(few, low=7)))
    gold = with_first(dam, figures=(replace(few, unit=None),))
    assert layer_figures(pairs_of(read, gold))["figures_f1"] == pytest.approx(2 / 3)


def test_a_chain_is_compared_hand_by_hand() -> None:
    dam = dam_reading()
    hands = (Hand(dam.actors[0].ref, None),) * 2
    gold = with_first(dam, chain=hands)
    assert layer_figures(pairs_of(gold, gold))["chain_exact"] == 1.0
    assert layer_figures(pairs_of(with_first(dam, chain=hands[:1]), gold))["chain_exact"] == 0.0


def test_nested_statements_have_figures_of_their_own() -> None:
    dam = dam_reading()
    first, second = dam.statements
    gold = replace(dam, statements=(first, _within(second, first)))
    figures = nested_figures([(gold, gold)], pairs_of(gold, gold))
    assert figures == {"nested_exact_f1": 1.0, "nested_found": 1.0}
    figures = nested_figures([(dam, gold)], pairs_of(dam, gold))
    assert figures == {"nested_exact_f1": 0.0, "nested_found": 1.0}


def _within(inner: Statement, outer: Statement) -> Statement:
    return replace(inner, within=outer.id)


def test_camps_are_paired_within_a_report_whatever_they_are_called() -> None:
    dam = dam_reading()
    first, *rest = dam.actors

    def sided(*side: str) -> Reading:
        return replace(dam, actors=(replace(first, side=side or None), *rest))

    other = layer_figures(pairs_of(sided("government", "Dam Board"), sided("Norrla", "Dam Board")))
    assert (other["sides_right"], other["sides_named"]) == (1.0, 0.0)
    same = layer_figures(pairs_of(sided("Norrla"), sided("Norrla", "Dam Board")))
    assert (same["sides_right"], same["sides_named"]) == (1.0, 1.0)
    assert layer_figures(pairs_of(sided(), sided("Norrla")))["sides_right"] == 0.0
    assert layer_figures(pairs_of(sided("Norrla"), sided()))["sides_wrongly_given"] > 0.0

"""Stance, figures and notes on sentences written to measure them: floors under what is reached."""

from __future__ import annotations

import pytest

from benchmarks import fresh
from benchmarks.figures import KEYS, tallied
from sayso.evaluate.layers import macro_f1

HALVES = [fresh.load(half) for half in fresh.HALVES]


def test_the_halves_are_alike_in_size_and_share_nothing() -> None:
    rules, held = HALVES
    for name in ("statements", "figures", "notes"):
        assert abs(len(rules[name]) - len(held[name])) <= 1
    assert not {s["marked"] for s in rules["statements"]} & {
        s["marked"] for s in held["statements"]
    }


@pytest.mark.parametrize("items", HALVES, ids=fresh.HALVES)
def test_acts_and_factuality(items: dict) -> None:  # type: ignore[type-arg]
    for name, floor in (("act", 0.86), ("factuality", 0.94), ("reporter", 0.92)):
        both = [(str(getattr(read, name)), label[name]) for read, label in fresh.stances(items)]
        assert macro_f1(both) >= floor


@pytest.mark.parametrize("items", HALVES, ids=fresh.HALVES)
def test_figures_and_notes(items: dict) -> None:  # type: ignore[type-arg]
    assert tallied(fresh.figures(items), KEYS["value, bounds and unit"]).f1 >= 0.88
    assert fresh.notes(items, exact=False).f1 >= 0.86

"""Stance, figures and notes on sentences written to measure them: floors under what is reached."""

from __future__ import annotations

import pytest

from benchmarks import fresh
from benchmarks.figures import KEYS, tallied
from sayso.evaluate.layers import macro_f1

PARTS = [fresh.load(part) for part in fresh.PARTS]


def test_the_halves_are_alike_in_size_and_no_parts_share_anything() -> None:
    rules, held = PARTS[:2]
    for name in ("statements", "figures", "notes"):
        assert abs(len(rules[name]) - len(held[name])) <= 1
    marked = [s["marked"] for part in PARTS for s in part["statements"]]
    assert len(marked) == len(set(marked))


@pytest.mark.parametrize("items", PARTS, ids=fresh.PARTS)
def test_acts_and_factuality(items: dict) -> None:  # type: ignore[type-arg]
    for name, floor in (("act", 0.86), ("factuality", 0.94), ("reporter", 0.92)):
        both = [(str(getattr(read, name)), label[name]) for read, label in fresh.stances(items)]
        assert macro_f1(both) >= floor


@pytest.mark.parametrize("items", PARTS, ids=fresh.PARTS)
def test_figures_and_notes(items: dict) -> None:  # type: ignore[type-arg]
    assert tallied(fresh.figures(items), KEYS["value, bounds and unit"]).f1 >= 0.88
    assert fresh.notes(items, exact=False).f1 >= 0.85

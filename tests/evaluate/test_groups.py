"""Groups against gold groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.groups import b_cubed, pairs_f1


def test_pairs() -> None:
    tally = pairs_f1([{1, 2, 3}, {4}], [{1, 2}, {3, 4}])
    assert (tally.right, tally.read, tally.gold) == (1, 3, 2)


def test_b_cubed_by_hand() -> None:
    gold = {1: "a", 2: "a", 3: "b"}
    assert b_cubed({1: "x", 2: "x", 3: "x"}, gold)[:2] == pytest.approx((5 / 9, 1.0))
    assert b_cubed({1: "x", 2: "y", 3: "z"}, gold)[:2] == pytest.approx((1.0, 2 / 3))


def test_what_is_in_no_group_is_alone() -> None:
    assert b_cubed({}, {1: "a", 2: "a"})[:2] == (1.0, 0.5)
    assert b_cubed({1: "x"}, {}) == (0.0, 0.0, 0.0)


@given(st.dictionaries(st.integers(0, 9), st.sets(st.sampled_from("abc"), min_size=1), min_size=1))
def test_groups_agree_with_themselves(groups: dict[int, set[str]]) -> None:
    assert b_cubed(groups, groups) == pytest.approx((1.0, 1.0, 1.0))

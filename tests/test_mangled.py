"""Spoilt inputs end in a reading with exact spans, or are skipped with a reason."""

from __future__ import annotations

import pytest

from benchmarks.mangled import mangled, outcome


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_spoilt_inputs_are_read_or_skipped(first: int) -> None:
    outcomes = [outcome(number) for number in range(first, first + 100)]
    assert any("read" in one for one in outcomes)


def test_an_input_is_the_same_each_time() -> None:
    assert [mangled(number) for number in range(5)] == [mangled(number) for number in range(5)]

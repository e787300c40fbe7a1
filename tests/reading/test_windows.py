"""Windows over long texts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.windows import DISTANCES, OVERLAP, SIZE, bounds, distances, paragraph_steps


@given(st.integers(0, 20_000))
def test_windows_cover_every_piece_and_overlap(count: int) -> None:
    found = bounds(count)
    assert all(0 <= a < b <= count and b - a <= SIZE for a, b in found)
    assert ([a for a, _ in found][:1], [b for _, b in found][-1:]) == (
        ([0], [count]) if count else ([], [])
    )
    for (_, end), (start, _) in pairwise(found):
        assert end - start >= OVERLAP - 1


@given(st.integers(1, 400), st.data())
def test_distances_fit_their_table(length: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, length - 1))
    last = data.draw(st.integers(first + 1, length))
    found = distances(length, first, last)
    assert found.min() >= 0
    assert found.max() < DISTANCES
    assert (found[first:last] == 16).all()
    assert (np.diff(found) >= 0).all()


def test_paragraph_steps_stop_at_four() -> None:
    paragraphs = np.arange(11, dtype=np.int32)
    assert paragraph_steps(paragraphs, 5).tolist() == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8]

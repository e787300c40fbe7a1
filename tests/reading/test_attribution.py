"""Scores of tags and links → attributions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.attribution import (
    CONTENT,
    CUE,
    Settings,
    chance,
    cues_of,
    inside_content,
    linked_all,
)
from sayso.reading.encoder import Window
from sayso.reading.pieces import Pieces
from sayso.reading.spans import O

SCALED = Settings(stretch=0.7, shift=-0.4, inner_stretch=1.3, inner_shift=0.2)


def window(length: int) -> Window:
    """A window of one-character pieces, plainly outside everywhere."""
    at = np.arange(length, dtype=np.int32)
    features = np.zeros((length, 3), dtype=np.int32)
    pieces = Pieces(at, at * 2, at * 2 + 1, np.zeros(length, dtype=np.int32), features)
    tags = np.log(np.full((length, 3, 3), 0.01, dtype=np.float32))
    tags[:, :, O] = np.log(0.98)
    states = np.zeros((length, 128), dtype=np.float32)
    return Window(pieces, (0, length), tags, states, states, tags)


def with_tags(one: Window, row: int, places: dict[int, tuple[float, float]]) -> Window:
    """The window with the chances of B and I of some pieces."""
    tags = one.tags.copy()
    for place, (begun, inside) in places.items():
        tags[place, row] = np.log([begun, inside, 1 - begun - inside])
    return replace(one, tags=tags)


@pytest.fixture
def nested() -> Window:
    """Pieces 3 to 8 are a content, a doubtful cue stands at 5, a sure one at 1."""
    held = {3: (0.9, 0.05), **dict.fromkeys(range(4, 9), (0.01, 0.9))}
    marked = with_tags(window(10), CONTENT, held)
    return with_tags(marked, CUE, {1: (0.95, 0.01), 5: (0.2, 0.01)})


def test_pieces_of_a_content_are_inside_it(nested: Window) -> None:
    assert np.flatnonzero(inside_content(nested)).tolist() == [3, 4, 5, 6, 7, 8]


def test_an_inner_cue_is_found_where_inner_cues_are_favoured(nested: Window) -> None:
    assert cues_of(nested, Settings()) == [(1, 2)]
    assert cues_of(nested, Settings(inner_bias=2.0)) == [(1, 2), (5, 6)]


def test_inner_statements_have_a_bar_of_their_own(nested: Window) -> None:
    cues = [(1, 2), (5, 6)]
    links = np.log(np.full((2, 10, 2, 3), 0.01, dtype=np.float32))
    links[:, :, :, O] = np.log(0.98)
    links[0, 3:9, 1] = np.log([0.01, 0.98, 0.01])
    links[0, 3, 1] = np.log([0.98, 0.01, 0.01])
    links[1, 6:9, 1] = np.log([0.01, 0.98, 0.01])
    links[1, 6, 1] = np.log([0.98, 0.01, 0.01])
    settings = Settings(least=0.5, inner_least=0.1)
    found = list(linked_all(nested, cues, links, settings))
    assert [one.content for one in found] == [((6, 17),), ((12, 17),)]
    assert [one.cue for one in found] == [(2, 3), (10, 11)]
    assert len(list(linked_all(nested, cues, links, replace(settings, inner_least=0.5)))) == 1


@given(st.floats(0, 1), st.booleans())
def test_a_score_is_a_chance_and_stays_one_unscaled(score: float, inner: bool) -> None:
    assert chance(score, inner, Settings()) == pytest.approx(score, abs=0.0016)
    assert 0 <= chance(score, inner, SCALED) <= 1


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999), st.booleans())
def test_scaling_keeps_the_order_of_scores(one: float, other: float, inner: bool) -> None:
    low, high = sorted((one, other))
    assert chance(low, inner, SCALED) <= chance(high, inner, SCALED)

"""Decoding tags into spans."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.reading.encoder import log_chances
from sayso.reading.spans import B, I, O, best_span, best_spans

logits = st.integers(1, 6).flatmap(
    lambda n: arrays(np.float32, (n, 3), elements=st.floats(-4, 4, width=32))
)


def value(tags: tuple[int, ...], chances: np.ndarray) -> float:
    return float(sum(chances[at, tag] for at, tag in enumerate(tags)))


def legal(tags: tuple[int, ...]) -> bool:
    return all(tag != I or (at > 0 and tags[at - 1] in (B, I)) for at, tag in enumerate(tags))


def tags_of(spans: list[tuple[int, int]], count: int) -> tuple[int, ...]:
    tags = [O] * count
    for first, last in spans:
        tags[first:last] = [B] + [I] * (last - first - 1)
    return tuple(tags)


@given(logits)
def test_best_spans_are_the_best_there_are(raw: np.ndarray) -> None:
    chances = log_chances(raw)
    read = value(tags_of(best_spans(chances), len(chances)), chances)
    ways = (tags for tags in itertools.product((B, I, O), repeat=len(chances)) if legal(tags))
    best = max(value(tags, chances) for tags in ways)
    # A piece 99.5 % sure to be outside is taken to be: that much may be lost a piece.
    assert read >= best - 0.05 * len(chances) - 1e-4


@given(logits)
def test_best_span_is_the_best_single_one(raw: np.ndarray) -> None:
    chances = log_chances(raw)
    count = len(chances)
    none = value((O,) * count, chances)
    options = [
        (value(tags_of([(a, b)], count), chances) - none, (a, b))
        for a in range(count)
        for b in range(a + 1, count + 1)
    ]
    span, gain = best_span(chances)
    best = max(options)[0]
    assert abs(gain - best) < 1e-3
    assert (span is None) == (gain <= 0)


@given(logits, st.floats(-4, 4))
def test_a_bias_decides_whether_there_is_a_span_and_not_which(raw: np.ndarray, bias: float) -> None:
    chances = log_chances(raw)
    span, gain = best_span(chances, bias)
    plain, plain_gain = best_span(chances)
    assert gain == pytest.approx(plain_gain + bias, abs=1e-3)
    assert (span is None) == (gain <= 0)
    assert span is None or plain is None or span == plain


def test_two_spans_side_by_side_stay_two() -> None:
    sure = np.full((4, 3), -8.0, dtype=np.float32)
    for at, tag in enumerate((B, B, I, O)):
        sure[at, tag] = 0
    assert best_spans(sure) == [(0, 1), (1, 3)]
    assert best_spans(np.empty((0, 3), dtype=np.float32)) == []

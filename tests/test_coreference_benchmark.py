from __future__ import annotations

import pytest

from benchmarks.coreference import Question, answered, b_cubed, nearest, tally
from sayso.model import Span

TEXT = "Ada Brinn met Tom Vey. She left."
ITEM = Question(
    TEXT, Span.of(TEXT, 23, 26), (Span.of(TEXT, 0, 9), Span.of(TEXT, 14, 21)), (True, False)
)


def test_clusters_are_scored_by_b_cubed() -> None:
    assert b_cubed(["1", "1", "2"], ["a", "a", "b"]) == (1.0, 1.0)
    precision, recall = b_cubed(["1", "1", "1"], ["a", "a", "b"])
    assert (precision, recall) == (pytest.approx(5 / 9), 1.0)


def test_a_pronoun_is_asked_after_by_two_names() -> None:
    assert nearest(ITEM) == (False, True)
    told = answered(ITEM)
    assert tally([ITEM], [told]).gold == 1
    assert told in ((True, False), (False, False))

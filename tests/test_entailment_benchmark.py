"""The benchmark of likeness of meaning on made-up pairs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.entailment import Pair, bar, likenesses, pairs, ranked_alike

SICK = (
    "pair_ID\tsentence_A\tsentence_B\trelatedness_score\tentailment_judgment\n"
    "1\tA ferry left Orvane\tA boat left Orvane\t4.5\tENTAILMENT\n"
    "2\tA ferry left Orvane\tNo ferry left Orvane\t3.9\tCONTRADICTION\n"
)
RTE = (
    "index\tlabel\tsentence1\tsentence2\n"
    '0\t0\tThe "Heron" sank off Orvane.\tA ship sank.\n1\t1\tRain fell.\tIt was dry.\n'
)


@pytest.mark.parametrize(("text", "alike"), [(SICK, [4.5, 3.9]), (RTE, [None, None])])
def test_both_forms_are_read(tmp_path: Path, text: str, alike: list[float | None]) -> None:
    path = tmp_path / "set.tsv"
    path.write_text(text, encoding="utf-8")
    found = list(pairs(path))
    assert [one.follows for one in found] == [True, False]
    assert [one.alike for one in found] == alike


def test_the_bar_parts_what_can_be_parted() -> None:
    assert bar(np.array([0.1, 0.6, 0.8]), np.array([False, True, True])) == 0.6
    assert bar(np.array([0.1, 0.6]), np.array([False, False])) == float("inf")


def test_rank_correlation_with_ties() -> None:
    assert ranked_alike(np.array([1.0, 2.0, 3.0]), [10.0, 20.0, 90.0]) == pytest.approx(1)
    assert ranked_alike(np.array([1.0, 2.0, 3.0]), [3.0, 2.0, 1.0]) == pytest.approx(-1)
    assert ranked_alike(np.array([1.0, 2.0, 3.0]), [1.0, 1.0, 2.0]) == pytest.approx(
        0.866, abs=1e-3
    )


def test_a_rewording_is_liker_than_another_matter() -> None:
    near = Pair("The ferry sank off Orvane.", "A boat went down near Orvane.", True, None)
    far = Pair("The ferry sank off Orvane.", "Bread prices rose in March.", False, None)
    close, apart = likenesses([near, far])
    assert close > apart

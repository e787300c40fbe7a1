"""Attributions as spans against gold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.evaluate import Attributed, Score, Tally, matched, overlap, spans_of
from sayso.evaluate.spans import Contents
from tests.making import dam_reading

VENN = Attributed(((0, 4),), ((5, 9),), ((10, 20),))
TOLK = Attributed(((30, 34),), ((35, 39),), ((40, 50), (60, 70)))
BARE = Attributed((), (), ((80, 90),))


def test_a_tally_gives_its_figures() -> None:
    tally = Tally()
    tally.add(right=2, read=3, gold=4)
    tally.add(right=1, read=1, gold=2)
    assert (tally.precision, tally.recall) == (3 / 4, 3 / 6)
    assert tally.f1 == pytest.approx(2 * 0.75 * 0.5 / 1.25)


def test_a_tally_of_nothing_is_nought() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)


def test_a_perfect_score() -> None:
    score = Score()
    score.add([VENN, TOLK, BARE], [BARE, VENN, TOLK])
    assert set(score.figures().values()) == {1.0}


def test_nothing_read() -> None:
    score = Score()
    score.add([], [VENN])
    assert set(score.figures().values()) == {0.0}


def test_a_partial_score() -> None:
    # The cue is missed, the source is another's, one content ends too early, and one is no one's.
    wrong = Attributed(TOLK.source, (), ((10, 18),))
    score = Score()
    score.add([wrong, TOLK, BARE], [VENN, TOLK])
    figures = score.figures()
    assert figures == {
        "source_f1": pytest.approx(2 * 1 / (1 + 2)),  # the shared source counts once
        "cue_f1": pytest.approx(2 * 1 / (1 + 2)),
        "content_f1": pytest.approx(2 * 2 / (4 + 3)),
        "whole_f1": pytest.approx(2 * 1 / (3 + 2)),
        "whole_recall": 1 / 2,
        "found_recall": 1.0,
        "found_precision": pytest.approx(2 / 3),
        "source_right": 1 / 2,
    }


def test_scores_add_up_over_reports() -> None:
    score = Score()
    score.add([VENN], [VENN])
    score.add([VENN], [TOLK])
    assert score.figures()["whole_f1"] == 1 / 2
    assert score.figures()["found_recall"] == 1 / 2


def test_each_is_matched_once_the_best_first() -> None:
    gold = [Attributed((), (), ((10, 20),))]
    near, exact = Attributed((), (), ((10, 18),)), Attributed((), (), ((10, 20),))
    assert matched([near, exact], gold) == [(exact, gold[0])]
    assert matched([near], gold * 2) == [(near, gold[0])]


def test_less_than_half_an_overlap_is_no_match() -> None:
    half = Attributed((), (), ((10, 15),))
    assert matched([half], [VENN]) == [(half, VENN)]
    less = Attributed((), (), ((10, 14),))
    assert matched([less], [VENN]) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((), (), 1.0),
        (((0, 4),), (), 0.0),
        (((0, 4),), ((4, 8),), 0.0),
        (((0, 4), (4, 8)), ((0, 8),), 1.0),
        (((0, 4),), ((2, 6),), 2 / 6),
    ],
)
def test_overlap(one: Contents, other: Contents, expected: float) -> None:
    assert overlap(one, other) == overlap(other, one) == expected


def test_the_outlets_own_statements_are_not_scored() -> None:
    reading = dam_reading()
    first, second = reading.statements
    mixed = replace(reading, statements=(replace(first, voice="outlet"), second))
    assert spans_of(mixed) == [Attributed(((69, 72),), ((73, 78),), ((53, 68),))]

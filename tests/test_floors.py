"""Quality floors."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.floors import failures, lifted, lowered

KEPT: dict[str, Any] = {
    "gold_sha256": "abc",
    "floors": {"cue_f1": 0.7, "whole_f1": 0.5},
    "lowered": [],
}


def test_no_failure_at_or_above_the_floors() -> None:
    assert failures(KEPT, {"reports": 6, "cue_f1": 0.7, "whole_f1": 0.9}, "abc") == []


def test_each_figure_below_its_floor_is_named() -> None:
    assert failures(KEPT, {"cue_f1": 0.6996, "whole_f1": 0.25}, "abc") == [
        "cue_f1 is 0.700, below its floor 0.700",
        "whole_f1 is 0.250, below its floor 0.500",
    ]


def test_another_gold_is_a_failure() -> None:
    (wrong,) = failures(KEPT, {"cue_f1": 0.8, "whole_f1": 0.8}, "def")
    assert "def" in wrong
    assert "abc" in wrong


def test_floors_are_lifted_to_just_below_the_figures() -> None:
    figures = {"reports": 6, "cue_f1": 0.8127, "whole_f1": 0.75, "source_f1": 0.25}
    assert lifted(KEPT, figures, "def") == {
        "gold_sha256": "def",
        "floors": {"cue_f1": 0.782, "whole_f1": 0.72, "source_f1": 0.22},
        "lowered": [],
    }


def test_lifting_lowers_no_floor() -> None:
    new = lifted(KEPT, {"cue_f1": 0.6, "whole_f1": 0.505}, "abc")
    assert new["floors"] == KEPT["floors"]


def test_what_is_lifted_passes() -> None:
    figures = {"cue_f1": 0.1234567, "whole_f1": 0.01}
    empty = {"gold_sha256": "", "floors": {}, "lowered": []}
    assert failures(lifted(empty, figures, "abc"), figures, "abc") == []


def test_lowering_keeps_the_reason_and_changes_nothing_else() -> None:
    new = lowered(KEPT, "cue_f1=0.65", "other gold")
    assert new["floors"] == {"cue_f1": 0.65, "whole_f1": 0.5}
    assert new["lowered"] == [{"name": "cue_f1", "from": 0.7, "to": 0.65, "why": "other gold"}]
    assert new["gold_sha256"] == "abc"
    assert (KEPT["floors"]["cue_f1"], KEPT["lowered"]) == (0.7, [])


def test_lowering_twice_keeps_both_reasons() -> None:
    new = lowered(lowered(KEPT, "cue_f1=0.65", "one"), "cue_f1=0.6", "two")
    assert [(note["from"], note["why"]) for note in new["lowered"]] == [(0.7, "one"), (0.65, "two")]


@pytest.mark.parametrize(
    ("change", "reason", "words"),
    [
        ("verb_f1=0.5", "why not", "'verb_f1' is no floor; the floors are cue_f1, whole_f1"),
        ("cue_f1=0.5", None, "--reason"),
        ("cue_f1=0.5", "", "--reason"),
    ],
)
def test_what_is_not_lowered(change: str, reason: str | None, words: str) -> None:
    with pytest.raises(SystemExit, match=words):
        lowered(KEPT, change, reason)

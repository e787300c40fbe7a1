"""What speakers take back."""

from __future__ import annotations

import pytest

from sayso.compare.grouping import utterance
from sayso.compare.meaning import packaged
from sayso.compare.model import Relation, Told
from sayso.compare.relating import Scene
from sayso.compare.retractions import RETRACTION, retractions
from tests.compare.making import told

FIRST = told("two thousand people marched to the harbour", "Orla Venn", day="2031-05-04")
OTHER = told("the ferry leaves at noon", "Orla Venn", day="2031-05-04", report="r2")
TAKEN_BACK = told(
    "she was misunderstood, and that two thousand had marched all day long", "Orla Venn",
    day="2031-05-06", report="r3",
)  # fmt: skip


def found(*statements: Told) -> list[Relation]:
    said = [utterance([one]) for one in statements]
    return list(retractions(Scene(said, packaged().vectors([one.told[0] for one in said]))))


def test_what_a_speaker_takes_back_is_the_nearest_of_what_he_said_before() -> None:
    (one,) = found(FIRST, OTHER, TAKEN_BACK)
    assert (one.kind, one.a, one.b) == ("revises", TAKEN_BACK.id, FIRST.id)
    (reason,) = one.reasons
    assert reason.code == "retracts"
    assert [passage.span.text for passage in reason.spans] == ["misunderstood"]
    assert TAKEN_BACK.text[slice(reason.spans[0].span.start, reason.spans[0].span.end)] == (
        "misunderstood"
    )


def test_nobody_takes_back_what_another_said_or_what_came_later() -> None:
    another = told(FIRST.text, "Pim Oakes", day="2031-05-04", report="r4")
    later = told(FIRST.text, "Orla Venn", day="2031-05-07", report="r5")
    assert found(another, later, TAKEN_BACK) == []


@pytest.mark.parametrize(
    ("words", "taken_back"),
    [
        ("I must correct my words", True), ("she corrected herself", True),
        ("he had spoken from first reports", True), ("we no longer say that", True),
        ("they took it back", True), ("he misspoke", True), ("she meant Thursday", True),
        ("he took back what he said", True), ("the army took back the ridge", False),
        ("he corrected the exam papers", False),
        ("nobody was there", False), ("it was meant well", False),
    ],
)  # fmt: skip
def test_words_of_taking_back(words: str, taken_back: bool) -> None:
    assert bool(RETRACTION.search(words)) is taken_back

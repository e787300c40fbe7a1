from __future__ import annotations

import pytest

from sayso.reading import quotes
from sayso.reading.attribution import Attribution
from sayso.reading.forms import with_forms


def shown(text: str, *found: Attribution) -> list[tuple[str, str, str]]:
    made = with_forms(text, quotes.runs(text), (), found)
    return [
        tuple(text[slice(*part)] if part else "" for part in (one.source, one.cue, one.content[0]))  # type: ignore[misc]
        for one in made
    ]


@pytest.mark.parametrize(
    "line",
    [
        "“The dam holds.” ― Ada Brinn",
        '"The dam holds." -- Ada Brinn',
        "“The dam holds.”— Ada Brinn ",
    ],
)
def test_a_signed_quotation(line: str) -> None:
    ((source, _, content),) = shown(f"It rained.\n\n{line}\n\nNo more.")
    assert source == "Ada Brinn"
    assert content.strip('“”"') == "The dam holds."


@pytest.mark.parametrize(
    "line",
    [
        "“The dam” — a wall of earth — holds.",
        "“The dam holds,” said Ada Brinn.",
        "The dam holds ― Ada Brinn",
    ],
)
def test_what_is_not_signed(line: str) -> None:
    assert shown(line) == []


def test_what_another_attribution_has_is_not_given_again() -> None:
    text = "“The dam holds.” ― Ada Brinn"
    one = Attribution((19, 28), (17, 18), ((0, 16),), 0.7)
    assert shown(text, one) == [("Ada Brinn", "―", "“The dam holds.”")]

from __future__ import annotations

import pytest

from sayso.reading import quotes
from sayso.reading.attribution import Attribution
from sayso.reading.forms import with_forms, with_lone


def shown(text: str, *found: Attribution) -> list[tuple[str, str, str]]:
    quoted = quotes.runs(text)
    made = with_lone(text, quoted, (), with_forms(text, quoted, (), found))
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


@pytest.mark.parametrize(
    ("before", "quotation", "after"),
    [
        ("", "“I have seen no such letter at all.”", "\n\nIt rained."),
        ("It rained. ", "“Two of them left by the night train.”", ""),
    ],
)
def test_a_quotation_that_stands_alone(before: str, quotation: str, after: str) -> None:
    assert shown(before + quotation + after) == [("", "", quotation)]


@pytest.mark.parametrize(
    "text", ["She read “The Long Winter of Velm” twice.", "The “temporary” closure."]
)
def test_a_title_or_a_term_is_nobodys_statement(text: str) -> None:
    assert shown(text) == []


def test_a_quotation_that_somebody_says_is_his() -> None:
    text = "“I have seen no such letter at all,” Ada Brinn said."
    one = Attribution((37, 46), (47, 51), ((0, 36),), 0.9)
    assert [source for source, _, _ in shown(text, one)] == ["Ada Brinn"]

from __future__ import annotations

import pytest

from sayso.export.figures import figure_words
from sayso.model import Figure, Span


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (31, None, None, "killed 31 (so many)"),
        (4.25, None, None, "killed 4.25 (so many)"),
        (None, 19, None, "killed ≥19 (so many)"),
        (None, None, 600, "killed ≤600 (so many)"),
        (None, 8, 10, "killed 8–10 (so many)"),
        (2.0, None, None, "killed 2 (so many)"),
    ],
)
def test_a_figure_in_words(
    value: float | None, low: float | None, high: float | None, told: str
) -> None:
    one = Figure(Span(0, 7, "so many"), "killed", value, low, high, "people", "people")
    assert figure_words(one) == told

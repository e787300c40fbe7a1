"""A claimed figure in a few words, for tables and terminals."""

from __future__ import annotations

from sayso.model import Figure


def figure_words(figure: Figure) -> str:
    """“killed ≥19 (at least 19 people)”: the kind, value or bounds, and the report's words."""
    if figure.value is not None:
        number = _number_text(figure.value)
    elif figure.low is not None and figure.high is not None:
        number = f"{_number_text(figure.low)}–{_number_text(figure.high)}"
    elif figure.low is not None:
        number = f"≥{_number_text(figure.low)}"
    else:
        number = f"≤{_number_text(figure.high)}" if figure.high is not None else "?"
    return f"{figure.kind} {number} ({figure.span.text})"


def _number_text(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)

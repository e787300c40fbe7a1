from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.numbers import DIGITS, SCALES, TEENS, TENS, lowered, number_at

NAMES = {value: name for names in (DIGITS, TEENS, TENS) for name, value in names.items()}


def in_words(number: int) -> str:
    """A number below 10**15 as British news writes it out."""
    for name, scale in reversed(SCALES.items()):
        if number >= scale:
            over, rest = divmod(number, scale)
            return f"{in_words(over)} {name}" + tail(rest)
    if number >= 100:
        return f"{NAMES[number // 100]} hundred" + tail(number % 100)
    if number in NAMES:
        return NAMES[number]
    return f"{NAMES[number // 10 * 10]}-{NAMES[number % 10]}"


def tail(rest: int) -> str:
    if not rest:
        return ""
    return f" and {in_words(rest)}" if rest < 100 else f" {in_words(rest)}"


@given(st.integers(1, 10**15 - 1))
def test_a_number_written_out_is_read_back(number: int) -> None:
    words = in_words(number)
    found = number_at(words, 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(words))


@given(st.integers(0, 10**15), st.booleans())
def test_a_number_in_digits_is_read_back(number: int, commas: bool) -> None:
    digits = f"{number:,}" if commas else str(number)
    found = number_at(digits + " people", 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(digits))


@pytest.mark.parametrize(
    ("words", "value", "low", "unit"),
    [
        ("1.5 million", 1_500_000, None, None),
        ("£14m", 14_000_000, None, "pounds"),
        ("$3.2bn", 3_200_000_000, None, "dollars"),
        ("a dozen", 12, None, None),
        ("half a dozen", 6, None, None),
        ("two dozen", 24, None, None),
        ("half a million", 500_000, None, None),
        ("two-thirds", 66.67, None, "%"),
        ("dozens", None, 12, None),
        ("hundreds", None, 100, None),
        ("tens of thousands", None, 10_000, None),
        ("hundreds of thousands", None, 100_000, None),
        ("several hundred", None, 100, None),
    ],
)
def test_what_news_writes(words: str, value: float, low: float, unit: str) -> None:
    found = number_at(words, 0)
    assert found is not None
    assert (found.value, found.low, found.unit, found.end) == (value, low, unit, len(words))


@given(st.text())
def test_lower_case_keeps_offsets(text: str) -> None:
    assert len(lowered(text)) == len(text)

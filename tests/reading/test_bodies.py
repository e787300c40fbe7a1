from __future__ import annotations

import pytest

from sayso.reading import bodies


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("the FSB", ("Russia", "FSB")),
        ("Wagner Group", ("Russia", "Wagner Group")),
        ("al-Shabaab", ("al-Shabaab",)),
        ("the Lantern Front", None),
    ],
)
def test_a_body_of_the_world_by_all_its_words(name: str, side: tuple[str, ...] | None) -> None:
    assert bodies.side_of(name) == side


def test_a_body_among_words_stands_in_capitals() -> None:
    assert bodies.within("a senior Hamas official") == (("Hamas",), 2)
    assert bodies.within("the dpr of the old days") is None


def test_a_ruler_tells_whose_president_is_meant() -> None:
    assert bodies.ruled_by(("volodymyr", "zelensky")) == "Ukraine"
    assert bodies.ruled_by(("ada", "brinn")) is None
    assert bodies.ruled_by(()) is None

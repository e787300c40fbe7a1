from __future__ import annotations

import pytest

from sayso.reading import register, sentences, states
from sayso.reading.cast import Cast
from sayso.reading.organs import Organs


def organs(text: str) -> Organs:
    told = sentences.split(text)
    return Organs(Cast(text, told), states.find(text, told, register.read(text, told)))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("It rained. The army left.", ("government", "army")),
        ("OSTREL, Norrla, May 2 (Wire) - It rained. The army left.", ("Norrla", "army")),
        ("MOSCOW (Wire) - It rained. The army left.", ("Russia", "army")),
        ("Norrla's army came. Velka's navy too. The army left.", ("Norrla", "army")),
        ("Kenya denied it. The army left.", ("Kenya", "army")),
        ("Norrla's army and Velka's army met. It rained. The navy left.", None),
    ],
)
def test_whose_an_organ_is(text: str, path: tuple[str, ...] | None) -> None:
    name = "navy" if "The navy" in text else "army"
    assert organs(text).path(f"The {name}", text.rindex(f"The {name}")) == path


@pytest.mark.parametrize("name", ["the City Hospital", "the staff", "the Lakes District 9"])
def test_what_is_no_organ_where_no_state_is_spoken_of(name: str) -> None:
    assert organs(f"It rained. In came {name}.").path(name, 18) is None

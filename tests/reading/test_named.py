from __future__ import annotations

from sayso.reading.encoder import packaged
from sayso.reading.named import KINDS, Name, apart, find


def test_of_names_that_share_characters_the_likeliest_is_kept() -> None:
    low, high, other = (
        Name(0, 9, "person", 0.6), Name(4, 9, "place", 0.9), Name(12, 15, "person", 0.5)
    )  # fmt: skip
    assert apart([other, low, high]) == (high, other)


def test_the_encoder_finds_names_in_order() -> None:
    text = "Governor Ada Brinn of the Norrland Council spoke in London on Monday."
    found = find(packaged(), text)
    assert list(found) == sorted(found, key=lambda name: name.start)
    assert all(name.kind in KINDS and 0 <= name.score <= 1 for name in found)
    assert any("Brinn" in text[name.start : name.end] for name in found)

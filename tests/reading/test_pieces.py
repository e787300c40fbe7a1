from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.encoder import packaged
from sayso.reading.pieces import split

TOKENIZER = packaged().tokenizer


def test_pieces_point_at_their_characters() -> None:
    text = "Dr Wirth said: “Café’s shut.”"
    pieces = split(text, TOKENIZER)
    cut = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert cut[0] == "Dr"
    assert "“" in cut
    assert "".join(cut) == text.replace(" ", "")


def test_what_is_not_read_has_no_piece() -> None:
    text = "(LAMP/Bex Corley)\nThe school is shut."
    pieces = split(text, TOKENIZER, [(0, 17)])
    assert text[pieces.starts[0] : pieces.ends[0]] == "The"
    assert all(start >= 18 for start in pieces.starts)


@given(st.text(max_size=200))
def test_offsets_are_ordered_and_inside_any_text(text: str) -> None:
    pieces = split(text, TOKENIZER)
    assert all(0 <= a < b <= len(text) for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert all(a <= b for a, b in zip(pieces.starts, pieces.starts[1:], strict=False))
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.features)

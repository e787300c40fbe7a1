"""Text → word pieces with what the uncased vocabulary forgets: casing, quotation, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.reading import quotes

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
CLS, SEP = 101, 102
# Sizes of the extra input embeddings, in the order of the columns of `Pieces.features`.
SHAPES, QUOTES, PLACES = 8, 5, 5
FEATURES = (SHAPES, QUOTES, PLACES)

Ints = NDArray[np.int32]
Offsets = tuple[int, int]


class Encoding(Protocol):
    @property
    def ids(self) -> list[int]: ...
    @property
    def offsets(self) -> list[Offsets]: ...


class Tokenizer(Protocol):
    def encode_batch(self, texts: list[str], *, add_special_tokens: bool) -> Sequence[Encoding]: ...


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: vocabulary ids, half-open code-point offsets, the paragraph each
    stands in, all of shape (n,), and `features` of shape (n, 3): shape, quotation, place."""

    ids: Ints
    starts: Ints
    ends: Ints
    paragraphs: Ints
    features: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, first: int, last: int) -> Pieces:
        """Pieces `first` to `last` (half-open)."""
        return Pieces(
            self.ids[first:last],
            self.starts[first:last],
            self.ends[first:last],
            self.paragraphs[first:last],
            self.features[first:last],
        )


def split(text: str, tokenizer: Tokenizer, unread: Sequence[Offsets] = ()) -> Pieces:
    """The pieces of a text, those that touch an `unread` stretch (furniture) left out."""
    paragraphs = [m.span() for m in PARAGRAPH.finditer(text)]
    encodings = tokenizer.encode_batch([text[a:b] for a, b in paragraphs], add_special_tokens=False)
    quoted = _quote_states(text)
    hidden = _mask(len(text), unread)
    columns: list[list[int]] = [[] for _ in range(7)]
    for number, ((begin, _), encoding) in enumerate(zip(paragraphs, encodings, strict=True)):
        previous = -1
        for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            start, end = start + begin, end + begin
            if start == end or hidden[start:end].any():
                continue
            row = (piece, start, end, number, shape_of(text, start, end), quoted[start])
            place = _place(number, start, previous)
            for column, value in zip(columns, (*row, place), strict=True):
                column.append(value)
            previous = end
    arrays = [np.array(column, dtype=np.int32) for column in columns]
    ids, starts, ends, numbers, *features = arrays
    return Pieces(ids, starts, ends, numbers, np.stack(features, axis=1))


def shape_of(text: str, start: int, end: int) -> int:
    """How a piece is written: 1 lower, 2 capitalised, 3 all capitals, 4 mixed, 5 digits,
    6 punctuation, 7 other; 0 is kept for the marks that open and close a window."""
    piece = text[start:end]
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if len(piece) > 1 or (end < len(text) and text[end].isupper()) else 2
    if piece.istitle():
        return 2
    if piece.isdigit():
        return 5
    if piece.isalpha():
        return 4 if any(c.isupper() for c in piece) else 7
    return 6


def _place(number: int, start: int, previous: int) -> int:
    """1 a paragraph's first piece, 2 the first of the text, 3 glued to the piece before, 4 not."""
    if previous < 0:
        return 2 if number == 0 else 1
    return 3 if start == previous else 4


def _quote_states(text: str) -> NDArray[np.uint8]:
    """Per character: 0 outside quotation marks, 1 inside, 2 a mark, 3 inside single marks,
    4 inside a run that never closes."""
    states = np.zeros(len(text), dtype=np.uint8)
    for run in quotes.runs(text):
        states[run.start : run.end] = 3 if run.single else 1 if run.closed else 4
        states[run.start] = 2
        if run.closed:
            states[run.end - 1] = 2
    return states


def _mask(length: int, stretches: Sequence[Offsets]) -> NDArray[np.bool_]:
    mask = np.zeros(length, dtype=np.bool_)
    for start, end in stretches:
        mask[start:end] = True
    return mask

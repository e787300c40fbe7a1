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
    begins = [begin for begin, _ in paragraphs]
    counts = [len(one.ids) for one in encodings]
    ids = _ints([piece for one in encodings for piece in one.ids])
    offsets = _ints([edge for one in encodings for pair in one.offsets for edge in pair])
    ends = offsets.reshape(-1, 2) + np.repeat(_ints(begins), counts)[:, None]
    numbers = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    kept = _read(ends, len(text), unread)
    return _pieces(text, ids[kept], ends[kept], numbers[kept])


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int32)


def _read(edges: Ints, length: int, unread: Sequence[Offsets]) -> NDArray[np.bool_]:
    """Which pieces (n,) hold characters, none of them unread; `edges` (n, 2) are their offsets."""
    hidden = np.concatenate([[0], np.cumsum(_mask(length, unread))])
    starts, ends = edges[:, 0], edges[:, 1]
    read: NDArray[np.bool_] = (starts != ends) & (hidden[starts] == hidden[ends])
    return read


def _pieces(text: str, ids: Ints, edges: Ints, numbers: Ints) -> Pieces:
    starts, ends = edges[:, 0], edges[:, 1]
    shapes = [shape_of(text, start, end) for start, end in edges.tolist()]
    first = np.concatenate([[True], numbers[1:] != numbers[:-1]])[: len(ids)]
    glued = starts == np.concatenate([[-1], ends[:-1]])[: len(ids)]
    # 1 a paragraph's first piece, 2 the first of the text, 3 glued to the piece before, 4 not.
    places = np.where(first, np.where(numbers == 0, 2, 1), np.where(glued, 3, 4))
    columns = (_ints(shapes), _quote_states(text)[starts], places)
    features = np.stack([column.astype(np.int32) for column in columns], axis=1)
    return Pieces(ids, starts, ends, numbers, features)


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

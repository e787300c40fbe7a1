"""Articles → windows of pieces with tags, and for each cue the tags of its source and content."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.reading import windows
from sayso.reading.pieces import Pieces, Tokenizer, split
from training import nesting
from training.polnear import Article, Gold, Named, Offsets

B, I, O = 0, 1, 2  # noqa: E741  the field's names of the tags
IGNORED = -100
NOTHING: Mapping[int, Sequence[Offsets]] = {}
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at pieces `first`..`last` (half-open) of a window, with the tags (t,) of its source
    and of its content."""

    first: int
    last: int
    source: NDArray[np.int64]
    content: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of one window and their tags for source, cue and content (3, t), for persons,
    organisations and places (3, t); -100 where none is known. `taught` where a teacher is asked: it
    saw few statements inside statements, and is not where people marked them."""

    pieces: Pieces
    tags: NDArray[np.int64]
    names: NDArray[np.int64]
    cues: tuple[Cue, ...]
    taught: bool = True


def epoch(articles: Sequence[Article], tokenizer: Tokenizer, rng: random.Random) -> list[Window]:
    """Windows over every article once, cut from a random start, read as one of its annotators."""
    made: list[Window] = []
    for article in articles:
        text = varied(article.text, rng)
        gold = rng.choice(article.annotators) if article.annotators else ()
        if article.flat:
            text, gold = nesting.nested(text, gold, rng)
        unknown = unknown_of(article, text, gold)
        pieces = split(text, tokenizer)
        first = -rng.randrange(windows.SIZE)
        for start in range(first, len(pieces), windows.SIZE):
            begin, end = max(start, 0), min(start + windows.SIZE, len(pieces))
            if end - begin > 8:
                cut = pieces.cut(begin, end)
                one = window(cut, gold, unknown, named(cut, article.named))
                made.append(replace(one, taught=article.flat or not article.annotators))
    return made


def unknown_of(article: Article, text: str, gold: Sequence[Gold]) -> dict[int, list[Offsets]]:
    """What the labels leave open, by row of tags: all, where there are none; whether a word of
    saying inside a content is a cue, where nothing was marked inside contents."""
    if not article.annotators:
        return {row: [(0, len(text))] for row in range(3)}
    return {1: nesting.unmarked(text, gold)} if article.flat else {}


def varied(text: str, rng: random.Random) -> str:
    """The text with its quotation marks straightened, now and then; as many characters as it
    had."""
    return text.translate(STRAIGHT) if rng.random() < 0.2 else text


def named(pieces: Pieces, names: Named) -> NDArray[np.int64]:
    """The tags (3, t) of persons, organisations and places."""
    tags = np.full((3, len(pieces)), IGNORED, dtype=np.int64)
    for row, spans in zip(tags, (names.person, names.organisation, names.place), strict=True):
        if spans is not None:
            row[:] = O
            mark(row, pieces, spans)
    for span in names.unsure:
        if reached := extent(pieces, span):
            tags[:2, slice(*reached)] = IGNORED
    return tags


def window(
    pieces: Pieces,
    gold: Sequence[Gold],
    unknown: Mapping[int, Sequence[Offsets]] = NOTHING,
    names: NDArray[np.int64] | None = None,
) -> Window:
    """One window's tags; what reaches over its edges is cut there. Of contents inside one another
    the tags have the outer one."""
    tags = np.full((3, len(pieces)), O, dtype=np.int64)
    cues = []
    for attribution in sorted(gold, key=_extent):
        parts = (attribution.source, attribution.cue, attribution.content)
        for row, spans in zip(tags, parts, strict=True):
            mark(row, pieces, spans)
        placed = [extent(pieces, span) for span in attribution.cue]
        if placed and placed[0] is not None:
            own = np.full((2, len(pieces)), O, dtype=np.int64)
            mark(own[0], pieces, attribution.source)
            mark(own[1], pieces, attribution.content)
            cues.append(Cue(*placed[0], own[0], own[1]))
    for number, open_spans in unknown.items():
        for span in open_spans:
            if reached := extent(pieces, span):
                tags[number, slice(*reached)] = IGNORED
    unnamed = np.full_like(tags, IGNORED)
    return Window(pieces, tags, unnamed if names is None else names, tuple(cues))


def _extent(one: Gold) -> int:
    return sum(end - start for start, end in one.content)


def mark(row: NDArray[np.int64], pieces: Pieces, spans: Sequence[Offsets]) -> None:
    """Write B, I over the pieces of each span."""
    for span in spans:
        if placed := extent(pieces, span):
            first, last = placed
            row[first:last] = I
            # Only what the window's edge cuts goes on without having begun.
            if first or pieces.starts[first] <= span[0]:
                row[first] = B


def extent(pieces: Pieces, span: Offsets) -> tuple[int, int] | None:
    """The pieces (half-open) that share characters with a span, None where there are none."""
    first = int(np.searchsorted(pieces.ends, span[0], side="right"))
    last = int(np.searchsorted(pieces.starts, span[1], side="left"))
    return (first, last) if first < last else None

"""The encoder's chances of names → persons, organisations and places that a text names.

A layer of its own, which reading does not run: on the corpus it makes no speaker, side or place
righter than what the register and the gazetteer tell (`python -m benchmarks.actors --names`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.encoder import Encoder, Floats, Window, log_chances
from sayso.reading.spans import Stretch, best_spans

KINDS = ("person", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in half-open code points, `kind` one of KINDS; `score` is 0..1."""

    start: int
    end: int
    kind: str
    score: float


def find(encoder: Encoder, text: str, unread: Sequence[tuple[int, int]] = ()) -> tuple[Name, ...]:
    """The names of a text, in order, outside the `unread` stretches."""
    return apart([name for window in encoder.windows(text, unread) for name in of_window(window)])


def of_window(window: Window) -> Iterator[Name]:
    """The names a window answers for."""
    low, high = window.own
    all_chances = log_chances(window.names)
    for number, kind in enumerate(KINDS):
        chances = all_chances[:, number]
        for first, last in best_spans(chances):
            if low <= first < high:
                yield _name(window, (first, last), kind, chances)


def apart(found: Sequence[Name]) -> tuple[Name, ...]:
    """In the order of the text, of those that share characters the likeliest."""
    kept: list[Name] = []
    for one in sorted(found, key=lambda name: (name.start, -name.score)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.score > kept[-1].score:
            kept[-1] = one
    return tuple(kept)


def _name(window: Window, span: Stretch, kind: str, chances: Floats) -> Name:
    inside = np.exp(np.logaddexp.reduce(chances[span[0] : span[1], :2], axis=1))
    start, end = int(window.pieces.starts[span[0]]), int(window.pieces.ends[span[1] - 1])
    return Name(start, end, kind, round(float(inside.mean()), 3))

"""Windows over a long text's pieces, and where a piece stands seen from a cue."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]

# The most pieces the encoder sees at once, its opening and closing marks not counted, and how many
# of them the window before has seen too.
SIZE = 382
OVERLAP = 64

DISTANCES = 33
PARAGRAPH_STEPS = 9
_LOG_STEPS = np.array([1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30, 42, 60, 90, 140, 220], dtype=np.int32)


def bounds(count: int) -> list[tuple[int, int]]:
    """The windows, half-open, over `count` pieces: as few as can be, of like length, so that
    little is read twice."""
    if count <= SIZE:
        return [(0, count)] if count else []
    number = -(-(count - OVERLAP) // (SIZE - OVERLAP))
    step = (count - OVERLAP) / number
    starts = [round(step * i) for i in range(number)]
    return [(start, min(count, round(step * (i + 1)) + OVERLAP)) for i, start in enumerate(starts)]


def distances(length: int, first: int, last: int) -> Ints:
    """For each of `length` pieces its bucketed distance to the cue at `first`..`last` (half-open):
    16 inside the cue, below 16 before it, above after; logarithmic."""
    at = np.arange(length, dtype=np.int32)
    before = np.maximum(first - at, 0)
    after = np.maximum(at - last + 1, 0)
    right = np.searchsorted(_LOG_STEPS, after, side="right")
    left = np.searchsorted(_LOG_STEPS, before, side="right")
    buckets: Ints = (16 + right - left).astype(np.int32)
    return buckets


def paragraph_steps(paragraphs: Ints, cue: int) -> Ints:
    """For each piece how many paragraphs after the cue's piece it stands, -4..4, plus 4."""
    steps: Ints = (np.clip(paragraphs - paragraphs[cue], -4, 4) + 4).astype(np.int32)
    return steps

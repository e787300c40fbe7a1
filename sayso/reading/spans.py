"""Log chances of B, I, O tags → spans.

Exact decoding: each piece's own likeliest tag where these make a sequence, as they mostly do, else
Viterbi (Forney 1973) over the pieces where a tag is not plainly O; for a single span the best of
all there are, found in one sweep.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Tags = NDArray[np.int64]
Stretch = tuple[int, int]

B, I, O = 0, 1, 2  # noqa: E741  the field's names of the tags
# A piece at least this sure to be outside is outside: e^-0.005 = .995.
PLAIN = -0.005


def best_spans(chances: Floats, bias: float = 0.0) -> list[Stretch]:
    """The likeliest set of spans under log chances (t, 3); `bias` is added for each span begun, so
    that a negative one joins fragments."""
    tags = _each_likeliest(chances, bias)
    broken = (tags == I) & ~np.concatenate([[False], tags[:-1] != O])
    for first, last in _doubtful(chances[:, O]) if broken.any() else ():
        if broken[first:last].any():
            tags[first:last] = _viterbi(chances[first:last].tolist(), bias)
    return _stretches(tags)


def _each_likeliest(chances: Floats, bias: float) -> Tags:
    """The likeliest tag of each piece (t,) by itself, of equals the later one: the likeliest of all
    sequences, too, where it has no I that follows an O."""
    begin, inside, outside = chances[:, B] + np.float64(bias), chances[:, I], chances[:, O]
    tags = np.where(inside >= begin, I, B)
    tags[outside >= np.maximum(begin, inside)] = O
    tags[outside >= PLAIN] = O
    return tags


def best_span(chances: Floats, bias: float = 0.0) -> tuple[Stretch | None, float]:
    """The likeliest single span under log chances (t, 3), `bias` added, or None where none is
    likelier, and by how much (in log chance) it beats having none."""
    inside = np.cumsum(chances[:, I] - chances[:, O])
    begun = chances[:, B] - chances[:, O] - inside
    highest = np.maximum.accumulate(begun)
    gains = inside + highest
    last = int(np.argmax(gains))
    gain = float(gains[last]) + bias
    if gain <= 0:
        return None, gain
    first = int(np.argmax(begun[: last + 1]))
    return (first, last + 1), gain


def _doubtful(outside: Floats) -> list[Stretch]:
    """Stretches of pieces that may be inside."""
    marks = np.concatenate([[False], outside < PLAIN, [False]])
    edges = np.flatnonzero(marks[1:] != marks[:-1])
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _viterbi(rows: list[list[float]], bias: float) -> list[int]:
    begin, inside, outside = rows[0][B] + bias, -1e9, rows[0][O]
    back: list[tuple[int, int, int]] = []
    for row in rows[1:]:
        best, came = max((begin, B), (inside, I), (outside, O))
        within, within_came = (begin, B) if begin >= inside else (inside, I)
        back.append((came, within_came, came))
        begin, inside, outside = best + row[B] + bias, within + row[I], best + row[O]
    tag = max((begin, B), (inside, I), (outside, O))[1]
    tags = [tag]
    for step in reversed(back):
        tag = step[tag]
        tags.append(tag)
    return tags[::-1]


def _stretches(tags: Tags) -> list[Stretch]:
    starts = np.flatnonzero(tags == B)
    # Where a span ends: the piece after it goes on with none.
    after = np.concatenate([tags[1:] != I, [True]])
    ends = np.flatnonzero((tags != O) & after) + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))

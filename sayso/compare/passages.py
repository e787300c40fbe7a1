"""Passages that two texts have in common, word for word but for a word here and there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sayso.compare.wording import Printed

# Words between two common runs that still make one passage, and the fewest words of a passage.
GAP = 3
SHORTEST = 7


@dataclass(frozen=True, slots=True)
class Common:
    """Words `here` to `here_end` of one text stand as `there` to `there_end` in the other;
    `words` of them are the same."""

    here: int
    here_end: int
    there: int
    there_end: int
    words: int


def common(a: Printed, b: Printed) -> tuple[Common, ...]:
    """The passages of `a` that `b` has, in the order of `a`, none overlapping another."""
    return tuple(one for one in _joined(list(_runs(a, b))) if one.words >= SHORTEST)


def _runs(a: Printed, b: Printed) -> Iterator[Common]:
    """The longest common runs, met from the start of `a` on."""
    mine, theirs = a.shingles, b.shingles
    shared = np.flatnonzero(np.isin(mine, theirs))
    places: dict[int, list[int]] = {}
    wanted = set(mine[shared].tolist())
    for place in np.flatnonzero(np.isin(theirs, mine)).tolist():
        if (number := int(theirs[place])) in wanted:
            places.setdefault(number, []).append(place)
    at = 0
    for here in shared.tolist():
        if here < at:
            continue
        options = ((_length(a, b, here, there), -there) for there in places[int(mine[here])])
        length, there = max(options)
        yield Common(here, here + length, -there, -there + length, length)
        at = here + length


def _length(a: Printed, b: Printed, here: int, there: int) -> int:
    """How many words from there on are the same."""
    most = min(len(a.numbers) - here, len(b.numbers) - there)
    same = a.numbers[here : here + most] == b.numbers[there : there + most]
    return most if same.all() else int(np.argmin(same))


def _joined(runs: list[Common]) -> Iterator[Common]:
    held: Common | None = None
    for one in runs:
        if held and _near(held, one):
            held = Common(
                held.here, one.here_end, held.there, one.there_end, held.words + one.words
            )
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _near(one: Common, other: Common) -> bool:
    between = other.here - one.here_end, other.there - one.there_end
    return 0 <= between[0] <= GAP and 0 <= between[1] <= GAP

"""Things that belong together, by how surely each two do: joined as long as, on average, two of
the one and the other group do."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
# What a person decided outweighs whatever a machine sums up.
SURE = 1e6


def joined(
    sums: Floats,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The groups of n things by the (n, n) sums of each two, above nought where they belong
    together; those `together` are in one whatever else, those `apart` never. In the order of the
    least of each."""
    table = np.array(sums, dtype=np.float64)
    for a, b in together:
        table[a, b] = table[b, a] = SURE
    # More than any group of those together weighs.
    for a, b in apart:
        table[a, b] = table[b, a] = -SURE * SURE
    np.fill_diagonal(table, -np.inf)
    groups = {number: [number] for number in range(len(table))}
    while len(groups) > 1:
        a, b = divmod(int(table.argmax()), len(table))
        if table[a, b] <= 0:
            break
        a, b = min(a, b), max(a, b)
        _merge(table, a, b, len(groups[a]), len(groups[b]))
        groups[a] = sorted(groups[a] + groups.pop(b))
    return sorted(groups.values())


def _merge(table: NDArray[np.float64], a: int, b: int, size_a: int, size_b: int) -> None:
    """Group b becomes part of a: what a third has to the two is averaged by their sizes."""
    table[a] = (table[a] * size_a + table[b] * size_b) / (size_a + size_b)
    table[:, a] = table[a]
    table[a, a] = -np.inf
    table[b] = table[:, b] = -np.inf

"""Groups against gold groups: pairwise F1, and B³ for groups that may overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from sayso.evaluate.spans import Tally

Thing = TypeVar("Thing", int, str)


def pairs_f1(mine: Iterable[Collection[Thing]], theirs: Iterable[Collection[Thing]]) -> Tally:
    """Of the pairs of things that are in one group: how many both have, and how many each."""
    found, gold = _pairs(mine), _pairs(theirs)
    tally = Tally()
    tally.add(len(found & gold), len(found), len(gold))
    return tally


def b_cubed(
    mine: Mapping[Thing, Collection[object]], theirs: Mapping[Thing, Collection[object]]
) -> tuple[float, float, float]:
    """Precision, recall and F1 over the things that the gold has in a group, by the groups that
    each is in (extended to overlapping groups: Amigó and others 2009)."""
    things = [one for one in theirs if theirs[one]]
    if not things:
        return 0.0, 0.0, 0.0
    found = {one: set(mine.get(one, ())) or {("alone", one)} for one in things}
    gold = {one: set(theirs[one]) for one in things}
    precision = sum(_agreed(one, things, found, gold) for one in things) / len(things)
    recall = sum(_agreed(one, things, gold, found) for one in things) / len(things)
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _agreed(
    one: Thing,
    things: Iterable[Thing],
    by: Mapping[Thing, set[object]],
    other: Mapping[Thing, set[object]],
) -> float:
    """The mean agreement on those that are with it by one grouping."""
    shares = []
    for each in things:
        if number := len(by[one] & by[each]):
            shares.append(min(number, len(other[one] & other[each])) / number)
    return sum(shares) / len(shares)


def _pairs(groups: Iterable[Collection[Thing]]) -> set[tuple[Thing, Thing]]:
    return {(a, b) for group in groups for a in group for b in group if a < b}

"""Readings → all that stands across them, without a ledger: what a ledger keeps, at one stroke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.compare.grouping import (
    NONE,
    Bonds,
    bearings,
    matters,
    meanings,
    near,
    tables,
    utterances,
)
from sayso.compare.meaning import packaged
from sayso.compare.model import Copy, Relation, Told, Utterance
from sayso.compare.origins import copies
from sayso.compare.sheets import Floats, Sheet, sheet
from sayso.compare.stories import profile, stories
from sayso.compare.tell import tell
from sayso.compare.wording import printed
from sayso.model import Reading

# What relates the two of each pair of a story's utterances: of these, a vector of meaning each, and
# the pairs by number.
Relate = Callable[[Sequence[Utterance], Floats, Sequence[tuple[int, int]]], Iterable[Relation]]


@dataclass(frozen=True, slots=True)
class Whole:
    """What stands across some readings."""

    utterances: tuple[Utterance, ...]
    matters: tuple[tuple[Utterance, ...], ...]
    relations: tuple[Relation, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What stands across the reports of one story."""

    utterances: tuple[Utterance, ...]
    matters: tuple[tuple[Utterance, ...], ...]
    relations: tuple[Relation, ...]


def compared(story: Sequence[Sheet], relate: Relate, bonds: Bonds = NONE) -> Compared:
    """What stands across the reports of one story."""
    story = [one for one in story if one.told]
    if not story:
        return Compared((), (), ())
    sums = tables(story)
    said = utterances(story, sums.utterance, bonds)
    sums_of = bearings(story, said, sums.matter)
    relations = tuple(relate(said, meanings(story, said), near(sums_of)))
    groups = matters(sums_of, said, relations, bonds)
    return Compared(tuple(said), tuple(groups), relations)


def whole(readings: Sequence[Reading], relate: Relate) -> Whole:
    """All that stands across readings."""
    told = {one.report.id: tell(one) for one in readings}
    parts = [
        compared([_sheet(told[one.report]) for one in story], relate)
        for story in stories([profile(key, each) for key, each in told.items() if each])
    ]
    return Whole(
        tuple(one for part in parts for one in part.utterances),
        tuple(one for part in parts for one in part.matters),
        tuple(one for part in parts for one in part.relations),
        tuple(copies([printed(one) for one in readings])),
    )


def _sheet(told: Sequence[Told]) -> Sheet:
    return sheet(told[0].report, told, packaged().vectors(told))

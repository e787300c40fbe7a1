"""Readings → all that stands across them, without a ledger: what a ledger keeps, at one stroke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.compare.grouping import matters, utterances
from sayso.compare.model import Copy, Relation, Utterance
from sayso.compare.origins import copies
from sayso.compare.sheets import sheet
from sayso.compare.stories import profile, stories
from sayso.compare.tell import tell
from sayso.compare.wording import printed
from sayso.model import Reading

# What relates the two of each pair of utterances.
Relate = Callable[[Sequence[tuple[Utterance, Utterance]]], Iterable[Relation]]


@dataclass(frozen=True, slots=True)
class Whole:
    """What stands across some readings."""

    utterances: tuple[Utterance, ...]
    matters: tuple[tuple[Utterance, ...], ...]
    relations: tuple[Relation, ...]
    copies: tuple[Copy, ...]


def whole(readings: Sequence[Reading], relate: Relate) -> Whole:
    """All that stands across readings."""
    told = {one.report.id: tell(one) for one in readings}
    said: list[Utterance] = []
    groups: list[tuple[Utterance, ...]] = []
    relations: list[Relation] = []
    for story in stories([profile(key, each) for key, each in told.items()]):
        sheets = [sheet(one.report, told[one.report]) for one in story if told[one.report]]
        if not sheets:
            continue
        here = utterances(sheets)
        bearing = matters(sheets, here)
        said += here
        groups += bearing
        relations += relate(pairs_of(bearing))
    found = copies([printed(one) for one in readings])
    return Whole(tuple(said), tuple(groups), tuple(relations), tuple(found))


def pairs_of(groups: Iterable[Sequence[Utterance]]) -> list[tuple[Utterance, Utterance]]:
    """The pairs of utterances that may stand in a relation: those that bear on one matter."""
    return [(a, b) for group in groups for n, a in enumerate(group) for b in group[:n]]

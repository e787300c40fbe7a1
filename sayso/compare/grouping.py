"""The statements of one story → utterances, and the matters on which they bear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.compare.joining import Floats, joined
from sayso.compare.likeness import packaged, sums
from sayso.compare.model import Relation, Told, Utterance
from sayso.compare.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Bonds:
    """What persons decided of statements, by id: pairs that are one utterance or bear on one
    matter, and pairs that do not."""

    one: frozenset[tuple[str, str]] = frozenset()
    not_one: frozenset[tuple[str, str]] = frozenset()
    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()


NONE = Bonds()


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The sums (n, n) of each two of a story's statements, above nought where they are one
    utterance, and where they bear on one matter."""

    utterance: Floats
    matter: Floats


# How far below bearing on one matter two utterances may be and still be looked at for a relation:
# of the labelled relations of the train stories nine in ten are of such pairs. What a sure relation
# adds to the sum of two.
WIDER = 0.6
LINKED = 2.0


def tables(story: Sequence[Sheet]) -> Tables:
    """The sums of each two of a story's statements."""
    weights = packaged()
    kinds = weights["utterance"], weights["matter"]
    rows: list[list[Floats]] = []
    for number, one in enumerate(story):
        before = [rows[earlier][number].transpose(1, 0, 2) for earlier in range(number)]
        rows.append(before + [sums(one, other, kinds) for other in story[number:]])
    whole = np.concatenate([np.concatenate(row, axis=1) for row in rows])
    return Tables(whole[..., 0], whole[..., 1])


def utterances(story: Sequence[Sheet], table: Floats, bonds: Bonds = NONE) -> list[Utterance]:
    """The utterances that a story's statements render, by the day of the earliest; from the sums of
    each two statements for being one."""
    told = [one for each in story for one in each.told]
    # What stands within a statement is another's words in it, never the same utterance.
    nested = [(one.id, one.within) for one in told if one.within]
    groups = joined(table, _numbers(told, bonds.one), _numbers(told, [*nested, *bonds.not_one]))
    found = [utterance([told[number] for number in group]) for group in groups]
    return sorted(found, key=lambda one: (one.day or "9999", one.id))


def utterance(told: Sequence[Told]) -> Utterance:
    """The utterance of some renderings, under the id of the earliest."""
    ordered = tuple(sorted(told, key=_earliest))
    return Utterance(ordered[0].id, ordered)


def bearings(story: Sequence[Sheet], said: Sequence[Utterance], table: Floats) -> Floats:
    """The sums of each two utterances of a story, above nought where they bear on one matter; from
    the sums of each two statements for it."""
    told = [one for each in story for one in each.told]
    place = {one.id: number for number, one in enumerate(told)}
    renders = [[place[key] for key in one.renderings] for one in said]
    return _averaged(table, renders)


def near(sums_of: Floats) -> list[tuple[int, int]]:
    """The pairs of utterances, by number, that may stand in a relation: those that are not far from
    bearing on one matter."""
    rows, columns = np.nonzero(np.triu(sums_of > -WIDER, 1))
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def meanings(story: Sequence[Sheet], said: Sequence[Utterance]) -> Floats:
    """A vector for each utterance: the mean of its renderings'."""
    of = {
        one.id: vector
        for each in story
        for one, vector in zip(each.told, each.meanings, strict=True)
    }
    return np.stack([np.mean([of[key] for key in one.renderings], axis=0) for one in said])


def matters(
    sums_of: Floats,
    said: Sequence[Utterance],
    relations: Iterable[Relation] = (),
    bonds: Bonds = NONE,
) -> list[tuple[Utterance, ...]]:
    """The groups of utterances that bear on one question, two or more of each; what stands in a
    relation is likely to."""
    table = np.array(sums_of)
    of = {key: number for number, one in enumerate(said) for key in one.renderings}
    for one in relations:
        if one.a in of and one.b in of and of[one.a] != of[one.b]:
            table[of[one.a], of[one.b]] += LINKED * one.score
            table[of[one.b], of[one.a]] += LINKED * one.score
    groups = joined(table, _within(of, bonds.together), _within(of, bonds.apart))
    return [tuple(said[number] for number in group) for group in groups if len(group) > 1]


def _averaged(table: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """The mean sums between groups."""
    of = np.zeros((len(groups), len(table)), dtype=np.float32)
    for number, group in enumerate(groups):
        of[number, list(group)] = 1 / len(group)
    return np.asarray(of @ table @ of.T, dtype=np.float32)


def _numbers(told: Sequence[Told], pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    return _within({one.id: number for number, one in enumerate(told)}, pairs)


def _within(of: dict[str, int], pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """The pairs that are there, by number."""
    return [(of[a], of[b]) for a, b in pairs if a in of and b in of and of[a] != of[b]]


def _earliest(one: Told) -> tuple[str, str, str]:
    return one.told.from_ if one.told else "9999", one.published or "9999", one.id

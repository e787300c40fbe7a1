"""How utterances of a story stand to each other, as far as the machine can tell with some surety.

A relation's score is a logistic sum of plain signs (`compare.relating`), fitted by `training.pairs`
on the labelled train stories: the chance that people who label would have named the relation. What
is below `WEAK` is not told.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from sayso.compare.checks import reasons
from sayso.compare.model import DIRECTED, Reason, Relation, RelationKind, Target, Utterance
from sayso.compare.patterns import answers, departures, rivals
from sayso.compare.relating import SIGNS, SUMMED_AS, Candidate, Scene
from sayso.compare.retractions import retractions
from sayso.compare.sheets import Floats
from sayso.errors import ModelError

WEIGHTS = "relations.json"
# Below this chance nothing is told; from `sayso.evaluate.across.HELD` on it counts as held.
WEAK = 0.25


@dataclass(frozen=True, slots=True)
class Sum:
    """What the signs of one kind weigh, in the order of `SIGNS`."""

    bias: float
    weights: tuple[float, ...]

    def chance(self, signs: Sequence[float]) -> float:
        """The chance that a candidate with these signs is so."""
        total = self.bias + sum(w * s for w, s in zip(self.weights, signs, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def related(
    said: Sequence[Utterance], meanings: Floats, pairs: Sequence[tuple[int, int]]
) -> Iterator[Relation]:
    """How the two of each pair of a story's utterances stand to each other, as far as that is told:
    utterances by number, each with its vector of meaning; and where renderings part."""
    yield from departures(said)
    yield from answers(said)
    yield from rivals(said)
    if not pairs:
        return
    scene, sums = Scene(said, meanings), packaged()
    yield from retractions(scene)
    for one in scene.candidates(pairs):
        score = sums[SUMMED_AS.get(one.kind, one.kind)].chance(one.signs)
        if score >= WEAK:
            yield _relation(one, score)


@functools.cache
def packaged() -> dict[RelationKind, Sum]:
    """The sums that the package carries, by kind."""
    path = resources.files("sayso") / "data" / WEIGHTS
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return {
            kind: Sum(one["bias"], tuple(one["weights"][sign] for sign in SIGNS))
            for kind, one in plain.items()
        }
    except (FileNotFoundError, KeyError, ValueError) as error:
        raise ModelError(str(path), f"not the weights of relations: {error}") from error


def _relation(one: Candidate, score: float) -> Relation:
    ends = one.a.id, one.b.id
    if one.kind not in DIRECTED:
        ends = min(ends), max(ends)
    target = _target(one) if one.kind == "denies" else None
    return Relation(one.kind, *ends, round(score, 3), tuple(_reasons(one)), target)


def _target(one: Candidate) -> Target:
    """Whether a denial says itself what it denies, or whom."""
    return "stated" if one.nested or one.b.who & one.a.named else "inferred"


def _reasons(one: Candidate) -> Iterator[Reason]:
    if one.nested:
        parts = one.a.passage, one.b.passage
        yield Reason("nested", "what is denied stands in the denial", parts)
    yield from reasons(one.a, one.b, one.quantity)

"""How utterances of a story stand to each other, as far as the machine can tell with some surety.

A relation's score is a logistic sum of plain signs (`compare.relating`), fitted by `training.pairs`
on the labelled train stories: the chance that people who label would have named the relation. What
is below `WEAK` is not told.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from sayso.compare.checks import reasons
from sayso.compare.model import DIRECTED, Reason, Relation, RelationKind, Target, Told, Utterance
from sayso.compare.relating import SIGNS, SUMMED_AS, Candidate, Scene
from sayso.compare.sheets import Floats
from sayso.errors import ModelError

WEIGHTS = "relations.json"
# Below this chance nothing is told; from `sayso.evaluate.across.HELD` on it counts as held.
WEAK = 0.25
# Of the paraphrases of the train stories that are labelled as departing, and of what is quoted of
# the same utterance, 20 pairs in 30 are labelled so; 6 in 15 where utterances are grouped by us.
DEPARTS = 0.5


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
    if not pairs:
        return
    scene, sums = Scene(said, meanings), packaged()
    for one in scene.candidates(pairs):
        score = sums[SUMMED_AS.get(one.kind, one.kind)].chance(one.signs)
        if score >= WEAK:
            yield _relation(one, score)


def departures(said: Iterable[Utterance]) -> Iterator[Relation]:
    """Where a paraphrase says something else than what the speaker is quoted with, in the same
    report or another."""
    told = [one for each in said for one in each.told]
    by_id = {one.id: one for one in told}
    within = {one.id: each for each in said for one in each.told}
    for one in told:
        if not one.departs:
            continue
        quoted = [each for each in within[one.id].told if each.quoted and not each.departs]
        if one.restates in by_id and by_id[one.restates] not in quoted:
            quoted.append(by_id[one.restates])
        yield from (_departs(one, each) for each in quoted if each.id != one.id)


def _departs(one: Told, quoted: Told) -> Relation:
    parts = tuple(one.passage(span) for span in one.departs)
    words = tuple(quoted.passage(span) for span in quoted.quoted or quoted.content)
    text = "what is said in other words is not what is quoted"
    reason = Reason("departs", text, (*parts, *words))
    return Relation("paraphrase-differs", one.id, quoted.id, DEPARTS, (reason,))


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

"""Weigh the signs of relations: python -m training.pairs

Fits on the train stories of the corpus “Rival accounts”, for each kind of relation, how likely a
candidate of `sayso.compare.relating` is labelled so, and prints how well the weights of the other
stories do on each. Writes `sayso/data/relations.json`. Takes half a minute, and gives the same each
time.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import sayso
from corpus.build import story_of
from corpus.texts import stories
from sayso.compare.grouping import meanings, utterance
from sayso.compare.meaning import packaged
from sayso.compare.model import DIRECTED
from sayso.compare.relating import SIGNS, SUMMED_AS, Scene
from sayso.compare.relations import WEAK, Sum
from sayso.compare.sheets import sheet
from sayso.compare.tell import tell
from sayso.evaluate.across import HELD

OUT = Path(sayso.__file__).parent / "data" / "relations.json"
# What is summed, each for a kind or two of relations, and how firmly its weights are held down:
# labels are few and signs many. By the numbers with which each story is told best by the weights of
# the others.
STEADIED = {"agrees": 20.0, "denies": 50.0, "differs-in-figure": 20.0}
KINDS = tuple(STEADIED)
ROUNDS = 30
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """The candidates of a story by kind: their signs (n, k), and whether each is labelled so; and
    how many are labelled."""

    signs: dict[str, Array]
    truth: dict[str, Array]
    labelled: dict[str, int]


def main() -> None:
    train = [examples(name) for name in stories("train")]
    made: dict[str, Any] = {}
    for kind in KINDS:
        _report(kind, train)
        found = fitted(train, kind)
        weights = dict(zip(SIGNS, (round(w, 4) for w in found.weights), strict=True))
        made[kind] = {"bias": round(found.bias, 4), "weights": weights}
    OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def examples(name: str) -> Examples:
    """The candidates of a story whose statements and utterances are as labelled."""
    built = story_of(name)
    told = [tell(one.reading) for one in built.story.reports.values()]
    by_id = {one.id: one for each in told for one in each}
    said = [utterance([by_id[k] for k in one["statements"]]) for one in built.across["utterances"]]
    ids = {one["id"]: u.id for one, u in zip(built.across["utterances"], said, strict=True)}
    labels = {
        _key(one["kind"], ids[one["a"]], ids[one["b"]])
        for one in built.across["relations"]
        if _summed(one["kind"]) in KINDS
    }
    sheets = [sheet(each[0].report, each, packaged().vectors(each)) for each in told]
    scene = Scene(said, meanings(sheets, said))
    signs: dict[str, list[tuple[float, ...]]] = {kind: [] for kind in KINDS}
    truth: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for one in scene.candidates(list(itertools.combinations(range(len(said)), 2))):
        signs[_summed(one.kind)].append(one.signs)
        truth[_summed(one.kind)].append(_key(one.kind, one.a.id, one.b.id) in labels)
    return Examples(
        {kind: np.array(rows).reshape(-1, len(SIGNS)) for kind, rows in signs.items()},
        {kind: np.array(held, dtype=np.float64) for kind, held in truth.items()},
        {kind: sum(_summed(key[0]) == kind for key in labels) for kind in KINDS},
    )


def fitted(train: Sequence[Examples], kind: str) -> Sum:
    """The sum of one kind by a logistic regression, found by Newton's method, over signs that are
    made alike in size."""
    x = np.concatenate([one.signs[kind] for one in train])
    y = np.concatenate([one.truth[kind] for one in train])
    middle, size = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    plain = np.concatenate([np.ones((len(x), 1)), (x - middle) / size], axis=1)
    ridge = np.full(plain.shape[1], STEADIED[kind])
    ridge[0] = 1e-6
    w = np.zeros(plain.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(plain @ w, -30, 30)))
        bend = (plain * (p * (1 - p))[:, None]).T @ plain + np.diag(ridge)
        w = w - np.linalg.solve(bend, plain.T @ (p - y) + ridge * w)
    weights = w[1:] / size
    return Sum(float(w[0] - weights @ middle), tuple(weights.tolist()))


def _report(kind: str, train: Sequence[Examples]) -> None:
    """Print what each story by the weights of the others gives, and how much of it is labelled."""
    scores, truth = [], []
    for one in train:
        sums = fitted([other for other in train if other is not one], kind)
        scores += [sums.chance(signs) for signs in one.signs[kind].tolist()]
        truth += one.truth[kind].tolist()
    gold = sum(one.labelled[kind] for one in train)
    for least in (HELD, WEAK):
        told = [right for score, right in zip(scores, truth, strict=True) if score >= least]
        print(f"{kind}, from {least}: {sum(told):.0f} of {len(told)} right, {gold} labelled")


def _summed(kind: str) -> str:
    """The kind by whose sum one is scored."""
    return {str(one): other for one, other in SUMMED_AS.items()}.get(kind, kind)


def _key(kind: str, a: str, b: str) -> tuple[str, str, str]:
    return (kind, a, b) if kind in DIRECTED else (kind, min(a, b), max(a, b))


if __name__ == "__main__":
    main()

"""Weigh the likenesses of statements: python -m training.likeness

Fits on the train stories of the corpus “Rival accounts” how likely two statements are one
utterance, and how likely they bear on one matter; the thresholds are those that group best, each
story by the weights of the others. Writes `sayso/data/likeness.json`. Takes a minute, and gives
the same each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import sayso
from corpus.build import story_of
from corpus.texts import stories
from sayso.compare.joining import joined
from sayso.compare.likeness import NAMES, likenesses
from sayso.compare.meaning import packaged
from sayso.compare.sheets import Floats, sheet
from sayso.compare.tell import tell
from sayso.evaluate.groups import b_cubed, pairs_f1

OUT = Path(sayso.__file__).parent / "data" / "likeness.json"
STEADIED = 3.0
# Two people with names of their own never make one utterance, whatever the examples say.
NEVER = -50.0
ROUNDS = 30
THRESHOLDS = np.arange(-3.0, 2.01, 0.25)

Groups = list[list[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """A story's statements: the likenesses (n, n, k) of each two, and of each statement the
    utterance and the matters it is of."""

    name: str
    found: Floats
    utterances: tuple[str, ...]
    matters: tuple[frozenset[str], ...]


def main() -> None:
    train = [story(name) for name in stories("train")]
    made = {
        "utterance": _fitted(train, same_utterance, utterance_f1),
        "matter": _fitted(train, same_matter, matter_f1),
    }
    made["utterance"]["weights"]["persons"] = NEVER
    OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def story(name: str) -> Story:
    """A story of the corpus as labelled."""
    built = story_of(name)
    tells = [tell(one.reading) for one in built.story.reports.values()]
    sheets = [sheet(told[0].report, told, packaged().vectors(told)) for told in tells]
    rows = [np.concatenate([likenesses(a, b) for b in sheets], axis=1) for a in sheets]
    utterance = {key: one["key"] for one in built.across["utterances"] for key in one["statements"]}
    matters: dict[str, set[str]] = {}
    for one in built.across["matters"]:
        for key in one["utterances"]:
            matters.setdefault(key, set()).add(one["key"])
    ids = [utterance[told.id] for each in sheets for told in each.told]
    return Story(
        name, np.concatenate(rows), tuple(ids), tuple(frozenset(matters.get(i, ())) for i in ids)
    )


def same_utterance(one: Story) -> NDArray[np.bool_]:
    """Whether each two statements are one utterance."""
    ids = np.array(one.utterances)
    return np.asarray(ids[:, None] == ids[None])


def same_matter(one: Story) -> NDArray[np.bool_]:
    """Whether each two bear on one matter."""
    return np.array([[bool(a & b) for b in one.matters] for a in one.matters])


def utterance_f1(one: Story, groups: Groups) -> float:
    """How well groups are the utterances."""
    gold: dict[str, list[int]] = {}
    for number, key in enumerate(one.utterances):
        gold.setdefault(key, []).append(number)
    return pairs_f1(groups, gold.values()).f1


def matter_f1(one: Story, groups: Groups) -> float:
    """How well groups are the matters."""
    of = {number: {place} for place, group in enumerate(groups) for number in group}
    return b_cubed(of, {n: found for n, found in enumerate(one.matters) if found})[2]


def _fitted(
    train: Sequence[Story],
    label: Callable[[Story], NDArray[np.bool_]],
    score: Callable[[Story, Groups], float],
) -> dict[str, Any]:
    held_out: dict[float, list[float]] = {float(t): [] for t in THRESHOLDS}
    for one in train:
        bias, each = fitted([o for o in train if o is not one], label)
        sums = one.found @ each + bias
        for threshold, scores in held_out.items():
            scores.append(score(one, joined(sums - threshold)))
    means: Mapping[float, float] = {t: float(np.mean(s)) for t, s in held_out.items()}
    best = max(means, key=lambda t: means[t])
    print(f"threshold {best}: {means[best]:.3f}", [round(s, 3) for s in held_out[best]])
    bias, each = fitted(train, label)
    weights = {name: round(float(w), 4) for name, w in zip(NAMES, each, strict=True)}
    return {"bias": round(bias, 4), "threshold": best, "weights": weights}


def fitted(
    train: Sequence[Story], label: Callable[[Story], NDArray[np.bool_]]
) -> tuple[float, Floats]:
    """The bias and weights of a logistic regression by Newton's method, each story weighing the
    same."""
    rows, truth = [], []
    for one in train:
        upper = np.triu_indices(len(one.utterances), 1)
        rows.append(one.found[upper])
        truth.append(label(one)[upper])
    x = np.concatenate(rows).astype(np.float64)
    x = np.concatenate([np.ones((len(x), 1)), x], axis=1)
    y = np.concatenate(truth).astype(np.float64)
    ridge = np.full(x.shape[1], STEADIED)
    ridge[0] = 0.0
    w = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + ridge * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-6)
        w = w - np.linalg.solve(bend, slope)
    return float(w[0]), w[1:].astype(np.float32)


if __name__ == "__main__":
    main()

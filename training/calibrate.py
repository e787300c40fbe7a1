"""Make a score a chance: how often statements of that score are ones people marked.

Platt's scaling (1999): the log odds of the score, stretched and shifted; inner statements apart.
What it is worth is measured on articles it was not fitted on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.polnear import as_gold, as_read
from sayso.evaluate import matches
from sayso.reading.attribution import Attribution, Settings, apart, log_odds
from sayso.reading.encoder import Encoder
from training.polnear import Article
from training.tune import Seen

Floats = NDArray[np.float64]
BINS = 10
STEPS = 50
# Above any score: nothing passes this bar.
NOTHING = 2.0


@dataclass(frozen=True, slots=True)
class Graded:
    """Statements read: their scores (n,), whether they stand inside a content, whether people
    marked them."""

    scores: Floats
    inner: NDArray[np.bool_]
    right: NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: Sequence[Graded]) -> Graded:
        return cls(
            np.concatenate([one.scores for one in parts]),
            np.concatenate([one.inner for one in parts]),
            np.concatenate([one.right for one in parts]),
        )


def calibrated(
    encoder: Encoder, parts: Sequence[Sequence[Article]], settings: Settings
) -> tuple[Settings, float]:
    """The settings with scores that are chances, and the expected calibration error where one half
    of the articles fits the other."""
    graded = [one for part in parts for one in grade(Seen(encoder, part), settings)]
    halves = [Graded.joined(graded[0::2]), Graded.joined(graded[1::2])]
    errors = [
        calibration_error(chances(other, fitted(one, settings)), other.right)
        for one, other in (halves, halves[::-1])
    ]
    return fitted(Graded.joined(graded), settings), float(np.mean(errors))


def grade(seen: Seen, settings: Settings) -> list[Graded]:
    """What is read of each article under settings without calibration."""
    outer = dataclasses.replace(settings, inner_least=NOTHING)
    inner = dataclasses.replace(settings, least=NOTHING)
    made = []
    for number, article in enumerate(seen.articles):
        inside = seen.read(number, inner)
        read = apart([*seen.read(number, outer), *inside])
        made.append(_graded(read, inside, article))
    return made


def _graded(read: Sequence[Attribution], inside: Sequence[Attribution], article: Article) -> Graded:
    found = {i for i, _ in matches(as_read(read), as_gold(article.annotators[0]))}
    return Graded(
        np.array([one.score for one in read], dtype=np.float64),
        np.array([one in inside for one in read], dtype=np.bool_),
        np.array([number in found for number in range(len(read))], dtype=np.bool_),
    )


def fitted(graded: Graded, settings: Settings) -> Settings:
    """The settings with the stretch and shift that make graded statements likeliest."""
    outer = _fit(graded.scores[~graded.inner], graded.right[~graded.inner])
    inner = _fit(graded.scores[graded.inner], graded.right[graded.inner])
    return dataclasses.replace(
        settings, stretch=outer[0], shift=outer[1], inner_stretch=inner[0], inner_shift=inner[1]
    )


def _fit(scores: Floats, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Logistic regression of right on the log odds of scores, by Newton's method with a light
    prior on leaving scores as they are."""
    x = np.stack([log_odds(scores), np.ones(len(scores))], axis=1)
    weights, prior = np.array([1.0, 0.0]), np.array([1.0, 0.0])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (right - chance) - (weights - prior)
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.eye(2)
        weights = weights + np.linalg.solve(bend, slope)
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def chances(graded: Graded, settings: Settings) -> Floats:
    """The scores of graded statements as chances."""
    stretch = np.where(graded.inner, settings.inner_stretch, settings.stretch)
    shift = np.where(graded.inner, settings.inner_shift, settings.shift)
    result: Floats = 1 / (1 + np.exp(-(stretch * log_odds(graded.scores) + shift)))
    return result


def calibration_error(chance: Floats, right: NDArray[np.bool_]) -> float:
    """Expected calibration error (Naeini et al. 2015): over ten bins of chance, how far the share
    of right lies from the mean chance, weighed by how many there are."""
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        own = bins == number
        if own.any():
            error += float(own.mean()) * abs(float(right[own].mean()) - float(chance[own].mean()))
    return error

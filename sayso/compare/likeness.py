"""How likely two statements are one utterance, or bear on one matter: a weighed sum of a few plain
likenesses, the same whichever statement comes first.

The weights are fitted on the train stories of the corpus by `training.likeness`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from sayso.compare.model import Told
from sayso.compare.sheets import FACTS, Floats, Sheet
from sayso.compare.speakers import stand
from sayso.errors import ModelError

WEIGHTS = "likeness.json"
STANDS = ("same", "persons", "side", "opposed", "outlet", "unknown")
NAMES = (
    "text", "near", "held", "quoted", "figures", "figures apart",
    *STANDS,
    "said apart", "published apart", "polarity", "act", "length", "depth", "few words",
    "report", "beside", "close", "paragraph", "next paragraph", "nested", "siblings",
    "one sentence",
    "text²", "held²", "same·text", "same·held", "same·near", "same·figures", "report·near",
    "few·near", "few·close", "meaning", "meaning²", "same·meaning", "report·meaning",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What the likenesses weigh, and from which sum on two belong together."""

    bias: float
    each: Floats
    threshold: float


def likenesses(a: Sheet, b: Sheet) -> Floats:
    """The likenesses (n, m, k) of each statement of one report to each of another, or of one."""
    text, near = _cosine(a.text**2, b.text**2), _cosine(a.near**2, b.near**2)
    held, meaning = _held(a.text, b.text), a.meanings @ b.meanings.T
    shared = (a.figures @ b.figures.T) > 0.5
    claims = np.outer(a.figures.any(axis=1), b.figures.any(axis=1))
    stands = _stands(a, b)
    same, few = stands[0], np.minimum.outer(_fact(a, "words"), _fact(b, "words")) <= 2
    places = _places(a, b)
    report, close = places[0], places[2]
    layers = [
        text, near, held, _held(a.quoted, b.quoted), shared, claims & ~shared,
        *stands, *_facts(a, b), few, *places,
        text**2, held**2, same * text, same * held, same * near, same * shared, report * near,
        few * near, few * close, meaning, meaning**2, same * meaning, report * meaning,
    ]  # fmt: skip
    return np.stack([np.asarray(layer, dtype=np.float32) for layer in layers], axis=-1)


def sums(a: Sheet, b: Sheet, weights: Sequence[Weights]) -> Floats:
    """The weighed sums (n, m, k) by each of k weights, above nought where two belong together."""
    each = np.stack([one.each for one in weights], axis=-1)
    least = np.array([one.bias - one.threshold for one in weights], dtype=np.float32)
    return np.asarray(likenesses(a, b) @ each + least, dtype=np.float32)


@functools.cache
def packaged() -> dict[str, Weights]:
    """The weights for utterances and matters that the package carries."""
    path = resources.files("sayso") / "data" / WEIGHTS
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Weights(
                one["bias"],
                np.array([one["weights"][each] for each in NAMES], dtype=np.float32),
                one["threshold"],
            )
            for name, one in plain.items()
        }
    except (FileNotFoundError, KeyError, ValueError) as error:
        raise ModelError(str(path), f"not the weights of likenesses: {error}") from error


def _stands(a: Sheet, b: Sheet) -> list[Floats]:
    """How the speakers of each two stand, a layer for each of `STANDS`."""
    mine, theirs = _speakers(a), _speakers(b)
    known = [[stand(x, y) for y in theirs.values()] for x in mine.values()]
    rows, columns = ([list(each).index(_voice(t)) for t in one.told] for each, one in
                     ((mine, a), (theirs, b)))  # fmt: skip
    table = np.array(known)[np.ix_(rows, columns)]
    return [np.asarray(table == each, dtype=np.float32) for each in STANDS]


def _facts(a: Sheet, b: Sheet) -> list[Floats]:
    """What is told of each two apart from their words and places."""
    from_a, from_b = _fact(a, "said from")[:, None], _fact(b, "said from")[None]
    known = (from_a > 0) & (from_b > 0)
    apart = (from_a > _fact(b, "said to")[None]) | (from_b > _fact(a, "said to")[:, None])
    lengths = _fact(a, "length"), _fact(b, "length")
    return [
        known & apart,
        np.not_equal.outer(_fact(a, "published"), _fact(b, "published")),
        np.equal.outer(_fact(a, "denied"), _fact(b, "denied")),
        np.equal.outer(_fact(a, "act"), _fact(b, "act")),
        np.minimum.outer(*lengths) / np.maximum(1, np.maximum.outer(*lengths)),
        np.equal.outer(_fact(a, "innermost"), _fact(b, "innermost")),
    ]


def _places(a: Sheet, b: Sheet) -> list[Floats]:
    """Where each two stand in a report; all nought for two reports."""
    if a.report != b.report:
        return [np.zeros((len(a.told), len(b.told)), dtype=np.float32)] * 8
    places = np.arange(len(a.told))
    apart = np.abs(np.subtract.outer(places, places))
    paragraphs = np.abs(np.subtract.outer(_fact(a, "paragraph"), _fact(a, "paragraph")))
    holds = np.equal.outer(_fact(a, "id"), _fact(a, "within"))
    within = _fact(a, "within")
    return [
        np.ones_like(apart),
        apart == 1,
        np.exp(-apart / 3),
        paragraphs == 0,
        paragraphs == 1,
        holds | holds.T,
        np.equal.outer(within, within) & (within > 0)[:, None],
        np.equal.outer(_fact(a, "near"), _fact(a, "near")),
    ]


def _fact(one: Sheet, name: str) -> NDArray[np.int64]:
    found: NDArray[np.int64] = one.facts[:, FACTS.index(name)]
    return found


def _speakers(one: Sheet) -> dict[object, Told]:
    """A statement for each set of speakers and voice."""
    found: dict[object, Told] = {}
    for told in one.told:
        found.setdefault(_voice(told), told)
    return found


def _voice(told: Told) -> object:
    return told.speakers, told.voice


def _cosine(a: Floats, b: Floats) -> Floats:
    lengths = np.maximum(1e-6, np.outer(_norm(a), _norm(b)))
    return np.asarray((a @ b.T) / lengths, dtype=np.float32)


def _norm(a: Floats) -> Floats:
    found: Floats = np.sqrt((a * a).sum(axis=1))
    return found


def _held(a: Floats, b: Floats) -> Floats:
    """The share of the lighter one's weight that both have; nought where one has none."""
    least = np.minimum.outer((a * a).sum(axis=1), (b * b).sum(axis=1))
    shared = np.where(least > 0, (a @ b.T) / np.maximum(1e-6, least), 0)
    return np.asarray(np.minimum(shared, 1), dtype=np.float32)

"""What likeness of meaning alone is worth on SICK and RTE: python -m benchmarks.entailment

Accounts are compared by the likeness of two vectors of meaning (`compare.meaning`), among other
signs. For the development part of each set this prints how often “the likelier the more alike” is
right about what follows from what, by a bar set on the train part, beside always giving the
commoner answer there; and for SICK how the likeness ranks with people's. No direction and no
negation is in it, so that what contradicts cannot be told from what follows. Nothing of the texts
is printed.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.compare.meaning import packaged
from sayso.compare.model import Told
from sayso.model import Span

Array = NDArray[np.float64]
SETS = {
    "SICK": ("sick/SICK_train.txt", "sick/SICK_trial.txt"),
    "RTE": ("rte/train.tsv", "rte/validation.tsv"),
}
# As GLUE codes RTE: nought is “entailment”.
FOLLOWS = ("ENTAILMENT", "0")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, whether the second follows, and how alike people find them (1 to 5)."""

    first: str
    second: str
    follows: bool
    alike: float | None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.entailment", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    folder = parser.parse_args().shared / "data" / "nli"
    for name, (train, dev) in SETS.items():
        known, asked = list(pairs(folder / train)), list(pairs(folder / dev))
        truth, likeness = follows(asked), likenesses(asked)
        least = bar(likenesses(known), follows(known))
        common = follows(known).mean() >= 0.5
        print(f"{name}, {len(asked)} pairs: follows or not, by a bar of {least:.3f}: "
              f"{((likeness >= least) == truth).mean():.3f}; always the commoner answer: "
              f"{(truth == common).mean():.3f}")  # fmt: skip
        alike = [one.alike for one in asked if one.alike is not None]
        if len(alike) == len(asked):
            print(f"{name}, rank correlation with people: {ranked_alike(likeness, alike):.3f}")


def pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file of SICK or RTE."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if "sentence_A" in row:
                yield Pair(row["sentence_A"], row["sentence_B"],
                           row["entailment_judgment"].strip() in FOLLOWS,
                           float(row["relatedness_score"]))  # fmt: skip
            else:
                yield Pair(row["sentence1"], row["sentence2"], row["label"] in FOLLOWS, None)


def follows(given: Sequence[Pair]) -> NDArray[np.bool_]:
    """Whether the second of each pair follows from the first."""
    return np.array([one.follows for one in given], dtype=np.bool_)


def likenesses(given: Sequence[Pair]) -> Array:
    """The cosine of the two vectors of meaning of each pair."""
    first = packaged().vectors([_told(one.first) for one in given])
    second = packaged().vectors([_told(one.second) for one in given])
    return np.asarray((first * second).sum(axis=1), dtype=np.float64)


def bar(likeness: Array, truth: NDArray[np.bool_]) -> float:
    """The lowest likeness from which on to say “follows” so that most pairs are right."""
    tried = np.append(np.unique(likeness), np.inf)
    right = [((likeness >= least) == truth).sum() for least in tried]
    return float(tried[int(np.argmax(right))])


def ranked_alike(one: Array, other: Sequence[float]) -> float:
    """Spearman's rank correlation, ties at their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(np.array(other)))[0, 1])


def _ranks(values: Array) -> Array:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - (counts - 1) / 2
    return np.asarray(middles[place], dtype=np.float64)


def _told(text: str) -> Told:
    """A sentence as a statement whose content is all of it."""
    return Told(
        id="", report="", outlet=None, published=None, report_kind="article", language=None,
        voice="source", kind="indirect", speakers=(), text=text, near=text,
        content=(Span.of(text, 0, len(text)),), quoted=(), reported=(), verb=None, act="assert",
        factuality="CT+", reporter="neutral", hedges=(), said=None,
        venue=None, times=(), places=(), figures=(), chain=(), within=None, under=None,
        innermost=True, restates=None, score=1.0,
    )  # fmt: skip


if __name__ == "__main__":
    main()

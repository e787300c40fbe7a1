"""What more data would give: python -m training.curve [--shared ../shared] [--out runs] [--clean]

Trains the small network from MiniLM on growing shares of PolNeAR's train part, with no teacher and
without tuning the decoder, and scores each on PolNeAR dev and on the corpus's dev stories. A
smaller share is gone through more often, so that all take as many steps. With `--clean` it trains
on openly licensed data alone: the corpus's train stories and the drills.
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.polnear import score
from sayso.evaluate import Score
from sayso.reading.attribution import Settings
from sayso.reading.encoder import Encoder
from training import data, drills, graph, rival
from training.__main__ import _pieces
from training.package import load, pack
from training.polnear import Article, articles
from training.train import Plan, fresh, train

SHARES = (8, 4, 2, 1)
CURVE = Plan(seed=20261129, epochs=2, sequence_weight=1.0, average=0.98, half=True)
CLEAN = Plan(seed=20261130, epochs=8, sequence_weight=1.0, average=0.98, half=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.curve", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--out", type=Path, default=Path("runs"), help="checkpoints, resumed from")
    parser.add_argument("--clean", action="store_true", help="openly licensed data alone")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    polnear = list(articles(data.data_folder(given.shared, "polnear/dev")))
    parts = open_data() if given.clean else shares(given.shared)
    print("articles  on             source  cue  content  whole  found R  found P")
    for name, part, plan in parts:
        encoder = trained(part, given.out / f"curve-{name}", plan)
        for on, dev in (("PolNeAR dev", polnear), ("corpus dev", list(rival.articles("dev")))):
            row = row_of(score(encoder, dev, Settings()))
            print(f"{len(part):>8}  {on:<13}  {row}", flush=True)


def shares(shared: Path) -> Iterator[tuple[str, Sequence[Article], Plan]]:
    """An eighth, a quarter, a half and all of PolNeAR's train part, each within the next, with the
    plan that gives each as many steps."""
    part = list(articles(data.data_folder(shared, "polnear/train")))
    random.Random(CURVE.seed).shuffle(part)
    for share in SHARES:
        plan = replace(CURVE, epochs=CURVE.epochs * share)
        yield f"{share}", part[: len(part) // share], plan


def open_data() -> Iterator[tuple[str, Sequence[Article], Plan]]:
    """What is openly licensed: the corpus's train stories and the drills."""
    yield "clean", [*rival.articles("train"), *drills.articles()], CLEAN


def trained(part: Sequence[Article], out: Path, plan: Plan) -> Encoder:
    """The small network trained on a part."""
    weights, tokenizer = data.encoder_files(out.parent)
    path = train(fresh(weights, plan.seed), part, _pieces(tokenizer), out, plan)
    reader = load(path)
    packed = pack(graph.encoder_float(reader), graph.linker(reader), tokenizer, {"name": "curve"})
    return Encoder(packed, threads=2)


def row_of(one: Score) -> str:
    spans = "  ".join(f"{one.spans[name].f1:.3f}" for name in ("source", "cue", "content"))
    return f"{spans}  {one.whole.f1:.3f}  {one.found.recall:.3f}  {one.found.precision:.3f}"


if __name__ == "__main__":
    main()

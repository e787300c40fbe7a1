"""python -m training: from the labelled data to the packaged weights and their card."""

from __future__ import annotations

import argparse
import copy
import dataclasses
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from benchmarks.polnear import score
from sayso.evaluate import Score
from sayso.model import sha256
from sayso.reading.attribution import Settings
from sayso.reading.encoder import Encoder
from sayso.reading.pieces import split
from training import card, data, drills, graph, named, rival, unlabelled
from training.calibrate import calibrated
from training.package import load, pack
from training.polnear import Article, articles
from training.rounding import round_encoder
from training.teacher import Teacher, fresh_teacher
from training.train import EXACT, ONWARD, ROUNDED, WIDE, Network, Plan, Reader, fresh, train
from training.tune import tuned
from training.unpack import unpacked

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "sayso" / "data" / "reader.zip"
REFERENCE = ROOT / "tests" / "reading" / "reference.json"
NAME = "minilm-l6"
# Made up for the reference outputs; no text of a data set stands in the project.
SAMPLE = """\
Harbour master denies leak

The harbour of Velm was never closed, its master, Ada Brinn, said on Monday.

“We checked every valve twice,” she told reporters, “and found nothing.” Two dock workers said they
had smelled gas since Friday, according to the port's union.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--out", type=Path, default=Path("runs"), help="checkpoints, resumed from")
    parser.add_argument("--teacher-only", action="store_true", help="stop when the teacher is done")
    parser.add_argument(
        "--onward", action="store_true",
        help="go on from the packaged weights, which teach what they know, not from MiniLM's",
    )  # fmt: skip
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    marked = list(articles(data.data_folder(given.shared, "polnear/train")))
    marked += [*rival.articles("train")] * RIVAL_TIMES + [*drills.articles()] * DRILL_TIMES
    dev_part = list(articles(data.data_folder(given.shared, "polnear/dev")))
    weights, tokenizer = data.encoder_files(given.out)
    for folder in UNLABELLED:
        data.data_folder(given.shared, folder)
    part = [*marked, *named.articles(given.shared)]
    teacher: Network
    if given.onward:
        start = onward(given.out)
        teacher = copy.deepcopy(start.reader).eval()
    else:
        start = anew(weights)
        teacher = taught_teacher(marked, tokenizer, given.out)
        part += unlabelled.articles(given.shared)
    if given.teacher_only:
        return
    reader = trained(part, teacher, start, tokenizer, given.out)
    finish(reader, start, tokenizer, dev_part)


UNLABELLED = (
    "tempeval3/train", "places", "meantime", "gum-news", "pages-fundus", "ner/wikigold",
    "ner/wnut17",
)  # fmt: skip
# The corpus and the drills are small, and alone have statements inside statements.
RIVAL_TIMES, DRILL_TIMES = 3, 2


def taught_teacher(part: Sequence[Article], tokenizer: Path, out: Path) -> Teacher:
    """The wide network, trained on what people marked, and set to teach."""
    weights, own_tokenizer = data.teacher_files(out)
    teacher = fresh_teacher(weights, own_tokenizer, tokenizer, WIDE.seed)
    teacher.load_state_dict(_state(train(teacher, part, _pieces(tokenizer), out / "wide", WIDE)))
    return teacher.eval()


@dataclass(frozen=True, slots=True)
class Start:
    """What the small network's training begins with: the network, what made it, and the stages that
    suit it, by name: `exact`; `again` where a second run from the same beginning is averaged with
    that; for one that begins from nothing `wide`, its teacher's, and `rounded`, which learns with
    rounding."""

    reader: Reader
    made_of: str
    stages: dict[str, Plan]


def anew(weights: Path) -> Start:
    """MiniLM's encoder under heads that know nothing."""
    stages = {"wide": WIDE, "exact": EXACT, "rounded": ROUNDED}
    return Start(fresh(weights, EXACT.seed), "MiniLM", stages)


def onward(out: Path) -> Start:
    """The packaged weights; a copy is kept in `out`, so that the run can be taken up after it has
    replaced them."""
    kept = out / "onward.zip"
    if not kept.exists():
        kept.write_bytes(WEIGHTS.read_bytes())
    torch.manual_seed(ONWARD.seed)
    reader = Reader()
    reader.load_state_dict(unpacked(kept), strict=False)
    made_of = f"the packaged weights {sha256(kept.read_bytes())[:12]}"
    again = dataclasses.replace(ONWARD, seed=ONWARD.seed + 1)
    return Start(reader, made_of, {"exact": ONWARD, "again": again})


def trained(
    part: Sequence[Article], teacher: Network, start: Start, tokenizer: Path, out: Path
) -> Reader:
    """All stages of training the small network, each taken up where it stopped; rounding is learnt
    on what people marked alone."""
    pieces = _pieces(tokenizer)
    reader = start.reader
    begun = copy.deepcopy(reader.state_dict())
    path = train(reader, part, pieces, out / "exact", start.stages["exact"], teacher)
    if "again" in start.stages:
        reader.load_state_dict(begun)
        again = train(reader, part, pieces, out / "again", start.stages["again"], teacher)
        return mean(path, again)
    if "rounded" in start.stages:
        reader.load_state_dict(_state(path))
        round_encoder(reader.encoder)
        marked = [one for one in part if one.annotators]
        path = train(reader, marked, pieces, out / "rounded", start.stages["rounded"])
    return load(path)


def mean(first: Path, second: Path) -> Reader:
    """The network halfway between two trained from one beginning, which reads better than either
    (model soups, Wortsman et al. 2022)."""
    states = _state(first), _state(second)
    reader = Reader()
    reader.load_state_dict({name: (one + states[1][name]) / 2 for name, one in states[0].items()})
    return reader.eval()


def _pieces(tokenizer: Path) -> Tokenizer:
    pieces = Tokenizer.from_file(str(tokenizer))
    pieces.no_truncation()
    pieces.no_padding()
    return pieces


def finish(reader: Reader, start: Start, tokenizer: Path, dev: Sequence[Article]) -> None:
    """Tune the decoder, then write the weights file, its reference outputs and its card."""
    untuned = _packed(graph.encoder_int8(reader), reader, tokenizer, about(start, Settings()))
    seen, parts = Encoder(untuned, threads=2), (dev, list(rival.articles("dev")))
    settings, error = calibrated(seen, parts, tuned(seen, parts))
    shipped = _packed(graph.encoder_int8(reader), reader, tokenizer, about(start, settings))
    exact = _packed(graph.encoder_float(reader), reader, tokenizer, about(start, settings))
    WEIGHTS.write_bytes(shipped)
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(json.dumps(reference(Encoder(shipped)), indent=1) + "\n")
    scores: dict[str, Score] = {
        "int8": score(Encoder(shipped, threads=2), dev, settings),
        "f32": score(Encoder(exact, threads=2), dev, settings),
    }
    card.write(ROOT / "docs" / "model-card.md", shipped, about(start, settings), scores, error)


def reference(encoder: Encoder) -> dict[str, object]:
    """What the shipped file gives for a made-up text: kept, so that a change of runtime shows."""
    pieces = split(SAMPLE, encoder.tokenizer)
    tags, tokens, cues, names = encoder.raw(pieces)
    return {
        "weights": encoder.version,
        "text": SAMPLE,
        "ids": pieces.ids.tolist(),
        "tags": np.round(tags, 4).tolist(),
        "token_norms": np.round(np.linalg.norm(tokens, axis=1), 4).tolist(),
        "names": np.round(names, 4).tolist(),
        "cue_norms": np.round(np.linalg.norm(cues, axis=1), 4).tolist(),
    }


def about(start: Start, settings: Settings) -> dict[str, Any]:
    """What a weights file says of itself."""
    listed = data.manifest()
    listed["data"][1:1] = [rival.described("train"), drills.described()]
    return {
        "name": NAME,
        "from": start.made_of,
        "settings": dataclasses.asdict(settings),
        "stages": {name: dataclasses.asdict(plan) for name, plan in start.stages.items()},
        "data": listed,
    }


def _packed(
    encoder: onnx.ModelProto, reader: Reader, tokenizer: Path, meta: dict[str, Any]
) -> bytes:
    return pack(encoder, graph.linker(reader), tokenizer, meta)


def _state(path: Path) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = torch.load(path, weights_only=True)
    return state


if __name__ == "__main__":
    main()

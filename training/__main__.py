"""python -m training: from the labelled data to the packaged weights and their card."""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
from collections.abc import Sequence
from pathlib import Path

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
from training import card, data, graph
from training.package import load, pack
from training.polnear import Article, articles
from training.rounding import round_encoder
from training.train import EXACT, ROUNDED, Reader, fresh, train
from training.tune import tuned

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "sayso" / "data" / "reader.zip"
REFERENCE = ROOT / "tests" / "reading" / "reference.json"
NAME = "minilm-l6-polnear"
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
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train_part = list(articles(data.data_folder(given.shared, "polnear/train")))
    dev_part = list(articles(data.data_folder(given.shared, "polnear/dev")))
    weights, tokenizer = data.encoder_files(given.out)
    reader = trained(train_part, weights, tokenizer, given.out)
    finish(reader, tokenizer, dev_part)


def trained(part: Sequence[Article], weights: Path, tokenizer: Path, out: Path) -> Reader:
    """Both stages of training, each taken up where it stopped."""
    pieces = Tokenizer.from_file(str(tokenizer))
    pieces.no_truncation()
    pieces.no_padding()
    reader = fresh(weights, EXACT.seed)
    reader.load_state_dict(_state(train(reader, part, pieces, out / "exact", EXACT)))
    round_encoder(reader.encoder)
    return load(train(reader, part, pieces, out / "rounded", ROUNDED))


def finish(reader: Reader, tokenizer: Path, dev: Sequence[Article]) -> None:
    """Tune the decoder, then write the weights file, its reference outputs and its card."""
    untuned = _packed(graph.encoder_int8(reader), reader, tokenizer, Settings())
    settings = tuned(Encoder(untuned, threads=2), dev)
    shipped = _packed(graph.encoder_int8(reader), reader, tokenizer, settings)
    exact = _packed(graph.encoder_float(reader), reader, tokenizer, settings)
    WEIGHTS.write_bytes(shipped)
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(json.dumps(reference(Encoder(shipped)), indent=1) + "\n")
    scores: dict[str, Score] = {
        "int8": score(Encoder(shipped, threads=2), dev, settings),
        "f32": score(Encoder(exact, threads=2), dev, settings),
    }
    card.write(ROOT / "docs" / "model-card.md", sha256(shipped), len(shipped), scores, settings)


def reference(encoder: Encoder) -> dict[str, object]:
    """What the shipped file gives for a made-up text: kept, so that a change of runtime shows."""
    pieces = split(SAMPLE, encoder.tokenizer)
    tags, tokens, cues = encoder.raw(pieces)
    return {
        "weights": encoder.version,
        "text": SAMPLE,
        "ids": pieces.ids.tolist(),
        "tags": np.round(tags, 4).tolist(),
        "token_norms": np.round(np.linalg.norm(tokens, axis=1), 4).tolist(),
        "cue_norms": np.round(np.linalg.norm(cues, axis=1), 4).tolist(),
    }


def _packed(encoder: onnx.ModelProto, reader: Reader, tokenizer: Path, settings: Settings) -> bytes:
    meta = {
        "name": NAME,
        "settings": dataclasses.asdict(settings),
        "stages": {"exact": dataclasses.asdict(EXACT), "rounded": dataclasses.asdict(ROUNDED)},
        "data": data.manifest(),
    }
    return pack(encoder, graph.linker(reader), tokenizer, meta)


def _state(path: Path) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = torch.load(path, weights_only=True)
    return state


if __name__ == "__main__":
    main()

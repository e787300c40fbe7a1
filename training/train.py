"""Train the reader's network on PolNeAR, resuming from the last checkpoint."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from sayso.reading import windows
from sayso.reading.pieces import CLS, SEP, Tokenizer
from training.examples import O, Window, epoch
from training.network import Encoder, Linker, load_encoder
from training.polnear import Article
from training.structured import IGNORED, sequence_loss

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a stage of training does; every number that shapes the weights is here."""

    seed: int = 20261124
    epochs: int = 4
    batch: int = 8
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    decay: float = 0.01
    link_weight: float = 4.0
    false_cues: int = 2
    # Weight of the loss over whole sequences, beside that of single tags.
    sequence_weight: float = 0.0
    # How much of the running average of the weights each step keeps; 0 keeps no average.
    average: float = 0.0
    checkpoint_every: int = 150


# The first stage learns, the second learns to do so at 8 bits, span by span.
EXACT = Plan()
ROUNDED = Plan(
    seed=20261125, epochs=2, encoder_rate=6e-5, head_rate=5e-4, warm_up=0.03,
    sequence_weight=1.0, average=0.998,
)  # fmt: skip


class Reader(nn.Module):
    """Encoder and linker together, as they are trained."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.linker = Linker()


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    windows: tuple[Window, ...]


def fresh(weights: Path, seed: int) -> Reader:
    """The network with MiniLM's weights in its encoder and heads that know nothing."""
    torch.manual_seed(seed)
    reader = Reader()
    load_encoder(reader.encoder, weights)
    return reader


def train(
    reader: Reader, articles: Sequence[Article], tokenizer: Tokenizer, out: Path, plan: Plan
) -> Path:
    """Train the network on the articles and give the path of its finished weights; a checkpoint
    found in `out` is taken up where it stopped, and a finished stage is not trained again."""
    out.mkdir(parents=True, exist_ok=True)
    finished = out / f"epoch-{plan.epochs}.pt"
    if finished.exists():
        return finished
    optimizer = _optimizer(reader, plan)
    steps = plan.epochs * len(_batches(articles, tokenizer, plan, 0))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: _rate(n, steps, plan))
    averaged = _average(reader, plan)
    parts = {"reader": reader, "optimizer": optimizer, "scheduler": scheduler, "averaged": averaged}
    done = _resume(out, parts)
    step, began, losses = 0, time.monotonic(), []
    reader.train()
    for number in range(plan.epochs):
        for group in _batches(articles, tokenizer, plan, number):
            step += 1
            if step <= done:
                continue
            torch.manual_seed(plan.seed + step)
            loss = _loss(reader, collate(group), plan)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            averaged.update_parameters(reader)
            losses.append(loss.item())
            if step % 20 == 0:
                pace = (time.monotonic() - began) / (step - done)
                LOG.info(
                    "step %d of %d, loss %.4f, %.2f s a step", step, steps,
                    np.mean(losses[-100:]), pace,
                )  # fmt: skip
            if step % plan.checkpoint_every == 0:
                _checkpoint(out, parts, step)
        torch.save(averaged.module.state_dict(), out / f"epoch-{number + 1}.pt")
    return finished


def collate(group: Sequence[Window]) -> Batch:
    """Windows padded to the longest, opening and closing marks added."""
    length = max(len(w.pieces) for w in group) + 2
    ids = np.zeros((len(group), length), dtype=np.int64)
    features = np.zeros((len(group), length, 3), dtype=np.int64)
    tags = np.full((len(group), 3, length), IGNORED, dtype=np.int64)
    mask = np.zeros((len(group), length), dtype=np.bool_)
    for row, one in enumerate(group):
        count = len(one.pieces)
        ids[row, : count + 2] = [CLS, *one.pieces.ids, SEP]
        features[row, 1 : count + 1] = one.pieces.features
        tags[row, :, 1 : count + 1] = one.tags
        mask[row, : count + 2] = True
    tensors = [torch.from_numpy(array) for array in (ids, features, mask, tags)]
    return Batch(tensors[0], tensors[1], tensors[2], tensors[3], tuple(group))


def _loss(reader: Reader, batch: Batch, plan: Plan) -> Tensor:
    logits, tokens, cues = reader.encoder(batch.ids, batch.features, batch.mask)
    tag_loss = _tagging_loss(logits.unflatten(2, (3, 3)), batch.tags, plan)
    false = _false_cues(logits.detach(), batch, plan.false_cues)
    picked = list(_cue_rows(batch, false))
    if not picked:
        return tag_loss
    link_loss = _link_loss(reader.linker, tokens, cues, picked, plan)
    return tag_loss + plan.link_weight * link_loss


def _tagging_loss(logits: Tensor, gold: Tensor, plan: Plan) -> Tensor:
    """The loss of logits (n, t, k, 3) against tags (n, k, t): of single tags, and of sequences."""
    single = F.cross_entropy(logits.permute(0, 3, 2, 1), gold, ignore_index=IGNORED)
    if not plan.sequence_weight:
        return single
    whole = sequence_loss(logits.transpose(1, 2).flatten(0, 1), gold.flatten(0, 1))
    return single + plan.sequence_weight * whole


def _link_loss(
    linker: Linker, tokens: Tensor, cues: Tensor, picked: list[Any], plan: Plan
) -> Tensor:
    length = tokens.shape[1]
    rows = torch.tensor([p[0] for p in picked])
    distances, steps = np.zeros((2, len(picked), length), dtype=np.int64)
    gold = np.full((len(picked), 2, length), IGNORED, dtype=np.int64)
    pool = np.zeros((len(picked), length), dtype=np.float32)
    for k, (_, pieces, first, last, own) in enumerate(picked):
        inside = slice(1, len(pieces) + 1)
        distances[k, inside] = windows.distances(len(pieces), first, last)
        steps[k, inside] = windows.paragraph_steps(pieces.paragraphs, first)
        pool[k, first + 1 : last + 1] = 1 / (last - first)
        gold[k, :, inside] = own
    states = torch.einsum("kt,ktd->kd", torch.from_numpy(pool), cues[rows])
    logits = linker(tokens[rows], states, torch.from_numpy(distances), torch.from_numpy(steps))
    return _tagging_loss(logits.unflatten(2, (2, 3)), torch.from_numpy(gold), plan)


def _cue_rows(batch: Batch, false: list[tuple[int, int]]) -> Iterator[Any]:
    for row, one in enumerate(batch.windows):
        for cue in one.cues:
            yield row, one.pieces, cue.first, cue.last, np.stack([cue.source, cue.content])
    for row, at in false:
        pieces = batch.windows[row].pieces
        yield row, pieces, at, at + 1, np.full((2, len(pieces)), O, dtype=np.int64)


def _false_cues(logits: Tensor, batch: Batch, most: int) -> list[tuple[int, int]]:
    """Pieces the tagger takes for a cue where none is: from these the linker learns to find
    nothing."""
    chance = logits[:, :, 3:6].softmax(-1)[:, :, 0].numpy().copy()
    chance[batch.tags[:, 1].numpy() != O] = 0
    order = np.argsort(-chance, axis=1)[:, :most]
    return [
        (row, int(at) - 1)
        for row, places in enumerate(order)
        for at in places
        if chance[row, at] > 0.1
    ]


def _batches(
    articles: Sequence[Article], tokenizer: Tokenizer, plan: Plan, number: int
) -> list[list[Window]]:
    """The batches of one epoch, of windows of like length, in an order its number decides."""
    rng = random.Random(plan.seed * 1000 + number)
    made = epoch(articles, tokenizer, rng)
    # One epoch has a few windows more or less than another; equal counts keep a run resumable.
    rng.shuffle(made)
    made.sort(key=lambda w: len(w.pieces) + rng.random() * 64)
    groups = [made[i : i + plan.batch] for i in range(0, len(made), plan.batch)]
    rng.shuffle(groups)
    return groups


def _optimizer(reader: Reader, plan: Plan) -> torch.optim.Optimizer:
    heads = ("encoder.tags", "encoder.token", "encoder.cue", "encoder.features", "linker")
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in reader.named_parameters():
        key = (name.startswith(heads), parameter.ndim > 1)
        groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": plan.head_rate if head else plan.encoder_rate,
                "weight_decay": plan.decay if matrix else 0.0,
            }
            for (head, matrix), parameters in groups.items()
        ]
    )


def _rate(step: int, steps: int, plan: Plan) -> float:
    """Linear warm-up, then linear decay to nothing."""
    warm = max(1, int(steps * plan.warm_up))
    return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))


def _average(reader: Reader, plan: Plan) -> AveragedModel:
    """The running average of the weights (Polyak and Juditsky 1992), which generalises better."""
    return AveragedModel(reader, multi_avg_fn=get_ema_multi_avg_fn(plan.average))


def _checkpoint(out: Path, parts: dict[str, Any], step: int) -> None:
    state = {name: part.state_dict() for name, part in parts.items()} | {"step": step}
    torch.save(state, out / "checkpoint.new")
    (out / "checkpoint.new").replace(out / "checkpoint.pt")


def _resume(out: Path, parts: dict[str, Any]) -> int:
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    LOG.info("taken up at step %d", state["step"])
    return int(state["step"])

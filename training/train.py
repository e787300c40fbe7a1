"""Train the reader's network on PolNeAR, resuming from the last checkpoint."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

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


# A memory of fifty steps, so that a step that goes too far is felt at once.
BETAS, CLIPPED = (0.9, 0.98), 5.0
# Of a window without labels so many cues at most, each at least so likely.
GUESSED, SURE_ENOUGH = 8, 0.3


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
    name_weight: float = 0.5
    false_cues: int = 2
    # Weight of the loss over whole sequences, beside that of single tags.
    sequence_weight: float = 0.0
    # How much of the running average of the weights each step keeps; 0 keeps no average.
    average: float = 0.0
    # Whether the encoder computes in bfloat16, which is two to four times as fast where there are
    # instructions for it; what is not the encoder, and the weights themselves, stay at 32 bits.
    half: bool = False
    # Weight of the loss against a teacher's chances, beside that against labels.
    taught: float = 0.0
    checkpoint_every: int = 100


# The wide network learns what it will teach.
WIDE = Plan(
    seed=20261126, epochs=2, encoder_rate=7e-5, head_rate=1e-3, sequence_weight=1.0, average=0.99,
    half=True,
)  # fmt: skip
# The first stage learns, the second learns to do so at 8 bits, span by span.
EXACT = Plan(sequence_weight=1.0, average=0.998, half=True, taught=1.0)
# The same, taken up from weights that know most of it and are held to it where nothing new is
# marked, as in learning without forgetting (Li and Hoiem 2016).
ONWARD = Plan(
    seed=20261128, epochs=2, encoder_rate=1e-4, head_rate=6e-4, sequence_weight=1.0,
    average=0.998, half=True, taught=1.0,
)  # fmt: skip
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
    names: Tensor
    taught: Tensor
    windows: tuple[Window, ...]


def fresh(weights: Path, seed: int) -> Reader:
    """The network with MiniLM's weights in its encoder and heads that know nothing."""
    torch.manual_seed(seed)
    reader = Reader()
    load_encoder(reader.encoder, weights)
    return reader


class Network(Protocol):
    """An encoder and a linker that can be trained: small or wide."""

    encoder: nn.Module
    linker: nn.Module


def train(
    reader: Any,
    articles: Sequence[Article],
    tokenizer: Tokenizer,
    out: Path,
    plan: Plan,
    teacher: Network | None = None,
) -> Path:
    """Train a network on the articles and give the path of its finished weights; a checkpoint
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
            loss = _loss(reader, collate(group), plan, teacher)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), CLIPPED)
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
    tags, names = np.full((2, len(group), 3, length), IGNORED, dtype=np.int64)
    mask = np.zeros((len(group), length), dtype=np.bool_)
    for row, one in enumerate(group):
        count = len(one.pieces)
        ids[row, : count + 2] = [CLS, *one.pieces.ids, SEP]
        features[row, 1 : count + 1] = one.pieces.features
        tags[row, :, 1 : count + 1] = one.tags
        names[row, :, 1 : count + 1] = one.names
        mask[row, : count + 2] = True
    taught = np.array([one.taught for one in group])
    arrays = (ids, features, mask, tags, names, taught)
    made = [torch.from_numpy(array) for array in arrays]
    return Batch(made[0], made[1], made[2], made[3], made[4], made[5], tuple(group))


def _loss(reader: Network, batch: Batch, plan: Plan, teacher: Network | None = None) -> Tensor:
    logits, tokens, cues, *names = _states(reader, batch, plan.half)
    taught = None
    with torch.no_grad():
        if teacher:
            taught = _states(teacher, batch, half=True)
        known = taught[0] if taught else logits
        picked = list(_cue_rows(batch, _false_cues(logits, batch, plan.false_cues)))
        picked += _guessed_rows(batch, known)
    tags = logits.unflatten(2, (3, 3))
    loss = _tagging_loss(tags, batch.tags, plan)
    for logits_of_names in names:
        wanted = _tagging_loss(logits_of_names.unflatten(2, (3, 3)), batch.names, plan)
        loss = loss + plan.name_weight * wanted
    if taught:
        counted = (batch.mask & batch.taught[:, None])[:, :, None].expand(tags.shape[:3])
        loss = loss + plan.taught * apart(tags, taught[0].unflatten(2, (3, 3)), counted)
    if not picked:
        return loss
    links = Links.of(picked, tokens.shape[1])
    found = links.found(reader.linker, tokens, cues)
    linked = _tagging_loss(found, links.gold, plan)
    if teacher and taught:
        with torch.no_grad():
            wanted = links.found(teacher.linker, taught[1], taught[2])
        asked = links.inside & batch.taught[links.rows][:, None]
        counted = asked[:, :, None].expand(found.shape[:3])
        linked = linked + plan.taught * apart(found, wanted, counted)
    return loss + plan.link_weight * linked


def _states(network: Network, batch: Batch, half: bool) -> list[Tensor]:
    """Tag logits, token states, cue states, and from the small network the logits of names."""
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        outputs = network.encoder(batch.ids, batch.features, batch.mask)
    return [output.float() for output in outputs]


def apart(own: Tensor, wanted: Tensor, counted: Tensor) -> Tensor:
    """How far the chances of tags under logits (n, t, k, 3) are from those wanted, where counted
    (n, t, k): Kullback and Leibler's divergence, as in distillation (Hinton et al. 2015)."""
    gap = F.kl_div(own.log_softmax(-1), wanted.log_softmax(-1), reduction="none", log_target=True)
    return (gap.sum(-1) * counted).sum() / counted.sum().clamp(min=1)


def _tagging_loss(logits: Tensor, gold: Tensor, plan: Plan) -> Tensor:
    """The loss of logits (n, t, k, 3) against tags (n, k, t): of single tags, and of sequences."""
    single = F.cross_entropy(
        logits.permute(0, 3, 2, 1), gold, ignore_index=IGNORED, reduction="sum"
    ) / (gold != IGNORED).sum().clamp(min=1)
    if not plan.sequence_weight:
        return single
    whole = sequence_loss(logits.transpose(1, 2).flatten(0, 1), gold.flatten(0, 1))
    return single + plan.sequence_weight * whole


@dataclass(frozen=True, slots=True)
class Links:
    """Cues of a batch's windows as the linker takes them: the window of each (k,), where its pieces
    stand from it (k, t), what to pool its state from (k, t), its gold tags (k, 2, t)."""

    rows: Tensor
    distances: Tensor
    steps: Tensor
    pool: Tensor
    gold: Tensor
    inside: Tensor

    @classmethod
    def of(cls, picked: Sequence[Any], length: int) -> Links:
        distances, steps = np.zeros((2, len(picked), length), dtype=np.int64)
        gold = np.full((len(picked), 2, length), IGNORED, dtype=np.int64)
        pool = np.zeros((len(picked), length), dtype=np.float32)
        counted = np.zeros((len(picked), length), dtype=np.bool_)
        for k, (_, pieces, first, last, own) in enumerate(picked):
            inside = slice(1, len(pieces) + 1)
            distances[k, inside] = windows.distances(len(pieces), first, last)
            steps[k, inside] = windows.paragraph_steps(pieces.paragraphs, first)
            pool[k, first + 1 : last + 1] = 1 / (last - first)
            gold[k, :, inside] = own
            counted[k, inside] = True
        rows = torch.tensor([p[0] for p in picked])
        arrays = (distances, steps, pool, gold, counted)
        return cls(rows, *(torch.from_numpy(array) for array in arrays))

    def found(self, linker: nn.Module, tokens: Tensor, cues: Tensor) -> Tensor:
        """What a linker makes of them: logits (k, t, 2, 3)."""
        states = torch.einsum("kt,ktd->kd", self.pool, cues[self.rows])
        logits: Tensor = linker(tokens[self.rows], states, self.distances, self.steps)
        return logits.unflatten(2, (2, 3))


def _guessed_rows(batch: Batch, logits: Tensor) -> Iterator[Any]:
    """The likeliest cues of windows without labels, under logits that may be a teacher's."""
    chance = logits[:, :, 3:6].softmax(-1)[:, :, 0].numpy()
    for row, one in enumerate(batch.windows):
        if (one.tags[1] == IGNORED).all():
            places = chance[row, 1 : len(one.pieces) + 1]
            own = np.full((2, len(one.pieces)), IGNORED, dtype=np.int64)
            for at in np.argsort(-places)[:GUESSED]:
                if places[at] > SURE_ENOUGH:
                    yield row, one.pieces, int(at), int(at) + 1, own


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
    chance = logits.detach()[:, :, 3:6].softmax(-1)[:, :, 0].numpy().copy()
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
    parts = ("tags", "token", "cue", "names", "features")
    heads = (*(f"encoder.{part}" for part in parts), "linker")
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
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
        ],
        betas=BETAS,
        fused=True,
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

"""The wide network that labels text for the small one to learn from: MPNet under the same heads.

Encoder: Song et al. (2020), "MPNet: Masked and Permuted Pre-training for Language Understanding".
Its vocabulary is MiniLM's under other numbers, so both read the same pieces.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.reading.pieces import FEATURES
from training.network import GATE, TAGS, VOCABULARY, Layer, Linker, Size

HIDDEN, LAYERS, HEADS, INNER, WORDS, POSITIONS = 768, 12, 12, 3072, 30527, 514
BUCKETS, FARTHEST = 32, 128
# MPNet counts positions from here; those before are its padding's.
FIRST_POSITION = 2
MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}


WIDE = Size(HIDDEN, HEADS, INNER, 1e-5)


class WideEncoder(nn.Module):
    """ids (b, t) of MiniLM's vocabulary and features (b, t, 3) → tag logits (b, t, 9), token and
    cue states (b, t, 128)."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("renumbered", torch.zeros(VOCABULARY, dtype=torch.int64))
        self.words = nn.Embedding(WORDS, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-5)
        self.relative = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer(WIDE) for _ in range(LAYERS))
        self.tags = nn.Linear(HIDDEN, TAGS)
        self.token = nn.Linear(HIDDEN, GATE)
        self.cue = nn.Linear(HIDDEN, GATE)
        self.drop = nn.Dropout(0.1)

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        length = ids.shape[1]
        positions = torch.arange(FIRST_POSITION, length + FIRST_POSITION)
        x = self.words(self.renumbered[ids]) + self.positions(positions)
        for column, table in enumerate(self.features):
            x = x + table(features[:, :, column])
        x = self.drop(self.norm(x))
        bias = self.relative(buckets(length)).permute(2, 0, 1)[None]
        if mask is not None:
            bias = bias.masked_fill(~mask[:, None, None, :], -1e4)
        for layer in self.layers:
            x = layer(x, bias)
        x = self.drop(x)
        return self.tags(x), self.token(x), self.cue(x)


class Teacher(nn.Module):
    """The wide encoder and a linker, as they are trained."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = WideEncoder()
        self.linker = Linker()


def buckets(length: int) -> Tensor:
    """For each place (t,) and each other (t,) the bucket of how far apart they stand, as in T5
    (Raffel et al. 2020): half of them for either direction, exact when near, logarithmic beyond."""
    half = BUCKETS // 2
    at = torch.arange(length)
    apart = at[:, None] - at[None, :]
    far, near = apart.abs(), half // 2
    scale = (half - near) / math.log(FARTHEST / near)
    grown = near + (torch.log(far.clamp(min=1) / near) * scale).long()
    steps = torch.where(far < near, far, grown.clamp(max=half - 1))
    return steps + (apart < 0) * half


def fresh_teacher(weights: Path, tokenizer: Path, small_tokenizer: Path, seed: int) -> Teacher:
    """The wide network with MPNet's weights in its encoder and heads that know nothing."""
    torch.manual_seed(seed)
    teacher = Teacher()
    teacher.encoder.renumbered.copy_(_renumbered(small_tokenizer, tokenizer))
    given = load_file(weights)
    mine = teacher.encoder.state_dict()
    for own, theirs in _names().items():
        mine[own].copy_(given[theirs])
    teacher.encoder.load_state_dict(mine)
    # A word seldom met in training keeps what it meant beside those often met.
    teacher.encoder.words.requires_grad_(False)
    return teacher


def _renumbered(small: Path, wide: Path) -> Tensor:
    """For each id of the small vocabulary the id that the same piece has in the wide one."""
    own, theirs = (
        json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"] for path in (small, wide)
    )
    numbers = torch.zeros(VOCABULARY, dtype=torch.int64)
    for piece, number in own.items():
        numbers[number] = theirs.get(MARKS.get(piece, piece), theirs["[UNK]"])
    return numbers


def _names() -> dict[str, str]:
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "relative.weight": "encoder.relative_attention_bias.weight",
    }
    names |= {f"norm.{p}": f"embeddings.LayerNorm.{p}" for p in ("weight", "bias")}
    parts = {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "attended": "attention.attn.o",
        "norm": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    return names | {
        f"layers.{number}.{own}.{p}": f"encoder.layer.{number}.{theirs}.{p}"
        for number in range(LAYERS)
        for own, theirs in parts.items()
        for p in ("weight", "bias")
    }

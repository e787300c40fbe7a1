"""The reader's network: MiniLM with extra input embeddings, tag heads, a cue-conditioned head.

Encoder: Wang et al. (2020), "MiniLM: Deep Self-Attention Distillation". The conditioned head reads
source and content anew for each cue, so that one token may belong to several attributions.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.reading.pieces import FEATURES
from sayso.reading.windows import DISTANCES, PARAGRAPH_STEPS

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
GATE, NARROW, NORM_EPS = 128, 64, 1e-5
TAGS = 9  # B, I, O for source, cue, content
NAMES = 9  # B, I, O for persons, organisations, places
LINK_TAGS = 6  # B, I, O for source, content


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a layer is, and what its norms add to a variance."""

    hidden: int
    heads: int
    inner: int
    eps: float


SMALL = Size(HIDDEN, HEADS, INNER, 1e-12)


class Layer(nn.Module):
    """A layer of the encoder, small or wide: states (b, t, n) → (b, t, n); `mask` tells where a
    piece stands, or is added to the attention."""

    def __init__(self, size: Size = SMALL) -> None:
        super().__init__()
        self.heads = size.heads
        self.query = nn.Linear(size.hidden, size.hidden)
        self.key = nn.Linear(size.hidden, size.hidden)
        self.value = nn.Linear(size.hidden, size.hidden)
        self.attended = nn.Linear(size.hidden, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=size.eps)
        self.up = nn.Linear(size.hidden, size.inner)
        self.down = nn.Linear(size.inner, size.hidden)
        self.norm_out = nn.LayerNorm(size.hidden, eps=size.eps)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        query, key, value = (self._heads(part(x)) for part in (self.query, self.key, self.value))
        if mask is not None and mask.dtype != torch.bool:
            mask = mask.to(query.dtype)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(x.shape)
        x = self.norm(x + self.drop(self.attended(mixed)))
        return self.norm_out(x + self.drop(self.down(F.gelu(self.up(x)))))

    def _heads(self, x: Tensor) -> Tensor:
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)


class Encoder(nn.Module):
    """ids (b, t) and features (b, t, 3) → tag logits (b, t, 9), token and cue states (b, t, 128),
    logits of names (b, t, 9).

    States of padding are undefined; `mask` (b, t) is true where a piece stands.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(HIDDEN, TAGS)
        self.token = nn.Linear(HIDDEN, GATE)
        self.cue = nn.Linear(HIDDEN, GATE)
        self.names = nn.Linear(HIDDEN, NAMES)
        self.drop = nn.Dropout(0.1)

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions)
        for column, table in enumerate(self.features):
            x = x + table(features[:, :, column])
        x = self.drop(self.norm(x))
        seen = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        x = self.drop(x)
        return self.tags(x), self.token(x), self.cue(x), self.names(x)


class Linker(nn.Module):
    """For k cues of a window: token states (k, t, 128), cue states (k, 128), distances and
    paragraph steps (k, t) → logits (k, t, 6): B, I, O of the cue's source, then of its content.

    Without the norm nothing held the size of what the convolutions add up: it grew tenfold, and in
    the end every step went too far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCES, GATE)
        self.step = nn.Embedding(PARAGRAPH_STEPS, GATE)
        self.gate = nn.Linear(GATE, GATE)
        self.narrow = nn.Linear(GATE, NARROW)
        self.near = nn.Conv1d(NARROW, NARROW, 5, padding=2)
        self.far = nn.Conv1d(NARROW, NARROW, 5, padding=6, dilation=3)
        self.norm = nn.LayerNorm(NARROW, eps=NORM_EPS)
        self.out = nn.Linear(NARROW, LINK_TAGS)

    def forward(self, tokens: Tensor, cues: Tensor, distances: Tensor, steps: Tensor) -> Tensor:
        where = self.distance(distances) + self.step(steps)
        mixed = tokens * self.gate(cues)[:, None, :] + tokens + cues[:, None, :] + where
        x = self.narrow(F.gelu(mixed)).transpose(1, 2)
        x = x + F.gelu(self.near(x))
        x = x + F.gelu(self.far(x))
        logits: Tensor = self.out(self.norm(x.transpose(1, 2)))
        return logits


def load_encoder(encoder: Encoder, weights: Path) -> None:
    """Fill the encoder with MiniLM's weights (a safetensors file in BERT's naming)."""
    given = load_file(weights)
    mine = encoder.state_dict()
    names = {"words.weight": "embeddings.word_embeddings.weight"}
    names["positions.weight"] = "embeddings.position_embeddings.weight"
    names |= {f"norm.{p}": f"embeddings.LayerNorm.{p}" for p in ("weight", "bias")}
    for number in range(LAYERS):
        names |= _layer_names(number)
    for own, theirs in names.items():
        mine[own].copy_(given[theirs])
    # Segment embeddings are not used: the first one is part of every input, so it joins the words'.
    mine["words.weight"] += given["embeddings.token_type_embeddings.weight"][0]
    encoder.load_state_dict(mine)


def _layer_names(number: int) -> dict[str, str]:
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    return {
        f"layers.{number}.{own}.{p}": f"encoder.layer.{number}.{theirs}.{p}"
        for own, theirs in parts.items()
        for p in ("weight", "bias")
    }

"""Train with the rounding that the shipped file will do, so that int8 costs next to nothing.

Fake quantisation with straight-through gradients (Jacob et al. 2018, "Quantization and Training of
Neural Networks for Efficient Integer-Arithmetic-Only Inference"), laid out as
`training.graph` quantises: weights a scale a column, activations one range a window.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import Encoder


class RoundedLinear(nn.Linear):
    def forward(self, x: Tensor) -> Tensor:
        return F.linear(as_activation(x), as_rows(self.weight), self.bias)


class RoundedEmbedding(nn.Embedding):
    def forward(self, ids: Tensor) -> Tensor:
        return as_rows(super().forward(ids))


def round_encoder(encoder: Encoder) -> None:
    """Make the encoder's layers and word table round as their int8 form does; heads stay exact."""
    encoder.words.__class__ = RoundedEmbedding
    for module in encoder.layers.modules():
        if isinstance(module, nn.Linear):
            module.__class__ = RoundedLinear


def as_rows(x: Tensor) -> Tensor:
    """Values (…, n) on a symmetric grid of 255 steps a row; gradients pass straight through."""
    with torch.no_grad():
        scale = x.abs().amax(-1, keepdim=True).clamp(min=1e-8) / 127
        shift = torch.round(x / scale) * scale - x
    return x + shift


def as_activation(x: Tensor) -> Tensor:
    """Values (b, t, n) on a grid of 256 steps a window; gradients pass straight through."""
    with torch.no_grad():
        low = x.amin((1, 2), keepdim=True).clamp(max=0)
        high = x.amax((1, 2), keepdim=True).clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-8)
        zero = torch.round(-low / scale)
        shift = (torch.clamp(torch.round(x / scale) + zero, 0, 255) - zero) * scale - x
    return x + shift

"""A loss over whole tag sequences, as they are decoded: no I after O.

The negative log likelihood of a linear-chain CRF (Lafferty, McCallum, Pereira 2001) whose only
transition is that ban, so that scores are compared as whole spans.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import one_hot

BANNED = -1e4
# Rows: from B, I, O; columns: to B, I, O.
TRANSITIONS = torch.tensor([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, BANNED, 0.0]])
IGNORED = -100


def sequence_loss(logits: Tensor, gold: Tensor) -> Tensor:
    """Mean negative log likelihood, per place that counts, of tags (n, t) under logits (n, t, 3);
    where gold is -100 stands a B that weighs nothing: any tag may go before and after it."""
    counted = (gold != IGNORED)[:, :, None]
    logits = torch.where(counted, logits, torch.tensor([0.0, BANNED, BANNED]))
    wanted = one_hot(_begun(gold).clamp(min=0), 3).bool()
    allowed = logits.masked_fill(~wanted, BANNED)
    totals = log_partition(torch.cat([logits, allowed]))
    all_paths, gold_paths = totals.chunk(2)
    return (all_paths - gold_paths).sum() / counted.sum().clamp(min=1)


def _begun(gold: Tensor) -> Tensor:
    """The tags with every I right after an O made a B: no sequence may hold what is banned."""
    stray = (gold[:, 1:] == 1) & (gold[:, :-1] == 2)
    return torch.cat([gold[:, :1], gold[:, 1:].masked_fill(stray, 0)], dim=1)


def log_partition(logits: Tensor) -> Tensor:
    """Log of the summed weights of all tag sequences (n,) under logits (n, t, 3)."""
    reached = logits[:, 0]
    for step in range(1, logits.shape[1]):
        paths = reached[:, :, None] + TRANSITIONS
        reached = torch.logsumexp(paths, dim=1) + logits[:, step]
    return torch.logsumexp(reached, dim=1)

"""A reading against gold, layer by layer."""

from sayso.evaluate.across import against_stories
from sayso.evaluate.gold import Compared, against_gold, compared, figures, interval
from sayso.evaluate.spans import (
    Attributed,
    Score,
    Tally,
    attributed,
    matched,
    matches,
    overlap,
    spans_of,
)

__all__ = [
    "Attributed", "Compared", "Score", "Tally", "against_gold", "against_stories", "attributed",
    "compared", "figures", "interval", "matched", "matches", "overlap", "spans_of",
]  # fmt: skip

"""Choose the decoder's settings on dev articles, one at a time, the encoder run only once."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Sequence

from benchmarks.polnear import as_gold, as_read
from sayso.evaluate import Score, Tally
from sayso.reading.attribution import Attribution, Settings, apart, cues_of, linked_all
from sayso.reading.encoder import Encoder, Floats, Window
from training.polnear import Article

# What is read in vain costs whoever checks it more than what is missed costs.
RECALL_WEIGHS = 0.6
LOG = logging.getLogger(__name__)
CHOICES: dict[str, tuple[float, ...]] = {
    "cue_bias": (-0.5, -0.25, 0.0, 0.25, 0.5),
    "source_bias": (0.0, 0.25, 0.5, 1.0),
    "source_mix": (0.0, 0.15, 0.3, 0.6, 1.0),
    "content_mix": (0.0, 0.15, 0.3, 0.6, 1.0),
    "content_bias": (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5),
    "least": (0.0, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5),
    "inner_bias": (0.0, 1.0, 2.0, 3.0),
    "inner_least": (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5),
}


class Seen:
    """Dev articles as the encoder saw them, links kept for every set of cues asked for."""

    def __init__(self, encoder: Encoder, articles: Sequence[Article]) -> None:
        self.encoder = encoder
        self.articles = articles
        self.windows = [list(encoder.windows(article.text)) for article in articles]
        self._links: dict[tuple[int, int, tuple[tuple[int, int], ...]], Floats] = {}

    def score(self, settings: Settings) -> Score:
        """The figures of all articles under these settings."""
        total = Score()
        for number, article in enumerate(self.articles):
            total.add(as_read(self.read(number, settings)), as_gold(article.annotators[0]))
        return total

    def read(self, number: int, settings: Settings) -> list[Attribution]:
        """What is read of one article under these settings."""
        found: list[Attribution] = []
        for place, window in enumerate(self.windows[number]):
            found.extend(self._read((number, place), window, settings))
        return apart(found)

    def _read(
        self, where: tuple[int, int], window: Window, settings: Settings
    ) -> list[Attribution]:
        cues = cues_of(window, settings)
        if not cues:
            return []
        key = (*where, tuple(cues))
        if key not in self._links:
            self._links[key] = self.encoder.links(window, cues)
        return list(linked_all(window, cues, self._links[key], settings))


def tuned(encoder: Encoder, parts: Sequence[Sequence[Article]]) -> Settings:
    """The settings with the best mean, over the parts, of exact span F1, whole-attribution F1 and
    found F-measure."""
    seen = [Seen(encoder, articles) for articles in parts]

    def reached_by(settings: Settings) -> float:
        return sum(worth(part.score(settings)) for part in seen) / len(seen)

    best = Settings()
    value = reached_by(best)
    # Twice, since the best of one depends on the others.
    for name, choices in (*CHOICES.items(), *CHOICES.items()):
        for choice in choices:
            candidate = dataclasses.replace(best, **{name: choice})
            reached = reached_by(candidate)
            LOG.info("%s=%s: %.4f", name, choice, reached)
            if reached > value:
                best, value = candidate, reached
    return best


def worth(score: Score) -> float:
    """One number for a set of figures."""
    spans = sum(tally.f1 for tally in score.spans.values()) / 3
    return (spans + score.whole.f1 + measure(score.found, RECALL_WEIGHS)) / 3


def measure(tally: Tally, beta: float) -> float:
    """The F-measure of van Rijsbergen (1979): recall weighs `beta` times as much as precision."""
    weighed = beta**2 * tally.precision + tally.recall
    return (1 + beta**2) * tally.precision * tally.recall / weighed if weighed else 0.0

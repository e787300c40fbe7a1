"""Score attributions against PolNeAR's gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.evaluate import Attributed, Score
from sayso.reading.attribution import Attribution, Settings, find
from sayso.reading.encoder import Encoder
from training.polnear import Article, Gold


def score(encoder: Encoder, articles: Iterable[Article], settings: Settings) -> Score:
    """The figures over articles, each against its first annotator."""
    total = Score()
    for article in articles:
        read = find(encoder, article.text, (), settings)
        total.add(as_read(read), as_gold(article.annotators[0]))
    return total


def as_read(read: Iterable[Attribution]) -> list[Attributed]:
    """Read attributions as bare spans."""
    return [
        Attributed((a.source,) if a.source else (), (a.cue,) if a.cue else (), a.content)
        for a in read
    ]


def as_gold(gold: Sequence[Gold]) -> list[Attributed]:
    """Annotated attributions as bare spans."""
    return [Attributed(g.source, g.cue, g.content) for g in gold]

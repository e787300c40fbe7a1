"""How far two hands agree that labelled the same reports: `python -m corpus agree`.

The first labels are those of `stories/` before they were settled, kept in `first/`; the second,
made blind, are in `second/`. Spans are scored by F1, categories of statements both found by Cohen's
kappa (Cohen 1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from corpus.build import relabelled
from corpus.texts import HERE, SECOND
from sayso.evaluate import Score, attributed, matches, spans_of
from sayso.model import Reading, Statement

FIRST = HERE / "first"
Pair = tuple[Statement, Statement]
LAYERS: dict[str, Callable[[Statement], str]] = {
    "act": lambda one: one.act,
    "factuality": lambda one: one.factuality,
    "reporter's distance": lambda one: one.reporter,
    "voice": lambda one: one.voice,
    "nested or not": lambda one: str(one.within is not None),
    "when it was said": lambda one: f"{one.said.from_} {one.said.to}" if one.said else "",
    "verification": lambda one: str(one.verification is not None),
}


def lines() -> Iterator[str]:
    """The agreement on every report that two hands labelled, a figure a line."""
    both = list(twice_labelled())
    score, pairs = Score(), list[Pair]()
    same: Counter[str] = Counter()
    for one, other in both:
        score.add(spans_of(other), spans_of(one))
        for a, b in matched(one, other):
            pairs.append((a, b))
            same["speakers"] += _names(one, a) == _names(other, b)
            same["figures"] += _figures(a) == _figures(b)
            same["places"] += {p.span for p in a.places} == {p.span for p in b.places}
    yield f"{len(both)} reports labelled twice, {len(pairs)} statements found by both"
    for name, tally in score.spans.items():
        yield f"  exact {name + 's, F1':<32} {cut(tally.f1)}"
    yield f"  {'whole attributions exact, F1':<38} {cut(score.whole.f1)}"
    yield f"  {'the first’s found by the second':<38} {cut(score.found.recall)}"
    yield f"  {'the second’s found by the first':<38} {cut(score.found.precision)}"
    yield f"  {'source the same, of those':<38} {cut(score.source.recall)}"
    for words, number in same.items():
        yield f"  {words + ' the same, of found by both':<38} {cut(number / max(1, len(pairs)))}"
    for name, of in LAYERS.items():
        labels = [(of(a), of(b)) for a, b in pairs]
        alike = sum(a == b for a, b in labels) / max(1, len(labels))
        yield f"  {name:<38} κ {cut(kappa(labels))}, the same {cut(alike)}"


def cut(value: float) -> str:
    """Three places, never rounded up."""
    return f"{int(value * 1000) / 1000:.3f}"


def twice_labelled() -> Iterator[tuple[Reading, Reading]]:
    """The readings of every report labelled twice, the first hand's first."""
    for folder in sorted(SECOND.iterdir()):
        first = relabelled(folder.name, FIRST / folder.name)
        for number, other in relabelled(folder.name, folder).items():
            yield first[number].reading, other.reading


def matched(one: Reading, other: Reading) -> Iterator[Pair]:
    """Statements of two readings whose contents overlap by at least half, one to one, the best
    overlaps first."""
    spans = ([attributed(statement) for statement in r.statements] for r in (one, other))
    for i, j in matches(*spans):
        yield one.statements[i], other.statements[j]


def kappa(labels: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two hands' labels; 1 where neither ever varies."""
    if not labels:
        return 0.0
    total = len(labels)
    same = sum(a == b for a, b in labels) / total
    left, right = (Counter(pair[side] for pair in labels) for side in (0, 1))
    chance = sum(left[label] * right[label] for label in left) / total**2
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def _names(reading: Reading, one: Statement) -> set[str]:
    """The last words of the speakers' names: hands differ in how much of a name they give."""
    return {reading.actor(ref).name.split()[-1].lower() for ref in one.speakers}


def _figures(one: Statement) -> set[tuple[str, float | None, float | None, float | None]]:
    return {(f.kind, f.value, f.low, f.high) for f in one.figures}

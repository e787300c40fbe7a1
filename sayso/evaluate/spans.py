"""Attributions as bare spans against gold: exact spans, statements found, sources right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.model import Reading, Span, Statement

Offsets = tuple[int, int]
Contents = tuple[Offsets, ...]
LAYERS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution as spans alone, gold or read; half-open code points."""

    source: Contents
    cue: Contents
    content: Contents


@dataclass(slots=True)
class Tally:
    """Counts of right, read and gold, and the figures they give."""

    right: int = 0
    read: int = 0
    gold: int = 0

    def add(self, right: int, read: int, gold: int) -> None:
        self.right += right
        self.read += read
        self.gold += gold

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.read + self.gold) if self.read + self.gold else 0.0


@dataclass(slots=True)
class Score:
    """Figures over many reports: exact spans a layer, whole attributions exact, statements found
    (content overlap of at least half, one to one), sources right among the found."""

    spans: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in LAYERS})
    whole: Tally = field(default_factory=Tally)
    found: Tally = field(default_factory=Tally)
    source: Tally = field(default_factory=Tally)

    def add(self, read: Sequence[Attributed], gold: Sequence[Attributed]) -> None:
        """Count one report in."""
        for name in LAYERS:
            mine, theirs = _spans(read, name), _spans(gold, name)
            self.spans[name].add(len(mine & theirs), len(mine), len(theirs))
        mine_whole, their_whole = set(read), set(gold)
        self.whole.add(len(mine_whole & their_whole), len(mine_whole), len(their_whole))
        pairs = matched(read, gold)
        self.found.add(len(pairs), len(read), len(gold))
        right = sum(overlap(a.source, b.source) >= 0.5 for a, b in pairs)
        self.source.add(right, len(pairs), len(pairs))

    def join(self, other: Score) -> None:
        """Count in what another score counted."""
        for name, tally in other.spans.items():
            self.spans[name].add(tally.right, tally.read, tally.gold)
        for mine, theirs in (
            (self.whole, other.whole), (self.found, other.found), (self.source, other.source)
        ):  # fmt: skip
            mine.add(theirs.right, theirs.read, theirs.gold)

    def figures(self) -> dict[str, float]:
        """The figures by name, unrounded."""
        named = {f"{name}_f1": self.spans[name].f1 for name in LAYERS}
        return named | {
            "whole_f1": self.whole.f1,
            "whole_recall": self.whole.recall,
            "found_recall": self.found.recall,
            "found_precision": self.found.precision,
            "source_right": self.source.recall,
        }


def spans_of(reading: Reading) -> list[Attributed]:
    """A reading's sourced statements as bare spans."""
    return [attributed(one) for one in reading.statements if one.voice == "source"]


def attributed(one: Statement) -> Attributed:
    """A statement as bare spans."""
    return Attributed(
        _pair(one.source), _pair(one.cue), tuple((s.start, s.end) for s in one.content)
    )


def _pair(span: Span | None) -> Contents:
    return ((span.start, span.end),) if span else ()


def matched(
    read: Sequence[Attributed], gold: Sequence[Attributed]
) -> list[tuple[Attributed, Attributed]]:
    """Read and gold attributions whose contents overlap by at least half (intersection over union
    of characters), each used once, the best overlaps first."""
    return [(read[i], gold[j]) for i, j in matches(read, gold)]


def matches(read: Sequence[Attributed], gold: Sequence[Attributed]) -> list[tuple[int, int]]:
    """The places in `read` and `gold` of those that match."""
    options = sorted(
        (
            (-overlap(one.content, other.content), i, j)
            for i, one in enumerate(read)
            for j, other in enumerate(gold)
            if overlap(one.content, other.content) >= 0.5
        ),
    )
    used_read: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in used_read and j not in used_gold:
            used_read.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return pairs


def overlap(one: Contents, other: Contents) -> float:
    """Intersection over union of the characters of two sets of spans; two empty ones agree."""
    if not one and not other:
        return 1.0
    mine, theirs = _characters(one), _characters(other)
    union = len(mine | theirs)
    return len(mine & theirs) / union if union else 0.0


def _characters(spans: Contents) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _spans(all_of: Iterable[Attributed], name: str) -> set[Offsets]:
    """One layer's spans; a source that several attributions share counts once."""
    return {span for one in all_of for span in getattr(one, name)}

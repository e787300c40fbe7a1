"""A reading against gold, layer by layer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import GoldError
from sayso.model import Reading, Report, Span, reading_from_plain
from sayso.reading.read import read

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


def against_gold(path: Path) -> dict[str, float | int]:
    """The figures of readings of a gold file's texts against it: JSON Lines in the contract's form,
    as `sayso read --json` writes them. GoldError names a line that is none."""
    total = Score()
    count = 0
    # Not `splitlines`: JSON strings may hold line separators such as U+2028.
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            report, gold = _gold(path, number, line)
            total.add(spans_of(read(report)), gold)
            count += 1
    if not count:
        raise GoldError(str(path), 1, "the file holds no reading")
    return {"reports": count, **total.figures()}


def _gold(path: Path, number: int, line: str) -> tuple[Report, list[Attributed]]:
    """The report of one line and its gold spans, each inside the report's text."""
    try:
        gold = reading_from_plain(json.loads(line))
        text, spans = gold.report.text, spans_of(gold)
        if not isinstance(text, str):
            raise ValueError("the report's text is not in it")
        for one in spans:
            if any(not 0 <= a < b <= len(text) for a, b in one.source + one.cue + one.content):
                raise ValueError("a span lies outside the text")
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration) as error:
        raise GoldError(str(path), number, f"{type(error).__name__}: {error}") from error
    return gold.report, spans


def spans_of(reading: Reading) -> list[Attributed]:
    """A reading's sourced statements as bare spans."""
    return [
        Attributed(_pair(one.source), _pair(one.cue), tuple((s.start, s.end) for s in one.content))
        for one in reading.statements
        if one.voice == "source"
    ]


def _pair(span: Span | None) -> Contents:
    return ((span.start, span.end),) if span else ()


def matched(
    read: Sequence[Attributed], gold: Sequence[Attributed]
) -> list[tuple[Attributed, Attributed]]:
    """Read and gold attributions whose contents overlap by at least half (intersection over union
    of characters), each used once, the best overlaps first."""
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
            pairs.append((read[i], gold[j]))
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

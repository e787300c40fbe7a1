"""Gold files and folders → readings of their texts beside what was labelled, and the figures."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import GoldError
from sayso.evaluate.layers import (
    Pair,
    layer_figures,
    nested_figures,
    outlet_figures,
    pairs_of,
)
from sayso.evaluate.spans import Score, spans_of
from sayso.model import Reading, reading_from_plain
from sayso.reading.read import read

# Samples of stories, and the share of them inside an interval.
SAMPLES, INSIDE = 1000, 0.95
SEED = 20261125


@dataclass(frozen=True, slots=True)
class Compared:
    """A reading of a text beside its gold, and the story that the report belongs to."""

    story: str
    read: Reading
    gold: Reading


def against_gold(path: Path) -> dict[str, float | int]:
    """The figures of readings of a gold file's texts, or a folder's, against it: JSON Lines in the
    contract's form, as `sayso read --json` writes them; in a folder each .json file with a report.
    GoldError names a line that is none."""
    return figures(list(compared(path)))


def compared(path: Path) -> Iterator[Compared]:
    """Every report of a gold file or folder, read, beside its gold. Reports of a folder's folder,
    or whose input names one, are of one story."""
    count = 0
    for story, gold in _golds(path):
        count += 1
        yield Compared(story, read(gold.report), gold)
    if not count:
        raise GoldError(str(path), 1, "it holds no reading")


def figures(all_of: Sequence[Compared]) -> dict[str, float | int]:
    """Every layer's figures over reports, by name."""
    return _figures([_counted(one) for one in all_of])


def interval(all_of: Sequence[Compared]) -> dict[str, tuple[float, float]]:
    """For each figure the bounds between which 95 % of samples of stories fall, drawn with
    replacement (the bootstrap: Efron 1979); nothing where there are fewer than two stories."""
    stories: dict[str, list[_Counted]] = defaultdict(list)
    for one in all_of:
        stories[one.story].append(_counted(one))
    if len(stories) < 2:
        return {}
    rng = random.Random(SEED)
    names = sorted(stories)
    # Few stories give few samples: each is counted once.
    samples = Counter(tuple(sorted(rng.choices(names, k=len(names)))) for _ in range(SAMPLES))
    drawn: dict[str, list[float]] = defaultdict(list)
    for sample, times in samples.items():
        for figure, value in _figures([one for name in sample for one in stories[name]]).items():
            drawn[figure].extend([value] * times)
    outside = round(SAMPLES * (1 - INSIDE) / 2)
    del drawn["reports"]
    return {name: (sorted(v)[outside], sorted(v)[-outside - 1]) for name, v in drawn.items()}


@dataclass(frozen=True, slots=True)
class _Counted:
    """What one report adds to the figures."""

    score: Score
    pairs: tuple[Pair, ...]
    both: tuple[Reading, Reading]


def _counted(one: Compared) -> _Counted:
    score = Score()
    score.add(spans_of(one.read), spans_of(one.gold))
    return _Counted(score, tuple(pairs_of(one.read, one.gold)), (one.read, one.gold))


def _figures(counted: Sequence[_Counted]) -> dict[str, float | int]:
    score = Score()
    for one in counted:
        score.join(one.score)
    pairs = [pair for one in counted for pair in one.pairs]
    return {
        "reports": len(counted),
        **score.figures(),
        **nested_figures([one.both for one in counted], pairs),
        **outlet_figures([one.both for one in counted]),
        **layer_figures(pairs),
    }


def _golds(path: Path) -> Iterator[tuple[str, Reading]]:
    """The labelled readings of a file or folder, each with its story."""
    if path.is_dir():
        for file in sorted(path.rglob("*.json")):
            plain = json.loads(file.read_text(encoding="utf-8"))
            if isinstance(plain, dict) and "report" in plain:
                yield file.parent.name, _gold(file, 1, plain)
        return
    # Not `splitlines`: JSON strings may hold line separators such as U+2028.
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                plain = json.loads(line)
            except ValueError as error:
                raise GoldError(str(path), number, f"ValueError: {error}") from error
            gold = _gold(path, number, plain)
            yield str(plain.get("input", number)).rpartition("/")[0] or str(number), gold


def _gold(path: Path, number: int, plain: Any) -> Reading:
    """The labelled reading of one plain form, each of its spans inside the report's text."""
    try:
        gold = reading_from_plain(plain)
        text, spans = gold.report.text, spans_of(gold)
        if not isinstance(text, str):
            raise ValueError("the report's text is not in it")
        for one in spans:
            if any(not 0 <= a < b <= len(text) for a, b in one.source + one.cue + one.content):
                raise ValueError("a span lies outside the text")
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration) as error:
        raise GoldError(str(path), number, f"{type(error).__name__}: {error}") from error
    return gold

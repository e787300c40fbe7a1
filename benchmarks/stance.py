"""How well stance is read: python -m benchmarks.stance [--shared ../shared]

On the gold spans of the corpus “Rival accounts”, train and dev stories, sourced statements: macro
F1 of act, factuality and reporter, F1 of verification notes, then F1 by class. On the dev parts of
UW and UDS-IH2: the mean absolute error of `stance.factuality` on event words, −3 to 3, beside that
of always saying 3.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sayso
from corpus.build import story_of
from corpus.texts import stories
from sayso.evaluate import Tally
from sayso.evaluate.layers import macro_f1
from sayso.model import Reading, Span, Statement
from sayso.reading import sentences, stance, verification

SETS = ("uw", "uds-ih2")


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement's stance as read on its gold spans, and as labelled."""

    read: Statement
    gold: Statement


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stance", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    given = parser.parse_args()
    print(f"sayso {sayso.__version__}\n")
    for split in ("train", "dev"):
        show(split, list(pairs(split)))
    for name in SETS:
        part = given.shared / "data" / "factuality" / name / "dev.jsonl"
        show_events(name, part)
    print("No published figure is stated beside these data, so none is repeated here.")


def pairs(split: str) -> Iterator[Pair]:
    """Every sourced statement of a split, read on its gold spans."""
    for name in stories(split):
        for labelled in story_of(name).story.reports.values():
            yield from pairs_of(labelled.reading)


def pairs_of(gold: Reading) -> Iterator[Pair]:
    """The statements of a labelled reading with their stance read anew."""
    text = gold.report.text
    made = [_read(text, one) for one in gold.statements]
    noted = verification.with_notes(text, sentences.split(text), made)
    covering = {one.id: one.verification for one in noted}
    for mine, theirs in zip(made, gold.statements, strict=True):
        if theirs.voice == "source":
            yield Pair(replace(mine, verification=covering.get(mine.id)), theirs)


def _read(text: str, one: Statement) -> Statement:
    how = stance.of_statement(text, one.source, one.cue, one.content)
    return replace(
        one,
        act=how.act,
        factuality=how.factuality,
        hedges=how.hedges,
        reporter=how.reporter,
        verification=None,
    )


def show(split: str, found: Sequence[Pair]) -> None:
    """Print one split's figures."""
    print(f"Rival accounts, {split}: {len(found)} sourced statements, gold spans")
    for name in ("act", "factuality", "reporter"):
        both = [(str(getattr(p.read, name)), str(getattr(p.gold, name))) for p in found]
        right = sum(mine == theirs for mine, theirs in both) / len(both)
        print(f"  {name:<14} macro F1 {macro_f1(both):.3f}   right {right:.3f}")
        print(f"    {by_class(both)}")
    for name, tally in (("verification", notes(found)), ("hedges", hedges(found))):
        print(
            f"  {name:<14} F1 {tally.f1:.3f}   ({tally.right} of {tally.gold}, {tally.read} read)"
        )
    print()


def by_class(both: Sequence[tuple[str, str]]) -> str:
    """Each class with its F1 and how often the gold has it, the most frequent first."""
    read, gold = Counter(mine for mine, _ in both), Counter(theirs for _, theirs in both)
    right = Counter(mine for mine, theirs in both if mine == theirs)
    shown = (
        f"{name} {Tally(right[name], read[name], number).f1:.2f} ({number})"
        for name, number in gold.most_common()
    )
    return ", ".join(shown)


def notes(found: Sequence[Pair]) -> Tally:
    """Notes of verification, exact spans, a statement each."""
    return _spans([(_one(p.read.verification), _one(p.gold.verification)) for p in found])


def hedges(found: Sequence[Pair]) -> Tally:
    """Hedges, exact spans."""
    return _spans([(set(p.read.hedges), set(p.gold.hedges)) for p in found])


def _one(span: Span | None) -> set[Span]:
    return {span} if span else set()


def _spans(both: Sequence[tuple[set[Span], set[Span]]]) -> Tally:
    tally = Tally()
    for mine, theirs in both:
        tally.add(len(mine & theirs), len(mine), len(theirs))
    return tally


def show_events(name: str, part: Path) -> None:
    """Print the error on one set of event words."""
    if not part.is_file():
        print(f"skipped: {name} is not at {part}")
        return
    both = list(events(part))
    error = sum(abs(mine - theirs) for mine, theirs in both) / len(both)
    constant = sum(abs(3 - theirs) for _, theirs in both) / len(both)
    print(f"{name} dev: {len(both)} events   MAE {error:.3f}   always 3: {constant:.3f}")


def events(part: Path) -> Iterator[tuple[float, float]]:
    """Each event's certainty as read and as labelled."""
    for line in part.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        words = item["text"].split(" ")
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word) + 1)
        for target in item["targets"]:
            first, last = target["span1"]
            span = Span.of(item["text"], starts[first], starts[last] - 1)
            yield stance.factuality(item["text"], span), target["label"]


if __name__ == "__main__":
    main()

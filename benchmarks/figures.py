"""How well claimed figures are found: python -m benchmarks.figures [--errors train]

On the gold contents of the corpus's train and dev stories, statement by statement, so that what
attribution misses costs nothing here: precision, recall and F1 of figures by kind, value and
bounds; by value and bounds alone; by these and the unit; and of their exact spans. Units are
compared by their last word, in the singular, and all words for people (and none, where the kind is
of people) as one, since the labels' guide leaves open which of them is the unit. Nor does it say
whether half of something is 0.5 or 50 %, half an hour 30 minutes or half of one: they are compared
as the same quantity. Then the time a
report takes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace

from corpus.build import story_of
from corpus.texts import stories
from sayso.evaluate import Tally
from sayso.model import Figure, Reading
from sayso.reading import measures
from sayso.reading.figures import find

SPLITS = ("train", "dev")
SAME = {
    "percent": "%",
    "cent": "%",
    "£": "pound",
    "$": "dollar",
    "€": "euro",
    "km": "kilometre",
    "kilometer": "kilometre",
}
PEOPLE = ("killed", "wounded", "casualties", "missing", "captured", "displaced")
ROUNDS = 20


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--errors", choices=SPLITS, help="list what is wrong in a split")
    given = parser.parse_args()
    for split in SPLITS:
        both = list(_both(split))
        print(f"Rival accounts, {split}: {len(both)} statements, gold contents")
        for name, key in KEYS.items():
            tally = tallied(both, key)
            print(
                f"  {name:<28} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
                f"  ({tally.right} right, {tally.read} read, {tally.gold} gold)"
            )
    print(f"\n{_milliseconds():.2f} ms a report")
    if given.errors:
        _show_errors(given.errors)


Both = tuple[str, Sequence[Figure], Sequence[Figure]]


def _readings(split: str) -> Iterator[Reading]:
    for name in stories(split):
        yield from (one.reading for one in story_of(name).story.reports.values())


def _both(split: str) -> Iterator[Both]:
    """Each statement's contents in short, its figures as read, and as labelled."""
    for reading in _readings(split):
        for one in reading.statements:
            read = find(reading.report.text, one.content)
            gold = [plain(f) for f in one.figures]
            yield " … ".join(span.text for span in one.content), [plain(f) for f in read], gold


def unit(figure: Figure) -> str | None:
    """The unit as it is compared."""
    if figure.kind in PEOPLE:
        return "people"
    last = (figure.unit or "").lower().split(" ")[-1]
    if last in measures.PERSONS or last in measures.NOUN:
        last = "people"
    last = last.rstrip("s")
    return SAME.get(last, last) or None


def plain(figure: Figure) -> Figure:
    """The figure with a share in per cent, and a duration in minutes where it is in hours."""
    if figure.kind == "share" and (figure.value or 2) < 1:
        return replace(figure, value=100 * (figure.value or 0), unit="%")
    if figure.kind == "duration" and (figure.unit or "").startswith("hour"):
        told = (n and 60 * n for n in (figure.value, figure.low, figure.high))
        value, low, high = told
        return replace(figure, value=value, low=low, high=high, unit="minutes")
    return figure


KEYS: dict[str, Callable[[Figure], Hashable]] = {
    "kind, value and bounds": lambda f: (f.kind, f.value, f.low, f.high),
    "value and bounds": lambda f: (f.value, f.low, f.high),
    "value, bounds and unit": lambda f: (f.value, f.low, f.high, unit(f)),
    "spans": lambda f: (f.span.start, f.span.end),
}


def tallied(both: Sequence[Both], key: Callable[[Figure], Hashable]) -> Tally:
    """What is right, read and labelled by a key, a statement's figures taken as a set."""
    tally = Tally()
    for _, read, gold in both:
        mine, theirs = {key(f) for f in read}, {key(f) for f in gold}
        tally.add(len(mine & theirs), len(mine), len(theirs))
    return tally


def _milliseconds() -> float:
    """The mean time of a report, its statements' contents together."""
    readings = [reading for split in SPLITS for reading in _readings(split)]
    work = [(r.report.text, [s for one in r.statements for s in one.content]) for r in readings]
    began = time.process_time()
    for _ in range(ROUNDS):
        for text, spans in work:
            find(text, spans)
    return 1000 * (time.process_time() - began) / ROUNDS / len(work)


def _show_errors(split: str) -> None:
    for content, read, gold in _both(split):

        def key(f: Figure) -> Hashable:
            return f.kind, f.value, f.low, f.high, unit(f)

        mine, theirs = {key(f): f for f in read}, {key(f): f for f in gold}
        wrong = [("read", f) for k, f in mine.items() if k not in theirs]
        wrong += [("gold", f) for k, f in theirs.items() if k not in mine]
        for which, f in wrong:
            told = f"{f.kind} {f.value} {f.low} {f.high} {f.unit!r}"
            print(f"{which}  {f.span.text!r:<32} {told:<40} in {' '.join(content.split())[:150]}")


if __name__ == "__main__":
    main()

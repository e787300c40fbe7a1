"""How well reports are read: python -m benchmarks.quality [--shared ../shared] [--limit N]

Scores whole readings (what `sayso read` gives) against PolNeAR dev's first annotator, the demo
story's gold and the dev stories of the corpus “Rival accounts”: exact spans by type, whole
attributions, statements found, sources right; then statements found by kind of quotation and by
what the source is; for the corpus every layer, and between what 95 % of samples of stories fall.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sayso
from benchmarks.polnear import as_gold
from corpus.build import story_of
from corpus.texts import stories
from sayso.demo import folder as demo_folder
from sayso.evaluate import (
    Attributed,
    Compared,
    Score,
    Tally,
    figures,
    interval,
    matched,
    spans_of,
)
from sayso.intake import report_from_text
from sayso.model import Span, reading_from_plain
from sayso.reading import lexicon, quotes
from sayso.reading.encoder import packaged
from sayso.reading.read import read
from sayso.reading.statements import kind_of, words_of
from training.polnear import articles

LENGTHS = ((40, "content of up to 40 characters"), (120, "content of up to 120"))
PEERS = """\
On PolNeAR's test part (84 articles of the same make; published or measured there, not here):
  BERT-Cofe (BERT-base, snippets)       spans .83/.75/.73
  Citron, retrained on PolNeAR          spans .64/.52/.45  whole .29  found R/P .46/.71
  the best rule system                  found R/P .35/.71
  people against each other (train)     spans .78/.71/.70  whole .57  found R/P .81/.77"""


@dataclass(frozen=True, slots=True)
class Scored:
    """A text, whose it is, with what was read from it and what stands in its gold."""

    outlet: str
    text: str
    read: Sequence[Attributed]
    gold: Sequence[Attributed]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--limit", type=int, help="so many of the PolNeAR articles only")
    given = parser.parse_args()
    print(f"sayso {sayso.__version__}, weights {packaged().version}\n")
    show("Demo story", list(demo_story()))
    show_corpus("dev")
    dev = given.shared / "data" / "polnear" / "dev"
    if not dev.is_dir():
        print(f"skipped: PolNeAR dev is not at {dev}")
        return
    scored = list(polnear(dev))[: given.limit]
    show("PolNeAR dev, first annotator", scored)
    show_outlets(scored)
    show_errors(scored)
    print(PEERS)


def show_corpus(split: str) -> None:
    """Print every layer's figures on a split of the corpus."""
    both = [
        Compared(name, read(labelled.reading.report), labelled.reading)
        for name in stories(split)
        for labelled in story_of(name).story.reports.values()
    ]
    bounds = interval(both)
    print(f"Rival accounts, {split}: {len(stories(split))} stories")
    for name, value in figures(both).items():
        if isinstance(value, float):
            low, high = bounds[name]
            print(f"  {name:<34} {value:.3f}  ({low:.3f} to {high:.3f})")
        else:
            print(f"  {name:<34} {value}")
    print()


def demo_story() -> Iterator[Scored]:
    """The bundled reports with their gold."""
    for line in (demo_folder() / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = reading_from_plain(json.loads(line))
        outlet = gold.report.publisher or ""
        yield Scored(outlet, gold.report.text, spans_of(read(gold.report)), spans_of(gold))


def polnear(part: Path) -> Iterator[Scored]:
    """The articles of a part of PolNeAR with their first annotator's gold."""
    for article in articles(part):
        reading = read(report_from_text(article.text, language="en"))
        outlet = article.name.split("_")[0]
        gold = as_gold(article.annotators[0])
        yield Scored(outlet, article.text, spans_of(reading), gold)


def total(scored: Iterable[Scored]) -> Score:
    """The figures over many texts."""
    score = Score()
    for one in scored:
        score.add(one.read, one.gold)
    return score


def show(title: str, scored: Sequence[Scored]) -> None:
    """Print one part's figures."""
    score = total(scored)
    print(f"{title}: {len(scored)} reports, {score.found.gold} statements")
    for name, tally in score.spans.items():
        print(f"  exact {name + 's':<28} {_prf(tally)}")
    print(f"  {'whole attributions, exact':<34} {_prf(score.whole)}")
    print(f"  {'found (content overlap ≥ .5)':<34} {_prf(score.found)}")
    print(f"  {'source right, of the found':<34} {score.source.recall:.3f}")
    for name, (found, all_) in sorted(by_class(scored).items()):
        print(f"  found, {name:<27} {found / all_:.3f}  ({found} of {all_})")
    print()


def show_outlets(scored: Sequence[Scored]) -> None:
    """Print what is found by outlet."""
    print("By outlet: reports, statements, found R, P, whole F1")
    for outlet in sorted({one.outlet for one in scored}):
        own = [one for one in scored if one.outlet == outlet]
        score = total(own)
        found = f"{score.found.recall:.3f}  {score.found.precision:.3f}  {score.whole.f1:.3f}"
        print(f"  {outlet:<28} {len(own):>3} {score.found.gold:>5}  {found}")
    print()


def show_errors(scored: Iterable[Scored]) -> None:
    """Print what is wrong with statements that are missed or read in vain, with counts."""
    counts: Counter[str] = Counter()
    for one in scored:
        pairs = matched(one.read, one.gold)
        right, found = {id(read) for read, _ in pairs}, {id(gold) for _, gold in pairs}
        missed = [gold for gold in one.gold if id(gold) not in found]
        vain = [read for read in one.read if id(read) not in right]
        counts.update(f"missed: {_apart(gold, one.read)}" for gold in missed)
        counts.update(f"in vain: {_apart(read, one.gold)}" for read in vain)
    print("Errors by class")
    for name, count in sorted(counts.items()):
        print(f"  {name:<48} {count}")
    print()


def _apart(one: Attributed, others: Iterable[Attributed]) -> str:
    """How a statement differs from those on the other side that come nearest."""
    others = list(others)
    if any(_touch(one.cue, other.cue) for other in others):
        return "cue on both sides, contents apart"
    if any(_touch(one.cue, other.content) for other in others):
        return "cue inside the other side's content"
    if any(_touch(one.content, other.content) for other in others):
        return "contents touch under other cues"
    return "nothing like it on the other side"


def _touch(own: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in own for c, d in others)


def by_class(scored: Iterable[Scored]) -> dict[str, tuple[int, int]]:
    """Of each class of gold statements, how many were found and how many there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in scored:
        runs = quotes.runs(one.text)
        found = {id(gold) for _, gold in matched(one.read, one.gold)}
        for gold in one.gold:
            for name in _classes(one.text, gold, runs):
                counts[name][0] += id(gold) in found
                counts[name][1] += 1
    return {name: (found, all_) for name, (found, all_) in counts.items()}


def _classes(text: str, gold: Attributed, runs: Sequence[quotes.Run]) -> Iterator[str]:
    content = [Span.of(text, *part) for part in gold.content]
    yield f"words {kind_of(words_of(text, content, runs)) if content else 'none'}"
    source = " ".join(text[a:b] for a, b in gold.source).lower().rstrip(",")
    if not source:
        yield "source not named"
    else:
        yield "source a pronoun" if source in lexicon.PRONOUNS else "source a name or description"
    if not gold.cue:
        yield "without a cue"
    if len(gold.content) > 1:
        yield "content in pieces"
    length = sum(end - start for start, end in gold.content)
    yield next((name for most, name in LENGTHS if length <= most), "content longer than that")


def _prf(tally: Tally) -> str:
    return f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"


if __name__ == "__main__":
    main()

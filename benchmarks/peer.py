"""How much of PolNeAR dev textacy finds: python -m benchmarks.peer [--shared ../shared]

Needs an environment of its own with `textacy` and a spaCy pipeline (`--pipeline`), neither of which
Sayso depends on. textacy's direct quotations are scored as whole readings are; an article that it
refuses counts as one in which it found nothing, and is counted.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import Any

from sayso.evaluate.spans import Attributed, Score
from training.polnear import Gold, articles


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peer", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--pipeline", default="en_core_web_sm", help="module that loads spaCy's")
    given = parser.parse_args()
    language = importlib.import_module(given.pipeline).load()
    total, refused = Score(), 0
    for article in articles(given.shared / "data" / "polnear" / "dev"):
        try:
            read = quotations(language(article.text))
        except ValueError:
            read, refused = [], refused + 1
        total.add(read, [_plain(one) for one in article.annotators[0]])
    print(f"textacy with {given.pipeline} {language.meta['version']}: {refused} articles refused")
    for name, tally in (*total.spans.items(), ("whole", total.whole), ("found", total.found)):
        print(f"  {name:<8} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    print(f"  source right, of the found {total.source.recall:.3f}")


def quotations(doc: Any) -> list[Attributed]:
    """What textacy takes for quotations, as spans of characters; ValueError where it refuses."""
    extract = importlib.import_module("textacy.extract").direct_quotations
    return [
        Attributed(_span(one.speaker), _span(one.cue), _span(one.content)) for one in extract(doc)
    ]


def _span(tokens: Any) -> tuple[tuple[int, int], ...]:
    """A span or a list of tokens in characters; nothing where it is empty."""
    words = list(tokens)
    return ((words[0].idx, words[-1].idx + len(words[-1])),) if words else ()


def _plain(gold: Gold) -> Attributed:
    return Attributed(gold.source, gold.cue, gold.content)


if __name__ == "__main__":
    main()

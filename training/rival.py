"""The corpus “Rival accounts” as gold attributions, nested ones and all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from corpus.texts import STORIES, stories
from sayso.model import Reading, Statement, reading_from_plain, sha256
from training import named
from training.polnear import Article, Gold, Offsets

# PolNeAR has a cue in what is said of the silent: “declined”, “did not respond”. The contract has
# none; the weights are taught the former, which the reading turns into the latter.
SILENT = re.compile(
    r"(?:(?:has|have|had|did|do|does|would|could|was|were|is|are)(?: not|n’t|n't)?"
    r"(?: immediately| yet| also)? )*[\w’']+"
)


def articles(split: str) -> Iterator[Article]:
    """Every report of a split."""
    for story in stories(split):
        for path in sorted((STORIES / story).glob("[0-9]*.json")):
            reading = reading_from_plain(json.loads(path.read_text(encoding="utf-8")))
            yield article(f"{story}/{path.stem}", reading)


def described(split: str) -> dict[str, Any]:
    """A split's row in the list of what training reads."""
    found = list(articles(split))
    marked = json.dumps([(one.name, one.text, one.annotators) for one in found], default=asdict)
    return {
        "name": f"Rival accounts, {split}",
        "use": "trains all of it, statements inside statements above all",
        "licence": "CC BY 4.0, in this project",
        "clean": True,
        "articles": len(found),
        "sha256": sha256(marked.encode()),
    }


def article(name: str, reading: Reading) -> Article:
    """A labelled reading as training reads it: its sourced statements."""
    gold = tuple(_gold(one) for one in reading.statements if one.voice == "source")
    return Article(name, reading.report.text, (gold,), flat=False, named=named.of_reading(reading))


def _gold(one: Statement) -> Gold:
    content = tuple((part.start, part.end) for part in one.content)
    source: tuple[Offsets, ...] = ((one.source.start, one.source.end),) if one.source else ()
    if one.cue:
        return Gold(source, ((one.cue.start, one.cue.end),), content)
    if one.act == "decline" and (said := SILENT.match(one.content[0].text)):
        at = one.content[0].start + said.end()
        rest = ((at + 1, content[0][1]),) if at + 1 < content[0][1] else ()
        return Gold(source, ((content[0][0], at),), (*rest, *content[1:]))
    return Gold(source, (), content)

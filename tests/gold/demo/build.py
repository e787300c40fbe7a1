"""Make the demo story's gold from its labels: python -m tests.gold.demo.build

Labels give spans by their words; this finds their offsets in the bundled reports and writes
`sayso/data/demo/gold.jsonl`, a line a report in the contract's form.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso import demo
from sayso.model import (
    Actor,
    Item,
    Period,
    Reading,
    Report,
    Span,
    Statement,
    reading_to_plain,
    statement_id,
)
from sayso.reading import quotes
from sayso.reading.statements import kind_of, words_of

HERE = Path(__file__).resolve().parent
LABELS = HERE / "labels.toml"
GOLD = Path(demo.__file__).parent / "data" / "demo" / "gold.jsonl"
Label = dict[str, Any]


@dataclass
class Cast:
    """The actors of one report, numbered as they come."""

    refs: dict[str, str] = field(default_factory=dict)

    def ref(self, name: str) -> str:
        return self.refs.setdefault(name, f"a{len(self.refs) + 1}")

    def actors(self) -> tuple[Actor, ...]:
        return tuple(Actor(ref, name, "unknown") for name, ref in self.refs.items())


def build() -> str:
    """The gold file's text; ValueError names a label that does not fit its report."""
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))["statement"]
    lines = []
    for number, item in enumerate(demo.items(), 1):
        if not isinstance(item, Item):
            raise ValueError(f"{item.input}: {item.detail}")
        own = [label for label in labels if label["report"] == number]
        reading = _reading(item.report, own)
        plain = reading_to_plain(reading, Path(item.input).name)
        lines.append(json.dumps(plain, ensure_ascii=False) + "\n")
    return "".join(lines)


def _reading(report: Report, labels: Sequence[Label]) -> Reading:
    cast, keys = Cast(), dict[str, str]()
    made = []
    for label in labels:
        one = _statement(report, label, cast, keys)
        if "key" in label:
            keys[label["key"]] = one.id
        made.append(one)
    made.sort(key=lambda one: (one.cue or one.content[0]).start)
    return Reading(report, actors=cast.actors(), statements=tuple(made))


def _statement(report: Report, label: Label, cast: Cast, keys: dict[str, str]) -> Statement:
    passage = _once(report.text, label["in"])
    source = _inside(passage, label.get("source"))
    cue = _inside(passage, label.get("cue"))
    content = tuple(span for words in label["content"] if (span := _inside(passage, words)))
    words = words_of(report.text, content, quotes.runs(report.text))
    return Statement(
        id=statement_id(report.id, cue or content[0]),
        voice="source",
        kind=kind_of(words),
        source=source,
        cue=cue,
        content=content,
        words=words,
        speakers=(cast.ref(label["speaker"]),),
        verb=cue.text if cue else None,
        reporter=label.get("reporter", "neutral"),
        act=label.get("act", "assert"),
        factuality=label.get("factuality", "CT+"),
        said=_said(passage, label),
        verification=_once(report.text, label["verification"]) if "verification" in label else None,
        within=keys[label["within"]] if "within" in label else None,
        score=1.0,
    )


def _said(passage: Span, label: Label) -> Period | None:
    if "said" not in label:
        return None
    words, first, last = label["said"]
    span = _inside(passage, words)
    if span is None:
        raise ValueError(f"{words!r} does not stand in {passage.text!r}")
    return Period(span, first, last, "part-of-day" if "evening" in words else "day")


def _once(text: str, words: str) -> Span:
    if text.count(words) != 1:
        raise ValueError(f"{words!r} stands {text.count(words)} times in the report, not once")
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _inside(passage: Span, words: str | None) -> Span | None:
    """The words' span inside a passage, where they stand once as whole words."""
    if words is None:
        return None
    at = passage.text.find(words)
    if at < 0:
        raise ValueError(f"{words!r} does not stand in {passage.text!r}")
    if passage.text.count(words) > 1:
        at = _whole_word(passage.text, words)
    return Span(passage.start + at, passage.start + at + len(words), words)


def _whole_word(text: str, words: str) -> int:
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    whole = [
        at
        for at in places
        if not text[at - 1 : at].isalnum() and not text[at + len(words) :][:1].isalnum()
    ]
    if len(whole) != 1:
        raise ValueError(f"{words!r} stands {len(whole)} times in {text!r}, not once")
    return whole[0]


if __name__ == "__main__":
    GOLD.write_text(build(), encoding="utf-8")
    print(f"{GOLD}: {len(GOLD.read_text(encoding='utf-8').splitlines())} reports")

"""How well stance and figures are read in sentences written for it: python -m benchmarks.fresh

On `tests/reading/fresh`: single sentences and short passages, all invented, written and labelled
after the corpus's guidelines, most of them before the rules were looked at. `rules` and `held` are
two halves of one writing: errors of the first were read while rules were written, those of the
second never were. `styles` (wires, tabloids, state media, live entries, intelligence briefs,
courts) and `late` were written afterwards, each before its errors were read; both are worked on by
now. `last` came when the rules for those were made, and its errors were never read.
Read on gold spans: act, factuality and reporter, claimed figures, alone and in the context of
a passage, and notes of verification with what they cover.
`--errors rules` lists what is wrong in that part; of `held` and `last` there is no such list.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import KEYS, Both, plain, tallied
from benchmarks.stance import by_class
from sayso.evaluate import Tally
from sayso.evaluate.layers import macro_f1
from sayso.model import Figure, Span, Statement, statement_id
from sayso.reading import sentences, stance, verification
from sayso.reading.figures import find

FRESH = Path(__file__).parent.parent / "tests" / "reading" / "fresh"
PARTS = ("rules", "held", "styles", "late", "last")
MARKS = {"⟨": "source", "{": "cue", "[": "content", "«": "note"}
CLOSING = dict(zip("⟩}]»", "⟨{[«", strict=True))
COMPARED = ("kind, value and bounds", "value, bounds and unit")


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage without its marks, and the spans they marked, in the text's order."""

    text: str
    spans: tuple[tuple[str, Span], ...]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fresh", description=__doc__)
    parser.add_argument(
        "--errors", choices=("rules", "styles", "late"), help="list what is wrong in that part"
    )
    given = parser.parse_args()
    for half in PARTS:
        items = load(half)
        print(f"Fresh sentences, {half}")
        for line in report(items):
            print(f"  {line}")
    for line in wrong(load(given.errors)) if given.errors else ():
        print(line)


def load(half: str) -> dict[str, Any]:
    """What is labelled in one part: statements, figures, notes."""
    found: dict[str, Any] = json.loads((FRESH / f"{half}.json").read_text(encoding="utf-8"))
    return found


def report(items: dict[str, Any]) -> Iterator[str]:
    """One part's figures, a line each."""
    for name in ("act", "factuality", "reporter"):
        both = [(str(getattr(read, name)), label[name]) for read, label in stances(items)]
        right = sum(mine == theirs for mine, theirs in both) / len(both)
        yield f"{name:<24} macro F1 {macro_f1(both):.3f}   right {right:.3f} of {len(both)}"
        if name == "act":
            yield f"  {by_class(both)}"
    for read, where in ((figures(items), ""), (in_context(items), "in context: ")):
        for name in COMPARED:
            tally = tallied(read, KEYS[name])
            told = f"({tally.right} of {tally.gold}, {tally.read} read)"
            yield f"{where + name:<34} F1 {tally.f1:.3f}   {told}"
    for name, exact in (("notes, exact", True), ("notes, tied", False)):
        tally = notes(items, exact)
        yield f"{name:<24} F1 {tally.f1:.3f}   ({tally.right} of {tally.gold}, {tally.read} read)"


def stances(items: dict[str, Any]) -> list[tuple[Statement, dict[str, str]]]:
    """Each statement as read on its marked spans, and its label."""
    passages = [(unmarked(one["marked"]), one) for one in items["statements"]]
    return [(_statement(passage, *passage.spans), label) for passage, label in passages]


def figures(items: dict[str, Any]) -> list[Both]:
    """Each content with its figures as read and as labelled."""
    return [
        (
            one["content"],
            [
                plain(f)
                for f in find(one["content"], [Span.of(one["content"], 0, len(one["content"]))])
            ],
            [plain(_figure(one["content"], label)) for label in one["figures"]],
        )
        for one in items["figures"]
    ]


def in_context(items: dict[str, Any]) -> list[Both]:
    """Each passage's figures as read inside its marked contents, and as labelled."""
    told: list[Both] = []
    for one in items["context"]:
        passage = unmarked(one["marked"])
        read = find(passage.text, [span for _, span in passage.spans])
        gold = [plain(_figure(passage.text, label)) for label in one["figures"]]
        told.append((passage.text, [plain(f) for f in read], gold))
    return told


def notes(items: dict[str, Any], exact: bool) -> Tally:
    """Notes a statement each: their very spans, or any that overlaps the labelled one."""
    tally = Tally()
    for one in items["notes"]:
        passage = unmarked(one["marked"])
        gold = [span for name, span in passage.spans if name == "note"]
        for number, statement in enumerate(noted(passage), 1):
            mine, theirs = statement.verification, gold[0] if number in one["covers"] else None
            tally.add(
                int(_same(mine, theirs, exact)), int(mine is not None), int(theirs is not None)
            )
    return tally


def _same(mine: Span | None, theirs: Span | None, exact: bool) -> bool:
    if mine is None or theirs is None:
        return False
    return mine == theirs if exact else mine.overlaps(theirs)


def noted(passage: Marked) -> Sequence[Statement]:
    """A passage's statements with the notes that cover them."""
    made = [_statement(passage, *spans) for spans in _statements(passage)]
    return verification.with_notes(passage.text, sentences.split(passage.text), made)


def wrong(items: dict[str, Any]) -> Iterator[str]:
    """What is wrong in a part, a line each."""
    for read, label in stances(items):
        for name in ("act", "factuality", "reporter"):
            if getattr(read, name) != label[name]:
                yield f"{name}: {getattr(read, name)} for {label[name]}  {label['marked']}"
    for content, mine, theirs in (*figures(items), *in_context(items)):
        for name in COMPARED:
            if {KEYS[name](f) for f in mine} != {KEYS[name](f) for f in theirs}:
                yield f"figures, {name}: {content}\n    {_told(mine)}\n    {_told(theirs)}"
    for one in items["notes"]:
        passage = unmarked(one["marked"])
        found = [s.verification.text for s in noted(passage) if s.verification]
        gold = [span.text for name, span in passage.spans if name == "note"]
        if found != gold * len(one["covers"]):
            yield f"note: {found}  {one['marked']}"


def unmarked(marked: str) -> Marked:
    """The passage that marks were set in."""
    text, opened, spans = "", {}, []
    for character in marked:
        if character in MARKS:
            opened[character] = len(text)
        elif character in CLOSING:
            spans.append((MARKS[CLOSING[character]], opened.pop(CLOSING[character]), len(text)))
        else:
            text += character
    ordered = sorted(spans, key=lambda one: one[1])
    return Marked(text, tuple((name, Span.of(text, *edges)) for name, *edges in ordered))


def _statements(passage: Marked) -> Iterator[list[tuple[str, Span]]]:
    """The marked spans of each statement: a source after a content begins the next one."""
    begun: list[tuple[str, Span]] = []
    for name, span in passage.spans:
        if name == "source" and {"source", "content"} <= {given for given, _ in begun}:
            yield begun
            begun = []
        begun += [(name, span)] if name != "note" else []
    yield begun


def _statement(passage: Marked, *spans: tuple[str, Span]) -> Statement:
    of = {name: [span for given, span in spans if given == name] for name, _ in spans}
    cue, source = (next(iter(of.get(name, [])), None) for name in ("cue", "source"))
    how = stance.of_statement(passage.text, source, cue, of["content"])
    return Statement(
        id=statement_id("fresh", cue or of["content"][0]),
        voice="source",
        kind="indirect",
        source=source,
        cue=cue,
        content=tuple(of["content"]),
        words=(),
        act=how.act,
        factuality=how.factuality,
        reporter=how.reporter,
    )


def _figure(content: str, label: dict[str, Any]) -> Figure:
    start = content.index(label["words"])
    span = Span.of(content, start, start + len(label["words"]))
    bounds = {name: label[name] for name in ("value", "low", "high", "unit")}
    return Figure(span, label["kind"], **bounds, of=None)


def _told(found: Sequence[Figure]) -> str:
    return "; ".join(f"{f.kind} {f.value} {f.low} {f.high} {f.unit!r}" for f in found) or "none"


if __name__ == "__main__":
    main()

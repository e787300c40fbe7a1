"""The turns of a transcript or an interview: who speaks from where on, and what is said in each.

A turn opens with a label and a colon (“BRINN: …”, “A: …”) or, where questions stand bare between
the answers, with a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Span
from sayso.reading.quotes import PARAGRAPH

Offsets = tuple[int, int]
UPPER, ANY = "A-ZÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ÿ"
# BRINN: …, A: …, PRESENTER (Ada Brinn): …, also quoted paragraph by paragraph.
LABEL = re.compile(
    rf"\s*[\"“]?(?P<name>[{UPPER}](?:[{UPPER}.'’ -]{{0,29}}[{UPPER}.])?)(?:\s*\([^()\n]{{1,60}}\))?"
    r"(?P<colon>:)\s+(?=\S)"
)
# Brinn: …, of which more are asked for, since headings of an article have the same form.
NAME = re.compile(
    rf"\s*(?P<name>[{UPPER}][{ANY}.'’-]{{0,20}}(?:\s[{UPPER}][{ANY}.'’-]{{0,20}}){{0,2}})"
    r"(?P<colon>:)\s+(?=\S)"
)
DASH = re.compile(r"\s*(?P<colon>[–—―-])\s+(?=\S)")
QUESTION = re.compile(r"\?[\"'”’)]*\s*$")
FEWEST, FEWEST_NAMED, FEWEST_ASKED = 3, 6, 2


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn: the label (None for a dash), its colon or dash, and what it says, a span a
    paragraph."""

    label: Span | None
    colon: Offsets
    said: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a text in order; none where it is no talk. `labels` are those of the turns that
    have one."""

    all: tuple[Turn, ...] = ()
    labels: tuple[Span, ...] = ()

    def at(self, offset: int) -> Span | None:
        """The label of the turn that an offset stands in."""
        place = bisect_right(self.labels, offset, key=lambda label: label.start) - 1
        return self.labels[place] if place >= 0 else None

    def other(self, offset: int) -> Span | None:
        """The label of whom the turn at an offset is spoken to: the next turn's, else the last
        one's, if it is another."""
        place = bisect_right(self.labels, offset, key=lambda label: label.start) - 1
        if place < 0:
            return None
        own = self.labels[place].text
        for beside in (*self.labels[place + 1 :], *reversed(self.labels[:place])):
            if not same_label(beside.text, own):
                return beside
        return None


def same_label(one: str, other: str) -> bool:
    """Whether two labels are one speaker's: “H” is “HAUTANIEMI” once that stood there."""
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one.split()[-1] == other.split()[-1]


def find(text: str, unread: Sequence[Offsets] = ()) -> Turns:
    """The turns of a text, outside the `unread` stretches."""
    apart = bytearray(len(text))
    for start, end in unread:
        apart[start:end] = b"\1" * (end - start)
    paragraphs = [span for span in _paragraphs(text) if not all(apart[slice(*span)])]
    for pattern, fewest in ((LABEL, FEWEST), (NAME, FEWEST_NAMED)):
        heads = {at: m for at, p in enumerate(paragraphs) if (m := pattern.match(text, *p))}
        if len(heads) >= fewest and _speaks_again([head["name"] for head in heads.values()]):
            found = tuple(_labelled(text, paragraphs, heads))
            return Turns(found, tuple(one.label for one in found if one.label))
    answers = list(_dashed(text, paragraphs))
    asked = sum(is_asked for _, is_asked in answers)
    return Turns(tuple(turn for turn, _ in answers) if asked >= FEWEST_ASKED else ())


def _speaks_again(labels: Sequence[str]) -> bool:
    """Whether one speaker has two of the labels, by last word or by initial."""
    last = Counter(label.split()[-1] for label in labels)
    short = {label for label in labels if len(label) == 1}
    return max(last.values()) > 1 or any(len(label) > 1 and label[0] in short for label in labels)


def _paragraphs(text: str) -> Iterator[Offsets]:
    for found in PARAGRAPH.finditer(text):
        if found[0].strip():
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield start, start + len(found[0].strip())


def _labelled(
    text: str, paragraphs: Sequence[Offsets], heads: dict[int, re.Match[str]]
) -> Iterator[Turn]:
    """Turns with their further paragraphs, up to the next label; what comes after the last turn's
    first paragraph may be the outlet's again."""
    order = sorted(heads)
    for at, after in zip(order, [*order[1:], order[-1] + 1], strict=True):
        head = heads[at]
        first = _without_stop(text, (head.end(), paragraphs[at][1]))
        rest = (_without_stop(text, part) for part in paragraphs[at + 1 : after])
        yield Turn(Span.of(text, *head.span("name")), head.span("colon"), (first, *rest))


def _dashed(text: str, paragraphs: Sequence[Offsets]) -> Iterator[tuple[Turn, bool]]:
    """Paragraphs that open with a dash, and whether a question stands before them."""
    for at, (start, end) in enumerate(paragraphs):
        if head := DASH.match(text, start, end):
            asked = at > 0 and QUESTION.search(text, *paragraphs[at - 1]) is not None
            said = _without_stop(text, (head.end(), end))
            yield Turn(None, head.span("colon"), (said,)), asked


def _without_stop(text: str, part: Offsets) -> Offsets:
    """A paragraph without its final full stop, as contents are."""
    start, end = part
    stopped = text[end - 1] == "." and text[end - 2 : end - 1] != "."
    return (start, end - 1) if stopped and end - 1 > start else part

"""Turns of an interview or a transcript: one statement a turn, all that it says as its content.

A turn opens with a label and a colon (“BRINN: …”, “A: …”) or, where questions stand bare between
the answers, with a dash. The questions of the outlet's own interviewer are no statements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.attribution import Attribution
from sayso.reading.quotes import PARAGRAPH

Offsets = tuple[int, int]
UPPER, ANY = "A-ZÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ÿ"
# BRINN: …, A: …, PRESENTER (Ada Brinn): …
LABEL = re.compile(
    rf"\s*(?P<name>[{UPPER}](?:[{UPPER}.'’ -]{{0,29}}[{UPPER}.])?)(?:\s*\([^()\n]{{1,60}}\))?"
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
SCORE = 0.9
INTERVIEWERS = frozenset(
    "q question presenter host interviewer moderator anchor reporter journalist editor caller"
    " audience".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn: the label (None for a dash), its colon or dash, and what it says, a span a
    paragraph."""

    label: Offsets | None
    colon: Offsets
    said: tuple[Offsets, ...]


def with_turns(
    text: str, publisher: str | None, unread: Sequence[Offsets], found: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions found, in the order of their cues, those of turns' labels replaced by the
    turns themselves; the outlet's own turns are left out."""
    turns = _turns(text, unread)
    if not turns:
        return list(found)
    heads = {at for one in turns for at in range((one.label or one.colon)[0], one.colon[1])}
    kept = [one for one in found if not _reaches(one, heads)]
    own = _interviewers(text, publisher, turns)
    shown = [
        Attribution(one.label, one.colon, one.said, SCORE, turn=True)
        for one in turns
        if one.label is None or text[slice(*one.label)] not in own
    ]
    return sorted([*kept, *shown], key=lambda one: one.cue or one.content[0])


def _reaches(one: Attribution, heads: set[int]) -> bool:
    """Whether an attribution has the label or colon of a turn for its source, cue or content."""
    return any(at in heads for part in (one.source, one.cue) if part for at in part[:1]) or (
        any(at in heads for part in one.content for at in (part[0], part[1] - 1))
    )


def _turns(text: str, unread: Sequence[Offsets]) -> list[Turn]:
    apart = bytearray(len(text))
    for start, end in unread:
        apart[start:end] = b"\1" * (end - start)
    paragraphs = [span for span in _paragraphs(text) if not all(apart[slice(*span)])]
    for pattern, fewest in ((LABEL, FEWEST), (NAME, FEWEST_NAMED)):
        heads = {at: m for at, p in enumerate(paragraphs) if (m := pattern.match(text, *p))}
        names = Counter(head["name"] for head in heads.values())
        if len(heads) >= fewest and max(names.values()) > 1:
            return list(_labelled(text, paragraphs, heads))
    answers = list(_dashed(text, paragraphs))
    asked = sum(is_asked for _, is_asked in answers)
    return [turn for turn, _ in answers] if asked >= FEWEST_ASKED else []


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
        yield Turn(head.span("name"), head.span("colon"), (first, *rest))


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


def _interviewers(text: str, publisher: str | None, turns: Sequence[Turn]) -> set[str]:
    """The labels under which the outlet itself asks: words for an interviewer, its own name, and
    the initials of those."""
    labels = [text[slice(*one.label)] for one in turns if one.label]
    own = set(_words(publisher or ""))
    asking = {
        label
        for label in labels
        if label.casefold() in INTERVIEWERS or (own and set(_words(label)) <= own)
    }
    others = set(labels) - asking
    # “V” for Viikkoportti, where no other label begins so.
    short = {label for label in others if len(label) == 1 and label != "A"}
    for label in short:
        longer = [other for other in labels if len(other) > 1 and other.startswith(label)]
        if longer and set(longer) <= asking:
            asking.add(label)
    return asking


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())

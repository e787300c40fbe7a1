"""Turns of an interview or a transcript as statements: one a turn, all that it says as its content.

The questions of the outlet's own interviewer are no statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reading.attribution import Attribution
from sayso.reading.turns import Turn, Turns

SCORE = 0.9
# A line, or words of one, that names whoever asks.
_NAME = r"([A-ZÀ-ÞĀ-Ž][\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]+){1,3})"
INTERVIEWER = re.compile(
    r"(?:\b(?:[Ii]nterview(?:er|ed)?|[Pp]resenter|[Hh]ost|[Qq]uestions)(?: by)?:? "
    rf"|\b(?:She|He) received ){_NAME}"
)
INTERVIEWERS = frozenset(
    "q question presenter host interviewer moderator anchor reporter journalist editor caller"
    " audience".split()
)


def with_turns(
    text: str, publisher: str | None, turns: Turns, found: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions found, in the order of their cues, those of turns' labels replaced by the
    turns themselves; the outlet's own turns are left out."""
    if not turns.all:
        return list(found)
    heads = {at for one in turns.all for at in range(_start(one), one.colon[1])}
    kept = [one for one in found if not _reaches(one, heads)]
    own = _interviewers(publisher, [label.text for label in turns.labels])
    shown = [
        Attribution(_label(one), one.colon, one.said, SCORE, turn=True)
        for one in turns.all
        if one.label is None or one.label.text not in own
    ]
    return sorted([*kept, *shown], key=lambda one: one.cue or one.content[0])


def _start(turn: Turn) -> int:
    return turn.label.start if turn.label else turn.colon[0]


def _label(turn: Turn) -> tuple[int, int] | None:
    return (turn.label.start, turn.label.end) if turn.label else None


def _reaches(one: Attribution, heads: set[int]) -> bool:
    """Whether an attribution has the label or colon of a turn for its source, cue or content."""
    return any(at in heads for part in (one.source, one.cue) if part for at in part[:1]) or (
        any(at in heads for part in one.content for at in (part[0], part[1] - 1))
    )


def _interviewers(publisher: str | None, labels: Sequence[str]) -> set[str]:
    """The labels under which the outlet itself asks: words for an interviewer, its own name, and
    the initials of those."""
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

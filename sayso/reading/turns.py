"""The turns of a transcript or an interview: who speaks from where on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from sayso.model import Span

LABEL = re.compile(
    r"^[ \t]*((?:[A-ZÀ-ÞĀ-Ž][\w.'’-]* ?){1,4})(?: \([^)\n]{1,40}\))?[:—]\s", re.MULTILINE
)
_NAME = r"([A-ZÀ-ÞĀ-Ž][\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]+){1,3})"
# A line, or words of one, that names whoever asks.
INTERVIEWER = re.compile(
    r"(?:\b(?:[Ii]nterview(?:er|ed)?|[Pp]resenter|[Hh]ost|[Qq]uestions)(?: by)?:? "
    rf"|\b(?:She|He) received ){_NAME}"
)
# Whoever is asked, where a line before the first turn says so.
_ASIDE = r"(?:,[^.\n]{1,160},)?"
_RECEIVES = (
    r"(?:received|receives|spoke|speaks|talked|talks|met|meets|sat\s+down|answered|answers|welcomed"
    r"|welcomes|agreed\s+to\s+(?:talk|speak|answer|meet)|took\s+(?:our\s+)?questions|replied|replies)\b"
)
INTERVIEWEE = re.compile(
    rf"{_NAME}{_ASIDE}\s+(?:has\s+)?{_RECEIVES}"
    r"|\b(?:[Ii]nterview(?:ed)?|[Cc]onversation|[Tt]alk(?:ed|s|ing)?|[Ss]p(?:oke|eaking|eaks)|[Mm]et)"
    rf"\s+(?:to|with)\s+(?:[\w.’'-]+\s+){{0,3}}?{_NAME}"
)
NAME = re.compile(_NAME)
# So many labels of one text, and so many a label, make it one of turns.
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Turns:
    """The labels of turns in the order of the text; none where the text is no talk."""

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


def interviewee(text: str, first: int) -> str | None:
    """The name of whoever is asked in a talk whose first turn begins there: who is said to have
    received or answered, the last of those; else the first name that the text before it has."""
    told = [m[1] or m[2] for m in INTERVIEWEE.finditer(text, 0, first)]
    if told:
        return told[-1]
    named = NAME.search(text, 0, first)
    return named[1] if named else None


def same_label(one: str, other: str) -> bool:
    """Whether two labels are one speaker's: “H” is “HAUTANIEMI” once that stood there."""
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one.split()[-1] == other.split()[-1]


def find(text: str) -> Turns:
    """The turns of a text."""
    found = [
        Span.of(text, m.start(1), m.start(1) + len(m[1].rstrip())) for m in LABEL.finditer(text)
    ]
    often = Counter(key for label in found for key in _keys(label.text))
    kept = tuple(label for label in found if any(often[key] > 1 for key in _keys(label.text)))
    return Turns(kept) if len(kept) >= FEWEST else Turns()


def _keys(label: str) -> set[str]:
    """What two labels of one speaker share: the last word, or the initial."""
    return {label.split()[-1], label[0]}

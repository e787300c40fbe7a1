"""The day of an interview or a transcript: the head says when it was made, and its turns were said
then. A title tells of the story, and gives no day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Timex
from sayso.reading.attribution import Attribution

FEWEST_TURNS = 3
HEAD = 1500
MARKS = (":", "—", "–", "-", "―")
OPENING = re.compile(r"[\s“\"‘«'(]*$")
# “BRINN (harbour master)”
ASIDE = re.compile(r"\s*(?:\([^()\n]{1,60}\)\s*)?")
FINE = ("minute", "hour", "part-of-day", "day")
MADE = re.compile(
    r"\b(?:broadcast|recorded|aired|taped|filmed|interview(?:ed)?|transcript)\s+(?:\w+\s+){0,2}?$",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"\b(?:received|met|saw|spoke|talked|sat\s+down|interviewed|reached|visited|answered|welcomed)\b"
    r"(?:(?!\b(?:who|which|where|was|were|until|till|since|after|before|when|while|and|but|had)\b)[^.;:()]){0,90}$",
    re.IGNORECASE,
)


def turns(text: str, attributions: Sequence[Attribution]) -> frozenset[Attribution]:
    """The attributions that are turns of talk, a paragraph each; none where there are few."""
    found = frozenset(one for one in attributions if _is_turn(text, one))
    return found if len(found) >= FEWEST_TURNS else frozenset()


def day(text: str, times: Sequence[Timex], talk: frozenset[Attribution]) -> Timex | None:
    """When the talk was held, as the text says between its title and the first turn."""
    if not talk:
        return None
    first = min(_begins(one) for one in talk)
    title = text.find("\n")
    head = [t for t in times if title < t.span.start < min(first, title + HEAD) and title >= 0]
    return next((t for t in head if _tells(text, t)), None)


def _is_turn(text: str, one: Attribution) -> bool:
    begins = _begins(one)
    line = text.rfind("\n", 0, begins) + 1
    if not one.cue:
        uncued = not one.source and text[begins] in "“\"‘«'"
        return uncued and not text[line:begins].strip()
    if text[slice(*one.cue)].strip() not in MARKS or line == 0:
        return False
    name = one.source or (line, line)
    if text[line : name[0]].strip() or name[1] > one.cue[0]:
        return False
    return bool(ASIDE.fullmatch(text, name[1], one.cue[0]))


def _begins(one: Attribution) -> int:
    return (one.cue or one.content[0])[0]


def _tells(text: str, timex: Timex) -> bool:
    """Whether a time of the head is that of the talk: it heads its paragraph, or stands after a
    word of recording or of meeting."""
    if not timex.from_ or timex.granularity not in FINE:
        return False
    start = timex.span.start
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - 160) : start]
    if OPENING.fullmatch(before):
        return True
    return bool(MADE.search(before) or SPOKEN.search(before))

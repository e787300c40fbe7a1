"""When a statement was made: the time that its own sentence ties to its cue, or none.

A time is tied to a cue that it follows with nothing but who was told and where between (“told
reporters in a briefing on Tuesday”), or that it stands before with nothing but the source between
(“On Tuesday, she said”), or that follows what the source did first (“rang on Tuesday and said”).
Verbs that share a source share its time. A time that is part of what was said, of a date line, or
of another verb is not taken: no date rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Timex
from sayso.reading.attribution import Attribution

Offsets = tuple[int, int]
SAID_TYPES = ("DATE", "TIME")
# Said inside the speech event, not of it: these lead a time into what was done, not said.
NOT_SAID = re.compile(
    r"\b(?:until|till|for|since|before|after|from|to|of|about|between|over|during)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# Between a cue and a time after it: a new clause begins here, and the time is of that one.
NEW_CLAUSE = re.compile(
    r"[;:()¶]|\n\s*\n|[.?!]\s|,\s|\b(?:that|which|who|whom|whose|where|when|why|how|what|whether|if|and|but|"
    r"because|after|before|since|until|while|as)\b"
)
BARE = re.compile(
    r"(?:[\s,]|\b(?:on|in|at|by|the|a|he|she|it|they|we|i|you|has|have|had|was|were|is|are|also|again|"
    r"then|later|himself|herself|itself|first|only|late|early)\b)*"
    # Another verb of the same source may come first: "rang and said".
    r"(?:\s*(?:[\w’'-]+\s+){1,5}and\s+)?",
    re.IGNORECASE,
)
# Between a source and a time that ends what it did first, or is set off by commas.
ONE_CLAUSE = re.compile(
    r"(?!,)(?:(?![;:()¶“”\"]|\n|[.?!]\s|\b(?:that|which|who|whom|whose|where|when|why|how|what|whether|if|but|because"
    r"|while|as|since|until|till)\b).){1,80}",
    re.IGNORECASE,
)
AND_THEN = re.compile(
    r"(?:,?\s+(?:and\s+)?(?:then\s+)?(?:also\s+)?|,?\s+(?:and\s+(?:began|ended|opened)\s+)?by\s+)",
    re.IGNORECASE,
)
# “told our safety rep, Jean Ogle, on Tuesday”: a name between commas is whom was told.
NAMED = re.compile(r",\s(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*\s?){1,4}(?=,|$)")
OF_A_DAY = re.compile(r"['’]s\s+(?:\w+\s+)?")
# A source may say itself when it spoke: "a memo dated 13 June", "the mayor, reached on Friday".
ITS_DAY = re.compile(
    r"\b(?:dated|reached|contacted|interviewed|speaking|released|published|issued|posted)\s+$",
    re.IGNORECASE,
)
BESIDE = re.compile(r",?\s+dated\s+")
# “On Tuesday, after talks in Orle, she said”: what stands between the commas is aside.
ASIDE = re.compile(r",[^,.;:“”\"]{1,70},")
PLACED = re.compile(r"^\W*(?:In|At|From)\s(?:the\s)?(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\s?){1,3}$")
_VENUES = (
    r"(?:briefing|conference|statement|speech|interview|address|letter|hearing|meeting|rally|gate"
    r"|broadcast|post|posting|message|debate|tweet|e-?mail|session|forum|appearance|memo|report|ruling"
    r"|essay|column|article|release|note|town\shall|sermon|lecture|podcast)"
)
AT_VENUE = re.compile(
    rf",?\s(?:at|in|during)\s(?:[\w’'-]+\s){{0,4}}?{_VENUES}"
    r"(?:\s(?:in|at|with|on|to)\s(?:the\s)?(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\s?){1,4})?,?\s*",
    re.IGNORECASE,
)
VENUE = re.compile(
    rf"(?:^\W*(?:(?:but|and|yet|so)\s)?|,\s)(?:at|in|during)\s(?:[\w’'-]+\s){{0,4}}?{_VENUES}"
    r"(?:\s(?:in|at|with|on|to)\s(?:the\s)?(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\s?){1,4})?"
    r"(?:\s(?:posted|issued|released|published|aired|sent|dated))?$",
    re.IGNORECASE,
)
# “At Monday’s debate, she said”
AT_ITS_VENUE = re.compile(
    rf"['’]s\s(?:[\w’'-]+\s){{0,3}}?{_VENUES}(?:\s(?:in|at|with)\s(?:the\s)?(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\s?){{1,4}})?"
    r",?\s+",
    re.IGNORECASE,
)
LED_IN = re.compile(r"(?:\b(?:on|in|at|by|early|late|about|around)\s+)+$", re.IGNORECASE)
OPENING = re.compile(
    r"(?:[.,;:—–“”\"‘’'(\]-]|\b(?:that|and|but|while|when|what|words|how|as|who|which))$"
)
DATE_LINE = re.compile(r"\s*(?:\([^()\n]{2,40}\)\.?)?\s*[–—-]")
# A time after these is when something is to be, not when it was said.
OF_WHAT_COMES = re.compile(
    r"\b(?:expect|schedul|plan|hop(?:e|ing)|intend|want|due\b)", re.IGNORECASE
)
FARTHEST = 90


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a text, the times in it and the attributions whose cues stand in it."""

    text: str
    start: int
    end: int
    times: Sequence[Timex]
    attributions: Sequence[Attribution]


def said(told: Told, one: Attribution) -> Timex | None:
    """The time at which a sentence says that an attribution was said, None where it does not."""
    if found := _tied(told, one):
        return found
    sharing = [a for a in told.attributions if a is not one and one.source == a.source]
    if not one.source:
        return None
    return next(
        (
            found
            for a in sharing
            if _level(told, a) == _level(told, one) and (found := _tied(told, a))
        ),
        None,
    )


def _tied(told: Told, one: Attribution) -> Timex | None:
    if one.source and (its := _own_day(told, one.source)):
        return its
    cue = one.cue or (0, 0)
    own = [t for t in told.times if cue[0] <= t.span.start and t.span.end <= cue[1]]
    if own and own[0].type in SAID_TYPES and own[0].granularity != "vague":
        return own[0]
    options = [t for t in told.times if _may_say_when(told, t, one)]
    return min(options, key=lambda t: _gap(t, cue), default=None)


def _own_day(told: Told, source: Offsets) -> Timex | None:
    """The day that a source's own words give it."""
    for timex in told.times:
        start, end = timex.span.start, timex.span.end
        before = LED_IN.sub("", told.text[source[0] : start])
        inside = source[0] <= start and end <= source[1]
        if (inside and ITS_DAY.search(before)) or BESIDE.fullmatch(told.text, source[1], start):
            return timex
    return None


def _may_say_when(told: Told, timex: Timex, one: Attribution) -> bool:
    place = (timex.span.start, timex.span.end)
    if not one.cue or timex.type not in SAID_TYPES or not _plain(told, timex):
        return False
    if _holding(told, place) != _level(told, one):
        return False
    if one.source and _touch(place, one.source):
        return False
    cue = one.cue
    if cue[0] >= place[1] and OF_A_DAY.fullmatch(told.text, place[1], cue[0]):
        return True
    if NOT_SAID.search(told.text, max(told.start, place[0] - 14), place[0]):
        return False
    return _follows(told, place, one) or _precedes(told, place, one)


def _plain(told: Told, timex: Timex) -> bool:
    """Whether a time is one that can say when: not “now”, no date line, no clock
    that heads a paragraph."""
    start, end = timex.span.start, timex.span.end
    if timex.granularity == "vague":
        return False
    heads = (
        not told.text[max(0, start - 2) : start].strip() and "\n" in told.text[start - 1 : start]
    )
    if timex.type == "TIME" and (heads or start == 0):
        return False
    line = told.text.rfind("\n", 0, start) + 1
    return not (start - line < 60 and DATE_LINE.match(told.text, end))


def _follows(told: Told, place: Offsets, one: Attribution) -> bool:
    cue = one.cue or (0, 0)
    if OF_WHAT_COMES.search(told.text, *cue):
        return False
    if _ends_content(told, place, one):
        return True
    if not 0 <= place[0] - cue[1] <= FARTHEST or _any_between(told, cue[1], place[0], one):
        return False
    between = told.text[cue[1] : place[0]]
    if one.source and cue[1] <= one.source[0] < place[0]:
        between = between.replace(told.text[one.source[0] : one.source[1]], "", 1)
    between = NAMED.sub("", LED_IN.sub("", between).strip().removesuffix(","))
    between = between.strip().removeprefix(",")
    return not NEW_CLAUSE.search(between)


def _ends_content(told: Told, place: Offsets, one: Attribution) -> bool:
    """Whether a time stands right after the last content: “called the memo a forgery on Friday”."""
    if not one.cue or one.cue[0] > place[0]:
        return False
    return any(
        end < place[0]
        and (
            not (between := LED_IN.sub("", told.text[end : place[0]])).strip()
            or bool(AT_VENUE.fullmatch(between))
        )
        for _, end in one.content
    )


def _did_first(told: Told, place: Offsets, one: Attribution) -> bool:
    """Whether a time ends what the source did before it spoke: “rang on Friday and said”."""
    cue = one.cue or (0, 0)
    if not one.source or not one.source[1] <= place[0] or not place[1] <= cue[0]:
        return False
    if not AND_THEN.fullmatch(told.text, place[1], cue[0]):
        return False
    between = LED_IN.sub("", told.text[one.source[1] : place[0]])
    if told.text[one.source[1] - 1] == ",":
        return False
    return bool(ONE_CLAUSE.fullmatch(between)) and not _any_between(
        told, one.source[1], cue[0], one
    )


def _precedes(told: Told, place: Offsets, one: Attribution) -> bool:
    cue = one.cue or (0, 0)
    if cue[0] < place[1]:
        return False
    if _did_first(told, place, one):
        return True
    if not _opens(told, place, one):
        return False
    aside = AT_ITS_VENUE.match(told.text, place[1], cue[0])
    aside = aside or ASIDE.match(told.text, place[1], cue[0])
    parts = [(aside.end() if aside else place[1], cue[0])]
    for start, end in (*one.content, *([one.source] if one.source else [])):
        parts = [p for a, b in parts for p in ((a, min(b, start)), (max(a, end), b)) if p[0] < p[1]]
    if any(
        c.cue and place[1] <= c.cue[0] and c.cue[1] <= cue[0]
        for c in told.attributions
        if c is not one
    ):
        return False
    return all(BARE.fullmatch(told.text, *part) for part in parts)


def _opens(told: Told, place: Offsets, one: Attribution) -> bool:
    """Whether a time opens its clause or stands right after the source."""
    before = LED_IN.sub("", told.text[told.start : place[0]]).rstrip()
    at = told.start + len(before)
    if one.source and abs(at - one.source[1]) <= 1:
        return True
    ends = (OPENING, VENUE, PLACED)
    return not before or any(pattern.search(before) for pattern in ends)


def _any_between(told: Told, start: int, end: int, one: Attribution) -> bool:
    """Whether content of this attribution, or another cue, stands between."""
    if any(start <= a and b <= end for a, b in one.content):
        return True
    cues = (a.cue for a in told.attributions if a.cue and a.cue != one.cue)
    return any(start <= a and b <= end for a, b in cues)


def _level(told: Told, one: Attribution) -> set[Offsets]:
    """The contents that hold an attribution's cue: it is said inside them."""
    return _holding(told, one.cue or (0, 0)) - set(one.content)


def _holding(told: Told, place: Offsets) -> set[Offsets]:
    return {
        part
        for each in told.attributions
        for part in each.content
        if part[0] <= place[0] and place[1] <= part[1]
    }


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gap(timex: Timex, cue: Offsets) -> int:
    span = timex.span
    return span.start - cue[1] if span.start >= cue[1] else cue[0] - span.end

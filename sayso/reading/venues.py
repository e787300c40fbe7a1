"""Where or how something was said: “in a televised briefing”, “on Telegram”, “by telephone”, “at
the gate”, “told parliament”.

A venue stands in its cue's sentence, outside what is said, with no other cue between; of several
the nearest. A day is no venue (“at Monday's debate” is one, with its day). Turns of an interview
have that which its head tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import Span, Statement
from sayso.reading.sentences import Sentences

_OWNER = r"(?:(?:an?|the|his|her|its|their|our|this|that|one|another)\s+)"
_WORD = (
    r"(?!(?:in|on|at|by|that|and|or|but|to|of|who|which|with|for|from|as|was|were|is|had|has"
    r"|have)\b)"
    r"[\w'’-]+"
)
# What one speaks at or writes in.
_EVENT = (
    r"(?:statements?|interviews?|briefings?|(?:press|news|video)\s+conferences?|pressers?"
    r"|conference\s+calls?"
    r"|addresse?s?|speech(?:es)?|letters?|posts?|posting|tweets?|messages?|e-?mails?"
    r"|videos?|broadcasts?|appearance|remarks|comments|hearings?|session|sitting|testimony"
    r"|meetings?"
    r"|rall(?:y|ies)|debates?|summit|ceremony|funeral|vigil|protest|demonstration|phone\s+call"
    r"|telephone\s+call|calls?|conversations?|notes?|editorial|article|column|blog|blog\s+post"
    r"|podcast"
    r"|programme|program|show|newsletter|communiqu[eé]|bulletin|sermon|homily|lecture|talk|panel"
    r"|forum"
    r"|congress|assembly|court|trial|inquest|inquiry|reception|dinner|visit|press\s+release|release"
    r"|text\s+message|voice\s+message|recording|filing|affidavit|memo|reply|response|answer"
    r"|exchange"
    r"|thread|clip|livestream|live\s+stream|question\s+time|question-and-answer\s+session|op-ed"
    r"|essay)"
)
_TAIL = (
    r"(?:\s+(?:with|to|in|from|for|on|at|of|outside|near)\s+(?!(?:\w+day|january|february|march"
    r"|april"
    r"|may|june|july|august|september|october|november|december|\d)\b)(?:[\w'’.&-]+\s+){0,4}?"
    r"[\w'’.&-]+(?=\s*(?:[,.;:–—“”\"]|$|\b(?:this|last|late|early|that|who|which|and|but|was|were|said|says|told|on"
    r"|in|at|to"
    r"|as|he|she|they|it)\b|\w+day\b)))?"
)
AT = re.compile(
    rf"\b(?:in|at|during|through|via|on|over)\s+{_OWNER}?(?:{_WORD}\s+){{0,4}}?{_EVENT}\b{_TAIL}"
    r"(?:,\s+(?:seen|obtained|reviewed|read)\s+by\s+[^,.;:]{3,40})?",
    re.I,
)
ON = re.compile(
    r"\bon\s+(?:canal|channel|radio)\s+(?-i:[A-ZÀ-Þ\d])[\w-]*"
    r"|\b(?:on|via|over|through)\s+(?:(?:the|his|her|its|their|a|an|state|national|local|public"
    r"|live|own)\s+)*"
    r"(?:social\s+(?:media|networks?)|messaging\s+(?:app|service|platform)|telegram|twitter"
    r"|facebook|whatsapp|instagram|tiktok|youtube"
    r"|vkontakte|(?:[\w'’-]+\s+){0,2}?(?:channel|page|account|feed|website|radio|television|tv"
    r"|loudspeakers?|airwaves|platform))"
    r"\b(?:\s+(?-i:[A-ZÀ-Þ])[\w-]*)?|\bon\s+(?-i:X)(?=\s*(?:[,.;:]|$|that\b))",
    re.I,
)
BY = re.compile(
    r"\bby\s+(?:(?:tele)?phone|e-?mail|text(?:\s+message)?|radio|video(?:\s+link)?|letter|fax"
    r"|satellite\s+phone)\b"
    r"|\b(?:over\s+the\s+(?:tele)?phone|over\s+(?:coffee|tea"
    r"|the\s+radio)(?:\s+in\s+(?-i:[A-ZÀ-Þ])[\w-]+)?|in\s+writing|in\s+person"
    r"|from\s+the\s+(?:dock|stage"
    r"|pulpit|witness\s+box|podium))\b",
    re.I,
)
# What stands right behind a cue: a hearer that is a place to speak, or the place itself.
HEARD = re.compile(
    r"\s+(?:to\s+)?(?P<venue>(?:(?:the|a|an|state|national|federal|his|her|their"
    r"|its)\s+)*(?:[\w'’-]+\s+){0,3}?"
    r"(?:parliament|congress|senate|assembly|chamber|committee|inquiry|tribunal|court|hearing"
    r"|radio|television"
    r"|tv|news\s+agency|rally|conference|congregation|briefing"
    r"|(?:gathering|audience|hall|meeting|crowd)(?:\s+of\s+[\w'’-]+(?:\s+(?:and\s+)?[\w'’-]+){0,3}?)?)|(?:radio|tv|channel"
    r"|canal)\s+(?-i:[A-ZÀ-Þ\d])[\w-]*)(?=\s*(?:[,.;:–—“”\"]|\b(?:that|on|in|he|she|it|they|the"
    r"|his|her"
    r"|there|no|how|why|whether)\b|\w+day\b))",
    re.I,
)
_NAMED = r"(?-i:[A-ZÀ-ÞĀ-Ž])[\w’'-]+(?:\s+(?-i:[A-ZÀ-ÞĀ-Ž])[\w’'-]+)?"
_HEARERS = (
    r"(?:journalists|reporters|cameras|press|committee|parliament|court|council|assembly|congress"
    r"|senate|tribunal|commission|jury|panel|inquiry|chamber|crowd|lawmakers|mps|deputies"
    r"|governorate|ministry|prefecture)"
)
_STOP = (
    r"(?=\s*(?:[,.;:–—“”\"]|$|\b(?:that|on|he|she|it|they|the|to|how|why|whether|as|when|where"
    r"|this|last|early"
    r"|late|in|shortly|yesterday|today)\b|\w+day\b))"
)
_SPOT = (
    r"(?:at|outside|inside|near|in\s+front\s+of|on\s+the\s+steps\s+of)\s+(?:the|a|an|his"
    r"|her|its|their)\s+"
    rf"(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+(?:\s+in\s+{_NAMED})?{_STOP}|in\s+{_NAMED}(?!['’\w])"
    rf"|before\s+(?:the|a|an|his|her|their)\s+(?:[\w'’-]+\s+){{0,2}}?{_HEARERS}\b"
)
PLACE = re.compile(
    r"(?:\s+(?:reporters|journalists|us|correspondents|a\s+reporter|the\s+\w+|\w+\s+reporters"
    rf"|(?-i:[A-Z])[\w-]+))?\s+(?P<venue>{_SPOT})",
    re.I,
)
# “At the gate, Brell said …”
LEAD = re.compile(
    rf"\W*(?P<venue>{_SPOT}|(?:at|from|outside|inside)\s+(?:the|his|her|its|their)\s+"
    r"(?:(?-i:[a-zà-þ])[\w'’-]*\s+){0,2}?(?-i:[a-zà-þ])[\w'’-]*(?=\s(?-i:[A-ZÀ-Þ])))",
    re.I,
)
# “Brell, at the gate, said …”
ASIDE = re.compile(rf",\s+(?P<venue>{_SPOT}),\s*$", re.I)
# What the head of an interview tells of where or how it was held.
HELD = re.compile(
    r"\b(?:received|met|spoke|spoken|talked|interview(?:ed)?|reached|answered|sat\s+down"
    r"|conversation|recorded)\b"
    rf"(?:(?![.\n]).){{0,80}}?\b(?P<venue>by\s+(?:tele)?phone|over\s+the\s+phone|(?:in|at"
    rf"|on)\s+(?:his|her|their|the|a|an)\s+"
    rf"(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+(?:\s+in\s+{_NAMED})?)(?=\s*(?:[,.;:–—]|\b(?:on|at|where"
    rf"|with)\b|\w+day\b))",
    re.I,
)
# The programme that a transcript's head names: “the harbour master on Quayside Morning”.
PROGRAMME = re.compile(r"\bon (?!\w+day\b)[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,3}(?=[,.;\n]|$)")
TIME = re.compile(
    r"(?:in|from|at|before|on|after|during|over)\s+(?:the\s+)?(?:january|february|march|april"
    r"|may|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|winter|\w+day|morning|afternoon"
    r"|evening|night|time|end|start"
    r"|beginning|moment|same|dawn|dusk|noon|midnight|hour|week|month|year)\b(?!['’])",
    re.I,
)
TELLING = re.compile(
    r"\b(?:tell|tells|told|telling|assured|informed|briefed|addressed|spoke|testified)\b"
)
REACHED = re.compile(r"\b(?:reached|contacted|speaking|interviewed|asked)\s+$")
# “The governor joins us by telephone”: so are that guest's turns.
JOINS = re.compile(
    r"\b(?:joins?|joining|with)\s+us\b(?:(?![.\n]).){0,40}?(?P<venue>\b(?:by\s+(?:tele)?phone"
    r"|by\s+video(?:\s+link)?|on\s+the\s+(?:line|phone)|from\s+" + _NAMED + r"))",
    re.I,
)
# How far before a label its line may begin, with white space alone between.
LABEL = 80
FARTHEST, WIDEST = 160, 400
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with its sentences, where its cues begin, and the phrases that may be venues."""

    text: str
    sentences: Sentences
    cues: Sequence[int]
    phrases: Sequence[Offsets]

    def inside(self, start: int, end: int) -> Sequence[Offsets]:
        """The phrases that stand inside a stretch of the text."""
        first, last = (bisect_left(self.phrases, (at, 0)) for at in (start, end))
        return [at for at in self.phrases[first:last] if at[1] <= end]


def with_venues(
    text: str, sentences: Sentences, made: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The statements with where or how each was said, where its sentence tells."""
    if not made:
        return ()
    cues = sorted(one.cue.start for one in made if one.cue and one.voice == "source")
    held, guests = _held(text, made), _guests(text, made)
    # Looked for once: many statements share a sentence.
    phrases = sorted(m.span() for pattern in (AT, ON, BY) for m in pattern.finditer(text))
    page = _Page(text, sentences, cues, phrases)
    found = [_turn(text, one, held, guests) or _venue(page, one) for one in made]
    shared = {
        (one.source, sentences.number(one.cue.start)): venue
        for one, venue in zip(made, found, strict=True)
        if venue and one.source and one.cue
    }
    return tuple(
        replace(one, venue=venue) if (venue := own or _shared(sentences, shared, one)) else one
        for one, own in zip(made, found, strict=True)
    )


def _shared(
    sentences: Sentences, shared: Mapping[tuple[Span, int], Span], one: Statement
) -> Span | None:
    """Where the other verbs of a statement's source in its sentence were said: verbs that share a
    source share its place."""
    if not one.cue or not one.source or one.voice != "source" or one.act == "decline":
        return None
    venue = shared.get((one.source, sentences.number(one.cue.start)))
    return None if venue and any(part.overlaps(venue) for part in one.content) else venue


def _turn(text: str, one: Statement, held: Span | None, guests: Mapping[str, Span]) -> Span | None:
    """Where a turn of talk was held, or how its speaker takes part."""
    if not _is_turn(text, one):
        return None
    return guests.get(one.source.text, held) if one.source else held


def _guests(text: str, made: Sequence[Statement]) -> dict[str, Span]:
    """How guests take part who join a talk, by the labels of their turns."""
    turns = [one for one in made if one.source and _is_turn(text, one)]
    found: dict[str, Span] = {}
    for joining in JOINS.finditer(text) if turns else ():
        after = next((o.source for o in turns if o.source and o.source.start > joining.end()), None)
        if after:
            found.setdefault(after.text, Span.of(text, *joining.span("venue")))
    return found


def _held(text: str, made: Sequence[Statement]) -> Span | None:
    """Where or how an interview was held, as the text before its first turn says."""
    first = next((one.cue.start for one in made if one.cue and _is_turn(text, one)), 0)
    if told := HELD.search(text, 0, first):
        return Span.of(text, *told.span("venue"))
    on = PROGRAMME.search(text, 0, first)
    return Span.of(text, *on.span()) if on and not TIME.match(text, *on.span()) else None


def _is_turn(text: str, one: Statement) -> bool:
    """Whether a statement is a turn of talk: a colon or dash after a label that opens its line."""
    if not one.cue or one.cue.text not in (":", "–", "—") or one.kind != "direct":
        return False
    start = (one.source or one.cue).start
    return not text[max(0, start - LABEL) : start].rpartition("\n")[2].strip()


def _venue(page: _Page, one: Statement) -> Span | None:
    if not one.cue or one.voice != "source" or one.act == "decline":
        return None
    text = page.text
    start, end = page.sentences.at(one.cue.start)
    start, end = max(start, one.cue.start - WIDEST), min(end, one.cue.end + WIDEST)
    found = [
        (_far(one.cue, at), at)
        for at in (*_phrases(text, (start, end), one), *page.inside(start, end))
        if not _inside(text, at, one)
        and not TIME.match(text, *at)
        and not _parted(page.cues, one.cue, at)
    ]
    far, at = min(found, default=(FARTHEST, (0, 0)))
    return Span.of(text, *at) if far < FARTHEST else None


def _phrases(text: str, within: Offsets, one: Statement) -> Iterator[Offsets]:
    if one.cue and TELLING.search(one.cue.text) and (heard := HEARD.match(text, one.cue.end)):
        yield heard.span("venue")
    if one.cue and (place := PLACE.match(text, one.cue.end, within[1])):
        yield place.span("venue")
    if lead := LEAD.match(text, *within):
        yield lead.span("venue")
    if one.cue and (aside := ASIDE.search(text, max(within[0], one.cue.start - 60), one.cue.start)):
        yield aside.span("venue")


def _inside(text: str, at: Offsets, one: Statement) -> bool:
    """Whether a phrase stands in what is said, or is part of a source's name: “Brell, reached
    by telephone,” was."""
    if any(part.start < at[1] and at[0] < part.end for part in one.content):
        return True
    named = one.source is not None and one.source.start < at[1] and at[0] < one.source.end
    if not named or REACHED.search(text, max(0, at[0] - 20), at[0]):
        return False
    # “Brell, on her page: …”: an aside at the source's end is how he said it.
    ends = one.source is not None and text[at[1] : one.source.end].strip(" ,") == ""
    return not (ends and text[max(0, at[0] - 2) : at[0]].rstrip().endswith(","))


def _parted(cues: Sequence[int], cue: Span, at: Offsets) -> bool:
    """Whether another cue stands between a phrase and the cue."""
    low, high = (at[1], cue.start) if at[1] <= cue.start else (cue.end, at[0])
    return bisect_left(cues, low) < bisect_left(cues, high)


def _far(cue: Span, at: Offsets) -> int:
    return cue.start - at[1] if at[1] <= cue.start else max(0, at[0] - cue.end)

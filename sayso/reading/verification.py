"""The outlet's own notes on whether a claim could be checked, and which statements they cover.

A note is outlet text: a sentence, a relative clause or a predicate that stands in no content. It
covers statements before it in its paragraph; where it opens one, those of the paragraph before.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model import Span, Statement
from sayso.reading.cues import plain
from sayso.reading.quotes import PARAGRAPH
from sayso.reading.sentences import Sentences

CHECK = (
    r"(?:verif\w+|confirm(?:ed)?|corroborat\w+|authenticat\w+|check(?:ed)?|substantiat\w+|establish(?:ed)?"
    r"|determine[d]?|validat\w+)"
)
INDEPENDENTLY = r"(?:\s+(?:immediately|independently|yet|been|be|so\s+far|it|them|this|either))*"
THING = (
    r"(?:photographs?|photos?|images?|videos?|footage|recordings?|clips?|documents?|memos?|letters?|copy"
    r"|papers?|e-?mails?|notes?)"
)
NOT_ABLE = r"(?:(?:able|possible)\s+to\s+)?(?:independently\s+)?"
NOTE = re.compile(
    rf"""
      (?:(?:could|did)(?:\s+not|n't)|can(?:\s*not|'t)){INDEPENDENTLY}\s+{NOT_ABLE}{CHECK}
    | (?:has|have|had|was|were|is|are)(?:\s*not|n't|\s+never){INDEPENDENTLY}\s+{NOT_ABLE}{CHECK}
    | (?:neither|none|nothing)\b[^.;]{{0,60}}?\b(?:could|can|has|have|had){INDEPENDENTLY}\s+{CHECK}
    | (?:nobody|no\s+one|none)\b[^.;,]{{0,40}}?\b(?:has|have|had|could)\s+(?:\w+\s+)?{CHECK}
    | (?:unable|impossible|not\s+possible)\s+to\s+(?:independently\s+)?{CHECK}
    | no\s+independent\s+(?:confirmation|verification|corroboration|evidence)
    | independently\s+{CHECK}
    | (?:has|have)(?:\s*not|n't)?\s+(?:seen|reviewed|obtained|examined|been\s+shown)\s+
        (?:one|it|(?:the|a|an)\s+(?:\w+\s+)?{THING})(?=[.;])
    | (?:is|are|was|were|remains?|remained)\s+(?:unverified|unconfirmed|uncorroborated)
    """,
    re.VERBOSE,
)
RELATIVE = re.compile(r"\bwhich\s+(?=(?:could|has|have|had|was|were|is)\b)")
SEVERAL = re.compile(
    r"\b(?:either|neither|both|none|claims|accounts|versions|figures|tolls|numbers|assertions"
    r"|statements|allegations)\b"
)
ALL = re.compile(r"\b(?:any|all|none) of (?:these|those|the)\b")
FIGURES = re.compile(r"\b(?:figures?|tolls?|numbers?|counts?|tally|tallies)\b")
THINGS = re.compile(
    r"\b(?:(?P<pictures>photographs?|photos?|pictures?|images?|snaps?)"
    r"|(?P<films>videos?|footage|recordings?|clips?|films?|tapes?)"
    r"|(?P<papers>documents?|memos?|letters?|copy|papers?|e-?mails?|notes?))\b"
)
DIGIT = re.compile(
    r"\d|\b(?:dozens?|hundreds?|thousands?|two|three|four|five|six|seven|eight|nine|ten)\b"
)
SILENT = ("decline", "other", "ask")
# A note speaks of what is near; a text without paragraphs is not read back to its beginning.
FARTHEST = 2000
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Note:
    """A note's span, and the sentence it stands in."""

    span: Span
    sentence: Offsets


@dataclass(frozen=True)
class Page:
    """A text with its sentences and the statements made in it, in the order of their cues."""

    text: str
    sentences: Sentences
    made: Sequence[Statement]

    @functools.cached_property
    def lowered(self) -> str:
        return plain(self.text)

    @functools.cached_property
    def paragraphs(self) -> list[int]:
        """Where the paragraphs begin."""
        return [m.start() for m in PARAGRAPH.finditer(self.text) if m.group().strip()]

    @functools.cached_property
    def sourced(self) -> bytes:
        """For each character 1 where somebody but the outlet speaks."""
        marks = bytearray(len(self.text))
        for one in self.made:
            for part in one.content if one.voice == "source" and one.act != "decline" else ():
                marks[part.start : part.end] = b"\1" * (part.end - part.start)
        return bytes(marks)

    def before(self, note: Note) -> list[Statement]:
        """The statements a note may cover: in its paragraph, and where it opens that, in the one
        before."""
        at = max(0, bisect_right(self.paragraphs, note.sentence[0]) - 1)
        if at and not self.text[self.paragraphs[at] : note.sentence[0]].strip():
            at -= 1
        start = max(self.paragraphs[at], note.sentence[0] - FARTHEST)
        first = bisect_left(self.made, start, key=_at)
        last = bisect_left(self.made, note.span.start, key=_at)
        return [
            one
            for one in self.made[first:last]
            if one.voice == "source" and one.act not in SILENT and _ends(one) <= note.span.start
        ]


def with_notes(text: str, told: Sentences, made: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the notes that cover them; a note is no statement of its own."""
    page = Page(text, told, sorted(made, key=_at))
    covering: dict[str, Span] = {}
    found = list(notes(page))
    for note in found:
        for one in _covered(page, note):
            covering.setdefault(one.id, note.span)
    inside = bytearray(len(text))
    for note in found:
        inside[note.span.start : note.span.end] = b"\1" * (note.span.end - note.span.start)
    return tuple(
        replace(one, verification=covering[one.id]) if one.id in covering else one
        for one in made
        if not (one.cue and inside[one.cue.start])
    )


def notes(page: Page) -> Iterator[Note]:
    """The outlet's notes in a text, in order, a sentence one at most."""
    last: Offsets | None = None
    for found in NOTE.finditer(page.lowered):
        sentence = page.sentences.at(found.start())
        if sentence == last or all(page.sourced[found.start() : found.end()]):
            continue
        last = sentence
        yield Note(_span(page, found, sentence), sentence)


def _span(page: Page, found: re.Match[str], sentence: Offsets) -> Span:
    """The words of a note: a relative clause, the predicate of what somebody says, else the
    sentence."""
    start, end = sentence
    told = page.text[start:end]
    end = start + len(told.rstrip())
    if clause := RELATIVE.search(page.lowered, start, found.end()):
        return Span.of(page.text, clause.start(), _without_stop(page.text, end))
    if found.start() > 1 and page.sourced[found.start() - 2]:
        return Span.of(page.text, found.start(), _without_stop(page.text, end))
    return Span.of(page.text, start + len(told) - len(told.lstrip()), end)


def _without_stop(text: str, end: int) -> int:
    return end - 1 if text[end - 1] == "." else end


def _covered(page: Page, note: Note) -> list[Statement]:
    """The statements that the note is a predicate of; else, of those that it may be about, those in
    the last sentence before it that holds any, or in the last two where it speaks of several."""
    near = page.before(note)
    words = page.lowered[slice(*note.sentence)]
    subject = [one for one in near if _ends(one) == note.span.start - 1]
    kept = [one for one in _about(near, words) if _ends(one) <= note.sentence[0]]
    if subject or ALL.search(words):
        return subject or kept
    sentences = sorted({page.sentences.number(_at(one)) for one in kept})
    last = sentences[-2:] if SEVERAL.search(words) else sentences[-1:]
    return [one for one in kept if page.sentences.number(_at(one)) in last]


def _about(near: Sequence[Statement], words: str) -> list[Statement]:
    """Those whose words a note can mean by “figure” or “the photographs”; all where none fits."""
    fitting: list[Statement] = []
    if FIGURES.search(words):
        fitting = [one for one in near if DIGIT.search(_content(one))]
    elif thing := THINGS.search(words):
        fitting = [one for one in near if _speaks_of(one, thing.lastgroup)]
    return fitting or list(near)


def _speaks_of(one: Statement, kind: str | None) -> bool:
    spans = [*one.content, *filter(None, (one.source, one.cue))]
    words = plain(" ".join(part.text for part in spans))
    return any(thing.lastgroup == kind for thing in THINGS.finditer(words))


def _content(one: Statement) -> str:
    return plain(" ".join(part.text for part in one.content))


def _at(one: Statement) -> int:
    return (one.cue or one.content[0]).start


def _ends(one: Statement) -> int:
    return max(part.end for part in one.content)

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
from sayso.reading.checking import NOTE, TRIGGER
from sayso.reading.cues import plain
from sayso.reading.quotes import PARAGRAPH
from sayso.reading.sentences import Sentences

RELATIVE = re.compile(
    r"\bwhich\s+(?=(?:could|has|have|had|was|were|is|did|does|offered|gave|gives|provided|cited)\b)"
)
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
SILENT = ("decline", "ask", "other")
STAMP = re.compile(r"\d{1,2}[:.]\d\d\b\W+(?:update\W+)?")
# What a note's clause begins after, and is joined by.
JOINED = re.compile(r"[\s,;:–—\-”\"»’')\]]*(?:(?:but|and|though|although|yet)\s+)?")
PRONOUNS = frozenset("he she they it who i".split())
OFFICE = re.compile(
    r"\b(?:minist|spokes|official|officer|police|army|command|general|governor|mayor|company|hospital"
    r"|doctor|council|government|court|prosecut|union|president|director|envoy|embassy)"
)
CLAUSE = re.compile(r"[,;:]\s|\b(?:but|and)\b")
# What the outlet itself may be read as doing: it asked, and was not shown.
ASKING = ("decline", "ask", "other", "demand")
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

    def of(self, sentence: Offsets) -> list[Statement]:
        """The sourced statements whose cue (or content) stands in a sentence."""
        first = bisect_left(self.made, sentence[0], key=_at)
        last = bisect_left(self.made, sentence[1], key=_at)
        return [one for one in self.made[first:last] if one.voice == "source"]

    @functools.cached_property
    def speakers(self) -> dict[str, list[Span | None]]:
        """The last words of sources' names, each with the cues it goes with, two at most: whether
        any is not a certain one is all that is asked."""
        found: dict[str, list[Span | None]] = {}
        for one in self.made:
            words = plain(one.source.text).split(",")[0].split() if one.source else []
            if words and len(cues := found.setdefault(words[-1], [])) < 2:
                cues.append(one.cue)
        return found

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
    for trigger in TRIGGER.finditer(page.lowered):
        sentence = page.sentences.at(trigger.start())
        if sentence == last:
            continue
        last = sentence
        found = next(_phrases(page, sentence), None)
        if found:
            yield Note(_span(page, found, sentence), sentence)


def _phrases(page: Page, sentence: Offsets) -> Iterator[re.Match[str]]:
    """The phrases of a sentence that the outlet says of itself, or of a claim."""
    for found in NOTE.finditer(page.lowered, *sentence):
        inside = all(page.sourced[found.start() : found.end()])
        if not inside and not (found.lastgroup and _somebody_elses(page, found, sentence)):
            yield found


def _left(page: Page, found: re.Match[str], sentence: Offsets) -> int:
    """Where the last words of a statement before a phrase end, else where the sentence begins."""
    ends = (span.end for span in _beside(page, found, sentence) if span.end <= found.start())
    return max(ends, default=sentence[0])


def _beside(page: Page, found: re.Match[str], sentence: Offsets) -> list[Span]:
    """The spans of the statements in a phrase's sentence; none of one whose cue is the phrase, nor
    of what the outlet itself asked for where the phrase goes on about it."""
    others = [one for one in page.of(sentence) if not _is_cue(found, one.cue)]
    spans = [s for one in others for s in (*one.content, *filter(None, (one.source, one.cue)))]
    left = max((span.end for span in spans if span.end <= found.start()), default=sentence[0])
    goes_on = found.lastgroup and not CLAUSE.sub("", page.lowered[left : found.start()]).strip()
    return [] if goes_on and all(one.act in ASKING for one in others) else spans


def _is_cue(found: re.Match[str], cue: Span | None) -> bool:
    return cue is not None and found.start() < cue.end and cue.start < found.end()


def _somebody_elses(page: Page, found: re.Match[str], sentence: Offsets) -> bool:
    """Whether it is an office or one of the report's speakers who could not confirm something: his
    word, not the outlet's. Outlets do not speak in their own reports but where they say so."""
    left = _left(page, found, sentence)
    before = page.lowered[left : found.start()]
    last = CLAUSE.split(before)[-1].split()[-1:]
    if not last:
        return left > sentence[0] or OFFICE.search(before) is not None
    if last[0] in PRONOUNS or OFFICE.search(before):
        return True
    return found.lastgroup not in ("seen", "unseen") and any(
        not _is_cue(found, cue) for cue in page.speakers.get(last[0], ())
    )


def _span(page: Page, found: re.Match[str], sentence: Offsets) -> Span:
    """The words of a note: a relative clause, what stands beside a statement's own words, else the
    sentence."""
    start, end = sentence
    end = start + len(page.text[start:end].rstrip())
    left = _left(page, found, sentence)
    begins = (span.start for span in _beside(page, found, sentence) if span.start >= found.end())
    right = min(begins, default=end)
    clause = RELATIVE.search(page.lowered, left, found.end())
    joined = JOINED.match(page.lowered, left) if left > start else None
    began = clause.start() if clause else joined.end() if joined else left
    began = min(began, found.start())
    told = page.text[began:right]
    began += len(told) - len(told.lstrip())
    if clause or left > start or right < end:
        right = began + len(page.text[began:right].rstrip(" \n\t,.;:–—-"))
    else:
        stamp = STAMP.match(page.lowered, began, found.start())
        began = stamp.end() if stamp else began
    return Span.of(page.text, began, max(right, found.end()))


def _covered(page: Page, note: Note) -> list[Statement]:
    """The statements that the note stands beside in its sentence, those that end last before it;
    else, of those that it may be about, those in the last sentence before it that holds any, or in
    the last two where it speaks of several."""
    words = page.lowered[slice(*note.sentence)]
    if beside := _in_sentence(page, note):
        return beside
    near = page.before(note)
    kept = [one for one in _about(near, words) if _ends(one) <= note.sentence[0]]
    if ALL.search(words):
        return kept
    sentences = sorted({page.sentences.number(_at(one)) for one in kept})
    last = sentences[-2:] if SEVERAL.search(words) else sentences[-1:]
    return [one for one in kept if page.sentences.number(_at(one)) in last]


def _in_sentence(page: Page, note: Note) -> list[Statement]:
    """The statements of the note's own sentence that it covers."""
    ending = [
        (max(part.end for part in _parts(one) if part.end <= note.span.start), one)
        for one in page.of(note.sentence)
        if one.act not in SILENT
        and any(part.end <= note.span.start for part in _parts(one))
        and not (one.cue and note.span.contains(one.cue))
    ]
    last = max((end for end, _ in ending), default=0)
    return [one for end, one in ending if end == last]


def _parts(one: Statement) -> list[Span]:
    """A statement's cue and contents."""
    return [*one.content, *filter(None, (one.cue,))]


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

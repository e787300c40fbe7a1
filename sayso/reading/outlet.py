"""What the outlet asserts in its own voice: headline, lead, captions, and sentences of the story
that bear on what is at issue in it. Nothing that somebody is said to have said is told again.

In a release, a communiqué or a brief the body that issues it is the outlet, and so is its “we”.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Report, Timex
from sayso.reading.attribution import Attribution
from sayso.reading.checking import NOTE
from sayso.reading.edges import Page
from sayso.reading.quotes import PARAGRAPH
from sayso.reading.selves import FIRST_PERSON

Offsets = tuple[int, int]
# How often people marked what was so read of headline and lead, and of other sentences, in the
# train stories of the corpus.
PROMINENT, BEARING = 0.8, 0.6
LEAD_LEAST = 60
CAPTION_MOST = 200
FEWEST_WORDS, FEWEST_IN_HEADLINE = 3, 2
# What opens a line and is no part of what it asserts.
STAMP = re.compile(
    r"\s*(?:\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?\s*[–—|-]?\s+|(?:photo|video|graphic):\s+)", re.I
)
KICKER = re.compile(r"\s*[^:.\n]{2,40}:\s+(?=\S)")
TAIL = re.compile(r"\s+[-–—|]\s+(?:latest|live|as it happened|updates?)\s*$", re.I)
# Where a clause may end that stands beside what somebody says.
PIECE = re.compile(
    r";\s+|,\s+(?:and|but|while|as|after|hours after|amid)\s+(?=\S)|\s+[–—]\s+|\s+--\s+"
)
# Where two clauses that could be disputed apart surely meet.
SURE = re.compile(
    r";\s+|,\s+and\s+(?=(?:the|a|an|two|three|four|five|six|seven|eight|nine|ten|\d+)\s)"
)
STOPPED = re.compile(r"[.?!…][\"'”’)]*\s*$")
CRIED = re.compile(r"(?<=[!?])\s+")
ASKING = re.compile(r"\?[\"'”’)]*\s*$")
NEGATED = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither)\b|n['’]t\b", re.I)
GREETING = re.compile(r"\s*(?:good (?:morning|afternoon|evening)|welcome|hello|thank)\b", re.I)
# What tells of the page, the desk or the reader's next click, not of the story.
DESK = re.compile(
    r"\s*(?:all times|translat\w+ (?:by|from)|additional reporting|reporting by|contact"
    r"|press (?:contact|office)|presenter|sign up|subscribe|our tip|with regard to|regarding"
    r"|for the [\w ]{3,40}:|staff and|communiqu[eé] no|live\s*[|:])\b"
    r"|.*\b(?:shortened and|and shortened|transcript|newest on top|press office)\b",
    re.I,
)
# Words that somebody else's saying would be told with, had it been read.
SAYING = re.compile(
    r"\b(?:account|according|says?|said|tells?|told|claim\w*|den(?:y|ies|ied)|fears?|reports?|declared|phrase|reply"
    r"|insist\w*|version)\b|:\s|[\"“”‘]",
    re.I,
)
WORD = re.compile(r"[^\W\d_]{4,}")
WORDS = re.compile(r"\w+")
LOWER = re.compile(r"(?<!\S)[a-zà-öø-ÿ][\w'’-]*")
FEWEST_LOWER = 4
QUOTES = "\"“”‘’'«„"


def with_own_voice(
    page: Page,
    report: Report,
    unread: Sequence[Offsets],
    times: Sequence[Timex],
    found: Sequence[Attribution],
) -> list[Attribution]:
    """The attributions found and the outlet's own assertions, in the order of their cues or
    contents; what the outlet says of itself in a release is its own."""
    kept = [one for one in found if not (report.kind == "release" and _is_own(page, one))]
    story = Story(page, report, tuple(unread), tuple(times), tuple(kept))
    own = [
        Attribution(None, None, (part,), score, outlet=True) for part, score in assertions(story)
    ]
    return sorted([*kept, *own], key=lambda one: one.cue or one.content[0])


def _is_own(page: Page, one: Attribution) -> bool:
    """Whether the source is the issuer's “we”, outside quotation marks."""
    if not one.source or page.run_at(one.source[0]):
        return False
    return page.text[slice(*one.source)].casefold() in FIRST_PERSON


@dataclass(frozen=True)
class Story:
    """A report with what of it is furniture, and what somebody is said to have said."""

    page: Page
    report: Report
    unread: tuple[Offsets, ...]
    times: tuple[Timex, ...]
    found: tuple[Attribution, ...]

    @functools.cached_property
    def furniture(self) -> bytes:
        """For each character 1 where it is furniture."""
        return bytes(_marked(bytearray(len(self.page.text)), self.unread))

    @functools.cached_property
    def taken(self) -> bytes:
        """For each character 1 where it is furniture or stands in an attribution."""
        told = [p for one in self.found for p in (one.source, one.cue, *one.content) if p]
        return bytes(_marked(bytearray(self.furniture), told))

    @functools.cached_property
    def paragraphs(self) -> list[Offsets]:
        """The paragraphs that are not all furniture, before the first turn of an interview."""
        last = min((one.cue[0] for one in self.found if one.turn and one.cue), default=None)
        spans = (found.span() for found in PARAGRAPH.finditer(self.page.text) if found[0].strip())
        return [
            (start, end)
            for start, end in spans
            if (last is None or end < last) and not all(self.furniture[start:end])
        ]

    @functools.cached_property
    def lead(self) -> int:
        """The number of the first paragraph that is a sentence of the story."""
        text = self.page.text
        for number, (start, end) in enumerate(self.paragraphs):
            if end - start >= LEAD_LEAST and STOPPED.search(text, start, end):
                return number
        return 0

    @functools.cached_property
    def at_issue(self) -> frozenset[str]:
        """The stems of the words that are said, and of the first line."""
        parts = [part for one in self.found for part in one.content] + self.paragraphs[:1]
        return frozenset(stem for part in parts for stem in stems(self.page.text[slice(*part)]))

    def free(self, start: int, end: int) -> bool:
        """Whether nobody but the outlet speaks in a stretch."""
        return not any(self.taken[start:end])


def _marked(marks: bytearray, parts: Iterable[Offsets]) -> bytearray:
    for start, end in parts:
        marks[start:end] = b"\1" * (end - start)
    return marks


def stems(words: str) -> Iterator[str]:
    """The beginnings of the longer words, folded: enough to tell that two texts share a word."""
    return (found[0].casefold()[:5] for found in WORD.finditer(words))


def assertions(story: Story) -> Iterator[tuple[Offsets, float]]:
    """What the outlet asserts, in order, and the chance that a reader would mark it."""
    text = story.page.text
    for number, (start, end) in enumerate(story.paragraphs):
        if number == 0 < story.lead:
            yield from ((part, PROMINENT) for part in _headline(story, start, end))
        elif not _like_a_clause(text[start:end]):
            continue
        elif number <= story.lead:
            yield from ((part, PROMINENT) for part in _lead(story, start, end))
        elif STOPPED.search(text, start, end) or end - start <= CAPTION_MOST:
            yield from ((part, BEARING) for part in _bearing(story, start, end))


def _like_a_clause(line: str) -> bool:
    """Whether a line is more than names, a place and a date."""
    return len(LOWER.findall(line)) >= FEWEST_LOWER


def _sentences(story: Story, start: int, end: int) -> Iterator[Offsets]:
    """The sentences of a paragraph without what opens them and their final full stops."""
    told = story.page.sentences
    for number in range(told.number(start), told.number(end - 1) + 1):
        low, high = max(start, told.starts[number]), min(end, told.ends[number])
        first, last = (
            find(b"\0", low, high) for find in (story.furniture.find, story.furniture.rfind)
        )
        if first < 0:
            continue
        if stamp := STAMP.match(story.page.text, first, last + 1):
            first = stamp.end()
        if part := _trimmed(story.page.text, first, last + 1):
            yield part


def _trimmed(text: str, start: int, end: int) -> Offsets | None:
    """A stretch without white space, opening dashes and a final full stop; None where nothing is
    left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\r\n-–—"))
    end = start + len(text[start:end].rstrip(" \t\r\n,;"))
    if text[start:end].endswith(".") and not text[start:end].endswith(".."):
        end -= 1
    return (start, end) if start < end else None


def _headline(story: Story, start: int, end: int) -> Iterator[Offsets]:
    text = story.page.text
    if tail := TAIL.search(text, start, end):
        end = tail.start()
    for low, high in _pieces(text, CRIED, start, end):
        if kicker := KICKER.match(text, low, high):
            low = kicker.end()
        for piece in _clauses(story, low, high):
            yield from _kept(story, piece, FEWEST_IN_HEADLINE)


def _lead(story: Story, start: int, end: int) -> Iterator[Offsets]:
    for sentence in _sentences(story, start, end):
        for piece in _clauses(story, *sentence):
            yield from _kept(story, piece, FEWEST_WORDS)


def _clauses(story: Story, start: int, end: int) -> Iterator[Offsets]:
    """The clauses of a sentence that could be disputed apart."""
    return _pieces(story.page.text, SURE if story.free(start, end) else PIECE, start, end)


def _pieces(text: str, cut: re.Pattern[str], start: int, end: int) -> Iterator[Offsets]:
    at = start
    for gap in cut.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _bearing(story: Story, start: int, end: int) -> Iterator[Offsets]:
    """Of a paragraph of the story, the outlet's sentences that bear on what is at issue."""
    text = story.page.text
    for low, high in _sentences(story, start, end):
        own = story.free(low, high) and not _quoted(story.page, low, high)
        if own and (story.report.kind == "release" or _bears(story, low, high)):
            for piece in _pieces(text, SURE, low, high):
                yield from _kept(story, piece, FEWEST_WORDS)


def _quoted(page: Page, start: int, end: int) -> bool:
    """Whether a sentence stands wholly in a quotation, whoever is quoted."""
    run = page.run_at(start)
    return run is not None and not run.single and end <= run.end


def _bears(story: Story, start: int, end: int) -> bool:
    """Whether a sentence tells a number or a time, denies, or has a word of what is said."""
    text = story.page.text
    first = bisect_left(story.times, start, key=lambda one: one.span.start)
    timed = first < len(story.times) and story.times[first].span.start < end
    words = text[start:end]
    if SAYING.search(words):
        return False
    told = timed or any(c.isdigit() for c in words) or NEGATED.search(words) is not None
    return told or not story.at_issue.isdisjoint(stems(words))


def _kept(story: Story, piece: Offsets, fewest: int) -> Iterator[Offsets]:
    """The piece, trimmed, where it asserts something and nobody else says it."""
    text = story.page.text
    part = _trimmed(text, *piece)
    if not part or not story.free(*part) or ASKING.search(text, *part) or DESK.match(text, *part):
        return
    words = text[slice(*part)]
    few = len(WORDS.findall(words)) < fewest or words[0] in QUOTES
    if not few and not NOTE.search(words.lower()) and not GREETING.match(words):
        yield part

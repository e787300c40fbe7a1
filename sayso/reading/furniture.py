"""Furniture: what stands in a report's text and is not the story. Marked, never cut.

Rules look at the shape of a line, never at an outlet's name, and prefer a miss to marking a line of
the story: whatever holds a quotation and a verb of speech is story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model import Furniture, FurnitureKind, Span

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
LONGEST = 400
NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|[A-Z]\.)"
NAMES = rf"{NAME}(?:[ \t]+(?:{NAME}|de|van|von|der|bin|al|el)){{0,4}}"
AGENCY = r"(?:AP|AFP|EPA|REUTERS|Reuters|Getty|Getty Images|Shutterstock|Alamy|Xinhua|TASS|dpa|PA)"
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|"
    r"July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
DATE = (
    rf"{DAY}(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}/\d{{1,2}}/\d{{4}})"
)
CLOCK = r"(?:[,|/–-]?\s*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"


def _whole(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\s*$", flags)


ANY = re.IGNORECASE
# Whole lines, tried in this order.
LINES: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    ("credit", _whole(r"[(\[][A-Z][\w .&'’-]{1,40}/[\w .&'’,/-]{2,60}[)\]]")),
    (
        "credit",
        _whole(
            r"[(\[]?(?:photo(?:graph)?s?|image|picture|video|illustration|graphic)(?:\s+credits?)?"
            r"\s*(?::|\bby\b|\bcourtesy of\b).{2,100}",
            ANY,
        ),
    ),
    (
        "credit",
        _whole(rf"[(\[]?{AGENCY}(?:\s+(?:Photo|Images|PHOTO))?\s*/\s*[\w .'’/-]{{2,60}}[)\]]?"),
    ),
    ("credit", _whole(r"(?:Getty Images|Shutterstock|Reuters|REUTERS|AFP|AP Photo|File photo)")),
    (
        "credit",
        _whole(rf"\((?:{AGENCY}|[A-Z][\w .&'’-]{{1,30}} (?:News Agency|Press|Images|Photo))\)"),
    ),
    (
        "byline",
        _whole(
            rf"(?:By|BY)\s+{NAMES}(?:(?:,|\s+and|\s*&)\s+{NAMES}){{0,5}}"
            r"(?:[,|]\s*[\w .'’&@/-]{0,60})?"
        ),
    ),
    ("byline", _whole(r"\(?(?:additional\s+)?(?:reporting|writing|editing)\s+by\s.{2,200}", ANY)),
    (
        "byline",
        _whole(r".{3,80}\bcontributed (?:to this (?:report|story|article)|reporting)\b.{0,20}"),
    ),
    (
        "dateline",
        _whole(
            rf"(?:(?:last\s+)?(?:published|updated|posted|modified|first published)\s*(?:on|"
            rf"at|:)?\s*)?"
            rf"{DATE}{CLOCK}",
            ANY,
        ),
    ),
    (
        "related",
        _whole(
            r"(?:read more|read also|also read|see also|related(?: (?:stories|articles|content))?|"
            r"more on this(?: story)?|read next|further reading|most read|watch|in pictures|"
            r"recommended(?: stories)?)\s*(?:[:–—|-].{0,200}|(?:at|on|about|in)\s.{1,100}|[.…»>]*)",
            ANY,
        ),
    ),
    (
        "plug",
        _whole(
            r"(?:(?:please |to |now )?(?:sign up|subscribe|follow|download|join|support|"
            r"become|donate|"
            r"stay|get|like us|create|log in|register|click|want|don['’]t miss|never miss|"
            r"for more)\b"
            r".*\b(?:newsletters?|inbox|subscri(?:be|ption|ber)s?|app|unlimited access|journalism|"
            r"member(?:ship)?|twitter|facebook|instagram|telegram|whatsapp|free account|updates|"
            r"donate|here|sign up)\b.*|.*\b(?:subscribe|sign up|join|donate) (?:now|today|"
            r"here)[.!]?)",
            ANY,
        ),
    ),
    (
        "navigation",
        _whole(
            r"(?:share(?: this)?(?: (?:article|story|page|on .{2,30}))?|advertisement|advertising|"
            r"skip to (?:main )?content|(?:story|article) continues below.*|"
            r"scroll (?:down )?(?:to|for) .*|"
            r"click here .{0,100}|back to top|comments?|leave a comment|view (?:all )?comments|"
            r"print|e-?mail|tweet|listen to (?:this )?(?:article|story)|"
            r"\d+ min(?:ute)?s? read|menu|home)"
            r"\s*[.:»>]*",
            ANY,
        ),
    ),
    (
        "legal",
        _whole(
            r"(?:(?:©|\(c\)|copyright\b).{0,200}|.{0,120}\ball rights reserved\b.{0,120}|"
            r".{0,60}\bmay not be (?:published|reproduced|republished|copied).{0,160}|"
            r"terms of (?:use|service).{0,60}|privacy policy.{0,60})",
            ANY,
        ),
    ),
)
# "VELM, May 12 (Agency) —", "VELM (AP) —", "(Agency) —", at the start of a paragraph.
DATELINE = re.compile(
    rf"\s*(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’. -]{{2,30}}(?:,\s*[A-Z][\w. ]{{1,25}})?(?:,?\s*{DATE})?\s*"
    rf"(?:\([^()\n]{{2,40}}\)\s*)?(?:--|[—–-])\s+|"
    rf"[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){{0,2}},?\s*"
    rf"(?:{DATE})?\s*\([A-Z][^()\n]{{1,40}}\)\s*(?:--|[—–-])\s+|"
    rf"\([A-Z][^()\n]{{1,30}}\)\s*(?:--|[—–-])\s+)"
)
TRAILING = re.compile(
    rf"\s*(?:[(\[](?:Photo(?:graph)?(?: by|:)[^()\[\]\n]{{2,60}}|"
    rf"{AGENCY}(?: Photo)?(?:/[^()\[\]\n]{{2,50}})?|"
    rf"[A-Z][\w .&'’-]{{1,25}}/[^()\[\]\n]{{2,50}}|via [A-Z][^()\[\]\n]{{2,30}})[)\]]|"
    rf"(?<=[.!?”\"])\s+{AGENCY}/{NAMES}|(?<=[.!?”\"])\s+(?:Photo|Photograph|Image|"
    rf"Picture)(?::| by)\s[^\n]{{2,60}})\s*$"
)
SPEECH = re.compile(
    r"\b(?:said|says|told|tells|wrote|writes|added|asked|according to|argued|warned|claimed|denied|"
    r"announced|tweeted|replied|explained|insisted)\b"
)
# What follows such a label is another story's headline, whoever speaks in it.
LABEL = re.compile(r"\s*(?:read (?:more|also|next)|also read|see also|related)\s*[:–—|]", ANY)
HOW_EARLY = 6


def mark(text: str, title: str | None = None) -> tuple[Furniture, ...]:
    """The furniture of a text, in order, none overlapping another; offsets are the text's."""
    found: list[Furniture] = []
    for number, line in enumerate(LINE.finditer(text)):
        if number == 0 and title and title.strip() == line[0].strip():
            # The headline is the outlet's text, whatever its shape.
            continue
        found.extend(_of_line(text, line.start(), line.end(), number))
    return tuple(found)


def _of_line(text: str, start: int, end: int, number: int) -> Iterator[Furniture]:
    if end - start <= LONGEST:
        kind = _kind(text[start:end])
        if kind:
            yield _furniture(text, start, end, kind)
            return
    if number <= HOW_EARLY and (lead := DATELINE.match(text, start, min(end, start + 120))):
        yield _furniture(text, start, lead.end(), "dateline")
        start = lead.end()
    tail = max(start, end - 90)
    if credit := TRAILING.search(text, tail, end):
        yield _furniture(text, credit.start(), end, "credit")


def _kind(line: str) -> FurnitureKind | None:
    for kind, pattern in LINES:
        if pattern.match(line):
            told = kind in ("plug", "related", "legal") and bool(SPEECH.search(line))
            story = told and not LABEL.match(line)
            return None if story else kind
    return None


def _furniture(text: str, start: int, end: int, kind: FurnitureKind) -> Furniture:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Furniture(Span.of(text, start, start + len(piece.strip())), kind)

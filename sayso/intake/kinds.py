"""What kind of report a text is, and which pages hold no whole one.

Every rule would rather miss than take a real article for something else: publishers mark whole
articles as not free, and set prompts to subscribe below them, so neither skips a page alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.dateline import DATE
from sayso.intake.page import Story
from sayso.model import ReportKind

OPENING_LINES = 4
LONGEST_LINE = 400
NOTE = r"(?:(?:editors?['’]?s?['’]? note|notes? to (?:readers|editors))\s*[:.—–-]\s*)?"
# In this order: a withdrawn update is a withdrawal. Wires write their marks in capitals.
KINDS: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    ("withdrawal", re.compile(
        r"(?:WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION)\s*(?:[:(—–-]|$)|(?i:retraction\s*:)|"
        rf"(?i:{NOTE}(?:this|the) (?:story|article|report)[^.]{{0,60}}"
        r"\b(?:has been|was|is) (?:withdrawn|retracted))")),
    ("correction", re.compile(
        r"CORRECT(?:ED|ION)\s*(?:[:(—–-]|$)|(?i:corrections?(?: and clarifications?)?\s*:)")),
    # “Updated: 12 May 2031” says when, and not that the text is another.
    ("update", re.compile(r"(?:[A-Z]+-)?UPDATE \d+\s*[:—–-]|"
        rf"(?i:updated?\s*:(?!\s*(?:[a-z]{{3,9}},?\s+)?{DATE}))")),
    ("live", re.compile(r"(?i:live(?: updates| blog| coverage)\s*[:—–-])|LIVE\s*:")),
    ("transcript", re.compile(r"(?i:(?:full |rush )?transcript\s*(?:[:|—–-]|$))")),
    ("release", re.compile(
        r"FOR (?:IMMEDIATE )?RELEASE\b|For immediate release\b|EMBARGOED (?:UNTIL|FOR)\b|"
        r"(?:PRESS|NEWS|MEDIA) RELEASE\b|(?i:(?:press|news|media) release\s*(?:[:|—–-]|$))")),
)  # fmt: skip
STUB = 1500
# Only what stands between the reader and the rest; “subscribe to our newsletter” does not.
PROMPT = re.compile(
    r"\b(?:subscribe|register|sign (?:in|up)|log ?in|create (?:a free|an) account)(?: now| today)? "
    r"to (?:continue|keep|finish|go on|carry on) reading\b|"
    r"\bto (?:continue|keep) reading(?: this (?:article|story))?,? "
    r"(?:please |you (?:must|need to) )?(?:subscribe|register|sign|log|create|choose|buy)\b|"
    r"\bsubscribe to (?:read|unlock) (?:this|the (?:full|whole|rest))\b|"
    r"\bthis (?:article|story|content) is (?:only )?(?:available )?(?:exclusively )?"
    r"(?:for|to) (?:our )?(?:paying |registered )?(?:subscribers|members)\b|"
    r"\balready a (?:subscriber|member)\?\s*(?:sign|log)",
    re.IGNORECASE,
)
CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
CUT_OFF_STUB = 600
WALL = 4000
CONSENT = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bcookies?\b", r"\bconsent\b", r"\bpartners\b", r"\bpersonal data\b",
        r"\bprivacy (?:policy|notice|settings)\b", r"\bpersonali[sz]ed (?:ads|advertising|content)",
        r"\blegitimate interest", r"\b(?:store|access) (?:and/or )?(?:access )?information on a",
    )
)  # fmt: skip
CONSENT_BUTTON = re.compile(
    r"\s*(?:i )?(?:accept|agree|reject|allow|refuse)(?: (?:all|and continue|cookies|all cookies))?"
    r"\s*",
    re.IGNORECASE,
)
# A line of so many words is prose; if it is a link, of so many.
PROSE, LINKED_PROSE = 8, 20
BETWEEN_LINKS = re.compile(r"\s+[|·•›»/]\s+")
RIGHTS = re.compile(r"©|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
FEWEST_TEASERS = 6
LONGEST_BLOCK = 400
MOST_PARAGRAPHS = 2
UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})


def with_kind(story: Story) -> Story:
    """The story with the kind its opening lines name, where the page itself named none."""
    if story.about.kind != "article":
        return story
    kind = kind_of(story.text, story.about.title)
    return replace(story, about=replace(story.about, kind=kind))


def kind_of(text: str, title: str | None = None) -> ReportKind:
    """What the headline or one of the first lines says the report is."""
    lines = [line for line in (title, *_opening(text)) if line]
    for kind, mark in KINDS:
        if any(mark.match(line) for line in lines):
            return kind
    return "article"


def check_page(tree: Any, article: bool) -> None:
    """IntakeError where a page asks for consent or lists stories; `article` says whether its
    JSON-LD describes one."""
    if article or _og_type(tree) == "article":
        return
    if _asks_consent(tree):
        raise IntakeError("consent-wall", "the page asks for consent and shows no story")
    if _og_type(tree) == "website" and _lists(tree):
        raise IntakeError("listing", "the page lists stories and tells none")


def check_body(body: str, free: bool | None, links: frozenset[str]) -> None:
    """IntakeError where what was told of a page is a stub or navigation; `free` is what its JSON-LD
    says, None where it says nothing, `links` the words of its links."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    # Without spaces a whole sentence may pass for one word: so both words and characters count.
    if len(body) <= 100 and all(len(line) <= 25 and len(line.split()) <= 3 for line in lines):
        raise IntakeError("no-article", "the page holds nothing but navigation")
    if _leads_elsewhere(lines, links):
        raise IntakeError("no-article", "the page holds nothing but links to others")
    asked = len(body) <= STUB and any(PROMPT.search(line) for line in lines[-3:])
    cut = free is False and len(body) <= CUT_OFF_STUB and CUT_OFF.search(body)
    if asked or cut:
        raise IntakeError("paywall", "the page shows the story's beginning to those who do not pay")


def link_texts(tree: Any) -> frozenset[str]:
    """The words of each link of a page."""
    return frozenset(" ".join(link.text_content().split()) for link in tree.iter("a"))


def _leads_elsewhere(lines: list[str], links: frozenset[str]) -> bool:
    """Whether most of the lines are links and none is prose."""
    pieces = (piece.strip() for line in lines for piece in BETWEEN_LINKS.split(line))
    told = [piece for piece in pieces if len(piece) > 2 and not RIGHTS.search(piece)]
    linked = [line for line in told if line in links]
    prose = any(len(line.split()) >= (LINKED_PROSE if line in links else PROSE) for line in told)
    return not prose and 2 * sum(map(len, linked)) > sum(map(len, told))


def is_free(said: tuple[dict[str, Any], ...]) -> bool | None:
    """What a page's JSON-LD says of whether its article is free to read."""
    told = [str(thing["isAccessibleForFree"]).lower() for thing in said
            if thing.get("isAccessibleForFree") is not None]  # fmt: skip
    return None if not told else told[0] not in {"false", "no", "http://schema.org/false"}


def _opening(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text[: OPENING_LINES * LONGEST_LINE].splitlines())
    for _, line in zip(range(OPENING_LINES), filter(None, lines), strict=False):
        yield line


def _og_type(tree: Any) -> str:
    for meta in tree.iter("meta"):
        if (meta.get("property") or "").lower() == "og:type":
            return (meta.get("content") or "").strip().lower()
    return ""


def _asks_consent(tree: Any) -> bool:
    """Whether a short page has a button to agree and at least three of a consent form's words."""
    words = " ".join(" ".join(_blocks(tree)).split())
    if len(words) > WALL or sum(1 for mark in CONSENT if mark.search(words)) < 3:
        return False
    return any(CONSENT_BUTTON.fullmatch(_label(one)) for one in tree.iter("button", "a", "input"))


def _label(element: Any) -> str:
    words = element.get("value") if element.tag == "input" else element.text_content()
    return " ".join((words or "")[:200].split())


def _lists(tree: Any) -> bool:
    """Whether a page has many headings that lead elsewhere and nowhere a run of prose."""
    return (
        len(_teasers(tree)) >= FEWEST_TEASERS
        and all(len(block) < LONGEST_BLOCK for block in _blocks(tree))
        and all(_paragraphs(parent) <= MOST_PARAGRAPHS for parent in tree.iter())
    )


def _teasers(tree: Any) -> set[str]:
    linked = (
        heading.find(".//a") if heading.find(".//a") is not None else _enclosing_link(heading)
        for heading in tree.iter("h1", "h2", "h3", "h4")
    )
    return {link.get("href") for link in linked if link is not None and link.get("href")}


def _enclosing_link(element: Any) -> Any:
    return next(element.iterancestors("a"), None)


def _paragraphs(parent: Any) -> int:
    return sum(1 for child in parent if child.tag == "p" and len(child.text_content().split()) > 5)


def _blocks(tree: Any) -> Iterator[str]:
    """The words that stand in each element itself, those of its children left out."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in UNSEEN:
            yield " ".join((element.text or "", *(child.tail or "" for child in element))).strip()

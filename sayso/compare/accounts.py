"""What an utterance says, all its renderings taken together, as the checks look at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.compare.model import Days, Passage, Speaker, Told, Utterance
from sayso.compare.opposites import EMPTY, NAMING, NEGATIVE, REJECTING, stem
from sayso.model import Act, Figure, Span

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# The longest run inside quotation marks that is a name for something, not a sentence.
TERM_WORDS = 7
Side = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, the report it stands in, whether it is given as about so much, and the content that
    it stands in, in small letters."""

    figure: Figure
    report: str
    about: bool
    near: str

    @property
    def passage(self) -> Passage:
        return Passage(self.report, self.figure.span)


@dataclass(frozen=True, slots=True)
class Account:
    """An utterance as the checks look at it.

    `words` are its content words by base form with where each first stands; `names` those that are
    written as names; `terms` its short quoted phrases. `says` is 1 where the speaker holds that the
    thing is so, -1 that it is not, 0 where he leaves it open. `who` are the names of its speakers,
    word by word; `named` all names in the sentences around it. `day` is when it was said or told,
    `event` when what it tells of was, by its own words.
    """

    id: str
    lead: Told
    words: Mapping[str, Passage]
    terms: tuple[Passage, ...]
    negations: tuple[Passage, ...]
    rejections: tuple[Passage, ...]
    naming: bool
    figures: tuple[Counted, ...]
    places: frozenset[str]
    event: Days | None
    act: Act
    says: int
    speakers: tuple[Speaker, ...]
    who: frozenset[str]
    named: frozenset[str]
    side: Side | None
    outlet: bool
    day: str | None
    reports: frozenset[str]

    @property
    def passage(self) -> Passage:
        """Where its content begins to be told."""
        return self.lead.passage(self.lead.content[0])


def account(one: Utterance) -> Account:
    """The account that an utterance gives."""
    lead = _lead(one.told)
    return Account(
        id=one.id,
        lead=lead,
        words=_words(one.told),
        terms=tuple(part for told in one.told for part in _terms(told)),
        negations=tuple(_found(one.told, NEGATIVE)),
        rejections=tuple(_found(one.told, REJECTING)),
        naming=any(
            stem(word) in _NAMING for told in one.told for word in (told.verb or "").split()
        ),
        figures=tuple(_figures(one.told)),
        places=frozenset(place.name.casefold() for told in one.told for place in told.places),
        event=_event(one.told),
        act=_act(one.told),
        says=_says(lead),
        speakers=one.speakers,
        who=_who(one),
        named=frozenset(name for told in one.told for name in _names(told.near)),
        side=one.side,
        outlet=lead.voice == "outlet",
        day=one.day,
        reports=frozenset(told.report for told in one.told),
    )


def days_apart(a: str | None, b: str | None) -> int | None:
    """How many days from `a` to `b`; None where one is not known."""
    if not a or not b:
        return None
    try:
        return (date.fromisoformat(b) - date.fromisoformat(a)).days
    except ValueError:
        return None


_NAMING = frozenset(map(stem, NAMING))
ABOUT = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|approximately|close to|nearer|or so|estimated)\b"
)


def _lead(told: Sequence[Told]) -> Told:
    """The rendering that says most, without running on: the one to set beside another's."""
    return max(told, key=lambda one: (min(len(one.text), 240), one.id))


def tokens(spans: Iterable[Span]) -> Iterator[Span]:
    """The words in spans, each as a span of its report."""
    for span in spans:
        for found in WORD.finditer(span.text):
            yield Span(span.start + found.start(), span.start + found.end(), found.group())


def _words(told: Sequence[Told]) -> dict[str, Passage]:
    found: dict[str, Passage] = {}
    for one in told:
        for word in tokens(one.content):
            low = word.text.casefold().replace("’", "'")
            if low not in EMPTY:
                found.setdefault(stem(low), one.passage(word))
    return found


def _names(text: str) -> Iterator[str]:
    """The words of a text that begin with a capital and do not open a sentence."""
    for found in WORD.finditer(text):
        word = found.group()
        if word[0].isupper() and word.casefold() not in EMPTY and _inside(text, found.start()):
            yield stem(word)


def _inside(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \n\"'“”‘’(")
    return bool(before) and before[-1] not in ".!?:;…"


def _terms(told: Told) -> Iterator[Passage]:
    for span in told.quoted:
        if span.text.count(" ") < TERM_WORDS:
            yield told.passage(span)


def _found(told: Sequence[Told], words: frozenset[str]) -> Iterator[Passage]:
    for one in told:
        for word in tokens(one.content):
            if word.text.casefold().replace("’", "'") in words:
                yield one.passage(word)


def _figures(told: Sequence[Told]) -> Iterator[Counted]:
    seen: set[tuple[object, ...]] = set()
    for one in told:
        for figure in one.figures:
            key = (figure.kind, figure.value, figure.low, figure.high, figure.unit, figure.of)
            if key not in seen:
                seen.add(key)
                about = bool(ABOUT.search(_with_lead(one, figure)))
                yield Counted(figure, one.report, about, one.text.casefold())


def _with_lead(told: Told, figure: Figure) -> str:
    """A figure's words with the two or three before them."""
    for span in told.content:
        if span.contains(figure.span):
            first = max(0, figure.span.start - span.start - 16)
            return span.text[first : figure.span.end - span.start].casefold()
    return figure.span.text.casefold()


def _event(told: Sequence[Told]) -> Days | None:
    """The days that the renderings' own words name, from the first to the last."""
    named = [(p.from_[:10], p.to[:10]) for one in told for p in one.times if p.from_ and p.to]
    return Days(min(a for a, _ in named), max(b for _, b in named)) if named else None


def _act(told: Sequence[Told]) -> Act:
    acts = [one.act for one in told]
    return "deny" if "deny" in acts else max(sorted(set(acts)), key=acts.count)


def _says(told: Told) -> int:
    if told.factuality == "U":
        return 0
    return -1 if told.factuality.endswith("-") else 1


def _who(one: Utterance) -> frozenset[str]:
    names = (WORD.findall(speaker.name) for speaker in one.speakers)
    return frozenset(stem(word) for words in names for word in words if word[0].isupper())

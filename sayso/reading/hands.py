"""Hands that no nesting shows: an outlet that was told (“told the weekly Harrow Post”, “as quoted
by”), a document that it stands in (“in a memo seen by”), what a speaker cites (“citing a report”).

Each is a phrase beside a statement's cue, outside its content. The report's own outlet is no hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model import Actor, ActorKind, Hand, Span, Statement
from sayso.reading.names import Described, describe, folded, head
from sayso.reading.sentences import Sentences

OUTLET = (
    r"(?:newspapers?|weekly|daily|magazine|agency|broadcaster|radio|television|tv|channel|station"
    r"|website|portal|journal|paper|tabloid|gazette|news\s+site|newswire|podcast)"
)
DOCUMENT = (
    r"(?:memo(?:randum)?|letter|note|e-?mail|report|brief(?:ing\s+note)?|cable|dispatch|diary|affidavit"
    r"|dossier|document|file|log|minutes|transcript|communication|assessment|bulletin|survey|study"
    r"|protocol|circular|draft|paper|telegram|text\s+message|intercepts?|recording)"
)
WORD = r"(?!(?:in|on|at|with|that|for|from|by|to|of|as|how|and|or)\b)[\w.'’-]+"
# A noun phrase up to what breaks it off.
PHRASE = rf"(?:(?:a|an|the|its|his|her|their|one|local|another)\s+)?(?:{WORD}\s+){{0,5}}?"
END = (
    r"(?=\s*(?:[,.;:–—”\"]|$|\b(?:that|on|in|at|from|by|to|as|about|after|before|how|why|and|of|who"
    r"|which|the|yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b))"
)
TOLD = re.compile(
    rf"\s+(?:to\s+)?(?P<hand>{PHRASE}{OUTLET}(?:\s+(?-i:[A-ZÀ-ÞĀ-Ž])[\w.'’-]*){{0,3}}){END}", re.I
)
QUOTED = re.compile(
    r"\b(?:quoted|cited|reported|carried|published)\s+(?:by|in)\s+"
    rf"(?P<hand>{PHRASE}{OUTLET}(?:\s+(?-i:[A-ZÀ-ÞĀ-Ž])[\w.'’-]*){{0,3}}){END}"
    r"|\b(?:interview|remarks|comments|statements?)\s+(?:with|to|for|on)\s+"
    rf"(?P<talk>{PHRASE}{OUTLET}(?:\s+(?-i:[A-ZÀ-ÞĀ-Ž])[\w.'’-]*){{0,3}}){END}",
    re.I,
)
SEEN = re.compile(
    rf"\bin\s+(?P<hand>(?:an?|the|his|her|their|its|one)\s+(?:{WORD}\s+){{0,3}}?{DOCUMENT}\b"
    r"(?:\s+(?:to|from|of|by|dated)\s+[^,.;:]{1,40}?)?),?\s+(?:that\s+was\s+|which\s+was\s+)?"
    r"(?:seen|obtained|reviewed|read|leaked|examined)\b",
    re.I,
)
CITING = re.compile(
    r"\b(?:citing|quoting|referring\s+to|relying\s+on)\s+(?P<hand>[^,.;:“”\"]{3,60}?)"
    r"(?=\s*(?:[,.;:“”\"]|$|\bthat\b))",
    re.I,
)
# Whose letter it is: what stands in it was written by a person.
_LETTER = (
    r"(?:letters?|notes?|reply|replies|e-?mails?|messages?|memo(?:randum)?|diar(?:y|ies)|text)"
)
LETTER = re.compile(
    rf"(?P<owner>[^,]+?)['’]s?\s+(?:[a-z-]+\s+){{0,2}}?{_LETTER}\b"
    rf"|[^,]*?\b{_LETTER}\s+(?:from|by|signed(?:\s+by)?)\s+(?P<writer>[^,]+)",
    re.I,
)
# Whose hearing is no hand: the outlet itself, and hearers without a name.
OWN = re.compile(r"\b(?:this|our|my|your|us|reporters|journalists)\b", re.I)
ARTICLE = re.compile(r"^(?:an?|the|its|his|her|their|one|another)\s+", re.I)
INDEFINITE = re.compile(r"(?:an?|one|another)\s", re.I)
NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w.'’-]*(?:\s+(?:of\s+)?[A-ZÀ-ÞĀ-Ž][\w.'’-]*)*")
TELLING = re.compile(r"\b(?:tell|tells|told|telling|spoke|speak|speaks|speaking|said|says)\b", re.I)
FARTHEST = 400


@dataclass(frozen=True, slots=True)
class Link:
    """A hand's words, and whether it stands behind the speaker or before."""

    span: Span
    kind: ActorKind
    behind: bool


class Hands:
    """The hands beside the statements of one report, as actors."""

    def __init__(
        self, text: str, sentences: Sentences, publisher: str | None, cast: Sequence[Actor]
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.own = set(folded(publisher or "").split())
        self.cast = list(cast)
        self.writers: dict[str, str] = {}
        # Looked for once, by where they begin: many statements share a sentence.
        self.beside = {pattern: list(pattern.finditer(text)) for pattern in (QUOTED, SEEN, CITING)}

    def written(self, statements: Sequence[Statement]) -> None:
        """Note whose letters the sources are, as the first words for each say."""
        for one in statements:
            match = LETTER.match(one.source.text) if one.source else None
            if not match or len(one.speakers) != 1 or self._kind(one.speakers[0]) != "document":
                continue
            name = next(name for name, words in match.groupdict().items() if words)
            at = one.source.start if one.source else 0
            span = Span.of(self.text, at + match.start(name), at + match.end(name))
            what = describe(span.text)
            if what.reference == "named" and (ref := self._writer(span, what)):
                self.writers.setdefault(one.speakers[0], ref)

    def _kind(self, ref: str) -> ActorKind | None:
        return next((actor.kind for actor in self.cast if actor.ref == ref), None)

    def _writer(self, span: Span, what: Described) -> str | None:
        """The person that a letter's words name, one who speaks in the report or a new one."""
        words = set(folded(what.name).split())
        for actor in self.cast:
            if actor.kind == "person" and not actor.unnamed and words & _last(actor.name):
                return actor.ref
        if what.kind != "person":
            return None
        return self._new(Actor("", what.name, "person", False, mentions=(span,)))

    def of(self, one: Statement, speakers: Sequence[Hand]) -> list[Hand]:
        """A statement's own hands, its speakers among them, outermost first."""
        wrote = [Hand(self.writers[h.ref], h.span) for h in speakers if h.ref in self.writers]
        found = [(link, self._ref(link)) for link in self._links(one)]
        known = {hand.ref for hand in speakers}
        told = [(link, Hand(ref, link.span)) for link, ref in found if ref not in known]
        before = [hand for link, hand in told if not link.behind]
        chain = [*before, *speakers, *wrote, *(hand for link, hand in told if link.behind)]
        return list({hand.ref: hand for hand in chain}.values())

    def _links(self, one: Statement) -> Iterator[Link]:
        if one.voice != "source" or not one.cue or one.act == "decline":
            return
        heard = TOLD.match(self.text, one.cue.end) if TELLING.search(one.cue.text) else None
        yield from self._link(one, heard, "organisation", False)
        if not one.within:
            # What stands beside an inner statement belongs to the outer one.
            yield from self._link(one, self._beside(one, QUOTED), "organisation", False)
            yield from self._link(one, self._beside(one, SEEN), "document", False)
            yield from self._link(one, self._beside(one, CITING), "document", True)

    def _beside(self, one: Statement, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A phrase of the statement's sentence that stands in none of its contents."""
        at = one.cue.start if one.cue else one.content[0].start
        start, end = self.sentences.at(at)
        start, end = max(start, at - FARTHEST), min(end, at + FARTHEST)
        found = self.beside[pattern]
        for match in found[bisect_left(found, start, key=re.Match.start) :]:
            if match.end() > end:
                break
            if not any(p.start < match.end() and match.start() < p.end for p in one.content):
                return match
        return None

    def _link(
        self, one: Statement, match: re.Match[str] | None, kind: ActorKind, behind: bool
    ) -> Iterator[Link]:
        if not match:
            return
        name = next(name for name, words in match.groupdict().items() if words)
        span = Span.of(self.text, *match.span(name))
        words = set(folded(_called(span.text)).split())
        own = OWN.search(span.text) or words <= self.own
        if own or any(span.overlaps(part) for part in one.content):
            return
        # “The radio” is where it was said; “a local paper” and “the weekly Harrow Post” are hands.
        if kind == "document" or INDEFINITE.match(span.text) or NAME.search(span.text):
            yield Link(span, kind, behind)

    def _ref(self, link: Link) -> str:
        """The actor of a hand: one that speaks in the report, or a new one."""
        name = _called(link.span.text)
        for actor in self.cast:
            alike = folded(actor.name) == folded(name)
            if alike or (actor.kind == link.kind == "document" and head(actor.name) == head(name)):
                return actor.ref
        return self._new(Actor("", name, link.kind, False, mentions=(link.span,)))

    def _new(self, actor: Actor) -> str:
        ref = f"a{len(self.cast) + 1}"
        self.cast.append(replace(actor, ref=ref))
        return ref


def _last(name: str) -> set[str]:
    return set(folded(name).split()[-1:])


def _called(words: str) -> str:
    """What a hand is called: its name, else its words without the article."""
    bare = ARTICLE.sub("", words)
    name = NAME.search(bare)
    return (
        name[0] if name and re.search(OUTLET, bare[: name.start()] + bare[name.end() :]) else bare
    )

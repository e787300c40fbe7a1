"""Utterances as boards and questions show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.across import Matter, Relation, Told, Utterance
from sayso.compare.titles import days
from sayso.export.accounts import SURE, VERBS
from sayso.export.markup import dated
from sayso.model import Span
from sayso.overview import AsWritten

FRAGMENT_WORDS = 3
COPY_KINDS = {
    "reprint": "reprints", "partial": "carries passages of", "rewrite": "rewrites",
    "release": "carries the same release as", "version": "is a later state of",
}  # fmt: skip
# The same, told of the earlier of the two.
COPY_KINDS_BACK = {
    "reprint": "is reprinted by", "partial": "has passages that are carried by",
    "rewrite": "is rewritten by", "release": "carries the same release as",
    "version": "is an earlier state of",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """How an utterance stands to another, in words, with the machine's reasons."""

    words: str
    number: int
    other: str
    unsure: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """An utterance as one outlet has it."""

    told: Told
    as_written: AsWritten
    runs: tuple[tuple[Span, bool], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An utterance as a board shows it; `number` is its place in the question."""

    number: int
    utterance: Utterance
    who: str
    main: Rendering
    renderings: tuple[Rendering, ...]
    outlets: int
    when: str
    marks: tuple[str, ...]
    ties: tuple[Tie, ...]


def cards(matter: Matter, told: Mapping[str, AsWritten]) -> dict[str, Card]:
    """The cards of a question by the ids of utterances, in its order."""
    numbers = {one.id: number for number, one in enumerate(matter.utterances, 1)}
    # A relation may be of two renderings: it is shown at what they render.
    home = {key: one.id for one in matter.utterances for key in (one.id, *one.renderings)}
    ties: dict[str, list[Tie]] = defaultdict(list)
    for relation in matter.relations:
        a, b = home.get(relation.a), home.get(relation.b)
        if a and b:
            ties[a].append(_tie(relation, numbers[b], b, VERBS[relation.kind]))
            if a != b:
                ties[b].append(_tie(relation, numbers[a], a, BACK[relation.kind]))
    return {
        one.id: _card(numbers[one.id], one, tuple(ties[one.id]), told) for one in matter.utterances
    }


# The same seen from the other of the two.
BACK = VERBS | {
    "denies": "is denied by",
    "revises": "is revised by",
    "develops": "tells of an earlier time than",
    "paraphrase-differs": "is quoted otherwise than it is told by",
}
NOWHERE = AsWritten(None, None, False)


def _tie(relation: Relation, number: int, other: str, words: str) -> Tie:
    reasons = tuple(
        reason.text + "".join(f" “{passage.span.text}”" for passage in reason.spans)
        for reason in relation.reasons
    )
    return Tie(words, number, other, relation.score < SURE, reasons)


def _card(
    number: int, one: Utterance, ties: tuple[Tie, ...], told: Mapping[str, AsWritten]
) -> Card:
    renderings = tuple(_rendering(each, told) for each in one.told)
    outlets = {each.outlet or each.report for each in one.told}
    # What shows most of the speaker's own words is shown first.
    main = max(renderings, key=lambda r: sum(len(span.text) for span, own in r.runs if own))
    who = who_of(one)
    marks = tuple(_marks(one, renderings))
    return Card(number, one, who, main, renderings, len(outlets), _when(one, main), marks, ties)


def who_of(one: Utterance) -> str:
    """Who said something, in a line."""
    if names := ", ".join(who.name for who in one.speakers):
        return names
    if one.told[0].voice == "outlet":
        return one.told[0].outlet or "the outlet itself"
    return "nobody named"


def _rendering(told: Told, as_written: Mapping[str, AsWritten]) -> Rendering:
    runs = [(span, True) for span in told.quoted] + [(span, False) for span in told.reported]
    shown = sorted(runs) or [(span, False) for span in told.content]
    return Rendering(told, as_written.get(told.id, NOWHERE), tuple(shown))


def _when(one: Utterance, main: Rendering) -> str:
    if one.said:
        words = f"“{main.as_written.said}”, " if main.as_written.said else ""
        return f"said {words}{days(one.said)}"
    return f"told {dated(one.day)}" if one.day else "no date"


def _marks(one: Utterance, renderings: Sequence[Rendering]) -> Iterator[str]:
    acts = {each.act for each in one.told}
    if acts == {"decline"}:
        yield "no comment"
    elif "deny" in acts:
        yield "a denial"
    if any(each.hedges for each in one.told):
        yield "hedged"
    quoted = [span for each in one.told for span in each.quoted]
    if quoted and all(len(span.text.split()) <= FRAGMENT_WORDS for span in quoted):
        yield "only a few words are quoted"
    for language in sorted({each.language or "en" for each in one.told} - {"en"}):
        yield f"from a report in another language ({language})"
    if any(each.as_written.checked for each in renderings):
        yield "checked by a person"

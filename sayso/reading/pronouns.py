"""Whom a pronoun means: the leading one of those spoken of before it, or nobody for sure.

Salience after Lappin and Leass (1994): recency, standing first in a sentence, having spoken last;
besides, whether the pronoun stands in somebody's own words, and what is known of gender.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model import ActorKind
from sayso.reading import lexicon as lx
from sayso.reading.cast import Cast, Draft
from sayso.reading.quotes import Run

# How many sentences back a pronoun may reach, and by how much the best antecedent must lead.
REACH = 4
LEAD = 0.9
FEWEST = 0.35
# What it is worth to stand first in a sentence, before a verb, and what it costs to follow a
# preposition.
LEADS, AS_SUBJECT, AS_OBLIQUE = 0.4, 0.5, 0.45
SUBJECT = re.compile(
    r",? (?:who )?(?:[a-z]+ly )?(?:was|is|had|has|were|would|will|can|could|did|does|may|might|must"
    r"|said|told|put|took|gave|made|went|came|saw|knew|wrote|spoke|held|won|lost|left|[a-z]{3,}(?:ed|s))\b"
)
OBLIQUE = re.compile(r"\b(?:of|by|with|to|from|for|at|in|on|against|between|and) (?:the )?$")
MANY: tuple[ActorKind, ...] = ("group", "organisation", "state")
THING: tuple[ActorKind, ...] = ("organisation", "document", "state", "unknown")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands: its offset, the speaker of the statement whose content it stands in,
    and whether in that one's quoted words."""

    start: int
    holder: Draft | None = None
    quoted: bool = False


@dataclass(slots=True)
class Salience:
    """What has been spoken of, by place, and who spoke: to resolve against."""

    cast: Cast
    quoted: Sequence[Run]
    timeline: list[tuple[int, int]] = field(default_factory=list)
    spoken: list[tuple[int, Draft]] = field(default_factory=list)

    def note(self) -> None:
        """Take the timeline anew from the mentions of all drafts."""
        self.timeline = sorted(
            (mention.start, draft.number)
            for draft in self.cast.drafts
            for mention in draft.mentions
        )

    def spoke(self, offset: int, draft: Draft, depth: int) -> None:
        """Note who spoke where; what is said inside somebody's words is no speaking of its own."""
        if depth == 0:
            insort(self.spoken, (offset, draft), key=lambda pair: pair[0])

    def in_quotes(self, offset: int) -> bool:
        at = bisect_left(self.quoted, offset + 1, key=lambda run: run.start) - 1
        return at >= 0 and self.quoted[at].end > offset

    def latest(self, offset: int) -> tuple[int, Draft] | None:
        """Who spoke last before an offset, and where."""
        at = bisect_left(self.spoken, offset, key=lambda pair: pair[0])
        return self.spoken[at - 1] if at else None

    def before(self, offset: int) -> list[Draft]:
        """Those spoken of in the last few sentences before an offset, each once."""
        numbers = self.cast.sentences
        first = numbers.starts[max(0, numbers.number(offset) - REACH)]
        low, high = (bisect_left(self.timeline, (at, -1)) for at in (first, offset))
        found = dict.fromkeys(number for _, number in reversed(self.timeline[low:high]))
        return [self.cast.drafts[number] for number in found]


def antecedents(salience: Salience, place: Place, word: str) -> list[Draft]:
    """Whom a pronoun means: one draft; several, the likeliest first, where it stays open; none."""
    word = word.lower()
    if word in lx.PRONOUNS_MALE | lx.PRONOUNS_FEMALE:
        male = word in lx.PRONOUNS_MALE
        scored = [
            (_of_person(salience, place, draft, male), draft)
            for draft in salience.before(place.start)
            if draft.kind in ("person", "unknown") and draft.male in (None, male)
        ]
        return _leading(scored)
    kinds = MANY if word in lx.PRONOUNS_MANY else THING
    scored = [
        (_of_thing(salience, place, draft, word), draft)
        for draft in salience.before(place.start)
        if draft.kind in kinds and _number_fits(draft, word)
    ]
    found = _leading(scored)
    unsure = word in lx.PRONOUNS_MANY and not any(_spoke_last(salience, place, d) for d in found)
    return found if not unsure or len(found) != 1 or found[0].kind == "group" else []


def _number_fits(draft: Draft, word: str) -> bool:
    return word in lx.PRONOUNS_MANY or draft.kind != "group"


def _of_person(salience: Salience, place: Place, draft: Draft, male: bool) -> float:
    score = _recency(salience, place, draft)
    score += 0.5 * (draft.male is not None) + 0.3 * _sounds(draft, male)
    score += _as_speaker(salience, place, draft)
    if draft is place.holder:
        score += -2.0 if place.quoted else 1.5
    if not draft.named:
        score -= 0.2
    return score - 0.6 * (draft.kind == "unknown")


def _of_thing(salience: Salience, place: Place, draft: Draft, word: str) -> float:
    score = _recency(salience, place, draft) + _as_speaker(salience, place, draft)
    if draft is place.holder:
        score += -2.0 if place.quoted else 1.5
    if word in lx.PRONOUNS_MANY:
        score += 0.5 * (draft.kind == "group") - 0.5 * (draft.kind == "state")
    return score - 0.4


def _recency(salience: Salience, place: Place, draft: Draft) -> float:
    """What the place of the last mention is worth."""
    cast, last = salience.cast, draft.last_before(place.start)
    score = 1 / (1 + cast.distance(last, place.start))
    first, _ = cast.sentences.at(last)
    score += LEADS * (last - first < 40)
    mention = draft.mention_at(last)
    if SUBJECT.match(cast.text, mention.end):
        score += AS_SUBJECT
    if OBLIQUE.search(cast.text, max(0, last - 12), last):
        score -= AS_OBLIQUE
    if salience.in_quotes(last) and not salience.in_quotes(place.start):
        score -= 0.7
    return score


def _as_speaker(salience: Salience, place: Place, draft: Draft) -> float:
    return 1.0 if _spoke_last(salience, place, draft) else 0.0


def _spoke_last(salience: Salience, place: Place, draft: Draft) -> bool:
    latest = salience.latest(place.start)
    near = latest and salience.cast.distance(latest[0], place.start) <= 3
    return bool(near and latest and latest[1] is draft)


def _sounds(draft: Draft, male: bool) -> int:
    """What the ending of a first name hints at, where nothing tells."""
    if draft.male is not None or not draft.named or len(draft.words) < 2:
        return 0
    female = draft.words[0].endswith(("a", "ia", "ine", "ette"))
    return (-1 if male else 1) if female else (1 if male else 0)


def _leading(scored: list[tuple[float, Draft]]) -> list[Draft]:
    ranked = sorted(scored, key=lambda pair: -pair[0])
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD:
        return [draft for _, draft in ranked[:4]]
    return [draft for score, draft in ranked[:1] if score >= FEWEST]

"""Relations that speakers tell of themselves: that they take back, or put right, what they said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.compare.accounts import Account, days_apart
from sayso.compare.checks import same_speaker
from sayso.compare.model import Passage, Reason, Relation
from sayso.compare.relating import Scene
from sayso.model import Span

# 4 in 7 on the train stories, statements as labelled, none of 1 on dev.
RETRACTS = 0.5
OWN = r"(?:my|his|her|our|their)"
RETRACTION = re.compile(
    rf"\bcorrect(?:s|ed|ing)? (?:(?:my|him|her|our|them)sel(?:f|ves)|{OWN} (?:\w+ )?(?:words?"
    r"|statements?|figures?|accounts?|remarks?))\b"
    r"|\bmisspoken?\b|\bmisunderstood\b|\b(?:was|were|been) (?:wrong|mistaken)\b"
    r"|\bt(?:ook|akes?|aken|aking) (?:(?:it|that|this|them) back\b|back (?:what|part|that|my|his"
    r"|her|their|the (?:claims?|words?|accusations?|remarks?|charges?|statements?))\b)"
    rf"|\bwithdr(?:aw|ew|awn) (?:{OWN}|the|that) (?:words?|claims?|remarks?|statements?)\b"
    r"|\bno longer (?:say|claim|believe|think|hold|insist|call|maintain)s?\b"
    r"|\b(?:from|on) first reports\b|\b(?:he|she|I|they|we) (?:had )?meant\b"
    r"|\bcannot (?:swear|vouch)\b|\bspoken? too (?:soon|early)\b|\bbacktrack\w*\b|\bretract\w*\b",
    re.IGNORECASE,
)


def retractions(scene: Scene) -> Iterator[Relation]:
    """Each account that says it puts right what its speaker said, with what he said before on a day
    that came earlier and means most nearly the same; none where there is no such."""
    for number, one in enumerate(scene.accounts):
        if one.outlet or not one.speakers or not (words := _taken_back(one)):
            continue
        earlier = [
            (float(scene.meaning[number, place]), other.id)
            for place, other in enumerate(scene.accounts)
            if other.says and same_speaker(one, other) and (days_apart(other.day, one.day) or 0) > 0
        ]
        if earlier:
            reason = Reason("retracts", "the speaker puts right what he said", (words,))
            yield Relation("revises", one.id, max(earlier)[1], RETRACTS, (reason,))


def _taken_back(one: Account) -> Passage | None:
    """The first words of an account, or of its verb, that tell of a retraction, where its content
    has them; else the beginning of the content."""
    for part in one.lead.content:
        if found := RETRACTION.search(part.text):
            start = part.start + found.start()
            return one.lead.passage(Span(start, start + len(found[0]), found[0]))
    return one.passage if RETRACTION.search(one.lead.verb or "") else None

"""How what is told lies to a place that is named: “2 km from”, “north of”, “between”, “near”. The
place stays the named one; how near it tells where is widened."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Place, Span
from sayso.reading import numbers
from sayso.reading.places.resolving import apart

UNITS = {"km": 1.0, "kilomet": 1.0, "mile": 1.609, "mi": 1.609, "met": 0.001, "m": 0.001}
SIDE = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?"
WORD = "|".join((*numbers.TEENS, *numbers.TENS, *numbers.DIGITS, "hundred", "dozen"))
AMOUNT = rf"(?:\d+(?:[.,]\d+)?|(?:a |an )?(?:{WORD})(?:[- ](?:{WORD}))?|an?)"
# What stands right before a name.
DISTANCE = re.compile(
    rf"\b({AMOUNT})[ -]?(km|kilomet(?:re|er)s?|miles?|mi|met(?:re|er)s?|m)\b\.?"
    rf"(?: to the)?(?: {SIDE})?(?: of| from| outside| off| away from| beyond)(?: the)?[ ]$",
    re.I,
)
TOWARDS = re.compile(rf"\b{SIDE} of(?: the)?[ ]$", re.I)
BESIDE = re.compile(
    r"\b(?:near|outside|around|close to|on the outskirts of|in the suburbs of|on the approaches to"
    r"|in the vicinity of|just off|not far from)(?: the)?[ ]$",
    re.I,
)
BETWEEN = re.compile(r"\bbetween(?: the)?[ ]$", re.I)
AND = re.compile(r"[ ]and(?: the)?[ ]")
# How far off what is told may lie, in km, where no number says so.
TOWARDS_KM, BESIDE_KM = 30.0, 15.0
KNOWN = ((DISTANCE, None), (TOWARDS, TOWARDS_KM), (BESIDE, BESIDE_KM), (BETWEEN, 0.0))
# A name after none of these has no relation.
ENDINGS = tuple(
    word + " " for word in "of from the near outside off around to beyond between on".split()
)
# So many characters before a name are looked at.
REACH = 60


def between(text: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """Places in the order of the text; two that something lies between know it, and are as precise
    as they are apart."""
    found = list(places)
    for number, (one, other) in enumerate(itertools.pairwise(places)):
        pair = one.relation and BETWEEN.match(one.relation.text + " ")
        if pair and AND.fullmatch(text, one.span.end, other.span.start):
            found[number : number + 2] = _between(one, other)
    return tuple(found)


def related(text: str, place: Place) -> Place:
    """The place with the words right before it that say how what is told lies to it, and with the
    precision that leaves."""
    begin = place.span.start
    head = text[max(0, begin - REACH) : begin]
    if not head.endswith(ENDINGS):
        return place
    for pattern, far in KNOWN:
        match = pattern.search(head)
        if match:
            far = far if far is not None else _km(match[1], match[2])
            return _with(text, place, match, far) if far is not None else place
    return place


def _with(text: str, place: Place, match: re.Match[str], far: float) -> Place:
    begin = place.span.start - (match.end() - match.start())
    words = match[0].rstrip()
    relation = Span.of(text, begin, begin + len(words))
    if place.precision_km is None:
        return replace(place, relation=relation)
    return replace(place, relation=relation, precision_km=round(place.precision_km + far, 1))


def _km(amount: str, unit: str) -> float | None:
    """How many km an amount of a unit is; None where the amount is no number."""
    number = numbers.number_at(numbers.lowered(amount), 0)
    value = (number.value if number.value is not None else number.low) if number else None
    if value is None:
        return None
    low = unit.lower()
    return value * next(km for start, km in UNITS.items() if low.startswith(start))


def _between(one: Place, other: Place) -> list[Place]:
    """Two places that something lies between, each as precise as they are apart."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return [one, replace(other, relation=one.relation)]
    far = round(apart((one.lat, one.lon), (other.lat, other.lon)), 1)
    return [
        replace(one, precision_km=max(far, one.precision_km or 0.0)),
        replace(other, relation=one.relation, precision_km=max(far, other.precision_km or 0.0)),
    ]

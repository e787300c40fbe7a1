"""Which place a name means: by the place it is said to lie in, by the countries and regions the
text speaks of, by what else it names nearby, by people, and by what kind of place is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reading.places import gazetteer as gz
from sayso.reading.places.gazetteer import Entry, Gazetteer
from sayso.reading.places.naming import CAPITAL, POSSESSIVE, SMALL, Called, abbreviation, ways

Floats = NDArray[np.float64]
Offsets = tuple[int, int]

# What may stand between a place and what it lies in: “Paris, Texas”, “Paris (Ky.)”, “Paris in
# northern Texas”.
PARTNER = re.compile(
    rf"\s?(?:,\s|\(|\sin\s|\sof\s)(?:the\s)?(?:(?:state|province|region|county)\sof\s)?"
    rf"(?:[a-z]+ern\s|[a-z]*(?:north|south|east|west)\s|central\s)?"
    rf"({CAPITAL}(?:[ ](?:{SMALL}[ ])?{CAPITAL}){{0,3}}\.?)"
)
WIDE = frozenset((gz.COUNTRY, gz.REGION, gz.COUNTY, gz.AREA, gz.ISLAND))
# So many places of a name are weighed, and so many names together.
PLACES_A_NAME, NAMES_TOGETHER = 40, 60


@dataclass(frozen=True, slots=True)
class Weights:
    """What each reason counts for; tuned on two public sets (docs/places.md)."""

    people: float = 1.0
    other_name: float = 1.5
    lies_in: float = 6.0
    level: float = 5.0
    same_country: float = 0.9
    same_region: float = 1.2
    near: float = 3.2
    rounds: int = 3


KIND_WEIGHTS = {
    gz.TOWN: 0.0, gz.COUNTRY: 3.5, gz.REGION: 0.5, gz.COUNTY: -2.0, gz.AREA: 0.5, gz.WATER: 1.0,
    gz.ISLAND: 0.5, gz.MOUNTAIN: 0.0, gz.CONTINENT: 2.0, gz.SITE: 0.5, gz.DISTRICT: 0.5,
    gz.CAPITAL: 1.5,
}  # fmt: skip
DEFAULT = Weights()
NEAR_KM, FAR_KM = 60.0, 250.0
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: how it is looked up, the rows of what it is said to lie in, its places,
    and how often it stands there."""

    called: Called
    partner: tuple[int, ...]
    entries: tuple[Entry, ...]
    times: int = 1


def called(
    gazetteer: Gazetteer, text: str, spans: Sequence[Offsets]
) -> list[tuple[Called, tuple[Entry, ...]]]:
    """For each name, the first way to look it up that is known, and the places found; none where
    it is not known."""
    options = [ways(text[a:b], abbreviation(text, a, b)) for a, b in spans]
    known = gazetteer.known(way.key for own in options for way in own)
    found = []
    for own in options:
        way = next((w for w in own if w.key in known), None)
        found.append((way or own[0], known[way.key].entries if way else ()))
    return found


def partners(gazetteer: Gazetteer, text: str, spans: Sequence[Offsets]) -> list[tuple[Entry, ...]]:
    """For each span, the wide places that it is said to lie in; none where it is not said."""
    options: list[list[str]] = []
    for _, end in spans:
        match = PARTNER.match(text, end, end + 80)
        options.append(_shortened(match[1]) if match else [])
    known = gazetteer.known(key for own in options for key in own)
    found = []
    for own in options:
        key = next((k for k in own if k in known), None)
        places = known[key].entries if key else ()
        found.append(tuple(place for place in places if place.kind in WIDE))
    return found


def _shortened(name: str) -> list[str]:
    """The keys of a run of words, and of it without its last words."""
    keys = []
    words = name.split(" ")
    for last in range(len(words), 0, -1):
        own = POSSESSIVE.sub("", " ".join(words[:last]))
        if gz.is_short(own):
            keys.append(gz.exact(own))
            keys.append(gz.exact(own.rstrip(".")))
        keys.append(gz.folded(own))
    return keys


def chosen(names: Sequence[Name], weights: Weights = DEFAULT) -> list[tuple[Entry, float] | None]:
    """For each name the place it means, with its chance; None where it has no place."""
    found: list[tuple[Entry, float] | None] = []
    for first in range(0, len(names), NAMES_TOGETHER):
        found.extend(_together(names[first : first + NAMES_TOGETHER], weights))
    return found


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How many km two points (latitude, longitude) lie apart."""
    a, b = np.radians(one), np.radians(other)
    straight = np.sin(a[0]) * np.sin(b[0]) + np.cos(a[0]) * np.cos(b[0]) * np.cos(a[1] - b[1])
    return float(EARTH_KM * np.arccos(np.clip(straight, -1, 1)))


def _together(names: Sequence[Name], weights: Weights) -> list[tuple[Entry, float] | None]:
    own = [_weighed(name, weights) for name in names]
    entries = [entry for options in own for entry, _ in options]
    if not entries:
        return [None] * len(names)
    start = np.array([score for options in own for _, score in options])
    owner = np.repeat(np.arange(len(names)), [len(options) for options in own])
    ties = _ties(entries, weights)
    ties[owner[:, None] == owner[None, :]] = 0
    times = np.sqrt([name.times for name in names])
    chance = _chances(start, owner, len(names))
    for _ in range(weights.rounds):
        support = ties * (chance * times[owner])[None, :]
        chance = _chances(start + _saturated(support, owner), owner, len(names))
    return _best(entries, chance, [len(options) for options in own])


def _weighed(name: Name, weights: Weights) -> list[tuple[Entry, float]]:
    """The places of a name with what speaks for each by itself."""
    scored = [(entry, _alone(name, entry, weights)) for entry in name.entries]
    scored.sort(key=lambda pair: (-pair[1], pair[0].number))
    return scored[:PLACES_A_NAME]


def _alone(name: Name, entry: Entry, weights: Weights) -> float:
    score = weights.people * float(np.log10(entry.population + 300)) + KIND_WEIGHTS[entry.kind]
    if not entry.main:
        score -= weights.other_name
    if name.called.level is not None and _fits(entry.kind, name.called.level):
        score += weights.level
    if name.partner and not set(name.partner).isdisjoint(entry.above):
        score += weights.lies_in
    return score


def _fits(kind: int, level: int) -> bool:
    towns = (gz.TOWN, gz.CAPITAL, gz.DISTRICT)
    return kind == level or (kind in towns and level in towns)


def _ties(entries: Sequence[Entry], weights: Weights) -> Floats:
    """How strongly each place speaks for each other one."""
    lat, lon = np.radians([e.lat for e in entries]), np.radians([e.lon for e in entries])
    point = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    apart = EARTH_KM * np.arccos(np.clip(point.T @ point, -1, 1))
    above = [(e.number, *e.above) for e in entries]
    country = np.array([rows[-1] for rows in above])
    region = np.array([rows[-2] if len(rows) > 1 else -1 - n for n, rows in enumerate(above)])
    ties = weights.same_country * (country[:, None] == country[None, :])
    ties = ties + weights.same_region * (region[:, None] == region[None, :])
    close = 0.7 * np.exp(-apart / NEAR_KM) + 0.3 * np.exp(-apart / FAR_KM)
    result: Floats = ties + weights.near * close
    return result


def _saturated(support: Floats, owner: NDArray[np.intp]) -> Floats:
    """What all other names give a place: the first counts most."""
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    by_name = np.add.reduceat(support, starts, axis=1)
    by_name.sort(axis=1)
    shares = 0.6 ** np.arange(by_name.shape[1])
    result: Floats = by_name[:, ::-1] @ shares
    return result


def _chances(score: Floats, owner: NDArray[np.intp], count: int) -> Floats:
    """Scores made chances among each name's places."""
    highest = np.full(count, -np.inf)
    np.maximum.at(highest, owner, score)
    raised = np.exp(score - highest[owner])
    total = np.bincount(owner, raised, count)
    result: Floats = raised / total[owner]
    return result


def _best(
    entries: Sequence[Entry], chance: Floats, counts: Sequence[int]
) -> list[tuple[Entry, float] | None]:
    found: list[tuple[Entry, float] | None] = []
    at = 0
    for count in counts:
        if count:
            best = at + int(np.argmax(chance[at : at + count]))
            found.append((entries[best], float(chance[best])))
        else:
            found.append(None)
        at += count
    return found

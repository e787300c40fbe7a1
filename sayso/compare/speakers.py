"""Whether two reports mean one speaker, however they spell him."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from sayso.compare.model import Speaker, Told
from sayso.compare.terms import EMPTY, WORD, folded
from sayso.reading.offices import UNNAMED

Stand = Literal["same", "persons", "side", "opposed", "outlet", "unknown", "other"]
# Last names of people spelt alike to this degree are taken for one name in two alphabets.
SPELT_ALIKE = 72
SHORTEST_NAME = 4
BODIES = frozenset(
    "ministry department office agency service army forces police government council union group"
    " company commission committee party front court hospital mission spokesman spokeswoman"
    " spokesperson statement report note memo letter officials official defence defense interior"
    " foreign health".split()
)


def stand(a: Told, b: Told) -> Stand:
    """How the speakers of two statements stand to each other; `persons` are two by their names."""
    if not a.speakers or not b.speakers:
        return "outlet" if a.voice == b.voice == "outlet" else "unknown"
    if any(same(x, y) for x in a.speakers for y in b.speakers):
        return "same"
    if all(one.kind == "person" and not one.unnamed for one in (*a.speakers, *b.speakers)):
        return "persons"
    if a.side and b.side and (apart := across(a.side, b.side)) is not None:
        return "opposed" if apart else "side"
    return "other"


def across(a: tuple[str, ...], b: tuple[str, ...]) -> bool | None:
    """Whether two sides are of two camps; None where one report names its camp and the other calls
    it “the government” or “the rebels”, which may be the same."""
    if a[0] == b[0]:
        return False
    return None if {a[0], b[0]} & UNNAMED else True


def same(a: Speaker, b: Speaker) -> bool:
    """Whether two names are one's: by the ledger's number, else by how they are spelt."""
    if a.actor_id is not None and a.actor_id == b.actor_id:
        return True
    return _same_name(a.name, b.name, a.kind == b.kind == "person")


@lru_cache(maxsize=100_000)
def _same_name(a: str, b: str, persons: bool) -> bool:
    mine, theirs = _words(a), _words(b)
    if not mine or not theirs:
        return a.casefold() == b.casefold()
    if mine == theirs or _initials(a, b) or _initials(b, a):
        return True
    if persons or (len(mine) == len(theirs) == 1):
        last = mine[-1], theirs[-1]
        if min(map(len, last)) < SHORTEST_NAME:
            return last[0] == last[1]
        return ratio(*last) >= SPELT_ALIKE and _first_agree(mine, theirs)
    own = (set(mine) & set(theirs)) - BODIES
    return bool(own) and set(mine) - BODIES == set(theirs) - BODIES


def _first_agree(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether first names, where both are given, begin alike: brothers are not one man."""
    if len(mine) < 2 or len(theirs) < 2:
        return True
    first = mine[-2], theirs[-2]
    short = min(map(len, first)) <= 2
    return first[0][0] == first[1][0] and (short or ratio(*first) >= 60)


def _initials(long: str, short: str) -> bool:
    """Whether one name is the other's first letters."""
    return len(short) > 1 and _letters(long) == short


@lru_cache(maxsize=50_000)
def _letters(name: str) -> str:
    """The first letters of a name's words."""
    return "".join(word[0] for word in WORD.findall(name) if folded(word) not in EMPTY).upper()


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for found in WORD.findall(name) if (word := folded(found)) not in EMPTY)

"""Whether two accounts give a figure for one quantity, and whether the figures can both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.compare.accounts import Account, Counted
from sayso.compare.opposites import EMPTY, stem

How = Literal["same", "compatible", "other"]
# What “about” may be off by, and how near two counts of one thing are the same.
ABOUT = 0.15
# Kinds that say themselves what is counted.
TOLL = frozenset({"killed", "wounded", "casualties", "missing", "captured", "displaced"})
# Words of what is counted that tell no two quantities apart.
GENERAL = frozenset(
    map(
        stem,
        "people person persons men others more total toll number figure dead deaths death killed"
        " wounded injured victims bodies hurt casualties missing displaced captured fallen".split(),
    )
)
# Words near a figure that tell a part of things from all, and one place of counting from another.
PARTS = re.compile(
    r"\b(?:alone|of wh(?:ich|om)|confirmed|identified|registered|extends|hospitals?|wards?|clinics?"
    r"|morgues?|medics|treated|admitted|brought|seen|patients?|districts?|villages?|provinces?"
    r"|regions?|platoon|battalion|brigade|buildings?|ministry|military|civilians?|soldiers|officers"
    r"|women|children)\b"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a figure of one account stands to a figure of another for the same quantity. `exact` is 1
    where the words for what is counted are the same, less where one has more of them."""

    how: How
    here: Counted
    there: Counted
    exact: float


def standing(a: Account, b: Account) -> Standing | None:
    """How the figures of two accounts stand where both have one for the same quantity: the same
    before others; None where there is none."""
    found = list(_standings(a, b)) if a.figures and b.figures else []
    order = ("same", "compatible", "other")
    return min(found, key=lambda one: (order.index(one.how), -one.exact), default=None)


def _standings(a: Account, b: Account) -> Iterator[Standing]:
    for here in _wholes(a):
        for there in _wholes(b):
            how, exact = stands(here, there), one_quantity(here, there)
            one_toll = here.figure.kind == there.figure.kind and here.figure.kind in TOLL
            if exact or (how == "same" and one_toll):
                yield Standing(how, here, there, exact)


def _wholes(one: Account) -> list[Counted]:
    """The figures of an account, of each quantity the greatest: others are parts of it."""
    found: dict[tuple[object, ...], Counted] = {}
    for each in one.figures:
        key = each.figure.kind, scope(each), _unit(each)
        if key not in found or middle(each) > middle(found[key]):
            found[key] = each
    return list(found.values())


def one_quantity(a: Counted, b: Counted) -> float:
    """How surely two figures are of one quantity, from 0 to 1: by kind and what is counted."""
    if a.figure.kind != b.figure.kind or _unit(a) != _unit(b):
        return 0.0
    mine, theirs = scope(a), scope(b)
    if mine == theirs:
        return 1.0 if mine or a.figure.kind in TOLL else 0.0
    shared = len(mine & theirs) / len(mine | theirs)
    return shared if shared >= 0.5 else 0.0


def stands(a: Counted, b: Counted) -> How:
    """Whether two figures of one quantity are the same, leave room for each other, or do not."""
    if a.figure.value is not None and a.figure.value == b.figure.value:
        return "same"
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    return "compatible" if low <= other_high and other_low <= high else "other"


def bounds(one: Counted) -> tuple[float, float]:
    """The least and the most that a figure's words allow."""
    figure = one.figure
    if figure.value is not None and figure.low is None and figure.high is None:
        room = abs(figure.value) * ABOUT if one.about else 0.0
        return figure.value - room, figure.value + room
    # “Scores”, “dozens” leave room below, too.
    low = figure.low * (1 - ABOUT) if figure.low is not None else float("-inf")
    return low, figure.high if figure.high is not None else float("inf")


def middle(one: Counted) -> float:
    """The number that a figure is nearest to."""
    figure = one.figure
    return next((v for v in (figure.value, figure.low, figure.high) if v is not None), 0.0)


def scope(one: Counted) -> frozenset[str]:
    """The words that say what is counted, by base form, without those that tell nothing apart; of a
    toll its unit does, too, of other things only more than the unit."""
    unit, of = (
        frozenset(stem(word) for word in (words or "").casefold().split() if word not in EMPTY)
        for words in (one.figure.unit, one.figure.of)
    )
    narrowed = frozenset(stem(word) for word in PARTS.findall(one.near))
    told = of | unit if one.figure.kind in TOLL else of if of - unit - GENERAL else frozenset()
    return (told - GENERAL) | narrowed if told - GENERAL or one.figure.kind in TOLL else told


def _unit(one: Counted) -> str | None:
    """What a share, a sum, a stretch is measured in; of things that are counted, nothing."""
    if one.figure.kind in ("share", "money", "distance", "area", "duration"):
        return stem((one.figure.unit or "").casefold())
    return None

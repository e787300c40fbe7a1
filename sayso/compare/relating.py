"""Pairs of accounts → what may relate them: candidates with the signs that a score is summed from.

A sign is a number of the pair, about nought to one. Which kinds a pair may be related by is decided
by plain checks; how likely each is, by the weights of `compare.relations`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.compare.accounts import Account, account, days_apart
from sayso.compare.checks import same_speaker
from sayso.compare.model import RelationKind, Told, Utterance
from sayso.compare.opposites import opposed
from sayso.compare.quantities import Standing, standing
from sayso.compare.sheets import Floats

SIGNS = (
    "meaning", "nearest", "held", "words", "one report", "beside", "crossed", "one side", "outlet",
    "same speaker", "names", "names back", "rejects", "denies", "opposite", "nested", "cover",
    "opposed", "days", "later", "other figure", "same figure", "exact scope", "asserted",
    "few words", "terms", "naming", "unsure", "told often", "hears of it", "other event",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """That `a` may stand so to `b`, and the signs of it, in the order of `SIGNS`."""

    kind: RelationKind
    a: Account
    b: Account
    signs: tuple[float, ...]
    quantity: Standing | None

    @property
    def nested(self) -> bool:
        """Whether `b` stands within `a`."""
        return self.signs[SIGNS.index("nested")] > 0


class Scene:
    """The utterances of one story with what is common to them."""

    def __init__(self, said: Sequence[Utterance], meanings: Floats) -> None:
        """From utterances and a vector for each."""
        self.accounts = [account(one) for one in said]
        counts = Counter(word for one in self.accounts for word in one.words)
        self.rarity = {word: math.log(len(said) / count) for word, count in counts.items()}
        # What all of a story is about tells nothing of two of its statements.
        apart = meanings - meanings.mean(axis=0)
        apart /= np.maximum(1e-6, np.linalg.norm(apart, axis=1, keepdims=True))
        self.meaning = apart @ apart.T
        self.rank = (-self.meaning).argsort(axis=1).argsort(axis=1)
        self.weights = [self._weight(one.words) for one in self.accounts]
        self.count = [len(one.told) for one in said]
        self.spans = [[(t.report, _stretch(t)) for t in one.told] for one in said]
        self.places = [[(t.report, t.paragraph) for t in one.told] for one in said]

    def candidates(self, pairs: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
        """What may relate the two of each pair, by number."""
        worth = self._worth()
        for i, j in pairs:
            if worth[i, j]:
                yield from self._directed(i, j)
                yield from self._directed(j, i)

    def _worth(self) -> NDArray[np.bool_]:
        """The pairs that are worth a look: one denies, or both have figures, or they mean much the
        same."""
        denying = np.array([one.act == "deny" for one in self.accounts])
        counting = np.array([bool(one.figures) for one in self.accounts])
        some = (denying[:, None] | denying[None]) | (counting[:, None] & counting[None])
        return np.asarray((some & (self.meaning > 0)) | (self.meaning > NEARLY_SAME))

    def _directed(self, x: int, y: int) -> Iterator[Candidate]:
        a, b = self.accounts[x], self.accounts[y]
        if self._holds(y, x):
            return
        quantity = standing(a, b)
        signs: tuple[float, ...] = ()
        for kind in kinds(a, b, quantity, self._holds(x, y), float(self.meaning[x, y])):
            signs = signs or self.signs(x, y, quantity)
            yield Candidate(kind, a, b, signs, quantity)

    def _holds(self, x: int, y: int) -> float:
        """The share of an utterance that another is where it stands within it; 0 where it does
        not."""
        shares = [
            len(inner) / len(outer)
            for r, outer in self.spans[x]
            for s, inner in self.spans[y]
            if r == s and outer.start <= inner.start and inner.stop <= outer.stop
        ]
        return max(shares, default=0.0)

    def signs(self, x: int, y: int, quantity: Standing | None) -> tuple[float, ...]:
        """The signs of two utterances, by number, in the order of `SIGNS`."""
        a, b = self.accounts[x], self.accounts[y]
        shared = self._weight(a.words.keys() & b.words.keys())
        least = max(1e-6, min(self.weights[x], self.weights[y]))
        most = max(1e-6, math.sqrt(self.weights[x] * self.weights[y]))
        beside = [abs(p - q) for r, p in self.places[x] for s, q in self.places[y] if r == s]
        gap = days_apart(b.day, a.day) or 0
        table = opposed()
        found = {
            "meaning": float(self.meaning[x, y]),
            "nearest": 1 / (1 + min(self.rank[x, y], self.rank[y, x])),
            "held": shared / least,
            "words": shared / most,
            "one report": float(bool(a.reports & b.reports)),
            "beside": math.exp(-min(beside) / 2) if beside else 0.0,
            "crossed": float(crossed(a, b)),
            "one side": float(bool(a.side and b.side) and not crossed(a, b)),
            "outlet": float(a.outlet or b.outlet),
            "same speaker": float(same_speaker(a, b)),
            "names": float(bool(b.who & a.named)),
            "names back": float(bool(a.who & b.named)),
            "rejects": float(bool(a.rejections)),
            "denies": float(a.act == "deny"),
            "opposite": float(a.says * b.says == -1),
            "nested": float(self._holds(x, y) > 0),
            "cover": shared / max(1e-6, self.weights[x]),
            "opposed": float(any(table.get(w, frozenset()) & b.words.keys() for w in a.words)),
            "days": min(abs(gap), 7) / 7,
            "later": float(gap > 0),
            "other figure": float(quantity is not None and quantity.how == "other"),
            "same figure": float(quantity is not None and quantity.how == "same"),
            "exact scope": quantity.exact if quantity else 0.0,
            "asserted": float(a.act == b.act == "assert"),
            "few words": float(min(len(a.words), len(b.words)) <= 2),
            "terms": float(bool(a.terms)) * float(bool(b.terms)),
            "naming": (a.naming + b.naming) / 2,
            "unsure": float(bool(a.lead.hedges or b.lead.hedges)),
            "told often": math.log(self.count[x] * self.count[y]) / 3,
            "hears of it": float(b.act in ("accuse", "assert", "assess", "believe")),
            "other event": float(bool(a.event and b.event and not a.event.meets(b.event))),
        }
        return tuple(found[name] for name in SIGNS)

    def _weight(self, words: Mapping[str, object] | frozenset[str] | set[str]) -> float:
        return sum(self.rarity[word] ** 2 for word in words)


def _stretch(told: Told) -> range:
    return range(told.content[0].start, told.content[-1].end)


def kinds(
    a: Account, b: Account, quantity: Standing | None, held: float, meaning: float
) -> Iterator[RelationKind]:
    """By what `a` may be related to `b`; what has no direction is told of one order only. `held` is
    the share of `a` that `b` is where it stands within it, `meaning` how near the two are."""
    gap, one = days_apart(b.day, a.day), same_speaker(a, b)
    if held > 0:
        if held >= MOST and a.act == "deny" and not one and b.act in CLAIMING and b.says:
            yield "denies"
        return
    if a.act == "deny" and not one and (gap or 0) >= 0 and _may_deny(a, b):
        yield "denies"
    if a.id > b.id:
        return
    claims = all(each.act in CLAIMING and each.says > 0 for each in (a, b))
    other = quantity is not None and quantity.how == "other" and quantity.exact == 1
    # What was counted on another day may have come about since.
    if other and claims and not one and gap in (-1, 0, 1) and meaning >= ALIKE:
        yield "differs-in-figure"
    if a.says and a.says == b.says and _may_agree(a, b, gap, one):
        yield "concurs-across-sides" if crossed(a, b) else "agrees"


def crossed(a: Account, b: Account) -> bool:
    """Whether the two are spoken for different camps."""
    return bool(a.side and b.side and a.side[0] != b.side[0])


def _may_deny(a: Account, b: Account) -> bool:
    """Whether a denial by somebody who is known may be of what another holds who is; a word or two
    may be of anything."""
    if not a.speakers or not (b.speakers or b.outlet) or len(a.words) <= FEW:
        return False
    return b.act in CLAIMING or (b.act == "deny" and bool(b.who & a.named))


def _may_agree(a: Account, b: Account, gap: int | None, one: bool) -> bool:
    """Whether two who hold alike things are two: one speaker or outlet on one day is not."""
    if not {a.act, b.act} <= CLAIMING | {"deny"} or (gap is not None and abs(gap) > LONG):
        return False
    alone = a.outlet and b.outlet and bool(a.reports & b.reports)
    return not alone and not (one and a.day == b.day)


# Kinds that are one by their signs, and two only by who speaks.
SUMMED_AS: dict[RelationKind, RelationKind] = {"concurs-across-sides": "agrees"}
# From where on two mean so much the same that they may agree, whatever else.
NEARLY_SAME = 0.4
# The words of a denial that are too few to tell what it is of.
FEW = 2
# How near the meanings of two are to be for their figures to be of one quantity.
ALIKE = 0.3
# Days after which something is said of another event, or anew.
LONG = 30
# Acts that hold something to be so.
CLAIMING = frozenset({"assert", "accuse", "assess", "believe"})
# The share of a denial that is what it denies, where that stands within it.
MOST = 0.35

"""Two states of a page, statement by statement: what the later one added, dropped, says more
softly or harder, or in other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sayso.compare.model import ChangeKind, Told
from sayso.compare.speakers import stand
from sayso.compare.terms import alike, terms

# How alike two statements of one speaker are to be the same one, told again.
AGAIN = 0.45
SURENESS = {"CT": 3, "PR": 2, "PS": 1, "U": 0}

Step = tuple[ChangeKind, Told | None, Told | None, str]


def steps(before: Sequence[Told], after: Sequence[Told]) -> Iterator[Step]:
    """What differs: the kind, the statement before and after, and why, in a sentence. Statements
    that stand as they stood are passed over."""
    pairs = _pairs(before, after)
    for old in before:
        new = pairs.get(old.id)
        if new is None:
            yield "dropped", old, None, "It stands in the earlier state alone."
        elif step := _between(old, new):
            yield step
    kept = {one.id for one in pairs.values()}
    for new in after:
        if new.id not in kept:
            yield "added", None, new, "It stands in the later state alone."


def _pairs(before: Sequence[Told], after: Sequence[Told]) -> dict[str, Told]:
    """Each earlier statement with the later one that is most like it, one to one."""
    options = [
        (score, old.id, number)
        for old in before
        for number, new in enumerate(after)
        if (score := _alike(old, new)) >= AGAIN
    ]
    found: dict[str, Told] = {}
    taken: set[int] = set()
    for _, old_id, number in sorted(options, key=lambda one: (-one[0], one[2], one[1])):
        if old_id not in found and number not in taken:
            found[old_id] = after[number]
            taken.add(number)
    return found


def _alike(old: Told, new: Told) -> float:
    if old.text == new.text:
        return 2.0
    if stand(old, new) not in ("same", "outlet", "unknown", "side"):
        return 0.0
    return alike(terms(old.text), terms(new.text))


def _between(old: Told, new: Told) -> Step | None:
    """How a statement differs from what it was; None where it stands as it stood."""
    if _same(old.text) == _same(new.text) and old.factuality == new.factuality:
        return None
    if old.factuality[-1] == new.factuality[-1] or "U" in (old.factuality, new.factuality):
        surer = _sureness(new) - _sureness(old)
        if surer:
            kind: Literal["hardened", "softened"] = "hardened" if surer > 0 else "softened"
            return kind, old, new, f"It was {_said(old)} and is {_said(new)}."
    return "reworded", old, new, "It is told in other words."


def _same(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .,;")


def _sureness(one: Told) -> int:
    """How surely it is told: by factuality, less one where the outlet keeps its distance."""
    sure = 2 * SURENESS[one.factuality.rstrip("+-")] - min(1, len(one.hedges))
    return sure - (one.reporter == "distancing") + (one.reporter == "endorsing")


def _said(one: Told) -> str:
    hedged = ", ".join(span.text for span in one.hedges)
    verb = f"“{one.verb}”" if one.verb else "told without a verb of saying"
    return f"{verb} ({hedged})" if hedged else verb

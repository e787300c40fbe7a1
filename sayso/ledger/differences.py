"""Two readings of one report → what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.ledger.attach import attached, target_of
from sayso.model import Reading, Statement

# The parts that are compared.
PARTS = ("source", "cue", "content", "speakers")


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement read otherwise than before, and in which of `PARTS`."""

    before: Statement
    after: Statement
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one reading has and another has not; `same` counts the statements that are alike."""

    before: Reading
    after: Reading
    gone: tuple[Statement, ...]
    new: tuple[Statement, ...]
    changed: tuple[Changed, ...]
    same: int


def difference(before: Reading, after: Reading) -> Difference:
    """How a later reading differs from an earlier one of the same report."""
    pairs = _pairs(before, after)
    met = {one.id for one in pairs.values()}
    statements = {one.id: one for one in before.statements}
    compared = [
        Changed(statements[key], one, _parts(before, statements[key], after, one))
        for key, one in pairs.items()
    ]
    return Difference(
        before,
        after,
        gone=tuple(one for one in before.statements if one.id not in pairs),
        new=tuple(one for one in after.statements if one.id not in met),
        changed=tuple(one for one in compared if one.parts),
        same=sum(not one.parts for one in compared),
    )


def _pairs(before: Reading, after: Reading) -> dict[str, Statement]:
    """The statement that each one of the earlier reading has become, by its id: that of the same
    id, else the one a decision on it would go to."""
    free = {one.id: one for one in after.statements}
    pairs = {one.id: free.pop(one.id) for one in before.statements if one.id in free}
    text = before.report.text
    for one in before.statements:
        if one.id not in pairs:
            found = attached(text, [target_of(text, one)], list(free.values()))
            if found:
                pairs[one.id] = free.pop(found)
    return pairs


def _parts(before: Reading, one: Statement, after: Reading, other: Statement) -> tuple[str, ...]:
    mine, theirs = shown(before, one), shown(after, other)
    spans = [(one.source, other.source), (one.cue, other.cue), (one.content, other.content)]
    differing = [name for name, (a, b) in zip(PARTS, spans, strict=False) if a != b]
    return (*differing, *(["speakers"] if mine["speakers"] != theirs["speakers"] else []))


def shown(reading: Reading, one: Statement) -> dict[str, Any]:
    """A statement as a difference shows it: its id, and each of `PARTS` in words."""
    return {
        "id": one.id,
        "source": one.source.text if one.source else None,
        "cue": one.cue.text if one.cue else None,
        "content": [span.text for span in one.content],
        "speakers": [reading.actor(ref).name for ref in one.speakers],
    }

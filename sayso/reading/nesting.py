"""Which statement stands inside which: the innermost other one whose words hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import Span, Statement


@dataclass(frozen=True, slots=True)
class Part:
    """A span of content, and the number of the statement it belongs to."""

    start: int
    end: int
    number: int


def nested(made: Sequence[Statement]) -> list[Statement]:
    """The statements with `within` set to the innermost other one whose content holds their cue,
    or what they have instead of one, and which says more than they do."""
    parts = sorted(
        (Part(p.start, p.end, number) for number, s in enumerate(made) for p in s.content),
        key=lambda part: part.start,
    )
    found = list(made)
    reached: list[Part] = []
    coming = 0
    for number in sorted(range(len(made)), key=lambda at: _mark(made[at]).start):
        mark = _mark(made[number])
        while coming < len(parts) and parts[coming].start <= mark.start:
            reached.append(parts[coming])
            coming += 1
        reached = [part for part in reached if part.end > mark.start]
        holding = [made[part.number] for part in reached if mark.end <= part.end]
        if (outer := _innermost(holding, made[number])) != made[number].within:
            found[number] = replace(made[number], within=outer)
    return found


def _innermost(holding: Sequence[Statement], one: Statement) -> str | None:
    sized = [(_size(outer), outer.id) for outer in holding if _holds(outer, one)]
    return min(sized)[1] if sized else None


def _mark(one: Statement) -> Span:
    return one.cue or one.content[0]


def _holds(outer: Statement, one: Statement) -> bool:
    """Whether a statement's words reach over all of another one's, and further."""
    start, end = outer.content[0].start, outer.content[-1].end
    reached = all(start <= part.start and part.end <= end for part in one.content)
    return outer is not one and reached and _size(outer) > _size(one)


def _size(one: Statement) -> int:
    return sum(part.end - part.start for part in one.content)

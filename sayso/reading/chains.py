"""The hands a statement came through: of all it stands inside, outermost first, then its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.model import Hand, Statement


def chained(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with their chains; hands that no nesting shows (“citing a memo”) are not read
    yet."""
    by_id = {one.id: one for one in statements}
    return tuple(replace(one, chain=tuple(_hands(one, by_id))) for one in statements)


def _hands(one: Statement, by_id: Mapping[str, Statement]) -> Iterator[Hand]:
    for link in reversed(list(_outwards(one, by_id))):
        yield from (Hand(ref, link.source) for ref in link.speakers)


def _outwards(one: Statement, by_id: Mapping[str, Statement]) -> Iterator[Statement]:
    """A statement and those it stands inside, from within; each once, whatever names what."""
    seen: set[str] = set()
    at: Statement | None = one
    while at and at.id not in seen:
        seen.add(at.id)
        yield at
        at = by_id.get(at.within or "")

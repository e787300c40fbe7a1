"""The hands a statement came through: of all it stands inside, outermost first, then its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.model import Actor, Hand, Statement
from sayso.reading.hands import Hands
from sayso.reading.sentences import Sentences


def chained(
    text: str,
    sentences: Sentences,
    publisher: str | None,
    cast: Sequence[Actor],
    statements: Sequence[Statement],
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """The statements with their chains, and the actors with those who are only hands of one."""
    by_id = {one.id: one for one in statements}
    hands = Hands(text, sentences, publisher, cast)
    hands.written(statements)
    own = {one.id: hands.of(one, [Hand(r, one.source) for r in one.speakers]) for one in statements}
    made = tuple(replace(one, chain=tuple(_hands(one, by_id, own))) for one in statements)
    return made, tuple(hands.cast)


def _hands(
    one: Statement, by_id: Mapping[str, Statement], own: Mapping[str, Sequence[Hand]]
) -> Iterator[Hand]:
    for link in reversed(list(_outwards(one, by_id))):
        yield from own[link.id]


def _outwards(one: Statement, by_id: Mapping[str, Statement]) -> Iterator[Statement]:
    """A statement and those it stands inside, from within; each once, whatever names what."""
    seen: set[str] = set()
    at: Statement | None = one
    while at and at.id not in seen:
        seen.add(at.id)
        yield at
        at = by_id.get(at.within or "")

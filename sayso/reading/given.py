"""Sides that a user gives, by name: they come before what a report says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sayso.model import Actor, Reading
from sayso.reading.cast import same_body
from sayso.reading.names import name_words
from sayso.reading.spelling import same_person

# A name, and the side of whoever bears it; none where the user says that he has none.
Sides = Mapping[str, tuple[str, ...]]


def with_sides(reading: Reading, given: Sides) -> Reading:
    """The reading with the sides that a user gave its actors; the basis of each is "user"."""
    if not given:
        return reading
    names = [(name_words(name), path) for name, path in given.items()]
    return replace(reading, actors=tuple(_with_side(actor, names) for actor in reading.actors))


def _with_side(actor: Actor, names: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> Actor:
    if actor.unnamed:
        return actor
    words = name_words(actor.name)
    fitting = [(_fit(actor, words, name), path) for name, path in names]
    best, path = max(fitting, key=lambda pair: pair[0])
    return replace(actor, side=path or None, side_basis="user") if best else actor


def _fit(actor: Actor, words: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How well a name fits an actor: 3 the same, 2 the same but for spelling or fullness, 1 a last
    name alone, 0 not."""
    if words == name:
        return 3
    if actor.kind == "person":
        if min(len(words), len(name)) > 1:
            return 2 if same_person(words, name) else 0
        return 1 if words and name and words[-1] == name[-1] else 0
    return 2 if same_body(words, name) else 0

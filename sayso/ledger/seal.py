"""Sealed actors: their names leave the ledger in no export and in no answer to a program.

What leaves goes through a veil, which knows the sealed actors' names in all their forms. A report
in which one was blanked goes out under other ids than the ledger's: these are hashes, and would
confirm a guess at the name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import UnknownEntry
from sayso.ledger.attach import Selector, selector_of
from sayso.ledger.connect import Ledger
from sayso.ledger.custody import now
from sayso.ledger.decided import Decided, Decision
from sayso.ledger.identities import around
from sayso.ledger.persons import Actor, Person, actors_meant, places_named, sealed_person
from sayso.ledger.redact import Redaction, name_blanked, new_ids, over, redaction
from sayso.ledger.wording import Finder, Place
from sayso.ledger.write import folded
from sayso.model import Reading, Report, Span, from_plain, to_plain

SEALED = "sealed source"
MARK = " (sealed)"


@dataclass(frozen=True, slots=True)
class Veil:
    """How readings with what was decided on them, actors' names and other words look from where
    they are shown; `clear` where nothing is sealed, and all is as it is."""

    decided: Callable[[Decided], Decided]
    name: Callable[[int, str], str]
    words: Callable[[str], str]
    clear: bool = False

    def reading(self, one: Reading) -> Reading:
        """How a reading looks."""
        return self.decided(Decided(one, one)).reading


# Which veil is before a ledger depends on where its answers go.
Door = Callable[[Ledger], Veil]
CLEAR = Veil(lambda found: found, lambda _, name: name, lambda words: words, clear=True)


@dataclass(frozen=True, slots=True)
class SealedActor:
    """An actor that is sealed, and since when."""

    actor_id: int
    name: str
    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class _Sealed:
    """The sealed actors of a ledger, and how to tell them."""

    connection: sqlite3.Connection
    ids: frozenset[int]
    names: frozenset[tuple[str, str]]
    people: tuple[Person, ...]
    finder: Finder

    def refs(self, reading: Reading) -> set[str]:
        """The refs of those of a reading's actors that are sealed."""
        cast = self._cast(reading.report.id)
        return {
            actor.ref
            for actor in reading.actors
            if cast.get(actor.ref) in self.ids
            or (not actor.unnamed and (folded(actor.name), actor.kind) in self.names)
        }

    def redaction(self, report: Report) -> Redaction:
        """The report without the names of the sealed actors."""
        cast = set(self._cast(report.id).values())
        present = {who: not cast.isdisjoint(who.actor_ids) for who in self.people}
        places = {who: places_named(who, report.text, present[who]) for who in self.people}

        def in_title(title: str) -> list[Place]:
            there = ((who, present[who] or bool(places[who])) for who in self.people)
            return [
                place for who, is_there in there for place in places_named(who, title, is_there)
            ]

        taken = [place for found in places.values() for place in found]
        return redaction(report, taken, self.finder, in_title)

    def _cast(self, report_id: str) -> dict[str, int]:
        rows = self.connection.execute(
            "SELECT ref, actor_id FROM cast WHERE report_id = ?", (report_id,)
        )
        return {row["ref"]: int(row["actor_id"]) for row in rows}


def outside(ledger: Ledger) -> Veil:
    """The veil before all that leaves: no sealed name, nor anything to confirm one by."""
    sealed = _sealed(ledger.connection)
    if not sealed.ids:
        return CLEAR

    def words(told: str) -> str:
        return name_blanked(told, sealed.finder)

    def decided(found: Decided) -> Decided:
        done = sealed.redaction(found.machine.report)
        ids = new_ids(found.machine, done.after.id) if done.after is not done.before else {}

        def reading(one: Reading) -> Reading:
            told = over(one, done, ids) if ids else one
            return _renamed(told, sealed.refs(one), lambda _: SEALED)

        return _changed(found, reading, ids, words)

    def name(actor_id: int, told: str) -> str:
        return SEALED if actor_id in sealed.ids else words(told)

    return Veil(decided, name, words)


def at_home(ledger: Ledger) -> Veil:
    """The veil before a terminal: everything, sealed names marked as such."""
    sealed = _sealed(ledger.connection)
    if not sealed.ids:
        return CLEAR

    def reading(one: Reading) -> Reading:
        return _renamed(one, sealed.refs(one), lambda name: name + MARK)

    def decided(found: Decided) -> Decided:
        return _changed(found, reading, {}, lambda words: words)

    def name(actor_id: int, words: str) -> str:
        return words + MARK if actor_id in sealed.ids else words

    return Veil(decided, name, lambda words: words)


def decision_over(
    one: Decision, found: Decided, told: Decided, words: Callable[[str], str]
) -> Decision:
    """A decision on a report that looks otherwise outside: its selectors have the characters that
    stand there, all other words go through `words`."""
    texts = found.machine.report.text, told.machine.report.text
    pairs = zip(found.machine.statements, told.machine.statements, strict=True)
    ids = {old.id: new.id for old, new in pairs}
    what = from_plain(type(one.what), _selected(to_plain(one.what), texts, ids, words))
    return replace(one, who=words(one.who), report_id=told.machine.report.id, what=what)


def _selected(
    plain: Any, texts: tuple[str, str], ids: Mapping[str, str], words: Callable[[str], str]
) -> Any:
    if isinstance(plain, str):
        return ids.get(plain) or words(plain)
    if isinstance(plain, list):
        return [_selected(one, texts, ids, words) for one in plain]
    if not isinstance(plain, dict):
        return plain
    if plain.keys() >= {"exact", "prefix", "suffix", "start", "end"}:
        return _selector(Selector(**plain), *texts)
    return {name: _selected(one, texts, ids, words) for name, one in plain.items()}


def _selector(one: Selector, before: str, after: str) -> Any:
    """A selector of the text as it looks outside; without words where it selects by those of
    another place, since they may be cut names."""
    start, end = one.start, one.end
    if before[start:end] != one.exact:
        return to_plain(Selector("", "", "", start, end))
    return to_plain(selector_of(after, Span(start, end, after[start:end])))


def _changed(
    found: Decided,
    reading: Callable[[Reading], Reading],
    ids: Mapping[str, str],
    words: Callable[[str], str],
) -> Decided:
    machine = reading(found.machine)
    told = machine if found.reading is found.machine else reading(found.reading)
    reviews = {
        ids.get(key, key): replace(review, who=review.who and words(review.who))
        for key, review in found.reviews.items()
    }
    standing = {number: key and ids.get(key, key) for number, key in found.standing.items()}
    added = frozenset(ids.get(key, key) for key in found.added)
    return Decided(machine, told, reviews, standing, added)


def seal(ledger: Ledger, given: str) -> list[Actor]:
    """Seal the actors of a name or number, and those that are one with them, and give them;
    UnknownEntry where there is none, SeveralFit where the name is a part of several."""
    with ledger.transaction() as connection:
        actors = _with_the_same(connection, _known(ledger, given))
        at = now()
        connection.executemany(
            "INSERT OR IGNORE INTO sealed (actor_id, at) VALUES (?, ?)",
            [(actor.actor_id, at) for actor in actors],
        )
    return actors


def unseal(ledger: Ledger, given: str) -> list[Actor]:
    """Undo it for those of the actors of a name or number that are sealed, and for those that are
    one with them, and give them; errors as for `seal`."""
    there = {one.actor_id for one in sealed_actors(ledger)}
    with ledger.transaction() as connection:
        known = _with_the_same(connection, _known(ledger, given))
        actors = [actor for actor in known if actor.actor_id in there]
        connection.executemany(
            "DELETE FROM sealed WHERE actor_id = ?", [(actor.actor_id,) for actor in actors]
        )
    return actors


def _with_the_same(connection: sqlite3.Connection, actors: list[Actor]) -> list[Actor]:
    """Actors, then those that are one with them."""
    given = {actor.actor_id for actor in actors}
    same = around(connection, given)
    others = {one for number in given for one in same.all_of(number)} - given
    marks = ", ".join("?" * len(others))
    rows = connection.execute(
        f"SELECT actor_id, name, kind, unnamed FROM actors WHERE actor_id IN ({marks})"
        " ORDER BY actor_id",
        [*others],
    )
    return [*actors, *(Actor(row[0], row[1], row[2], bool(row[3])) for row in rows)]


def sealed_actors(ledger: Ledger) -> list[SealedActor]:
    """All that is sealed, in the order of names."""
    rows = ledger.connection.execute(
        "SELECT actor_id, name, kind, at FROM sealed JOIN actors USING (actor_id)"
        " ORDER BY folded, actor_id"
    )
    return [SealedActor(**dict(row)) for row in rows]


def _known(ledger: Ledger, given: str) -> list[Actor]:
    actors = actors_meant(ledger, given)
    if not actors:
        raise UnknownEntry(str(ledger.path), "actor", given)
    return actors


def _sealed(connection: sqlite3.Connection) -> _Sealed:
    ids = [int(row[0]) for row in connection.execute("SELECT actor_id FROM sealed").fetchall()]
    rows = connection.execute(
        "SELECT folded, kind FROM sealed JOIN actors USING (actor_id) WHERE NOT unnamed"
    ).fetchall()
    people = tuple(sealed_person(connection, actor_id) for actor_id in ids)
    finder = Finder.of(phrase for who in people for phrase in who.everywhere.phrases)
    names = frozenset((row[0], row[1]) for row in rows)
    # With those that a reading called by a form of the name.
    every = frozenset(actor_id for who in people for actor_id in who.actor_ids)
    return _Sealed(connection, every, names, people, finder)


def _renamed(reading: Reading, refs: set[str], called: Callable[[str], str]) -> Reading:
    actors = (
        replace(actor, name=called(actor.name)) if actor.ref in refs else actor
        for actor in reading.actors
    )
    return replace(reading, actors=tuple(actors))

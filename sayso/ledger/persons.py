"""Whom a person means by a name, and all the ways that one's name is written in a ledger."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import SeveralFit, UnknownEntry
from sayso.intake.report import ENGLISH
from sayso.ledger.connect import Ledger
from sayso.ledger.search import match_expression
from sayso.ledger.wording import UNSPACED, Finder, Place, joined, words_of
from sayso.ledger.write import folded
from sayso.model import ActorKind
from sayso.reading import lexicon as lx
from sayso.reading.cast import same_body
from sayso.reading.names import describe, name_words
from sayso.reading.spelling import same_person

COMMON = ENGLISH | lx.MONTHS_DAYS | lx.ROLES | lx.PRONOUNS | lx.DETERMINERS | lx.PREPOSITIONS
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
FEWEST_LETTERS = 3
# In how many reports that have a word it is looked at whether it is written as a name there.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name is written. `everywhere` unless it is one word that may mean something else,
    as `risk` tells: then it is taken for the name only in reports that have the name in full, or
    the actor, and only with a capital."""

    written: str
    words: tuple[str, ...]
    everywhere: bool
    risk: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named: the actors of the ledger that are meant, if any, and forms of the name."""

    name: str
    actor_ids: tuple[int, ...]
    forms: tuple[Form, ...]

    @property
    def everywhere(self) -> Finder:
        """What finds the forms that mean this one wherever they stand."""
        return Finder.of(form.words for form in self.forms if form.everywhere)

    @property
    def nearby(self) -> Finder:
        """What finds the forms that mean this one only beside the name in full."""
        return Finder.of(form.words for form in self.forms if not form.everywhere)


@dataclass(frozen=True, slots=True)
class Actor:
    actor_id: int
    name: str
    kind: ActorKind
    unnamed: bool


def actors_meant(ledger: Ledger, given: str) -> list[Actor]:
    """The actors of that name or number: the name as it is, else the only one it is a part of; of a
    last name that itself is an actor's, also the one who bears it. None where there is none;
    SeveralFit where it is a part of several."""
    connection = ledger.connection
    if given.isdecimal():
        return _actors(connection, "actor_id = ?", int(given))
    wanted = words_of(given)
    partly = [
        actor
        for actor in _actors(connection, "instr(folded, ?) AND NOT unnamed", folded(given))
        if Finder.of([wanted]).stands_in(actor.name)
    ]
    exact = [actor for actor in partly if words_of(actor.name) == wanted]
    if exact:
        partly = [a for a in partly if a not in exact and _bears(a, wanted)]
    if len({folded(actor.name) for actor in partly}) > 1:
        options = [f"{actor.name} ({actor.actor_id})" for actor in (*exact, *partly)]
        raise SeveralFit(str(ledger.path), "actor", given, options)
    return [*partly, *exact]


def _bears(actor: Actor, last_name: tuple[str, ...]) -> bool:
    """Whether that is a person's last name, one word, and not the whole name."""
    return actor.kind == "person" and words_of(actor.name)[-1:] == last_name


def person(
    ledger: Ledger, given: str, also: Iterable[str] = (), but_not: Iterable[str] = ()
) -> Person:
    """Somebody by name or actor's number, with forms to be added and left out. A name that no actor
    has is taken as it is; UnknownEntry where the number is no actor's, or the name has no word;
    SeveralFit where it is a part of several actors' names."""
    actors = actors_meant(ledger, given)
    if not actors and (given.isdecimal() or not words_of(given)):
        raise UnknownEntry(str(ledger.path), "actor", given)
    return _person(ledger.connection, actors, given, also, but_not)


def sealed_person(connection: sqlite3.Connection, actor_id: int) -> Person:
    """An actor with the forms of the name."""
    actors = _actors(connection, "actor_id = ?", actor_id)
    return _person(connection, actors, actors[0].name, (), ())


def similar(ledger: Ledger, who: Person) -> list[str]:
    """Other people of the ledger whose names are so alike that they may be the same."""
    mine = name_words(who.name)
    others = _actors(ledger.connection, "kind = ? AND NOT unnamed", "person")
    return [
        f"{other.name} ({other.actor_id})"
        for other in others
        if other.actor_id not in who.actor_ids and same_person(name_words(other.name), mine)
    ]


def places_named(who: Person, text: str, present: bool) -> list[Place]:
    """Where a text names somebody, who is otherwise known to be `present` in it or not."""
    found = who.everywhere.places(text)
    if present or found:
        found += [place for place in who.nearby.places(text) if not text[place[0]].islower()]
    return joined(found)


def _person(
    connection: sqlite3.Connection,
    actors: Sequence[Actor],
    given: str,
    also: Iterable[str],
    but_not: Iterable[str],
) -> Person:
    name = actors[0].name if actors else given
    ids = tuple(actor.actor_id for actor in actors)
    forms = {form.words: form for form in _forms(connection, actors, name)}
    forms |= {words_of(more): Form(more, words_of(more), True) for more in also if words_of(more)}
    for less in but_not:
        forms.pop(words_of(less), None)
    ids = tuple(dict.fromkeys([*ids, *_called(connection, forms.values())]))
    return Person(name, ids, tuple(forms.values()))


def _called(connection: sqlite3.Connection, forms: Iterable[Form]) -> Iterator[int]:
    """The actors that a reading called by one of the forms: a bare last name, say."""
    meant = {form.words for form in forms if form.everywhere}
    for last in sorted({words[-1] for words in meant}):
        for actor in _actors(connection, "instr(folded, ?) AND NOT unnamed", last):
            if words_of(actor.name) in meant:
                yield actor.actor_id


def _actors(connection: sqlite3.Connection, where: str, value: object) -> list[Actor]:
    rows = connection.execute(
        f"SELECT actor_id, name, kind, unnamed FROM actors WHERE {where} ORDER BY actor_id",
        (value,),
    )
    return [Actor(row[0], row[1], row[2], bool(row[3])) for row in rows]


def _forms(connection: sqlite3.Connection, actors: Sequence[Actor], name: str) -> Iterator[Form]:
    """The forms of all names known for some actors, each that is one word judged by its use."""
    human = not actors or any(a.kind in ("person", "unknown") and not a.unnamed for a in actors)
    known = [name, *(more for actor in actors for more in _names(connection, actor))]
    for one in dict.fromkeys(known):
        for written in _ways(one) if human else [one]:
            words = words_of(written)
            if len(words) == 1:
                risk, means_them = _use(connection, words[0], name)
                yield Form(written, words, means_them, risk)
            elif words:
                yield Form(written, words, True)


def _names(connection: sqlite3.Connection, actor: Actor) -> Iterator[str]:
    """The actor's name, and what the readings know to be another spelling of it."""
    yield actor.name
    rows = connection.execute("SELECT body FROM cast WHERE actor_id = ?", (actor.actor_id,))
    for (body,) in rows.fetchall():
        plain = json.loads(body)
        yield plain["name"]
        if not actor.unnamed:
            yield from (
                other
                for mention in plain["mentions"]
                if (other := _other_name(actor, mention["text"]))
            )


def _other_name(actor: Actor, mention: str) -> str | None:
    """The name in a mention, where it is one of the actor's."""
    told = describe(mention)
    same = same_person if actor.kind == "person" else same_body
    alike = told.reference == "named" and same(name_words(actor.name), name_words(told.name))
    return told.name if alike else None


def _ways(name: str) -> Iterator[str]:
    """A person's name in full, without middle names, with an initial, last name first, and the last
    name alone."""
    last, _, first = name.partition(",")
    if first and words_of(first)[:1] and words_of(first)[0] not in SUFFIXES:
        name = f"{first} {last}"  # “Brinn, Ada”
    parts = [part for part in name.split() if words_of(part)]
    yield " ".join(parts)
    while len(parts) > 1 and words_of(parts[-1])[0] in SUFFIXES:
        parts.pop()
    if len(parts) < 2:
        return
    first, last = parts[0], parts[-1]
    yield from (" ".join(parts), f"{first} {last}", f"{last} {first}", f"{first[0]} {last}")
    yield " ".join(parts[1:])
    yield last


def _use(connection: sqlite3.Connection, word: str, name: str) -> tuple[str, bool]:
    """What else a word of a name may mean in this ledger, and whether it can all the same be taken
    for the name wherever it stands."""
    small, capital = _cases(connection, word)
    bearers = list(_bearers(connection, word, name))
    short = len(word) < FEWEST_LETTERS and not UNSPACED.match(word)
    doubts = {
        "a common word": word in COMMON,
        "very short": short,
        f"written small {_times(small)}, with a capital {_times(capital)}": small > 0,
        f"also the name of {', '.join(bearers[:3])}": bool(bearers),
    }
    risk = "; ".join(words for words, there in doubts.items() if there)
    return risk, not (word in COMMON or short or bearers or small > capital)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _cases(connection: sqlite3.Connection, word: str) -> tuple[int, int]:
    """How often a word is written small and how often with a capital, in the first reports that
    have it."""
    finder = Finder.of([(word,)])
    rows = connection.execute(
        "SELECT text FROM reports WHERE number IN"
        " (SELECT rowid FROM found_reports WHERE found_reports MATCH ? ORDER BY rowid LIMIT ?)",
        (match_expression(word), LOOKED_AT),
    ).fetchall()
    firsts = [text[start] for (text,) in rows for start, _ in finder.places(text)]
    small = sum(character.islower() for character in firsts)
    return small, len(firsts) - small


def _bearers(connection: sqlite3.Connection, word: str, name: str) -> Iterator[str]:
    """Other people of that last name."""
    mine = name_words(name)
    for actor in _actors(connection, "instr(folded, ?) AND kind = 'person' AND NOT unnamed", word):
        words = name_words(actor.name)
        if words and words_of(words[-1])[-1:] == (word,) and not same_person(words, mine):
            yield f"{actor.name} ({actor.actor_id})"

"""Which actors of a ledger are one: told from names, offices and sides, and by persons.

What the machine thinks is made anew whenever it is asked for, so that it does not matter in which
order reports came; only what persons decide is kept. A person without office or side is private,
and is one with nobody unless a person says so.
"""

from __future__ import annotations

import functools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal

from sayso.errors import DecisionRefused, SeveralFit, UnknownEntry
from sayso.ledger import alike
from sayso.ledger.connect import Ledger
from sayso.ledger.custody import now
from sayso.ledger.persons import Actor, actors_meant
from sayso.model import ActorKind
from sayso.reading.names import name_words
from sayso.reading.offices import UNNAMED
from sayso.reading.sides import office_words
from sayso.reading.spelling import stems

Verdict = Literal["merge", "split", "leave"]
Status = Literal["merged", "proposed", "split"]
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What the readings of a ledger say of one actor: its sides' outermost parts, the words of its
    offices, and of whole sides the last parts."""

    actor_id: int
    name: str
    kind: ActorKind
    sides: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    parts: frozenset[frozenset[str]] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        return name_words(self.name)

    @property
    def private(self) -> bool:
        """Whether it is a person of whom no office and no side is said."""
        return self.kind == "person" and not self.sides and not self.offices


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that are one, may be, or were said not to be: the reasons as codes, and who
    decided it last, where a person did."""

    one: int
    other: int
    status: Status
    reasons: tuple[str, ...] = ()
    who: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is one in a ledger: each actor's number to the lowest of those it is one with; and the
    pairs that this follows from, or might."""

    same: Mapping[int, int] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()

    def of(self, actor_id: int) -> int:
        return self.same.get(actor_id, actor_id)

    def all_of(self, actor_id: int) -> list[int]:
        """The numbers of all that are one with an actor, itself among them."""
        own = self.of(actor_id)
        return sorted({own, actor_id, *(one for one, root in self.same.items() if root == own)})


def decide(ledger: Ledger, verdict: Verdict, names: tuple[str, str], who: str) -> tuple[Actor, ...]:
    """Keep what a person decided on two actors, by name or number, and give them; the last word on
    a pair counts. UnknownEntry and SeveralFit where it is not clear who is meant, DecisionRefused
    where both are one already by name."""
    with ledger.transaction() as connection:
        first, second = (one_meant(ledger, name) for name in names)
        if first.actor_id == second.actor_id:
            raise DecisionRefused(f"{names[0]} and {names[1]} are one actor by name already")
        low, high = sorted((first.actor_id, second.actor_id))
        connection.execute(
            "INSERT INTO actor_decisions (at, who, kind, one, other) VALUES (?, ?, ?, ?, ?)",
            (now(), who, verdict, low, high),
        )
    return first, second


def one_meant(ledger: Ledger, given: str) -> Actor:
    """The one actor of a name or number; UnknownEntry where there is none, SeveralFit where there
    are more."""
    found = actors_meant(ledger, given)
    if not found:
        raise UnknownEntry(str(ledger.path), "actor", given)
    if len(found) > 1:
        options = [f"{actor.name} ({actor.actor_id})" for actor in found]
        raise SeveralFit(str(ledger.path), "actor", given, options)
    return found[0]


def identities(connection: sqlite3.Connection) -> Identities:
    """Who is one in a ledger, by persons' word first, then by the machine's where it is sure."""
    decided = {(row["one"], row["other"]): row for row in _decided(connection)}
    return _settled(decided, thought(connection))


def around(connection: sqlite3.Connection, ids: Iterable[int]) -> Identities:
    """Who is one with any of these actors, as `identities` has it of all; pairs that are only
    proposed may be missing."""
    decided = {(row["one"], row["other"]): row for row in _decided(connection)}
    linked = [key for key, row in decided.items() if row["kind"] == "merge"]
    found: dict[tuple[int, int], Pair] = {}
    waiting, seen = list(ids), set[int]()
    known = functools.cache(functools.partial(_known, connection))
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        waiting += [b if a == one else a for a, b in linked if one in (a, b)]
        for other in alike.near(connection, one):
            if pair := judged(known(one), known(other)):
                found[pair.one, pair.other] = pair
                waiting += [other] if pair.status == "merged" else []
    return _settled(decided, _without_rivals([found[key] for key in sorted(found)]))


def _settled(decided: Mapping[tuple[int, int], sqlite3.Row], told: Sequence[Pair]) -> Identities:
    """Who is one by what persons decided and by what the machine tells, in the order of numbers."""
    pairs = [_by_person(key, row) for key, row in decided.items() if row["kind"] != "leave"]
    held = {(pair.one, pair.other) for pair in pairs}
    found = [pair for pair in told if (pair.one, pair.other) not in held]
    apart = {(pair.one, pair.other) for pair in pairs if pair.status == "split"}
    merging = [pair for pair in (*pairs, *found) if pair.status == "merged"]
    union = _Union(apart)
    kept = {(pair.one, pair.other) for pair in merging if union.join(pair.one, pair.other)}
    settled = [
        pair if pair.status != "merged" or (pair.one, pair.other) in kept else _only_proposed(pair)
        for pair in (*pairs, *found)
    ]
    open_ = (
        p for p in settled if p.status != "proposed" or union.root(p.one) != union.root(p.other)
    )
    return Identities(union.roots(), tuple(sorted(open_, key=lambda p: (p.one, p.other))))


def _only_proposed(pair: Pair) -> Pair:
    return Pair(pair.one, pair.other, "proposed", (*pair.reasons, "held-apart"), pair.who, pair.at)


def _decided(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    return connection.execute("SELECT * FROM actor_decisions ORDER BY number").fetchall()


def _by_person(key: tuple[int, int], row: sqlite3.Row) -> Pair:
    status: Status = "merged" if row["kind"] == "merge" else "split"
    return Pair(*key, status, ("decided",), row["who"], row["at"])


@dataclass(slots=True)
class _Union:
    """Sets of actors that are one, of which those in `apart` are never in one set."""

    apart: set[tuple[int, int]]
    parents: dict[int, int] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)

    def root(self, one: int) -> int:
        while one in self.parents:
            one = self.parents[one]
        return one

    def join(self, one: int, other: int) -> bool:
        """Make two sets one; False where some of theirs are to be kept apart."""
        low, high = sorted((self.root(one), self.root(other)))
        if low == high:
            return True
        mine, theirs = (self.members.get(root, {root}) for root in (low, high))
        if self.apart and any((min(a, b), max(a, b)) in self.apart for a in mine for b in theirs):
            return False
        self.parents[high] = low
        self.members[low] = mine | theirs
        return True

    def roots(self) -> dict[int, int]:
        return {one: self.root(one) for one in self.parents}


def thought(connection: sqlite3.Connection) -> list[Pair]:
    """What the machine thinks of pairs of actors whose names are alike: merged where it is sure."""
    known = functools.cache(functools.partial(_known, connection))
    pairs = (judged(known(a), known(b)) for a, b in sorted(_near(connection)))
    return _without_rivals([pair for pair in pairs if pair])


def _near(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """Pairs of one kind whose names are alike."""
    rows = connection.execute("SELECT actor_id, name, kind FROM actors WHERE NOT unnamed")
    names = {int(row["actor_id"]): (row["kind"], str(row["name"])) for row in rows}
    return {
        (one, other)
        for ids in alike.crowds(connection)
        for one, other in combinations(ids, 2)
        if alike.alike(*names[one], names[other][1])
    }


def _known(connection: sqlite3.Connection, one: int) -> Known:
    """What the readings of a ledger say of an actor."""
    name, kind = connection.execute(
        "SELECT name, kind FROM actors WHERE actor_id = ?", (one,)
    ).fetchone()
    sides, parts, offices = set(), set(), set()
    for (body,) in connection.execute("SELECT body FROM cast WHERE actor_id = ?", (one,)):
        plain = json.loads(body)
        # “The government” of one report may be another's than that of the next.
        if plain["side"] and plain["side"][0] not in UNNAMED:
            sides.add(plain["side"][0].casefold())
            parts.add(stems(name_words(plain["side"][-1])))
        offices |= office_words(role["text"] for role in plain["roles"])
    return Known(one, name, kind, frozenset(sides), frozenset(offices), frozenset(parts))


def judged(one: Known, other: Known) -> Pair | None:
    """What is to be thought of two actors with names alike; None where nothing is."""
    if one.private or other.private:
        return None
    reasons = ["same-name" if one.words == other.words else "name-alike"]
    if stems(one.words) != stems(other.words) and len(one.words) != len(other.words):
        reasons = ["name-in-part"]
    if one.sides & other.sides:
        reasons.append("same-side")
    elif one.sides and other.sides:
        return None
    if one.offices & other.offices:
        reasons.append("same-office")
    sure = _sure_of_person(one, other) if one.kind == "person" else _sure_of_body(one, other)
    low, high = sorted((one.actor_id, other.actor_id))
    return Pair(low, high, "merged" if sure else "proposed", tuple(reasons))


def _sure_of_person(one: Known, other: Known) -> bool:
    """Full names alike and a side or an office in common; a last name alone needs both."""
    side, office = bool(one.sides & other.sides), bool(one.offices & other.offices)
    in_full = min(len(one.words), len(other.words)) > 1
    return (side or office) if in_full else (side and office)


def _sure_of_body(one: Known, other: Known) -> bool:
    """The same words in a name, and the same side; or one name a part of the other, and the same
    side down to its last part."""
    if not one.sides & other.sides:
        return False
    return stems(one.words) == stems(other.words) or bool(one.parts & other.parts)


def _without_rivals(pairs: Sequence[Pair]) -> list[Pair]:
    """Of a name that is a part of several who are not one themselves, no machine is sure."""
    merged = [pair for pair in pairs if pair.status == "merged"]
    linked: dict[int, set[int]] = defaultdict(set)
    for pair in merged:
        linked[pair.one].add(pair.other)
        linked[pair.other].add(pair.one)
    return [pair if _agreed(pair, linked) else _only_proposed(pair) for pair in pairs]


def _agreed(pair: Pair, linked: Mapping[int, set[int]]) -> bool:
    if pair.status != "merged" or "name-in-part" not in pair.reasons:
        return True
    mine, theirs = linked[pair.one] - {pair.other}, linked[pair.other] - {pair.one}
    return mine <= linked[pair.other] | {pair.other} and theirs <= linked[pair.one] | {pair.one}


def appearances(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[str, Plain]]:
    """Each report that has one of the actors of these numbers in it, with the actor as it is
    there."""
    for one in ids:
        rows = connection.execute(
            "SELECT report_id, body FROM cast JOIN reports ON id = report_id WHERE actor_id = ?"
            " ORDER BY published, report_id, place",
            (one,),
        )
        for row in rows.fetchall():
            yield str(row["report_id"]), json.loads(row["body"])


def other_names(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[str, ...]:
    """The names of the actors that are one with those of these numbers, and are not among them."""
    same = around(connection, ids)
    others = {other for one in ids for other in same.all_of(one)} - set(ids)
    marks = ", ".join("?" * len(others))
    rows = connection.execute(f"SELECT name FROM actors WHERE actor_id IN ({marks})", [*others])
    return tuple(sorted(str(row["name"]) for row in rows))

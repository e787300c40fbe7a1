"""By what the names of a ledger's actors may be alike, kept beside them: so that who is one with an
actor is found without a look at all the others."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator

from sayso.model import ActorKind
from sayso.reading.cast import keys, same_body
from sayso.reading.names import name_words
from sayso.reading.spelling import same_person

# Names that more actors than these share a key with are compared under other keys.
CROWD = 200


def note(connection: sqlite3.Connection, actor_id: int, name: str, kind: ActorKind) -> None:
    """Keep the keys of an actor's name, and no others."""
    connection.execute("DELETE FROM name_keys WHERE actor_id = ?", (actor_id,))
    connection.executemany(
        "INSERT INTO name_keys (kind, key, actor_id) VALUES (?, ?, ?)",
        [(kind, key, actor_id) for key in sorted(keys_of(name))],
    )


def keys_of(name: str) -> set[str]:
    """What another name must share to be worth comparing with this one."""
    words = name_words(name)
    return keys(words) - {f"{words[-1][0]}."} if words else set()


def alike(kind: ActorKind, one: str, other: str) -> bool:
    """Whether two names of actors of a kind may name one."""
    same = same_person if kind == "person" else same_body
    return same(name_words(one), name_words(other))


def near(connection: sqlite3.Connection, actor_id: int) -> Iterator[int]:
    """The actors of the same kind whose names are alike an actor's, each once."""
    row = connection.execute(
        "SELECT name, kind FROM actors WHERE actor_id = ? AND NOT unnamed", (actor_id,)
    ).fetchone()
    if row is None:
        return
    name, kind = str(row[0]), row[1]
    found: dict[int, str] = {}
    for (key,) in connection.execute("SELECT key FROM name_keys WHERE actor_id = ?", (actor_id,)):
        crowd = connection.execute(
            "SELECT actor_id, name FROM name_keys k JOIN actors USING (actor_id)"
            " WHERE k.kind = ? AND key = ? LIMIT ?",
            (kind, key, CROWD + 1),
        ).fetchall()
        if len(crowd) <= CROWD:
            found.update((int(other), str(theirs)) for other, theirs in crowd)
    for other, theirs in sorted(found.items()):
        if other != actor_id and alike(kind, name, theirs):
            yield other


def crowds(connection: sqlite3.Connection) -> Iterator[list[int]]:
    """All actors that share a key, key by key, where they are several and no crowd."""
    rows = connection.execute(
        "SELECT kind, key, actor_id FROM name_keys ORDER BY kind, key, actor_id"
    )
    for _, together in itertools.groupby(rows, key=lambda row: (row[0], row[1])):
        ids = [int(row[2]) for row in together]
        if 1 < len(ids) <= CROWD:
            yield ids

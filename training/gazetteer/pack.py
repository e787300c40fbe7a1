"""A world of places → the bytes of the gazetteer file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.reading.places import gazetteer as gz
from training.gazetteer.places import Place, World


@dataclass(frozen=True)
class Marks:
    """What is known of names beside their places: English words, first names, last names, and the
    words for peoples."""

    words: set[str]
    given: set[str]
    surnames: set[str]
    peoples: dict[str, Place]

    def of(self, key: str) -> int:
        return (
            gz.WORD * (key in self.words)
            | gz.GIVEN * (key in self.given)
            | gz.SURNAME * (key in self.surnames)
        )


def packed(world: World, marks: Marks) -> bytes:
    """The file's bytes; the same world gives the same bytes."""
    kept = [place for place in world.places if place.lat is not None]
    rows = {id(place): row for row, place in enumerate(kept)}
    names = [place.name.encode() for place in kept]
    columns: dict[str, NDArray[Any]] = {
        "lat": np.array([p.lat for p in kept], dtype="<f4"),
        "lon": np.array([p.lon for p in kept], dtype="<f4"),
        "km": np.array([p.km for p in kept], dtype="<f4"),
        "population": np.array([p.population for p in kept], dtype="<u4"),
        "geonames": np.array([p.geonames for p in kept], dtype="<u4"),
        "kind": np.array([p.kind for p in kept], dtype="u1"),
        "parent": np.array([_parent(p, rows) for p in kept], dtype="<u4"),
        "name_starts": np.cumsum([0, *map(len, names)]).astype("<u4"),
        **_keys(kept, rows, marks),
        "names": np.frombuffer(b"".join(names), dtype="u1"),
    }
    # Arrays of wide items first, so that each begins where its items may.
    order = sorted(columns, key=lambda name: -columns[name].dtype.itemsize)
    return gz.pack((name, columns[name]) for name in order)


def _parent(place: Place, rows: dict[int, int]) -> int:
    above = place.parent
    while above and id(above) not in rows:
        above = above.parent
    return rows[id(above)] if above else gz.NOWHERE


def _keys(kept: list[Place], rows: dict[int, int], marks: Marks) -> dict[str, NDArray[Any]]:
    """The names, in the order of their hashes, each with its flags and places."""
    places: dict[str, dict[int, bool]] = defaultdict(dict)
    flags: dict[str, int] = {}
    for place in kept:
        for key, main in place.names.items():
            places[key][rows[id(place)]] = main
    for key in places:
        flags[key] = gz.EXACT | gz.TRAILING * _trailing(key) if key[0] == "=" else marks.of(key)
    for key, place in marks.peoples.items():
        flags[key] = flags.get(key, 0) | gz.PEOPLE
        places[key].setdefault(rows[id(place)], False)
    order = sorted(places, key=gz.hash_of)
    values = [
        row << 1 | gz.MAIN * main for key in order for row, main in sorted(places[key].items())
    ]
    return {
        "hashes": np.array([gz.hash_of(key) for key in order], dtype="<u8"),
        "key_starts": np.cumsum([0, *(len(places[key]) for key in order)]).astype("<u4"),
        "key_places": np.array(values, dtype="<u4"),
        "key_flags": np.array([flags[key] for key in order], dtype="u1"),
    }


def _trailing(key: str) -> bool:
    """Whether an abbreviation is a word or another thing unless a place stands before it."""
    own = key[1:]
    return (len(own) == 2 and own.isupper() and own not in ("US", "UK", "DC", "BC", "NZ")) or (
        own.endswith(".") and own.count(".") == 1
    )

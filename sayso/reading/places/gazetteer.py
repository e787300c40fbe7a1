"""The gazetteer that the package carries: names → places, by hashes in sorted arrays.

The file is a line of JSON that says which arrays follow, then the arrays; `training/gazetteer`
writes it. It is mapped into memory when the first text is read, and nothing of it is unpacked: a
name is looked up by the hash of its folded form.
"""

from __future__ import annotations

import functools
import hashlib
import json
import mmap
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError

FILE = "places.bin"
MAGIC = b"sayso places 1\n"
KINDS = (
    "town", "country", "region", "county", "area", "water", "island", "mountain", "continent",
    "site", "district", "capital",
)  # fmt: skip
TOWN, COUNTRY, REGION, COUNTY, AREA, WATER, ISLAND, MOUNTAIN, CONTINENT, SITE = range(10)
DISTRICT, CAPITAL = 10, 11
# What is known of a name: it is written exactly so (an abbreviation), needs a place before it
# ("Dayton, OH"), is a people's (“Turkish”), an English word, a first name, a last name.
EXACT, TRAILING, PEOPLE, WORD, GIVEN, SURNAME = (1 << bit for bit in range(6))
# What is known of a name for one place: it is its main name.
MAIN = 1
NOWHERE = 0xFFFFFFFF
# A place lies in no more places than these.
DEEPEST = 5
# So many names stay unpacked, for the next report.
KEPT = 20_000

WORDS = re.compile(r"\w+")
SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
APOSTROPHES = re.compile(r"['’ʼ`´ʻ‘]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `number` is its row, `above` the rows of what it lies in (a county,
    region, country), the widest last, `main` whether it was found by its main name."""

    number: int
    geonames: int | None
    kind: int
    lat: float
    lon: float
    precision_km: float
    population: int
    above: tuple[int, ...]
    main: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the gazetteer has of one name: flags of the name, and its places."""

    flags: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """The places of one file."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """From the bytes of a gazetteer file; ModelError where they are not one."""
        if data[: len(MAGIC)] != MAGIC:
            raise ModelError(FILE, "not a gazetteer file")
        end = data.find(b"\n", len(MAGIC))
        self._arrays: dict[str, NDArray[np.generic]] = {}
        at = end + 1
        for name, kind, count in json.loads(data[len(MAGIC) : end]):
            dtype = np.dtype(kind)
            self._arrays[name] = np.frombuffer(data, dtype, count, at)
            at += dtype.itemsize * count
        self._hashes = self._arrays["hashes"]
        self._names_seen: dict[int, Known] = {}

    def __len__(self) -> int:
        return len(self._arrays["lat"])

    def known(self, keys: Iterable[str]) -> dict[str, Known]:
        """What is known of those keys that are known (folded names, and abbreviations as `exact`
        gives them)."""
        asked = list(dict.fromkeys(keys))
        if not asked:
            return {}
        wanted = np.array([hash_of(key) for key in asked], dtype=np.uint64)
        at = np.searchsorted(self._hashes, wanted)
        at[at == len(self._hashes)] = 0
        found = np.flatnonzero(self._hashes[at] == wanted)
        return {
            asked[n]: self._known(row) for n, row in zip(found, at[found].tolist(), strict=True)
        }

    def name(self, number: int) -> str:
        """The main name of a place."""
        starts = self._arrays["name_starts"]
        return self._arrays["names"][starts[number] : starts[number + 1]].tobytes().decode()

    def _known(self, row: int) -> Known:
        found = self._names_seen.get(row)
        if found is None:
            if len(self._names_seen) >= KEPT:
                self._names_seen.clear()
            found = self._names_seen[row] = self._read(row)
        return found

    def _read(self, row: int) -> Known:
        starts, places = self._arrays["key_starts"], self._arrays["key_places"]
        own = places[int(starts[row]) : int(starts[row + 1])].tolist()
        entries = tuple(self._entry(place >> 1, bool(place & MAIN)) for place in own)
        return Known(int(self._arrays["key_flags"][row]), entries)

    def _entry(self, number: int, main: bool) -> Entry:
        column = self._arrays
        return Entry(
            number,
            int(column["geonames"][number]) or None,
            int(column["kind"][number]),
            float(column["lat"][number]),
            float(column["lon"][number]),
            float(column["km"][number]),
            int(column["population"][number]),
            self._above(number),
            main,
        )

    def _above(self, number: int) -> tuple[int, ...]:
        parents, rows = self._arrays["parent"], [number]
        while len(rows) <= DEEPEST and int(parents[rows[-1]]) != NOWHERE:
            rows.append(int(parents[rows[-1]]))
        return tuple(rows[1:])


def pack(arrays: Iterable[tuple[str, NDArray[np.generic]]]) -> bytes:
    """The bytes of a gazetteer file of these arrays, by name."""
    kept = [(name, array) for name, array in arrays]
    head = json.dumps([(name, array.dtype.str, len(array)) for name, array in kept]).encode()
    # Arrays that begin where their items may: numpy copies others whole for each look.
    head += b" " * (-(len(MAGIC) + len(head) + 1) % 8)
    return MAGIC + head + b"\n" + b"".join(array.tobytes() for _, array in kept)


def folded(name: str) -> str:
    """A name as it is looked up: lower case, without accents, marks and points, saints and forts
    shortened."""
    plain = APOSTROPHES.sub("", name)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.lower().translate(LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = WORDS.findall(plain.lower())
    return " ".join([SHORT.get(word, word) for word in words])


def exact(name: str) -> str:
    """An abbreviation as it is looked up: “Ky.” and “US” are not “ky” and “us”."""
    return "=" + name


def is_short(name: str) -> bool:
    """Whether a name is written as an abbreviation: with points, or in capitals, and short."""
    return len(name) <= 8 and ("." in name[1:] or (name.isupper() and len(name) <= 4))


def hash_of(key: str) -> int:
    """The eight bytes by which a key is found."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


@functools.cache
def packaged() -> Gazetteer:
    """The gazetteer that the package carries, loaded once; ModelError where it is missing."""
    path = resources.files("sayso") / "data" / FILE
    try:
        with resources.as_file(path) as real, real.open("rb") as file:
            return Gazetteer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError as error:
        raise ModelError(str(path), "the package carries no gazetteer; install it anew") from error

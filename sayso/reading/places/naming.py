"""Names as they stand in a text: runs of capitals, and the ways a place is called by more than its
name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.places import gazetteer as gz

Offsets = tuple[int, int]

# One word of a name, or an abbreviation: “Ky.”, “U.S.”, “St.”, “d'Ivoire”, “O'Fallon”.
CAPITAL = r"(?:(?:[A-Z]\.){1,4}|(?:St|Ste|Ft|Mt)\.|(?:[dl]['’])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'\-]*)"
SMALL = r"(?:of|de|la|le|les|el|al|du|des|del|da|do|di|van|den|der|of the|de la)"
WORD = re.compile(rf"(?<!\w){CAPITAL}")
BETWEEN = re.compile(rf"[ \u00a0](?:{SMALL}[ \u00a0])?")
# What stands in few names and between many: “Trinidad and Tobago”, “Newcastle upon Tyne”.
JOINING = re.compile(r"[ \u00a0](?:(?:and|upon|on|in|the)[ \u00a0])?")
POSSESSIVE = re.compile(r"['’]s?$")
# Words that begin sentences with a capital, and no names.
OPENERS = frozenset(
    "The A An In At On From Near To Of For By With And But Or As When While After Before Since If"
    " Is Was It He She They We I You This That These Those His Her Their Our My Its There Here"
    " Where What Who How Why Not No Yes Some Many Most All Both Each Two Three Four Five About Over"
    " Under Between Across Around Outside Inside Throughout Through During Until Although Though"
    " Because However Meanwhile Earlier Later Now Then Today Yesterday Elsewhere Once"
    " So Also Only".split()
)
KEEPS_THE = frozenset(("The Hague", "The Bronx"))
# A name has at most so many capitals.
LONGEST = 4

# What goes before or after a name and tells what kind of place is meant.
LEVELS = {
    "state": gz.REGION, "province": gz.REGION, "region": gz.REGION, "oblast": gz.REGION,
    "governorate": gz.REGION, "prefecture": gz.REGION, "territory": gz.REGION,
    "county": gz.COUNTY, "district": gz.COUNTY, "parish": gz.COUNTY, "municipality": gz.COUNTY,
    "raion": gz.COUNTY, "department": gz.COUNTY, "borough": gz.COUNTY, "co": gz.COUNTY,
    "city": gz.TOWN, "town": gz.TOWN, "village": gz.TOWN, "township": gz.TOWN,
    "republic": gz.COUNTRY, "island": gz.ISLAND, "islands": gz.ISLAND,
    "river": gz.WATER, "lake": gz.WATER, "mountains": gz.MOUNTAIN, "peninsula": gz.AREA,
    "valley": gz.AREA, "area": gz.AREA, "counties": gz.COUNTY,
}  # fmt: skip
PARTS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast"
    " southwest northeastern northwestern southeastern southwestern central downtown upstate"
    " inner outer greater metropolitan mid rural coastal occupied mainland".split()
)
SIDES = re.compile(r"(?:north|south|east|west|mid)[- ]?(?:east|west)?(?:ern)?[- ]", re.I)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words beside each other: where each begins and ends."""

    words: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.words[0][0]

    @property
    def end(self) -> int:
        return self.words[-1][1]


@dataclass(frozen=True, slots=True)
class Called:
    """A way to look a name up: its key, the kind of place that the words around it ask for (or
    None), and whether only a part of the place is meant."""

    key: str
    level: int | None = None
    part: bool = False


def runs(text: str) -> Iterator[Run]:
    """Runs of capitalised words, with the small words inside them, in order. A word that only
    opens a sentence is none; after a possessive, and after words in capitals, a run ends."""
    own: list[tuple[int, int]] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if own and (_ends(text, *own[-1]) or not BETWEEN.fullmatch(text, own[-1][1], start)):
            yield Run(tuple(own))
            own = []
        if not own and match[0] in OPENERS and text[start : end + 6] not in KEEPS_THE:
            continue
        own.append((start, end))
    if own:
        yield Run(tuple(own))


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a run ends with this word."""
    if POSSESSIVE.search(text, start, end):
        return True
    shouted = end - start > 3 and text[start:end].isupper() and text[start:end].isalpha()
    following = text[end + 1 : end + 3]
    return shouted and not following.isupper()


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without a possessive ending."""
    ending = POSSESSIVE.search(text, start, end)
    return (start, ending.start()) if ending and ending.start() > start else (start, end)


def abbreviation(text: str, start: int, end: int) -> str | None:
    """The name as an abbreviation, with the point after it where it has one; or None."""
    own = text[start:end]
    if end < len(text) and text[end] == "." and not own.endswith("."):
        own += "."
    return own if gz.is_short(own) else None


def ways(name: str, short: str | None) -> list[Called]:
    """How a name may be looked up, the first that is known wins: as the abbreviation it is, if it
    is one; as itself; without a word that says what kind of place it is; without a word that picks
    a part of it."""
    found = [Called(gz.exact(one)) for one in (short, short.rstrip("."))] if short else []
    found.append(Called(gz.folded(name)))
    words = found[-1].key.split()
    if words and words[0] == "the":
        words = words[1:]
        found.append(Called(" ".join(words)))
    if len(words) > 1:
        found.extend(_without_level(words))
    part = False
    while len(words) > 1 and words[0] in PARTS:
        words, part = words[1:], True
    if part:
        found.append(Called(" ".join(words), part=True))
        found.extend(Called(c.key, c.level, True) for c in _without_level(words))
    return found


def _without_level(words: list[str]) -> Iterator[Called]:
    if len(words) > 2 and words[0] in LEVELS and words[1] == "of":
        yield Called(" ".join(words[2:]), LEVELS[words[0]])
    if len(words) > 1 and words[0] in ("county", "lake", "river", "co"):
        yield Called(" ".join(words[1:]), LEVELS[words[0]])
    if len(words) > 1 and words[-1] in LEVELS:
        yield Called(" ".join(words[:-1]), LEVELS[words[-1]])
        if words[-1] in ("county", "counties", "co"):
            yield Called(" ".join([*words[:-1], "county"]), gz.COUNTY)

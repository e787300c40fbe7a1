"""What is written by hand joins the world: places of its own, further names, abbreviations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.reading.places import gazetteer as gz
from training.gazetteer.places import Place, World, apart

# A place by hand is one of the packages' where it bears its name and is so near.
SAME_TOWN_KM, SAME_AREA_KM = 12, 250
# So many people make a place by hand as well known as a town of that size.
KNOWN = {
    gz.TOWN: 3000, gz.COUNTRY: 0, gz.REGION: 1_000_000, gz.COUNTY: 50_000, gz.AREA: 2_000_000,
    gz.WATER: 5_000_000, gz.ISLAND: 1_000_000, gz.MOUNTAIN: 1_000_000, gz.CONTINENT: 500_000_000,
    gz.SITE: 500_000, gz.DISTRICT: 500_000,
}  # fmt: skip


def added(world: World, rows: Sequence[Sequence[str]]) -> dict[str, Place]:
    """Adds the rows to the world; gives the words for peoples, with their countries."""
    peoples: dict[str, Place] = {}
    index: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in world.places:
        for key in place.names:
            index[place.country, key].append(place)
    for what, names, *rest in rows:
        called = names.split(";")
        if what == "place":
            _place(world, index, called, rest)
        elif what == "also":
            _also(index, called, rest[0], rest[1])
        elif what == "country":
            _call(world.countries[rest[0]], called)
        elif what == "region":
            _call(world.coded[rest[0]], called)
        elif what == "people":
            peoples |= {gz.folded(name): world.countries[rest[0]] for name in called}
    return peoples


def _place(
    world: World, index: dict[tuple[str, str], list[Place]], names: list[str], rest: list[str]
) -> None:
    kind, code, lat, lon, km = gz.KINDS.index(rest[0]), rest[1], *map(float, rest[2:])
    same = [
        place
        for name in names
        for place in index[code, gz.folded(name)]
        if _alike(place.kind, kind)
        and apart(place, lat, lon) < (SAME_TOWN_KM if kind == gz.TOWN else SAME_AREA_KM)
    ]
    if same:
        place = max(same, key=lambda p: p.population)
    else:
        place = world.add(
            Place(names[0], kind, code, population=KNOWN[kind], parent=world.countries.get(code))
        )
    place.lat, place.lon, place.km = lat, lon, km
    _call(place, names)


def _alike(one: int, other: int) -> bool:
    wide = (gz.REGION, gz.AREA, gz.ISLAND, gz.COUNTY)
    towns = (gz.TOWN, gz.DISTRICT, gz.CAPITAL)
    return any(one in kinds and other in kinds for kinds in ((other,), wide, towns))


def _call(place: Place, names: list[str]) -> None:
    for name in names:
        place.call(name, True)


def _also(
    index: dict[tuple[str, str], list[Place]], names: list[str], code: str, target: str
) -> None:
    towns = [p for p in index[code, gz.folded(target)] if p.kind in (gz.TOWN, gz.CAPITAL)]
    if not towns:
        raise SystemExit(f"curated.tsv: no town {target} in {code}")
    _call(max(towns, key=lambda place: place.population), names)

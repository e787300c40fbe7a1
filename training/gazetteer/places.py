"""Rows of the sources → places with names, parents and coordinates."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.reading.places import gazetteer as gz
from training.gazetteer import sources as src
from training.gazetteer.sources import Sources

# A name in Latin letters that begins with a capital: transcriptions in lower case are no names.
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-žƀ-ɏḀ-ỿ'’ .\-]{2,40}")
# Below so many people only the main name counts, except where wars are told in several languages.
NAMED_BY_MANY = 1000
CONTESTED = frozenset("UA RU PS IL SY IQ LB AM AZ GE MD SD SS AF LY YE MM XK".split())
# How far a town reaches, by people.
REACHES = ((1_000_000, 15), (200_000, 10), (20_000, 5), (0, 3))
KM_A_DEGREE = 111.2


@dataclass(eq=False)
class Place:
    """A place while the gazetteer is made: `names` are folded or exact keys, main ones true."""

    name: str
    kind: int
    country: str
    lat: float | None = None
    lon: float | None = None
    km: float = 0
    geonames: int = 0
    population: int = 0
    parent: Place | None = None
    names: dict[str, bool] = field(default_factory=dict)

    def call(self, name: str, main: bool) -> None:
        """Give the place a name."""
        key = gz.exact(name) if gz.is_short(name) else gz.folded(name)
        if key:
            self.names[key] = self.names.get(key, False) or main


@dataclass
class World:
    """All places, and those that others are found by."""

    places: list[Place] = field(default_factory=list)
    countries: dict[str, Place] = field(default_factory=dict)
    regions: dict[str, Place] = field(default_factory=dict)
    coded: dict[str, Place] = field(default_factory=dict)
    towns: dict[tuple[str, str], list[Place]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: Place) -> Place:
        self.places.append(place)
        return place


def made(sources: Sources) -> World:
    """The world of the packages, without what is written by hand."""
    world = World()
    _countries(world, sources)
    counties = _regions(world, sources)
    _towns(world, sources, _county_of(world, sources, counties))
    _post_towns(world, sources, counties)
    _spread(world)
    return world


def apart(one: Place, lat: float, lon: float) -> float:
    """About how many km a place lies from a point, near enough for what is near."""
    if one.lat is None or one.lon is None:
        return math.inf
    across = (one.lon - lon) * math.cos(math.radians(lat))
    return KM_A_DEGREE * math.hypot(one.lat - lat, across)


def reach(population: int) -> float:
    """How far a town of so many people reaches, in km."""
    return next(km for people, km in REACHES if population >= people)


def _countries(world: World, sources: Sources) -> None:
    middles, names = src.middles(), src.country_names(sources)
    for row in src.countries(sources):
        code = row["iso"]
        lat, lon = middles.get(code, (None, None))
        km = round(math.sqrt(max(row["areakm2"] or 1, 1) / math.pi), 1)
        place = Place(
            row["name"], gz.COUNTRY, code, lat, lon, km, row["geonameid"], row["population"]
        )
        place.call(row["name"], True)
        for name in names.get(code, ()):
            if LATIN.fullmatch(name):
                place.call(name, False)
        world.countries[code] = world.add(place)


def _regions(world: World, sources: Sources) -> dict[str, Place]:
    """Adds regions and counties; the counties by GeoNames' code."""
    points = src.region_points(sources) | src.middles()
    counties = {}
    for name, iso, code, number, others in sorted(
        src.subdivisions(sources), key=lambda row: row[2].count(".")
    ):
        country, _, rest = code.partition(".")
        if country not in world.countries:
            continue
        top = "." not in rest
        lat, lon = points.get(iso, (None, None))
        parent = world.regions.get(f"{country}.{rest.partition('.')[0]}") if not top else None
        place = Place(
            name, gz.REGION if top else gz.COUNTY, country, lat, lon, 0, number,
            parent=parent or world.countries[country],
        )  # fmt: skip
        place.call(name, True)
        for other in others:
            if LATIN.fullmatch(other):
                place.call(other, False)
        world.add(place)
        if top:
            world.regions[code] = place
        else:
            counties[code] = place
        if iso:
            world.coded[iso] = place
    return counties


def _county_of(
    world: World, sources: Sources, counties: dict[str, Place]
) -> dict[tuple[str, float, float], Place]:
    """The county of a town, by country and coordinates."""
    named: dict[tuple[str, str, str], Place] = {}
    for place in counties.values():
        region = place.parent
        for own in place.names:
            for above in region.names if region else ():
                named[place.country, above, own] = place
    found = {}
    for row in src.town_counties(sources):
        if row.get("county") and row.get("state"):
            code = row["country_code"]
            key = (code, gz.folded(row["state"]), gz.folded(row["county"]))
            if key in named:
                found[_spot(code, row["latitude"], row["longitude"])] = named[key]
    return found


def _spot(country: str, lat: float, lon: float) -> tuple[str, float, float]:
    return country, round(lat, 3), round(lon, 3)


def _towns(
    world: World, sources: Sources, county_of: dict[tuple[str, float, float], Place]
) -> None:
    for row in src.towns(sources):
        code, lat, lon = row["countrycode"], row["latitude"], row["longitude"]
        country = world.countries.get(code)
        if country is None:
            continue
        county = county_of.get(_spot(code, lat, lon))
        region = world.regions.get(f"{code}.{row['admin1code']}")
        place = Place(
            row["name"], gz.TOWN, code, lat, lon, reach(row["population"]), row["geonameid"],
            row["population"], county or region or country,
        )  # fmt: skip
        place.call(row["name"], True)
        if row["population"] >= NAMED_BY_MANY or code in CONTESTED:
            for other in row["alternatenames"]:
                if LATIN.fullmatch(other) and not other.isupper():
                    place.call(other, False)
        world.add(place)
        for key in place.names:
            world.towns[code, key].append(place)
    for row in src.countries(sources):
        named = world.towns[row["iso"], gz.folded(row["capital"])]
        if named:
            max(named, key=lambda place: place.population).kind = gz.CAPITAL


def _post_towns(world: World, sources: Sources, counties: dict[str, Place]) -> None:
    """US post towns that GeoNames' towns lack, and the middles of US counties."""
    county_named = {
        (code.split(".")[1], key): place
        for code, place in counties.items()
        if place.country == "US"
        for key in place.names
    }
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for row in src.post_towns(sources):
        lat, lon = float(row["lat"]), float(row["long"])
        county = county_named.get((row["state"], gz.folded(row["county"])))
        if county:
            points[id(county)].append((lat, lon))
        region = world.coded.get(f"US-{row['state']}")
        if region is None:
            continue
        for name in (row["city"], *row["acceptable_cities"]):
            _post_town(world, name, county or region, (lat, lon))
    for place in counties.values():
        own = points.get(id(place))
        if own:
            place.lat, place.lon = _middle(own)


def _post_town(world: World, name: str, parent: Place, point: tuple[float, float]) -> None:
    key = gz.folded(name)
    for other in world.towns["US", key]:
        if apart(other, *point) < 40:
            return
    place = Place(name, gz.TOWN, "US", *point, km=reach(0), parent=parent)
    place.call(name, True)
    world.add(place)
    world.towns["US", key].append(place)


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    lats, lons = zip(*points, strict=True)
    return round(sum(lats) / len(lats), 4), round(sum(lons) / len(lons), 4)


def _spread(world: World) -> None:
    """How far regions and counties reach, by their towns; and where they lie, if no source told."""
    inside: dict[int, list[Place]] = defaultdict(list)
    for place in world.places:
        above = place.parent
        while place.kind in (gz.TOWN, gz.CAPITAL) and above:
            inside[id(above)].append(place)
            above = above.parent
    for place in world.places:
        if place.kind not in (gz.REGION, gz.COUNTY):
            continue
        own = inside.get(id(place), [])
        points = [(p.lat, p.lon) for p in own if p.lat is not None and p.lon is not None]
        if place.lat is None and points:
            place.lat, place.lon = _middle(points)
        place.population = sum(p.population for p in own)
        place.km = _radius(place, points)


def _radius(place: Place, points: Iterable[tuple[float, float]]) -> float:
    least = 30 if place.kind == gz.REGION else 20
    far = sorted(apart(place, *point) for point in points)
    return round(max(least, far[int(0.9 * (len(far) - 1))]) if far else least, 1)

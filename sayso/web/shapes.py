"""A map of places, drawn here: coasts and borders as lines of an SVG, cut to what is looked at.

The shapes are Natural Earth's. Borders that anybody denies are told apart; whose land is whose is
not said, and no land is coloured.
"""

from __future__ import annotations

import functools
import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

Point = tuple[float, float]
WIDTH, MOST_HEIGHT, LEAST_HEIGHT = 960, 640, 320
# What is looked at is at least so many degrees high, so that a place has something around it.
LEAST_SPAN = 3.0
MARGIN = 0.12
# Points closer than this to the one before are left out, in units of the drawing.
STEP = 0.7


@dataclass(frozen=True, slots=True)
class Shapes:
    """Rings and lines in degrees of longitude and latitude, each with its bounds."""

    land: tuple[tuple[Point, ...], ...]
    borders: tuple[tuple[Point, ...], ...]
    contested: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at, in degrees, and how large it is drawn."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def at(self, lon: float, lat: float) -> Point:
        """Where a place is drawn."""
        x = (lon - self.west) / (self.east - self.west) * self.width
        y = (self.north - lat) / (self.north - self.south) * self.height
        return round(x, 1), round(y, 1)

    def per_km(self) -> float:
        """How long a kilometre is, from north to south."""
        return self.height / ((self.north - self.south) * 111.2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Paths of an SVG, as their `d`."""

    land: str
    borders: str
    contested: str


def view_of(places: Sequence[Point]) -> View:
    """What is looked at so that all places are seen, as longitude and latitude."""
    lons, lats = zip(*places, strict=True)
    middle = (min(lats) + max(lats)) / 2
    # A degree of longitude is as much shorter as one is nearer to a pole.
    narrow = max(math.cos(math.radians(middle)), 0.2)
    tall = max(max(lats) - min(lats), LEAST_SPAN) * (1 + 2 * MARGIN)
    wide = max((max(lons) - min(lons)) * narrow, LEAST_SPAN) * (1 + 2 * MARGIN)
    height = min(max(WIDTH * tall / wide, LEAST_HEIGHT), MOST_HEIGHT)
    tall, wide = max(tall, wide * height / WIDTH), max(wide, tall * WIDTH / height)
    lon, half = (min(lons) + max(lons)) / 2, wide / narrow / 2
    south, north = _within(middle - tall / 2, middle + tall / 2)
    return View(lon - half, south, lon + half, north, WIDTH, round(height))


def _within(south: float, north: float) -> tuple[float, float]:
    """No further than the poles."""
    if south < -90:
        return -90.0, min(90.0, north - 90 - south)
    if north > 90:
        return max(-90.0, south - north + 90), 90.0
    return south, north


def drawn(view: View) -> Drawn:
    """The coasts and borders of what is looked at."""
    shapes = _shapes()
    land = "".join(_path(view, _cut(view, ring)) + "Z" for ring in _near(view, shapes.land))
    borders, contested = (
        "".join(_path(view, run) for line in _near(view, lines) for run in _runs(view, line))
        for lines in (shapes.borders, shapes.contested)
    )
    return Drawn(land.replace("MZ", ""), borders, contested)


@functools.cache
def _shapes() -> Shapes:
    packed = resources.files("sayso").joinpath("data", "shapes.json.gz").read_bytes()
    plain = json.loads(gzip.decompress(packed))
    scale, move = plain["transform"]["scale"], plain["transform"]["translate"]

    def degrees(steps: Sequence[int]) -> tuple[Point, ...]:
        x = y = 0
        points = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        return tuple(points)

    return Shapes(*(tuple(map(degrees, plain[name])) for name in ("land", "borders", "contested")))


def _near(view: View, lines: Sequence[tuple[Point, ...]]) -> Iterator[tuple[Point, ...]]:
    """The lines that may be seen."""
    for line in lines:
        lons, lats = zip(*line, strict=True)
        if (
            min(lons) <= view.east
            and max(lons) >= view.west
            and min(lats) <= view.north
            and max(lats) >= view.south
        ):
            yield line


def _runs(view: View, line: Sequence[Point]) -> Iterator[list[Point]]:
    """The stretches of a line that are seen, with a point beyond each end."""
    run: list[Point] = []
    for before, point in zip((line[0], *line), line, strict=False):
        if _seen(view, point):
            run = run or [before]
            run.append(point)
        elif run:
            yield [*run, point]
            run = []
    if run:
        yield run


def _seen(view: View, point: Point) -> bool:
    return view.west <= point[0] <= view.east and view.south <= point[1] <= view.north


def _cut(view: View, ring: Sequence[Point]) -> list[Point]:
    """A ring cut along the edges of what is looked at (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, edge, sign in (
        (0, view.west, 1), (0, view.east, -1), (1, view.south, 1), (1, view.north, -1),
    ):  # fmt: skip
        points = list(_cut_along(points, axis, edge * sign, sign))
    return points


def _cut_along(points: Sequence[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    before = points[-1] if points else (0.0, 0.0)
    for point in points:
        was, is_ = before[axis] * sign - edge, point[axis] * sign - edge
        if (was < 0) != (is_ < 0):
            share = was / (was - is_)
            x, y = (before[n] + (point[n] - before[n]) * share for n in (0, 1))
            yield x, y
        if is_ >= 0:
            yield point
        before = point


def _path(view: View, points: Sequence[Point]) -> str:
    """Points as a path, but for those that stand too close to be seen."""
    told: list[str] = []
    last: Point | None = None
    for number, (lon, lat) in enumerate(points):
        x, y = view.at(lon, lat)
        end = number == len(points) - 1
        if last is None or end or abs(x - last[0]) + abs(y - last[1]) >= STEP:
            told.append(f"{x:g} {y:g}")
            last = (x, y)
    return "M" + "L".join(told)

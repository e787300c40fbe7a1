"""Build the map's shapes: python -m training.shapes FOLDER

FOLDER is the package world-atlas 2.0.2 unpacked (`npm pack world-atlas@2.0.2`, then `tar xzf`). The
same package always gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "sayso" / "data"
FILE = "shapes.json.gz"
SOURCE = "countries-50m.json"
LAND, PLAIN, CONTESTED = "land", "borders", "contested"
Line = list[int]


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m training.shapes", description=__doc__)
    asked.add_argument("folder", type=Path)
    folder = asked.parse_args().folder
    contested = tomllib.loads((Path(__file__).parent / "contested.toml").read_text("utf-8"))
    made = shapes(json.loads((folder / SOURCE).read_text("utf-8")), contested)
    body = json.dumps(made, separators=(",", ":")).encode()
    (DATA / FILE).write_bytes(gzip.compress(body, 9, mtime=0))
    counts = ", ".join(f"{len(made[name])} {name}" for name in (LAND, PLAIN, CONTESTED))
    print(f"{FILE}: {counts}, {(DATA / FILE).stat().st_size / 1e3:.0f} kB")


def shapes(topology: Mapping[str, Any], contested: Mapping[str, Any]) -> dict[str, Any]:
    """Rings of land, borders, and contested ones, each as whole numbers: x and y of its first
    point, then steps; `transform` leads from them to degrees."""
    arcs = topology["arcs"]
    held = _held(topology["objects"]["countries"]["geometries"])
    unknown = _names(contested) - {name for names in held.values() for name in names}
    if unknown:
        raise SystemExit(f"the source knows nothing called {', '.join(sorted(unknown))}")
    borders: dict[str, list[Line]] = {PLAIN: [], CONTESTED: []}
    for number, names in sorted(held.items()):
        if len(names) > 1:
            borders[_kind(names, contested)].append(_flat(arcs[number]))
    land = topology["objects"]["land"]["geometries"]
    rings = [_ring(arcs, ring) for one in land for ring in _rings(one)]
    return {"transform": topology["transform"], LAND: rings, **borders}


def _names(contested: Mapping[str, Any]) -> set[str]:
    return {*contested["lands"], *(name for pair in contested["between"] for name in pair)}


def _held(countries: Sequence[Mapping[str, Any]]) -> dict[int, set[str]]:
    """Which countries each arc bounds."""
    found: dict[int, set[str]] = defaultdict(set)
    for one in countries:
        for ring in _rings(one):
            for arc in ring:
                found[arc if arc >= 0 else ~arc].add(one["properties"]["name"])
    return found


def _rings(shape: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", ())
    for polygon in polygons:
        yield from polygon


def _kind(names: set[str], contested: Mapping[str, Any]) -> str:
    pairs = [set(pair) for pair in contested["between"]]
    return CONTESTED if names & set(contested["lands"]) or names in pairs else PLAIN


def _points(arc: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def _ring(arcs: Sequence[Any], ring: Sequence[int]) -> Line:
    points: list[tuple[int, int]] = []
    for arc in ring:
        part = _points(arcs[arc]) if arc >= 0 else _points(arcs[~arc])[::-1]
        points += part[1:] if points else part
    return _steps(points)


def _flat(arc: Sequence[Sequence[int]]) -> Line:
    return _steps(_points(arc))


def _steps(points: Sequence[tuple[int, int]]) -> Line:
    made: Line = []
    before = (0, 0)
    for x, y in points:
        made += (x - before[0], y - before[1])
        before = (x, y)
    return made


if __name__ == "__main__":
    main()

"""The places that statements name: a map and a list."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sayso import overview
from sayso.overview import PlaceRow
from sayso.web.answers import Ask, Page
from sayso.web.shapes import View, drawn, view_of

COLUMNS = ("name", "geonames", "lat", "lon", "precision_km", "statements")
# So many places are on the map at most, and so many of them with their names.
MOST_DOTS, MOST_NAMES = 400, 25
LEAST, LARGEST = 4.0, 16.0
LETTER, LINE = 7.5, 15.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map: all names it goes by, how large its dot is, how wide it may lie, and
    where its name stands, None where there is no room."""

    names: tuple[str, ...]
    count: int
    x: float
    y: float
    size: float
    around: float
    label: tuple[float, float] | None

    @property
    def called(self) -> str:
        return " / ".join(self.names)


def places(ask: Ask) -> Page:
    """The places that statements name, on a map and as a list."""
    rows = overview.places(ask.ledger, ask.door)
    told: dict[str, Any] = {"rows": rows, "view": None}
    known = [row for row in rows if row.lat is not None and row.lon is not None]
    if known and ask.form == "html":
        view = view_of([(row.lon or 0.0, row.lat or 0.0) for row in known[:MOST_DOTS]])
        told |= {"view": view, "shapes": drawn(view), "dots": dots(view, known[:MOST_DOTS])}
        told["off"] = max(0, len(known) - MOST_DOTS)
    return Page("places.html", "Places", told, [asdict(row) for row in rows], COLUMNS)


def dots(view: View, rows: Sequence[PlaceRow]) -> list[Dot]:
    """The dots of a map, the largest first; a place under several names is one, its names in the
    order of the alphabet."""
    spots: dict[tuple[float, float], list[PlaceRow]] = {}
    for row in rows:
        spots.setdefault((row.lon or 0.0, row.lat or 0.0), []).append(row)
    tallied = {spot: sum(row.statements for row in here) for spot, here in spots.items()}
    most = max(tallied.values())
    taken: list[tuple[float, float, float, float]] = []
    found: list[Dot] = []
    for spot, here in sorted(spots.items(), key=lambda pair: (-tallied[pair[0]], pair[0])):
        names = tuple(sorted({row.name for row in here}))
        x, y = view.at(*spot)
        size = round(LEAST + (LARGEST - LEAST) * math.sqrt(tallied[spot] / most), 1)
        label = (
            _label(view, x, y, size, " / ".join(names), taken) if len(found) < MOST_NAMES else None
        )
        wide = max((row.precision_km or 0.0) for row in here) * view.per_km()
        around = round(wide, 1) if size < wide < view.width else 0.0
        found.append(Dot(names, tallied[spot], x, y, size, around, label))
    return found


def _label(
    view: View, x: float, y: float, size: float, name: str,
    taken: list[tuple[float, float, float, float]],
) -> tuple[float, float] | None:  # fmt: skip
    """Where a name stands beside its dot without another under it."""
    wide = len(name) * LETTER
    for left, base in (
        (x + size + 3, y + 5),
        (x - size - 3 - wide, y + 5),
        (x - wide / 2, y - size - 4),
    ):
        box = (left, base - LINE, left + wide, base + 3)
        apart = all(
            box[2] < other[0] or box[0] > other[2] or box[3] < other[1] or box[1] > other[3]
            for other in taken
        )
        if apart and left >= 0 and box[2] <= view.width and box[1] >= 0:
            taken.append(box)
            return round(left, 1), round(base, 1)
    return None

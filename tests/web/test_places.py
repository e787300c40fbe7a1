"""The list of places, and the map."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.testclient import TestClient

from sayso import overview
from sayso.ledger import Ledger
from sayso.model import Place
from sayso.overview import PlaceRow
from sayso.web.desk import Serving
from sayso.web.pages.places import MOST_NAMES, dots
from sayso.web.shapes import View, drawn, view_of
from tests.making import kept, one_statement, span


def placed(name: str, lat: float | None, lon: float | None, precise: float | None = None) -> Place:
    made = one_statement(f"the road to {name} is shut", publisher=name)
    return Place(span(made.report.text, name), name, None, lat, lon, precise)


def test_a_place_is_on_the_map_and_in_the_list(web: TestClient, serving: Serving) -> None:
    assert "No statement in this ledger names a place" in web.get("/places").text
    with Ledger.open(serving.ledger) as ledger:
        for name, lat, lon in (("Kesk", 50.4, 30.5), ("Old <b>", None, None)):
            made = one_statement(f"the road to {name} is shut", publisher=name)
            one = replace(made.statements[0], places=(placed(name, lat, lon),))
            kept(ledger, replace(made, statements=(one,)))
        assert [row.name for row in overview.places(ledger)] == ["Kesk", "Old <b>"]
    page = web.get("/places").text
    assert 'aria-label="Kesk: 1 statement"' in page
    assert "not known which place of that name" in page
    assert "<b>" not in page
    assert "Natural Earth" in page
    rows = web.get("/places.json").json()["answer"]
    assert {row["name"]: row["lat"] for row in rows} == {"Kesk": 50.4, "Old <b>": None}


def row(
    name: str, lat: float, lon: float, count: int = 1, precise: float | None = None
) -> PlaceRow:
    return PlaceRow(name, None, lat, lon, precise, count)


def test_one_place_under_two_names_is_one_dot_and_neither_comes_first_by_count() -> None:
    rows = [row("Kesk", 50, 30, 9), row("Anesk", 50, 30, 1), row("Ostrel", 46, 30, 4, 40.0)]
    first, second = dots(view_of([(30, 50), (30, 46)]), rows)
    assert (first.called, first.count) == ("Anesk / Kesk", 10)
    assert (second.called, second.around > 0) == ("Ostrel", True)
    assert first.size > second.size


def test_names_do_not_stand_on_each_other() -> None:
    rows = [row(f"Town {n}", 50 + n / 100, 30, 1) for n in range(60)]
    drawn_dots = dots(view_of([(30, 50), (30, 51)]), rows)
    named = [one for one in drawn_dots if one.label]
    assert 0 < len(named) <= MOST_NAMES
    boxes = [one.label for one in named if one.label]
    assert len(set(boxes)) == len(boxes)


def test_what_is_looked_at_holds_all_places() -> None:
    for places in ([(30.0, 50.0)], [(-170.0, -60.0), (170.0, 80.0)], [(0.0, 89.9)], [(24, -89.9)]):
        view = view_of(places)
        assert -90 <= view.south < view.north <= 90
        assert 320 <= view.height <= 640
        for lon, lat in places:
            x, y = view.at(lon, lat)
            assert 0 <= x <= view.width
            assert 0 <= y <= view.height


def test_shapes_are_cut_to_what_is_looked_at() -> None:
    view = view_of([(34.1, 45.0), (37.8, 48.0)])
    shapes = drawn(view)
    for path in (shapes.land, shapes.contested):
        numbers = [float(one) for one in re.findall(r"-?\d+\.?\d*", path)]
        assert numbers
        assert max(map(abs, numbers)) < 3 * view.width
    # The one border in sight is one that is denied.
    assert shapes.borders == ""
    assert drawn(View(-140, -40, -130, -35, 900, 500)).land == ""


def test_the_whole_world_is_not_too_much_to_send() -> None:
    shapes = drawn(view_of([(-170.0, -55.0), (170.0, 75.0)]))
    assert len(shapes.land) + len(shapes.borders) + len(shapes.contested) < 400_000

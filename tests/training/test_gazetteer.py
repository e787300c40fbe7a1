"""The gazetteer as it is made: what is written by hand, what is packed."""

from __future__ import annotations

import pytest

from sayso.reading.places import gazetteer as gz
from training.gazetteer import by_hand, pack, sources
from training.gazetteer.places import Place, World, apart, reach


def little_world() -> World:
    world = World()
    land = world.add(Place("Norrland", gz.COUNTRY, "NL", 60.0, 10.0, 300, 1, 5_000_000))
    land.call("Norrland", True)
    world.countries["NL"] = land
    town = world.add(Place("Orset", gz.TOWN, "NL", 61.0, 10.0, 3, 2, 4000, land))
    town.call("Orset", True)
    return world


def packed(world: World, peoples: dict[str, Place]) -> gz.Gazetteer:
    marks = pack.Marks({"orset"}, set(), {"orset"}, peoples)
    return gz.Gazetteer(pack.packed(world, marks))


def test_what_is_packed_is_found_again() -> None:
    places = packed(little_world(), {})
    (entry,) = places.known(["orset", "nowhere"])["orset"].entries
    assert (entry.geonames, entry.population, entry.main) == (2, 4000, True)
    assert (places.name(entry.number), places.name(entry.above[-1])) == ("Orset", "Norrland")
    assert places.known(["orset"])["orset"].flags == gz.WORD | gz.SURNAME
    assert len(places) == 2


def test_the_same_world_gives_the_same_bytes() -> None:
    marks = pack.Marks(set(), set(), set(), {})
    assert pack.packed(little_world(), marks) == pack.packed(little_world(), marks)


def test_a_place_without_coordinates_is_left_out() -> None:
    world = little_world()
    world.add(Place("Lost", gz.TOWN, "NL")).call("Lost", True)
    assert packed(world, {}).known(["lost"]) == {}


def test_rows_by_hand_join_what_is_there() -> None:
    world = little_world()
    rows = [
        ["place", "Orset;Orsett", "town", "NL", "61.01", "10.0", "4"],
        ["place", "Blue Sea", "water", "", "50", "1", "90"],
        ["also", "Orsetsk", "NL", "Orset"],
        ["country", "N.L.", "NL"],
        ["people", "Norrish", "NL"],
    ]
    places = packed(world, by_hand.added(world, rows))
    found = places.known(["orset", "orsett", "orsetsk", "blue sea", "=N.L.", "norrish"])
    numbers = {key: own.entries[0].geonames for key, own in found.items()}
    assert numbers == {
        "orset": 2, "orsett": 2, "orsetsk": 2, "blue sea": None, "=N.L.": 1, "norrish": 1,
    }  # fmt: skip
    assert found["norrish"].flags == gz.PEOPLE
    assert found["=N.L."].flags == gz.EXACT


def test_a_name_for_a_town_that_is_not_there_is_refused() -> None:
    with pytest.raises(SystemExit, match="no town Orsk in NL"):
        by_hand.added(little_world(), [["also", "Orsetsk", "NL", "Orsk"]])


def test_every_row_by_hand_can_be_read() -> None:
    for what, _, *rest in sources.curated():
        assert len(rest) == {"place": 5, "also": 2, "country": 1, "region": 1, "people": 1}[what]
        if what == "place":
            assert rest[0] in gz.KINDS
            assert -90 <= float(rest[2]) <= 90
            assert -180 <= float(rest[3]) <= 180
    assert all(-90 <= lat <= 90 for lat, _ in sources.middles().values())


def test_km_and_reach() -> None:
    assert apart(Place("", gz.TOWN, "", 50.0, 10.0), 51.0, 10.0) == pytest.approx(111.2)
    assert reach(50) < reach(50_000) < reach(5_000_000)

"""Names of places in a text, and which places they mean."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Place
from sayso.reading import places


def named(text: str) -> list[str]:
    return [place.span.text for place in places.find(text)]


def meant(text: str, name: str) -> Place:
    start = text.index(name)
    (place,) = places.resolve(text, [(start, start + len(name))])
    return place


def near(place: Place, lat: float, lon: float) -> bool:
    return (
        place.lat is not None
        and place.lon is not None
        and abs(place.lat - lat) < 1
        and abs(place.lon - lon) < 1
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on Bakhmut and near Soledar on Monday.", ["Bakhmut", "Soledar"]),
        ("The bus left Dayton, Ohio, at noon.", ["Dayton", "Ohio"]),
        ("He was born in Paris, Ky., in 1950.", ["Paris", "Ky."]),
        ("Paris Hilton sang for an hour.", []),
        ("Judge Denzel Washington smiled. Washington said he was glad.", []),
        ("Norrland denied that it had fired.", []),
        ("Turkish troops left in March.", []),
    ],
)
def test_names_of_places_are_found(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_an_invented_place_has_a_name_and_nothing_else() -> None:
    (place,) = places.find("Two shells hit the mill in Vrestovo, she said.")
    assert (place.name, place.geonames, place.lat, place.precision_km) == (
        "Vrestovo", None, None, None,
    )  # fmt: skip


def test_rival_names_stay_and_mean_one_place() -> None:
    text = "Kyiv says Bakhmut, Moscow says Artyomovsk."
    one, other = meant(text, "Bakhmut"), meant(text, "Artyomovsk")
    assert (one.name, other.name) == ("Bakhmut", "Artyomovsk")
    assert one.geonames == other.geonames


def test_the_region_beside_a_town_tells_which_is_meant() -> None:
    assert near(meant("The fair in Paris, Texas, opens today.", "Paris"), 33.66, -95.56)
    assert near(meant("The fair in Paris, Ky., opens today.", "Paris"), 38.21, -84.25)
    assert near(meant("The fair in Paris opens today.", "Paris"), 48.85, 2.35)


def test_what_is_named_nearby_tells_which_is_meant() -> None:
    text = "Floods closed roads in Lexington, Georgetown and Paris. Kentucky sent help."
    assert near(meant(text, "Paris"), 38.21, -84.25)


def test_an_abbreviation_has_the_name_of_what_it_is_short_for() -> None:
    assert meant("Prices rose in the U.S. again.", "U.S.").name == "United States"


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        places.resolve("Paris", [(0, 9)])


def test_nothing_is_found_in_what_is_not_read() -> None:
    text = "LONDON (Wire) - He lives in Leeds."
    assert [p.span.text for p in places.find(text, unread=[(0, 6)])] == ["Leeds"]


WORDS = st.sampled_from(
    "Paris in Texas , . Ohio the of Kyiv said Smith “ ” ’s U.S. near Étaples River \n Donbas and "
    "County X Washington New York Москва 東京 km north".split(" ")
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_places_lie_in_the_text_in_order_and_are_found_again(text: str) -> None:
    found = places.find(text)
    assert found == places.find(text)
    ends = [0]
    for place in found:
        assert text[place.span.start : place.span.end] == place.span.text
        assert place.span.start >= ends[-1]
        assert (place.lat is None) == (place.lon is None) == (place.precision_km is None)
        ends.append(place.span.end)


@pytest.mark.parametrize("line", ["Paris Texas in ", "Springfield, Ohio, Of A B. ", "XX'x", "A."])
def test_a_megabyte_on_one_line_takes_seconds(line: str) -> None:
    text = line * (1_000_000 // len(line))
    began = time.process_time()
    places.find(text)
    assert time.process_time() - began < 15


@pytest.mark.parametrize(
    ("text", "relation", "least", "most"),
    [
        ("Troops stood 12 km north of Bakhmut.", "12 km north of", 12, 20),
        ("They fell two kilometres from Bakhmut.", "two kilometres from", 2, 10),
        ("Troops dug in north of Bakhmut.", "north of", 20, 50),
        ("Shells fell near Bakhmut.", "near", 10, 30),
        ("Shells fell in Bakhmut.", None, 0, 10),
        ("They fell no kilometres from Bakhmut.", None, 0, 10),
    ],
)
def test_words_of_distance_are_kept_and_widen_the_place(
    text: str, relation: str | None, least: float, most: float
) -> None:
    (place,) = places.find(text)
    assert place.span.text == "Bakhmut"
    assert (place.relation.text if place.relation else None) == relation
    assert place.precision_km is not None
    assert least <= place.precision_km <= most


def test_between_two_places_is_as_wide_as_they_are_apart() -> None:
    one, other = places.find("The train stopped between Kyiv and Lviv.")
    assert one.relation == other.relation
    assert one.precision_km == other.precision_km
    assert one.precision_km == pytest.approx(468, abs=15)

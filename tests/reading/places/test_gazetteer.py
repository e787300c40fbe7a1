"""The packaged gazetteer and how names are folded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.reading.places import gazetteer as gz


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("Saint-Denis", "st denis"),
        ("St. Louis", "st louis"),
        ("Łódź", "lodz"),
        ("Fort Worth", "ft worth"),
    ],
)
def test_names_are_folded(name: str, key: str) -> None:
    assert gz.folded(name) == key


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert gz.folded(gz.folded(name)) == gz.folded(name)


@pytest.mark.parametrize(
    ("name", "short"), [("U.S.", True), ("Ky.", True), ("NSW", True), ("Ohio", False), ("A", True)]
)
def test_abbreviations_are_told_from_names(name: str, short: bool) -> None:
    assert gz.is_short(name) is short


def test_what_is_no_gazetteer_is_refused() -> None:
    with pytest.raises(ModelError, match="not a gazetteer"):
        gz.Gazetteer(b"sayso")


def test_the_packaged_one_knows_the_world() -> None:
    places = gz.packaged()
    assert len(places) > 250_000
    known = places.known(["donbas", "lamar county", gz.exact("Ky."), "artyomovsk", "vuhledar"])
    assert len(known) == 5
    assert places.known(["no such place"]) == {}
    assert places.known([]) == {}

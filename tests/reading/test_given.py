from __future__ import annotations

from dataclasses import replace

from sayso.model import Actor, ActorKind
from sayso.reading.given import with_sides
from tests.making import dam_reading

JURAN = Actor("a1", "Yorick Juran", "person")


def side(actor: Actor, **given: tuple[str, ...]) -> tuple[tuple[str, ...] | None, object]:
    names = {name.replace("_", " "): path for name, path in given.items()}
    (told,) = with_sides(replace(dam_reading(), actors=(actor,)), names).actors
    return told.side, told.side_basis


def named(name: str, kind: ActorKind) -> Actor:
    return Actor("a1", name, kind)


def test_a_name_in_another_spelling_is_the_same() -> None:
    assert side(JURAN, Yorik_Juran=("Velmora",)) == (("Velmora",), "user")


def test_a_last_name_is_its_bearer_unless_another_is_named_in_full() -> None:
    assert side(JURAN, Juran=("Velmora",))[0] == ("Velmora",)
    assert side(JURAN, Juran=("Velmora",), Yorick_Juran=("Tessany",))[0] == ("Tessany",)
    assert side(JURAN, Hanna_Juran=("Velmora",)) == (None, None)


def test_a_body_is_known_by_its_full_name() -> None:
    body = named("Velmora’s Ministry of Defence", "organisation")
    assert side(body, Velmora_Defence_Ministry=("Velmora",))[0] == ("Velmora",)


def test_an_empty_side_takes_the_reports_away() -> None:
    given = replace(JURAN, side=("Velmora",))
    assert side(given, Juran=()) == (None, "user")


def test_those_without_a_name_are_left_alone() -> None:
    assert side(replace(JURAN, unnamed=True), Yorick_Juran=("Velmora",)) == (None, None)

from __future__ import annotations

import pytest

from sayso.reading import register, sentences
from sayso.reading.named import Name
from sayso.reading.register import Register


def made(text: str, *names: Name) -> Register:
    return register.read(text, sentences.split(text), names)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("On Monday Velka, 44, left.", "velka", "person"),
        ("The herder Ossi Velka, who owns it, left.", "ossi velka", "person"),
        ("It was said by Velka Foods, which owns it.", "velka foods", "organisation"),
        ("It was said by Velka, the maker of the tins.", "velka", "organisation"),
        ("The rain fell in Velka all day.", "velka", "state"),
        ("Then Velka extends its recall.", "velka", "organisation"),
        ("Later Velka said she knew.", "velka", "person"),
        ("Nothing tells who it was. Velka came.", "velka", None),
    ],
)
def test_what_stands_beside_a_name_tells_its_kind(text: str, name: str, kind: str | None) -> None:
    assert made(text).kind_of(tuple(name.split())) == kind


def test_one_place_that_tells_is_enough() -> None:
    text = "Velka denied it. Later Dr. Ossi Velka, 44, admitted it."
    assert made(text).kind_of(("velka",)) == "person"


def test_titles_are_no_part_of_a_name_and_are_roles() -> None:
    (one,) = made("On Monday the Deputy Defence Minister Vesna Orlo left.").seen
    assert one.span.text == "Vesna Orlo"
    assert [role.text for role in one.roles] == ["Deputy Defence Minister"]


def test_an_apposition_is_a_role_and_a_clause_that_goes_on_is_none() -> None:
    one, *_ = made("At noon Vesna Orlo, the head of the port, left.").seen
    assert [role.text for role in one.roles] == ["the head of the port"]
    one, *_ = made("In the hall of Orlo, the minister invited the guests, and left.").seen
    assert one.roles == []


def test_a_bracketed_acronym_is_the_name() -> None:
    assert made("The Upper Lake Company (ULC) left.").acronyms == {
        "ulc": ("upper", "lake", "company")
    }


def test_names_of_another_reader_count() -> None:
    text = "Nothing tells who it was. Velka came."
    given = Name(26, 31, "organisation", 0.9)
    assert made(text, given).kind_of(("velka",)) == "organisation"

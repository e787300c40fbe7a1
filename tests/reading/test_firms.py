from __future__ import annotations

from sayso.model import Span
from sayso.reading import firms, sentences
from sayso.reading.cast import Cast, Draft

TEXT = "Keel Motors shut. Keel is old. The Dock Workers Union struck. Velka watched."


def cast() -> tuple[Cast, Draft, Draft]:
    made = Cast(TEXT, sentences.split(TEXT))
    keel = made.add("organisation", "Keel Motors", True)
    keel.add(Span.of(TEXT, 0, 11))
    union = made.add("organisation", "Dock Workers Union", True)
    union.add(Span.of(TEXT, 35, 53))
    return made, keel, union


def test_which_company_and_which_union_are_meant() -> None:
    made, keel, union = cast()
    assert firms.meant_by(made, "company", len(TEXT)) is keel
    assert firms.meant_by(made, "union", len(TEXT)) is union
    assert firms.meant_by(made, "party", len(TEXT)) is None


def test_an_organ_of_the_state_is_no_company() -> None:
    assert firms.public(("interior", "ministry"))
    assert not firms.public(("keel", "motors"))

"""Whom a name means, and in which forms it is looked for."""

from __future__ import annotations

import pytest

from sayso.errors import SeveralFit, UnknownEntry
from sayso.ledger import Ledger
from sayso.ledger.persons import Person, actors_meant, person, places_named, similar
from tests.making import kept, one_statement, read_said, report


def said(ledger: Ledger, *names: str, kind: str = "person") -> None:
    for name in names:
        kept(ledger, one_statement("x", name, kind=kind, publisher=f"{name} {kind}"))


def names(ledger: Ledger, given: str) -> list[str]:
    return [actor.name for actor in actors_meant(ledger, given)]


def everywhere(who: Person) -> list[str]:
    return [form.written for form in who.forms if form.everywhere]


def test_a_name_as_it_is_or_a_part_or_a_number(ledger: Ledger) -> None:
    said(ledger, "Orla Venn", "Jörn Ås", "Ulver Herald", "Ulver")
    said(ledger, "Orla Venn", kind="unknown")
    assert names(ledger, "ORLA  VENN") == ["Orla Venn", "Orla Venn"]
    assert names(ledger, "jorn") == ["Jörn Ås"]
    assert names(ledger, "ulver") == ["Ulver"]
    assert names(ledger, "2") == ["Jörn Ås"]
    assert names(ledger, "nobody") == names(ledger, "99") == names(ledger, "rla") == []


def test_a_last_name_that_is_an_actor_means_who_bears_it_too(ledger: Ledger) -> None:
    said(ledger, "Venn", "Orla Venn")
    assert names(ledger, "venn") == ["Orla Venn", "Venn"]
    assert everywhere(person(ledger, "venn"))[0] == "Orla Venn"
    # And the other way: a reading called the same one by the last name alone.
    assert person(ledger, "orla venn").actor_ids == (2, 1)
    assert similar(ledger, person(ledger, "orla venn")) == []
    said(ledger, "Pim Venn")
    with pytest.raises(SeveralFit) as raised:
        actors_meant(ledger, "venn")
    assert raised.value.options == ["Venn (1)", "Orla Venn (2)", "Pim Venn (3)"]
    assert person(ledger, "orla venn").actor_ids == (2,)


def test_the_forms_of_a_name(ledger: Ledger) -> None:
    said(ledger, "Anna Maria von der Brinn Jr")
    assert everywhere(person(ledger, "1")) == [
        "Anna Maria von der Brinn Jr", "Anna Maria von der Brinn", "Anna Brinn", "Brinn Anna",
        "A Brinn", "Maria von der Brinn", "Brinn",
    ]  # fmt: skip
    assert everywhere(person(ledger, "Moss, Ida"))[0] == "Ida Moss"


def test_spellings_that_a_reading_knows(ledger: Ledger) -> None:
    made = read_said(report("Volodya Zelenskyy said: x\nMr Zelensky and the mayor left.\n"))
    mention = made.report.text.index("Mr Zelensky")
    (actor,) = made.actors
    spans = [type(actor.mentions[0]).of(made.report.text, mention, mention + len("Mr Zelensky"))]
    spans.append(type(actor.mentions[0]).of(made.report.text, mention + 16, mention + 25))
    actor = type(actor)(actor.ref, actor.name, actor.kind, mentions=(*actor.mentions, *spans))
    kept(ledger, type(made)(made.report, actors=(actor,), statements=made.statements))
    assert "Zelensky" in everywhere(person(ledger, "1"))
    assert not any("mayor" in form for form in everywhere(person(ledger, "1")))


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("May goes, said May", "a common word"),
        ("the rice, the rice, the rice is Rice", "written small 3 times"),
        ("Xi said Xi", "very short"),
    ],
)
def test_a_last_name_that_may_mean_something_else(ledger: Ledger, text: str, risk: str) -> None:
    last = text.split()[-1]
    kept(ledger, read_said(report(f"Orla {last} said: {text}\n")))
    form = person(ledger, f"orla {last}").forms[-1]
    assert (form.written, form.everywhere) == (last, False)
    assert risk in form.risk


def test_an_organisation_and_an_unnamed_actor_have_no_last_name(ledger: Ledger) -> None:
    said(ledger, "Ministry of Salt", kind="organisation")
    assert everywhere(person(ledger, "1")) == ["Ministry of Salt"]


def test_where_a_text_names_somebody(ledger: Ledger) -> None:
    said(ledger, "Orla May")
    who = person(ledger, "orla may")
    text = "In May they may go."
    assert places_named(who, text, present=False) == []
    assert places_named(who, text, present=True) == [(3, 6)]
    assert places_named(who, f"{text} Orla May", present=False) == [(3, 6), (20, 28)]


@pytest.mark.parametrize("given", ["99", "", " ", "—"])
def test_nobody(ledger: Ledger, given: str) -> None:
    with pytest.raises(UnknownEntry):
        person(ledger, given)


def test_a_name_that_no_actor_has_is_taken_as_it_is(ledger: Ledger) -> None:
    who = person(ledger, "Ida Moss", also=["the Ferrywoman"], but_not=["moss"])
    assert (who.name, who.actor_ids) == ("Ida Moss", ())
    assert everywhere(who) == ["Ida Moss", "Moss Ida", "I Moss", "the Ferrywoman"]

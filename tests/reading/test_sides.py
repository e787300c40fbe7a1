from __future__ import annotations

import pytest

from sayso.model import Actor, Span
from sayso.reading import sentences
from sayso.reading.actors import resolve


def actor(text: str, source: str) -> Actor:
    start = text.index(source)
    cast, _ = resolve(text, sentences.split(text), [Span.of(text, start, start + len(source))])
    (one,) = cast
    return one


def basis(one: Actor) -> str | None:
    return one.side_basis.text if isinstance(one.side_basis, Span) else one.side_basis


HOME = "OSTREL, Norrla, May 2 (Wire) - The port was shut.\n\n"


@pytest.mark.parametrize(
    ("text", "source", "side", "words"),
    [
        ("Norrla's army left.", "Norrla's army", ("Norrla", "army"), "Norrla's army"),
        ("Lt. Ada Brinn, the army's spokesman, left.", "Lt. Ada Brinn, the army's spokesman,",
         ("Norrla", "army"), "the army's spokesman"),
        ("Deputy Defence Minister Ada Brinn left.", "Deputy Defence Minister Ada Brinn",
         ("Norrla", "Defence Ministry"), "Deputy Defence Minister"),
        ("Ada Brinn, head of the Kenyan Lantern Group, left.",
         "Ada Brinn, head of the Kenyan Lantern Group,", ("Kenya", "Lantern Group"),
         "head of the Kenyan Lantern Group"),
        ("Kenyan officials left.", "Kenyan officials", ("Kenya",), "Kenyan officials"),
        ("Kenya left.", "Kenya", ("Kenya",), "Kenya"),
        ("Ada Brinn, who speaks for the Lantern Front, left.",
         "Ada Brinn, who speaks for the Lantern Front,", ("Lantern Front",),
         "who speaks for the Lantern Front"),
    ],
)  # fmt: skip
def test_office_command_and_membership_give_a_side(
    text: str, source: str, side: tuple[str, ...], words: str
) -> None:
    one = actor(HOME + text, source)
    assert (one.side, basis(one)) == (side, words)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ada Brinn, a Kenyan-born skipper, left.", "Ada Brinn, a Kenyan-born skipper,"),
        ("A Kenyan farmer left.", "A Kenyan farmer"),
        ("Gen. Ada Brinn left.", "Gen. Ada Brinn"),
        ("Dr. Ada Brinn, a surgeon at the army hospital, left.",
         "Dr. Ada Brinn, a surgeon at the army hospital,"),
        ("The Constitutional Court left.", "The Constitutional Court"),
        ("Observers of the Lake Mission left.", "Observers of the Lake Mission"),
        ("Ada Brinn, a former minister, left.", "Ada Brinn, a former minister,"),
        ("Two witnesses left.", "Two witnesses"),
    ],
)  # fmt: skip
def test_origin_rank_and_trade_give_none(text: str, source: str) -> None:
    one = actor(HOME + text, source)
    assert (one.side, one.side_basis) == (None, None)


def test_an_organ_of_a_state_that_nobody_names_is_the_governments() -> None:
    one = actor("The interior ministry denied it.", "The interior ministry")
    assert one.side == ("government", "interior ministry")


def test_of_two_states_the_one_whose_ministry_it_is_stays_open() -> None:
    text = "Norrla's army and Ostrela's army met. The interior ministry denied it."
    assert actor(text, "The interior ministry").side is None


@pytest.mark.parametrize(
    ("source", "side"),
    [
        ("Hamas official Osama Brinn", ("Hamas",)),
        ("the FSB", ("Russia", "FSB")),
        ("Wagner chief Ada Brinn", ("Russia", "Wagner Group")),
        ("Ada Brinn, the Russian-installed governor of Kherson,", ("Russia",)),
        ("Kharkiv regional governor Ada Brinn", ("Ukraine", "governorate")),
        ("White House press secretary Ada Brinn", ("United States", "White House")),
        ("Mykhailo Brinn, an adviser to President Vey,", ("government",)),
        ("Lantern fighters", ("Lantern",)),
        ("the chief epidemiologist, Dr Ada Brinn,", ("government",)),
        ("The Kenyan opposition leader Ada Brinn", ("opposition",)),
        ("A retired Kenyan general", None),
        ("a Kenyan military analyst", None),
        ("Kenyan military blogger Ada Brinn", None),
        ("a person close to the Kenyan government", None),
        ("Ada Brinn of Human Rights Watch", None),
    ],
)
def test_bodies_and_offices_of_the_world(source: str, side: tuple[str, ...] | None) -> None:
    text = source + " said that the Lantern march was off."
    assert actor(text, source).side == side


def test_a_spokesman_has_the_side_of_whom_its_means() -> None:
    text = "The Lantern Front denied it. Its spokesman, Ada Brinn, left."
    one = actor(text, "Its spokesman, Ada Brinn,")
    assert (one.side, basis(one)) == (("Lantern Front",), "Its spokesman")


def test_a_bare_ministry_is_the_one_that_the_report_has_named() -> None:
    text = (
        "The Gaza health ministry said it was a strike. Israel said it was not. Ada Brinn, the "
        "spokesman for the health ministry, said so."
    )
    assert actor(text, "Ada Brinn, the spokesman for the health ministry,").side == (
        "Gaza",
        "health ministry",
    )


def test_a_capital_in_the_sentence_tells_whose_minister_it_is() -> None:
    text = (
        "Saudi Arabia's Foreign Ministry left.\n\n“No,” Foreign Minister Ada Brinn said in Cairo."
    )
    assert actor(text, "Foreign Minister Ada Brinn").side == ("Egypt", "Foreign Ministry")
    assert actor(text, "Saudi Arabia's Foreign Ministry").side == (
        "Saudi Arabia",
        "Foreign Ministry",
    )


def test_a_town_that_speaks_is_no_camp_by_that() -> None:
    text = "In Zabrod the market was shut. Zabrod answered that it had none."
    start = text.rindex("Zabrod")
    cast, _ = resolve(text, sentences.split(text), [Span.of(text, start, start + 6)])
    assert cast[0].side is None


def test_a_company_that_is_told_of_once_is_no_party() -> None:
    text = "A spokesman for Keel, a supplier, shrugged. The Lantern Front denied it."
    assert actor(text, "A spokesman for Keel, a supplier,").side is None


BATTLE = (
    "LOWER KESK, Norrla, May 9 (Wire) - {} confirmed it.\n\nA ministry spokesman, Ada Brinn, left."
)


@pytest.mark.parametrize(
    ("named", "side"),
    [
        ("Velmora's Defence Ministry", "Velmora"),
        ("The Ministry of Defence of Velmora", "Velmora"),
        ("Velmora's Defence Ministry and Norrla's Interior Ministry", "Norrla"),
        ("Velmora's army", "Norrla"),
    ],
)
def test_a_bare_ministry_is_the_only_one_that_is_named(named: str, side: str) -> None:
    one = actor(BATTLE.format(named), "A ministry spokesman, Ada Brinn")
    assert one.side
    assert one.side[0] == side

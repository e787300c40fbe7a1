from __future__ import annotations

import pytest

from sayso.reading import register, sentences, states
from sayso.reading.states import States


def found(text: str) -> States:
    told = sentences.split(text)
    return states.find(text, told, register.read(text, told))


@pytest.mark.parametrize(
    "text",
    [
        "Norrla's interior ministry denied it.",
        "The Kingdom of Norrla denied it.",
        "OSTREL, Norrla, March 12 (Wire) - The port is shut.",
        "The breakaway Norrla denied it.",
        "The president of Norrla denied it.",
        "The General Staff of Norrla denied it.",
        "The Ministry of Defence of Norrla denied it.",
        "The minister of trade and industry of Norrla denied it.",
    ],
)
def test_a_state_is_known_by_what_only_states_have(text: str) -> None:
    assert found(text).named("Norrla") == "Norrla"


def test_an_adjective_belongs_to_the_name_in_the_text() -> None:
    told = found("Norrla's army left. The Norrlan lines held.")
    assert told.named("Norrlan") == "Norrla"
    assert told.adjective("Norrlan") == "Norrla"
    assert told.adjective("Norrla") is None


def test_an_adjective_may_be_the_name_without_its_last_letter() -> None:
    told = found("The army of Velmany left. The Velman lines held.")
    assert told.adjective("Velman") == "Velmany"


def test_a_person_who_has_an_army_is_no_state() -> None:
    assert found("Gen. Ada Brinn left. Brinn's army followed.").named("Brinn") is None


def test_states_of_the_world_are_known_by_name_adjective_and_seat() -> None:
    told = found("French officials met those of Kenya.")
    assert (told.named("French"), told.named("Kenya")) == ("France", "Kenya")
    assert told.named("Nairobi") == "Kenya"


def test_us_is_no_state_in_a_line_of_capitals() -> None:
    assert found("THEY TOLD US\n\nThe US army left.").before(0, 14) is None


def test_the_report_is_from_the_state_of_its_date_line() -> None:
    told = found("OSTREL, Norrla, May 2 (Wire) - Kenya and France met. Kenya left.")
    assert (told.dated, told.home) == ("Norrla", "Norrla")


def test_a_capital_speaks_for_its_state() -> None:
    assert (
        found("Norrla's army left. In Ostrel, the capital of Norrla, it rained.").named("Ostrel")
        == "Norrla"
    )

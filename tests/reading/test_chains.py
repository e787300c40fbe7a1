"""Chains of hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Actor, Hand, Span, Statement
from sayso.reading import sentences
from sayso.reading.chains import chained as chained_in
from tests.making import report
from tests.making import statement as stated

TEXT = "Brell said the port had said the pump failed."
BRELL, PORT = Span(0, 5, "Brell"), Span(11, 19, "the port")


def chained(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    return chained_in(TEXT, sentences.split(TEXT), None, (), statements)[0]


def hands(text: str, content: str, cue: str = "said", publisher: str | None = None) -> list[str]:
    """The names of the hands of one statement of Brell's, who is the actor a1."""
    one = replace(stated(report(text), content, source="Brell", cue=cue), speakers=("a1",))
    cast = (Actor("a1", "Brell", "person", False),)
    made, known = chained_in(text, sentences.split(text), publisher, cast, [one])
    named = {actor.ref: actor.name for actor in known}
    return [named[hand.ref] for hand in made[0].chain]


def statement(key: str, who: str, source: Span, within: str | None = None) -> Statement:
    content = (Span(30, 45, TEXT[30:45]),)
    made = Statement(key, "source", "indirect", source, None, content, (), speakers=(who,))
    return replace(made, within=within)


def test_a_statement_came_through_those_it_stands_inside() -> None:
    outer, inner = statement("o", "a1", BRELL), statement("i", "a2", PORT, "o")
    made = chained([inner, outer])
    assert made[0].chain == (Hand("a1", BRELL), Hand("a2", PORT))
    assert made[1].chain == (Hand("a1", BRELL),)


def test_an_open_speaker_is_no_hand() -> None:
    outer = replace(statement("o", "a1", BRELL), speakers=())
    made = chained([outer, statement("i", "a2", PORT, "o")])
    assert [one.chain for one in made] == [(), (Hand("a2", PORT),)]


def test_a_circle_ends() -> None:
    one, other = statement("o", "a1", BRELL, "i"), statement("i", "a2", PORT, "o")
    assert len(chained([one, other])[0].chain) == 2


def test_the_outlet_that_was_told_is_a_hand() -> None:
    text = "Brell told the weekly Harrow Post that it held."
    assert hands(text, "that it held", "told") == ["Harrow Post", "Brell"]
    assert hands("Brell told a local paper that it held.", "that it held", "told") == [
        "local paper",
        "Brell",
    ]


def test_the_reports_own_outlet_and_a_mere_hearer_are_none() -> None:
    text = "Brell told the weekly Harrow Post that it held."
    assert hands(text, "that it held", "told", "Harrow Post") == ["Brell"]
    assert hands("Brell told this newspaper that it held.", "that it held", "told") == ["Brell"]
    assert hands("Brell told the radio that it held.", "that it held", "told") == ["Brell"]


def test_a_document_that_was_seen_stands_before_and_one_cited_behind() -> None:
    text = "Brell said in a letter to crews, seen by The Lamp, that it held."
    assert hands(text, "that it held") == ["letter to crews", "Brell"]
    assert hands("Brell, citing a diver’s report, said it held.", "it held") == [
        "Brell",
        "diver’s report",
    ]


def letters(text: str, source: str, *people: str) -> list[str]:
    """The names of the hands of what a letter says, the people among the actors given."""
    one = replace(stated(report(text), "that it held", source=source, cue="says"), speakers=("a1",))
    cast = [Actor("a1", source, "document", False)]
    cast += [Actor(f"a{n}", name, "person", False) for n, name in enumerate(people, 2)]
    made, known = chained_in(text, sentences.split(text), None, cast, [one])
    named = {actor.ref: actor.name for actor in known}
    return [named[hand.ref] for hand in made[0].chain]


def test_behind_a_letter_stands_who_wrote_it() -> None:
    text = "Brell’s letter says that it held."
    assert letters(text, "Brell’s letter", "Ada Brell", "Ola Vey") == [
        "Brell’s letter",
        "Ada Brell",
    ]
    text = "A letter from Deputy Minister Ola Vey says that it held."
    assert letters(text, "A letter from Deputy Minister Ola Vey")[1:] == ["Ola Vey"]


def test_behind_a_report_or_a_letter_of_nobody_named_stands_none() -> None:
    assert len(letters("Brell’s report says that it held.", "Brell’s report", "Ada Brell")) == 1
    assert len(letters("A lawyer’s letter says that it held.", "A lawyer’s letter")) == 1


def test_an_interview_that_another_outlet_had_is_a_hand() -> None:
    text = "Brell said in an interview with the newspaper Lamp that it held."
    assert hands(text, "that it held") == ["Lamp", "Brell"]

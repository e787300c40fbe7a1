from __future__ import annotations

from sayso.model import Actor, Span
from sayso.reading import sentences
from sayso.reading.actors import Context, Speaking, resolve


def cast(text: str, *sources: str | None) -> tuple[dict[str, Actor], list[Speaking]]:
    """The actors by ref, and who each source is; sources are given in the order they stand."""
    at, spans = 0, []
    for words in sources:
        start = text.index(words, at) if words else 0
        spans.append(Span.of(text, start, start + len(words)) if words else None)
        at = start + len(words) if words else at
    actors, speaking = resolve(text, sentences.split(text), spans)
    return {actor.ref: actor for actor in actors}, speaking


def names(text: str, *sources: str | None) -> list[str | None]:
    actors, speaking = cast(text, *sources)
    return [actors[one.speakers[0]].name if one.speakers else None for one in speaking]


def test_a_last_name_is_its_bearer() -> None:
    text = "Maj. Ilse Marrow said no. Marrow said yes."
    assert names(text, "Maj. Ilse Marrow", "Marrow") == ["Ilse Marrow", "Ilse Marrow"]


def test_spellings_of_one_name_are_one_actor() -> None:
    text = "Yevgeny Dzhurin said so. Yevgeniy Dzhuryn denied it."
    actors, speaking = cast(text, "Yevgeny Dzhurin", "Yevgeniy Dzhuryn")
    assert len(actors) == 1
    assert speaking[0] == speaking[1]


def test_two_bearers_of_a_last_name_are_two_actors() -> None:
    text = "Anna Holm said so. Peter Holm denied it."
    assert names(text, "Anna Holm", "Peter Holm") == ["Anna Holm", "Peter Holm"]


def test_a_pronoun_with_one_antecedent_is_resolved() -> None:
    text = "Maj. Ilse Marrow spoke first. She said the road was mined."
    assert names(text, "She") == ["Ilse Marrow"]


def test_a_pronoun_between_two_people_stays_open_with_candidates() -> None:
    text = "Anna Holm met Maria Kester in Ostrel. She said the road was mined."
    actors, (one,) = cast(text, "She")
    assert one.speakers == ()
    assert {actors[ref].name for ref in one.candidates} == {"Anna Holm", "Maria Kester"}


def test_a_pronoun_nobody_fits_has_neither_speaker_nor_candidates() -> None:
    _, (one,) = cast("He said the road was mined.", "He")
    assert one == Speaking()


def test_a_state_is_not_the_man_who_leads_it() -> None:
    text = "President Teodor Valk of Tessany spoke. Tessany said the ridge was taken."
    assert names(text, "President Teodor Valk of Tessany", "Tessany") == ["Teodor Valk", "Tessany"]


def test_an_unnamed_source_is_marked_and_found_again() -> None:
    text = "A Western diplomat said it would hold. “Not for long,” the diplomat said."
    actors, speaking = cast(text, "A Western diplomat", "the diplomat")
    assert speaking[0] == speaking[1]
    (actor,) = actors.values()
    assert actor.unnamed
    assert [m.text for m in actor.mentions] == ["A Western diplomat", "the diplomat"]


def test_a_relative_pronoun_is_what_stands_before_it() -> None:
    text = "It holds, according to an aide to the mayor, who said more was known."
    actors, speaking = cast(text, "an aide to the mayor", "who")
    assert len(actors) == 1
    assert speaking[0] == speaking[1]


def test_a_title_gives_a_role_span() -> None:
    text = "Defence Minister Oleg Strand promised it."
    actors, _ = cast(text, "Defence Minister Oleg Strand")
    (actor,) = actors.values()
    assert [role.text for role in actor.roles] == ["Defence Minister"]
    assert actor.kind == "person"


def test_no_source_is_nobody() -> None:
    actors, speaking = cast("It was said.", None)
    assert actors == {}
    assert speaking == [Speaking()]


def test_those_who_speak_together_are_all_speakers() -> None:
    text = "Dr. Anna Holm met Maj. Ilse Marrow. Holm and Marrow said the road was mined."
    actors, (one,) = cast(text, "Holm and Marrow")
    assert [actors[ref].name for ref in one.speakers] == ["Anna Holm", "Ilse Marrow"]
    assert one.candidates == ()


def test_a_body_with_and_in_its_name_is_one() -> None:
    assert names(
        "The Ministry of Trade and Industry left.", "The Ministry of Trade and Industry"
    ) == ["Ministry of Trade and Industry"]


def test_she_in_reported_words_is_the_one_who_reports() -> None:
    text = "Maria Kester left. Anna Holm said she knew the road."
    start = text.index("she")
    spans = [
        Span.of(text, text.index("Anna"), text.index(" said")),
        Span.of(text, start, start + 3),
    ]
    contents = [[Span.of(text, start, len(text) - 1)], []]
    _, (holm, she) = resolve(text, sentences.split(text), spans, Context(contents=contents))
    assert she == holm


def test_initials_and_you_in_a_talk() -> None:
    text = (
        "Dr. Pekka Rautio was head of quality.\n\nVOICE: Was it shut?\n\nRAUTIO: It was.\n\n"
        "V: Did you write that?\n\nR: I did.\n"
    )
    said = names(text, "RAUTIO", "you", "R")
    assert said == ["Pekka Rautio"] * 3


def test_a_town_that_speaks_is_no_person() -> None:
    text = "In Zabrod the market was shut. Zabrod answered that it had none."
    start = text.rindex("Zabrod")
    actors, _ = resolve(text, sentences.split(text), [Span.of(text, start, start + 6)])
    assert actors[0].kind == "state"


def test_whom_an_interview_opens_by_naming_answers_under_a() -> None:
    text = (
        "Runa Oskell, a notary, kept the books until Friday. She received Ivo Brann at home.\n\n"
        "Q: Who signed?\n\nA: Nobody did.\n\nQ: You too?\n\nA: No."
    )
    assert names(text, "A", "A") == ["Runa Oskell", "Runa Oskell"]

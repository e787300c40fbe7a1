from __future__ import annotations

import pytest

from sayso.reading import turns
from sayso.reading.attribution import Attribution
from sayso.reading.interviews import with_turns

Shown = list[tuple[str, str, list[str]]]


def shown(text: str, *found: Attribution, publisher: str | None = None) -> Shown:
    made = with_turns(text, publisher, turns.find(text), found)
    return [
        (
            text[slice(*one.source)] if one.source else "",
            text[slice(*one.cue)] if one.cue else "",
            [text[slice(*part)] for part in one.content],
        )
        for one in made
    ]


def test_turns_of_a_transcript() -> None:
    text = "BRINN: The dam holds.\n\nOAKES: Does it?\n\nBRINN: It does.\n"
    assert shown(text) == [
        ("BRINN", ":", ["The dam holds"]),
        ("OAKES", ":", ["Does it?"]),
        ("BRINN", ":", ["It does"]),
    ]


@pytest.mark.parametrize("mark", ['"', "“"])
def test_turns_of_a_transcript_quoted_paragraph_by_paragraph(mark: str) -> None:
    turn = ("BRINN: The dam holds.", "OAKES: Does it?", "BRINN: It does.")
    assert shown("\n\n".join(mark + one for one in turn)) == [
        ("BRINN", ":", ["The dam holds"]),
        ("OAKES", ":", ["Does it?"]),
        ("BRINN", ":", ["It does"]),
    ]


def test_a_turn_takes_its_further_paragraphs_but_the_last_none() -> None:
    text = "O: Well?\n\nB: It holds.\n\nIt did before.\n\nO: And now?\n\nB: Yes.\n\nIt rained."
    assert [said for _, _, said in shown(text)] == [
        ["Well?"],
        ["It holds", "It did before"],
        ["And now?"],
        ["Yes"],
    ]


@pytest.mark.parametrize(
    ("asks", "again", "publisher"),
    [
        ("Q", "Q", None),
        ("PRESENTER (Una Oakes)", "PRESENTER", None),
        ("OSTREL", "O", "Ostrel Lamp"),
        ("LAMP", "LAMP", "Ostrel Lamp"),
    ],
)
def test_the_outlets_own_questions_are_no_statements(
    asks: str, again: str, publisher: str | None
) -> None:
    text = f"{asks}: Who?\n\nBRINN: I did.\n\n{again}: You?\n\nBRINN: Yes."
    made = shown(text, publisher=publisher)
    assert [(source, said) for source, _, said in made] == [
        ("BRINN", ["I did"]),
        ("BRINN", ["Yes"]),
    ]


def test_answers_after_dashes() -> None:
    text = "Was it shut?\n\n– No.\n\nWho says so?\n\n– The port. It told us."
    assert shown(text) == [("", "–", ["No"]), ("", "–", ["The port. It told us"])]


@pytest.mark.parametrize(
    "text",
    [
        "WHAT: a fair\n\nWHEN: on Sunday\n\nWHERE: in Ostrel\n",
        "BRINN: The dam holds.\n\nIt rained.\n",
        "What it brings:\n\n– Bread.\n\n– Milk.\n\n– Salt.",
        "Correction: an earlier version.\n\nIt rained.\n\nUpdate: it snowed.",
    ],
)
def test_lines_that_are_no_turns(text: str) -> None:
    assert shown(text) == []


def test_a_turn_replaces_what_was_found_of_its_colon_and_keeps_what_is_said_inside() -> None:
    text = "BRINN: Oakes says it holds.\n\nOAKES: I do.\n\nBRINN: There."
    cut = Attribution((0, 5), (5, 6), ((7, 12),), 0.5)
    inner = Attribution((7, 12), (13, 17), ((18, 26),), 0.8)
    assert shown(text, cut, inner) == [
        ("BRINN", ":", ["Oakes says it holds"]),
        ("Oakes", "says", ["it holds"]),
        ("OAKES", ":", ["I do"]),
        ("BRINN", ":", ["There"]),
    ]


def test_turns_are_the_speakers_own_words() -> None:
    text = "BRINN: It holds.\n\nOAKES: Does it?\n\nBRINN: It does."
    assert all(one.turn for one in with_turns(text, None, turns.find(text), ()))

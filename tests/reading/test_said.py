from __future__ import annotations

import pytest

from sayso.reading import times
from sayso.reading.attribution import Attribution
from sayso.reading.said import Told, said

PUBLISHED = "2031-03-12"


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def told(text: str, *parts: tuple[str | None, str, str]) -> Told:
    """A sentence with attributions from (source, cue, content) given by their words."""
    made = [
        Attribution(at(text, s) if s else None, at(text, c), (at(text, w),), 1.0)
        for s, c, w in parts
    ]
    return Told(text, 0, len(text), times.find(text, PUBLISHED), made)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "words"),
    [
        ("On Tuesday, Brinn said it holds.", "Brinn", "said", "it holds", "Tuesday"),
        ("Brinn on Monday ordered a halt.", "Brinn", "ordered", "a halt", "Monday"),
        (
            "Brinn denied in a televised briefing on Tuesday that it fell.",
            "Brinn", "denied", "that it fell", "Tuesday",
        ),
        (
            "Brinn told the house early this month that it holds.",
            "Brinn", "told", "that it holds", "early this month",
        ),
        (
            "Brinn had conceded, on Monday, that it fell.",
            "Brinn", "had conceded", "that it fell", "Monday",
        ),
        (
            "Brinn called the note a forgery on Friday.",
            "Brinn", "called", "the note a forgery", "Friday",
        ),
        (
            "Brinn rang at noon on Monday and said it holds.",
            "Brinn", "said", "it holds", "noon on Monday",
        ),
        (
            "Brinn appeared on Radio Orle on Monday and began by saying it holds.",
            "Brinn", "saying", "it holds", "Monday",
        ),
        ("Brinn said Monday that it holds.", "Brinn", "said Monday", "that it holds", "Monday"),
        (
            "But in a statement issued Friday, Brinn said it holds.",
            "Brinn", "said", "it holds", "Friday",
        ),
        (
            "At Monday’s debate in Orle, Brinn said it holds.",
            "Brinn", "said", "it holds", "Monday",
        ),
        (
            "Brinn has blamed the port for it, at a press conference in Orle this afternoon.",
            "Brinn", "has blamed", "the port for it", "this afternoon",
        ),
        (
            "Brinn told her deputy, Jon Vey, on Tuesday that it fell.",
            "Brinn", "told", "that it fell", "Tuesday",
        ),
        ("In Orle yesterday Brinn said it holds.", "Brinn", "said", "it holds", "yesterday"),
        (
            "Brinn, who on Tuesday was saying it holds, has left.",
            "Brinn", "was saying", "it holds", "Tuesday",
        ),
        (
            "A poll released Friday shows that it holds.",
            "A poll released Friday", "shows", "that it holds", "Friday",
        ),
        (
            "He spoke of Wednesday’s claim that it holds.",
            None, "claim", "that it holds", "Wednesday",
        ),
        ("Brinn, arrested on Monday, said it holds.", "Brinn,", "said", "it holds", None),
        ("On Monday Brinn rang and said it holds.", "Brinn", "said", "it holds", "Monday"),
        (
            "At the gate this morning Brinn said it holds.",
            "Brinn", "said", "it holds", "this morning",
        ),
        ("Wednesday’s claim that it holds was wrong.", None, "claim", "that it holds", "Wednesday"),
        (
            "A memo dated 3 March says it fell.",
            "A memo dated 3 March", "says", "it fell", "3 March",
        ),
        ("A memo, dated 3 March, says it fell.", "A memo", "says", "it fell", "3 March"),
        (
            "On Tuesday, after talks in Orle, Brinn said it holds.",
            "Brinn", "said", "it holds", "Tuesday",
        ),
        # What happened, how long it took, another verb’s day, the day of the date line.
        ("Brinn said it fell on Monday.", "Brinn", "said", "it fell on Monday", None),
        ("Brinn, who came on Monday, said it holds.", "Brinn", "said", "it holds", None),
        ("Brinn has said since Monday that it holds.", "Brinn", "has said", "that it holds", None),
        ("After the fall on Monday Brinn said it holds.", "Brinn", "said", "it holds", None),
        ("Talks are expected on Friday.", None, "are expected", "Talks", None),
        ("Brinn now says it holds.", "Brinn", "says", "it holds", None),
        ("ORLE, March 3 (Wire) - Brinn said it holds.", "Brinn", "said", "it holds", None),
        ("10:40 Brinn said it holds.", "Brinn", "said", "it holds", None),
    ],
)  # fmt: skip
def test_the_time_that_a_sentence_ties_to_its_cue(
    text: str, source: str | None, cue: str, content: str, words: str | None
) -> None:
    sentence = told(text, (source, cue, content))
    found = said(sentence, sentence.attributions[0])
    assert (found.span.text if found else None) == words


def test_verbs_that_share_a_source_share_its_time() -> None:
    text = "On Monday Brinn ordered a halt, calling it a risk."
    sentence = told(text, ("Brinn", "ordered", "a halt"), ("Brinn", "calling", "it a risk"))
    days = [said(sentence, one) for one in sentence.attributions]
    assert [day.span.text if day else None for day in days] == ["Monday", "Monday"]


def test_another_verb_keeps_its_time() -> None:
    text = "On Monday Brinn said it holds, but Aster disputed that."
    sentence = told(text, ("Brinn", "said", "it holds"), ("Aster", "disputed", "that"))
    assert said(sentence, sentence.attributions[1]) is None


def test_a_statement_inside_another_has_its_own_time() -> None:
    text = "Aster said on Tuesday that Brinn had warned her on Monday that it would fall."
    sentence = told(
        text,
        ("Aster", "said", "that Brinn had warned her on Monday that it would fall"),
        ("Brinn", "had warned", "that it would fall"),
    )
    days = [said(sentence, one) for one in sentence.attributions]
    assert [day.span.text if day else None for day in days] == ["Tuesday", "Monday"]

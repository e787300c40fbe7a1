"""Non-comment: read as an attribution, told as a clause without a cue."""

from __future__ import annotations

import pytest

from sayso.reading import noncomment
from sayso.reading.attribution import Attribution


@pytest.mark.parametrize(
    "clause",
    [
        "declined to comment",
        "has repeatedly refused to discuss the sluice",
        "did not immediately respond to a request for comment",
        "didn’t return calls",
        "could not be reached",
        "has yet to comment",
        "has not commented",
        "was not available for comment",
        "left three letters unanswered",
        "remained silent",
        "would not say who ordered it",
        "had no comment",
        "referred questions to the port",
    ],
)
def test_clauses_of_non_comment(clause: str) -> None:
    assert noncomment.says_so(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "denied the report",
        "refused to open the gate",
        "did not open the gate",
        "commented on the gate",
        "did not say that the gate leaked",
        "said it was silent on the river",
        "could not be repaired",
    ],
)
def test_other_clauses(clause: str) -> None:
    assert not noncomment.says_so(clause)


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    def part(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Attribution(part(source), part(cue), (part(content),), 0.9)


def test_cue_and_content_become_the_clause() -> None:
    text = "The port declined on Monday to comment on the leak."
    made = noncomment.converted(text, attribution(text, "The port", "declined", "to comment"))
    (content,) = made.content
    assert made.cue is None
    assert text[slice(*content)] == "declined on Monday to comment"
    assert text[slice(*(made.source or (0, 0)))] == "The port"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The port declined to open the gate.", "declined", "to open the gate"),
        ("To comment on it, the port declined.", "declined", "To comment on it"),
    ],
)
def test_what_is_none_stays_as_it_is(text: str, cue: str, content: str) -> None:
    one = attribution(text, "he port", cue, content)
    assert noncomment.converted(text, one) is one


def test_the_order_is_by_where_each_begins() -> None:
    text = "The port did not answer. Brell said it leaked."
    silent = attribution(text, "The port", "did not", "answer")
    spoken = attribution(text, "Brell", "said", "it leaked")
    first, second = noncomment.told(text, [spoken, silent])
    assert (first.cue, second) == (None, spoken)

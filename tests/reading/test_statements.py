from __future__ import annotations

import pytest

from sayso.model import Report, Span, Statement
from sayso.reading import figures, quotes, sentences, times
from sayso.reading.actors import Speaking
from sayso.reading.attribution import Attribution
from sayso.reading.statements import Surroundings, kind_of, statements, words_of


def report(text: str) -> Report:
    return Report(
        "r", "", "", None, None, None, (), "en", None, "2031-03-12", "given", "article", text
    )


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def made(text: str, *parts: tuple[str | None, str, str]) -> tuple[Statement, ...]:
    """Statements of a text from (source, cue, content) given by their words."""
    found = [
        Attribution(at(text, s) if s else None, at(text, c), (at(text, w),), 1.0)
        for s, c, w in parts
    ]
    contents = [Span.of(text, *part) for one in found for part in one.content]
    counted = figures.find(text, contents)
    around = Surroundings(
        report(text), quotes.runs(text), sentences.split(text),
        times.stretches(text, times.find(text, "2031-03-12")), counted, found,
    )  # fmt: skip
    return statements(around, [Speaking()] * len(found))


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ("“We go.”", "direct", [("quoted", "“We go.”")]),
        ("that they go", "indirect", [("reported", "that they go")]),
        ("that “we go”", "direct", [("reported", "that"), ("quoted", "“we go”")]),
        (
            "they would “go, perhaps,” soon",
            "mixed",
            [("reported", "they would"), ("quoted", "“go, perhaps,”"), ("reported", "soon")],
        ),
    ],
)
def test_quoted_words_are_told_from_reported_ones(
    content: str, kind: str, words: list[tuple[str, str]]
) -> None:
    text = f"He said {content}"
    cut = words_of(text, [Span.of(text, 8, len(text))], quotes.runs(text))
    assert [(w.as_, w.span.text) for w in cut] == words
    assert kind_of(cut) == kind


@pytest.mark.parametrize(
    ("text", "source", "content", "said"),
    [
        ("The dam holds, Brinn said Monday.", "Brinn", "The dam holds", "Monday"),
        ("On Tuesday, Brinn said the dam holds.", "Brinn", "the dam holds", "Tuesday"),
        ("Brinn said the dam broke on Monday.", "Brinn", "the dam broke on Monday", None),
        ("Brinn said the dam holds.", "Brinn", "the dam holds", None),
    ],
)
def test_said_is_the_time_of_speaking_alone(
    text: str, source: str, content: str, said: str | None
) -> None:
    (one,) = made(text, (source, "said", content))
    assert (one.said.span.text if one.said else None) == said


def test_a_time_inside_the_content_is_the_statements_own() -> None:
    (one,) = made(
        "Brinn said the dam broke on Monday.", ("Brinn", "said", "the dam broke on Monday")
    )
    assert [t.span.text for t in one.times] == ["Monday"]


def test_a_statement_inside_another_names_it() -> None:
    text = "Aster said a sergeant had told her that the order came."
    outer, inner = made(
        text,
        ("Aster", "said", "a sergeant had told her that the order came"),
        ("a sergeant", "had told", "that the order came"),
    )
    assert outer.within is None
    assert inner.within == outer.id


def test_a_statement_has_the_figures_inside_its_contents() -> None:
    (one,) = made("The 5 said 31 were dead.", ("The 5", "said", "31 were dead"))
    assert [(f.span.text, f.kind, f.value) for f in one.figures] == [("31", "killed", 31)]


def test_the_verb_is_the_reporters_word() -> None:
    (one,) = made("Brinn insisted the dam holds.", ("Brinn", "insisted", "the dam holds"))
    assert one.verb == "insisted"

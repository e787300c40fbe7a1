from __future__ import annotations

import pytest

from sayso.reading import quotes, sentences
from sayso.reading.attribution import Attribution
from sayso.reading.edges import Page, settled
from sayso.reading.joining import joined


def page(text: str) -> Page:
    return Page(text, quotes.runs(text), sentences.split(text))


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def words(text: str, span: tuple[int, int] | None) -> str:
    return text[slice(*span)] if span else ""


def one(text: str, source: str, cue: str, *content: str) -> Attribution:
    spans = tuple(at(text, part) for part in content)
    return Attribution(at(text, source), at(text, cue), spans, 1.0)


@pytest.mark.parametrize(
    ("text", "tagged", "kept"),
    [
        ("Brinn said the dam holds.", "the dam holds.", "the dam holds"),
        ("“It holds,” Brinn said.", "It holds", "“It holds,”"),
        ("“It holds now,” Brinn said.", "“It holds", "“It holds now,”"),
        ("Brinn said Monday the dam holds.", "Monday the dam holds", "the dam holds"),
        ("Brinn said the U.S. lost to the U.K.", "the U.S. lost to the U.K.", None),
        ("Brinn said the dam would hold.", "the dam wou", "the dam would"),
    ],
)
def test_a_contents_edges(text: str, tagged: str, kept: str | None) -> None:
    (made,) = settled(page(text), [one(text, "Brinn", "said", tagged)])
    assert words(text, made.content[0]) == (tagged if kept is None else kept)


def test_a_day_is_no_part_of_the_cue() -> None:
    text = "The dam holds, Brinn said on Monday."
    (made,) = settled(page(text), [one(text, "Brinn", "said on Monday", "The dam holds")])
    assert words(text, made.cue) == "said"


def test_a_relative_clause_is_completed_up_to_the_cue() -> None:
    text = "Ada Brinn, who asked for time, said the dam holds."
    (made,) = settled(page(text), [one(text, "Ada Brinn, who asked", "said", "the dam holds")])
    assert words(text, made.source) == "Ada Brinn, who asked for time,"


def test_a_piece_that_is_another_statements_is_dropped() -> None:
    text = "Brinn said the dam holds. Later Oakes said it fell apart."
    first = one(text, "Brinn", "said", "the dam holds", "it fell apart")
    second = one(text, "Oakes", "said it", "it fell apart")
    made = settled(page(text), [first, second])
    assert [words(text, part) for part in made[0].content] == ["the dam holds"]


def test_all_paragraphs_of_a_quotation_that_runs_on_are_one_statements() -> None:
    text = "“We were on the radio.\n\n“At four we stopped,” a fighter said."
    made = joined(page(text), [one(text, "a fighter", "said", "“At four we stopped,”")])
    assert [words(text, p) for p in made[0].content] == [
        "“We were on the radio.",
        "“At four we stopped,”",
    ]


def test_a_bare_quotation_joins_the_paragraph_before() -> None:
    text = "“Not all heard,” Strand said.\n\n“I will not hide behind a word.”\n\nIt rained."
    made = joined(page(text), [one(text, "Strand", "said", "“Not all heard,”")])
    assert [words(text, p) for p in made[0].content] == [
        "“Not all heard,”",
        "“I will not hide behind a word.”",
    ]


def test_a_bare_quotation_joins_nothing_where_nobody_was_quoted() -> None:
    text = "Strand said it rained.\n\n“I will not hide behind a word.”"
    before = [one(text, "Strand", "said", "it rained")]
    assert joined(page(text), before) == before


def test_a_piece_that_holds_a_whole_inner_statement_is_kept() -> None:
    text = "“We checked,” Brell said. “They told us it was fine.”"
    outer = one(text, "Brell", "said", "“We checked,”", "“They told us it was fine.”")
    inner = one(text, "They", "told", "it was fine")
    assert settled(page(text), [outer, inner])[0].content == outer.content


def test_a_quotation_that_runs_on_joins_the_outer_statement() -> None:
    text = "“He told us it was fine, Brell said.\n\n“We believed it.”"
    outer = one(text, "Brell", "said", "“He told us it was fine,")
    inner = one(text, "He", "told", "it was fine")
    assert joined(page(text), [inner, outer])[1].content[-1] == at(text, "“We believed it.”")


@pytest.mark.parametrize(
    ("who", "kept"), [("anyone", False), ("Anybody", False), ("anyone's aunt", True)]
)
def test_nobody_in_particular_has_said_nothing(who: str, kept: bool) -> None:
    text = f"Brinn denied that {who} had reported a leak."
    outer = one(text, "Brinn", "denied", f"that {who} had reported a leak")
    inner = one(text, who, "had reported", "a leak")
    assert (len(settled(page(text), [outer, inner])) == 2) is kept

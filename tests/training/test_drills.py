from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import drills
from training.polnear import Gold

PIECES = ("The port", " said", " it was shut", ", ", "“Go,”", " ")


def test_marks_are_taken_out_and_tell_the_statements() -> None:
    text, gold = drills.read("{s1 Brell} {q1 said} {c1 that {s2 the port} {q2 denied} {c2 it}}.")
    assert text == "Brell said that the port denied it.\n"
    assert [[text[a:b] for a, b in (*one.source, *one.cue, *one.content)] for one in gold] == [
        ["Brell", "said", "that the port denied it"],
        ["the port", "denied", "it"],
    ]


def test_a_content_in_two_pieces() -> None:
    text, gold = drills.read("{c1 “We checked,”} {s1 she} {q1 said}, {c1 “twice.”}")
    assert [text[a:b] for a, b in gold[0].content] == ["“We checked,”", "“twice.”"]


@pytest.mark.parametrize(
    ("passage", "reason"),
    [
        ("{s1 Brell} {q1 said} {c1 no", "stays open"),
        ("{s1 Brell} {q1 said} {c1 no}}", "nothing is open"),
        ("{s1 Brell} {q1 said}.", "statement 1"),
        ("{s1 Brell} {q1 said} and {q1 swore} {c1 it}.", "statement 1"),
    ],
)
def test_marks_that_do_not_fit(passage: str, reason: str) -> None:
    with pytest.raises(drills.MarkError, match=reason):
        drills.read(passage)


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.lists(st.sampled_from(PIECES), min_size=1))
def test_nothing_of_the_words_is_lost(before: list[str], inside: list[str]) -> None:
    plain, said = "".join(before), "".join(inside)
    text, gold = drills.read(f"{plain}{{c1 {said}}}")
    assert text == f"{plain}{said}\n"
    ((start, end),) = gold[0].content
    assert text[start:end] == said.strip()


def test_every_passage_is_marked_well() -> None:
    found = list(drills.articles())
    assert len(found) > 80
    for one in found:
        assert "{" not in one.text
        assert isinstance(one.annotators[0][0], Gold)
        assert not one.flat
    inner = [
        one
        for article in found
        for one in article.annotators[0]
        for other in article.annotators[0]
        if one is not other and one.cue and any(a <= one.cue[0][0] < b for a, b in other.content)
    ]
    assert len(inner) > 150

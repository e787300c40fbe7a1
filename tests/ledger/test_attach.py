"""Selectors find their spans again, and decisions their statements."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.attach import (
    FRAME,
    NEAR,
    Selector,
    attached,
    locate,
    selector_of,
    share,
    target_of,
)
from sayso.model import Span, Statement
from tests.making import DAM, dam_reading, report, span, statement

# Few letters, so that words stand many times over.
TEXTS = st.text(st.sampled_from("ab \n“é😀"), min_size=1, max_size=200) | st.text(min_size=1)


@st.composite
def a_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span.of(text, start, draw(st.integers(start + 1, len(text))))


@given(a_span())
def test_a_selector_finds_its_span_again(case: tuple[str, Span]) -> None:
    text, made = case
    selector = selector_of(text, made)
    assert locate(text, selector) == made
    assert len(selector.prefix) <= FRAME
    assert len(selector.suffix) <= FRAME
    around = selector.prefix + selector.exact + selector.suffix
    assert text[made.start - len(selector.prefix) :].startswith(around)


@given(a_span(), st.text(st.sampled_from("xyz"), max_size=300))
def test_it_finds_it_in_a_text_that_gained_a_beginning(case: tuple[str, Span], gained: str) -> None:
    text, made = case
    found = locate(gained + text, selector_of(text, made))
    # Where it stands more than once in one frame, the nearest place is as good as the other.
    assert found
    assert found.text == made.text
    if (gained + text).count(made.text) == 1:
        assert found.start == made.start + len(gained)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one said two", (4, 8)),
        ("He said no. One said two", (16, 20)),  # the same words before and after
        ("a said b, c said d", (2, 6)),  # no such words; the nearest place
        ("x" * (4 + NEAR) + "said", (4 + NEAR, 8 + NEAR)),
        ("x" * (5 + NEAR) + "said", None),  # too far
        ("one told two", None),
    ],
)
def test_words_in_a_text_that_changed(text: str, expected: tuple[int, int] | None) -> None:
    selector = Selector("said", "ne ", " two", 4, 8)
    found = locate(text, selector)
    assert (found and (found.start, found.end)) == expected


@pytest.mark.parametrize(
    ("text", "selector", "expected"),
    [
        ("text", Selector("", "", "", 0, 0), None),
        ("text", Selector("text", "", "", -4, 0), Span(0, 4, "text")),
        ("text", Selector("ex", "", "", 1, 99), Span(1, 3, "ex")),
        ("", Selector("x", "", "", 9, 10), None),
    ],
)
def test_what_was_altered_gives_a_span_of_the_text_or_none(
    text: str, selector: Selector, expected: Span | None
) -> None:
    assert locate(text, selector) == expected


# Statements

LATER = "The dam at Ulverby holds, said Orla Venn. The dam at Ulverby holds, said Orla Venn."
MADE = report(LATER)
FIRST = statement(MADE, "The dam at Ulverby holds", source="Orla Venn", cue="said")


def moved(one: Statement, by: int) -> Statement:
    """The statement so many characters further on."""

    def further(at: Span | None) -> Span | None:
        return Span.of(LATER, at.start + by, at.end + by) if at else None

    content = tuple(Span.of(LATER, part.start + by, part.end + by) for part in one.content)
    return replace(one, id="moved", source=further(one.source), cue=further(one.cue),
                   content=content)  # fmt: skip


SECOND = moved(FIRST, 42)
SHORTER = replace(FIRST, id="shorter", content=(Span.of(LATER, 4, 24),))
SHORT = replace(FIRST, id="short", content=(Span.of(LATER, 0, 11),))
NO_SOURCE = replace(FIRST, id="no-source", source=None)
OTHER_CUE = replace(FIRST, id="other", cue=Span.of(LATER, 24, 30))
NO_CUE = replace(FIRST, id="no-cue", cue=None)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], None),
        ([SECOND, SHORTER, NO_SOURCE, FIRST], FIRST),
        ([SHORTER, SECOND, NO_SOURCE], NO_SOURCE),
        ([SHORT, SECOND, SHORTER], SHORTER),
        ([SHORT], None),  # less than half of the content
        ([SECOND], None),  # the same words, and yet said again
        ([OTHER_CUE, NO_CUE], None),
    ],
)
def test_the_statement_that_is_most_alike(
    statements: list[Statement], expected: Statement | None
) -> None:
    found = attached(LATER, [target_of(LATER, FIRST)], statements)
    assert found == (expected.id if expected else None)


def test_statements_without_a_cue() -> None:
    about = target_of(LATER, NO_CUE)
    assert attached(LATER, [about], [FIRST, replace(SHORTER, cue=None)]) == "shorter"
    assert attached(LATER, [about], [FIRST, replace(SHORT, cue=None)]) is None


def test_a_closer_likeness_to_any_target_comes_first() -> None:
    targets = [target_of(LATER, FIRST), target_of(LATER, OTHER_CUE)]
    assert attached(LATER, targets, [SHORTER, OTHER_CUE]) == OTHER_CUE.id
    assert attached(LATER, targets, [SHORTER]) == SHORTER.id


def test_a_text_that_gained_a_paragraph() -> None:
    one = dam_reading().statements[1]
    text = f"Updated on Tuesday.\n\n{DAM}"
    later = report(text)
    again = statement(later, "“We are ready,”", source="she", cue="added", quoted=True)
    other = statement(later, "The dam at Ulverby holds", source="Orla Venn", cue="said")
    assert attached(text, [target_of(DAM, one)], [other, again]) == again.id


def test_a_text_that_lost_the_words() -> None:
    text = DAM.replace("added", "went on")
    content = statement(report(text), "“We are ready,”", cue="went on")
    assert attached(text, [target_of(DAM, dam_reading().statements[1])], [content]) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("dam", "dam", 1.0), ("The dam", "dam", 3 / 7), ("dam", "holds", 0.0)],
)
def test_the_share_in_common(one: str, other: str, expected: float) -> None:
    assert share([span(DAM, one)], [span(DAM, other)]) == expected
    assert share([span(DAM, other)], [span(DAM, one)]) == expected


# Insertions


@st.composite
def reading_and_others(draw: st.DrawFn) -> tuple[str, list[Statement], list[Statement]]:
    """A text, some statements of it, and others that a later reader finds, too."""
    text = draw(st.text(st.sampled_from("ab \n”."), min_size=8, max_size=80))

    def a_part() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, draw(st.integers(start + 1, len(text))))

    def a_statement(number: int) -> Statement:
        content = tuple(sorted({a_part() for _ in range(draw(st.integers(1, 3)))}))
        source, cue = (a_part() if draw(st.booleans()) else None for _ in range(2))
        return Statement(f"{number:016x}", "source", "indirect", source, cue, content, ())

    made = [a_statement(number) for number in range(draw(st.integers(1, 8)))]
    anchors = {(one.source, one.cue, one.content): one for one in made}
    distinct = sorted(anchors.values(), key=lambda one: one.id)
    cut = draw(st.integers(1, len(distinct)))
    return text, distinct[:cut], distinct[cut:]


@given(reading_and_others(), st.randoms())
def test_other_statements_found_later_move_no_decision(
    case: tuple[str, list[Statement], list[Statement]], chance: random.Random
) -> None:
    text, before, others = case
    after = [*before, *others]
    chance.shuffle(after)
    for one in before:
        assert attached(text, [target_of(text, one)], after) == one.id

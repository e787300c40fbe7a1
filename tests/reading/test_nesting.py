from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span, Statement
from sayso.reading.nesting import nested

TEXT = "x" * 60


def statement(number: int, cue: tuple[int, int] | None, *content: tuple[int, int]) -> Statement:
    return Statement(
        f"s{number}", "source", "indirect", None, Span.of(TEXT, *cue) if cue else None,
        tuple(Span.of(TEXT, *part) for part in content), (),
    )  # fmt: skip


def within(*made: Statement) -> list[str | None]:
    return [one.within for one in nested(made)]


def test_the_innermost_that_holds_it() -> None:
    outer = statement(1, (0, 4), (5, 50))
    middle = statement(2, (10, 14), (15, 45))
    inner = statement(3, (20, 24), (25, 40))
    assert within(outer, middle, inner) == [None, "s1", "s2"]


def test_one_whose_cue_opens_the_content() -> None:
    assert within(statement(1, (0, 4), (5, 50)), statement(2, (5, 9), (10, 50))) == [None, "s1"]


def test_one_between_the_pieces_of_another_stands_inside_only_with_its_cue() -> None:
    outer = statement(1, (20, 24), (0, 19), (25, 50))
    assert within(outer, statement(2, (5, 9), (10, 19))) == [None, "s1"]
    assert within(outer, statement(2, (20, 23), (26, 30))) == [None, None]


def test_what_reaches_further_is_not_inside() -> None:
    assert within(statement(1, (0, 4), (5, 30)), statement(2, (10, 14), (15, 40))) == [None, None]


def test_two_that_hold_each_others_cue_stand_inside_none() -> None:
    assert within(statement(1, (0, 4), (5, 30)), statement(2, (5, 9), (0, 30)))[0] == "s2"
    assert within(statement(1, (10, 14), (0, 30)), statement(2, (20, 24), (0, 30))) == [None, None]


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(st.tuples(SPANS, SPANS), max_size=8))
def test_no_statement_stands_inside_itself_through_others(spans: list) -> None:  # type: ignore[type-arg]
    made = {
        one.id: one
        for one in nested([statement(n, cue, part) for n, (cue, part) in enumerate(spans)])
    }
    for one in made.values():
        seen = set()
        at: Statement | None = one
        while at:
            assert at.id not in seen
            seen.add(at.id)
            at = made.get(at.within or "")

"""A reading as runs of its text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Furniture, Reading, Span
from sayso.web.marking import LINE, Mark, levels, marks_of, paragraphs, quoted_by_nobody
from tests.making import dam_reading, report, span, statement

NESTED = "Ada Brinn said the operator denied that it had “smelled gas” near the quay."


def nested() -> Reading:
    made = report(NESTED)
    outer = statement(
        made, "the operator denied that it had “smelled gas” near the quay", source="Ada Brinn",
        cue="said",
    )  # fmt: skip
    inner = statement(
        made, "that it had “smelled gas”", source="the operator", cue="denied", within=outer.id
    )
    return Reading(made, statements=(outer, inner))


def test_a_statement_inside_another_is_told_from_it() -> None:
    (runs,) = paragraphs(NESTED, marks_of(nested()))
    told = [(run.text, run.who, run.cue, run.said, run.depth) for run in runs]
    assert told == [
        ("Ada Brinn", (1,), (), (), 0),
        (" ", (), (), (), 0),
        ("said", (), (1,), (), 0),
        (" ", (), (), (), 0),
        ("the operator", (2,), (), (1,), 1),
        (" ", (), (), (1,), 1),
        ("denied", (), (2,), (1,), 1),
        (" ", (), (), (1,), 1),
        ("that it had “smelled gas”", (), (), (1, 2), 2),
        (" near the quay", (), (), (1,), 1),
        (".", (), (), (), 0),
    ]
    assert [run.opens for run in runs if run.opens] == [(1,), (2,)]
    assert levels(nested().statements) == dict(
        zip((one.id for one in nested().statements), (0, 1), strict=True)
    )


def test_what_is_not_the_story_is_marked_as_such() -> None:
    reading = dam_reading()
    aside = Furniture(span(reading.report.text, "Monday"), "credit")
    lines = paragraphs(reading.report.text, marks_of(replace(reading, furniture=(aside,))))
    assert [run.text for runs in lines for run in runs if "aside" in run.roles] == ["Monday"]


def test_quotation_marks_of_nobody() -> None:
    text = NESTED + "\n\n“Never again,” a banner read."
    made = report(text)
    outer, inner = nested().statements
    reading = Reading(made, statements=(outer, inner))
    assert [one.text for one in quoted_by_nobody(reading)] == ["“Never again,”"]


SPANS = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40), st.integers(1, 5)), max_size=12)


@given(st.text("ab \n\r\u2028“", min_size=40, max_size=40), SPANS)
def test_runs_are_the_text_whatever_the_spans(text: str, given: list[tuple[int, int, int]]) -> None:
    marks = [
        Mark(Span.of(text, start, min(start + length, 40)), "said", number)
        for start, length, number in given
    ]
    found = list(paragraphs(text, marks))
    lines = [one[0] for one in LINE.finditer(text) if not one[0].isspace()]
    assert ["".join(run.text for run in runs) for runs in found] == lines
    for run in (run for runs in found for run in runs):
        assert text.startswith(run.text, run.start)
        inside = {mark.number for mark in marks if mark.span.start <= run.start < mark.span.end}
        assert set(run.said) == inside

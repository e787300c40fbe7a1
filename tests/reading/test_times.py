from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.times import find

# A Wednesday.
PUBLISHED = "2031-03-12"


@pytest.mark.parametrize(
    ("words", "first", "last", "granularity"),
    [
        ("Wednesday", "2031-03-12", "2031-03-12", "day"),
        ("Thursday", "2031-03-06", "2031-03-06", "day"),
        ("yesterday", "2031-03-11", "2031-03-11", "day"),
        ("today", "2031-03-12", "2031-03-12", "day"),
        ("Sunday evening", "2031-03-09", "2031-03-09", "part-of-day"),
        ("this week", "2031-03-10", "2031-03-16", "week"),
        ("last week", "2031-03-03", "2031-03-09", "week"),
        ("last month", "2031-02-01", "2031-02-28", "month"),
        ("March 3", "2031-03-03", "2031-03-03", "day"),
        ("3 March 2030", "2030-03-03", "2030-03-03", "day"),
        ("two days ago", "2031-03-10", "2031-03-10", "day"),
        ("February 2030", "2030-02-01", "2030-02-28", "month"),
    ],
)
def test_what_an_expression_covers(words: str, first: str, last: str, granularity: str) -> None:
    text = f"The dam was shut {words}, the mayor said."
    (timex,) = find(text, PUBLISHED)
    assert timex.span.text == words
    assert (timex.from_, timex.to, timex.granularity) == (first, last, granularity)


def test_early_this_month_runs_from_the_first() -> None:
    (timex,) = find("He told the house early this month.", PUBLISHED)
    assert timex.span.text == "early this month"
    assert timex.from_ == "2031-03-01"


def test_without_a_publication_date_a_weekday_stays_unresolved() -> None:
    (timex,) = find("It fell on Friday.", None)
    assert (timex.from_, timex.to) == (None, None)
    assert timex.span.text == "Friday"


@pytest.mark.parametrize("text", ["He may march on.", "Second thoughts won.", "May said no."])
def test_words_that_are_no_time(text: str) -> None:
    assert find(text, PUBLISHED) == ()


def test_a_publication_time_gives_the_same_days_as_its_date() -> None:
    text = "It fell on Friday, not yesterday."
    assert find(text, PUBLISHED) == find(text, "2031-03-12T23:59:00+01:00")


@given(
    st.lists(
        st.sampled_from(
            ["Friday", "last", "week", "two", "days", "ago", "March", "3", "2031", "early", "this"]
        ),
        max_size=12,
    )
)
def test_spans_are_exact_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = find(text, PUBLISHED)
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.from_ is None or t.to is None or t.from_ <= t.to for t in found)

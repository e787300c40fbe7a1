from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.times import find, stretches

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
        ("early this month", "2031-03-01", "2031-03-10", "month"),
        ("mid-February", "2031-02-11", "2031-02-20", "month"),
        ("late in February", "2031-02-21", "2031-02-28", "month"),
        ("late on Tuesday", "2031-03-11", "2031-03-11", "part-of-day"),
        ("overnight", "2031-03-11", "2031-03-12", "part-of-day"),
        ("last night", "2031-03-11", "2031-03-11", "part-of-day"),
        ("at 9:40 p.m. on Tuesday", "2031-03-11", "2031-03-11", "minute"),
        ("Tuesday at noon", "2031-03-11", "2031-03-11", "hour"),
        ("10:35 a.m. (0735 GMT) Friday", "2031-03-07", "2031-03-07", "minute"),
        ("at three in the morning on Monday", "2031-03-10", "2031-03-10", "hour"),
        ("today, Wednesday", "2031-03-12", "2031-03-12", "day"),
        ("at six on Monday morning", "2031-03-10", "2031-03-10", "hour"),
        ("Friday 7 March 2031", "2031-03-07", "2031-03-07", "day"),
        ("May 3-5, 2030", "2030-05-03", "2030-05-05", "day"),
        ("a week ago Friday", "2031-02-28", "2031-02-28", "day"),
        ("Friday last week", "2031-03-07", "2031-03-07", "day"),
        ("the week of February 12", "2031-02-10", "2031-02-16", "week"),
        ("the past two weeks", "2031-02-26", "2031-03-12", "week"),
        ("a year ago", "2030-01-01", "2030-12-31", "year"),
        ("the fourth quarter", "2030-10-01", "2030-12-31", "quarter"),
        ("the first half of 2029", "2029-01-01", "2029-06-30", "quarter"),
        ("last summer", "2030-06-01", "2030-08-31", "season"),
        ("this spring or summer", "2031-03-01", "2031-08-31", "season"),
        ("the 1980s", "1980-01-01", "1989-12-31", "year"),
        ("Christmas Eve", "2030-12-24", "2030-12-24", "day"),
        ("Easter Sunday 2031", "2031-04-13", "2031-04-13", "day"),
        ("15/10/2030", "2030-10-15", "2030-10-15", "day"),
    ],
)
def test_what_an_expression_covers(words: str, first: str, last: str, granularity: str) -> None:
    text = f"The dam was shut {words}, the mayor said."
    (timex,) = find(text, PUBLISHED)
    assert timex.span.text == words.removeprefix("at ")
    assert (timex.from_, timex.to, timex.granularity) == (first, last, granularity)


@pytest.mark.parametrize(
    ("words", "ends", "whole"),
    [
        ("from Monday to Wednesday", "2031-03-10 2031-03-12", "Monday to Wednesday"),
        # Weekdays look back one by one; the second of a range follows the first.
        ("from Tuesday to Thursday", "2031-03-11 2031-03-13", "Tuesday to Thursday"),
        ("Monday through Wednesday", "2031-03-10 2031-03-12", "Monday through Wednesday"),
        ("between 2028 and 2030", "2028 2030", "2028 and 2030"),
    ],
)
def test_the_ends_of_a_range_are_two_expressions_and_one_stretch(
    words: str, ends: str, whole: str
) -> None:
    text = f"The dam was shut {words}, the mayor said."
    found = find(text, PUBLISHED)
    assert [one.value for one in found] == ends.split()
    (stretch,) = stretches(text, found)
    assert stretch.span.text == whole
    assert stretch.value == "/".join(ends.split())
    assert (stretch.from_, stretch.to) == (found[0].from_, found[1].to)


def test_expressions_that_are_no_range_are_stretches_as_they_are() -> None:
    text = "It was shut on Monday and in 2030, then for two weeks."
    found = find(text, PUBLISHED)
    assert stretches(text, found) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It pays within two weeks.", "two weeks"),
        ("The third-quarter loss grew.", "third-quarter"),
        ("They came for the two day rally.", "two day"),
        ("It fell in the third quarter.", "the third quarter"),
        ("It rained over the past two weeks.", "the past two weeks"),
    ],
)
def test_what_belongs_to_an_expression(text: str, words: str) -> None:
    assert [one.span.text for one in find(text, PUBLISHED)] == [words]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Tuesday, the court will hear her.", "2031-03-18"),
        ("Tuesday’s vote will decide.", "2031-03-18"),
        ("He would be flying to the United Isles Tuesday.", "2031-03-18"),
        ("On Tuesday, the mayor said he will go.", "2031-03-11"),
        ("It fell, and on Tuesday the port will say why.", "2031-03-11"),
    ],
)
def test_a_weekday_lies_ahead_where_its_verb_does(text: str, day: str) -> None:
    assert [one.value for one in find(text, PUBLISHED)] == [day]


def test_the_year_that_ended_is_a_length_and_not_this_year() -> None:
    found = find("It earned more in the year ended March 31.", PUBLISHED)
    assert [one.value for one in found] == ["P1Y", "2031-03-31"]


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


@pytest.mark.parametrize(
    ("words", "type_", "value"),
    [
        ("for three days", "DURATION", "P3D"),
        ("for two and a half years", "DURATION", "P2Y6M"),
        ("for half an hour", "DURATION", "PT30M"),
        ("for months", "DURATION", "PXM"),
        ("in a two-hour debate", "DURATION", "PT2H"),
        ("in 30 seconds", "DURATION", "PT30S"),
        ("for a half-hour", "DURATION", "PT30M"),
        ("in 2029-30", "DURATION", "2029/2030"),
        ("every day", "SET", "P1D"),
        ("every Monday", "SET", "XXXX-WXX-1"),
        ("twice a year", "SET", "P1Y"),
        ("last week", "DATE", "2031-W10"),
        ("at the weekend", "DATE", "2031-W10-WE"),
        ("on Sunday evening", "TIME", "2031-03-09TEV"),
        ("at 23:30 on March 3", "TIME", "2031-03-03T23:30"),
        ("at ten on Tuesday night", "TIME", "2031-03-11T22:00"),
        ("in the 1990s", "DATE", "199"),
        ("in the fiscal second quarter of 2030", "DATE", "2030-Q2"),
        ("in nineteen ninety-one", "DATE", "1991"),
        ("now", "DATE", "PRESENT_REF"),
        ("recently", "DATE", "PAST_REF"),
        ("for the past few weeks", "DURATION", "PXW"),
    ],
)
def test_timex_values(words: str, type_: str, value: str) -> None:
    (timex,) = find(f"The dam was shut {words}.", PUBLISHED)
    assert (timex.type, timex.value) == (type_, value)


@pytest.mark.parametrize(
    "words",
    [
        "on 04/05/2023",
        "in the fiscal year 2030",
        "on Independence Day",
        "during Ramadan",
        "on 9 Muharram 1453",
        "on 5 Nisan 5791",
        "at 4 p.m.",
        "the next day",
        "this night",
    ],
)
def test_what_cannot_be_told_stays_open(words: str) -> None:
    (timex,) = find(f"The dam was shut {words}.", PUBLISHED)
    assert (timex.from_, timex.to) == (None, None)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("It fell on Monday. The next day it was rebuilt.", "The next day", "2031-03-11"),
        ("It fell on Monday, a day earlier than told.", "a day earlier", "2031-03-09"),
        ("It fell on Monday. That night it burned.", "That night", "2031-03-10"),
        ("It fell on Monday; it had burned the night before.", "the night before", "2031-03-09"),
        (
            "It fell on Monday and burned shortly before 9 p.m. or so.",
            "shortly before 9 p.m.",
            "2031-03-10",
        ),
        # Another paragraph, a quotation, or two days to choose from: not sure.
        ("It fell on Monday.\n\nThe next day it was rebuilt.", "The next day", None),
        ("On Monday she said: “It burned that night.”", "that night", None),
        ("On Monday it fell. On Sunday it shook. That night it burned.", "That night", None),
    ],
)
def test_times_told_from_another(text: str, words: str, day: str | None) -> None:
    timex = next(t for t in find(text, PUBLISHED) if t.span.text == words)
    assert timex.from_ == day


def test_a_weekday_lies_ahead_where_the_words_do() -> None:
    (timex,) = find("The court will meet on Friday.", PUBLISHED)
    assert timex.from_ == "2031-03-14"


def test_since_lasts_until_the_day_of_publication() -> None:
    (timex,) = find("The line has been shut since February.", PUBLISHED)
    assert (timex.span.text, timex.value) == ("February", "2031-02")
    assert (timex.from_, timex.to) == ("2031-02-01", PUBLISHED)


def test_a_quarter_before_tells_what_a_year_earlier_is() -> None:
    text = "Net rose in the fourth quarter from a loss a year earlier."
    assert [t.value for t in find(text, PUBLISHED)] == ["2030-Q4", "2029-Q4"]


def test_the_date_at_the_head_stands_in_for_a_publication_date() -> None:
    text = "Notice no. 2\n\nZabrod, Thursday 12 June 2031\n\nThe bridge fell on Monday."
    assert find(text, None)[-1].from_ == "2031-06-09"


def test_a_date_in_the_story_does_not_stand_in_for_a_publication_date() -> None:
    text = "The bridge that was opened on 12 June 2029 by the mayor and his guests fell on Monday."
    assert find(text, None)[-1].from_ is None


@pytest.mark.parametrize(
    "text",
    [
        "Black Monday sank them.",
        "They put up the Christmas tree.",
        "A quarter of them left.",
        "The host is 192.168.10.20.",
        "April Wilson won.",
        "They may win, or march.",
        "It is a 12-year-old bridge.",
    ],
)
def test_names_and_numbers_are_no_times(text: str) -> None:
    assert find(text, PUBLISHED) == ()


def test_every_rule_begins_as_the_scan_expects() -> None:
    """The scan passes by words that no expression begins with; no rule may need one of them."""
    samples = [
        "2031-03-03", "May 3-5", "3-5 May", "May 3", "3 May", "15/10/2030", "a week ago Friday",
        "Mondays", "Friday", "day before yesterday", "tonight", "9 pm", "1400 GMT", "23:30",
        "at 03.15", "five o'clock", "at five in the morning", "noon", "that night",
        "the next morning", "late afternoon", "before dawn", "in the morning", "overnight",
        "Halloween", "9 Rajab", "Passover", "daily", "every two weeks", "each morning",
        "twice a week", "three days", "recent months", "the same day", "the day after.",
        "third-quarter", "Q3 2030", "year-ago period", "year-earlier", "May 2030", "last April",
        "last winter", "preceding month", "the year", "year-end", "1999", "the '80s",
        "the nineties", "2029-30", "half an hour", "the night before.",
        "20th century", "September", "right now", "current", "more recently",
        "the near future", "the short term", "soon", "nineteen ninety-one",
    ]  # fmt: skip
    assert [s for s in samples if not find(f"It was {s}", PUBLISHED)] == []


@given(st.text(max_size=60), st.sampled_from([None, "0001-01-01", "9999-12-31", PUBLISHED]))
def test_any_text_is_read_the_same_twice(text: str, published: str | None) -> None:
    assert find(text, published) == find(text, published)


WORDS = (
    "Friday last week two days ago March 3 2031 early this late on the next day at 9 p.m. from to"
    " since quarter first half of a year earlier between and through 10:40 (0740 GMT) , . ¶ İ"
    " fiscal every night summer or winter decade the past 999 years Easter Feb. 29 04/05/2023"
).split()


@given(
    st.lists(st.sampled_from(WORDS), max_size=14),
    st.sampled_from([None, "0001-01-01", "9999-12-31", "2032-02-29", PUBLISHED]),
)
def test_spans_are_exact_and_apart(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = find(text, published)
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.from_ is None or t.to is None or t.from_ <= t.to for t in found)
    whole = stretches(text, found)
    assert all(text[t.span.start : t.span.end] == t.span.text for t in whole)
    assert all(a.span.end <= b.span.start for a, b in pairwise(whole))
    assert all(any(w.span.contains(t.span) for w in whole) for t in found)


def test_the_day_is_the_one_told_of_else_that_of_publication() -> None:
    (tuesday, same) = find("It began on Tuesday and fell back later in the day.", PUBLISHED)
    assert (same.span.text, same.from_) == ("later in the day", tuesday.from_)
    (today,) = find("Prices ended the day at nine.", PUBLISHED)
    assert today.from_ == PUBLISHED
    assert find("She saved the day.", PUBLISHED) == ()

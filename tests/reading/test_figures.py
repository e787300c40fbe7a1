from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Figure, Span
from sayso.reading.figures import find


def found(text: str) -> list[Figure]:
    return list(find(text, [Span.of(text, 0, len(text))]))


def told(text: str) -> list[tuple[str, str, float | None, float | None, float | None]]:
    return [(f.span.text, f.kind, f.value, f.low, f.high) for f in found(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("At least 19 people were killed", ("At least 19 people", "killed", None, 19, None)),
        ("more than 300 people fled", ("more than 300 people", "displaced", None, 300, None)),
        ("over 40 sheep", ("over 40 sheep", "count", None, 40, None)),
        ("up to 600 families fled", ("up to 600 families", "displaced", None, None, 600)),
        ("as many as 20 boats", ("as many as 20 boats", "count", None, None, 20)),
        ("fewer than ten boats", ("fewer than ten boats", "count", None, None, 10)),
        ("no fewer than 120 boats", ("no fewer than 120 boats", "count", None, 120, None)),
        ("about 14,000 tins", ("about 14,000 tins", "count", 14000, None, None)),
        ("nearly 50 boats", ("nearly 50 boats", "count", 50, None, None)),
        ("between 8 and 10 boats", ("between 8 and 10 boats", "count", None, 8, 10)),
        ("8 to 10 boats", ("8 to 10 boats", "count", None, 8, 10)),
        ("3 to 5 million tins", ("3 to 5 million tins", "count", None, 3e6, 5e6)),
        ("50 boats or more", ("50 boats or more", "count", None, 50, None)),
        ("hundreds of boats sank", ("hundreds of boats", "count", None, 100, None)),
        ("31 dead", ("31 dead", "killed", 31, None, None)),
        ("200 men killed or wounded", ("200 men", "casualties", 200, None, None)),
        ("three schoolgirls died there", ("three schoolgirls", "killed", 3, None, None)),
        ("420 families are sleeping in tents", ("420 families", "displaced", 420, None, None)),
        ("seven guards fell in the ambush", ("seven guards", "killed", 7, None, None)),
        ("rebels are holding 33 aid workers", ("33 aid workers", "captured", 33, None, None)),
        ("the camp shelters 7,400 families", ("7,400 families", "displaced", 7400, None, None)),
        ("the ward took in 88 patients", ("88 patients", "wounded", 88, None, None)),
        ("the cholera ward has 88 patients", ("88 patients", "casualties", 88, None, None)),
        ("the staff was cut by a fifth", ("a fifth", "share", 20, None, None)),
        ("58 wounded on his wards", ("58 wounded", "wounded", 58, None, None)),
        ("112 missing", ("112 missing", "missing", 112, None, None)),
        ("forty-one prisoners were led off", ("forty-one prisoners", "captured", 41, None, None)),
        ("the dam, 30km away", ("30km", "distance", 30, None, None)),
        ("a 7-km ridge", ("7-km", "distance", 7, None, None)),
        ("200 hectares burnt", ("200 hectares", "area", 200, None, None)),
        ("14 per cent of the vote", ("14 per cent", "share", 14, None, None)),
        ("61% of them", ("61%", "share", 61, None, None)),
        ("one in ten of those", ("one in ten", "share", 10, None, None)),
        ("it cost £14m", ("£14m", "money", 14e6, None, None)),
        ("will pay each 500 lan", ("500 lan", "money", 500, None, None)),
        ("a 40-minute cut", ("40-minute", "duration", 40, None, None)),
        ("they tried for half an hour", ("half an hour", "duration", 30, None, None)),
        ("four hours and a quarter", ("four hours and a quarter", "duration", 4.25, None, None)),
        ("400 million cubic metres", ("400 million cubic metres", "other", 4e8, None, None)),
        ("seven of them", ("seven of them", "count", 7, None, None)),
        ("police arrested 27 demonstrators", ("27 demonstrators", "captured", 27, None, None)),
        ("12 electricians are trapped", ("12 electricians", "missing", 12, None, None)),
        ("nine bodies were handed over", ("nine bodies", "count", 9, None, None)),
        ("four of our soldiers were killed", ("four", "killed", 4, None, None)),
        ("one was killed", ("one", "killed", 1, None, None)),
        ("open from ten until four on 2 May; nine boats", ("nine boats", "count", 9, None, None)),
        ("nine bodies were found", ("nine bodies", "killed", 9, None, None)),
        ("30 kilometres an hour", ("30 kilometres an hour", "other", 30, None, None)),
    ],
)
def test_a_figure(
    text: str, figure: tuple[str, str, float | None, float | None, float | None]
) -> None:
    assert told(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "on 13 October", "on March 19", "in 2027", "since 2028", "at 9:40 p.m.", "by 8.55pm",
        "at five o'clock", "three in the morning", "At six the feed went down",
        "Ada Brinn, 29, of Harrow", "a 58-year-old docker", "a girl of nineteen",
        "article 5", "Hill 814 fell", "the 9th Brigade", "Road 16", "Letter 2031/417",
        "one of them", "the first to go", "the twenty-first day", "they won 3-1",
        "call 0171 555 0142", "the two sides", "three days ago", "no one spoke", "of Vesla 1",
        "a four-man crew", "it was of 12 May",
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    assert told(text) == []


def test_units_and_what_they_are_of() -> None:
    (people, share, dead) = found("57 armed men, 12% of the vote, 31 dead")
    assert (people.unit, people.of) == ("armed men", "armed men")
    assert (share.unit, share.of) == ("%", "the vote")
    assert (dead.unit, dead.of) == ("people", "people")


def test_a_bare_number_takes_its_kind_from_its_sentence() -> None:
    assert [
        (f.value, f.kind) for f in found("He put rebel losses at 160 killed and ours at 14.")
    ] == [
        (160, "killed"),
        (14, "killed"),
    ]


def test_a_bare_number_takes_its_noun_from_a_figure_of_its_size() -> None:
    text = "131 sheets were changed.\n\nThe chairman dismissed the 131."
    (one,) = find(text, [Span.of(text, text.index("the 131"), len(text))])
    assert (one.span.text, one.unit) == ("131", "sheets")


def test_a_figure_outside_the_spans_is_not_given() -> None:
    text = "19 died and 40 were hurt"
    assert find(text, []) == ()
    assert [f.value for f in find(text, [Span.of(text, 8, len(text))])] == [40]
    assert find(text, [Span.of(text, 1, 7)]) == ()


WORDS = [
    "at least", "more than", "between", "and", "to", "from", "12", "1,400", "3.5", "million", "£",
    "%", "per cent", "forty", "-one", "hundreds", "of", "people", "dead", "İ", ".", "\n", "half",
    "an hour", "a", "dozen", "one", "in", "ten", "or more", "km", "“", "”", "May", "Hill", "9:40",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text(), st.data())
def test_spans_are_exact_inside_and_the_same_each_time(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span.of(text, a, b) for a, b in pairwise(cuts)]
    figures = find(text, spans)
    assert figures == find(text, spans)
    for one in figures:
        assert one.span.text == text[one.span.start : one.span.end]
        assert any(span.contains(one.span) for span in spans)
        assert {one.value, one.low, one.high} != {None}
        assert one.low is None or one.high is None or one.low <= one.high
    assert all(a.span.end <= b.span.start for a, b in pairwise(figures))


@given(st.integers(2, 10**12))
def test_any_number_of_people_is_read_back(number: int) -> None:
    (one,) = found(f"The toll: {number:,} people were killed")
    assert (one.value, one.kind) == (number, "killed")


@pytest.mark.parametrize("unit", ["12 ", "12 treated ", "a hundred of 12 "])
def test_a_text_of_numbers_alone_is_read_in_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    find(text, [Span.of(text, 0, len(text))])
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("41 cases, of which 27 confirmed", ["count", "count"]),
        ("Three were killed. The crowd at the port was put at 40,000", ["killed", "count"]),
        ("Three were killed. In the square stood 40,000", ["killed", "count"]),
        ("hundreds have streamed out of the town", ["displaced"]),
    ],
)
def test_a_kind_that_other_words_tell(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in found(text)] == kinds


def test_a_vote_counts_votes() -> None:
    assert [(f.value, f.unit) for f in found("The motion was carried, 17 to 12")] == [
        (17, "votes"),
        (12, "votes"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Turnout was 48 per cent; in 2027 it had been 61.", ["share", "share"]),
        ("Methane stood at 2.4 per cent, and the limit is 1.", ["share", "share"]),
        ("It took in 26 after the crush, hurt. Three did not survive.", ["wounded", "killed"]),
        ("They lost 19 men and three vehicles.", ["casualties", "count"]),
        ("Ninety families had left by Friday. By Sunday it was 300.", ["displaced", "displaced"]),
    ],
)
def test_what_goes_on_about_a_figure_counts_the_same(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in find(text, [Span.of(text, 0, len(text))])] == kinds


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("they shot down 11 of the 14 missiles", ["missiles", "missiles"]),
        ("it sold 600 of the faulty kettles", ["kettles"]),
        ("9,000 of the town’s 12,000 people came", ["people", "people"]),
        ("Vey has 51 per cent; after the recount he was at 49.5", ["%", "%"]),
        ("it lost 300 trucks in March and a further 180 in April", ["trucks", "trucks"]),
        ("tens of thousands filled the square", ["people"]),
        ("the vote gave her 34 per cent, up three points", ["%", "points"]),
        ("the port offers three per cent; the union wants seven", ["%", "%"]),
        ("she counted 900 boats; the port put it at 700", ["boats", "boats"]),
    ],
)
def test_what_is_left_out_is_counted_as_what_was_said(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in found(text)] == units

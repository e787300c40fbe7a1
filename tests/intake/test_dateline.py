"""Dates that a source states, and those it only seems to state."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import dateline


@pytest.mark.parametrize(
    ("value", "usual"),
    [
        ("2031-05-12", "2031-05-12"),
        (" 2031-05-12\n", "2031-05-12"),
        ("20310512", "2031-05-12"),
        ("2031-W20-1", "2031-05-12"),
        ("2031-05-12T10:30", "2031-05-12T10:30"),
        ("2031-05-12T10:30:05Z", "2031-05-12T10:30:05Z"),
        ("2031-05-12T10:30:05.250+02:00", "2031-05-12T10:30:05.250+02:00"),
        ("2031-05-12 10:30", "2031-05-12T10:30:00"),
        ("20310512T103000+0200", "2031-05-12T10:30:00+02:00"),
    ],
)
def test_iso_values(value: str, usual: str) -> None:
    assert dateline.iso(value) == usual
    assert dateline.iso(usual) == usual


@pytest.mark.parametrize(
    "value", [None, 20310512, "", "2031", "2031-13-01", "2031-02-30", "12 May 2031", "10:30", "now"]
)
def test_values_that_are_no_iso_date(value: object) -> None:
    assert dateline.iso(value) is None


@settings(deadline=None)
@given(st.text())
def test_iso_takes_any_string(value: str) -> None:
    usual = dateline.iso(value)
    assert usual is None or dateline.iso(usual) == usual


@pytest.mark.parametrize(
    "line",
    [
        "12 May 2031",
        "May 12, 2031",
        "Monday, 12th May 2031",
        "Mon. May 12 2031",
        "2031-05-12",
        "2031-05-12T10:14:00Z",
        "Published: 12 May 2031, 10:14 GMT",
        "Last updated on May 12, 2031 at 10.14 a.m. EST",
        "(Published 12 May 2031)",
        "VELM, May 12, 2031 (Osk Wire) — The bridge reopened.",
        "VELM, Lower Osk, 12 May 2031 -- The bridge reopened.",
        "Port Aarn (Osk Wire), Monday, 12 May 2031: The bridge reopened.",
    ],
)
def test_date_lines(line: str) -> None:
    assert dateline.find(f"Bridge reopens\n\n{line}\n\nMore follows.") == "2031-05-12"


@pytest.mark.parametrize(
    "line",
    [
        "12 May",  # no year
        "VELM, May 12 (Osk Wire) — The bridge reopened.",
        "31 February 2031",
        "Published: 12 Venn 2031",
        "The bridge reopened on 12 May 2031.",
        "In Velm, on May 12, 2031 the bridge reopened.",
        "On May 12, 2031 - the day of the fair - the bridge reopened.",
        "12 May 2031" + " " * 200,
    ],
)
def test_lines_that_are_no_date_lines(line: str) -> None:
    assert dateline.find(f"Bridge reopens\n\n{line}\n\nMore follows.") is None


def test_the_first_date_line_counts_and_an_impossible_one_does_not() -> None:
    assert dateline.find("31 February 2031\n12 May 2031\n13 May 2031") == "2031-05-12"


def test_only_the_head_of_a_text_is_searched() -> None:
    assert dateline.find("Words.\n" * 9 + "12 May 2031") == "2031-05-12"
    assert dateline.find("Words.\n" * 10 + "12 May 2031") is None


def test_the_line_of_an_update_counts_where_there_is_no_other() -> None:
    assert dateline.find("Updated: 13 May 2031\nPublished: 12 May 2031") == "2031-05-12"
    assert dateline.find("Updated: 13 May 2031\nThe bridge reopened.") == "2031-05-13"


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [
        ("VELM, May 10, 2031 (Osk Wire) — Open.", "2031-05-12", "2031-05-10"),
        ("Bridge\n\n10 May 2031\n\nOpen.", "2031-05-12T10:30:00+02:00", "2031-05-10"),
        ("VELM, May 12, 2031 (Osk Wire) — Open.", "2031-05-12T10:30:00Z", None),
        ("Last updated: 13 May 2031\n\nOpen.", "2031-05-12", None),
        ("VELM, May 10 (Osk Wire) — Open.", "2031-05-12", None),
        ("VELM, May 10, 2031 (Osk Wire) — Open.", None, None),
    ],
)
def test_a_date_line_beside_metadata(text: str, published: str | None, said: str | None) -> None:
    told = dateline.difference(text, published)
    if said is None:
        assert told is None
    else:
        assert told
        assert said in told
        assert str(published) in told

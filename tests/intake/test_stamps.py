"""Dates as pages write them, and what could mean two days."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake.dateline import iso
from sayso.intake.stamps import iso_of


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2031-05-12", "2031-05-12"),
        ("20310512", "2031-05-12"),
        ("2031-05-12T23:30:00-0500", "2031-05-12T23:30:00-05:00"),
        ("2031-05-12 18:05:00 +0200", "2031-05-12T18:05:00+02:00"),
        ("2031-05-12T18:05 UTC", "2031-05-12T18:05Z"),
        ("2031-05-12 18:05:00 GMT+2", "2031-05-12T18:05:00+02:00"),
        ("May 12, 2031 10:30 AM", "2031-05-12T10:30:00"),
        ("Monday, May 12, 2031 at 12:05 a.m.", "2031-05-12T00:05:00"),
        ("12 May 2031 - 22:30 UTC", "2031-05-12T22:30:00Z"),
        ("12 May 2031, 22:30 EST", "2031-05-12"),  # a zone of several meanings
        ("Mon, 12 May 2031 10:30:00 +0200", "2031-05-12T10:30:00+02:00"),
        ("27/05/2031", "2031-05-27"),
        ("05/27/2031", "2031-05-27"),
        ("05/05/2031", "2031-05-05"),
        ("05/06/2031", None),
        ("31/31/2031", None),
        ("1936348200000", "2031-05-12T10:30:00+00:00"),
        (1936348200, "2031-05-12T10:30:00+00:00"),
        (["soon", "2031-05-12"], "2031-05-12"),
        ("soon", None),
        ("", None),
        (None, None),
        ({"@value": "2031"}, None),
        ("2031-05-12" * 10, None),
    ],
)
def test_dates(value: object, told: str | None) -> None:
    assert iso_of(value) == told


@settings(deadline=None)
@given(st.text(max_size=70) | st.text("0123456789-/:T +ZMay,", max_size=30) | st.integers())
def test_any_value_gives_a_date_or_none(value: object) -> None:
    told = iso_of(value)
    assert told is None or iso(told) == told

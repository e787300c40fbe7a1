"""Rules for crawlers, as RFC 9309 has them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.feeds.robots import ALL, NONE, rules

AT = "https://velm.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a", "/ab", False),
        ("User-agent: *\nDisallow: /a\nAllow: /ab", "/abc", True),
        ("User-agent: *\nAllow: /ab\nDisallow: /a", "/abc", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf/b.pdf", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a1c2b3", True),
        ("User-agent: *\nDisallow: /a*$", "/abc", False),
        ("User-agent: *\nDisallow: /*?", "/a?b", False),
        ("User-agent: *\nDisallow: /ä", "/%C3%A4", False),
        ("User-agent: *\nDisallow: /%7Ea", "/~a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: SaySo\nDisallow: /\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: sayso\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: a\nUser-agent: sayso/2.0\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /b\nUser-agent: *\nDisallow: /a", "/a", False),
        ("user-agent : * # all\n disallow : /a # no", "/a", False),
        ("Disallow: /", "/a", True),
        ("<html>no such file</html>", "/a", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
    ],
)
def test_which_pages_may_be_fetched(text: str, path: str, allowed: bool) -> None:
    assert rules(text.encode()).allow(AT + path) == allowed


@pytest.mark.parametrize(
    ("value", "wait"), [("5", 5.0), ("0.5", 0.5), ("900", 60.0), ("nan", None), ("x", None)]
)
def test_how_fast(value: str, wait: float | None) -> None:
    assert rules(f"User-agent: *\nCrawl-delay: {value}".encode()).wait == wait


def test_all_and_nothing() -> None:
    assert ALL.allow(f"{AT}/a")
    assert not NONE.allow(f"{AT}/a")


def test_a_rule_of_many_stars_costs_little() -> None:
    hard = rules(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"b")
    began = time.process_time()
    hard.allow(f"{AT}/" + "a" * 10_000)
    assert time.process_time() - began < 1


@given(st.binary(max_size=300))
def test_anything_is_taken(raw: bytes) -> None:
    rules(b"User-agent: *\n" + raw).allow(f"{AT}/a?b")

"""The one address of a page that may be had at several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.address import own_address, public_url, same_site

PAGE = "https://velm.example/bridge"


@pytest.mark.parametrize(
    ("fetched", "canonical", "told"),
    [
        (f"{PAGE}?utm_source=feed", PAGE, PAGE),
        ("https://m.velm.example/bridge", "https://www.velm.example/bridge",
         "https://www.velm.example/bridge"),
        (f"{PAGE}/print", "/bridge", PAGE),
        (f"{PAGE}#part", "", PAGE),
        (PAGE, "https://velm.example/", PAGE),
        (PAGE, "https://wire.example/bridge", PAGE),  # a reprint, and where it is from
        (PAGE, "javascript:alert(1)", PAGE),
        (PAGE, "http://[", PAGE),
        (None, PAGE, PAGE),
        (None, "/bridge", None),
        (None, "", None),
    ],
)  # fmt: skip
def test_addresses(fetched: str | None, canonical: str, told: str | None) -> None:
    fetched = public_url(fetched) if fetched else None
    assert own_address(fetched, canonical, "", amp=False) == told


def test_an_amp_page_may_stand_anywhere() -> None:
    cache = "https://velm-example.cdn.amp.example/c/s/velm.example/bridge"
    assert own_address(cache, PAGE, "", amp=True) == PAGE


def test_a_saved_reprint_is_where_it_says_itself() -> None:
    assert own_address(None, "https://wire.example/a", PAGE, amp=False) == PAGE
    assert own_address(None, "https://www.velm.example/a", PAGE, amp=False) == (
        "https://www.velm.example/a"
    )


def test_sites() -> None:
    assert same_site("https://www.velm.example/a", "http://amp.velm.example/b")
    assert not same_site("https://velm.example/a", "https://osk.example/a")
    assert not same_site("file:///a", "file:///a")


@given(st.none() | st.just(PAGE), st.text(), st.text(), st.booleans())
def test_any_words_are_taken(fetched: str | None, canonical: str, stated: str, amp: bool) -> None:
    told = own_address(fetched, canonical, stated, amp)
    assert told is None or told.startswith("http")

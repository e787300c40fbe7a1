"""JSON Lines: each line stands or falls alone."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake import jsonl
from sayso.intake.page import Page, Story
from sayso.model import Skipped


def story(**record: Any) -> Story:
    return jsonl.story(Page("in:1", json.dumps(record).encode(), "record"))


def refused(raw: bytes) -> str:
    with pytest.raises(IntakeError) as caught:
        jsonl.story(Page("in:1", raw, "record"))
    return caught.value.reason


def test_a_record_with_everything() -> None:
    told = story(
        text="The bridge is open.", url="https://velm.example/1", title="Bridge",
        publisher="Velm Courier", authors=["Ilka Morn", ""], language="en_GB",
        published="2031-05-12 10:30", kind="update", id="passed over",
    )  # fmt: skip
    about = told.about
    assert told.text == "The bridge is open."
    assert (about.url, about.title) == ("https://velm.example/1", "Bridge")
    assert (about.publisher, about.authors) == ("Velm Courier", ("Ilka Morn",))
    assert (about.language, about.published) == ("en", "2031-05-12T10:30:00")
    assert (about.kind, told.notes) == ("update", ())


def test_text_alone_is_required() -> None:
    told = story(text="Open.", url=None, title="", authors=None)
    assert (told.about.url, told.about.title, told.about.authors) == (None, None, ())
    assert (told.about.kind, told.notes) == ("article", ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 7),
        ("publisher", "half a \ud83d"),
        ("url", ["https://velm.example/1"]),
        ("language", {}),
        ("authors", {"name": "Ilka Morn"}),
        ("authors", ["Ilka Morn", 7]),
        ("published", "last Monday"),
        ("published", 20310512),
        ("kind", "poem"),
        ("kind", 7),
    ],
)
def test_bad_metadata_is_noted_and_left_out(name: str, value: object) -> None:
    told = story(text="Open.", **{name: value})
    assert told.text == "Open."
    assert [f'"{name}"' in note for note in told.notes] == [True]
    assert told.about == story(text="Open.").about


def test_one_author_need_not_be_a_list() -> None:
    assert story(text="Open.", authors="Ilka Morn").about.authors == ("Ilka Morn",)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "bad-json"),
        (b"[1]", "bad-json"),
        (b'"text"', "bad-json"),
        (b'{"text": "\xff"}', "bad-json"),
        (b"[" * 100_000, "bad-json"),
        (b"9" * 5000, "bad-json"),
        (b"{}", "no-text"),
        (b'{"text": null}', "no-text"),
        (b'{"text": ["Open."]}', "no-text"),
    ],
)
def test_lines_that_are_no_record(raw: bytes, reason: str) -> None:
    assert refused(raw) == reason


@settings(deadline=None)
@given(st.binary())
def test_any_line_is_told_or_refused(raw: bytes) -> None:
    try:
        outcome = jsonl.story(Page("in:1", raw, "record")).extractor
    except IntakeError as error:
        outcome = error.reason
    assert outcome in {"jsonl", "bad-json", "no-text"}


def test_records_are_named_by_line_and_blank_lines_count() -> None:
    found = list(jsonl.records([b"\xef\xbb\xbf{}\r", b"", b" \t\r", b"{", b"{}"], "in", 100))
    assert [(page.name, page.raw) for page in found if isinstance(page, Page)] == [
        ("in:1", b"\xef\xbb\xbf{}"),
        ("in:4", b"{"),
        ("in:5", b"{}"),
    ]


def test_a_line_that_is_too_large_is_skipped_and_the_next_is_not() -> None:
    lines = jsonl.lines_of(BytesIO(b"12345\n123456\n" + b"1" * 3_000_000 + b"\n123"), 5)
    found = list(jsonl.records(lines, "in", 5))
    assert [(type(one), getattr(one, "reason", None)) for one in found] == [
        (Page, None),
        (Skipped, "too-large"),
        (Skipped, "too-large"),
        (Page, None),
    ]


def test_lines_of_keeps_everything_but_the_line_feed() -> None:
    assert list(jsonl.lines_of(BytesIO(b"a\r\n\nb\x0b\n"), 10)) == [b"a\r", b"", b"b\x0b"]


@settings(deadline=None)
@given(st.lists(st.text(), max_size=8))
def test_a_bad_line_takes_no_other_down(texts: list[str]) -> None:
    lines = [line for text in texts for line in (json.dumps({"text": text}).encode(), b"{bad")]
    told = []
    for page in jsonl.records(lines, "in", 10_000):
        assert isinstance(page, Page)
        if page.raw != b"{bad":
            told.append(jsonl.story(page).text)
    assert told == texts

"""News-please's JSON: one article or a list, each standing in its own bytes."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake import IntakeOptions, newsplease, take
from sayso.intake.page import Page, Story, shape_of
from sayso.model import Item, Skipped


def story(**article: Any) -> Story:
    return newsplease.story(Page("in", json.dumps(article).encode(), "article"))


def outcomes(raw: bytes) -> list[str]:
    try:
        found = list(newsplease.articles(Page("in", raw, "article")))
    except IntakeError as error:
        return [error.reason]
    return [one.reason if isinstance(one, Skipped) else one.raw.decode() for one in found]


def test_an_article_with_everything() -> None:
    one = story(
        maintext="The bridge is open.", text="Passed over.", title="Bridge", authors=["Ilka Morn"],
        date_publish="2031-05-12 10:30:00", url="https://velm.example/1",
        source_domain="velm.example", language="en", image_url=None,
    )  # fmt: skip
    about = one.about
    assert (one.text, one.extractor, one.notes) == ("The bridge is open.", "news-please", ())
    assert (about.title, about.authors, about.language) == ("Bridge", ("Ilka Morn",), "en")
    assert (about.url, about.publisher) == ("https://velm.example/1", "velm.example")
    assert about.published == "2031-05-12T10:30:00"


def test_text_stands_in_for_maintext() -> None:
    assert story(maintext=None, text="Open.").text == "Open."


@pytest.mark.parametrize(
    ("name", "value"),
    [("date_publish", "soon"), ("source_domain", 7), ("authors", ["Orm", 7]), ("title", "\ud83d")],
)
def test_bad_metadata_is_noted_by_its_own_name(name: str, value: object) -> None:
    one = story(maintext="Open.", **{name: value})
    assert [note.startswith(f'"{name}"') for note in one.notes] == [True]
    assert one.about == story(maintext="Open.").about


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "bad-json"),
        (b"7", "bad-json"),
        (b'{"maintext": "Open."} {}', "bad-json"),
        (b'{"a":' * 100_000, "bad-json"),
        (b"{}", "no-text"),
        (b'{"maintext": ["Open."]}', "no-text"),
    ],
)
def test_what_is_no_article(raw: bytes, reason: str) -> None:
    with pytest.raises(IntakeError) as caught:
        newsplease.story(Page("in", raw, "article"))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'\xef\xbb\xbf [ {"a": 1} ,\n{"b" : 2}]', ['{"a": 1}', '{"b" : 2}']),
        (b'[{"a": 1}, {"b"', ['{"a": 1}', "bad-json"]),
        (b'[{"a": 1} {"b": 2}]', ['{"a": 1}', "bad-json"]),
        (b"[" * 100_000, ["bad-json"]),
        (b"[", ["bad-json"]),
        (b" []", ["empty"]),
        (b"[\xff]", ["bad-json"]),
    ],
)
def test_lists(raw: bytes, told: list[str]) -> None:
    assert outcomes(raw) == told


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text(), st.text()), min_size=1))
def test_a_list_gives_each_of_its_articles(articles: list[dict[str, str]]) -> None:
    assert [json.loads(one) for one in outcomes(json.dumps(articles).encode())] == articles


def test_a_list_becomes_reports(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    raw = b'[{"maintext": "One."}, {"title": "Two"}, {"maintext": "Three."}]'
    path.write_bytes(raw)
    named, piped = take([str(path)], IntakeOptions()), take(["-"], IntakeOptions(), BytesIO(raw))
    assert [one.input for one in named] == [f"{path}:1", f"{path}:2", f"{path}:3"]
    assert [one.report.text if isinstance(one, Item) else one.reason for one in piped] == [
        "One.", "no-text", "Three.",
    ]  # fmt: skip


def test_the_servers_word() -> None:
    assert shape_of(b"{}", "application/json") == "article"
    assert shape_of(b'{"text": "a"}\n', "application/json") == "lines"

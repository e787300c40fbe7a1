"""Pages written by hand after the habits of outlets, all invented: what they say of themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.pages import BY_HAND, FIELDS, expected, said_wrong
from sayso.intake import IntakeOptions, take
from sayso.model import Item, Report

PAGES = expected(BY_HAND)


def report(path: Path) -> Report:
    (one,) = take([str(path)], IntakeOptions())
    assert isinstance(one, Item)
    return one.report


def test_every_page_has_its_truth() -> None:
    assert {path.name for path in BY_HAND.glob("*.html")} == set(PAGES)
    assert len(PAGES) >= 20
    assert all(set(FIELDS) <= set(truth) for truth in PAGES.values())


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_itself(name: str) -> None:
    told = report(BY_HAND / name)
    assert {field: PAGES[name][field] for field in FIELDS} == {
        "title": told.title, "published": told.published, "authors": list(told.authors),
        "publisher": told.publisher, "kind": told.kind,
    }  # fmt: skip


def test_all_are_right(tmp_path: Path) -> None:
    assert said_wrong(BY_HAND) == {}
    shutil.copytree(BY_HAND, tmp_path / "pages")
    page = tmp_path / "pages" / "amp.html"
    page.write_text(page.read_text("utf-8").replace("Basil Oake", "Basil Elm"), "utf-8")
    assert said_wrong(tmp_path / "pages") == {"amp.html": ["authors"]}


@pytest.mark.parametrize("name", PAGES)
def test_the_text_is_the_story_and_not_its_frame(name: str) -> None:
    text = report(BY_HAND / name).text
    assert text.startswith(str(PAGES[name]["title"]))
    for frame in ("Most read", "Read next", "Sport", "Imprint", "Print this page", "Also in News"):
        assert frame not in text


def test_a_live_page_is_told_entry_by_entry_under_its_times() -> None:
    lines = report(BY_HAND / "live.html").text.split("\n\n")
    assert lines[1].startswith("Winds of 140 km/h")
    assert [line for line in lines if line.endswith("GMT")] == [
        "11:20 GMT", "10:05 GMT", "06:12 GMT",
    ]  # fmt: skip
    at = lines.index("10:05 GMT")
    assert lines[at + 1] == "Roof of market hall gone"
    assert lines[at + 2].startswith("The roof of the market hall in Ostrel has been torn off.")


def test_a_time_in_a_sentence_stays() -> None:
    assert "was put off until July." in report(BY_HAND / "time-only.html").text


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("amp.html", "https://www.sarn-observer.example/health/hospital-candles-20310118"),
        ("print.html", "https://coastherald.example/business/smelter-at-dunn-fined-for-dust/"),
    ],
)
def test_amp_and_print_pages_are_the_report_they_name(
    tmp_path: Path, name: str, address: str
) -> None:
    told = report(BY_HAND / name)
    assert told.url == address
    markup = (BY_HAND / name).read_text("utf-8")
    for part in ("⚡ ", "<amp-ad", "Print: ", 'onload="window.print()"'):
        markup = markup.replace(part, "<p" if part.startswith("<") else "")
    (tmp_path / name).write_text(markup, encoding="utf-8")
    plain = report(tmp_path / name)
    assert (plain.id, plain.text) == (told.id, told.text)

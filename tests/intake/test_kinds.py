"""What is no whole article is skipped with its reason, real ones are not, and kinds are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.intake import IntakeOptions, take
from sayso.intake.kinds import kind_of
from sayso.model import Item, Skipped

LEAD = (
    "The old bridge at Velm reopened on Monday, the mayor said, eleven weeks after the river"
    " carried its middle arch away and left the two halves of the town to the ferry."
)
QUOTE = "“It will stand for a hundred years,” said Orla Venn, who led the work for the town."
NOT_FREE = {"@type": "NewsArticle", "isAccessibleForFree": False}


def page(*paragraphs: str, said: object = None, og: str = "article", more: str = "") -> str:
    linked = f'<script type="application/ld+json">{json.dumps(said)}</script>' if said else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<!DOCTYPE html><html><head><title>Bridge at Velm reopens</title>"
        f'<meta property="og:type" content="{og}">{linked}</head><body>'
        f"<article><h1>Bridge at Velm reopens</h1>{body}</article>{more}</body></html>"
    )


def taken(folder: Path, raw: str, name: str = "one.html") -> str:
    """The reason why it was skipped, else the kind of the report."""
    path = folder / name
    path.write_text(raw, encoding="utf-8")
    (one,) = take([str(path)], IntakeOptions())
    return one.reason if isinstance(one, Skipped) else one.report.kind


@pytest.mark.parametrize(
    "prompt",
    [
        "Subscribe to continue reading.",
        "To continue reading this article, please sign in or take out a subscription.",
        "This article is for subscribers only. See our offers for the spring.",
        "Already a subscriber? Log in here to see the whole of it.",
    ],
)
def test_a_stub_that_ends_in_a_prompt_to_pay(tmp_path: Path, prompt: str) -> None:
    assert taken(tmp_path, page(LEAD, prompt)) == "paywall"


def test_a_stub_that_breaks_off_where_it_is_not_free(tmp_path: Path) -> None:
    broken = LEAD + " But the farmers of Lower Osk, who had …"
    assert taken(tmp_path, page(broken, said=NOT_FREE)) == "paywall"
    assert taken(tmp_path, page(broken)) == "article"


@pytest.mark.parametrize(
    "raw",
    [
        page(LEAD, QUOTE, said=NOT_FREE),
        page(*[LEAD, QUOTE] * 8, "Subscribe to continue reading.", said=NOT_FREE),
        page(LEAD, QUOTE, "Subscribe to our newsletter for more news of the bridge."),
        page(LEAD, "“Log in, then sign up to the ferry's list,” said Orla Venn of the queue."),
    ],
)
def test_a_whole_article_is_read_whatever_it_asks(tmp_path: Path, raw: str) -> None:
    assert taken(tmp_path, raw) == "article"


ASKING = (
    "<div><h2>We value your privacy</h2><p>The Velm Courier and its 812 partners store and access"
    " information on a device, such as cookies, and process personal data with your consent for"
    " personalised advertising.</p>{buttons}</div>"
)


def test_a_page_that_only_asks_for_consent(tmp_path: Path) -> None:
    wall = ASKING.format(buttons="<button>Reject all</button><button>Accept all</button>")
    assert taken(tmp_path, f"<html><body>{wall}</body></html>") == "consent-wall"


def test_consent_is_no_wall_beside_or_in_a_story(tmp_path: Path) -> None:
    wall = ASKING.format(buttons="<button>Accept all</button>")
    assert taken(tmp_path, page(LEAD, QUOTE, more=wall)) == "article"
    about_it = ASKING.format(buttons=f"<p>{QUOTE}</p>")
    assert taken(tmp_path, f"<html><body><article>{about_it}</article></body></html>") == "article"


def teasers(number: int) -> str:
    return "".join(
        f'<div><h3><a href="/story/{one}">Ferry {one} to Lower Osk runs late again</a></h3>'
        f"<p>The crew of ferry {one} said that the water was too low at noon.</p></div>"
        for one in range(number)
    )


def test_a_listing(tmp_path: Path) -> None:
    raw = (
        '<html><head><title>Velm Courier</title><meta property="og:type" content="website"></head>'
        f"<body><main>{teasers(12)}</main></body></html>"
    )
    assert taken(tmp_path, raw) == "listing"


@pytest.mark.parametrize("said", [None, {"@type": "NewsArticle"}])
def test_teasers_below_a_story_make_no_listing(tmp_path: Path, said: object) -> None:
    raw = page(LEAD, QUOTE, LEAD, said=said, og="website", more=teasers(12))
    assert taken(tmp_path, raw) == "article"


@pytest.mark.parametrize("words", [("Home",), ("Home", "Sport", "Contact us")])
def test_nothing_but_navigation(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert taken(tmp_path, page(*words)) == "no-article"


LINKS = [f'<a href="/{n}">Ferry {n} to Lower Osk and the islands</a>' for n in range(40)]
RIGHTS = "<p>© 2031 Velm Courier. All rights reserved by the owners of the river.</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<nav><ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul></nav>",
        "".join(f"<div>{link}</div>" for link in LINKS) + RIGHTS,
        "<main>" + "".join(f"<p>{link}</p>" for link in LINKS) + "</main>",
        "".join(f"<section><h2>Ferries</h2><ul><li>{link}</li></ul></section>" for link in LINKS),
        "<h1>Map of this site</h1><table>"
        + "".join(f"<tr><td>{link}</td><td><a href='/x'>Osk</a></td></tr>" for link in LINKS),
        " | ".join(LINKS[:4]) + RIGHTS,
    ],
)
def test_a_page_of_links_is_no_article(tmp_path: Path, body: str) -> None:
    raw = f"<html><head><title>Velm Courier</title></head><body>{body}</body></html>"
    assert taken(tmp_path, raw) == "no-article"


def test_an_article_that_is_full_of_links_is_one(tmp_path: Path) -> None:
    raw = page(LEAD, QUOTE, *LINKS[:5])
    assert taken(tmp_path, raw) == "article"
    assert taken(tmp_path, page(f'<a href="/a">{LEAD}</a>', *LINKS[:5])) == "article"


def test_the_day_of_an_update_makes_no_update(tmp_path: Path) -> None:
    assert kind_of(f"Bridge\n\nUpdated: 12 May 2031\n\n{LEAD}") == "article"
    assert kind_of(f"Bridge\n\nUpdated: Monday, May 12, 2031, 10:14\n\n{LEAD}") == "article"
    assert kind_of(f"Bridge\n\nUpdated: 12 hurt at the bridge\n\n{LEAD}") == "update"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Correction: Velm-Bridge story", "correction"),
        ("CORRECTED-Bridge at Velm reopens", "correction"),
        ("CORRECTED (OFFICIAL)-UPDATE 2-Bridge at Velm reopens", "correction"),
        ("UPDATE 1-Bridge at Velm reopens", "update"),
        ("WRAPUP-UPDATE 3-Bridge at Velm reopens", "update"),
        ("Updated: Bridge at Velm reopens", "update"),
        ("WITHDRAWN: Bridge at Velm reopens", "withdrawal"),
        ("WITHDRAWN-UPDATE 1-Bridge at Velm reopens", "withdrawal"),
        ("Editor’s note: This story has been withdrawn.", "withdrawal"),
        ("Editor's Note: the story about the bridge has been withdrawn.", "withdrawal"),
        ("Live updates: the bridge at Velm", "live"),
        ("Transcript: Orla Venn on the bridge", "transcript"),
        ("FOR IMMEDIATE RELEASE", "release"),
        ("Press release", "release"),
        ("Correction fluid is back in the shops of Velm", "article"),
        ("Transcript shows what the mayor knew", "article"),
        ("Withdrawn troops return to Velm", "article"),
        ("Update to the bridge plan is due", "article"),
        ("Live music returns to Lower Osk", "article"),
        ("Press release of the mayor angers farmers", "article"),
        ("Editor's note: This story has been updated.", "article"),
    ],
)
def test_the_kind_is_told_from_the_headline_or_a_first_line(
    tmp_path: Path, line: str, kind: str
) -> None:
    assert kind_of(f"{line}\n\n{LEAD}\n") == kind
    assert kind_of(f"Bridge at Velm\n\n{line}\n\n{LEAD}\n") == kind
    assert kind_of(LEAD, title=line) == kind
    assert taken(tmp_path, f"{line}\n\n{LEAD}\n", "one.txt") == kind


def test_a_mark_far_down_tells_nothing() -> None:
    assert kind_of("\n\n".join([LEAD] * 6 + ["Correction: the ferry ran on Sunday."])) == "article"


def test_the_kind_of_a_page(tmp_path: Path) -> None:
    assert taken(tmp_path, page("FOR IMMEDIATE RELEASE", LEAD, QUOTE)) == "release"
    assert taken(tmp_path, page(LEAD, QUOTE, said={"@type": "LiveBlogPosting"})) == "live"


def test_a_records_own_kind_wins(tmp_path: Path) -> None:
    text = f"UPDATE 1-Bridge at Velm reopens\n\n{LEAD}"
    path = tmp_path / "a.jsonl"
    records = [{"text": text}, {"text": text, "kind": "article"}, {"text": text, "kind": "other"}]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    read = [one for one in take([str(path)], IntakeOptions()) if isinstance(one, Item)]
    assert [one.report.kind for one in read] == ["update", "article", "other"]

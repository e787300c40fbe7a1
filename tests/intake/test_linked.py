"""Linked data as pages write it, broken and whole."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from sayso.intake.linked import Linked, linked_data, main_article, names, word

ARTICLE = '{"@type": "NewsArticle", "headline": "Bridge opens"}'


def linked(*scripts: str, kind: str = "application/ld+json") -> Linked:
    marked = "".join(f'<script type="{kind}">{script}</script>' for script in scripts)
    return linked_data(
        html.document_fromstring(f"<html><head>{marked}</head><body>a</body></html>")
    )


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{{"@type": "Person"}}, {ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        ARTICLE.replace("}", ",}"),
        ARTICLE.replace('"headline"', '// set by the desk\n"headline"').replace("{", "{\n"),
        "/* new */" + ARTICLE + ";",
        "<!--" + ARTICLE + "-->",
        "//<![CDATA[\n" + ARTICLE + "\n//]]>",
        ARTICLE.replace("NewsArticle", "http://schema.org/NewsArticle"),
        ARTICLE.replace("Bridge opens", "Bridge\nopens"),
    ],
)
def test_an_article_is_found(script: str) -> None:
    (one,) = linked(script).articles
    assert word(one["headline"]) == "Bridge opens"


def test_an_address_in_a_string_is_no_comment() -> None:
    (one,) = linked('{"@type": "Article", "url": "https://velm.example/a",}').articles
    assert one["url"] == "https://velm.example/a"


@pytest.mark.parametrize("script", ["{", "[" * 100_000, "null", '"Article"', '{"@type": 7}', ""])
def test_what_is_broken_is_passed_over(script: str) -> None:
    assert linked(script, ARTICLE).articles == linked(ARTICLE).articles


@pytest.mark.parametrize("piece", ["/*", "//", "<!--", ",", " ", "{", "*/ /*", "\n//", ", "])
def test_a_broken_script_is_given_up_at_once(piece: str) -> None:
    began = time.process_time()
    assert linked("{" + piece * 300_000).articles == ()
    assert time.process_time() - began < 5


def test_other_scripts_are_no_linked_data() -> None:
    assert linked(ARTICLE, kind="text/javascript").articles == ()
    assert linked(ARTICLE, kind="application/ld+json; charset=utf-8").articles


def test_the_article_under_the_headline_is_the_pages_own() -> None:
    told = linked(f'[{ARTICLE}, {{"@type": "Article", "headline": "Ferry sinks"}}]')
    assert main_article(told, lambda headline: headline == "Ferry sinks") == told.articles[1]
    assert main_article(told, lambda headline: False) == told.articles[0]
    live = linked(ARTICLE, '{"@type": ["LiveBlogPosting"]}')
    assert main_article(live, lambda headline: True) == live.articles[1]
    assert main_article(linked(), lambda headline: True) is None


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("Ilka Morn", ["Ilka Morn"]),
        ({"name": " Ilka  Morn "}, ["Ilka Morn"]),
        ([{"@type": "Person", "name": "Ilka Morn"}, "Orm Venn"], ["Ilka Morn", "Orm Venn"]),
        ({"@type": "Person", "name": ["Ilka Morn", "Orm Venn"]}, ["Ilka Morn", "Orm Venn"]),
        ({"@id": "#ilka"}, ["Ilka Morn"]),
        ([{"@type": "Organization", "name": "Velm Courier"}, {"@id": "#ilka"}], ["Ilka Morn"]),
        ({"@type": "NewsMediaOrganization", "name": "Velm Courier"}, ["Velm Courier"]),
        ({"@id": "#nobody"}, []),
        ({"@id": "#loop"}, []),
        ({"name": {"@value": "Ilka Morn"}}, ["Ilka Morn"]),
        (7, []),
        (None, []),
        ("Salt &amp; Pepper", ["Salt & Pepper"]),
    ],
)
def test_names(author: Any, told: list[str]) -> None:
    graph = (
        '{"@graph": [{"@type": "Person", "@id": "#ilka", "name": "Ilka Morn"},'
        ' {"@type": "Person", "@id": "#loop", "sameAs": {"@id": "#loop"}}]}'
    )
    assert names(linked(graph), author) == told


values = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers() | st.sampled_from(["NewsArticle", "#a"]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "name", "author", "headline", "mainEntity"]),
            inner,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(values)
def test_any_json_is_taken(value: Any) -> None:
    told = linked(json.dumps(value).replace("</", "<\\/"))
    one = main_article(told, bool) or {}
    assert all(isinstance(name, str) for name in names(told, one.get("author")))

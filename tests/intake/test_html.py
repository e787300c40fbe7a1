"""A web page gives its story, what it says of it, and nothing of its frame."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake import IntakeOptions, html, take
from sayso.intake.page import Page, Story, shape_of
from sayso.model import Item

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>
<meta charset="utf-8">
<title>Bridge at Velm reopens after flood - Velm Courier</title>
<meta property="og:site_name" content="Velm Courier">
<meta name="author" content="Ilka Morn">
<meta name="date" content="2031-05-12">
<meta property="article:published_time" content="2031-05-12T10:30:00+02:00">
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article>
<h1>Bridge at Velm reopens after flood</h1>
<p>The old bridge at Velm reopened on Monday, the mayor said, eleven weeks after the river
carried its middle arch away.</p>
<figure><img src="b.jpg"><figcaption>The bridge on
Sunday. Photo: T. Aarn</figcaption></figure>
<p>“It will stand for a hundred years,” said Orla Venn, who led the work for the town 🌉.</p>
<p>Farmers from Lower Osk said that they had not been asked about the tolls.</p>
</article>
<footer>Copyright Velm Courier. All rights reserved.</footer>
</body></html>
"""
BODY = (
    "The old bridge at Velm reopened on Monday, the mayor said, eleven weeks after the river"
    " carried its middle arch away.",
    "The bridge on Sunday. Photo: T. Aarn",
    "“It will stand for a hundred years,” said Orla Venn, who led the work for the town 🌉.",
    "Farmers from Lower Osk said that they had not been asked about the tolls.",
)


def story(markup: str | bytes, charset: str | None = None, url: str | None = None) -> Story:
    raw = markup.encode() if isinstance(markup, str) else markup
    return html.story(Page("in", raw, "html", charset, url))


def refused(markup: str) -> str:
    with pytest.raises(IntakeError) as caught:
        story(markup)
    return caught.value.reason


def outcome(raw: bytes) -> str:
    """“told”, or the reason why not."""
    try:
        return "told" if story(raw).text.strip() else "blank"
    except IntakeError as error:
        return error.reason


def with_head(markup: str) -> Story:
    return story(PAGE.replace("</head>", markup + "</head>"))


def test_the_text_is_title_blank_line_body_with_the_caption_in_its_place() -> None:
    assert story(PAGE).text == "\n\n".join(("Bridge at Velm reopens after flood", *BODY))


def test_what_the_page_says_of_itself() -> None:
    about = story(PAGE, url="https://velm.example/bridge").about
    assert about.title == "Bridge at Velm reopens after flood"
    assert about.authors == ("Ilka Morn",)
    assert about.published == "2031-05-12T10:30:00+02:00"
    assert (about.language, about.publisher) == ("en", "Velm Courier")
    assert (about.url, about.encoding) == ("https://velm.example/bridge", "utf-8")
    assert about.kind == "article"


def test_a_bare_day_is_taken_where_there_is_no_hour() -> None:
    markup = PAGE.replace('<meta property="article:published_time"', "<meta")
    assert story(markup).about.published == "2031-05-12"


def test_linked_data_tells_the_hour_and_a_live_page() -> None:
    linked = (
        '{"@graph": [{"@type": "Person"},'
        ' {"@type": ["LiveBlogPosting"], "datePublished": "2031-05-12T09:00Z"}]}'
    )
    markup = PAGE.replace('<meta property="article:published_time"', "<meta").replace(
        "</head>", f'<script type="application/ld+json">{linked}</script></head>'
    )
    assert story(markup).about.published == "2031-05-12T09:00Z"
    assert story(markup).about.kind == "live"


@pytest.mark.parametrize(
    "linked", ["{", "[" * 100_000, '"Article"', '{"@type": 7, "@graph": 7}', "[[[[null]]]]"]
)
def test_broken_linked_data_is_passed_over(linked: str) -> None:
    told = with_head(f'<script type="application/ld+json">{linked}</script>')
    assert told == story(PAGE)


def test_offsets_count_characters_of_the_text() -> None:
    told = story(PAGE).text
    start = told.index("Farmers")
    assert told[start:] == BODY[3]
    assert len(told) == sum(map(len, BODY)) + len("Bridge at Velm reopens after flood") + 8


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
def test_a_declared_charset_is_used(charset: str) -> None:
    raw = PAGE.replace("utf-8", charset).replace("🌉", "é").encode("cp1252")
    told = story(raw)
    assert "“It will stand for a hundred years,” said Orla Venn" in told.text
    assert told.about.encoding == "windows-1252"


def test_the_servers_charset_goes_before_the_pages() -> None:
    assert story(PAGE.replace('"utf-8"', '"koi8-r"'), "utf-8").text == story(PAGE).text


@pytest.mark.parametrize("padding", ["", " "])
def test_a_tag_that_can_be_read_does_not_make_a_page_utf16(padding: str) -> None:
    told = story(PAGE.replace('"utf-8"', '"utf-16"') + padding)
    assert told.text == story(PAGE).text


def test_a_nought_is_no_end() -> None:
    assert story(PAGE.replace("<nav>", "\0<nav>")).text == story(PAGE).text


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<html><head><title>Velm Courier</title></head><body></body></html>",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_a_story(markup: str) -> None:
    assert refused(markup) == "no-article"


def test_an_empty_page() -> None:
    assert refused(" \n\0") == "empty"


def test_a_page_of_too_many_elements() -> None:
    assert refused("<body>" + "<p>a" * (html.MOST_ELEMENTS + 1)) == "too-large"


@pytest.mark.parametrize("tag", ["div", "figure", "figure><figcaption", "table><tr><td", "b"])
def test_a_deeply_nested_page_is_bounded(tag: str) -> None:
    markup = PAGE.replace("<nav>", f"<{tag}>" * 20_000 + "<nav>")
    assert outcome(markup.encode()) in {"told", "no-article"}


@pytest.mark.parametrize(
    "kind", ['[<!ENTITY a "{ten}">{levels}]', '[<!ENTITY a SYSTEM "file:///etc/passwd">]']
)
def test_entities_that_a_page_declares_are_not_made(kind: str) -> None:
    levels = "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )  # fmt: skip
    declared = kind.replace("{ten}", "bridge " * 10).replace("{levels}", levels)
    head = f"<?xml version='1.0'?>\n<!DOCTYPE html {declared}>\n"
    markup = head + PAGE.partition("\n")[2].replace("Farmers from", "&a; &m; Farmers from")
    told = story(markup).text
    assert "Farmers from Lower Osk" in told
    assert len(told) < 2 * len(story(PAGE).text)
    assert "root:" not in told


@pytest.mark.parametrize("head", ["<!---->" * 700, "<!-- " * 1000, " " * 5000, "<?xml " * 800])
def test_a_page_is_told_at_once_however_it_begins(head: str) -> None:
    assert shape_of(head.encode()) == "text"


def test_comments_may_stand_before_a_page() -> None:
    assert shape_of(f"<?xml version='1.0'?>\n<!-- a -->\n<!-- b > -->{PAGE}".encode()) == "html"


@pytest.mark.parametrize("piece", ["::", " - ", " | ", "By ", "Ada ", "© ", "and, ", "2031 "])
def test_what_a_page_says_of_itself_is_told_at_once(piece: str) -> None:
    long = piece * 20_000
    head = (
        f'<title>{long}</title><meta name="author" content="{long}"><meta name="date"'
        f' content="{long}"><meta property="og:title" content=" {long}x">'
    )
    began = time.process_time()
    told = story(
        PAGE.replace("</head>", head + "</head>").replace("<footer>", f"<footer><p>{long}")
    )
    assert BODY[0] in told.text
    assert time.process_time() - began < 10


PIECES = st.sampled_from([
    "<p>", "</p>", "<div>", "<article>", "</article>", "<figure>", "<figcaption>", "</figure>",
    "<title>", "</title>", "<h1>", "<!--", "-->", "<![CDATA[", "]]>", "<", ">", "&", "&#0;",
    "&#xd800;", "<html>", "<body>", "<table>", "<td>", "<script>", "</script>", "<time>",
    "<a href='http://[x'>", "<base href='::'>", "<meta name=date content='31/02/99999'>",
    "<meta charset=utf-16>", "<script type='application/ld+json'>", '{"@type":"Article"}',
    "<?xml version='1.0' encoding='x'?>", "The bridge at Velm reopened, the mayor said. ",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=25))
def test_broken_markup_is_told_or_refused(pieces: list[str]) -> None:
    assert outcome("".join(pieces).encode("utf-8", "replace")) in {"told", "no-article", "empty"}


def test_a_page_gives_one_and_the_same_report(tmp_path_factory: pytest.TempPathFactory) -> None:
    page = tmp_path_factory.mktemp("pages") / "velm.html"
    page.write_text(PAGE, encoding="utf-8")
    first, second = take([str(page), str(page)], IntakeOptions())
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert first.report == second.report
    assert first.report.text == story(PAGE).text
    assert first.report.published_from == "metadata"

"""A web page → its story's text and what the page says of it.

The text is the title, a blank line, then the paragraphs, a blank line between any two. Nothing in
the words is changed; trafilatura decides which of them are the story. Captions stand where their
picture stood; of a live page every entry is told, under its time.
"""

from __future__ import annotations

import re
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from sayso.errors import IntakeError
from sayso.intake import kinds, live, metadata, people
from sayso.intake.decode import decode, known
from sayso.intake.linked import linked_data
from sayso.intake.page import About, Page, Story

EXTRACTOR = f"trafilatura {trafilatura.__version__}"
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
# No time of today in it: a page gives the same report whenever it is read.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
MOST_ELEMENTS = 100_000
# What the extractor raises on pages that no program would write.
BROKEN = (ValueError, AssertionError, TypeError, AttributeError, LookupError, RecursionError)
LONGEST_CAPTION = 1000


def story(page: Page) -> Story:
    """The text of a page and what the page says of it; IntakeError where it holds no story."""
    declared = page.charset if known(page.charset) else _meta_charset(page)
    markup, encoding = decode(page.raw, declared)
    tree = _tree(markup)
    linked = linked_data(tree)
    kinds.check_page(tree, article=bool(linked.articles))
    document = _metadata(tree)
    said = metadata.said(tree, linked, page.final_url, document.date)
    links = kinds.link_texts(tree)
    told = _live(tree) if said.kind == "live" else None
    told = told or _extracted(tree, page.final_url)
    body = _untitled(said.title, told)
    kinds.check_body(body, kinds.is_free(linked.articles), links)
    about = About(
        title=said.title,
        url=said.address,
        publisher=said.publisher or document.sitename or document.hostname or None,
        authors=said.authors or people.people((document.author or "").split(";"), said.publisher),
        language=_language(tree),
        published=said.published,
        kind=said.kind,
        encoding=encoding,
    )
    return Story(_text(about.title, told), about, EXTRACTOR)


def _meta_charset(page: Page) -> str | None:
    """What a page's own tag declares; it cannot be UTF-16, or the tag would not have been found."""
    charset = META_CHARSET.search(page.raw[:4096])
    name = charset[1].decode("ascii", "replace") if charset else None
    return None if (known(name) or "").startswith("utf-16") else name


def _tree(markup: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, recover=True)
    # libxml2 takes a nought for the end of the page.
    data = markup.replace("\0", "").encode("utf-8", "replace")
    if not data.strip():
        raise IntakeError("empty", "it holds no text")
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise IntakeError("no-article", f"the page cannot be parsed: {error}") from error
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise IntakeError("too-large", f"the page has more than {MOST_ELEMENTS:,} elements")
    return tree


def _metadata(tree: Any) -> Document:
    """What trafilatura tells of a page, for what the page does not say plainly."""
    try:
        return extract_metadata(tree, date_config=dict(DATES))
    except BROKEN:
        return Document()


def _live(tree: Any) -> str | None:
    _keep_captions(tree)
    return live.entries(tree)


def _extracted(tree: Any, url: str | None) -> str:
    _keep_captions(tree)
    _keep_times(tree)
    try:
        document = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=False
        )
    except BROKEN as e:
        raise IntakeError("no-article", f"the page cannot be parsed: {e}") from e
    if not isinstance(document, Document) or not (document.text or "").strip():
        raise IntakeError("no-article", "the page holds no story that could be told from its frame")
    return document.text or ""


def _keep_times(tree: Any) -> None:
    """Make times that stand among words plain words; the extractor drops them."""
    for time in list(tree.iter("time")):
        parent = time.getparent()
        if any((words or "").strip() for words in (parent.text, *(one.tail for one in parent))):
            time.tag = "span"


def _keep_captions(tree: Any) -> None:
    """Put a paragraph where a figure with a caption stands; the extractor drops figures whole."""
    for figure in list(tree.iter("figure")):
        caption = figure.find(".//figcaption")
        words = " ".join(caption.text_content().split()) if caption is not None else ""
        if not 0 < len(words) <= LONGEST_CAPTION or figure.find(".//table") is not None:
            continue
        for child in list(figure):
            figure.remove(child)
        # The caption itself is moved, not its words: lxml takes no control characters as text.
        caption.tag, caption.tail, figure.tag, figure.text = "span", None, "p", None
        figure.append(caption)
        figure.attrib.clear()


def _text(title: str | None, told: str) -> str:
    body = re.sub(r"\n+", "\n\n", told.strip())
    first = body.split("\n", 1)[0]
    if not title or _plain(first) == _plain(title):
        return body
    return f"{title}\n\n{body}"


def _untitled(title: str | None, told: str) -> str:
    lines = told.strip().splitlines()
    return "\n".join(line for line in lines if not title or _plain(line) != _plain(title))


def _plain(line: str) -> str:
    return " ".join(line.split()).casefold()


def _language(tree: Any) -> str | None:
    found = LANGUAGE.match((tree.get("lang") or "").strip())
    return found[0].lower() if found else None

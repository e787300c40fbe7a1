"""A web page → its story's text and what the page says of it.

The text is the title, a blank line, then the paragraphs, a blank line between any two. Nothing in
the words is changed; trafilatura decides which of them are the story. Captions stand where their
picture stood. A page's own clock time of publication is preferred to a bare day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Document

from sayso.errors import IntakeError
from sayso.intake import kinds
from sayso.intake.dateline import iso
from sayso.intake.decode import decode, known
from sayso.intake.page import About, Page, Story
from sayso.model import ReportKind

EXTRACTOR = f"trafilatura {trafilatura.__version__}"
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
META_DATES = (
    "article:published_time", "og:published_time", "datePublished", "parsely-pub-date",
    "DC.date.issued", "pubdate", "publishdate", "date",
)  # fmt: skip
# No time of today in it: a page gives the same report whenever it is read.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
MOST_ELEMENTS = 100_000
DEEPEST_JSON = 12
LONGEST_CAPTION = 1000


def story(page: Page) -> Story:
    """The text of a page and what the page says of it; IntakeError where it holds no story."""
    declared = page.charset if known(page.charset) else _meta_charset(page)
    markup, encoding = decode(page.raw, declared)
    tree = _tree(markup)
    said = tuple(_linked_data(tree))
    dated, kind = _published(tree, said), _kind(said)
    kinds.check_page(tree, article=bool(said))
    _keep_captions(tree)
    document = _extracted(tree, page.final_url)
    kinds.check_body(_untitled(_title(document), document.text or ""), kinds.is_free(said))
    about = About(
        title=_title(document),
        url=page.final_url or document.url or None,
        publisher=document.sitename or document.hostname or None,
        authors=_authors(document.author),
        language=_language(tree),
        published=dated or iso(document.date),
        kind=kind,
        encoding=encoding,
    )
    return Story(_text(about.title, document.text or ""), about, EXTRACTOR)


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


def _extracted(tree: Any, url: str | None) -> Document:
    try:
        document = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=True,
            date_extraction_params=dict(DATES),
        )  # fmt: skip
    except (
        ValueError,
        AssertionError,
        TypeError,
        AttributeError,
        LookupError,
        RecursionError,
    ) as e:
        raise IntakeError("no-article", f"the page cannot be parsed: {e}") from e
    if not isinstance(document, Document) or not (document.text or "").strip():
        raise IntakeError("no-article", "the page holds no story that could be told from its frame")
    return document


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


def _title(document: Document) -> str | None:
    """The page's title, without its outlet's name where that was appended."""
    title, outlet = (document.title or "").strip(), (document.sitename or "").casefold()
    for mark in (" | ", " - ", " – ", " — "):
        head, _, tail = title.rpartition(mark)
        if head and outlet and tail.strip().casefold() == outlet:
            return head.strip()
    return title or None


def _authors(names: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (names or "").split(";") if name.strip())


def _language(tree: Any) -> str | None:
    found = LANGUAGE.match((tree.get("lang") or "").strip())
    return found[0].lower() if found else None


def _published(tree: Any, said: tuple[dict[str, Any], ...]) -> str | None:
    """When the page says it was published, with the hour if it gives that anywhere."""
    told = [*_meta_dates(tree), *(thing.get("datePublished") for thing in said)]
    dates = [date for date in map(iso, told) if date]
    return next((date for date in dates if "T" in date), dates[0] if dates else None)


def _meta_dates(tree: Any) -> Iterator[str]:
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content") or "")
    yield from (named.get(name.lower(), "") for name in META_DATES)


def _kind(said: tuple[dict[str, Any], ...]) -> ReportKind:
    live = any("LiveBlogPosting" in _types(thing) for thing in said)
    return "live" if live else "article"


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles a page describes in JSON-LD."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, DEEPEST_JSON):
            if any(kind.endswith(("Article", "Posting", "Report")) for kind in _types(thing)):
                yield thing


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = [data.get("@graph"), data.get("mainEntity"), data.get("mainEntityOfPage")]
    if isinstance(data, list) and depth:
        for item in data:
            yield from _things(item, depth - 1)


def _types(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [
        kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]

"""A web page → its story's text and what the page says of itself.

The text is the title, a blank line, then the paragraphs, a blank line between any two. Nothing in
the words is changed; trafilatura decides which of them are the story.
"""

from __future__ import annotations

import json
import re
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import DEFAULT_CONFIG

from sayso.errors import IntakeError
from sayso.intake.decode import decode
from sayso.intake.report import About, is_date

EXTRACTOR = f"trafilatura {trafilatura.__version__}"
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
LANG = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_html(raw: bytes) -> bool:
    """Whether bytes begin as a page does."""
    return bool(LOOKS_LIKE_HTML.match(raw.lstrip(b"\xef\xbb\xbf")[:5000]))


def story(raw: bytes, declared: str | None, url: str | None) -> tuple[str, About]:
    """The text of a page and what the page says of it; IntakeError where it holds no story."""
    charset = META_CHARSET.search(raw[:4096])
    page, encoding = decode(raw, declared or (charset[1].decode("ascii") if charset else None))
    document = _extracted(page, url)
    about = _about(document, page, encoding, url)
    return _text(about.title, document), about


def _extracted(page: str, url: str | None) -> Any:
    try:
        tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=_parser())
        document: Any = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=True,
            favor_recall=True, config=DEFAULT_CONFIG,
        )  # fmt: skip
    except (etree.LxmlError, ValueError, AssertionError, TypeError, AttributeError) as error:
        # Hostile pages make parsers fail in many ways; none may end the run.
        raise IntakeError("no-article", f"the page cannot be parsed: {error}") from error
    except RecursionError as error:
        raise IntakeError("no-article", "the page is nested too deeply") from error
    if document is None or not (document.text or "").strip():
        raise IntakeError("no-article", "the page holds no story that could be told from its frame")
    return document


def _parser() -> Any:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, recover=True)


def _text(title: str | None, document: Any) -> str:
    body = re.sub(r"\n+", "\n\n", document.text.strip())
    first = body.split("\n", 1)[0].strip()
    if not title or first == title:
        return body
    return f"{title}\n\n{body}"


def _about(document: Any, page: str, encoding: str, url: str | None) -> About:
    declared = LANG.search(page[:5000])
    authors = (part.strip() for part in (document.author or "").split(";"))
    return About(
        title=(document.title or "").strip() or None,
        url=url or document.url or None,
        publisher=document.sitename or document.hostname or None,
        authors=tuple(author for author in authors if author),
        language=declared[1].lower() if declared else None,
        published=_published(page) or document.date or None,
        encoding=encoding,
    )


PUBLISHED = (
    re.compile(
        r"<meta[^>]{0,200}?(?:property|name|itemprop)=[\"'](?:article:published_time|datePublished|"
        r"og:published_time|pubdate|date)[\"'][^>]{0,200}?content=[\"']([^\"']{8,40})[\"']",
        re.IGNORECASE,
    ),
    re.compile(r"\"datePublished\"\s*:\s*(\"[^\"]{8,40}\")"),
)


def _published(page: str) -> str | None:
    """The page's own publication time, with the hour where it gives one."""
    for pattern in PUBLISHED:
        if found := pattern.search(page):
            value = json.loads(found[1]) if found[1].startswith('"') else found[1]
            value = value.strip().replace(" ", "T", 1)
            if is_date(value):
                return str(value)
    return None

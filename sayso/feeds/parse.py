"""A feed's bytes → its entries: RSS, Atom, JSON Feed, sitemaps and news sitemaps."""

from __future__ import annotations

import calendar
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree

from sayso.errors import FeedError
from sayso.intake.address import public_url
from sayso.intake.dateline import iso
from sayso.intake.fetch import Fetched

# As many, and as large, as a sitemap may be.
MOST_ENTRIES = 50_000
MOST_BYTES = 50_000_000
GZIP = b"\x1f\x8b"
MAP, INDEX = "urlset", "sitemapindex"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed names: when it was published (ISO), and what the feed says of its last
    change; `is_feed` where it is a further sitemap."""

    url: str
    published: str | None = None
    changed: str | None = None
    is_feed: bool = False


def entries(got: Fetched) -> list[Entry]:
    """The entries of a feed, each page once, in the feed's order; FeedError where it is none."""
    got = replace(got, raw=_unpacked(got))
    once: dict[str, Entry] = {}
    try:
        for entry in _found(got):
            once.setdefault(entry.url, entry)
            if len(once) == MOST_ENTRIES:
                break
    except FeedError:
        raise
    except Exception as error:
        # Whatever a feed makes a library raise, the other feeds are read.
        raise FeedError(got.final_url, f"it cannot be read: {type(error).__name__}") from error
    return list(once.values())


def _found(got: Fetched) -> Iterator[Entry]:
    head = got.raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if head in (b"{", b"["):
        return _json_feed(got)
    root = _root(got.raw)
    return _sitemap(got, root) if root in (MAP, INDEX) else _syndicated(got)


def _unpacked(got: Fetched) -> bytes:
    """The bytes of a feed that is a packed file, as sitemaps often are (`sitemap.xml.gz`)."""
    if not got.raw.startswith(GZIP):
        return got.raw
    try:
        with gzip.open(io.BytesIO(got.raw)) as packed:
            made = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FeedError(got.final_url, f"it is a broken packed file: {error}") from error
    if len(made) > MOST_BYTES:
        raise FeedError(got.final_url, f"it unpacks to more than {MOST_BYTES:,} bytes")
    return made


def _absolute(base: str, link: object) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        url = public_url(urljoin(base, link.strip()))
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None


def _json_feed(got: Fetched) -> Iterator[Entry]:
    try:
        feed = json.loads(got.raw.decode("utf-8-sig"))
        items = feed["items"]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise FeedError(got.final_url, "it is JSON, and no JSON Feed") from error
    for item in items if isinstance(items, list) else ():
        told = item if isinstance(item, dict) else {}
        links = (told.get("url"), told.get("external_url"), _address(told.get("id")))
        if url := _absolute(got.final_url, next(filter(None, links), None)):
            yield Entry(url, _iso(told.get("date_published")), _iso(told.get("date_modified")))


def _address(name: object) -> str | None:
    """An item's id where it is an address, as it is asked to be."""
    known = isinstance(name, str) and name.startswith(("http://", "https://"))
    return str(name) if known else None


def _root(raw: bytes) -> str | None:
    """The name of the first element of an XML file, None where that cannot be told."""
    try:
        for _, element in etree.iterparse(io.BytesIO(raw), events=("start",), **SAFE):
            return str(etree.QName(element).localname)
    except etree.XMLSyntaxError:
        pass
    return None


SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
}  # fmt: skip


def _sitemap(got: Fetched, root: str) -> Iterator[Entry]:
    """The pages of a sitemap, up to where it is broken; an address cut off there is none."""
    parser = etree.iterparse(io.BytesIO(got.raw), events=("end",), recover=True, **SAFE)
    last: Entry | None = None
    for _, element in parser:
        if not isinstance(element.tag, str) or _local(element) not in ("url", "sitemap"):
            continue
        if last:
            yield last
        last = _mapped(got, element, root == INDEX)
        element.clear()
    if last and got.raw.rstrip().endswith(b">"):
        yield last


def _mapped(got: Fetched, element: Any, is_feed: bool) -> Entry | None:
    # Its own children: a picture or a translation inside it has an address, too.
    own = {_local(one): _words(one) for one in element if isinstance(one.tag, str)}
    inside = (one for one in element.iter() if isinstance(one.tag, str))
    dates = (_iso(_words(one)) for one in inside if _local(one) == "publication_date")
    url = _absolute(got.final_url, own.get("loc"))
    return Entry(url, next(dates, None), _iso(own.get("lastmod")), is_feed) if url else None


def _words(element: Any) -> str:
    return (element.text or "").strip()


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _syndicated(got: Fetched) -> Iterator[Entry]:
    """The entries of RSS or Atom, up to where it is broken."""
    declared = {"content-type": got.content_type, "content-location": got.final_url}
    feed = feedparser.parse(
        io.BytesIO(got.raw), response_headers=declared, sanitize_html=False,
        resolve_relative_uris=True,
    )  # fmt: skip
    if not feed.get("version") or (feed.bozo and not feed.entries):
        raise FeedError(got.final_url, "it is neither RSS, Atom, JSON Feed nor a sitemap")
    for item in feed.entries:
        if url := _absolute(got.final_url, item.get("link")):
            yield Entry(url, _moment(item, "published"), _moment(item, "updated"))


def _moment(item: Any, name: str) -> str | None:
    parsed = item.get(f"{name}_parsed") if name in item else None
    try:
        when = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if when else None


def _iso(value: object) -> str | None:
    return iso(value) if isinstance(value, str) else None

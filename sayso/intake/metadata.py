"""What a page says of its story beside the text: title, authors, outlet, date, address.

JSON-LD is believed first, then Open Graph and other meta tags, microdata, and at last the words of
the page itself: its byline, the end of its title, the link to its front page, its copyright line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.intake import people
from sayso.intake.address import own_address
from sayso.intake.linked import Linked, Thing, first, main_article, names, types, word
from sayso.intake.stamps import iso_of
from sayso.model import ReportKind

TITLES = ("og:title", "twitter:title", "sailthru.title", "parsely-title", "dc.title", "title")
AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "citation_author", "twitter:data1",
)  # fmt: skip
OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")
DATES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.date",
    "dc.date", "pubdate", "publishdate", "publish-date", "publication_date", "date",
)  # fmt: skip
# Between a headline and what programs put around it in a page's title.
SEPARATOR = re.compile(r"\s+[|•·»«:–—-]+\s+")
PRINT = re.compile(r"^(?:print(?:er.friendly)?(?: version)?\s*:\s*)", re.IGNORECASE)
COPYRIGHT = re.compile(
    r"(?:©|&copy;|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?\s*(?:by\s+)?"
    r"([^\W\d_][^.,|©\n]{1,50}?)(?:\s+(?:19|20)\d\d)?\s*(?:[.,|]|all rights|$)",
    re.IGNORECASE,
)
FRONT = re.compile(r"(?:https?://[^/]+)?/?(?:index\.(?:html?|php))?")
NO_OUTLET = re.compile(
    r"(?:home(?: ?page)?|front ?page|start(?: ?page)?|main|menu|logo|news|back|top|skip.*|"
    r"all rights.*|to (?:the )?(?:home|front).*|latest.*)",
    re.IGNORECASE,
)
CHANGED = re.compile(r"updat|modif|chang")
LONGEST_OUTLET, LONGEST_TITLE = 60, 500


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of its story; None or empty where it does not."""

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: str | None
    address: str | None
    kind: ReportKind


def said(tree: Any, linked: Linked, fetched: str | None, day: str | None) -> Said:
    """What a page says of itself; `fetched` is the address it was had from, `day` that of its
    publication as far as others can tell."""
    metas = _metas(tree)
    headings = [word(one.text_content()) for one in tree.iter("h1", "h2")]
    article = main_article(linked, lambda headline: bool(headline) and headline in headings) or {}
    items = _microdata(tree)
    whole = word(tree.findtext(".//title") or "")[:LONGEST_TITLE]
    titles = [word(article.get("headline")), *_of(metas, TITLES), *items["headline"]]
    publisher = _stated_outlet(linked, article, metas, items)
    title = _title([one[:LONGEST_TITLE] for one in titles if one], whole, headings, publisher)
    publisher = publisher or _outlet_around(title, whole) or _outlet_of_page(tree)
    return Said(
        title=title,
        authors=_authors(tree, [names(linked, article.get("author") or article.get("creator")),
                                _of(metas, AUTHORS), items["author"]], publisher),
        publisher=publisher,
        published=_published(linked, article, metas, items, tree, day),
        address=_address(tree, metas, fetched),
        kind=_kind(linked, tree),
    )  # fmt: skip


def _metas(tree: Any) -> dict[str, list[str]]:
    """The contents of meta tags by their names, in small letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        content = word(meta.get("content") or "")
        for attribute in ("property", "name"):
            if content and meta.get(attribute):
                found[meta.get(attribute).strip().lower()].append(content)
    return found


def _of(metas: dict[str, list[str]], wanted: Sequence[str]) -> list[str]:
    """The contents under the first of the names that has any fit to print."""
    return next((metas[name] for name in wanted if metas.get(name)), [])


def _microdata(tree: Any) -> dict[str, list[str]]:
    """The values of the first item that is an article, each property's in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    article = next((one for one in tree.iter() if _is_article(one)), None)
    for one in article.iter() if article is not None else ():
        for name in (one.get("itemprop") or "").split():
            if value := _value(one):
                found[name].append(value)
    return found


def _is_article(element: Any) -> bool:
    kind = (element.get("itemtype") or "") if isinstance(element.tag, str) else ""
    return kind.rstrip("/").endswith(("Article", "Posting"))


def _value(element: Any) -> str:
    if element.get("itemscope") is not None:
        inner = element.find(".//*[@itemprop='name']")
        return _value(inner) if inner is not None and inner.get("itemscope") is None else ""
    told = element.get("content") or element.get("datetime")
    return word(told or element.text_content()[:500])


def _stated_outlet(
    linked: Linked, article: Thing, metas: dict[str, list[str]], items: dict[str, list[str]]
) -> str | None:
    told = [*names(linked, article.get("publisher"))[:1], *_of(metas, OUTLETS)[:1],
            *items["publisher"][:1]]  # fmt: skip
    return first([one for one in told if len(one) <= LONGEST_OUTLET and "://" not in one])


def _title(
    told: Sequence[str], whole: str, headings: Sequence[str], outlet: str | None
) -> str | None:
    """The headline as the page shows it, where one of its titles holds it; else the first title,
    without the outlet's name and what else programs put there."""
    titles = [PRINT.sub("", one) for one in (*told, whole) if one]
    for heading in headings:
        if heading and any(heading in _runs(title) for title in titles):
            return heading
    if not titles:
        return headings[0] if len(headings) == 1 else None
    return _without_outlet(titles[0], outlet) or None


def _runs(title: str) -> Iterator[str]:
    """Whatever stands between two separators of a title."""
    cuts = [(0, 0), *(found.span() for found in SEPARATOR.finditer(title)), (len(title),) * 2]
    for left, (_, start) in enumerate(cuts[:-1]):
        yield from (title[start:end] for end, _ in cuts[left + 1 :])


def _without_outlet(title: str, outlet: str | None) -> str:
    for found in (*SEPARATOR.finditer(title),):
        before, after = title[: found.start()], title[found.end() :]
        if outlet and _same(after, outlet):
            return before
        if outlet and _same(before, outlet):
            return after
    return title


def _same(one: str, other: str) -> bool:
    plain = [re.sub(r"^the\s+|\W+", "", name.casefold()) for name in (one, other)]
    return plain[0] == plain[1]


def _outlet_around(title: str | None, whole: str) -> str | None:
    """What stands beside the headline in a page's title."""
    if not title or title not in whole:
        return None
    before, _, after = whole.partition(title)
    beside = [*reversed(SEPARATOR.split(f" {after} ")), *SEPARATOR.split(f" {before} ")]
    return first([part.strip() for part in beside if _may_be_outlet(part.strip())])


def _outlet_of_page(tree: Any) -> str | None:
    """What the link to the front page says, else the copyright line."""
    for link in tree.iter("a"):
        if FRONT.fullmatch((link.get("href") or "").strip()):
            picture = link.find(".//img")
            words = word(link.text_content()) or (
                word(picture.get("alt") or "") if picture is not None else ""
            )
            if _may_be_outlet(words):
                return words
    for line in reversed(_short_lines(tree)):
        if (found := COPYRIGHT.search(line)) and _may_be_outlet(found[1].strip()):
            return found[1].strip()
    return None


def _may_be_outlet(words: str) -> bool:
    fits = 2 < len(words) <= LONGEST_OUTLET and words[0].isupper()
    return fits and not NO_OUTLET.fullmatch(words)


def _short_lines(tree: Any) -> list[str]:
    """What stands in each small element, words of its children included."""
    small = ("p", "div", "span", "li", "i", "em", "address", "h3", "h4", "h5", "footer", "td",
             "small", "section")  # fmt: skip
    return [
        words
        for one in tree.iter(*small)
        if len(one) <= 8 and 0 < len(words := word(_text(one))) <= people.LONGEST_LINE
    ]


def _text(element: Any) -> str:
    return "".join(part for _, part in zip(range(60), element.itertext(), strict=False))


def _authors(tree: Any, told: Iterable[Sequence[str]], outlet: str | None) -> tuple[str, ...]:
    for listed in told:
        if found := people.people(listed, outlet):
            return found
    linked = [word(_text(one)) for one in tree.iter("a") if "author" in (one.get("rel") or "")]
    if found := people.people(linked, outlet):
        return found
    line = people.byline(_short_lines(tree))
    return people.people([line], outlet) if line else ()


def _published(
    linked: Linked, article: Thing, metas: dict[str, list[str]], items: dict[str, list[str]],
    tree: Any, day: str | None,
) -> str | None:  # fmt: skip
    """When the page says it was published, with the hour of that day if it gives it anywhere."""
    pages = [page.get("datePublished") for page in linked.pages]
    marked, others = _times(tree)
    told = [article.get("datePublished"), *(metas.get(name) for name in DATES),
            items["datePublished"], article.get("dateCreated"), *pages, *marked, day]  # fmt: skip
    dates = [date for date in map(iso_of, told) if date]
    if not dates:
        return None
    hours = [date for date in (*dates, *map(iso_of, others)) if date and "T" in date]
    return next((date for date in hours if date[:10] == dates[0][:10]), dates[0])


def _times(tree: Any) -> tuple[list[str], list[str]]:
    """What a page marks as the time of its publication, and its other times but for changes."""
    marked, others = [], []
    for one in tree.iter("time"):
        told = one.get("datetime") or ""
        named = " ".join((one.get("class") or "", one.get("itemprop") or "")).lower()
        if one.get("pubdate") is not None or "publish" in named:
            marked.append(told)
        elif not CHANGED.search(named):
            others.append(told)
    return marked, others


def _address(tree: Any, metas: dict[str, list[str]], fetched: str | None) -> str | None:
    links = (one for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower())
    canonical = next((one.get("href") or "" for one in links), "")
    amp = tree.get("amp") is not None or tree.get("⚡") is not None
    return own_address(fetched, canonical, next(iter(metas.get("og:url", ())), ""), amp)


def _kind(linked: Linked, tree: Any) -> ReportKind:
    live = any("LiveBlogPosting" in types(one) for one in linked.articles)
    marked = any("LiveBlogPosting" in (one.get("itemtype") or "") for one in tree.iter("article",
                 "div", "main", "section"))  # fmt: skip
    return "live" if live or marked else "article"

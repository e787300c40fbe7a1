"""What a page says of itself in JSON-LD: its articles, and whom and what they name.

Pages break it in every way: comments, commas before a bracket, line ends in strings, authors that
are strings, lists, objects, or references to another object of a graph.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Thing = dict[str, Any]

DEEPEST = 12
MOST_THINGS = 5000
OPENINGS, CLOSINGS = ("//<![CDATA[", "<![CDATA[", "<!--"), ("//]]>", "]]>", "//-->", "-->")
# Not in a string, as far as that can be told: “https://” is no comment.
COMMENT = re.compile(r"(?:^|(?<=[,{}\[\]]))[ \t]*//[^\n]*$", re.MULTILINE)
LAST_COMMA = re.compile(r",(\s*[}\]])")
ARTICLES = ("Article", "Posting", "Report")
BODIES = ("Organization", "Corporation")


@dataclass(frozen=True, slots=True)
class Linked:
    """The articles a page describes, the pages it says it is, and each object by its `@id`."""

    articles: tuple[Thing, ...]
    pages: tuple[Thing, ...]
    by_id: dict[str, Thing]


def linked_data(tree: Any) -> Linked:
    """What stands in a page's scripts of linked data; what cannot be parsed is passed over."""
    things: list[Thing] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind == "application/ld+json" and script.text:
            things.extend(_things(_parsed(script.text), DEEPEST))
            del things[MOST_THINGS:]
    by_id: dict[str, Thing] = {}
    for thing in things:
        if isinstance(thing.get("@id"), str) and len(thing) > 1:
            by_id.setdefault(thing["@id"], thing)
    return Linked(
        tuple(one for one in things if any(kind.endswith(ARTICLES) for kind in types(one))),
        tuple(one for one in things if any(kind.endswith("WebPage") for kind in types(one))),
        by_id,
    )


def types(thing: Thing) -> list[str]:
    """The names of a thing's types, without their address."""
    told = thing.get("@type")
    listed = told if isinstance(told, list) else [told]
    return [kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str)]


def main_article(linked: Linked, is_headline: Callable[[str], bool]) -> Thing | None:
    """The article a page is about: a live one, else the one under the page's own headline, else the
    first."""
    told = linked.articles
    live = [one for one in told if "LiveBlogPosting" in types(one)]
    fitting = [one for one in told if is_headline(word(one.get("headline") or one.get("name")))]
    return next(iter([*live, *fitting, *told]), None)


def word(value: Any) -> str:
    """A value as words, entities and white space made plain; empty where it is none."""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, list):
        value = next(iter(value), "")
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def names(linked: Linked, told: Any) -> list[str]:
    """The names of whom a thing names, persons alone where there are any."""
    found = list(_named(linked, told, DEEPEST))
    persons = [name for name, body in found if not body]
    return persons or [name for name, _ in found]


def _named(linked: Linked, told: Any, depth: int) -> Iterator[tuple[str, bool]]:
    if not depth:
        return
    if isinstance(told, list):
        for one in told:
            yield from _named(linked, one, depth - 1)
    elif isinstance(told, str):
        yield word(told), False
    elif isinstance(told, dict):
        if told.get("name"):
            body = any(kind.endswith(BODIES) for kind in types(told))
            listed = told["name"] if isinstance(told["name"], list) else [told["name"]]
            yield from ((word(one), body) for one in listed)
        elif isinstance(told.get("@id"), str) and told["@id"] in linked.by_id:
            yield from _named(linked, linked.by_id[told["@id"]], depth - 1)


def _parsed(text: str) -> Any:
    for attempt in (text, _mended(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    text = text.strip()
    for opening in OPENINGS:
        text = text.removeprefix(opening)
    for closing in CLOSINGS:
        text = text.removesuffix(closing)
    text = COMMENT.sub("", "".join(_uncommented(text))).strip().rstrip(";")
    return LAST_COMMA.sub(r"\1", text)


def _uncommented(text: str) -> Iterator[str]:
    """What stands between comments of the other kind; no pattern, since one without an end would
    have it look through the whole text from each beginning."""
    end = 0
    while (start := text.find("/*", end)) >= 0 and (close := text.find("*/", start + 2)) >= 0:
        yield text[end:start]
        end = close + 2
    yield text[end:]


def _things(data: Any, depth: int) -> Iterator[Thing]:
    if isinstance(data, dict):
        yield data
        data = [data.get("@graph"), data.get("mainEntity"), data.get("mainEntityOfPage")]
    if isinstance(data, list) and depth:
        for item in data:
            yield from _things(item, depth - 1)


def first(values: Sequence[str]) -> str | None:
    """The first that is not empty."""
    return next((value for value in values if value), None)

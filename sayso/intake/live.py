"""A page that grows entry by entry → its text in the page's order, the entries' times kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

FEWEST_ENTRIES = 2
FEWEST_LETTERS = 40
# Elements that begin and end a line of text.
BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li ul ol blockquote figure figcaption div section article header td tr"
    " table dd dt dl pre main hr br time".split()
)
FRAME = frozenset(
    "script style nav aside footer form button svg noscript template iframe select h1 head".split()
)


def entries(tree: Any) -> str | None:
    """The text of a page's entries and of what stands before the first; None where it has none."""
    holder = max(tree.iter(), key=_count, default=None)
    if holder is None or _count(holder) < FEWEST_ENTRIES:
        return None
    lines = [*_standfirst(holder), *_lines(holder)]
    return "\n".join(lines)


def _count(element: Any) -> int:
    return sum(1 for child in element if isinstance(child.tag, str) and _is_entry(child))


def _is_entry(element: Any) -> bool:
    """Whether an element has a time and words of its own, and is no paragraph with a time in it."""
    if element.tag in FRAME or element.tag in ("p", "time", "head", "body"):
        return False
    if element.find(".//time") is None:
        return False
    # No more is looked at than is needed: elements may stand in one another a hundred deep.
    sizes = accumulate(len(words.strip()) for words in element.itertext())
    return any(size >= FEWEST_LETTERS for size in sizes)


def _standfirst(holder: Any) -> Iterator[str]:
    """The paragraphs between the headline and the entries."""
    outer = next(holder.iterancestors("main", "article", "body"), None)
    for one in outer.iter("p") if outer is not None else ():
        if holder in one.iterancestors():
            return
        framed = any(above.tag in FRAME for above in one.iterancestors())
        if not framed and (words := " ".join(one.text_content().split())):
            yield words


def _lines(element: Any) -> list[str]:
    lines: list[str] = []
    held: list[str] = []

    def ended() -> None:
        words = " ".join("".join(held).split())
        if words:
            lines.append(words)
        held.clear()

    # A walk without recursion: a page may be nested deeper than Python goes.
    waiting: list[tuple[str, Any]] = [("open", element)]
    while waiting:
        what, one = waiting.pop()
        if what == "text":
            held.append(one)
        elif what == "end":
            ended()
        elif isinstance(one.tag, str) and one.tag not in FRAME:
            waiting.extend(reversed(list(_steps(one))))
    ended()
    return lines


def _steps(element: Any) -> Iterator[tuple[str, Any]]:
    block = element.tag in BLOCKS and not _in_prose(element)
    if block:
        yield "end", None
    yield "text", element.text or ""
    for child in element:
        yield "open", child
        yield "text", child.tail or ""
    if block:
        yield "end", None


def _in_prose(element: Any) -> bool:
    """Whether a time stands in a paragraph, as a word of it."""
    return element.tag == "time" and next(element.iterancestors("p", "li"), None) is not None

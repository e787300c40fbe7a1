"""The words of a role or a description: what of them tells now, and what they name.

Text alone is looked at here; whose side follows is told in `sides`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model import Span
from sayso.reading import lexicon as lx
from sayso.reading import offices as of
from sayso.reading.names import TAIL, tokens
from sayso.reading.spelling import POSSESSIVE

CLAUSE = re.compile(r",|\s(?:who|whose|which|that)\b")
LINK = re.compile(
    r"\b(?:of|for|at|from|with|in|to|whose|commands|leads|heads|represents|runs)\s+(?:the\s+)?"
)
# What somebody was before he became what he is, and whom he is no more than close to.
ONCE = re.compile(
    r",?\s(?:and\s)?(?:an?\s|the\s)?(?:former|one-?time|ex-)"
    r"|\s(?:close to|familiar with|briefed)\b"
)


def shortened(text: str, role: Span) -> Span:
    """A role or description without the clause that follows it: “who asked not to be named”, and
    without what somebody was before: “and a former minister”."""
    clause = CLAUSE.search(role.text)
    end = clause.start() if clause and clause.start() else len(role.text)
    once = ONCE.search(role.text, 1, end)
    return Span.of(text, role.start, role.start + (once.start() if once else end))


def linked(role: Span, apart: bool = False) -> Iterator[tuple[int, int]]:
    """Where the parts of a role stand that name what it is tied to: before a possessive, after
    “of” or “for”, before the role's own noun; of those who stand apart after “of” alone."""
    text, offset = role.text, role.start
    if not apart:
        for match in re.finditer(r"['’]s?(?=\s)", text):
            yield offset, offset + match.start()
    for match in LINK.finditer(text):
        yield offset + match.end(), offset + len(text)
    cut = TAIL.search(text)
    words = tokens(text[: cut.start()] if cut else text)
    at = len(words) - 1 if words and words[-1].plain in lx.ROLES | lx.GROUPS else 0
    if at and not apart and not POSSESSIVE.search(words[at - 1].text):
        yield offset + words[0].start, offset + words[at - 1].end


def fields(role: str) -> str:
    """The field of a minister's office, as it is written: “Defence”, “Foreign”."""
    words = [w for w in tokens(role) if w.plain in lx.FIELDS and w.plain != "state"]
    return " ".join(POSSESSIVE.sub("", word.text) for word in words).title()


def issuer(document: str) -> str:
    """The words for whose a document is: “police” of “the police signal we quoted”."""
    words = [w for w in tokens(document) if w.plain in of.ORGANS | lx.FIELDS | {"of"}]
    return document[words[0].start : words[-1].end] if words else document

"""MEANTIME's articles (Minard et al. 2016) as time expressions marked in text.

CAT XML holds tokens without the white space between; the text is put together from them. Title,
date line and the first sentences alone are annotated, so the rest is left out; the date line,
which is the creation time itself, is no expression to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.marked import Article, Marked

LAST_SENTENCE = 5
CLOSES = re.compile(r"[.,;:!?)%]|['’]s\b|n['’]t\b")
OPENS = ("$", "(", "€", "£")


def articles(folder: Path) -> Iterator[Article]:
    """The English articles of the corpus that have a creation time, by path."""
    for file in sorted(folder.rglob("*.xml")):
        made = article(file.stem, file.read_text(encoding="utf-8"))
        if made:
            yield made


def article(name: str, source: str) -> Article | None:
    """One article's annotated part; None where it has no creation time."""
    root = ElementTree.fromstring(source)
    text, places = _text(root)
    created, marked = None, []
    for one in root.iter("TIMEX3"):
        held = [places.get(anchor.get("t_id", "")) for anchor in one.iter("token_anchor")]
        inside = [place for place in held if place]
        if one.get("functionInDocument") == "CREATION_TIME":
            created = one.get("value")
        elif inside:
            start, end = min(a for a, _ in inside), max(b for _, b in inside)
            marked.append(Marked(start, end, one.get("type", ""), one.get("value")))
    return Article(name, text, created, marked) if created else None


def _text(root: ElementTree.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """The annotated sentences but the date line, a line each, and where each token stands."""
    text, places, last = "", {}, -1
    for token in root.iter("token"):
        sentence, word = int(token.get("sentence", "0")), token.text or ""
        if sentence > LAST_SENTENCE or sentence == 1:
            continue
        if text:
            apart = not CLOSES.match(word) and not text.endswith(OPENS)
            text += "\n" if sentence != last else " " if apart else ""
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text, last = text + word, sentence
    return text, places

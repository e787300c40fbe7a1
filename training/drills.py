"""Short passages written and marked for training: what PolNeAR has little of or does not mark.

Statements inside quotations and inside statements, heads with a colon, transcripts, documents
and figures as sayings, the silent, the tabloid's verbs and the communiqué's. In a passage `{s1 …}`
marks the source, `{q1 …}` the cue, `{c1 …}` a content of the statement with that number; marks
nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.model import sha256
from training.polnear import Article, Gold, Offsets

FOLDER = Path(__file__).with_name("drills")
MARK = re.compile(r"\{([sqc])(\d+) ?|\}")
BREAK = "\n===\n"


class MarkError(Exception):
    """A passage whose marks do not fit: `passage` (its first words) and `reason`."""

    def __init__(self, passage: str, reason: str) -> None:
        super().__init__(f"{passage!r}: {reason}")


def articles() -> Iterator[Article]:
    """Every passage, in a fixed order; MarkError where its marks do not fit."""
    for path in sorted(FOLDER.glob("*.txt")):
        _, *passages = path.read_text(encoding="utf-8").split(BREAK)
        for number, passage in enumerate(passages):
            text, gold = read(passage.strip())
            yield Article(f"drills/{path.stem}-{number}", text, (gold,), flat=False)


def read(passage: str) -> tuple[str, tuple[Gold, ...]]:
    """A marked passage as plain text and its statements; MarkError where its marks do not fit."""
    spans: dict[int, dict[str, list[Offsets]]] = {}
    open_marks: list[tuple[str, int, int]] = []
    text, at = "", 0
    for match in MARK.finditer(passage):
        text += passage[at : match.start()]
        at = match.end()
        if match[1]:
            open_marks.append((match[1], int(match[2]), len(text)))
            continue
        if not open_marks:
            raise MarkError(passage[:40], f"nothing is open that could close after {text[-20:]!r}")
        part, number, start = open_marks.pop()
        spans.setdefault(number, {}).setdefault(part, []).append(_trimmed(text, start))
    if open_marks:
        raise MarkError(passage[:40], f"mark {open_marks[-1][1]} stays open")
    text += passage[at:]
    gold = tuple(_gold(passage, number, parts) for number, parts in sorted(spans.items()))
    return text + "\n", gold


def described() -> dict[str, Any]:
    """The passages' row in the list of what training reads."""
    found = list(articles())
    marked = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt")))
    return {
        "name": "Drills, passages written and marked for training",
        "use": "trains all of it, statements inside statements above all",
        "licence": "Apache-2.0, in this project",
        "clean": True,
        "articles": len(found),
        "sha256": sha256(marked.encode()),
    }


def _trimmed(text: str, start: int) -> Offsets:
    piece = text[start:]
    begin = start + len(piece) - len(piece.lstrip())
    return begin, begin + len(piece.strip())


def _gold(passage: str, number: int, parts: dict[str, list[Offsets]]) -> Gold:
    if len(parts.get("s", [])) > 1 or len(parts.get("q", [])) > 1 or "c" not in parts:
        raise MarkError(passage[:40], f"statement {number} has not one source, one cue, a content")
    return Gold(*(tuple(sorted(parts.get(part, []))) for part in "sqc"))

"""What is dropped before the costly steps, and stories that were told already.

Each test here would rather let through what is of no use than drop an article.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from sayso.intake.page import Page
from sayso.intake.report import ENGLISH
from sayso.model import Report, Skipped
from sayso.reading import furniture

# The reason that only a run over an archive gives, beside those of intake.
OTHER_LANGUAGE = "other-language"
SEEN = 60_000
TAG = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.S | re.I)
LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]+")
# A record's place among all, and the keys of its story.
Claim = tuple[int, Sequence[bytes]]
ENOUGH = 80
# English text has such words by the fifth, other languages hardly any.
FEWEST = 0.03
WORD = re.compile(r"\w+")


def dropped(page: Page) -> Skipped | None:
    """The page as skipped where it says that it is in another language than English, and looks so:
    telling its story first would cost more than all else that is done with it."""
    if page.shape != "html":
        return None
    said = LANGUAGE.search(page.raw[:4096])
    code = said[1].decode().lower() if said else "en"
    if code in ("en", "eng") or _like_english(page.raw[:SEEN]):
        return None
    return other_language(page.name, code)


def other_language(name: str, code: str | None) -> Skipped:
    """An input in another language, as skipped."""
    words = f"the language is {code}, and statements are read in English only"
    return Skipped(name, OTHER_LANGUAGE, f"{words}; --language en reads it all the same")


def _like_english(raw: bytes) -> bool:
    """Whether a page's words may be English, or are too few to tell."""
    words = LETTERS.findall(TAG.sub(" ", raw.decode("utf-8", "replace")).lower())
    return len(words) < ENOUGH or sum(word in ENGLISH for word in words) > FEWEST * len(words)


def digest(report: Report) -> bytes:
    """What two reports share that tell one story in the same words on the same day, whatever their
    case, spacing, typography, bylines, credits and plugs. One other word, or number, and it is
    another: a corrected figure is news."""
    text = report.text
    kept, at = [], 0
    for piece in furniture.mark(text, report.title):
        kept.append(text[at : piece.span.start])
        at = max(at, piece.span.end)
    words = " ".join(WORD.findall(unicodedata.normalize("NFKC", " ".join([*kept, text[at:]]))))
    told = f"{(report.published or '')[:10]}\n{report.language}\n{words.casefold()}"
    return sha256(told.encode()).digest()[:16]


class Stories(Protocol):
    """Which record first told each story, as far as is known."""

    def firsts(self, keys: Sequence[Claim]) -> list[bool]:
        """Whether each of some records is the first of those met so far that has any of the keys of
        its story."""
        ...


class Seen:
    """Which record first told each story, kept in a file that processes share. Losing it costs only
    time: stories are then read again, and left out at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def firsts(self, keys: Sequence[Claim]) -> list[bool]:
        try:
            with self._opened() as connection:
                return [_claim(connection, place, mine) for place, mine in keys]
        except sqlite3.Error:
            return [True] * len(keys)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=60, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS seen (key BLOB PRIMARY KEY, place INTEGER NOT NULL)"
                " STRICT, WITHOUT ROWID"
            )
            yield connection
            connection.execute("COMMIT")


def _claim(connection: sqlite3.Connection, place: int, keys: Sequence[bytes]) -> bool:
    first = True
    for key in keys:
        row = connection.execute(
            "INSERT INTO seen VALUES (?, ?) ON CONFLICT (key) DO UPDATE"
            " SET place = min(place, excluded.place) RETURNING place",
            (key, place),
        ).fetchone()
        first = first and row[0] >= place
    return first

"""The words of a text as copying is looked for in them, and the marks by which copies are met."""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.model import Reading, Span
from sayso.reading import quotes

WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
# Words that a shingle is long; of so many shingles in a row the least is a mark, so that any
# fourteen words in common have one (winnowing: Schleimer, Wilkerson and Aiken 2003).
SHINGLE, WINDOW = 6, 9
BASE = np.uint64(0x9E3779B97F4A7C15)
# What is not the story, and what two outlets have from a third: not their wording.
NOT_WORDING = frozenset({"credit", "plug", "related", "navigation", "legal", "byline"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A report's text as printed. Of each word its place in the text, a number that is the same for
    the same word, and whether it stands inside quotation marks."""

    report: str
    outlet: str | None
    url: str | None
    published: str | None
    kind: str
    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    numbers: NDArray[np.uint64]
    quoted: NDArray[np.bool_]

    @property
    def shingles(self) -> NDArray[np.uint64]:
        """A number for each run of words of a shingle's length."""
        return _rolled(self.numbers)

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to another, both included."""
        return Span.of(self.text, int(self.starts[first]), int(self.ends[last]))


def printed(reading: Reading) -> Printed:
    """A report's text as printed, without its furniture."""
    report = reading.report
    found = [(m.start(), m.end()) for m in WORD.finditer(report.text)]
    out = [f.span for f in reading.furniture if f.kind in NOT_WORDING]
    kept = [(a, b) for a, b in found if not any(s.start <= a < s.end for s in out)]
    numbers = [_number(report.text[a:b]) for a, b in kept]
    inside = np.zeros(len(report.text) + 1, dtype=bool)
    for one in quotes.runs(report.text):
        inside[one.start : one.end] = True
    starts = np.array([a for a, _ in kept], dtype=np.int64)
    return Printed(
        report.id, report.publisher, report.url, report.published, report.kind, report.text,
        starts, np.array([b for _, b in kept], dtype=np.int64),
        np.array(numbers, dtype=np.uint64), inside[starts],
    )  # fmt: skip


def marks(one: Printed) -> frozenset[int]:
    """The numbers by which copies of a text are met: few, and some in any longer passage."""
    shingles = one.shingles
    if not len(shingles):
        return frozenset()
    width = min(WINDOW, len(shingles))
    windows = np.lib.stride_tricks.sliding_window_view(shingles, width)
    # As SQLite keeps whole numbers: signed.
    return frozenset(int(n) for n in windows.min(axis=1).view(np.int64))


def _rolled(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    count = len(numbers) - SHINGLE + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        total = total * BASE + numbers[place : place + count]
    total ^= total >> np.uint64(29)
    return total * BASE


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'")
    letters = "".join(c for c in plain if not unicodedata.combining(c)).encode()
    return (zlib.crc32(letters) << 32) | zlib.adler32(letters)

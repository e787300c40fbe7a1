"""Where sentences begin and end: enough to tell what stands beside a cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9À-ÖØ-Þ\u0400-\u042f])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Cmdr|Adm|Brig|Sen|Rep|Gov|Rev|Hon|St|Mt|"
    r"Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Ltd|Co|approx|Pvt|"
    r"Supt|Insp|Spc|Amb|Messrs)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text as half-open offsets in order; they cover every paragraph."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at(self, offset: int) -> tuple[int, int]:
        """The sentence an offset stands in, or the one before it."""
        number = max(0, bisect_right(self.starts, offset) - 1)
        return self.starts[number], self.ends[number]

    def number(self, offset: int) -> int:
        """The place of that sentence in the text, from nought."""
        return max(0, bisect_right(self.starts, offset) - 1)


def split(text: str) -> Sentences:
    """The sentences of a text; a paragraph's end always ends one."""
    starts: list[int] = []
    ends: list[int] = []
    for paragraph in PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        for gap in BREAK.finditer(text, start, end):
            if ABBREVIATION.search(text, max(start, gap.start() - 12), gap.start() + 1):
                continue
            starts.append(start)
            ends.append(gap.end())
            start = gap.end()
        starts.append(start)
        ends.append(end)
    if not starts:
        return Sentences((0,), (len(text),))
    return Sentences(tuple(starts), tuple(ends))

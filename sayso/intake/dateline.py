"""A full date at the head of a text: “VELM, 12 May 2031 (Agency) —”, “Published: 2031-05-12”."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
FULL = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month2>[A-Za-z]{3,9})\.?,?\s+(?P<year2>\d{4})\b"
)
PLACE = re.compile(r"\s*[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’. -]{2,30}(?:,\s*[\w. ]{1,25}?)?,\s*")
LABEL = re.compile(
    r"\s*(?:(?:first\s+)?(?:published|updated|posted|date)\s*(?:on|at|:)?\s*)?(?:[A-Z][a-z]+day,?\s+)?",
    re.IGNORECASE,
)
HEAD_LINES = 10


def find(text: str) -> str | None:
    """The ISO date in a date line among a text's first lines, None where there is none in full."""
    for line in text[:4000].splitlines()[:HEAD_LINES]:
        for lead, alone in ((LABEL, True), (PLACE, False)):
            start = lead.match(line)
            found = FULL.match(line, start.end()) if start else None
            if found and (not alone or len(line) - found.end() < 25):
                day = _day(found)
                if day:
                    return day.isoformat()
    return None


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        name = (found["month"] or found["month2"]).lower()[:3]
        year, day = found["year"] or found["year2"], found["day"] or found["day2"]
        return date(int(year), MONTHS.index(name) + 1, int(day))
    except ValueError:
        return None

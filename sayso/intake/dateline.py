"""Dates a source states: ISO values, and the date line at the head of a text.

A date line is one that stands alone (“Published: 12 May 2031, 10:14 GMT”) or opens a paragraph
after a place (“VELM, May 12, 2031 (Agency) —”). Without a year it gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]{0,2}\s{1,3})?"
DATE = (
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<month>{_MONTH})\s{{1,3}}(?P<day>{_NTH}),?\s{{1,3}}(?P<year>\d{{4}})"
    rf"|(?P<day2>{_NTH})\s{{1,3}}(?P<month2>{_MONTH}),?\s{{1,3}}(?P<year2>\d{{4}}))"
)
_ZONE = r"(?:\s{0,2}(?:z|[a-z]{2,4}|[+-]\d\d:?\d\d))?"
CLOCK = (
    r"(?:t|\s{0,2}(?:[,|/–—-]|at)?\s{0,2})\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d{1,6})?)?"
    rf"\s?(?:[ap]\.?m\.?)?{_ZONE}"
)
_LABEL = (
    r"(?:\(?(?:first\s|last\s)?(?:published|(?P<late>updated|modified)|posted|date|created|issued)"
    r"(?:\s(?:on|at))?\s?:?\s{0,3})?"
)
ALONE = re.compile(rf"\s*{_LABEL}{_WEEKDAY}{DATE}(?:{CLOCK})?\s*[.)]?\s*", re.IGNORECASE)
_AGENCY = r"(?:\s?\([^()\n]{2,40}\))?"
# The dash or colon at its end is what tells a date line from a sentence.
_PLACE = r"[^\W\d_][\w'’. /-]{1,40}(?:,\s?[\w. ]{2,25}){0,2}?"
OPENING = re.compile(
    rf"\s*{_PLACE}{_AGENCY},\s?{_WEEKDAY}{DATE}{_AGENCY}\s*(?:--|[—–―:-])", re.IGNORECASE
)
HEAD_LINES, HEAD_CHARACTERS, LINE_CHARACTERS = 10, 8000, 200
CANONICAL = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")


def iso(value: object) -> str | None:
    """A date or datetime in its usual ISO form, None where the value is not one."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    try:
        if len(value) <= 10:
            return date.fromisoformat(value).isoformat()
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return value if CANONICAL.fullmatch(value) else moment.isoformat()


def find(text: str) -> str | None:
    """The ISO date in the first date line near a text's head, None where there is none in full; one
    that says when the text was updated counts where no other is there."""
    lines = list(_lines(text))
    return next((day for day, late in lines if not late), lines[0][0] if lines else None)


def difference(text: str, published: str | None) -> str | None:
    """A sentence that says both where a text's date line names another day than its metadata; None
    where they agree, or where either is missing."""
    line = next((day for day, late in _lines(text) if not late), None)
    if line is None or published is None or line == published[:10]:
        return None
    return f"the date line says {line}, the metadata {published}: the metadata is taken"


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The day of each date line near a text's head, and whether it is that of an update."""
    for line in text[:HEAD_CHARACTERS].splitlines()[:HEAD_LINES]:
        alone = standing_alone(line)
        found = alone or OPENING.match(line[:LINE_CHARACTERS])
        if found and (day := day_of(found)):
            yield day.isoformat(), bool(alone and alone["late"])


def standing_alone(line: str) -> re.Match[str] | None:
    """The match of a line that is a date and nothing else."""
    return ALONE.fullmatch(line) if len(line) <= LINE_CHARACTERS else None


def day_of(found: re.Match[str]) -> date | None:
    """The day of a match of `DATE`, None where there is no such day."""
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        name = (found["month"] or found["month2"]).lower()[:3]
        day = re.sub(r"\D", "", found["day"] or found["day2"])
        return date(int(found["year"] or found["year2"]), MONTHS.index(name) + 1, int(day))
    except ValueError:
        return None

"""Dates as pages, feeds and their programs write them → ISO."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from sayso.intake.dateline import DATE, day_of, iso

SPACED = re.compile(r"(\d{4}-?\d\d-?\d\d)[T\s]+(\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?)\s*(.*)", re.DOTALL)
ZONES = {"": "", "z": "Z", "utc": "Z", "gmt": "Z"}
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d\d?)(?::?(\d\d))?", re.IGNORECASE)
WORDED = re.compile(
    rf"(?:[a-z]{{3,9}}[.,]{{0,2}}\s+)?{DATE}(?:[\s,|–—-]*(?:at\s+)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)"
    r"(?::(?P<second>\d\d))?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>.*))?",
    re.IGNORECASE | re.DOTALL,
)
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
LONGEST = 60


def iso_of(value: object) -> str | None:
    """The ISO date or datetime that a value means; None where it means none, or could mean two."""
    if isinstance(value, list):
        return next((told for one in value if (told := iso_of(one))), None)
    if isinstance(value, int):
        value = str(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    value = value.strip()
    return iso(value) or _spaced(value) or _worded(value) or _slashed(value) or _mailed(value)


def _spaced(value: str) -> str | None:
    """As ISO, but for spaces or the name of a zone."""
    found = SPACED.fullmatch(value)
    zone = _zone(found[3]) if found else None
    if found is None or zone is None:
        return None
    return iso(f"{found[1]}T{found[2]}{zone}")


def _zone(words: str) -> str | None:
    words = words.strip().lower()
    if words in ZONES:
        return ZONES[words]
    found = OFFSET.fullmatch(words)
    return f"{found[1]}{found[2]:0>2}:{found[3] or '00'}" if found else None


def _worded(value: str) -> str | None:
    """“May 12, 2031 10:30 AM”; the hour only where its zone, if any, is known."""
    found = WORDED.fullmatch(value)
    day = day_of(found) if found else None
    if found is None or day is None:
        return None
    zone = _zone(found["zone"] or "")
    if not found["hour"] or zone is None:
        return day.isoformat()
    hour = int(found["hour"])
    if half := (found["half"] or "").lower()[:1]:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = f"{hour:02}:{found['minute']}:{found['second'] or '00'}"
    return iso(f"{day.isoformat()}T{clock}{zone}") or day.isoformat()


def _slashed(value: str) -> str | None:
    """Day, month and year in figures, where only one of the first two can be the month."""
    found = SLASHED.fullmatch(value)
    if not found:
        return None
    first, second, year = map(int, found.groups())
    if (first > 12) == (second > 12) and first != second:
        return None
    month, day = (second, first) if first > 12 else (first, second)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _mailed(value: str) -> str | None:
    """As in mail and feeds, or seconds since 1970."""
    try:
        if found := EPOCH.fullmatch(value):
            return datetime.fromtimestamp(int(found[1]), UTC).isoformat()
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

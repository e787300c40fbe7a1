"""Time expressions → TIMEX3 values and intervals.

Values follow TIMEX3 (Pustejovsky et al. 2010, "ISO-TimeML"). A relative expression is resolved
against the publication date alone; without one it stays unresolved. Weekdays are taken to lie in
the past, as news tells them; weeks start on Monday.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.model import Granularity, Period, Span, Timex, TimexType

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_DAY = "(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s+(?P<part>morning|afternoon|evening|night))?"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_EDGE = (
    r"(?:(?P<edge>early|late|mid|earlier|later|the start of|the end of|the beginning of)[\s-]+)?"
)
_NUMBER = (
    r"(?P<number>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"several|a\s+few|a\s+couple\s+of)"
)
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
GRAINS: dict[str, Granularity] = {"day": "day", "week": "week", "month": "month"}
GRAINS |= {"quarter": "quarter", "year": "year"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9)}
SEASONS |= {"winter": ("WI", 12)}

Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says: TIMEX3 type and value, and the days it covers, both inclusive."""

    type: TimexType
    value: str | None
    first: date | None
    last: date | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its match means against an anchor (the publication date) or None."""

    pattern: re.Pattern[str]
    meaning: Callable[[Found, date | None], Meaning | None]


def find(text: str, published: str | None) -> tuple[Timex, ...]:
    """Every time expression of a text, in order, none overlapping another; `published` is an ISO
    date or datetime."""
    anchor = day_of(published)
    found: list[Timex] = []
    taken = bytearray(len(text))
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            meaning = None if any(taken[start:end]) else rule.meaning(match, anchor)
            if meaning:
                taken[start:end] = b"\1" * (end - start)
                found.append(_timex(Span.of(text, start, end), meaning))
    return tuple(sorted(found, key=lambda timex: timex.span))


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or datetime, None where there is none or only a part of one."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def period(timex: Timex) -> Period:
    """A time expression as the interval it names."""
    return Period(timex.span, timex.from_, timex.to, timex.granularity)


def _timex(span: Span, meaning: Meaning) -> Timex:
    first, last = (day.isoformat() if day else None for day in (meaning.first, meaning.last))
    return Timex(span, meaning.type, meaning.value, first, last, meaning.granularity)


def _day(day: date | None, part: str | None = None) -> Meaning:
    if part:
        value = f"{day}T{PARTS[part]}" if day else None
        return Meaning("TIME", value, day, day, "part-of-day")
    return Meaning("DATE", day.isoformat() if day else None, day, day, "day")


def _weekday(match: Found, anchor: date | None) -> Meaning:
    if not anchor:
        return _day(None, match["part"])
    wanted = WEEKDAYS.index(match["weekday"].lower() + "day")
    back = (anchor.weekday() - wanted) % 7
    which = (match["which"] or "").lower()
    if which == "next":
        return _day(anchor + timedelta(7 - back if back else 7), match["part"])
    if which in ("last", "past") and back == 0:
        back = 7
    return _day(anchor - timedelta(back), match["part"])


def _deictic(match: Found, anchor: date | None) -> Meaning:
    word = " ".join(match[0].lower().split())
    shift = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(word.split()[0], 0)
    part = next((p for p in PARTS if word.endswith(p)), "night" if word == "tonight" else None)
    return _day(anchor + timedelta(shift) if anchor else None, part)


def _unit(match: Found, anchor: date | None) -> Meaning:
    unit = match["unit"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
    step = shift.get(match["which"].lower(), 0)
    if unit in SEASONS:
        return _season(unit, step, anchor)
    if not anchor:
        return Meaning("DATE", None, None, None, GRAINS.get(unit, "day"))
    span = {"week": _week, "weekend": _weekend, "month": _month, "quarter": _quarter}
    meaning = span.get(unit, _year)(anchor, step)
    return _edged(meaning, (match["edge"] or "").lower(), anchor)


def _week(anchor: date, step: int) -> Meaning:
    monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * step)
    year, week, _ = monday.isocalendar()
    return Meaning("DATE", f"{year}-W{week:02}", monday, monday + timedelta(6), "week")


def _weekend(anchor: date, step: int) -> Meaning:
    monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * step)
    year, week, _ = monday.isocalendar()
    saturday = monday + timedelta(5)
    return Meaning("DATE", f"{year}-W{week:02}-WE", saturday, saturday + timedelta(1), "day")


def _month(anchor: date, step: int) -> Meaning:
    number = anchor.year * 12 + anchor.month - 1 + step
    return _month_of(number // 12, number % 12 + 1)


def _month_of(year: int, month: int) -> Meaning:
    last = calendar.monthrange(year, month)[1]
    return Meaning(
        "DATE", f"{year}-{month:02}", date(year, month, 1), date(year, month, last), "month"
    )


def _quarter(anchor: date, step: int) -> Meaning:
    number = anchor.year * 4 + (anchor.month - 1) // 3 + step
    year, quarter = divmod(number, 4)
    first, last = quarter * 3 + 1, quarter * 3 + 3
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Meaning("DATE", f"{year}-Q{quarter + 1}", date(year, first, 1), end, "quarter")


def _year(anchor: date, step: int) -> Meaning:
    year = anchor.year + step
    return Meaning("DATE", str(year), date(year, 1, 1), date(year, 12, 31), "year")


def _season(name: str, step: int, anchor: date | None) -> Meaning:
    if not anchor:
        return Meaning("DATE", None, None, None, "season")
    # "This winter", said in May, is the one just over: the nearest of three.
    near = min((_season_of(name, anchor.year + n) for n in (-1, 0, 1)), key=_far_from(anchor))
    year = near.first.year + step if near.first else anchor.year
    return _season_of(name, year)


def _season_of(name: str, year: int) -> Meaning:
    code, month = SEASONS[name]
    end_year, end_month = (year + 1, 2) if code == "WI" else (year, month + 2)
    last = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return Meaning("DATE", f"{year}-{code}", date(year, month, 1), last, "season")


def _far_from(anchor: date) -> Callable[[Meaning], int]:
    def days(meaning: Meaning) -> int:
        first, last = meaning.first or anchor, meaning.last or anchor
        return max((first - anchor).days, (anchor - last).days, 0)

    return days


def _edged(meaning: Meaning, edge: str, anchor: date) -> Meaning:
    """“Early this month” runs from the 1st to its tenth day, late from its third part."""
    if not edge or not meaning.first or not meaning.last:
        return meaning
    third = (meaning.last - meaning.first + timedelta(1)) / 3
    first, last = meaning.first, meaning.last
    if edge in ("early", "the start of", "the beginning of"):
        last = first + third - timedelta(1)
    elif edge in ("late", "the end of"):
        first = last - third + timedelta(1)
    elif edge == "mid":
        first, last = first + third, last - third
    elif edge == "earlier":
        last = min(last, anchor)
    return Meaning("DATE", meaning.value, first, last, meaning.granularity)


def _absolute(match: Found, anchor: date | None) -> Meaning | None:
    month, day, year = _month_number(match["month"]), int(match["day"]), match["year"]
    try:
        if year:
            return _day(date(int(year), month, day))
        if not anchor:
            return Meaning("DATE", f"XXXX-{month:02}-{day:02}", None, None, "day")
        when = date(anchor.year, month, day)
        # News looks back: in January "December 30" was last year's.
        return _day(when.replace(year=when.year - 1) if when > anchor + timedelta(180) else when)
    except ValueError:
        return None


def _month_year(match: Found, anchor: date | None) -> Meaning | None:
    month = _month_number(match["month"])
    if year := match.groupdict().get("year"):
        return _month_of(int(year), month)
    if not anchor:
        return Meaning("DATE", f"XXXX-{month:02}", None, None, "month")
    return _month_of(anchor.year - (month > anchor.month), month)


def _month_number(name: str) -> int:
    return next(n for n, full in enumerate(MONTHS, 1) if full.startswith(name.lower()[:3]))


def _iso(match: Found, anchor: date | None) -> Meaning | None:
    day = day_of(match[0])
    return _day(day) if day else None


def _bare_year(match: Found, anchor: date | None) -> Meaning:
    year = int(match["year"])
    return Meaning("DATE", str(year), date(year, 1, 1), date(year, 12, 31), "year")


def _ago(match: Found, anchor: date | None) -> Meaning:
    number = _count(match["number"])
    unit = match["unit"].lower()
    if not anchor or number is None:
        return Meaning("DATE", None, None, None, GRAINS[unit] if number else "vague")
    if unit == "day":
        return _day(anchor - timedelta(number))
    return {"week": _week, "month": _month, "year": _year}[unit](anchor, -number)


def _duration(match: Found, anchor: date | None) -> Meaning:
    number = _count(match.groupdict().get("number") or "")
    unit = match["unit"].lower()
    lead, letter = ("PT", unit[0].upper()) if unit in ("minute", "hour") else ("P", unit[0].upper())
    if unit == "decade":
        number, letter = (number * 10 if number else None), "Y"
    value = f"{lead}{'X' if number is None else number}{letter}"
    return Meaning("DURATION", value, None, None, "vague")


def _set(match: Found, anchor: date | None) -> Meaning:
    return Meaning("SET", f"P1{match['unit'][0].upper()}", None, None, "vague")


def _count(word: str) -> int | None:
    word = word.lower()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _rule(pattern: str, meaning: Callable[[Found, date | None], Meaning | None]) -> Rule:
    return Rule(re.compile(rf"(?<![\w-]){pattern}(?![\w])", re.IGNORECASE), meaning)


_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_UNITS = "day|week|month|year"
RULES = (
    _rule(r"\d{4}-\d\d-\d\d", _iso),
    _rule(rf"{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_YEAR})?", _absolute),
    _rule(rf"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?", _absolute),
    _rule(rf"{_MONTH},?\s+{_YEAR}", _month_year),
    _rule(rf"(?:(?P<which>last|next|this|past)\s+)?{_DAY}{_PART}", _weekday),
    _rule(
        r"(?:yesterday|tomorrow|today|this|last)\s+(?:morning|afternoon|evening|night)", _deictic
    ),
    _rule(r"yesterday|today|tomorrow|tonight", _deictic),
    _rule(
        rf"{_EDGE}(?P<which>this|last|next|past|previous|coming)\s+"
        r"(?P<unit>week|weekend|month|quarter|year|spring|summer|autumn|fall|winter)",
        _unit,
    ),
    _rule(rf"{_NUMBER}\s+(?P<unit>{_UNITS})s?\s+(?:ago|earlier)", _ago),
    _rule(rf"(?:every|each)\s+(?P<unit>{_UNITS})", _set),
    _rule(
        rf"(?:for\s+|over\s+|within\s+|in\s+|after\s+)?{_NUMBER}[\s-]+"
        rf"(?P<unit>minute|hour|{_UNITS}|decade)s?(?!\s*-?\s*old)",
        _duration,
    ),
    _rule(r"for\s+(?P<unit>hour|day|week|month|year|decade)s", _duration),
    # A bare month is a time only after a preposition: "may" and "march" are words too.
    Rule(
        re.compile(
            r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil ))(?P<month>January|February|March|"
            r"April|May|June|July|August|September|October|November|December)\b"
        ),
        _month_year,
    ),
    Rule(re.compile(rf"(?<=\b[Ii]n ){_YEAR}(?![\w,.]?\d)\b"), _bare_year),
)

"""Days: dates written out or in figures, weekdays, yesterday and tomorrow."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from sayso.reading.times.meaning import (
    Found,
    Meaning,
    Setting,
    day,
    part_of,
    rule,
    shifted,
    unresolved,
    week,
)
from sayso.reading.times.words import (
    MONTH,
    NTH,
    PART,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_number,
)

# A date without a year is of the year that puts it no farther ahead than this.
FAR_AHEAD = timedelta(150)
# “Closed until Friday”: these look ahead to a day.
UNTIL = re.compile(r"[\w,]\s+(?:until|till)\s+$")
# These are names: Black Monday, Super Tuesday.
NAMED = re.compile(r"\b(?:black|bloody|super|cyber|giving|ash|palm|maundy)\s$")


def day_of(value: str | None) -> date | None:
    """The day of an ISO date or datetime, None where there is none or only a part of one."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def on(number: int, name: str, year: str | None, setting: Setting) -> Meaning | None:
    """The day of a month, of its year or the one that news means; None where there is no such
    day."""
    month = month_number(name)
    try:
        if year:
            return day(date(int(year), month, number))
        date(2000, month, number)
        if not setting.anchor:
            return unresolved("day", f"XXXX-{month:02}-{number:02}")
        if (month, number) == (2, 29) and not calendar.isleap(setting.anchor.year):
            return unresolved("day", "XXXX-02-29")
        when = date(setting.anchor.year, month, number)
        # News looks back: in January "December 30" was last year's.
        return day(_told(when, setting))
    except ValueError:
        return None


def _told(when: date, setting: Setting) -> date:
    anchor = setting.anchor or when
    if when > anchor + FAR_AHEAD and not setting.ahead:
        return when.replace(year=when.year - 1)
    if when < anchor - 2 * FAR_AHEAD and setting.ahead:
        return when.replace(year=when.year + 1)
    return when


def _iso(match: Found, setting: Setting) -> Meaning | None:
    when = day_of(match[0])
    return day(when) if when else None


def _written(match: Found, setting: Setting) -> Meaning | None:
    number = "".join(c for c in match["day"] if c.isdigit())
    return on(int(number), match["month"], match["year"], setting)


def _span_of_days(match: Found, setting: Setting) -> Meaning | None:
    first = on(int(match["day"]), match["month"], match["year"], setting)
    last = on(int(match["until"]), match["month"], match["year"], setting)
    if not first or not last or not first.first or not last.first or last.first <= first.first:
        return None
    return Meaning("DURATION", f"{first.value}/{last.value}", first.first, last.first, "day")


def _figures(match: Found, setting: Setting) -> Meaning | None:
    """04/05/2023 is the 4th of May or the 5th of April: it stays open."""
    if match["mark"] != match["also"] or (match["mark"] != "/" and len(match["year"]) == 2):
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    readings = set()
    for month, number in ((one, two), (two, one)):
        try:
            readings.add(date(year, month, number))
        except ValueError:
            continue
    if not readings:
        return None
    return day(readings.pop()) if len(readings) == 1 else unresolved("day")


def weekday(name: str, which: str, setting: Setting) -> date | None:
    """The day a weekday names: in the past, as news tells it, unless the words look ahead."""
    anchor = setting.anchor
    if which in ("previous", "following"):
        anchor = setting.day
    if not anchor:
        return None
    back = (anchor.weekday() - WEEKDAYS.index(name)) % 7
    if which in ("next", "following", "this coming", "coming"):
        return shifted(anchor, "day", 7 - back)
    if which in ("last", "past", "previous") and back == 0:
        back = 7
    ahead = setting.ahead or UNTIL.search(setting.before)
    if not which and back and ahead:
        return shifted(anchor, "day", 7 - back)
    return shifted(anchor, "day", -back)


def _weekday(match: Found, setting: Setting) -> Meaning | None:
    if NAMED.search(setting.before):
        return None
    which = match["which"] or ""
    when = weekday(match["weekday"], which, setting)
    if match["week"] and setting.anchor:
        step = {"last": -1, "next": 1}.get(match["week"], 0)
        monday = week(setting.anchor + timedelta(7 * step)).first or setting.anchor
        when = monday + timedelta(WEEKDAYS.index(match["weekday"]))
    return part_of(when, match["part"]) if match["part"] else day(when)


def _week_ago(match: Found, setting: Setting) -> Meaning:
    if not setting.anchor:
        return day(None)
    back = (setting.anchor.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    return day(shifted(setting.anchor, "day", -back - 7))


def _deictic(match: Found, setting: Setting) -> Meaning:
    if (match["near"], match["part"]) == ("this", "night"):
        # The night that comes, or the one just over.
        return part_of(None, "night")
    shift = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(match["near"], 0)
    if match[0].startswith("day before"):
        shift = -2
    elif match[0].startswith("day after"):
        shift = 2
    when = setting.anchor + timedelta(shift) if setting.anchor else None
    part = match["part"] or ("night" if match["near"] == "tonight" else None)
    return part_of(when, part) if part else day(when)


def _weekdays(match: Found, setting: Setting) -> Meaning:
    number = WEEKDAYS.index(match["weekday"]) + 1
    return Meaning("SET", f"XXXX-WXX-{number}", None, None, "vague")


def _the_day(match: Found, setting: Setting) -> Meaning | None:
    """“Later in the day”, “to end the day”: the day told of, else that of publication."""
    if not IN_THE_DAY.search(setting.before):
        return None
    return day(setting.day or setting.anchor)


IN_THE_DAY = re.compile(
    r"\b(?:later|earlier|late|early)\s+in\s+the\s+$"
    r"|\b(?:end|ended|ending|finish|finished|finishing|started|closed|closing)\s+the\s+$"
)
_YEAR = rf"(?:\s?,?\s+(?P<year>{YEAR})(?!\d))?"
_WHICH = (
    r"(?:(?P<which>this\s+coming|this\s+past|last|next|this|past|coming|previous|following)\s+)?"
)
RULES = (
    rule(r"\d{4}-\d\d-\d\d", _iso),
    rule(
        rf"(?P<month>{MONTH})\s+(?P<day>\d\d?)\s?(?:-|–|to|through)\s?(?P<until>\d\d?)(?!\w){_YEAR}",
        _span_of_days,
    ),
    rule(
        rf"(?P<day>\d\d?)\s?(?:-|–|to)\s?(?P<until>\d\d?)\s+(?P<month>{MONTH})(?!\w){_YEAR}",
        _span_of_days,
    ),
    rule(rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{NTH}){_YEAR}", _written),
    rule(rf"(?P<day>{NTH})(?:\s+of)?[\s-](?P<month>{MONTH})(?!\w){_YEAR}", _written),
    rule(
        r"(?<!\d[.:/-])(?P<one>\d\d?)(?P<mark>[/.-])(?P<two>\d\d?)(?P<also>[/.-])(?P<year>(?:19|20)?\d\d)"
        r"(?![./-]?\d)",
        _figures,
    ),
    rule(rf"a\s+week\s+(?:ago|before\s+last)\s+(?:on\s+)?(?P<weekday>{WEEKDAY})", _week_ago),
    rule(rf"(?P<weekday>{WEEKDAY})s", _weekdays),
    rule(
        rf"(?:the\s+(?=previous|following))?{_WHICH}(?P<weekday>{WEEKDAY})(?:\s+(?P<part>{PART}))?"
        r"(?:(?:\s+of)?\s+(?P<week>last|this|next)\s+week)?",
        _weekday,
    ),
    rule(
        r"day(?=\s*[.,;:)¶\n]|\s+(?:at|on|with|as|when|by|but|and|up|down|after)\b)", _the_day, True
    ),
    rule(r"day\s+(?:before|after)\s+(?P<near>yesterday|tomorrow)(?P<part>)", _deictic, True),
    rule(
        rf"(?P<near>yesterday|today|tomorrow|tonight|this|last)(?:(?<!today)(?<!tonight)\s+(?P<part>{PART})|"
        r"(?<!this)(?<!last))",
        _deictic,
    ),
)

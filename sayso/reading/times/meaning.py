"""What a time expression says, where it stands, and the stretches of the calendar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.model import Granularity, TimexType
from sayso.reading.times.words import PARTS

Found = re.Match[str]
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9)}
SEASONS |= {"winter": ("WI", 12)}
# What is told of the time ahead, before a weekday or month, with no verb of the past between.
AHEAD = re.compile(
    r"\b(?:will|shall|won't|would\sbe\s[a-z]+ing|is\sto|are\sto|due|scheduled|set\sto|going\sto|(?:should|to)\sbe|"
    r"(?:plan(?:s|ned)?|expect(?:s|ed)?|hope[sd]?|intend(?:s|ed)?|vow(?:s|ed)?|agree[sd]?|schedule[sd]?|prepar(?:es|ed|ing))\sto)\b|'ll\b"
)
# “On Tuesday, the court will hear …”: what opens a sentence is told of by the verb after it.
OPENING = re.compile(r"\W*(?:(?:on|in|by|early|late|and|but|then)\s+)*$")
TO_COME = re.compile(
    r"[a-z]+(?:\s(?:morning|afternoon|evening|night))?(?:'s)?,?\s(?:(?!\w+ed\b|was\b|were\b|had\b|did\b"
    r"|said\b)[\w'’-]+\s){1,7}?(?:will|won't|is\sto|are\sto|is\sdue|are\sdue|is\sset|are\sset"
    r"|is\sexpected|are\sexpected|is\sscheduled|are\sscheduled|plans?\sto)\b"
)
PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|since|ago|last|met|(?<!be\s)(?!(?:united|red|indeed|hundred)\b)[a-z]{2,}ed)\b|,"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says: TIMEX3 type and value, and the days it covers, both inclusive."""

    type: TimexType
    value: str | None
    first: date | None
    last: date | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: the day of publication; what its sentence says before it, and
    the text from it on; the last meanings near before it that name a day, a quarter, any stretch
    of days."""

    anchor: date | None
    before: str = ""
    after: str = ""
    day: date | None = None
    quarter: Meaning | None = None
    told: Meaning | None = None

    @property
    def ahead(self) -> bool:
        """Whether the words before look ahead in time."""
        signs = list(AHEAD.finditer(self.before))
        if signs and not PAST.search(self.before, signs[-1].end()):
            return True
        return not OPENING.sub("", self.before) and TO_COME.match(self.after) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over lowercased text, and what its match means in its setting: None where it is
    no time after all. `article` says that "the" before it belongs to it."""

    pattern: re.Pattern[str]
    meaning: Callable[[Found, Setting], Meaning | None]
    article: bool = False


def rule(
    pattern: str, meaning: Callable[[Found, Setting], Meaning | None], article: bool = False
) -> Rule:
    """A rule for whole words."""
    return Rule(re.compile(rf"{pattern}(?!\w)"), meaning, article)


def unresolved(granularity: Granularity, value: str | None = None) -> Meaning:
    """A date that cannot be told."""
    return Meaning("DATE", value, None, None, granularity)


def day(when: date | None) -> Meaning:
    """One day, unresolved where there is none."""
    return Meaning("DATE", when.isoformat() if when else None, when, when, "day")


def part_of(when: date | None, part: str) -> Meaning:
    """The morning, afternoon, evening or night of a day."""
    value = f"{when}T{PARTS[part]}" if when else None
    return Meaning("TIME", value, when, when, "part-of-day")


def week(around: date) -> Meaning:
    """The week, from Monday, that holds a day."""
    monday = around - timedelta(around.weekday())
    year, number, _ = monday.isocalendar()
    return Meaning("DATE", f"{year}-W{number:02}", monday, monday + timedelta(6), "week")


def weekend(around: date) -> Meaning:
    """Saturday and Sunday of the week that holds a day."""
    whole = week(around)
    monday = whole.first or around
    return Meaning("DATE", f"{whole.value}-WE", monday + timedelta(5), monday + timedelta(6), "day")


def month(year: int, number: int) -> Meaning:
    """A month; numbers below 1 and above 12 count on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Meaning(
        "DATE", f"{year}-{number:02}", date(year, number, 1), _end(year, number), "month"
    )


def quarter(year: int, number: int) -> Meaning:
    """A quarter; numbers below 1 and above 4 count on into other years."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    first = date(year, number * 3 - 2, 1)
    return Meaning("DATE", f"{year}-Q{number}", first, _end(year, number * 3), "quarter")


def half(year: int, number: int) -> Meaning:
    """A half of a year; numbers below 1 and above 2 count on into other years."""
    year, number = year + (number - 1) // 2, (number - 1) % 2 + 1
    first = date(year, number * 6 - 5, 1)
    return Meaning("DATE", f"{year}-H{number}", first, _end(year, number * 6), "quarter")


def year(number: int) -> Meaning:
    """A year."""
    return Meaning("DATE", str(number), date(number, 1, 1), date(number, 12, 31), "year")


def season(name: str, number: int) -> Meaning:
    """A season of a year; winter is the one that begins in it."""
    code, start = SEASONS[name]
    over = code == "WI"
    last = _end(number + over, 2 if over else start + 2)
    return Meaning("DATE", f"{number}-{code}", date(number, start, 1), last, "season")


def decade(number: int) -> Meaning:
    """The ten years that begin with a year."""
    return Meaning("DATE", str(number // 10), date(number, 1, 1), date(number + 9, 12, 31), "year")


def nearest(options: list[Meaning], anchor: date) -> Meaning:
    """The one that lies nearest to a day, or holds it; the earlier of two as near."""
    return min(options, key=lambda one: _far(one, anchor))


def edged(meaning: Meaning, edge: str, anchor: date | None) -> Meaning:
    """“Early this month” runs from the 1st to its tenth day; of other stretches edges are
    thirds, of a day its parts."""
    first, last = meaning.first, meaning.last
    if not first or not last:
        return meaning
    if first == last:
        fine = meaning.granularity in ("minute", "hour")
        return meaning if fine else replace(meaning, granularity="part-of-day")
    third = timedelta(10) if meaning.granularity == "month" else (last - first + timedelta(1)) / 3
    if edge in ("earlier", "later"):
        first, last = _so_far(first, last, edge, anchor)
    elif edge == "mid":
        first, last = first + third, first + 2 * third - timedelta(1)
    elif edge == "early":
        last = first + third - timedelta(1)
    else:
        first = first + 2 * third
    return replace(meaning, first=first, last=max(first, last))


def shifted(when: date, unit: str, number: int) -> date | None:
    """A day so many days, weeks, months, quarters or years on; None beyond the calendar."""
    try:
        if unit in ("day", "week"):
            return when + timedelta(number * (7 if unit == "week" else 1))
        months = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        total = when.year * 12 + when.month - 1 + months
        into, index = divmod(total, 12)
        return date(into, index + 1, min(when.day, calendar.monthrange(into, index + 1)[1]))
    except (OverflowError, ValueError):
        return None


def _so_far(first: date, last: date, edge: str, anchor: date | None) -> tuple[date, date]:
    if not anchor or not first <= anchor <= last:
        return first, last
    return (first, anchor) if edge == "earlier" else (anchor, last)


def _far(one: Meaning, anchor: date) -> int:
    first, last = one.first or anchor, one.last or anchor
    return max((first - anchor).days, (anchor - last).days, 0)


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])

"""Weeks, months, quarters, halves, seasons, years: named, counted, or told from the day of
publication (“last week”) or from what the text said before (“the following month”)."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.reading.times import meaning as cal
from sayso.reading.times.meaning import Found, Meaning, Setting, rule, unresolved
from sayso.reading.times.words import (
    FULL_MONTH,
    GRAINS,
    MONTH,
    ORDINAL,
    ORDINALS,
    SEASON,
    TWENTIES,
    YEAR,
    count,
    month_number,
)

STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
STEPS |= {"preceding": -1, "succeeding": 1, "this past": 0}
# These are told from what the text said before, never from the day of publication.
FROM_TEXT = ("previous", "following", "preceding", "succeeding", "that", "same", "that same")
NOT_A_YEAR = (
    r"(?!\s?(?:%|[-,]\d|\.\d))(?!\s+(?:people|men|women|troops|soldiers|dollars|tons|tonnes))"
)
NINETEEN = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60}
NINETEEN |= {"seventies": 70, "eighties": 80, "nineties": 90}


def stretch(unit: str, around: date, step: int) -> Meaning:
    """The week, weekend, month, quarter, half or year that lies `step` from a day's own."""
    if unit in ("week", "weekend"):
        make = cal.week if unit == "week" else cal.weekend
        return make(around + timedelta(7 * step))
    if unit == "month":
        return cal.month(around.year, around.month + step)
    if unit == "quarter":
        return cal.quarter(around.year, (around.month + 2) // 3 + step)
    if unit == "half":
        return cal.half(around.year, (around.month + 5) // 6 + step)
    return cal.year(around.year + step)


def _unit(match: Found, setting: Setting) -> Meaning | None:
    which, unit = " ".join(match["which"].split()), match["unit"]
    around = setting.anchor
    if which in FROM_TEXT:
        around = setting.told.first if setting.told and _as_fine(setting.told, unit) else None
    if not around:
        return unresolved(GRAINS.get(unit, "day"))
    if which == "latest":
        return stretch(unit, around, -1)
    if unit == "decade" or (which == "past" and unit == "year"):
        return _past(around, unit) if which in ("past", "last") else None
    return stretch(unit, around, STEPS.get(which, 0))


def _past(anchor: date, unit: str) -> Meaning:
    """“The past year”: the twelve months up to a day."""
    value = "P1Y" if unit == "year" else "P10Y"
    return Meaning("DURATION", value, cal.shifted(anchor, unit, -1), anchor, "year")


def _as_fine(told: Meaning, unit: str) -> bool:
    order = ("minute", "hour", "part-of-day", "day", "week", "month", "quarter", "year")
    grain = GRAINS.get(unit, "week")
    return told.granularity in order and order.index(told.granularity) <= order.index(grain)


def _anaphor(match: Found, setting: Setting) -> Meaning | None:
    """“The quarter”, “the year-earlier period”: the last quarter the text named, or the one a year
    before it."""
    told = setting.quarter
    if not told or not told.first:
        if match[0].startswith("latest") and setting.anchor:
            return stretch("quarter", setting.anchor, -1)
        return unresolved("quarter") if match["back"] else None
    if not match["back"]:
        return told
    return cal.quarter(told.first.year - 1, (told.first.month + 2) // 3)


def _of_year(match: Found, setting: Setting) -> Meaning | None:
    """“The 1988 quarter”: the quarter the text speaks of, in that year."""
    told = setting.quarter
    if not told or not told.first:
        return None
    return cal.quarter(int(match["year"]), (told.first.month + 2) // 3)


def _ordinal(match: Found, setting: Setting) -> Meaning | None:
    """The first quarter or half: of the year that is said, else the latest that has begun."""
    number = ORDINALS[match["ordinal"]]
    make, many = (cal.quarter, 4) if match["unit"] == "quarter" else (cal.half, 2)
    number = number or many
    if number > many:
        return None
    year = _year_said(match, setting)
    if year is None:
        return unresolved("quarter")
    meaning = make(year, number)
    if match["fiscal"]:
        # Whose year it is, and when it begins, is not said.
        return unresolved("quarter", meaning.value)
    open_ = not (match["year"] or match["which"] or match["after"])
    late = bool(open_ and setting.anchor and meaning.first and meaning.first > setting.anchor)
    return make(year - 1, number) if late and not setting.ahead else meaning


def _year_said(match: Found, setting: Setting) -> int | None:
    if year := match["year"] or match["before"]:
        return int(year)
    step = STEPS.get(match["which"] or match["after"] or "", 0)
    return setting.anchor.year + step if setting.anchor else None


def _q(match: Found, setting: Setting) -> Meaning | None:
    if match["year"]:
        return cal.quarter(int(match["year"]), int(match["number"]))
    if not setting.anchor:
        return unresolved("quarter")
    return cal.quarter(setting.anchor.year, int(match["number"]))


def _month_year(match: Found, setting: Setting) -> Meaning:
    return cal.month(int(match["year"]), month_number(match["month"]))


def _month_which(match: Found, setting: Setting) -> Meaning:
    number, anchor = month_number(match["month"]), setting.anchor
    if not anchor:
        return unresolved("month", f"XXXX-{number:02}")
    if match["which"] in ("each", "every"):
        return Meaning("SET", f"XXXX-{number:02}", None, None, "month")
    if match["which"] == "next":
        return cal.month(anchor.year + (number <= anchor.month), number)
    if match["which"] in ("last", "past"):
        return cal.month(anchor.year - (number >= anchor.month), number)
    return cal.month(anchor.year, number)


def _month_of_year(match: Found, setting: Setting) -> Meaning:
    """“October of next year”."""
    number = month_number(match["month"])
    if not setting.anchor:
        return unresolved("month", f"XXXX-{number:02}")
    return cal.month(setting.anchor.year + STEPS.get(match["which"], 0), number)


def _month(match: Found, setting: Setting) -> Meaning | None:
    """A bare month: the latest that has begun, or the next one where the words look ahead."""
    number, anchor = month_number(match["month"]), setting.anchor
    if not anchor:
        return unresolved("month", f"XXXX-{number:02}")
    if setting.ahead:
        return cal.month(anchor.year + (number < anchor.month), number)
    if setting.before.endswith(("by ", "through ")):
        around = [cal.month(anchor.year + n, number) for n in (-1, 0, 1)]
        return cal.nearest(around, anchor)
    soon = number - anchor.month in (1, 2)
    return cal.month(anchor.year - (number > anchor.month and not soon), number)


def _season(match: Found, setting: Setting) -> Meaning:
    name, which = match["season"], " ".join((match["which"] or "").split())
    if match["year"]:
        return cal.season(name, int(match["year"]))
    anchor = setting.anchor
    if not anchor:
        return unresolved("season")
    around = [cal.season(name, anchor.year + n) for n in (-1, 0, 1)]
    # "This winter", said in May, is the one just over: the nearest of three.
    near = cal.nearest(around, anchor) if name == "winter" else around[1]
    if which in ("past", "this past"):
        near = [one for one in around if one.first and one.first <= anchor][-1]
    begun = near.first or anchor
    step = 0
    if which == "last" and begun <= anchor <= (near.last or anchor):
        step = -1
    elif (which == "last" and begun > anchor) or (which == "next" and begun <= anchor):
        step = -1 if which == "last" else 1
    return _or_other(match, cal.season(name, begun.year + step))


def _or_other(match: Found, one: Meaning) -> Meaning:
    """“This spring or summer” covers both."""
    if not match["other"] or not one.first:
        return one
    other = cal.season(match["other"], one.first.year)
    if not other.last or other.last < one.first:
        return one
    return Meaning("DATE", f"{one.value}/{other.value}", one.first, other.last, "season")


def _year(match: Found, setting: Setting) -> Meaning:
    meaning = cal.year(int(match["year"]))
    if match["fiscal"]:
        return unresolved("year", meaning.value)
    return meaning


def _spelled(match: Found, setting: Setting) -> Meaning:
    """A year as it is spoken: “nineteen ninety-one”."""
    return cal.year(1900 + int(count(match["tens"]) or 0) if match["tens"] else 2000)


def _years(match: Found, setting: Setting) -> Meaning | None:
    """“2030-31”."""
    first, end = int(match["year"]), match["until"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if not first < last < first + 100:
        return None
    return Meaning("DURATION", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), "year")


def _decade(match: Found, setting: Setting) -> Meaning:
    if match["long"]:
        return cal.decade(int(match["long"]))
    return cal.decade(1900 + int(match["short"] or NINETEEN.get(match["name"] or "", 0)))


def _century(match: Found, setting: Setting) -> Meaning | None:
    number = int(match["number"]) - 1
    if not 9 < number < 90:
        return None
    first, last = date(number * 100 + 1, 1, 1), date(number * 100 + 100, 12, 31)
    return Meaning("DATE", str(number), first, last, "vague")


def _year_end(match: Found, setting: Setting) -> Meaning:
    if not setting.anchor:
        return unresolved("day")
    last = date(setting.anchor.year, 12, 31)
    return Meaning("DATE", last.isoformat(), last, last, "day")


def _this_year(match: Found, setting: Setting) -> Meaning:
    if match["ended"] is not None:
        return Meaning("DURATION", "P1Y", None, None, "year")
    if match["unit"] == "year" and match["fiscal"]:
        return unresolved("year", str(setting.anchor.year) if setting.anchor else None)
    if not setting.anchor:
        return unresolved(GRAINS.get(match["unit"], "day"))
    back = match["unit"] == "weekend" and setting.anchor.weekday() < 5
    return stretch(match["unit"], setting.anchor, -1 if back and not setting.ahead else 0)


def _year_ago(match: Found, setting: Setting) -> Meaning | None:
    """“Year-earlier profit”: of the quarter told of, else of the year before."""
    told = setting.quarter
    if told and told.first:
        return cal.quarter(told.first.year - 1, (told.first.month + 2) // 3)
    return cal.year(setting.anchor.year - 1) if setting.anchor else unresolved("year")


_FISCAL = r"(?P<fiscal>fiscal[\s-]+)?"
RULES = (
    rule(r"(?P<year>(?:19|20)\d\d)\s?[-–/]\s?(?P<until>(?:19|20)\d\d|\d\d)(?![-–/]|\.?\d)", _years),
    rule(rf"(?:year\s+two\s+thousand|nineteen\s+(?P<tens>{TWENTIES}))", _spelled, True),
    rule(
        rf"(?:(?P<before>{YEAR})(?:'s)?\s+|(?P<which>this|last|next)\s+year's\s+)?{_FISCAL}"
        rf"(?P<ordinal>{ORDINAL}|last(?=\s+half|\s+quarter\s+of)|final)[\s-]+(?:fiscal[\s-]+)?(?P<unit>quarter|half)"
        rf"(?:(?:,?\s+of(?:\s+fiscal)?|,)?\s+(?P<year>{YEAR})(?!\d)|(?:\s+of)?\s+(?P<after>this|last|next)\s+year)?",
        _ordinal,
        True,
    ),
    rule(rf"q(?P<number>[1-4])(?:(?:\s+of)?\s+(?P<year>{YEAR}))?", _q),
    rule(
        r"(?:comparable\s+|same\s+)?(?P<back>year-(?:ago|earlier))\s+(?:quarter|period)",
        _anaphor,
        True,
    ),
    rule(r"year-(?:ago|earlier)", _year_ago),
    rule(rf"(?P<year>{YEAR})\s+(?:quarter|period)", _of_year, True),
    rule(rf"(?P<month>{MONTH})(?:\s+of|,)?\s+(?P<year>{YEAR})(?!\d)", _month_year),
    rule(rf"(?P<which>last|next|this|past|each|every)\s+(?P<month>{FULL_MONTH})", _month_which),
    rule(rf"(?P<month>{FULL_MONTH})\s+(?:of\s+)?(?P<which>last|next|this)\s+year", _month_of_year),
    rule(
        rf"(?:(?P<which>this\s+past|this|last|next|past|coming)\s+)?(?P<season>(?:(?<=this\s)|"
        rf"(?<=past\s)|(?<=last\s)|(?<=next\s)|(?<=coming\s)|(?<=the\s)|(?<=in\s)|(?<=since\s)|(?<=by\s)|"
        rf"(?<=early\s)|(?<=late\s)|(?=summer|winter|autumn)){SEASON})"
        rf"(?:\s+or\s+(?P<other>{SEASON}))?(?:(?:,|\s+of)?\s+(?P<year>{YEAR})(?!\d))?",
        _season,
        True,
    ),
    rule(
        r"(?P<which>this|last|next|past|previous|coming|current|following|preceding|latest|"
        r"that\s+same|that|same)\s+(?:fiscal\s+|calendar\s+|full\s+)?"
        r"(?P<unit>weekend|week|month|quarter|half|year|decade)",
        _unit,
        True,
    ),
    rule(r"(?P<back>)(?<=the\s)(?:quarter|latest\s+period)", _anaphor, True),
    rule(
        r"(?<=the\s)(?:full\s+)?(?P<fiscal>fiscal\s+)?(?P<unit>year(?P<ended>(?=\s+end(?:ed|ing)\s))?(?!\s+\d)"
        r"|weekend|week)",
        _this_year,
        True,
    ),
    rule(r"year-end|year's\s+end|year\s+end", _year_end),
    rule(
        rf"(?P<fiscal>fiscal\s+)?(?:year\s+)?(?<![$£€#,.\d])(?P<year>(?:19|20)\d\d|(?:(?<=in\s)|(?<=since\s)|(?<=by\s)|(?<=of\s)|(?<=from\s))1[5-8]\d\d)(?!\w){NOT_A_YEAR}",
        _year,
    ),
    rule(
        r"(?:(?P<long>1[6-9]\d0|20\d0)'?s|(?:'|(?<=the\s)|(?<=early\s)|(?<=late\s)|(?<=mid-))(?P<short>[2-9]0)s|(?P<name>(?<=the\s)(?:twen|thir|for|fif|six|seven|eigh|nine)ties))",
        _decade,
        True,
    ),
    rule(r"(?P<number>\d\d)th[\s-]century", _century, True),
    rule(rf"(?P<month>{FULL_MONTH})", _month),
)

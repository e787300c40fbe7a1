"""How long and how often: “for months”, “two-day”, “every week”; and spans told from a day: “three
weeks ago”, “a day earlier”, “the past two years”."""

from __future__ import annotations

from datetime import timedelta

from sayso.model import Granularity
from sayso.reading.times import meaning as cal
from sayso.reading.times.meaning import Found, Meaning, Setting, rule, unresolved
from sayso.reading.times.units import stretch
from sayso.reading.times.words import (
    GRAINS,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    count,
)

LETTERS = {"second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W"}
LETTERS |= {"month": "{}M", "quarter": "{}Q", "year": "{}Y"}
BACK = ("past", "last", "previous", "recent", "latest", "preceding")
PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
OFTEN = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "annually": "P1Y"}
# A rate: "$5 a year", "twice a month".
RATE = r"(?:(?<=once\s)|(?<=twice\s)|(?<=times\s)|(?<=illion\s)|(?<=cent\s)|(?<=\d\s))"


def length(number: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; X where it is not said how many."""
    if unit == "decade":
        number, unit = number and 10 * number, "year"
    if number is None:
        return "P" + LETTERS[unit].format("X")
    if number != int(number):
        if unit in ("year", "day", "hour"):
            return _with_half(int(number), unit)
        return "P" + LETTERS[unit].format(number)
    return "P" + LETTERS[unit].format(int(number))


def _with_half(number: int, unit: str) -> str:
    lead, smaller = {"year": ("Y", "6M"), "day": ("D", "T12H"), "hour": ("H", "30M")}[unit]
    whole = f"{number}{lead}" if number else ""
    return f"P{'T' if unit == 'hour' else ''}{whole}{smaller}"


def _counted(match: Found, setting: Setting) -> Meaning | None:
    number, unit = count(match["number"]), match["unit"]
    tail, which = " ".join((match["tail"] or "").split()), match["which"] or ""
    if unit == "quarter" and not (tail or which) and match["number"] in ("a", "an", "three", "3"):
        # "A quarter of", "three-quarters of" are fractions.
        return None
    if tail in ("ago", "from now", "hence"):
        return _from_anchor(number, unit, -1 if tail.endswith("ago") else 1, setting)
    if tail:
        return _from_text(number, unit, 1 if tail in ("later", "after") else -1, setting)
    return _around(
        Meaning("DURATION", length(number, unit), None, None, "vague"), which, match, setting
    )


def _around(meaning: Meaning, which: str, match: Found, setting: Setting) -> Meaning:
    """“The past two months” end on the day of publication, “the next three days” begin there."""
    number, unit, anchor = count(match["number"]), match["unit"], setting.anchor
    if not (anchor and number and which) or number != int(number) or unit in ("minute", "hour"):
        return meaning
    far = cal.shifted(anchor, unit, int(number) * (-1 if which in BACK else 1))
    if not far or which not in (*BACK, "next", "coming"):
        return meaning
    grain: Granularity = GRAINS.get(unit, "vague")
    return Meaning("DURATION", meaning.value, min(far, anchor), max(far, anchor), grain)


def _from_anchor(number: float | None, unit: str, way: int, setting: Setting) -> Meaning:
    if number is None:
        return unresolved("vague", "PAST_REF" if way < 0 else "FUTURE_REF")
    if unit in ("minute", "hour"):
        return unresolved("vague")
    if unit == "year" and number == 1 and way < 0 and setting.quarter and setting.quarter.first:
        first = setting.quarter.first
        return cal.quarter(first.year - 1, (first.month + 2) // 3)
    when = cal.shifted(setting.anchor, unit, way * int(number)) if setting.anchor else None
    if not when:
        return unresolved(GRAINS.get(unit, "vague"))
    if unit == "day":
        return cal.day(when)
    return cal.decade(when.year // 10 * 10) if unit == "decade" else stretch(unit, when, 0)


def _from_text(number: float | None, unit: str, way: int, setting: Setting) -> Meaning:
    """“A day earlier”, told from what the text named before: a day for days, and for longer units
    the same day, quarter or year so many units off."""
    if number is None:
        return unresolved("vague", "PAST_REF" if way < 0 else "FUTURE_REF")
    if unit == "year" and number == 1 and way < 0 and setting.quarter:
        return _from_anchor(number, unit, way, setting)
    told, steps = setting.told, way * int(number)
    if not told or not told.first or unit in ("minute", "hour", "decade"):
        return unresolved(GRAINS.get(unit, "vague"))
    when = cal.shifted(told.first, unit, steps)
    if not when or (unit == "day" and told.first != told.last):
        return unresolved(GRAINS.get(unit, "vague"))
    if told.first == told.last:
        return cal.day(when)
    if told.granularity in ("week", "month", "quarter", "year"):
        return stretch(told.granularity, when, 0)
    return unresolved(GRAINS.get(unit, "vague"))


def _many(match: Found, setting: Setting) -> Meaning:
    unit, which = match["unit"], match["which"] or ""
    if match["tail"]:
        return unresolved("vague", "PAST_REF" if match["tail"].endswith("ago") else None)
    if which == "future" or (which == "coming" and unit == "quarter"):
        return unresolved("vague", "FUTURE_REF")
    if match[0].startswith("past years"):
        return unresolved("vague", "PAST_REF")
    return Meaning("DURATION", length(None, unit), None, None, "vague")


def _next_day(match: Found, setting: Setting) -> Meaning:
    """“The next day”, “the day before”: told from the last day that the text named."""
    way = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1, "preceding": -1}
    step = way.get(match["which"] or match["tail"] or "", 0)
    return cal.day(setting.day + timedelta(step) if setting.day else None)


def _rate(match: Found, setting: Setting) -> Meaning:
    return Meaning("SET", length(1, match["unit"]), None, None, "vague")


def _half(match: Found, setting: Setting) -> Meaning:
    return Meaning("DURATION", length(0.5, match["unit"]), None, None, "vague")


def _often(match: Found, setting: Setting) -> Meaning:
    return Meaning("SET", OFTEN[match[0]], None, None, "vague")


def _every(match: Found, setting: Setting) -> Meaning:
    value = length(count(match["number"]) if match["number"] else 1, match["unit"])
    return Meaning("SET", value, None, None, "vague")


def _every_named(match: Found, setting: Setting) -> Meaning:
    name = match["name"]
    if name in WEEKDAYS:
        value = f"XXXX-WXX-{WEEKDAYS.index(name) + 1}"
    else:
        value = f"XXXX-XX-XX{PARTS_OF_DAY[name]}"
    return Meaning("SET", value, None, None, "vague")


_KIND = r"(?:(?:trading|business|working|calendar|full|consecutive|straight|more|long|whole)\s+)?"
_TAIL = r"(?P<tail>\s+(?:ago|earlier|later|hence|from\s+now|(?:before|after)(?=\s*[.,;:)¶])))?"
_WHICH = r"(?:(?P<which>past|last|next|coming|previous|preceding|latest|first|final|following)\s+)?"
_NOT_OLD = r"(?!\w)(?![\s-]+old\b|-earlier|-ago|-end)"
RULES = (
    rule(rf"(?:{'|'.join(OFTEN)})", _often),
    rule(r"(?:a\s)?half[\s-](?P<unit>hour|day|year)", _half),
    rule(
        rf"(?:each|every)\s+(?:of\s+the\s+past\s+)?(?:(?P<number>{NUMBER})\s+)?(?P<unit>{UNIT})s?",
        _every,
    ),
    rule(rf"(?:each|every)\s+(?P<name>{WEEKDAY}|{PART})", _every_named),
    rule(
        rf"(?P<unit>){RATE}an?\s+(?P<per>day|week|month|year)(?!\s+(?:ago|earlier|later))",
        lambda m, s: _per(m),
    ),
    rule(
        rf"{_WHICH}(?P<number>{NUMBER})(?:\s(?:to|or)\s{NUMBER})?[\s-]{_KIND}(?P<unit>{UNIT})s?"
        rf"{_NOT_OLD}{_TAIL}(?:\s+or\s+(?:so|two|more))?",
        _counted,
        True,
    ),
    rule(
        r"(?:(?P<which>recent|coming|past|last|next|future|early)\s+)?(?:(?:(?<=past\s)|(?<=last\s)|(?<=next\s))"
        r"(?:few|several|couple\s+of)\s+)?(?P<unit>second|minute|hour|day|week|"
        r"month|quarter|year|decade)s(?!\s+(?:old|apart))(?:\s+and\s+months|-long)?(?P<tail>\s+(?:ago|later|earlier))?",
        _many,
        True,
    ),
    rule(
        r"(?P<which>next|following|previous|preceding|same|that\s+same|that)\s+day(?P<tail>)",
        _next_day,
        True,
    ),
    rule(r"(?P<which>)day\s+(?P<tail>before|after)(?=\s*[.,;:)¶])", _next_day, True),
)


def _per(match: Found) -> Meaning:
    return Meaning("SET", length(1, match["per"]), None, None, "vague")

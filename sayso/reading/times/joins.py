"""Neighbours that are one expression: a weekday with its date, a clock time with its day, the two
ends of a range; and the words before one that belong to it (“late on”, “nearly”, “the”)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.reading.times.meaning import Meaning, edged, shifted, week
from sayso.reading.times.words import UNIT, WEEKDAYS

EDGE = re.compile(
    r"(?<![\w-])(?:(?:the\s+)?(?P<of>start|beginning|end|close|middle)\s+of\s+(?:the\s+)?|"
    r"(?:the\s+)?(?P<near>early|late|mid|earlier|later)(?:\s+|-)(?:on\s+|in\s+)?(?:the\s+)?)$"
)
NEAR = {"start": "early", "beginning": "early", "end": "late", "close": "late", "middle": "mid"}
ROUGHLY = re.compile(
    r"(?<![\w-])(?:nearly|almost|about|around|roughly|approximately|at\s+least|at\s+most|more\s+than|"
    r"less\s+than|fewer\s+than|up\s+to|shortly\s+(?:before|after)|just\s+(?:before|after))\s+(?:the\s+)?$"
)
THE = re.compile(r"(?<![\w-])the\s+$")
# “The third-quarter loss”, “the two day rally”: the article is the noun's.
ATTRIBUTE = re.compile(
    rf"-{UNIT}$|(?:^|\s)(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|\d\d+)\s{UNIT}$"
)
WIDEST = 28
DAY_THEN_DATE = re.compile(r"(?:,?\s+|,?\s+the\s+|\s+\()")
CLOCK_THEN_DAY = re.compile(r",?\)?,?\s+(?:on\s+|of\s+)?")
OTHER_CLOCK = re.compile(r"\s?\(")
WEEK_OF = re.compile(r"\s+(?:of|beginning|starting)\s+")
DAY_THEN_CLOCK = re.compile(
    r",?\s+(?:at\s+|around\s+|about\s+|by\s+|at\s+(?:about|around)\s+)?|,\s?"
)
RANGE = re.compile(r"\s+(?:to|until|till|through)\s+|\s?[–—-]\s?")
DASH = re.compile(r"\s?[–—-]\s?")
MOST_BETWEEN = 14
BETWEEN = re.compile(r"\s+and\s+")
LED = re.compile(r"\b(?:from|between)\s+$")
CLOCKS = ("minute", "hour")


@dataclass(frozen=True, slots=True)
class Placed:
    """A meaning and the characters it stands at."""

    start: int
    end: int
    meaning: Meaning


def widened(view: str, one: Placed, article: bool, anchor: date | None) -> Placed:
    """An expression with the words before it that belong to it."""
    before = view[max(0, one.start - WIDEST) : one.start]
    meaning = one.meaning
    dated = meaning.type in ("DATE", "TIME") and meaning.granularity != "vague"
    if dated and (found := EDGE.search(before)):
        edge = found["near"] or NEAR[found["of"]]
        start = one.start - len(before) + found.start()
        return Placed(start, one.end, edged(meaning, edge, anchor))
    counts = meaning.type == "DURATION" or view[one.end - 3 : one.end] in ("ago", "ter", "ier")
    found = ROUGHLY.search(before) if counts or meaning.granularity in CLOCKS else None
    if article and not found and not ATTRIBUTE.search(view[one.start : one.end]):
        found = THE.search(before)
    return replace(one, start=one.start - len(before) + found.start()) if found else one


def joined(view: str, atoms: Sequence[Placed]) -> list[Placed]:
    """Expressions in order, those that are parts of one brought together; the ends of a range in
    words stay apart, as TIMEX3 has them."""
    done: list[Placed] = []
    for atom in atoms:
        while done and (one := _pair(view, done[-1], atom)):
            done.pop()
            atom = one
        done.append(_following(view, done[-1], atom) if done else atom)
    return done


def stretched(text: str, found: Sequence[Placed]) -> list[Placed]:
    """Expressions in order, the two ends of a range as the one stretch that they tell."""
    done: list[Placed] = []
    for one in found:
        meaning = _ends(text, done[-1], one) if done else None
        begun = done.pop() if meaning else one
        done.append(Placed(begun.start, one.end, meaning or one.meaning))
    return done


def _ends(text: str, a: Placed, b: Placed) -> Meaning | None:
    between = text[a.end : b.start]
    return _range(text, a, b, between) if len(between) <= MOST_BETWEEN else None


def _following(view: str, a: Placed, b: Placed) -> Placed:
    """A weekday that ends a range as the one that follows its beginning: weekdays look back one by
    one."""
    whole = _ends(view, a, b)
    day = whole.last if whole and whole.granularity == "day" else None
    if not day or day == b.meaning.last:
        return b
    return replace(b, meaning=replace(b.meaning, value=day.isoformat(), first=day, last=day))


def _pair(view: str, a: Placed, b: Placed) -> Placed | None:
    between = view[a.end : b.start]
    if len(between) > MOST_BETWEEN:
        return None
    meaning = (
        _dated(view, a, b, between)
        or _clocked(a, b, between)
        or (_range(view, a, b, between) if DASH.fullmatch(between) else None)
        or _week_of(view, a, b, between)
    )
    return Placed(a.start, b.end, meaning) if meaning else None


def _dated(view: str, a: Placed, b: Placed, between: str) -> Meaning | None:
    """A weekday, or today, before its date, or before its weekday."""
    one, two = a.meaning, b.meaning
    if one.type != "DATE" or two.type != "DATE" or two.granularity != "day":
        return None
    if one.granularity not in ("day", "part-of-day") or not DAY_THEN_DATE.fullmatch(between):
        return None
    name = next((n for n in WEEKDAYS if n in view[a.start : a.end]), None)
    if name and two.first and two.first.weekday() == WEEKDAYS.index(name):
        return two
    if name and not two.first and two.value:
        return two
    return two if one.first and one.first == two.first else None


def _clocked(a: Placed, b: Placed, between: str) -> Meaning | None:
    """A clock time with its day, in either order."""
    if {a.meaning.type, b.meaning.type} == {"TIME"} and OTHER_CLOCK.fullmatch(between):
        # “10:35 a.m. (0735 GMT)”
        return a.meaning if b.meaning.granularity in CLOCKS else None
    if a.meaning.granularity in CLOCKS and _names_day(b.meaning):
        return _at(a.meaning, b.meaning) if CLOCK_THEN_DAY.fullmatch(between) else None
    if b.meaning.granularity in CLOCKS and _names_day(a.meaning):
        return _at(b.meaning, a.meaning) if DAY_THEN_CLOCK.fullmatch(between) else None
    return None


def _week_of(view: str, a: Placed, b: Placed, between: str) -> Meaning | None:
    """“The week of March 6”."""
    if not view[a.start : a.end].endswith("week") or not WEEK_OF.fullmatch(between):
        return None
    return week(b.meaning.first) if b.meaning.first and b.meaning.granularity == "day" else None


def _names_day(meaning: Meaning) -> bool:
    return meaning.type in ("DATE", "TIME") and meaning.granularity in ("day", "part-of-day")


def _at(clock: Meaning, when: Meaning) -> Meaning | None:
    if when.first != when.last or (clock.type != "TIME"):
        return None
    value = clock.value and f"{when.first or 'XXXX-XX-XX'}T{clock.value.partition('T')[2]}"
    return replace(clock, value=value, first=when.first, last=when.last)


def _range(view: str, a: Placed, b: Placed, between: str) -> Meaning | None:
    """Two ends of one stretch: “from Monday to Thursday”, “between 11am and 4pm”, “1990-95”."""
    led = LED.search(view[max(0, a.start - 10) : a.start].lower())
    pattern = BETWEEN if led and led[0].startswith("between") else RANGE
    if not pattern.fullmatch(between) or not (led or "through" in between or len(between) < 4):
        return None
    one, two = a.meaning, b.meaning
    if (
        one.granularity != two.granularity
        or "DURATION" in (one.type, two.type)
        or "SET" in (one.type, two.type)
    ):
        return None
    first, last = one.first, two.last
    if not first or not last or not one.value or not two.value:
        return None
    if last < first and view[b.start : b.end].lower() in WEEKDAYS and (first - last).days < 7:
        # Weekdays look back one by one; the second of a range follows the first.
        last = shifted(last, "day", 7) or last
        two = replace(two, value=last.isoformat())
    if last < first or (last == first and (two.value or "") <= (one.value or "")):
        return None
    return Meaning("DURATION", f"{one.value}/{two.value}", first, last, two.granularity)

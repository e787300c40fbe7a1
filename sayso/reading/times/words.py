"""The words time expressions are made of, as patterns over lowercased text, and what they count."""

from __future__ import annotations

import calendar

from sayso.model import Granularity

WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 0, "final": 0}
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: float(n) for n, word in enumerate(_SMALL, 1)}
NUMBERS |= {word: n * 10.0 for n, word in enumerate(_TENS, 2)}
NUMBERS |= {"a": 1.0, "an": 1.0, "a dozen": 12.0, "a hundred": 100.0, "half a": 0.5, "half an": 0.5}
GRAINS: dict[str, Granularity] = {"second": "minute", "minute": "minute", "hour": "hour"}
GRAINS |= {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
PART = r"(?:morning|afternoon|evening|night)"
FULL_MONTH = f"(?:{'|'.join(MONTHS)})"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|"
    r"aug(?:ust|\.)?|sept(?:ember|\.)?|sep\.?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
YEAR = r"(?:1[6-9]|20)\d\d"
ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
NTH = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w)"
TWENTIES = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?"
NUMBER = (
    rf"(?:\d{{1,3}}(?:\.\d)?(?:\s1/2|½)?|{TWENTIES}|(?:{'|'.join(reversed(_SMALL))})(?:\sand\sa\shalf)?|half\san?|"
    r"a\s(?:few|hundred|dozen|couple(?:\sof)?)|several|an?)"
)
UNIT = r"(?:second(?=s)|minute|hour|day|week|month|quarter|year|decade)"


def count(words: str) -> float | None:
    """The number that a number's words give, None for a vague one such as "several"."""
    words = " ".join(words.replace("½", " 1/2").replace("and a half", "1/2").split())
    whole, half, _ = words.partition(" 1/2")
    if half:
        return (count(whole) or 0.0) + 0.5
    if words[0].isdigit():
        return float(words)
    tens, _, ones = words.partition("-")
    number = NUMBERS.get(tens)
    return number + NUMBERS[ones] if number and ones else number


def month_number(name: str) -> int:
    """1 to 12 of a month's name or its abbreviation."""
    return next(n for n, full in enumerate(MONTHS, 1) if full.startswith(name[:3]))

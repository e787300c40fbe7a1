"""Numbers as English news writes them, in digits and in words → values and bounds.

Everything here reads a lower-cased text, so that no pattern needs to ignore case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {
    name: value
    for value, name in enumerate("one two three four five six seven eight nine".split(), 1)
}
TEENS = {
    name: value
    for value, name in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
}
TENS = {
    name: value * 10
    for value, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
# “Dozens” are twelve at least; what a plural says is one of them, as the labels have it.
PLURALS = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3,
    "millions": 10**6, "billions": 10**9,
}  # fmt: skip
ROUND = {"dozen": 12, "hundred": 100} | SCALES
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "tenth": 10,
}  # fmt: skip
CURRENCIES = {
    "$": "dollars", "us$": "US dollars", "£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees",
    "₽": "roubles", "₺": "lira", "₴": "hryvnias",
}  # fmt: skip

Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Number:
    """A number: where it ends, its value, or its bounds where it is vague; `unit` is set where the
    number itself says it ("%" of a fraction, the currency of a sum)."""

    end: int
    value: float | None
    low: float | None = None
    unit: str | None = None
    worded: bool = False
    scale: float = 1


def _any(words: dict[str, int]) -> str:
    return "|".join(words)


_ONES = _any(DIGITS)
_BELOW_100 = rf"(?:(?:{_any(TENS)})(?:[-\s](?:{_ONES}))?|{_any(TEENS)}|{_ONES})(?![a-z])"
_BIG = rf"(?:hundred|{_any(SCALES)})(?![a-z])"
# “Between one hundred and two hundred” holds no “hundred and two”.
_REST = rf"(?:\s+(?:and\s+)?{_BELOW_100}(?![\s-]+hundred))?"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|a)[\s-]+hundred(?![a-z]){_REST}|{_BELOW_100})"
_SCALED = rf"(?:{_BELOW_1000}|a|half\s+a)[\s-]+(?:{_any(SCALES)})(?![a-z])"
_AFTER = rf"(?:,?\s+{_BELOW_1000}\s+(?:{_any(SCALES)})(?![a-z]))*"
_TAIL = rf"(?:\s+(?:and\s+)?{_BELOW_1000}(?!\s+{_BIG}))?"
WORDED = re.compile(rf"{_SCALED}{_AFTER}{_TAIL}|{_BELOW_1000}")

FIGURE = re.compile(
    r"(?:(?P<sum>us\$|[$£€¥₹₽₺₴])\s?)?(?P<digits>(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    rf"(?:[\s-]?(?P<scale>dozen|hundred|{_any(SCALES)})(?![a-z])|\s?(?P<short>bn|tn|mn|m|k)(?!\w))?"
)
FRACTION = re.compile(
    rf"(?:(?P<many>an?|{_ONES})[-\s])?(?P<part>{_any(PARTS)})s?(?!\w)"
    r"(?=(?P<of>\s+(?:of|the|its|their|his|her|our|that|those|all)\b)?)"
)
DOZENS = re.compile(rf"(?P<many>half\s+a|a|{_BELOW_100})\s+dozen(?![a-z])")
VAGUE = re.compile(
    rf"(?:(?P<outer>{_any(PLURALS)})\s+of\s+)?(?P<plural>{_any(PLURALS)})(?![\w-])"
    rf"|(?:several|a\s+few|some|many)\s+(?P<round>{_any(ROUND)})(?![a-z])"
)
START = re.compile(
    r"(?<![\w/:.,$£€¥₹₽₺₴-])(?:(?:us\$|[$£€¥₹₽₺₴])\s?)?\d"
    r"|(?<=\bfor )an?\s(?=(?:hour|day|week|month|year|decade)\b)"
    rf"|(?<![\w-])(?:{_ONES}|{_any(TEENS)}|{_any(TENS)}|half|{_any(PLURALS)}"
    rf"|an?\s(?=few\s|{_any(ROUND)}|{_any(PARTS)}|hundred)|(?:several|some|many)\s(?=dozen|hundred"
    rf"|{_any(SCALES)}))"
)
A_WHILE = re.compile(r"an?(?=\s(?:hour|day|week|month|year|decade)\b)")
# “Scores” and “tens” are numbers before what is counted only.
COUNTED = re.compile(r"\s+(?:of|were|are|have|had|more|missing|dead|hurt|killed|wounded|\w+ed)\b")


def lowered(text: str) -> str:
    """The text in lower case, character by character, so that offsets stay true."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)


def number_at(low: str, at: int) -> Number | None:
    """The longest number that begins at `at` of a lower-cased text."""
    if not "a" <= low[at] <= "z" or low.startswith("us$", at):
        return _figure(low, at)
    if match := A_WHILE.match(low, at):
        return Number(match.end(), 1, worded=True)
    return _fraction(low, at) or _dozens(low, at) or _vague(low, at) or _worded(low, at)


def value_of(words: str) -> float:
    """What a number in words comes to."""
    total = current = 0.0
    for word in re.findall(r"[a-z]+", words):
        if word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0.0
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "half":
            current = 0.5
        elif word not in ("a", "and"):
            current += DIGITS.get(word) or TEENS.get(word) or TENS[word]
    return plain(total + current)


def plain(value: float) -> float:
    """A whole number as an int, so that it is written without a point."""
    return int(value) if value == int(value) else round(value, 6)


def _figure(low: str, at: int) -> Number | None:
    match = FIGURE.match(low, at)
    if not match:
        return None
    value = float(re.sub(r"[,\u00a0\u202f]", "", match["digits"]))
    short, end, money = match["short"], match.end(), CURRENCIES.get(match["sum"] or "")
    # Without a currency “30m” is metres.
    if short and short != "bn" and not money:
        short, end = None, match.end("digits")
    scale = ROUND.get(match["scale"] or "", 1) * SHORT.get(short or "", 1)
    return Number(end, plain(value * scale), unit=money, scale=scale)


def _fraction(low: str, at: int) -> Number | None:
    match = FRACTION.match(low, at)
    if not match:
        return None
    many, part = match["many"], PARTS[match["part"]]
    # “A third attack”, “one third party”: an ordinal, unless a whole is named.
    by = low.endswith(("by ", "down ", "up "), 0, at)
    if not (match["of"] or by) and (many in (None, "a", "an", "one") or part == 2):
        return None
    share = 100 * (DIGITS.get(many, 1) if many else 1) / part
    if share >= 100:
        return None
    return Number(match.end(), plain(round(share, 2)), unit="%", worded=True)


def _dozens(low: str, at: int) -> Number | None:
    match = DOZENS.match(low, at)
    if not match:
        return None
    many = {"a": 1.0}.get(match["many"]) or value_of(match["many"])
    return Number(match.end(), plain(many * 12), worded=True)


def _vague(low: str, at: int) -> Number | None:
    match = VAGUE.match(low, at)
    if not match:
        return None
    if match["round"]:
        return Number(match.end(), None, ROUND[match["round"]], worded=True)
    only = match["plural"] if not match["outer"] else None
    if only in ("scores", "tens") and not COUNTED.match(low, match.end()):
        return None
    outer = PLURALS[match["outer"]] if match["outer"] else 1
    return Number(match.end(), None, outer * PLURALS[match["plural"]], worded=True)


def _worded(low: str, at: int) -> Number | None:
    match = WORDED.match(low, at)
    if not match:
        return None
    scale = SCALES.get(re.split(r"[\s-]", match[0])[-1], 1)
    return Number(match.end(), value_of(match[0]), worded=True, scale=scale)

"""Clock times and parts of a day. Alone they name no day: they take the one the text named just
before them, and stay unresolved where it named none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sayso.model import Granularity
from sayso.reading.times.days import weekday
from sayso.reading.times.meaning import Found, Meaning, Setting, part_of, rule, shifted
from sayso.reading.times.words import NUMBERS, PART, WEEKDAY, count

HOURS = {"noon": 12, "midday": 12, "midnight": 0}
DAYLIGHT = {
    "dawn": "morning",
    "daybreak": "morning",
    "sunrise": "morning",
    "first light": "morning",
}
DAYLIGHT |= {"dusk": "evening", "sunset": "evening", "sundown": "evening", "nightfall": "night"}


def at(when: date | None, hour: int, minute: int | None, zone: str = "") -> Meaning:
    """A clock time of a day, in the zone that its value ends with, if that is said."""
    grain: Granularity = "hour" if minute is None else "minute"
    value = f"{when or 'XXXX-XX-XX'}T{hour:02}:{minute or 0:02}{zone}"
    return Meaning("TIME", value, when, when, grain)


def _clock(match: Found, setting: Setting) -> Meaning:
    hour = int(match["hour"])
    if half := match["half"]:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = "Z" if match[0].rstrip(")").endswith(("gmt", "utc")) else ""
    return at(setting.day, hour, int(match["minute"]) if match["minute"] else None, zone)


def _named(match: Found, setting: Setting) -> Meaning:
    return at(setting.day, HOURS[match["name"]], None)


def _spoken(match: Found, setting: Setting) -> Meaning:
    """“Three in the morning”; whose half of the day is not said has no value."""
    number = count(match["hour"])
    part = match["part"] or ("night" if match["night"] else None)
    if not part:
        return Meaning("TIME", None, setting.day, setting.day, "hour")
    hour = int(number or 0) % 12
    after_noon = part in ("afternoon", "evening") or (part == "night" and hour > 5)
    return at(setting.day, hour + 12 * after_noon, None)


def _of_weekday(match: Found, setting: Setting) -> Meaning:
    """“Six on Monday morning”."""
    return _spoken(match, replace(setting, day=weekday(match["weekday"], "", setting)))


def _anaphor(match: Found, setting: Setting) -> Meaning:
    return part_of(setting.day, match["part"])


def _next_part(match: Found, setting: Setting) -> Meaning:
    return part_of(shifted(setting.day, "day", 1) if setting.day else None, match["part"])


def _part_before(match: Found, setting: Setting) -> Meaning:
    """“The night before”: of the day before the one told of."""
    step = -1 if match["side"] == "before" else 1
    when = shifted(setting.day, "day", step) if setting.day else None
    return part_of(when, match["part"])


def _edge_part(match: Found, setting: Setting) -> Meaning:
    if match["near"] and setting.anchor:
        return part_of(setting.anchor - timedelta(match["near"] == "yesterday"), match["part"])
    return part_of(setting.day or setting.anchor, match["part"])


def _daylight(match: Found, setting: Setting) -> Meaning:
    return part_of(setting.day, DAYLIGHT[" ".join(match["name"].split())])


def _overnight(match: Found, setting: Setting) -> Meaning:
    """The evening before and the night."""
    anchor = setting.anchor
    if not anchor:
        return part_of(None, "night")
    eve = anchor - timedelta(1)
    return Meaning("TIME", f"{eve}TNI", eve, anchor, "part-of-day")


_ZONE = (
    r"(?:\s+\(?(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|eet|bst|msk|jst|ist|z|local\s+time|"
    r"(?:eastern|central|mountain|pacific|moscow|kyiv|london)(?:\s+(?:standard|daylight))?\s+time)(?!\w)\)?)?"
)
_M = r"\s?(?P<half>[ap])(?:\.\s?m\.|m(?!\w))"
_WORDS = "|".join([*list(NUMBERS)[11::-1], r"1[0-2]|[1-9]"])
_AT = (
    r"(?:(?<=at\s)|(?<=by\s)|(?<=from\s)|(?<=to\s)|(?<=until\s)|(?<=since\s)|(?<=about\s)|"
    r"(?<=around\s)|(?<=before\s)|(?<=after\s)|(?<=of\s)|(?<=towards\s))"
)
RULES = (
    rule(
        rf"{_AT}(?P<hour>{_WORDS})\s+on\s+(?P<weekday>{WEEKDAY})\s+(?P<part>{PART})(?P<night>)",
        _of_weekday,
    ),
    rule(rf"(?P<part>{PART})\s+(?P<side>before|after)(?=\s*[.,;:)¶])", _part_before, True),
    rule(rf"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?{_M}{_ZONE}", _clock),
    rule(
        r"(?P<hour>[01]\d|2[0-3]|\d(?=[:.]))(?:[:.]?(?P<minute>[0-5]\d))(?P<half>)(?:\s+(?:gmt|utc|hours|hrs|local\s+time))",
        _clock,
    ),
    rule(
        rf"(?<!\d[:.,])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?P<half>)(?![:.]?\d){_ZONE}",
        _clock,
    ),
    rule(
        rf"{_AT}(?P<hour>[01]\d|2[0-3])\.(?P<minute>[0-5]\d)(?P<half>)(?!\d|\s?(?:%|per|million))",
        _clock,
    ),
    rule(
        rf"(?P<hour>{_WORDS})\s+o'clock(?:\s+in\s+the\s+(?P<part>morning|afternoon|evening)|\s+at\s+(?P<night>night))?",
        _spoken,
    ),
    rule(
        rf"{_AT}(?P<hour>{_WORDS})\s+(?:in\s+the\s+(?P<part>morning|afternoon|evening)|at\s+(?P<night>night))",
        _spoken,
    ),
    rule(rf"(?P<name>(?<!high\s)noon|midday|midnight){_ZONE}", _named),
    rule(rf"(?:that|the\s+same|that\s+same|that\s+very)\s+(?P<part>{PART})", _anaphor),
    rule(rf"(?:the\s+)?(?:next|following)\s+(?P<part>{PART})", _next_part),
    rule(rf"(?:mid|late|early)[\s-](?P<part>{PART})(?:\s+(?P<near>yesterday|today))?", _edge_part),
    rule(
        r"(?:(?<=at\s)|(?<=by\s)|(?<=before\s)|(?<=around\s)|(?<=until\s)|(?<=since\s)|(?<=after\s))"
        rf"(?P<name>{'|'.join(DAYLIGHT).replace(' ', chr(92) + 's')})",
        _daylight,
    ),
    rule(
        r"(?:(?<=in\sthe\s)|(?<=during\sthe\s))(?P<part>morning|afternoon|evening|night)", _anaphor
    ),
    rule(r"overnight", _overnight),
)

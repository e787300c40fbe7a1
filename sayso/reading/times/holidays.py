"""Holidays. Those that fall on one day everywhere are resolved; others, and other calendars' words,
are found and left open."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.reading.times.meaning import Found, Meaning, Setting, day, nearest, rule, unresolved
from sayso.reading.times.words import YEAR

FIXED = {"new year's day": (1, 1), "valentine's day": (2, 14), "st. patrick's day": (3, 17)}
FIXED |= {"may day": (5, 1), "halloween": (10, 31), "all saints' day": (11, 1)}
FIXED |= {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25)}
FIXED |= {"boxing day": (12, 26), "new year's eve": (12, 31)}
AROUND_EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0}
OPEN = (
    "ramadan|eid(?:[\\s-]+al-(?:fitr|adha))?|ashura|nowruz|yom\\s+kippur|rosh\\s+hashanah|hanukkah|"
    "passover|purim|sukkot|diwali|holi|lunar\\s+new\\s+year|chinese\\s+new\\s+year|orthodox\\s+(?:christmas|easter)|"
    "thanksgiving(?:\\s+day)?|independence\\s+day|victory\\s+day|memorial\\s+day|labou?r\\s+day|veterans\\s+day"
)
MONTHS_ELSEWHERE = (
    "muharram|safar|rabi(?:\\s+al-(?:awwal|thani))?|jumada(?:\\s+al-(?:awwal|thani))?|rajab|sha'?ban|"
    "ramadan|shawwal|dhu\\s+al-(?:qa'?dah|hijjah)|tishrei|cheshvan|kislev|tevet|shevat|adar|nisan|iyar|"
    "sivan|tammuz|elul|farvardin|ordibehesht|khordad|mordad|shahrivar|mehr|azar|bahman|esfand"
)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, index = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, index + 1)


def _holiday(match: Found, setting: Setting) -> Meaning:
    name = " ".join(match["name"].split())
    if match["year"]:
        return day(_day_of(name, int(match["year"])))
    anchor = setting.anchor
    if not anchor:
        return unresolved("day")
    ahead = setting.ahead or setting.before.endswith(("by ", "before "))
    years = [anchor.year - 1, anchor.year, anchor.year + 1]
    days = [day(_day_of(name, year)) for year in years]
    if match["which"] in ("last", "next") or ahead:
        last = match["which"] == "last"
        rest = [d for d in days if d.first and (d.first < anchor if last else d.first >= anchor)]
        return nearest(rest, anchor)
    return nearest(days, anchor)


def _day_of(name: str, year: int) -> date:
    if name in AROUND_EASTER:
        return easter(year) + timedelta(AROUND_EASTER[name])
    return date(year, *FIXED[name])


def _open(match: Found, setting: Setting) -> Meaning:
    return unresolved("day")


_NAMES = "|".join([*FIXED, *AROUND_EASTER]).replace(" ", r"\s+").replace(".", r"\.")
_THINGS = (
    r"(?!\s+(?:trees?|cards?|carols?|party|parties|gifts?|presents?|lights?|shopping|season|"
    r"island))"
)
RULES = (
    rule(
        rf"(?:(?P<which>last|next|this)\s+)?(?P<name>{_NAMES}){_THINGS}(?:,?\s+(?P<year>{YEAR}))?",
        _holiday,
    ),
    rule(rf"\d{{1,2}}\s+(?:{MONTHS_ELSEWHERE})(?:,?\s+\d{{4}})?(?:\s+ah)?", _open),
    rule(rf"(?:{OPEN})", _open),
)

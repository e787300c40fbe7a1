"""Words of reports as they may stand in a page: text and nothing else."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from sayso.export.terminal import DRAWN

# What would turn the order of what stands around it is drawn, a character each.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "␦")
SHOWN = DRAWN | TURNING
SHOWN_LINES = {code: sign for code, sign in SHOWN.items() if code not in (0x09, 0x0A, 0x0D)}


def plain(text: object) -> str:
    """Words on one line, in which nothing steers the page."""
    return " ".join(str(text).split()).translate(SHOWN)


def drawn(text: str) -> str:
    """The same with white space as it came: as many characters as before."""
    return text.translate(SHOWN_LINES)


def web_address(url: str | None) -> str | None:
    """An address a link may lead to: of the web, and nothing that would run here."""
    try:
        return url if url and urlsplit(url).scheme.lower() in ("http", "https") else None
    except ValueError:
        return None


def dated(given: str | None) -> str:
    """A day or moment as people write it: “12 May 2031, 09:30”; what is no date as it is."""
    if not given:
        return "no date"
    try:
        day = date.fromisoformat(given[:10])
    except ValueError:
        return given
    clock = given[11:16]
    return f"{day.day} {day:%B} {day.year}" + (f", {clock}" if clock.strip("0:") else "")


def counted(number: int, one: str, more: str | None = None) -> str:
    """“1 report”, “2 reports”, “no reports”."""
    words = one if number == 1 else more or f"{one}s"
    return f"{number:,} {words}" if number else f"no {words}"

"""Templates filled in; every word of a report is text and nothing else."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayso.export.terminal import DRAWN

HERE = Path(__file__).parent
STATIC = HERE / "static"
# What would turn the order of what stands around it is drawn, a character each.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "␦")
SHOWN = DRAWN | TURNING
SHOWN_LINES = {code: sign for code, sign in SHOWN.items() if code not in (0x09, 0x0A, 0x0D)}


def rendered(template: str, shown: dict[str, Any]) -> str:
    """The page that a template makes of what is to be shown."""
    return _environment().get_template(template).render(shown)


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


def counted(number: int, one: str, more: str | None = None) -> str:
    """“1 report”, “2 reports”, “no reports”."""
    words = one if number == 1 else more or f"{one}s"
    return f"{number:,} {words}" if number else f"no {words}"


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"plain": plain, "drawn": drawn, "web_address": web_address}
    made.globals |= {"static": _static, "counted": counted}
    return made


@functools.cache
def _static(name: str) -> str:
    """The address of a static file, another one when the file is another."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"

"""The names in a byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LEAD = re.compile(
    r"^\s*(?:(?:written|words|story|text|report(?:ed|ing|age)?|interview)\s+)?by\b[:\s]*|"
    r"^\s*(?:authors?|written)\s*:\s*",
    re.IGNORECASE,
)
PARTICLE = r"(?:de|del|della|der|den|di|da|du|van|von|bin|ibn|al|el|la|le|ter|y|e)"
PART = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
FULL = re.compile(rf"{PART}(?:[ \t]+(?:{PART}|{PARTICLE})){{1,5}}")
BETWEEN = re.compile(r"\s*(?:,?\s+(?:and|with|und|et|y)\s+|;|&|/|\|)\s*", re.IGNORECASE)
# What follows a name in a byline: his place, desk or office.
AFTER = re.compile(r"\s+(?:in|at|for|from|reports)\s+.*$|\s*[(–—|].*$|\s+-\s+.*$", re.DOTALL)
NOBODY = re.compile(
    r"(?:edit(?:ed|ing)|additional|photo(?:s|graphs?|graphy)?|translat(?:ed|ion)) .*|"
    r"(?:admin(?:istrator)?|staff|editors?|newsroom|news ?desk|web ?desk|guest|unknown|anonymous|"
    r"none|null|n/?a|author|by|published|updated)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net|html?)\b")
LONGEST_LINE, LONGEST_NAME, MOST_WORDS = 160, 60, 6
BYLINE = re.compile(
    rf"(?:(?:[Ww]ritten|[Ww]ords|[Ss]tory|[Rr]eport(?:ing)?)\s+)?(?:[Bb]y|BY):?\s+{FULL.pattern}"
    rf"(?:(?:,|,?\s+and|\s*&)\s+{FULL.pattern}){{0,5}}"
    r"(?:(?:[,|–—(]|\s+(?:in|for|at|from)\s).{0,80})?"
)


def people(told: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """The names that lines or values of metadata name, each once; addresses, offices and the
    outlet itself are none."""
    found: dict[str, str] = {}
    for line in told:
        for name in _names(line):
            if name.casefold() != (outlet or "").casefold():
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def byline(lines: Iterable[str]) -> str | None:
    """The first line that is a byline and nothing else."""
    short = (line.strip() for line in lines if len(line) <= LONGEST_LINE)
    return next((line for line in short if BYLINE.fullmatch(line)), None)


def _names(line: str) -> Iterator[str]:
    if ADDRESS.search(line):
        return
    line = " ".join(LEAD.sub("", line[: 10 * LONGEST_LINE]).split())
    for part in BETWEEN.split(line):
        for name in _listed(AFTER.sub("", part)):
            told = name.strip(" ,.:")
            if told and _is_name(told):
                yield told.title() if told.islower() or (told.isupper() and " " in told) else told


def _listed(part: str) -> list[str]:
    """Names with commas between them; what is no full name after one is an office."""
    pieces = [piece.strip() for piece in part.split(",")]
    return [piece for number, piece in enumerate(pieces) if not number or FULL.fullmatch(piece)]


def _is_name(told: str) -> bool:
    plain = len(told) <= LONGEST_NAME and len(told.split()) <= MOST_WORDS
    odd = NOBODY.fullmatch(told) or any(c.isdigit() for c in told)
    return plain and not odd and any(c.isalpha() for c in told)

"""robots.txt: which pages of a host may be fetched, and how fast (RFC 9309)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from sayso.intake.decode import decode

NAME = "sayso"
MOST_RULES = 5000
LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host asks of us: paths that are allowed or not, and seconds between two requests."""

    paths: tuple[tuple[bool, str], ...] = ()
    wait: float | None = None

    def allow(self, url: str) -> bool:
        """Whether a URL may be fetched: the longest rule that fits decides, among equals the one
        that allows."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fitting = [(len(rule), allowed) for allowed, rule in self.paths if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


ALL, NONE = Rules(), Rules(((False, "/"),))


def rules(raw: bytes) -> Rules:
    """The rules of a robots.txt that are for us, else those for all."""
    groups = _groups(decode(raw)[0])
    own = [group for names, group in groups if NAME in names]
    chosen = own or [group for names, group in groups if "*" in names]
    lines = [line for group in chosen for line in group]
    paths = tuple(
        (name == "allow", _normal(value)) for name, value in lines
        if name in ("allow", "disallow") and value
    )  # fmt: skip
    waits = [_seconds(value) for name, value in lines if name == "crawl-delay"]
    return Rules(paths[:MOST_RULES], max(filter(None, waits), default=None))


def _groups(text: str) -> list[tuple[set[str], list[tuple[str, str]]]]:
    groups: list[tuple[set[str], list[tuple[str, str]]]] = []
    naming = False
    for line in text.splitlines():
        name, colon, value = line.split("#", 1)[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if not naming:
                groups.append((set(), []))
            groups[-1][0].add(value.lower().split("/")[0])
            naming = True
        elif groups and name in ("allow", "disallow", "crawl-delay"):
            groups[-1][1].append((name, value))
            naming = False
    return groups


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else None


def _normal(path: str) -> str:
    """A path in one spelling: what is escaped and what is not are the same."""
    return quote(unquote(path), safe="/*$?&=:@!,;+~()'-._%")


def _fits(rule: str, path: str) -> bool:
    """Whether a rule fits the beginning of a path; “*” is anything, “$” at the end the end."""
    ends = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, 1):
        last = ends and number == len(rest)
        found = path.rfind(part, at) if last else path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path) or (bool(rest) and not rest[-1])

"""A page → a report: identity, title, language, date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sayso.errors import IntakeError
from sayso.intake import dateline
from sayso.model import PublishedFrom, Report, ReportKind, report_id, sha256

KINDS: tuple[ReportKind, ...] = (
    "article", "live", "update", "correction", "withdrawal", "release", "transcript", "other",
)  # fmt: skip
MOST_CHARACTERS = 1_000_000
ENGLISH = frozenset(
    ["the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "as", "at", "by", "from", "has", "had", "have", "be", "are", "were", "it", "his", "her", "its", "said", "not", "but", "who", "which", "this", "an", "their", "they", "he", "she", "will", "would", "after"]
)
SURROGATE = re.compile(r"[\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class About:
    """What a source says of a report beside its text; None where it does not."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    kind: ReportKind = "article"
    encoding: str | None = None


def make_report(text: str, raw: bytes, about: About, given: str | None = None) -> Report:
    """The report of a text; `given` fills in for a missing date. IntakeError where the text cannot
    be read."""
    _readable(text)
    published, origin = _published(text, about.published, given)
    digest = sha256(text.encode())
    return Report(
        id=report_id(digest, about.url, about.publisher),
        text_sha256=digest,
        raw_sha256=sha256(raw),
        url=about.url,
        title=about.title or headline(text),
        publisher=about.publisher,
        authors=about.authors,
        language=about.language or language(text),
        encoding=about.encoding,
        published=published,
        published_from=origin,
        kind=about.kind,
        text=text,
    )


def is_date(value: Any) -> bool:
    """Whether a value is an ISO date or datetime."""
    if not isinstance(value, str):
        return False
    try:
        date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def headline(text: str) -> str | None:
    """A text's first line where it stands alone and looks like a headline."""
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    alone = rest[:1] in ("\n", "\r") or not rest
    if not alone or not rest.strip() or not 0 < len(line) <= 200:
        return None
    return None if re.search(r"\.[\"'”’]?$", line) else line


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language a text looks like; None where it is too short to tell."""
    words = text[:3000].lower().split()
    if len(words) < 5:
        return None
    # Nothing else has so many of these; it spares loading the identifier for most reports.
    if sum(word in ENGLISH for word in words) > 0.2 * len(words):
        return "en"
    import py3langid  # late: it loads its tables when imported

    return str(py3langid.classify(text[:3000])[0])


def _published(text: str, told: str | None, given: str | None) -> tuple[str | None, PublishedFrom]:
    if told:
        return told, "metadata"
    if line := dateline.find(text):
        return line, "dateline"
    return (given, "given") if given else (None, "none")


def _readable(text: str) -> None:
    if not text.strip():
        raise IntakeError("empty", "it holds no text")
    if len(text) > MOST_CHARACTERS:
        raise IntakeError(
            "too-long", f"{len(text):,} characters; one report may have {MOST_CHARACTERS:,}"
        )
    if broken := SURROGATE.search(text):
        raise IntakeError("bad-text", f"half a character (a lone surrogate) at {broken.start()}")
    sample = text[:100_000]
    if len(CONTROL.findall(sample)) > 0.01 * len(sample) + 2:
        raise IntakeError("binary", "it is not text: many control characters")

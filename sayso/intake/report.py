"""A story → a report: identity, title, language, date."""

from __future__ import annotations

import re

from sayso.errors import IntakeError
from sayso.intake import dateline
from sayso.intake.page import About
from sayso.model import PublishedFrom, Report, ReportKind, report_id, sha256

MOST_CHARACTERS = 1_000_000
ENGLISH = frozenset(
    "the of and to in that is was for on with as at by from has had have be are were it his her its"
    " said not but who which this an their they he she will would after".split()
)
SURROGATE = re.compile(r"[\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
FIRST_LINE = re.compile(r"\s*(\S[^\r\n]{0,250})(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*\S")
ENDS_A_SENTENCE = re.compile(r"[.][\"'”’»]?$")
NO_HEADLINE = re.compile(r"(?:by|reporting by|photo|photograph|image)\b\s*:?\s*[A-Z]|[(\[©]", re.I)
LONGEST_HEADLINE = 200
TOLD_BY = 2000


def make_report(
    text: str, raw: bytes, about: About, given: str | None = None, most: int = MOST_CHARACTERS
) -> Report:
    """The report of a text of at most `most` characters; `given` fills in for a missing date.
    IntakeError where the text cannot be read."""
    _check(text, most)
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
        language="en" if _english(text) else about.language or language(text),
        encoding=about.encoding,
        published=published,
        published_from=origin,
        kind=about.kind,
        text=text,
    )


def report_from_text(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    authors: tuple[str, ...] = (),
    language: str | None = None,
    published: str | None = None,
    kind: ReportKind = "article",
) -> Report:
    """The report of a text already at hand, its raw bytes taken to be UTF-8; what is not named is
    told from the text. ValueError where `published` is no ISO date, IntakeError where the text
    cannot be read."""
    if published is not None and dateline.iso(published) is None:
        raise ValueError(f"{published!r} is not an ISO date; write 2031-05-12 or 2031-05-12T10:30")
    about = About(title, url, publisher, authors, language, dateline.iso(published), kind, "utf-8")
    return make_report(text, text.encode("utf-8", "surrogatepass"), about)


def headline(text: str) -> str | None:
    """A text's first line where it stands alone and looks like a headline."""
    found = FIRST_LINE.match(text[:5000])
    line = found[1].strip() if found else ""
    if not line or len(line) > LONGEST_HEADLINE or ENDS_A_SENTENCE.search(line):
        return None
    if NO_HEADLINE.match(line) or dateline.standing_alone(line) or dateline.OPENING.match(line):
        return None
    return line


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language a text looks like; None where it is too short to tell."""
    sample = text[:TOLD_BY]
    if len(sample.split()) < 5:
        return None
    if _english(text):
        return "en"
    import py3langid

    return str(py3langid.classify(sample)[0])


def _english(text: str) -> bool:
    """Whether every fifth word is one of English's commonest: no other language has so many, so
    that it outweighs what a page declares, and spares loading the identifier."""
    words = text[:TOLD_BY].lower().split()
    return len(words) >= 5 and sum(word in ENGLISH for word in words) > 0.2 * len(words)


def _published(text: str, told: str | None, given: str | None) -> tuple[str | None, PublishedFrom]:
    if told:
        return told, "metadata"
    if line := dateline.find(text):
        return line, "dateline"
    return (given, "given") if given else (None, "none")


def _check(text: str, most: int) -> None:
    if not text.strip():
        raise IntakeError("empty", "it holds no text")
    if len(text) > most:
        raise IntakeError("too-long", f"{len(text):,} characters; one report may have {most:,}")
    if broken := SURROGATE.search(text):
        raise IntakeError(
            "bad-text", f"half a character (a lone surrogate) at offset {broken.start()}"
        )
    sample = text[:100_000]
    if len(CONTROL.findall(sample)) > 0.01 * len(sample) + 2:
        raise IntakeError("binary", "it is not text: more than one in a hundred are controls")

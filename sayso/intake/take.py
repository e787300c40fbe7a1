"""Sources as a user names them → reports, each with how its bytes were got, or `Skipped`."""

from __future__ import annotations

import glob
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import sayso
from sayso.errors import IntakeError
from sayso.intake.decode import decode
from sayso.intake.report import KINDS, About, is_date, make_report
from sayso.model import Capture, Item, Skipped, sha256

TEXTS, PAGES, LINES = {".txt", ".text"}, {".html", ".htm", ".xhtml"}, {".jsonl", ".ndjson"}
KNOWN = TEXTS | PAGES | LINES
VERSION = f"sayso {sayso.__version__}"
Taken = Item | Skipped
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How sources are taken. `published` is an ISO date that fills in where a report bears none
    (ValueError where it is not one); sizes in bytes, times in seconds."""

    published: str | None = None
    max_bytes: int = 10_000_000
    timeout_s: float = 20.0
    allow_private: bool = False

    def __post_init__(self) -> None:
        if self.published is not None and not is_date(self.published):
            raise ValueError(f"{self.published!r} is not an ISO date")


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came: `name` is the input as given, `shape` what they are read as."""

    name: str
    raw: bytes
    shape: str
    charset: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()


def utc_now() -> datetime:
    return datetime.now(UTC)


def take(
    sources: Iterable[str],
    options: IntakeOptions,
    stdin: BinaryIO | None = None,
    now: Clock = utc_now,
) -> Iterator[Taken]:
    """What each source gives, lazily and in order: files, folders (walked in the order of names),
    globs, URLs, "-" for standard input. A source that cannot be read is `Skipped`; its reason is
    one of not-found, unreadable, empty, binary, bad-text, bad-json, too-large, too-long,
    no-article, unsupported, fetch-failed, http-error, timeout, too-many-redirects,
    blocked-address."""
    for source in sources:
        for page in _pages(source, options, stdin):
            if isinstance(page, Skipped):
                yield page
            elif page.shape == "lines":
                yield from _records(page, options, now)
            else:
                yield _item(page, options, now)


def _pages(source: str, options: IntakeOptions, stdin: BinaryIO | None) -> Iterator[Page | Skipped]:
    try:
        if source == "-":
            raw = _limited(stdin, options) if stdin else b""
            yield Page("-", raw, _sniffed(raw))
        elif "://" in source:
            yield _fetched(source, options)
        else:
            yield from _files(source, options)
    except IntakeError as error:
        yield Skipped(source, error.reason, error.detail)


def _limited(stream: BinaryIO, options: IntakeOptions) -> bytes:
    raw = stream.read(options.max_bytes + 1)
    if len(raw) > options.max_bytes and not _like_records(raw):
        raise IntakeError("too-large", f"more than {options.max_bytes:,} bytes")
    return raw + stream.read()


def _fetched(url: str, options: IntakeOptions) -> Page:
    from sayso.intake.fetch import Limits, fetch

    got = fetch(url, Limits(options.max_bytes, options.timeout_s, options.allow_private))
    return Page(
        url, got.raw, _sniffed(got.raw), got.charset, got.final_url, got.status, got.headers
    )


def _files(source: str, options: IntakeOptions) -> Iterator[Page | Skipped]:
    path = Path(source)
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if _wanted(p.relative_to(path)) and p.is_file())
        if not inside:
            yield Skipped(source, "empty", f"no {', '.join(sorted(KNOWN))} file in this folder")
        for file in inside:
            yield _file(file, options)
    elif path.exists():
        yield _file(path, options)
    elif glob.has_magic(source) and (found := sorted(glob.glob(source, recursive=True))):
        for name in found:
            yield from _files(name, options)
    else:
        yield Skipped(source, "not-found", "no such file, folder or match")


def _wanted(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() in KNOWN


def _file(path: Path, options: IntakeOptions) -> Page | Skipped:
    name, suffix = str(path), path.suffix.lower()
    try:
        if suffix not in LINES and path.stat().st_size > options.max_bytes:
            return Skipped(name, "too-large", f"more than {options.max_bytes:,} bytes")
        raw = path.read_bytes()
    except OSError as error:
        return Skipped(name, "unreadable", error.strerror or str(error))
    if suffix in LINES:
        return Page(name, raw, "lines")
    return Page(
        name, raw, "html" if suffix in PAGES else "text" if suffix in TEXTS else _sniffed(raw)
    )


def _sniffed(raw: bytes) -> str:
    from sayso.intake.html import looks_like_html

    if looks_like_html(raw):
        return "html"
    return "lines" if _like_records(raw) else "text"


def _like_records(raw: bytes) -> bool:
    first = raw.lstrip(b"\xef\xbb\xbf \r\n\t").split(b"\n", 1)[0]
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and b'"text"' in first


def _item(page: Page, options: IntakeOptions, now: Clock) -> Taken:
    try:
        text, about, extractor = _read(page)
        report = make_report(text, page.raw, about, options.published)
    except IntakeError as error:
        return Skipped(page.name, error.reason, error.detail)
    return Item(page.name, report, _capture(page, page.raw, extractor, now))


def _read(page: Page) -> tuple[str, About, str]:
    if page.shape == "html":
        from sayso.intake.html import EXTRACTOR, story

        text, about = story(page.raw, page.charset, page.final_url)
        return text, about, f"{VERSION}; {EXTRACTOR}"
    text, encoding = decode(page.raw, page.charset)
    return text, About(url=page.final_url, encoding=encoding), f"{VERSION}; text"


def _capture(page: Page, raw: bytes, extractor: str, now: Clock) -> Capture:
    at = now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Capture(
        raw, sha256(raw), page.name, page.final_url, at, page.status, page.headers, extractor
    )


def _records(page: Page, options: IntakeOptions, now: Clock) -> Iterator[Taken]:
    """One report a line; a line that is none is skipped by its number."""
    for number, line in enumerate(page.raw.split(b"\n"), 1):
        if not line.strip():
            continue
        name = f"{page.name}:{number}"
        try:
            if len(line) > options.max_bytes:
                raise IntakeError("too-large", f"more than {options.max_bytes:,} bytes")
            text, about = _record(line)
            report = make_report(text, line, about, options.published)
        except IntakeError as error:
            yield Skipped(name, error.reason, error.detail)
            continue
        yield Item(name, report, _capture(page, line, f"{VERSION}; jsonl", now))


def _record(line: bytes) -> tuple[str, About]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise IntakeError("bad-json", f"not a JSON object: {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise IntakeError("bad-json", 'a record is an object with "text"')
    authors = record.get("authors") or ()
    kind = record.get("kind")
    return record["text"], About(
        title=_word(record, "title"),
        url=_word(record, "url"),
        publisher=_word(record, "publisher"),
        authors=tuple(a for a in authors if isinstance(a, str))
        if isinstance(authors, list)
        else (),
        language=_word(record, "language"),
        published=_date(record),
        kind=kind if kind in KINDS else "article",
        encoding="utf-8",
    )


def _date(record: dict[str, Any]) -> str | None:
    value = _word(record, "published")
    if value and not is_date(value):
        raise IntakeError("bad-json", f'"published" is {value!r}, not an ISO date')
    return value


def _word(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise IntakeError("bad-json", f'"{name}" is not a string')
    return value

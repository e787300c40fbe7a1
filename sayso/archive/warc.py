"""WARC → pages: responses, resources and texts told from pages (WET); never more than one in
memory, and of a large one only its beginning."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import UTC
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from fastwarc.stream_io import BrotliReader, ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.archive.page import Found, Origin
from sayso.errors import IntakeError
from sayso.intake.address import public_url
from sayso.intake.archive import MOST_RATIO
from sayso.intake.fetch import ENCODINGS, unpacked
from sayso.intake.page import HTML_TYPES, PDF_TYPE, Page, shape_of
from sayso.model import Skipped

READ = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
TYPES = (*HTML_TYPES, "text/plain", PDF_TYPE)
# A record that says it is longer than this, and than its file can well be, ends the file.
LONGEST = 2_000_000_000
GZIP, ZLIB = b"\x1f\x8b", b"\x78"


def pages(name: str, stream: BinaryIO, size: int, most: int) -> Iterator[tuple[Found, Origin]]:
    """The pages of a file of `size` bytes, each named by the offset of its record, those of more
    than `most` bytes skipped; IntakeError where the file is broken or a bomb."""
    reader = ArchiveIterator(
        stream, record_types=READ, parse_http=True, auto_decode="none", fsspec_args=False
    )
    try:
        for record in reader:
            if record.content_length > max(LONGEST, MOST_RATIO * size):
                raise IntakeError("bomb", f"a record says it has {record.content_length:,} bytes")
            yield _page(f"{name}:{record.stream_pos}", record, most), _origin(record)
    except (OSError, ValueError) as error:
        raise IntakeError("bad-archive", f"the archive is broken: {error}") from error


def _origin(record: WarcRecord) -> Origin:
    try:
        when = record.record_date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, AttributeError, OverflowError):
        when = None
    return Origin(when, _address(record))


def _address(record: WarcRecord) -> str | None:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    try:
        return public_url(url) if urlsplit(url).hostname else None
    except ValueError:
        return None


def _page(name: str, record: WarcRecord, most: int) -> Found:
    try:
        return _read(name, record, most)
    except IntakeError as error:
        return Skipped(name, error.reason, error.detail)


def _read(name: str, record: WarcRecord, most: int) -> Page:
    http: Any = record.http_headers if record.is_http_parsed else None
    status = http.status_code if http else None
    if http and status != 200:
        raise IntakeError("http-error", f"the server answered {http.status_line}")
    kind = (http or record.headers).get("Content-Type") or ""
    bare = kind.split(";")[0].strip().lower()
    url = _address(record)
    if bare and bare not in TYPES:
        raise IntakeError("unsupported", f"the content is {bare}")
    if url and urlsplit(url).path == "/robots.txt":
        raise IntakeError("unsupported", "a file of rules for crawlers")
    raw = _body(record, http, most)
    shape = shape_of(raw, kind)
    if shape not in ("html", "text", "pdf") or (not bare and shape != "html"):
        raise IntakeError("unsupported", f"the content is {shape or bare}")
    charset = record.http_charset if http else None
    return Page(name, raw, shape, charset, url, status)


def _body(record: WarcRecord, http: Any, most: int) -> bytes:
    expected = record.content_length
    raw: bytes = record.reader.read(most + 1)
    if len(raw) > most:
        raise IntakeError("too-large", f"more than {most:,} bytes")
    if len(raw) < expected:
        raise IntakeError("bad-archive", f"the record breaks off after {len(raw):,} bytes")
    return _decoded(raw, http, most) if http else raw


def _decoded(raw: bytes, http: Any, most: int) -> bytes:
    """A body without its transfer's encodings; crawlers may have undone them and kept the
    headers."""
    if "chunked" in (http.get("Transfer-Encoding") or "").lower() and _chunked(raw):
        raw = _all(ChunkedReader(io.BytesIO(raw)), most)
    encoding = (http.get("Content-Encoding") or "").strip().lower()
    if encoding in ENCODINGS and raw.startswith((GZIP, ZLIB)):
        return _joined(unpacked(iter([raw]), encoding), most)
    if encoding == "br" and raw.lstrip()[:1] != b"<":
        return _all(BrotliReader(io.BytesIO(raw)), most)
    return raw


def _chunked(raw: bytes) -> bool:
    first = raw.split(b"\r\n", 1)[0].split(b";")[0].strip()
    return 0 < len(first) <= 16 and all(byte in b"0123456789abcdefABCDEF" for byte in first)


def _all(reader: Any, most: int) -> bytes:
    return _joined(iter(lambda: reader.read(1 << 16), b""), most)


def _joined(pieces: Iterator[bytes], most: int) -> bytes:
    parts: list[bytes] = []
    left = most
    try:
        for part in pieces:
            parts.append(part)
            left -= len(part)
            if left < 0:
                raise IntakeError("too-large", f"more than {most:,} bytes")
    except (OSError, ValueError, zlib.error) as error:
        raise IntakeError("bad-archive", f"its encoding is broken: {error}") from error
    return b"".join(parts)

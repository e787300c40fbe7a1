"""What intake's steps hand each other: bytes as they came, and the story told from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.intake.decode import decode
from sayso.model import ReportKind

Shape = Literal["text", "html", "record", "lines", "article", "mail", "pdf"]
SNIFFED = 5000
# What a line may hold, a byte order mark too, and still be blank.
BLANK = b" \t\r\n\xef\xbb\xbf"
HTML_TYPES = ("text/html", "application/xhtml+xml")
LINES_TYPES = ("application/jsonl", "application/x-ndjson", "application/x-jsonlines")
JSON_TYPE, MAIL_TYPE, PDF_TYPE = "application/json", "message/rfc822", "application/pdf"
PDF_MARK = b"%PDF-"
UNREAD_TYPES = re.compile(r"(?:image|audio|video|font)/|application/(?:zip|gzip|msword|vnd\.)")
# A header has a sender; a letter that opens with “From:” seldom has the other names too.
HEADER_FIELD = re.compile(rb"(?:\A|\n)(from|date|subject|mime-version|message-id):", re.IGNORECASE)
HEADER_LINE = re.compile(rb"(?:From |[\w-]{2,60}:)")
LOOKS_LIKE_HTML = re.compile(
    # Atomic: a comment ends at its first mark, else a row of comments is tried in every grouping.
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.{0,2000}?-->\s*){0,5})"
    r"<(?:!doctype\s+html|html|head|body|article|div|p|title|meta|script)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came: `name` is the input as given (with “:LINE” for a record), `shape` what
    they are read as, `charset` what the server declared, the rest is None but for a URL."""

    name: str
    raw: bytes
    shape: Shape
    charset: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Story:
    """A page's text with what the page says of it; `extractor` names what told it from the bytes,
    `notes` are sentences for the user."""

    text: str
    about: About
    extractor: str
    notes: tuple[str, ...] = ()


def shape_of(raw: bytes, content_type: str = "") -> Shape | None:
    """What bytes are to be read as, by the server's word, else by how they begin; None for what is
    not read (a picture)."""
    kind = content_type.split(";")[0].strip().lower()
    if kind in HTML_TYPES:
        return "html"
    if kind in LINES_TYPES:
        return "lines"
    if kind == JSON_TYPE:
        return "lines" if _like_records(raw) else "article"
    if kind == MAIL_TYPE:
        return "mail"
    if kind == PDF_TYPE or raw.startswith(PDF_MARK):
        return "pdf"
    if UNREAD_TYPES.match(kind):
        return None
    head = decode(raw[:SNIFFED])[0]
    if kind != "text/plain" and LOOKS_LIKE_HTML.match(head):
        return "html"
    if _like_records(raw):
        return "lines"
    if _like_article(raw):
        return "article"
    return "mail" if _like_mail(raw) else "text"


def _like_records(raw: bytes) -> bool:
    first = raw.lstrip(BLANK).split(b"\n", 1)[0].rstrip()
    return first.startswith(b"{") and first.endswith(b"}") and b'"text"' in first


def _like_article(raw: bytes) -> bool:
    head = raw[:SNIFFED].lstrip(BLANK)
    return head.startswith((b"{", b"[")) and b'"maintext"' in head


def _like_mail(raw: bytes) -> bool:
    head = raw[:SNIFFED].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    fields = {name.lower() for name in HEADER_FIELD.findall(head)}
    return bool(HEADER_LINE.match(head)) and b"from" in fields and len(fields) >= 3

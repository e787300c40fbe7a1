"""Raw bytes → every text that a person or a program could read in them, escapes resolved."""

from __future__ import annotations

import html
import quopri
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from sayso.errors import IntakeError
from sayso.intake.decode import decode
from sayso.intake.mail import BROKEN
from sayso.intake.page import shape_of

TAG = re.compile(r"<[^>]*>")
# A word cut at a line's end.
CUT = re.compile(r"[-\u2010\u00ad]\n")
JSON_ESCAPE = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+")


def texts_in(raw: bytes) -> Iterator[str]:
    """The bytes decoded; without tags, entities, and the escapes of JSON and mail where there are
    any. A mail's headers and parts one by one; of a PDF all lines."""
    yield from _texts(raw, None)
    shape = shape_of(raw)
    if shape == "mail":
        yield from _mail(raw)
    elif shape == "pdf":
        yield from _pdf(raw)


def _texts(raw: bytes, charset: str | None) -> Iterator[str]:
    text = decode(raw, charset)[0]
    yield text
    if "&" in text or "<" in text:
        plain = html.unescape(text)
        yield plain
        yield TAG.sub("", plain)
    if "\\u" in text:
        yield JSON_ESCAPE.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    units = bytes.fromhex(found[0].replace("\\u", ""))
    return units.decode("utf-16-be", errors="replace")


def _mail(raw: bytes) -> Iterator[str]:
    try:
        message = message_from_bytes(raw, policy=policy.default)
        for part in message.walk():
            yield from _headers(part)
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield from _texts(body, part.get_content_charset())
    except BROKEN:
        # Then at least what its encoding for seven bits hides.
        yield from _texts(quopri.decodestring(raw), None)


def _pdf(raw: bytes) -> Iterator[str]:
    # Loaded here: few ledgers hold a PDF.
    from sayso.intake import pdf

    try:
        text = pdf.words_in(raw)
    except IntakeError:
        return
    yield text
    yield CUT.sub("", text)


def _headers(part: EmailMessage) -> Iterator[str]:
    for name in part:
        yield str(part[name])

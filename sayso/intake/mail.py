"""A mail as it was sent (`.eml`) → its body's text, with what its header says of it.

The plain body is read as it stands, line ends kept; where there is none, the HTML body as a web
page. Attachments are not read.
"""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from sayso.errors import IntakeError
from sayso.intake.dateline import iso
from sayso.intake.decode import decode
from sayso.intake.page import About, Page, Story

MOST_PARTS = 2000
# What the standard library raises on headers that no mail program would write.
BROKEN = (
    MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError,
    RecursionError,
)  # fmt: skip


def story(page: Page) -> Story:
    """The text of a mail and what its header says of it; IntakeError where it has no body."""
    # Every part costs the parser far more than its bytes.
    if page.raw.count(b"\n--") > MOST_PARTS:
        raise IntakeError("too-large", f"the mail may have more than {MOST_PARTS:,} parts")
    try:
        message = message_from_bytes(page.raw, policy=policy.default)
        plain, marked = _body(message, "plain"), _body(message, "html")
    except BROKEN as error:
        raise IntakeError("bad-mail", f"the mail cannot be parsed: {error}") from error
    about = About(_subject(message), page.final_url, _sender(message), published=_date(message))
    if plain and plain[0].strip():
        text, encoding = decode(*plain)
        return Story(text, replace(about, encoding=encoding), "email")
    if marked and marked[0].strip():
        return _page(replace(page, raw=marked[0], charset=marked[1]), about)
    raise IntakeError("empty", "the mail has no body of text")


def _body(message: EmailMessage, kind: str) -> tuple[bytes, str | None] | None:
    """The bytes of a mail's body of one kind and the encoding it declares."""
    part = message.get_body((kind,))
    # A part without a header of its own is false.
    if part is None:
        return None
    raw = part.get_payload(decode=True)
    return (raw, part.get_content_charset()) if isinstance(raw, bytes) else None


def _page(page: Page, about: About) -> Story:
    # Loaded here: the extractor costs a quarter of a second that plain mail need not pay.
    from sayso.intake import html

    told = html.story(page)
    merged = replace(
        told.about,
        title=about.title or told.about.title,
        publisher=about.publisher or told.about.publisher,
        published=about.published or told.about.published,
    )
    return replace(told, about=merged, extractor=f"email; {told.extractor}")


def _subject(message: EmailMessage) -> str | None:
    try:
        return _line(str(message["subject"] or ""))
    except BROKEN:
        return None


def _sender(message: EmailMessage) -> str | None:
    try:
        addresses = message["from"].addresses
        return _line(addresses[0].display_name)
    except BROKEN:
        return None


def _date(message: EmailMessage) -> str | None:
    try:
        return iso(message["date"].datetime.isoformat())
    except BROKEN:
        return None


def _line(value: str) -> str | None:
    """A header's value on one line; half a character becomes a question mark."""
    return " ".join(value.split()).encode("utf-8", "replace").decode() or None

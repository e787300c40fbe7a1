"""Newsletters as they were sent: header, plain body, HTML body, and what is broken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake import IntakeOptions, mail, take
from sayso.intake.page import Page, Story, shape_of
from sayso.model import Item

HEAD = (
    b"From: Velm Courier <news@velm.example>\r\nSubject: =?utf-8?q?The_bridge_=E2=80=93_open?=\r\n"
    b"Date: Mon, 12 May 2031 10:30:00 +0200\r\nMIME-Version: 1.0\r\n"
)
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
TOLD = "“The bridge is open,” said Ilka Morn.\r\n"
STORY = "The bridge at Velm is open again, said Ilka Morn, who keeps the locks. " * 5
HTML = f"<html lang=en><title>Velm</title><body><article><p>{STORY}</p></article></body></html>"


def told(raw: bytes) -> Story:
    return mail.story(Page("in.eml", raw, "mail"))


def parts(*bodies: bytes) -> bytes:
    inner = b"".join(b"--cut\r\n" + body + b"\r\n" for body in bodies)
    return HEAD + b'Content-Type: multipart/mixed; boundary="cut"\r\n\r\n' + inner + b"--cut--\r\n"


def test_a_plain_mail() -> None:
    one = told(HEAD + PLAIN + TOLD.encode())
    assert (one.text, one.extractor, one.about.encoding) == (TOLD, "email", "utf-8")
    assert (one.about.title, one.about.publisher) == ("The bridge – open", "Velm Courier")
    assert one.about.published == "2031-05-12T10:30:00+02:00"


def test_a_body_in_base64_and_an_older_encoding() -> None:
    kind = b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n"
    one = told(HEAD + kind + b"\r\nVulsbSBpcyBvcGVuLg==\r\n")
    assert (one.text, one.about.encoding) == ("Vélm is open.", "windows-1252")


def test_an_html_mail_is_read_as_a_page() -> None:
    one = told(HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + HTML.encode())
    assert one.text.endswith(STORY.strip())
    assert (one.about.title, one.about.publisher) == ("The bridge – open", "Velm Courier")
    assert one.about.published == "2031-05-12T10:30:00+02:00"
    assert one.extractor.startswith("email; trafilatura")


def test_the_plain_body_goes_before_html_and_attachments_are_not_read() -> None:
    attached = b"Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nSecret."
    html = b"Content-Type: text/html\r\n\r\n<p>Other."
    assert told(parts(attached, PLAIN + b"Open.", html)).text == "Open."
    with pytest.raises(IntakeError) as caught:
        told(parts(attached))
    assert caught.value.reason == "empty"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: \r\nDate: soon\r\n\r\nOpen.",
        b"From: news@velm.example\r\n\r\nOpen.",
        b"Date: 99 May 2031 10:30:00\r\nFrom: <<>\r\n\r\nOpen.",
        b"\r\nOpen.",
    ],
)
def test_headers_that_say_nothing(raw: bytes) -> None:
    one = told(raw)
    assert one.text == "Open."
    assert (one.about.title, one.about.publisher, one.about.published) == (None, None, None)


@pytest.mark.parametrize("end", range(0, len(HEAD), 17))
def test_a_mail_cut_off_in_its_header_is_empty(end: int) -> None:
    with pytest.raises(IntakeError) as caught:
        told(HEAD[:end].rpartition(b"\n")[0])
    assert caught.value.reason == "empty"


def test_a_mail_of_very_many_parts_is_too_large() -> None:
    with pytest.raises(IntakeError) as caught:
        told(parts(*[b"\r\nOpen."] * 3000))
    assert caught.value.reason == "too-large"


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", HEAD, b"From: ", b"Subject: ", b"Date: "]))
def test_any_bytes_are_told_or_refused(raw: bytes, before: bytes) -> None:
    try:
        outcome = told(before + raw).extractor.split(";")[0]
    except IntakeError as error:
        outcome = error.reason
    assert outcome in {"email", "empty", "bad-mail", "no-article"}


def test_mail_is_told_by_its_suffix_and_its_first_bytes(tmp_path: Path) -> None:
    raw = HEAD + PLAIN + TOLD.encode()
    (tmp_path / "a.eml").write_bytes(raw)
    (named,) = take([str(tmp_path)], IntakeOptions())
    (piped,) = take(["-"], IntakeOptions(), BytesIO(raw))
    assert isinstance(named, Item)
    assert isinstance(piped, Item)
    assert named.report == piped.report
    assert (named.report.text, named.capture.raw) == (TOLD, raw)
    assert shape_of(b"", "message/rfc822") == "mail"
    assert shape_of(b"From: Ilka\n\nDear Orm, the bridge is open.") == "text"

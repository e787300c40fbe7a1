"""A text with what is known of it becomes a report, or is refused with the reason."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake import About, IntakeOptions, decode, make_report, report_from_text, take
from sayso.intake.report import headline, language
from sayso.model import Item

TEXT = "Bridge reopens\n\nThe bridge at Velm has reopened, the mayor said.\n"


def refused(text: str, most: int = 1000) -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        make_report(text, b"", About(), most=most)
    return caught.value


@pytest.mark.parametrize(
    ("about", "hashed"),
    [
        (About(), ""),
        (About(publisher="Velm Courier"), "Velm Courier"),
        (About(url="https://velm.example/1", publisher="Velm Courier"), "https://velm.example/1"),
        (About(url="", publisher="Velm Courier"), "Velm Courier"),
    ],
)
def test_the_id_hashes_the_text_and_its_address_else_its_publisher(
    about: About, hashed: str
) -> None:
    text_sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    expected = hashlib.sha256(f"{text_sha256}\n{hashed}".encode()).hexdigest()[:16]
    report = make_report(TEXT, b"raw", about)
    assert report.id == expected
    assert report.text_sha256 == text_sha256
    assert report.raw_sha256 == hashlib.sha256(b"raw").hexdigest()


def test_nothing_but_text_and_address_tells_reports_apart() -> None:
    about = About(title="Other", authors=("Ilka Morn",), published="2031-05-12", encoding="utf-8")
    assert make_report(TEXT, b"a", about).id == make_report(TEXT, b"b", About()).id
    assert make_report(TEXT + " ", b"a", about).id != make_report(TEXT, b"a", about).id


def test_a_report_from_text_at_hand() -> None:
    report = report_from_text(TEXT, publisher="Velm Courier", published="20310512")
    assert report.id == make_report(TEXT, TEXT.encode(), About(publisher="Velm Courier")).id
    assert (report.text, report.encoding, report.kind) == (TEXT, "utf-8", "article")
    assert (report.title, report.language) == ("Bridge reopens", "en")
    assert (report.published, report.published_from) == ("2031-05-12", "metadata")


def test_a_report_from_text_wants_an_iso_date() -> None:
    with pytest.raises(ValueError, match="'12 May' is not an ISO date"):
        report_from_text(TEXT, published="12 May")


@pytest.mark.parametrize(
    ("told", "line", "given_", "expected"),
    [
        ("2031-05-01", "12 May 2031", "2031-05-30", ("2031-05-01", "metadata")),
        (None, "12 May 2031", "2031-05-30", ("2031-05-12", "dateline")),
        (None, "12 May", "2031-05-30", ("2031-05-30", "given")),
        (None, "12 May", None, (None, "none")),
    ],
)
def test_whose_date_counts(
    told: str | None, line: str, given_: str | None, expected: tuple[str | None, str]
) -> None:
    report = make_report(f"{line}\n\n{TEXT}", b"", About(published=told), given_)
    assert (report.published, report.published_from) == expected


@pytest.mark.parametrize("text", ["", " \r\n\t\u00a0\u2003"])
def test_empty(text: str) -> None:
    assert refused(text).reason == "empty"


def test_too_long() -> None:
    assert make_report("Velm", b"", About(), most=4).text == "Velm"
    assert refused("Velm.", most=4).reason == "too-long"
    assert "5 characters; one report may have 4" in refused("Velm.", most=4).detail


def test_a_lone_surrogate() -> None:
    error = refused("Velm\ud83d.")
    assert (error.reason, "offset 4" in error.detail) == ("bad-text", True)


def test_binary() -> None:
    assert refused("\x00\x01\x02\x03" * 20).reason == "binary"
    assert make_report("A bell\x07 and a page end\f in one.", b"", About()).text


def test_a_headline_stands_alone() -> None:
    assert headline("\n  Bridge at Velm reopens \r\n\r\nThe bridge") == "Bridge at Velm reopens"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bridge at Velm reopens",
        "Bridge at Velm reopens\nThe bridge",
        "The bridge at Velm reopened.\n\nThe mayor",
        "“The bridge is open.”\n\nThe mayor",
        "By Ilka Morn\n\nThe bridge",
        "Photo: T. Aarn\n\nThe bridge",
        "[Video]\n\nThe bridge",
        "12 May 2031\n\nThe bridge",
        "VELM, 12 May 2031 — The bridge reopened\n\nThe mayor",
        "Bridge " * 30 + "\n\nThe mayor",
    ],
)
def test_first_lines_that_are_no_headline(text: str) -> None:
    assert headline(text) is None


def test_a_title_that_is_told_is_kept() -> None:
    assert make_report(TEXT, b"", About(title="Told")).title == "Told"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, "en"),
        ("Die Brücke über den Fluss wurde gestern nach langer Sperrung wieder geöffnet.", "de"),
        ("Мост через реку снова открыт для движения, сообщили вчера в мэрии города.", "ru"),
        ("Bridge at Velm", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


def test_a_language_that_is_told_is_kept_unless_the_text_is_plainly_english() -> None:
    assert make_report("De brug is weer open.", b"", About(language="nl")).language == "nl"
    assert make_report(TEXT, b"", About(language="nl")).language == "en"


written = st.builds(
    lambda text, codec: text.encode(codec, "replace"),
    st.text(st.characters(codec="utf-8")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"]),
)


@settings(deadline=None)
@given(written | st.binary())
def test_a_text_is_what_was_decoded_to_the_character(raw: bytes) -> None:
    found = list(take(["-"], IntakeOptions(), BytesIO(raw)))
    for item in found:
        if isinstance(item, Item) and item.capture.extractor.endswith("; text"):
            assert item.report.text == decode(raw)[0]
            assert item.capture.raw == raw

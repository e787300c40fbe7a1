"""PDFs written by hand: paragraphs as they are set, what has no text layer, what is hostile."""

from __future__ import annotations

import io
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from sayso.errors import IntakeError
from sayso.intake import REASONS, IntakeOptions, pdf, take
from sayso.intake.page import Page, Story, shape_of
from sayso.intake.pdf_worker import Line
from sayso.model import Item

LEADING = 14
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
INFO = (
    "<< /Title (Bridge at Velm reopens) /Author (Ilka Morn and Orm Venn)"
    " /CreationDate (D:20310512103000+02'00') >>"
)
PICTURE = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
FIRST = (
    "The old bridge at Velm reopened on Monday, the mayor",
    "said, eleven weeks after the river carried its middle",
    "arch away.",
)
SECOND = ("“It will stand for a hundred years,” said Orla", "Venn.")


def shown(lines: Sequence[tuple[float, float, float, str]]) -> bytes:
    """A page's instructions that show lines (x, y, size, words)."""
    parts = []
    for x, y, size, words in lines:
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
    return "\n".join(parts).encode("cp1252")


def set_in(*paragraphs: Sequence[str], x: float = 72, top: float = 700) -> bytes:
    """A page of paragraphs, room between any two."""
    lines, y = [], top
    for paragraph in paragraphs:
        for words in paragraph:
            lines.append((x, y, 12, words))
            y -= LEADING
        y -= LEADING
    return shown(lines)


def stream(data: bytes, head: bytes = b"<<") -> bytes:
    return head + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def made(*pages: bytes, info: str = INFO, resources: str = "", more: Sequence[bytes] = ()) -> bytes:
    """A PDF of pages' instructions; objects 4 and on are `more`, then the pages."""
    first = 5 + len(more)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        FONT.encode(),
        info.encode("cp1252"),
        *more,
    ]
    for number, content in enumerate(pages):
        shows = first + 1 + 2 * number
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {shows} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {resources} >> >>".encode()
        )
        objects.append(stream(content))
    return written(objects)


def written(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def told(raw: bytes) -> Story:
    return pdf.story(Page("in.pdf", raw, "pdf"))


def refused(raw: bytes) -> str:
    with pytest.raises(IntakeError) as caught:
        told(raw)
    assert caught.value.reason in REASONS
    return caught.value.reason


def test_paragraphs_have_their_lines_joined() -> None:
    one = told(made(set_in(FIRST, SECOND)))
    assert one.text == " ".join(FIRST) + "\n\n" + " ".join(SECOND)
    assert one.notes == ()


def test_what_a_pdf_says_of_itself() -> None:
    about = told(made(set_in(FIRST))).about
    assert (about.title, about.authors) == ("Bridge at Velm reopens", ("Ilka Morn", "Orm Venn"))
    assert about.published == "2031-05-12T10:30:00+02:00"


@pytest.mark.parametrize("title", ["", "Microsoft Word - bridge.docx", "untitled", "(anonymous)"])
def test_what_programs_put_there_is_no_title(title: str) -> None:
    escaped = title.replace("(", "\\(").replace(")", "\\)")
    about = told(made(set_in(FIRST), info=f"<< /Title ({escaped}) /Author (unknown) >>")).about
    assert (about.title, about.authors, about.published) == (None, (), None)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("D:20310512", "2031-05-12"),
        ("D:20310512103000Z", "2031-05-12T10:30:00Z"),
        ("20310512103000-04'30'", "2031-05-12T10:30:00-04:30"),
        ("D:203105121030", "2031-05-12T10:30:00"),
        ("D:20311399", None),
        ("D:2031", None),
        ("12 May 2031", None),
    ],
)
def test_dates(value: str, date: str | None) -> None:
    assert pdf.stamp(value) == date


def test_a_paragraph_begins_where_it_is_indented_or_set_otherwise() -> None:
    lines = [(72, 700, 18, "Bridge at Velm reopens after the"), (72, 678, 18, "flood")]
    y = 650
    for paragraph in (FIRST, SECOND):
        for number, words in enumerate(paragraph):
            lines.append((84 if not number else 72, y, 12, words))
            y -= LEADING
    text = told(made(shown(lines))).text
    assert text.split("\n\n") == [
        "Bridge at Velm reopens after the flood", " ".join(FIRST), " ".join(SECOND),
    ]  # fmt: skip


def test_columns_are_read_one_after_the_other() -> None:
    left = set_in(FIRST[:2])
    right = set_in(FIRST[2:], SECOND, x=320)
    assert told(made(left + b"\n" + right)).text == " ".join(FIRST) + "\n\n" + " ".join(SECOND)


def test_pages_are_joined_and_running_heads_left_out() -> None:
    pages = []
    for number, body in enumerate((FIRST[:2], (*FIRST[2:], *FIRST), SECOND), 1):
        edges = [(72, 770, 9, "Velm Courier"), (290, 30, 9, f"Page {number} of 3")]
        pages.append(shown(edges) + b"\n" + set_in(body))
    one = told(made(*pages))
    assert one.text == " ".join((*FIRST, *FIRST)) + "\n\n" + " ".join(SECOND)
    assert one.notes == ("6 running heads and page numbers of the PDF are not in the text",)


def test_a_line_of_the_story_that_comes_again_is_no_running_head() -> None:
    pages = [set_in((*FIRST[:2], "Nobody answered."), ("Nobody answered.",)) for _ in range(3)]
    assert told(made(*pages)).text.count("Nobody answered.") == 6


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("the recon-", "struction"), "the reconstruction"),
        (("the recon\u2010", "struction"), "the reconstruction"),
        (("the recon\u00ad", "struction"), "the reconstruction"),
        (("a well-", "known man"), "a well-known man"),
        (("an army-", "backed man"), "an army-backed man"),
        (("Al-", "Osk"), "Al-Osk"),
        (("2030-", "31"), "2030- 31"),
        (("short-", "and long-term"), "short- and long-term"),
        (("he said –", "and left"), "he said – and left"),
        (("he said -", "and left"), "he said - and left"),
        (("one-for-", "all"), "one-for-all"),
    ],
)
def test_words_cut_at_a_lines_end(lines: Sequence[str], text: str) -> None:
    assert pdf.joined(lines, Counter()) == text


def test_the_rest_of_the_text_tells_what_a_hyphen_means() -> None:
    lines = ("the war-", "time cabinet")
    assert pdf.joined(lines, Counter({"wartime": 1})) == "the wartime cabinet"
    assert pdf.joined(lines, Counter({"war-time": 1})) == "the war-time cabinet"
    assert pdf.joined(lines, Counter({"war": 5, "time": 2})) == "the war-time cabinet"


words = st.text("abcdefgh-.“”", min_size=1, max_size=12).filter(str.strip)
lines = st.builds(
    Line, st.sampled_from([72.0, 84.0, 320.0]), st.integers(20, 780).map(float),
    st.sampled_from([9.0, 12.0, 18.0]), words,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(lines, max_size=6), max_size=4))
def test_no_letter_is_lost_or_moved(papers: list[list[Line]]) -> None:
    letters = [c for paper in papers for line in paper for c in line.text if c.isalpha()]
    assert [c for c in pdf.text_of(papers) if c.isalpha()] == letters


def test_a_scan_has_no_text_layer() -> None:
    picture = stream(b"\0", PICTURE + b" /BitsPerComponent 8")
    drawn = b"600 0 0 800 0 0 cm /Im Do"
    scan = made(drawn, drawn, resources="/XObject << /Im 5 0 R >>", more=[picture])
    assert refused(scan) == "no-text-layer"
    stamped = drawn + b"\n" + shown([(20, 20, 8, "Scanned by Velm")])
    assert refused(made(stamped, resources="/XObject << /Im 5 0 R >>", more=[picture])) == (
        "no-text-layer"
    )
    assert refused(made(b"")) == "no-text-layer"


def test_letters_without_names_are_no_text_layer() -> None:
    assert refused(made(shown([(72, 700, 12, "#$%&* 27 !! 99 +++ ~~")]))) == "no-text-layer"


def test_a_page_without_text_among_others_is_noted() -> None:
    one = told(made(set_in(FIRST), b"", set_in(SECOND)))
    assert one.notes == ("1 page has no text: 2",)


def test_encrypted() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(set_in(FIRST)))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert refused(out.getvalue()) == "encrypted"


WHOLE = made(set_in(FIRST, SECOND))


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.7\n", b"The bridge.", WHOLE[:200], WHOLE[: WHOLE.index(b"xref")]]
)
def test_what_is_no_pdf(raw: bytes) -> None:
    assert refused(raw) == "bad-pdf"


def deflated(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"<< /Filter /FlateDecode")


def loop_of_pages() -> bytes:
    return made(set_in(FIRST)).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def nested(depth: int) -> bytes:
    return made(b"[" * depth + b"]" * depth + b" TJ")


def bomb() -> bytes:
    raw = made(b"")
    return raw.replace(stream(b""), deflated(b"\0" * 300_000_000))


def form_in_itself() -> bytes:
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    itself = b" /Resources << /XObject << /Fm 5 0 R >> >>"
    form = stream(b"/Fm Do /Fm Do /Fm Do", head + itself)
    return made(b"/Fm Do", resources="/XObject << /Fm 5 0 R >>", more=[form])


@pytest.mark.parametrize(
    "raw", [loop_of_pages(), nested(100_000), bomb(), form_in_itself()],
    ids=["loop", "nested", "bomb", "form"],
)  # fmt: skip
def test_hostile_files_are_refused_in_time(raw: bytes) -> None:
    began = time.monotonic()
    assert refused(raw) in {"bad-pdf", "no-text-layer", "too-costly"}
    assert time.monotonic() - began < 45


def test_one_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.02)
    endless = made(*[set_in(FIRST * 5)] * 300)
    began = time.monotonic()
    assert refused(endless) == "too-costly"
    assert time.monotonic() - began < 5


def test_very_many_pages_are_too_large() -> None:
    assert refused(made(*[b""] * 3001)) == "too-large"


@pytest.mark.slow
def test_spoilt_files_are_read_or_refused() -> None:
    for seed in range(15):
        rng, raw = Random(seed), bytearray(WHOLE)
        for _ in range(rng.randrange(1, 40)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        (one,) = take(["-"], IntakeOptions(), io.BytesIO(bytes(raw)))
        assert isinstance(one, Item) or one.reason in REASONS


def test_a_pdf_becomes_a_report(tmp_path: Path) -> None:
    raw = made(set_in(FIRST, SECOND))
    (tmp_path / "a.PDF").write_bytes(raw)
    (named,) = take([str(tmp_path)], IntakeOptions())
    (piped,) = take(["-"], IntakeOptions(), io.BytesIO(raw))
    assert isinstance(named, Item)
    assert isinstance(piped, Item)
    assert named.report == piped.report
    assert (named.report.published_from, named.report.language) == ("metadata", "en")
    assert named.capture.raw == raw
    assert shape_of(b"", "application/pdf") == "pdf"

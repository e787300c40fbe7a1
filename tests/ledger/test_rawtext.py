"""What can be read in raw bytes, escapes and packing resolved."""

from __future__ import annotations

import base64
import io

import pytest
from pypdf import PdfWriter

from sayso.ledger.rawtext import texts_in
from sayso.ledger.wording import Finder
from tests.intake.test_pdf import made, set_in

NAME = Finder.of([("ida", "moss")])


def packed(raw: bytes) -> bytes:
    """A PDF as programs write it: nothing in its pages can be read as it is."""
    writer = PdfWriter(clone_from=io.BytesIO(raw))
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def mail(body: bytes, *headers: bytes) -> bytes:
    head = (b"From: a@y.example", b"Date: x", b"Subject: y", b"MIME-Version: 1.0", *headers)
    return b"\n".join(head) + b"\n\n" + body + b"\n"


PAGE = set_in(("Orla Venn walked with Ida Moss by the",), ("sea.",))
CUT = set_in(("Orla Venn walked by the sea with Ida Mo-", "ss and went home."))
PART = b"Content-Type: text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "raw",
    [
        b"Ida Moss",
        "Ida Moss".encode("utf-16"),
        b"<p>Ida <b>M&#111;ss</b></p>",
        b'{"a": "\\u0049da M\\u00f6ss"}',
        mail(b"no", b"To: =?utf-8?b?SWRhIE3DtnNz?= <x@y.example>"),
        mail(b"Ida=20M=C3=B6ss", PART, b"Content-Transfer-Encoding: quoted-printable"),
        mail(base64.b64encode("Ida Möss".encode()), PART, b"Content-Transfer-Encoding: base64"),
        mail(b"Ida=20Moss", b"Content-Type: text/plain; charset=nonsense",
             b"Content-Transfer-Encoding: quoted-printable"),
        packed(made(PAGE)),
        packed(made(CUT)),
        packed(made(set_in(("Nobody is named here at all.",)), info="<< /Author (Ida Moss) >>")),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_packed(raw: bytes) -> None:
    assert any(NAME.stands_in(text) for text in texts_in(raw))


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff", b"%PDF-1.7 broken", mail(b"", b"\xff: x"), PAGE[:5]]
)
def test_what_cannot_be_read_holds_nobody(raw: bytes) -> None:
    assert not any(NAME.stands_in(text) for text in texts_in(raw))

"""Bytes of a PDF on standard input → its lines as JSON on standard output.

Run as a program of its own by `sayso.intake.pdf`, under limits of time and memory: what a PDF asks
of its reader has no bounds of its own. It imports nothing of Sayso.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

SECONDS = 30
MEMORY = 1_500_000_000
MOST_PAGES = 3000
MOST_CHARACTERS = 4_000_000
MOST_LINES = 200_000
# What the library raises on files that no program would write.
BROKEN = (
    PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError,
    AssertionError, RuntimeError, EOFError,
)  # fmt: skip
INFO = ("/Title", "/Author", "/CreationDate")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins, in points from the lower left, and how large it is set."""

    x: float
    y: float
    size: float
    text: str


class Refused(Exception):
    """A PDF that is not read; its arguments are the reason and the words."""


def main() -> None:
    """Write the pages and what the file says of itself, else why it is not read."""
    _limit()
    try:
        answer = _told(sys.stdin.buffer.read())
    except Refused as refused:
        answer = {"refused": refused.args}
    except MemoryError:
        answer = {"refused": ("too-costly", "it takes more memory than one PDF may")}
    except BROKEN as error:
        answer = {"refused": ("bad-pdf", f"the PDF cannot be parsed: {error}")}
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    # Not there on every system; the one who started this has a limit of time as well.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _told(raw: bytes) -> dict[str, Any]:
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted:
        raise Refused("encrypted", "the PDF is encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Refused("too-large", f"the PDF has more than {MOST_PAGES:,} pages")
    pages: list[list[Line]] = []
    for page in reader.pages:
        pages.append(lines_of(page))
        if sum(map(len, pages)) > MOST_LINES:
            raise Refused("too-long", f"the PDF has more than {MOST_LINES:,} lines")
    pictured = [bool(_pictures(page)) for page in reader.pages]
    return {
        "pages": [[asdict(line) for line in page] for page in pages],
        "pictured": pictured,
        "info": _info(reader),
    }


def lines_of(page: PageObject) -> list[Line]:
    """The lines of a page in the order it draws them, white space in each as one space."""
    lines: list[Line] = []
    held: list[Line] = []
    taken = 0

    def ended() -> None:
        text = " ".join("".join(piece.text for piece in held).split())
        if text:
            first = next(piece for piece in held if piece.text.strip())
            lines.append(Line(first.x, first.y, first.size, text))
        held.clear()

    def piece(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        nonlocal taken
        taken += len(text)
        if taken > MOST_CHARACTERS:
            raise Refused("too-long", f"a page has more than {MOST_CHARACTERS:,} characters")
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        for number, part in enumerate(text.split("\n")):
            if number:
                ended()
            if part:
                held.append(Line(round(x, 1), round(y, 1), _scaled(size, cm, tm), part))

    page.extract_text(visitor_text=piece)
    ended()
    return lines


def _scaled(size: float, cm: list[float], tm: list[float]) -> float:
    drawn = abs((tm[3] or tm[1]) * (cm[3] or cm[1])) or 1.0
    return round(abs(size) * drawn, 1)


def _pictures(page: PageObject) -> int:
    with suppress(*BROKEN):
        objects = page["/Resources"].get_object()["/XObject"].get_object()  # type: ignore[index]
        return sum(1 for one in objects.values() if one.get_object()["/Subtype"] == "/Image")
    return 0


def _info(reader: PdfReader) -> dict[str, str]:
    info: dict[str, str] = {}
    with suppress(*BROKEN):
        told: dict[str, Any] = reader.metadata or {}
        for name in INFO:
            value = told.get(name)
            if isinstance(value, str):
                info[name.strip("/").lower()] = value[:1000]
    return info


if __name__ == "__main__":
    main()

"""Coverage-guided fuzzing: python -m benchmarks.fuzz --target decode|furniture [--seconds 600]

Inputs are changed again and again; what reaches code not reached before is kept and changed
further, also by the next run (libFuzzer, driven by atheris: `pip install '.[fuzz]'`). `decode`
takes bytes all the way to reports; `furniture` marks a text. What must hold of every input: nothing
is raised but IntakeError; what is skipped has a known reason; a decoded text comes back to the same
bytes, or at least to the same text; every span is exact and none overlaps another; no input takes
longer than five seconds. Ends with 77 and the name of a file with the input where one does not.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sayso", "trafilatura", "htmldate"]):
    from sayso.demo import folder
    from sayso.intake import REASONS, IntakeOptions, decode, html, jsonl, mail, newsplease, take
    from sayso.intake.decode import BOMS
    from sayso.intake.page import PDF_MARK
    from sayso.model import Skipped
    from sayso.reading import furniture

from benchmarks.mangled import ODD
from benchmarks.pages import BY_HAND as PAGES

# Loaded when they are first needed; here they are needed.
SHAPES = (html, jsonl, mail, newsplease)
SLOWEST_S = 5
# By the clock on the wall, which other work beside it may stretch.
HANGS_S = 200
LONGEST = 20_000
MOST_MEMORY_MB = 2000
DECLARED = (
    None, "utf-8", "utf-16", "iso-8859-1", "windows-1251", "shift_jis", "gb18030", "iso-2022-jp",
    "big5", "euc-kr", "koi8-r", "rot13", "x-velm",
)  # fmt: skip
# Each byte has one character here, so that the way back is exact.
SINGLE = ("windows-125", "iso-8859", "koi8", "cp866", "cp874", "mac")
WIDE_BYTES = ("utf-8", "utf-16-le", "utf-16-be")
LINES = (
    "By Ilka Morn and Orm Venn", "(AP Photo/Ilka Morn)", "Read more: Bridge reopens",
    "VELM, May 12 (Wire) — The bridge is open.", "Published: 12 May 2031, 10:14 GMT",
    "Subscribe to our newsletter", "© 2031 Velm Courier. All rights reserved.", "Advertisement",
    "The bridge is open. (Photo by Ilka Morn)", "Ilka Morn contributed to this report.",
)  # fmt: skip
SMALL = (
    b'{"text": "Open.", "published": "2031-05-12", "authors": ["Ilka Morn"]}\n',
    b'[{"maintext": "Open.", "date_publish": "2031-05-12 10:30:00"}]',
    b"From: Velm <a@velm.example>\nDate: Mon, 12 May 2031 10:30:00 +0200\nSubject: Open\n\nOpen.",
    "Мост открыт".encode("koi8-r"), "“Open” – 5 €".encode("cp1252"), "Open.".encode("utf-16"),
)  # fmt: skip


def decoding(data: bytes) -> None:
    """What must hold of any bytes; the first tells the encoding that was declared."""
    declared = DECLARED[data[0] % len(DECLARED)] if data else None
    raw = data[1:]
    text, name = decode(raw, declared)
    _comes_back(raw, text, name)
    if raw.startswith(PDF_MARK):
        return  # Each would be a process of its own, out of sight.
    for thing in take(["-"], IntakeOptions(), io.BytesIO(raw)):
        if isinstance(thing, Skipped):
            assert thing.reason in REASONS, thing
            continue
        thing.report.text.encode("utf-8")
        marking(thing.report.text)
        if thing.capture.extractor.endswith("; text"):
            assert thing.report.text == decode(raw)[0]


def marking(text: str) -> None:
    """What must hold of the furniture of any text."""
    end = 0
    for piece in furniture.mark(text):
        span = piece.span
        assert end <= span.start < span.end <= len(text), piece
        assert text[span.start : span.end] == span.text == span.text.strip(), piece
        end = span.end


def _comes_back(raw: bytes, text: str, name: str) -> None:
    marked = next((mark for mark, named in BOMS if raw.startswith(mark)), b"")
    body = raw[len(marked) :]
    if "\ufffd" in text and marked:
        return
    if name == "windows-1252":
        # Bytes that it leaves undefined come through as controls of the same number.
        assert len(text) == len(body), name
    elif name in WIDE_BYTES or name.startswith(SINGLE):
        assert text.encode(name) == body, name
    else:
        assert decode(text.encode(name), name)[0] == text, name


def _of_text(data: bytes) -> None:
    marking(data.decode("utf-8", "replace"))


def watched(check: Callable[[bytes], None], named: str) -> Callable[[bytes], None]:
    """The check, which fails where it takes too much computing; the input that failed is written to
    a file whose name begins as `named` says."""

    def one(data: bytes) -> None:
        try:
            began = time.process_time()
            check(data)
            took = time.process_time() - began
            assert took <= SLOWEST_S, f"{took:.1f} s for {len(data)} bytes"
        except BaseException:
            path = Path(f"{named}{hashlib.sha256(data).hexdigest()[:16]}")
            path.write_bytes(data)
            print(f"the input is in {path}", file=sys.stderr)
            raise

    return one


TARGETS = {"decode": decoding, "furniture": _of_text}


def _seeds(target: str) -> list[bytes]:
    files = [*sorted(Path(str(folder() / "reports")).iterdir()), *sorted(PAGES.glob("*.html"))]
    reports = [path.read_bytes() for path in files]
    if target == "furniture":
        return [line.encode() for line in LINES] + [raw[:LONGEST] for raw in reports]
    return [b"\0" + raw[:LONGEST] for raw in (*reports, *SMALL)]


def _dictionary() -> str:
    words = (*ODD, *LINES)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()[:60]) for word in words)
    return "".join(f'"{word}"\n' for word in escaped)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--target", choices=sorted(TARGETS), required=True)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1, help="another seed, another run")
    parser.add_argument(
        "--work", type=Path, default=Path("runs/fuzz"), help="where inputs are kept"
    )
    given = parser.parse_args()
    corpus = given.work / given.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds(given.target)):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    words = given.work / "words"
    words.write_text(_dictionary(), encoding="ascii")
    options = [
        sys.argv[0], str(corpus), f"-dict={words}", f"-seed={given.seed}",
        f"-artifact_prefix={given.work}/{given.target}-", f"-max_total_time={given.seconds}",
        f"-max_len={LONGEST}", f"-timeout={HANGS_S}", f"-rss_limit_mb={MOST_MEMORY_MB}",
        "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    atheris.Setup(options, watched(TARGETS[given.target], f"{given.work}/{given.target}-"))
    atheris.Fuzz()


if __name__ == "__main__":
    main()

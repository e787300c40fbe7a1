"""Sources as a user names them → pages, in order and lazily; or `Skipped`."""

from __future__ import annotations

import glob
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from sayso.errors import IntakeError
from sayso.intake import archive, jsonl, newsplease
from sayso.intake.address import public_url
from sayso.intake.options import IntakeOptions
from sayso.intake.page import BLANK, Page, Shape, shape_of
from sayso.model import Skipped

SHAPES: dict[str, Shape] = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "article", ".eml": "mail",
    ".pdf": "pdf",
}  # fmt: skip
SNIFFED = 512
Found = Page | Skipped


def pages(source: str, options: IntakeOptions, stdin: BinaryIO | None) -> Iterator[Found]:
    """What one source holds: a file, a folder walked in the order of its names, an archive in its
    own order, a pattern's matches, a URL, or standard input for “-”. In a folder or an archive only
    files of a known suffix are taken, hidden ones never; a file named outright is taken for what
    its first bytes look like."""
    try:
        if source == "-":
            yield from _stream("-", stdin or io.BytesIO(), None, options)
        elif "://" in source:
            yield from _address(source, options)
        else:
            yield from _path(source, options)
    except IntakeError as error:
        yield Skipped(source, error.reason, error.detail)
    except (OSError, ValueError) as error:
        # ValueError is how Python says that a name holds a nought.
        yield Skipped(source, "unreadable", getattr(error, "strerror", None) or str(error))


def _path(source: str, options: IntakeOptions) -> Iterator[Found]:
    if not source:
        raise IntakeError("not-found", "the name is empty")
    if Path(source).exists():
        yield from _named(Path(source), options)
        return
    found = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []
    if not found:
        raise IntakeError("not-found", "no such file, folder or match")
    # “**” matches a folder and what is in it; each file is taken once.
    files = dict.fromkeys(file for name in found for file in _files(Path(name)))
    if not files:
        raise IntakeError("empty", _none_known())
    for file in files:
        yield from _file(file, options)


def _named(path: Path, options: IntakeOptions) -> Iterator[Found]:
    if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
        raise IntakeError("unreadable", "the folder may not be looked into")
    files = _files(path)
    if not files:
        raise IntakeError("empty", _none_known())
    for file in files:
        yield from _file(file, options)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.rglob("*") if _wanted(p.relative_to(path)) and p.is_file())


def _wanted(path: PurePath) -> bool:
    hidden = any(part.startswith(".") and part != ".." for part in path.parts)
    return not hidden and is_read(path.name)


def is_read(name: str) -> bool:
    """Whether a file's name ends as those do that are read."""
    return bool(_shape_named(PurePath(name)) or archive.packing_named(name))


def _none_known() -> str:
    return f"no file here ends in {', '.join(sorted({*SHAPES, *archive.SUFFIXES}))}"


def _file(path: Path, options: IntakeOptions) -> Iterator[Found]:
    return _guarded(str(path), _opened(path, options))


def _guarded(name: str, found: Iterator[Found]) -> Iterator[Found]:
    """What was found, up to where it cannot be read."""
    try:
        yield from found
    except IntakeError as error:
        yield Skipped(name, error.reason, error.detail)
    except OSError as error:
        yield Skipped(name, "unreadable", error.strerror or str(error))


def _opened(path: Path, options: IntakeOptions) -> Iterator[Found]:
    with path.open("rb") as stream:
        yield from pages_in(str(path), stream, options)


def pages_in(
    name: str,
    stream: io.BufferedReader,
    options: IntakeOptions,
    bounds: archive.Bounds | None = None,
) -> Iterator[Found]:
    """What a file of that name holds, read from a stream that is good until the last is given;
    IntakeError or OSError where it cannot be read any further. `bounds` hold for an archive."""
    shape = _shape_named(PurePath(name))
    packing = archive.packing_named(name)
    if not (shape or packing):
        packing = archive.packing_of(stream.peek(SNIFFED)[:SNIFFED])
    if packing:
        yield from _members(name, stream, packing, options, bounds)
    else:
        yield from _stream(name, stream, shape, options)


def _members(
    name: str,
    stream: BinaryIO,
    packing: archive.Packing,
    options: IntakeOptions,
    bounds: archive.Bounds | None,
) -> Iterator[Found]:
    wanted = archive.members(
        name, stream, packing, lambda path: _wanted(_inside(path)), bounds or archive.Bounds()
    )
    for member in wanted:
        if isinstance(member, Skipped):
            yield member
        else:
            shape = _shape_named(_inside(member.name))
            yield from _guarded(member.name, _stream(member.name, member.stream, shape, options))


def _inside(path: str) -> PurePath:
    # Archives made on Windows may have its slashes.
    return PurePath(path.replace("\\", "/"))


def _shape_named(path: PurePath) -> Shape | None:
    return SHAPES.get(path.suffix.lower())


def _stream(
    name: str, stream: BinaryIO, shape: Shape | None, options: IntakeOptions
) -> Iterator[Found]:
    """What a stream holds; of JSON Lines no more than a line is held at once."""
    first = _first_lines(stream, options.max_bytes)
    head = b"".join(first)
    if not shape and archive.packing_of(head):
        raise IntakeError("unsupported", "an archive is read from a file only")
    if (shape or shape_of(head)) == "lines":
        lines = chain((line.rstrip(b"\n") for line in first), _lines(stream, first, options))
        yield from jsonl.records(lines, name, options.max_bytes)
        return
    raw = head + stream.read(max(0, options.max_bytes + 1 - len(head)))
    if len(raw) > options.max_bytes:
        raise IntakeError("too-large", f"more than {options.max_bytes:,} bytes")
    page = Page(name, raw, shape or shape_of(raw) or "text")
    yield from newsplease.articles(page) if page.shape == "article" else (page,)


def _first_lines(stream: BinaryIO, most: int) -> list[bytes]:
    """A stream's lines up to and with the first that is not blank, `most` + 1 bytes of it."""
    first: list[bytes] = []
    while line := stream.readline(most + 1):
        first.append(line)
        if line.strip(BLANK) or sum(map(len, first)) > most:
            break
    return first


def _lines(stream: BinaryIO, first: list[bytes], options: IntakeOptions) -> Iterator[bytes]:
    last = first[-1] if first else b""
    while last and not last.endswith(b"\n"):
        last = stream.readline(1 << 20)
    return jsonl.lines_of(stream, options.max_bytes)


def _address(url: str, options: IntakeOptions) -> Iterator[Found]:
    # Loaded here: most runs fetch nothing, and the client costs a tenth of a second.
    from sayso.intake.fetch import Limits, fetch

    got = fetch(url, Limits(options.max_bytes, options.timeout_s, options.allow_private))
    shape = shape_of(got.raw, got.content_type)
    if shape is None:
        raise IntakeError("unsupported", f"the content is {got.content_type}")
    url = public_url(url)
    base = Page(url, got.raw, shape, got.charset, got.final_url, got.status, got.headers)
    if shape == "article":
        yield from newsplease.articles(base)
        return
    if shape != "lines":
        yield base
        return
    lines = jsonl.lines_of(io.BytesIO(got.raw), options.max_bytes)
    for found in jsonl.records(lines, url, options.max_bytes):
        if isinstance(found, Page):
            found = replace(base, name=found.name, raw=found.raw, shape="record")
        yield found

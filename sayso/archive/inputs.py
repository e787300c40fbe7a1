"""Inputs as a user names them → files → records, lazily, in one order.

A record is a page or the reason why there is none, with its number in the input and how far into
the input it lies. Nothing is unpacked to the disk, and no more than a record is held at once.
"""

from __future__ import annotations

import functools
import glob
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO, cast

from sayso.archive.page import UNKNOWN, Found, Origin
from sayso.archive.remote import is_remote, system_of
from sayso.errors import ArchiveError, IntakeError
from sayso.intake import jsonl, sources
from sayso.intake.archive import Bounds, gunzipped
from sayso.intake.options import IntakeOptions
from sayso.intake.page import Page
from sayso.model import Skipped

# An archive of a crawl may have any number of members; what it unpacks to is held to its size.
UNBOUNDED = Bounds(sys.maxsize, sys.maxsize)
WARC, PARQUET, LINES = (".warc", ".warc.gz"), (".parquet",), (".jsonl.gz", ".ndjson.gz")
MARKS = {b"WARC/": WARC, b"PAR1": PARQUET}
SNIFFED = 512


@dataclass(frozen=True, slots=True)
class Record:
    """One input record: `number` counts from 0 in its input, `done` are the bytes of the input that
    lie before its end."""

    number: int
    found: Found
    done: int
    origin: Origin = UNKNOWN

    @property
    def size(self) -> int:
        """How many bytes it holds in memory."""
        return len(self.found.raw) if isinstance(self.found, Page) else 0


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a run. `stamp` is a hash over the names, sizes and times of its files: another
    one means that the input has changed."""

    name: str
    size: int
    files: int
    stamp: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of an input: `open` gives its bytes, `stamp` changes when they do."""

    name: str
    size: int
    stamp: str
    open: Callable[[], BinaryIO]


def named(names: Iterable[str]) -> list[str]:
    """The inputs that names and patterns mean, each once; ArchiveError where there is none."""
    found: dict[str, None] = {}
    for name in names:
        if is_remote(name) or os.path.exists(name):
            found[name] = None
            continue
        matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []
        if not matches:
            raise ArchiveError(name, "there is no such file, folder or match")
        found |= dict.fromkeys(matches)
    return list(found)


def measured(name: str) -> Input:
    """An input with its size, as it is now; ArchiveError where it cannot be looked into, or holds
    no file that is read."""
    digest, size, count = sha256(), 0, 0
    for file in files(name):
        digest.update(f"{file.name}\0{file.size}\0{file.stamp}\n".encode(errors="backslashreplace"))
        size += file.size
        count += 1
    if not count:
        raise ArchiveError(name, "no file in it has a name that is read")
    return Input(name, size, count, digest.hexdigest())


def files(name: str) -> Iterator[File]:
    """The files of an input: itself, or for a folder all in it whose names are known, in the order
    of names; ArchiveError where it cannot be looked into."""
    try:
        yield from _remote(name) if is_remote(name) else _local(name)
    except OSError as error:
        raise ArchiveError(name, error.strerror or str(error)) from error


def _local(name: str) -> Iterator[File]:
    for path in _walked(name) if os.path.isdir(name) else (name,):
        status = os.stat(path)
        opened = functools.partial(open, path, "rb")
        yield File(path, status.st_size, str(status.st_mtime_ns), cast(Any, opened))


def _walked(folder: str) -> Iterator[str]:
    """The wanted files of a folder, a folder's entries at a time: a list of all would grow with
    it."""
    with os.scandir(folder) as entries:
        here = sorted((entry.name, entry.is_dir()) for entry in entries)
    for name, is_folder in here:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walked(path) if not os.path.islink(path) else ()
        elif _is_read(name) and os.path.isfile(path):
            yield path


def _remote(name: str) -> Iterator[File]:
    system, path = system_of(name)
    single = system.isfile(path)
    found = system.find(path, detail=True)
    for key in sorted(found):
        if single or _is_read(key.rpartition("/")[2]):
            stamp = found[key].get("ETag") or found[key].get("mtime") or found[key].get("created")
            shown = system.unstrip_protocol(key)
            opened = functools.partial(system.open, key, "rb")
            yield File(shown, int(found[key]["size"]), str(stamp), opened)


def _is_read(name: str) -> bool:
    known = name.lower().endswith((*WARC, *PARQUET, *LINES)) or sources.is_read(name)
    return known and not name.startswith(".")


def records(name: str, options: IntakeOptions) -> Iterator[Record]:
    """The records of an input; a file that breaks off ends in one that says so, and the next is
    read."""
    before = number = 0
    for file in files(name):
        for found, origin, inside in _records_of(file, options):
            yield Record(number, found, before + min(inside, file.size), origin)
            number += 1
        before += file.size


def _records_of(file: File, options: IntakeOptions) -> Iterator[tuple[Found, Origin, int]]:
    try:
        with file.open() as stream:
            # Some file systems give streams that cannot be looked ahead in.
            ahead = stream if hasattr(stream, "peek") else io.BufferedReader(cast(Any, stream))
            for found, origin in _found(file, cast(io.BufferedReader, ahead), options):
                yield found, origin, ahead.tell()
    except IntakeError as error:
        yield Skipped(file.name, error.reason, error.detail), UNKNOWN, file.size
    except OSError as error:
        detail = error.strerror or str(error)
        yield Skipped(file.name, "unreadable", detail), UNKNOWN, file.size


def _found(
    file: File, stream: io.BufferedReader, options: IntakeOptions
) -> Iterator[tuple[Found, Origin]]:
    kind = _kind(file.name, stream)
    if kind == WARC:
        # Loaded here, as below: each needs a library of its own.
        from sayso.archive import warc

        yield from warc.pages(file.name, stream, file.size, options.max_bytes)
        return
    if kind == PARQUET:
        from sayso.archive import parquet

        found = parquet.pages(file.name, stream, options.max_bytes)
    elif kind == LINES:
        lines = jsonl.lines_of(gunzipped(stream), options.max_bytes)
        found = jsonl.records(lines, file.name, options.max_bytes)
    else:
        found = sources.pages_in(file.name, stream, options, UNBOUNDED)
    yield from ((one, UNKNOWN) for one in found)


def _kind(name: str, stream: io.BufferedReader) -> tuple[str, ...] | None:
    """How a file is read, by its name, else by its first bytes; None where as a source is."""
    known = next((kind for kind in (WARC, PARQUET, LINES) if name.lower().endswith(kind)), None)
    if known or sources.is_read(name):
        return known
    head = stream.peek(SNIFFED)
    return next((kind for mark, kind in MARKS.items() if head.startswith(mark)), None)

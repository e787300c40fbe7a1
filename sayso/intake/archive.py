"""An archive (zip, tar) → its members, one after the other, each a stream of bounded length.

Nothing is unpacked to the disk and no member is held whole. What a member's name says plays no part
but in its name; links, devices, other archives and what is encrypted are skipped.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from stat import S_IFMT, S_ISREG
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Self, cast

from sayso.errors import IntakeError
from sayso.model import Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Packing = Literal["zip", "tar"]
SUFFIXES: dict[str, Packing] = {
    ".zip": "zip", ".tar": "tar", ".tar.gz": "tar", ".tgz": "tar", ".tar.bz2": "tar",
    ".tbz2": "tar", ".tar.xz": "tar", ".txz": "tar",
}  # fmt: skip
GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"
BEGINNINGS: dict[bytes, Packing] = {
    b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", GZIP: "tar", BZIP2: "tar", XZ: "tar",
}  # fmt: skip
USTAR_AT = 257
MOST_MEMBERS = 200_000
# What is unpacked of one archive; and how often its own size, beyond the first million bytes.
MOST_UNPACKED = 20_000_000_000
MOST_RATIO = 500
RATIO_FROM = 1_000_000
# Read in one piece by the libraries: a zip's directory, and what stands before a tar's member.
MOST_DIRECTORY = 32_000_000
MOST_HEADERS = 1_000_000
XZ_MEMORY = 200_000_000
CHUNK = 1 << 16
ENCRYPTED_BIT = 1
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError,
    OSError, ValueError, LookupError, OverflowError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: `name` is “archive:path”, `stream` good until the next is asked for."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is read of one archive: so many members, and so many bytes unpacked, but never far
    more than the archive itself has."""

    members: int = field(default_factory=lambda: MOST_MEMBERS)
    unpacked: int = field(default_factory=lambda: MOST_UNPACKED)


def packing_named(name: str) -> Packing | None:
    """How a file is packed by its name, None where it is no archive."""
    low = name.lower()
    return next((packing for suffix, packing in SUFFIXES.items() if low.endswith(suffix)), None)


def packing_of(head: bytes) -> Packing | None:
    """How a file is packed by its first bytes, None where it is no archive."""
    if head[USTAR_AT : USTAR_AT + 5] == b"ustar":
        return "tar"
    return next((how for mark, how in BEGINNINGS.items() if head.startswith(mark)), None)


def members(
    name: str,
    stream: BinaryIO,
    packing: Packing,
    wanted: Callable[[str], bool],
    bounds: Bounds,
) -> Iterator[Member | Skipped]:
    """The members whose path is wanted, in the archive's order; what cannot be read of it is
    `Skipped`, and where it breaks off the archive itself."""
    found = False
    try:
        for entry in _entries(stream, packing, bounds):
            if wanted(entry.path):
                found = True
                yield _member(f"{name}:{shown(entry.path)}", entry)
    except IntakeError as error:
        yield Skipped(name, error.reason, error.detail)
    except BROKEN as error:
        yield Skipped(name, "bad-archive", _broken(error))
    else:
        if not found:
            yield Skipped(name, "empty", "the archive holds no file of a kind that is read")


def gunzipped(stream: BinaryIO) -> BinaryIO:
    """What one file packed with gzip unpacks to, streamed; reading it is IntakeError where it is
    broken or unpacks to far more than its own size."""
    packed = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    meter = _Meter(_size(stream), sys.maxsize)
    return io.BufferedReader(_Counted(packed, meter, None), CHUNK)


def shown(path: str) -> str:
    """A member's path with every character drawn that could hide or steer anything."""
    drawn = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)
    return "".join(drawn)


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    regular: bool
    encrypted: bool
    known_method: bool
    open: Callable[[], BinaryIO]


def _entries(stream: BinaryIO, packing: Packing, bounds: Bounds) -> Iterator[_Entry]:
    meter = _Meter(_size(stream), bounds.unpacked)
    entries = _zipped(stream, meter) if packing == "zip" else _tarred(stream, meter)
    for number, entry in enumerate(entries):
        if number == bounds.members:
            raise IntakeError("too-many", f"more than {number:,} members; no more are read")
        yield entry


def _member(name: str, entry: _Entry) -> Member | Skipped:
    try:
        _check(entry)
        return Member(name, entry.open())
    except IntakeError as error:
        return Skipped(name, error.reason, error.detail)
    except BROKEN as error:
        return Skipped(name, "bad-archive", _broken(error))


def _check(entry: _Entry) -> None:
    if not entry.regular:
        raise IntakeError("not-a-file", "it is a link, a device or a file with holes")
    if _leads_out(entry.path):
        raise IntakeError("unsafe-name", "its name leads out of the archive")
    if packing_named(entry.path):
        raise IntakeError("nested-archive", "it is an archive inside an archive")
    if entry.encrypted:
        raise IntakeError("encrypted", "it is encrypted")
    if not entry.known_method:
        raise IntakeError("unsupported", "it is neither stored as it is nor deflated")


def _leads_out(path: str) -> bool:
    pure = PureWindowsPath(path)
    return bool(pure.drive or pure.root) or ".." in pure.parts


def _broken(error: Exception) -> str:
    return f"the archive is broken: {str(error) or type(error).__name__}"


class _Meter:
    """How much may still be unpacked of an archive; `packed` is its own size."""

    def __init__(self, packed: int, most: int) -> None:
        self.left = min(most, max(RATIO_FROM, packed * MOST_RATIO))

    def count(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise IntakeError("bomb", "the archive unpacks to far more than pages do")


class _Told(io.RawIOBase):
    """A stream; what a library makes of broken data in it is IntakeError."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self.next_bytes(min(len(view), CHUNK))
        view[: len(data)] = data
        return len(data)

    def next_bytes(self, most: int) -> bytes:
        try:
            return self.source.read(most)
        except BROKEN as error:
            raise IntakeError("bad-archive", _broken(error)) from error


class _Counted(_Told):
    """A stream of which no more may be read than the meter has left, nor more than `allowed` bytes
    where that is not None."""

    def __init__(self, source: BinaryIO, meter: _Meter, allowed: int | None) -> None:
        super().__init__(source)
        self.meter = meter
        self.allowed = allowed

    def next_bytes(self, most: int) -> bytes:
        data = super().next_bytes(most)
        self.meter.count(len(data))
        if self.allowed is not None:
            self.allowed -= len(data)
            if self.allowed < 0:
                raise IntakeError("bomb", "it unpacks to far more than pages do")
        return data


class _Short:
    """A file of which no large piece is read at once, whatever its own headers ask for."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def read(self, size: int = -1) -> bytes:
        if size > MOST_DIRECTORY:
            raise IntakeError("too-large", f"its directory has more than {MOST_DIRECTORY:,} bytes")
        return self.file.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def _zipped(stream: BinaryIO, meter: _Meter) -> Iterator[_Entry]:
    with zipfile.ZipFile(cast(BinaryIO, _Short(stream))) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _zip_entry(archive, info, meter)


def _zip_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: _Meter) -> _Entry:
    def opened() -> BinaryIO:
        allowed = max(RATIO_FROM, info.compress_size * MOST_RATIO)
        source = cast(BinaryIO, archive.open(info))
        return io.BufferedReader(_Counted(source, meter, allowed), CHUNK)

    mode = info.external_attr >> 16
    return _Entry(
        info.filename,
        not S_IFMT(mode) or S_ISREG(mode),
        bool(info.flag_bits & ENCRYPTED_BIT),
        info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED),
        opened,
    )


def _tarred(stream: BinaryIO, meter: _Meter) -> Iterator[_Entry]:
    source = _Counted(_unpacked(stream), meter, MOST_HEADERS)
    with _Tar.open(fileobj=source, mode="r|", tarinfo=_Header) as archive:
        while info := archive.next():
            source.allowed = None
            archive.members.clear()
            if not info.isdir():
                yield from _tar_entry(archive, info)
            source.allowed = MOST_HEADERS


def _tar_entry(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[_Entry]:
    regular = info.isreg() and not info.issparse()
    source = cast(BinaryIO, archive.extractfile(info)) if regular else io.BytesIO()
    stream = io.BufferedReader(_Told(source), CHUNK)
    yield _Entry(info.name, regular, False, True, lambda: stream)
    # Read to its end, so that what comes before the next member is all that is read then.
    while stream.read(CHUNK):
        pass


class _Tar(tarfile.TarFile):
    members: list[tarfile.TarInfo]  # all that were met, unless they are cleared


class _Header(tarfile.TarInfo):
    """A header which, where it is none, ends the archive with an error: tarfile takes that for its
    end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if buf.count(0) == len(buf):
                raise
            raise tarfile.ReadError(str(error)) from error


def _unpacked(stream: BinaryIO) -> BinaryIO:
    head = stream.read(len(XZ))
    stream.seek(0)
    if head.startswith(GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if head.startswith(BZIP2):
        return cast(BinaryIO, bz2.BZ2File(stream))
    return io.BufferedReader(_Xz(stream), CHUNK) if head.startswith(XZ) else stream


class _Xz(io.RawIOBase):
    """What an xz file unpacks to; the library's own reader lets a file ask for gigabytes."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = b""
        while not data:
            packed = self.source.read(CHUNK) if self.unpacker.needs_input else b""
            if self.unpacker.eof:
                # One stream may follow another.
                packed = self.unpacker.unused_data + self.source.read(CHUNK)
                if not packed.strip(b"\0"):
                    return 0
                self.unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
            elif self.unpacker.needs_input and not packed:
                raise EOFError("it ends before its end")
            data = self.unpacker.decompress(packed, len(view))
        view[: len(data)] = data
        return len(data)


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size

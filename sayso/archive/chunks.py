"""Chunks: what a run has done so far, a file each, there whole or not at all.

A chunk is named by its input's number and its own number in it, so that it may be made in any
order, by any process, on any machine, twice: the same name has the same contents, but for readings
of stories that an earlier record tells (`sayso.archive.finish` leaves those out).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa
from pyarrow import ipc

from sayso.archive.tables import NAMES
from sayso.ledger.connect import sync_folder

SUFFIX = ".chunk"
PACKED = ipc.IpcWriteOptions(compression="zstd")
Key = tuple[int, int]


class Kept(Protocol):
    """Chunks that are there to be read."""

    def keys(self) -> Iterator[Key]:
        """The chunks that are there, in no order."""
        ...

    def open(self, key: Key) -> BinaryIO:
        """A chunk's bytes."""
        ...


class Store(Kept, Protocol):
    """Where chunks are kept."""

    def put(self, key: Key, data: bytes) -> None:
        """Keep a chunk, whole, or raise OSError."""
        ...


class Folder:
    """Chunks in a folder of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keys(self) -> Iterator[Key]:
        with os.scandir(self.path) as entries:
            for entry in entries:
                if entry.name.endswith(SUFFIX):
                    yield key_of(entry.name)

    def put(self, key: Key, data: bytes) -> None:
        part = self.path / f"{name_of(key)}.{os.getpid()}.part"
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path / name_of(key))
        sync_folder(self.path)

    def open(self, key: Key) -> BinaryIO:
        return (self.path / name_of(key)).open("rb")


def name_of(key: Key) -> str:
    """The name of a chunk's file."""
    return f"{key[0]:05}-{key[1]:09}{SUFFIX}"


def key_of(name: str) -> Key:
    """The chunk that a file's name names."""
    first, second = name.removesuffix(SUFFIX).split("-")
    return int(first), int(second)


def packed(tables: Mapping[str, pa.Table]) -> bytes:
    """A chunk's tables as bytes, one stream after the other."""
    out = io.BytesIO()
    for name in NAMES:
        with ipc.new_stream(out, tables[name].schema, options=PACKED) as writer:
            writer.write_table(tables[name])
    return out.getvalue()


def unpacked(stream: BinaryIO) -> dict[str, pa.Table]:
    """The tables of a chunk's bytes."""
    found = {}
    for name in NAMES:
        with ipc.open_stream(stream) as reader:
            found[name] = reader.read_all()
    return found

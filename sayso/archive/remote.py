"""What stands at addresses that fsspec opens: “s3://…”, “file://…” and many more."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from sayso.archive.chunks import SUFFIX, Key, key_of, name_of
from sayso.errors import ArchiveError, ExtraMissing


def is_remote(name: str) -> bool:
    """Whether a name is an address that fsspec opens."""
    return "://" in name


def system_of(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it; ArchiveError where there is none,
    ExtraMissing where fsspec is not installed."""
    try:
        import fsspec
    except ImportError as error:
        raise ExtraMissing("archive") from error
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ArchiveError(address, str(error)) from error
    return system, str(path)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Chunks at an address."""

    address: str

    def keys(self) -> Iterator[Key]:
        system, path = system_of(self.address)
        system.invalidate_cache()
        for name in system.ls(path, detail=False):
            if str(name).endswith(SUFFIX):
                yield key_of(str(name).rstrip("/").rpartition("/")[2])

    def put(self, key: Key, data: bytes) -> None:
        system, path = system_of(self.address)
        # Under its own name when it is whole: not every system keeps what is half written away.
        part = f"{path}/{name_of(key)}.{uuid.uuid4().hex}.part"
        system.pipe_file(part, data)
        system.mv(part, f"{path}/{name_of(key)}")

    def open(self, key: Key) -> BinaryIO:
        system, path = system_of(self.address)
        return cast(BinaryIO, system.open(f"{path}/{name_of(key)}", "rb"))

    def sweep(self) -> None:
        """Remove what stopped processes left half written."""
        system, path = system_of(self.address)
        system.makedirs(path, exist_ok=True)
        for name in system.ls(path, detail=False):
            if str(name).endswith(".part"):
                with suppress(FileNotFoundError):
                    system.rm_file(name)

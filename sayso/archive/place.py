"""Where a run writes: a folder of this machine, or an address that fsspec opens."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sayso.archive.chunks import Folder, Kept, Store
from sayso.archive.finish import MANIFEST, finish, put_whole
from sayso.archive.plan import Plan
from sayso.archive.remote import Bucket, is_remote, system_of
from sayso.archive.tables import NAMES

WORK, PLAN, CHUNKS, SEEN = ".work", ".work/plan.json", ".work/chunks", "seen.db"


class Place(Protocol):
    """An archive's place, and inside it what is not done yet."""

    @property
    def name(self) -> str:
        """What a person calls it."""
        ...

    @property
    def chunks(self) -> Store: ...

    def text(self, path: str) -> str | None:
        """What a small file holds, None where there is none."""
        ...

    def put(self, path: str, text: str) -> None:
        """Write a small file, whole or not at all."""
        ...

    def has_other(self) -> bool:
        """Whether it holds anything but a run that is under way."""
        ...

    def ready(self) -> None:
        """Make it ready for chunks; what was half written goes."""
        ...

    def seen(self) -> AbstractContextManager[Path]:
        """Where the processes of this machine tell each other of stories they met."""
        ...

    def finish(self, plan: Plan, chunks: Kept) -> dict[str, Any]:
        """Make the archive of chunks and give the manifest; a shard keeps its own."""
        ...

    def clear(self) -> None:
        """Remove what a run that is done needed."""
        ...


def place_at(name: str | Path) -> Place:
    """The place that a name means; ArchiveError where there can be none."""
    return (
        Remote(name.rstrip("/")) if isinstance(name, str) and is_remote(name) else Local(Path(name))
    )


@dataclass(frozen=True, slots=True)
class Local:
    """A folder of this machine."""

    out: Path

    @property
    def name(self) -> str:
        return str(self.out)

    @property
    def chunks(self) -> Folder:
        return Folder(self.out / CHUNKS)

    def text(self, path: str) -> str | None:
        found = self.out / path
        return found.read_text(encoding="utf-8") if found.exists() else None

    def put(self, path: str, text: str) -> None:
        (self.out / path).parent.mkdir(parents=True, exist_ok=True)
        put_whole(self.out / path, text)

    def has_other(self) -> bool:
        return self.out.exists() and any(one.name != WORK for one in self.out.iterdir())

    def ready(self) -> None:
        self.chunks.path.mkdir(parents=True, exist_ok=True)
        for part in self.chunks.path.glob("*.part"):
            part.unlink()

    @contextmanager
    def seen(self) -> Iterator[Path]:
        yield self.out / WORK / SEEN

    def finish(self, plan: Plan, chunks: Kept) -> dict[str, Any]:
        return finish(plan, chunks, self.out, keep=plan.shard.count > 1)

    def clear(self) -> None:
        shutil.rmtree(self.out / WORK, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Remote:
    """An address; the archive is made in a folder of this machine and brought there."""

    address: str

    def __post_init__(self) -> None:
        system_of(self.address)

    @property
    def name(self) -> str:
        return self.address

    @property
    def chunks(self) -> Bucket:
        return Bucket(f"{self.address}/{CHUNKS}")

    def text(self, path: str) -> str | None:
        system, root = system_of(self.address)
        system.invalidate_cache()
        try:
            return bytes(system.cat_file(f"{root}/{path}")).decode()
        except FileNotFoundError:
            return None

    def put(self, path: str, text: str) -> None:
        system, root = system_of(self.address)
        whole = f"{root}/{path}"
        system.makedirs(whole.rpartition("/")[0], exist_ok=True)
        system.pipe_file(f"{whole}.part", text.encode())
        system.mv(f"{whole}.part", whole)

    def has_other(self) -> bool:
        system, root = system_of(self.address)
        if not system.exists(root):
            return False
        names = (str(one).rstrip("/").rpartition("/")[2] for one in system.ls(root, detail=False))
        return any(name not in (WORK, "") for name in names)

    def ready(self) -> None:
        self.chunks.sweep()

    @contextmanager
    def seen(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
            yield Path(folder) / SEEN

    def finish(self, plan: Plan, chunks: Kept) -> dict[str, Any]:
        system, root = system_of(self.address)
        with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
            made = Path(folder)
            manifest = finish(plan, chunks, made, keep=False)
            for name in NAMES:
                if system.exists(f"{root}/{name}"):
                    system.rm(f"{root}/{name}", recursive=True)
                for path in sorted((made / name).rglob("*.parquet")):
                    target = f"{root}/{path.relative_to(made).as_posix()}"
                    system.makedirs(target.rpartition("/")[0], exist_ok=True)
                    system.put_file(str(path), target)
            self.put(MANIFEST, (made / MANIFEST).read_text(encoding="utf-8"))
        if plan.shard.count == 1:
            self.clear()
        return manifest

    def clear(self) -> None:
        system, root = system_of(self.address)
        if system.exists(f"{root}/{WORK}"):
            system.rm(f"{root}/{WORK}", recursive=True)

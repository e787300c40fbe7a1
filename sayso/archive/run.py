"""A run over inputs on this machine: chunks by as many processes as there are cores, then the
archive made of them. Killed at any moment, it goes on from the chunks that are there."""

from __future__ import annotations

import functools
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.archive.chunks import Folder, Store
from sayso.archive.finish import MANIFEST, finish, put_whole
from sayso.archive.inputs import Record, records
from sayso.archive.plan import Plan, check_same
from sayso.archive.work import NONE_YET, Chunk, Counts, Work
from sayso.errors import ArchiveError
from sayso.reading.many import spread

WORK, PLAN, CHUNKS, SEEN = ".work", "plan.json", "chunks", "seen.db"


@dataclass(frozen=True, slots=True)
class Made:
    """A chunk that was made: what became of its records, and from where to where in all inputs it
    reaches, in bytes."""

    counts: Counts
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `size` and `at` are bytes of all inputs and how far into them it is, of
    which one in `share` is its own; `made` bytes, with what `counts` says, in so many `seconds`."""

    size: int
    share: int
    counts: Counts = NONE_YET
    at: int = 0
    made: int = 0
    seconds: float = 0.0

    def after(self, made: Made, seconds: float) -> Progress:
        """The progress once another chunk is made."""
        bytes_made = self.made + made.end - made.start
        counts = self.counts + made.counts
        return replace(self, counts=counts, at=made.end, made=bytes_made, seconds=seconds)

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.counts.records / max(self.seconds, 1e-6)

    @property
    def left(self) -> float | None:
        """Seconds that are left at the pace so far, None where there is none yet."""
        if not self.made:
            return None
        return self.seconds * (self.size - self.at) / self.share / self.made


Told = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run writes: the archive's folder, and inside it what is not done yet."""

    out: Path

    @property
    def work(self) -> Path:
        return self.out / WORK

    @property
    def chunks(self) -> Folder:
        return Folder(self.work / CHUNKS)

    @property
    def seen(self) -> Path:
        return self.work / SEEN


def run(plan: Plan, out: Path, jobs: int, threads: int, resume: bool, told: Told) -> dict[str, Any]:
    """Do a plan, or go on with it, and give the manifest; ArchiveError where the folder holds
    something else, or what was begun and `resume` does not say to go on."""
    place = Place(out)
    if manifest := finished(place, plan, resume):
        return manifest
    _prepare(place, plan, resume)
    make_chunks(plan, place, jobs, threads, told)
    return finish(plan, place.chunks, out, keep=plan.shard.count > 1)


def finished(place: Place, plan: Plan, resume: bool) -> dict[str, Any] | None:
    """The manifest of a run that was done already, None where there is none; ArchiveError as in
    `run`."""
    path = place.out / MANIFEST
    if not path.exists():
        return None
    if not resume:
        raise ArchiveError(str(place.out), "it holds an archive already; name another folder")
    text = path.read_text(encoding="utf-8")
    check_same(str(place.out), json.dumps(json.loads(text)["plan"]), plan.plain())
    if plan.shard.count == 1:
        shutil.rmtree(place.work, ignore_errors=True)
    manifest: dict[str, Any] = json.loads(text)
    return manifest


def _prepare(place: Place, plan: Plan, resume: bool) -> None:
    written = place.work / PLAN
    if written.exists() and not resume:
        words = "it holds a run that was stopped; go on with it by --resume"
        raise ArchiveError(str(place.out), words)
    if written.exists():
        check_same(str(place.out), written.read_text(encoding="utf-8"), plan.plain())
        return
    if place.out.exists() and any(one.name != WORK for one in place.out.iterdir()):
        raise ArchiveError(str(place.out), "the folder is not empty; name another")
    place.chunks.path.mkdir(parents=True, exist_ok=True)
    put_whole(written, json.dumps(plan.plain(), ensure_ascii=False, indent=1))


def make_chunks(plan: Plan, place: Place, jobs: int, threads: int, told: Told) -> None:
    """Make those chunks of a plan that are not there."""
    for part in place.chunks.path.glob("*.part"):
        part.unlink()
    there = set(place.chunks.keys())
    missing = (chunk for chunk in chunks_of(plan) if chunk.key not in there)
    work = functools.partial(make, Work(plan.options, place.seen, threads), place.chunks)
    progress = Progress(plan.size, plan.shard.count)
    began = time.monotonic()
    for made in spread(missing, work, jobs, threads):
        progress = progress.after(made, time.monotonic() - began)
        told(progress)


def chunks_of(plan: Plan) -> Iterator[Chunk]:
    """The chunks of a plan's own shard, in order; the same whenever the inputs are."""
    before = 0
    for number, one in enumerate(plan.inputs):
        start = before
        for chunk, found in enumerate(_grouped(records(one.name, plan.options), plan)):
            end = before + found[-1].done
            if plan.shard.has(number, chunk):
                yield Chunk((number, chunk), tuple(found), start, end)
            start = end
        before += one.size


def _grouped(found: Iterator[Record], plan: Plan) -> Iterator[list[Record]]:
    group: list[Record] = []
    held = 0
    for record in found:
        group.append(record)
        held += record.size
        if len(group) == plan.records or held >= plan.bytes:
            yield group
            group, held = [], 0
    if group:
        yield group


def make(work: Work, store: Store, chunk: Chunk) -> Made:
    """Make a chunk and keep it."""
    data, counts = work.done(chunk)
    store.put(chunk.key, data)
    return Made(counts, chunk.start, chunk.end)

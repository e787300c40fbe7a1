"""A run over inputs: chunks by as many processes as there are cores, or on a Ray cluster, then the
archive made of them. Killed at any moment, it goes on from the chunks that are there."""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.archive.chunks import Store
from sayso.archive.early import Seen
from sayso.archive.finish import MANIFEST
from sayso.archive.inputs import Record, records
from sayso.archive.place import PLAN, Place, place_at
from sayso.archive.plan import Plan, check_same
from sayso.archive.work import NONE_YET, Chunk, Counts, Work
from sayso.errors import ArchiveError
from sayso.reading.many import cores, spread


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


def run(
    plan: Plan,
    out: str | Path,
    jobs: int | None,
    threads: int,
    resume: bool,
    told: Told,
    cluster: str | None = None,
) -> dict[str, Any]:
    """Do a plan, or go on with it, and give the manifest; ArchiveError where the place holds
    something else, or what was begun and `resume` does not say to go on. With the address of a
    Ray `cluster` the chunks are made there. Without `jobs` there are as many as processors."""
    place = place_at(out)
    if manifest := finished(place, plan, resume):
        return manifest
    _prepare(place, plan, resume)
    if cluster is None:
        make_chunks(plan, place, jobs or cores(), threads, told)
    else:
        # Loaded here: it needs an extra of its own.
        from sayso.archive import rays

        rays.make_chunks(rays.Cluster(cluster, jobs, threads), plan, place, told)
    return place.finish(plan, place.chunks)


def finished(place: Place, plan: Plan, resume: bool) -> dict[str, Any] | None:
    """The manifest of a run that was done already, None where there is none; ArchiveError as in
    `run`."""
    text = place.text(MANIFEST)
    if text is None:
        return None
    if not resume:
        raise ArchiveError(place.name, "it holds an archive already; name another folder")
    check_same(place.name, json.dumps(json.loads(text)["plan"]), plan.plain())
    if plan.shard.count == 1:
        place.clear()
    manifest: dict[str, Any] = json.loads(text)
    return manifest


def _prepare(place: Place, plan: Plan, resume: bool) -> None:
    written = place.text(PLAN)
    if written is not None and not resume:
        words = "it holds a run that was stopped; go on with it by --resume"
        raise ArchiveError(place.name, words)
    if written is not None:
        check_same(place.name, written, plan.plain())
    elif place.has_other():
        raise ArchiveError(place.name, "the folder is not empty; name another")
    place.ready()
    if written is None:
        place.put(PLAN, json.dumps(plan.plain(), ensure_ascii=False, indent=1))


def make_chunks(plan: Plan, place: Place, jobs: int, threads: int, told: Told) -> None:
    """Make those chunks of a plan that are not there."""
    there = set(place.chunks.keys())
    missing = (chunk for chunk in chunks_of(plan) if chunk.key not in there)
    progress = Progress(plan.size, plan.shard.count)
    began = time.monotonic()
    with place.seen() as seen:
        work = functools.partial(make, Work(plan.options, Seen(seen), threads), place.chunks)
        for made in spread(missing, work, jobs, threads):
            progress = progress.after(made, time.monotonic() - began)
            told(progress)


def chunks_of(plan: Plan) -> Iterator[Chunk]:
    """The chunks of a plan's own shard, in order; the same whenever the inputs are."""
    for number in range(len(plan.inputs)):
        yield from chunks_in(plan, number)


def chunks_in(plan: Plan, number: int) -> Iterator[Chunk]:
    """Those of one input."""
    before = start = sum(one.size for one in plan.inputs[:number])
    grouped = _grouped(records(plan.inputs[number].name, plan.options), plan)
    for chunk, found in enumerate(grouped):
        end = before + found[-1].done
        if plan.shard.has(number, chunk):
            yield Chunk((number, chunk), tuple(found), start, end)
        start = end


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

"""The chunks of a run made on a Ray cluster: inputs cut into chunks wherever there is room, each
chunk made by an actor that has the weights loaded, and kept where the run writes.

What an actor or a machine that dies was at is done again by another; a chunk done twice is the same
chunk. So the archive is that of a run on one machine, to the byte.
"""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from sayso.archive.chunks import Key, Store
from sayso.archive.early import Claim, Seen, Stories
from sayso.archive.place import SEEN, Place
from sayso.archive.plan import Plan
from sayso.archive.run import Made, Progress, Told, chunks_in, make
from sayso.archive.work import Counts, Work
from sayso.errors import ArchiveError, ExtraMissing
from sayso.reading.encoder import packaged
from sayso.reading.read import reader_version

# Read when Ray is loaded: nothing is reported to anybody, and its workings are not told on stderr.
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
# Cutting inputs is cheap, and must find room beside actors that have all the rest of a processor.
TO_CUT, TO_MAKE = 0.1, 0.9
# What a cluster that is started here may hold of chunks in memory.
HELD = 200_000_000
PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Ray cluster: its address (`local` starts one here, `auto` finds one), how many actors make
    chunks (None: as many as its processors allow), and threads an actor."""

    address: str
    jobs: int | None = None
    threads: int = 1


def make_chunks(cluster: Cluster, plan: Plan, place: Place, told: Told) -> None:
    """Make those chunks of a plan that are not there, on a cluster; ArchiveError where it cannot be
    reached or fails, or where its machines do not write to one place."""
    there = frozenset(place.chunks.keys())
    made: set[Key] = set()
    progress = Progress(plan.size, plan.shard.count)
    with joined(cluster) as ray, _stories(ray) as stories:
        began = time.monotonic()
        for row in _dataset(ray, cluster, plan, place, there, stories).iter_rows():
            made.add((row["input"], row["chunk"]))
            progress = _after(progress, row, time.monotonic() - began)
            told(progress)
    if made - set(place.chunks.keys()):
        words = "chunks that were made are not there; is it a place that all machines share?"
        raise ArchiveError(place.name, words)


@contextmanager
def joined(cluster: Cluster) -> Iterator[Any]:
    """Ray, joined to a cluster; ExtraMissing where it is not installed, ArchiveError where the
    cluster fails."""
    os.environ.update(QUIET)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ExtraMissing("ray") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    _check_reached(cluster.address)
    try:
        ray.init(
            cluster.address, log_to_driver=False, logging_level=logging.ERROR,
            **(_own(cluster) if cluster.address == "local" else {}),
        )  # fmt: skip
        yield ray
    except (ray.exceptions.RayError, ConnectionError, ValueError) as error:
        raise ArchiveError(cluster.address, _last_line(error)) from error
    finally:
        ray.shutdown()


def _check_reached(address: str) -> None:
    """ArchiveError where nobody answers at an address: Ray itself asks for ten minutes and more."""
    parts = urlsplit(address if "://" in address else f"ray://{address}")
    try:
        port = parts.port
        if port and parts.hostname:
            socket.create_connection((parts.hostname, port), PATIENCE_S).close()
    except (OSError, ValueError) as error:
        raise ArchiveError(address, f"no Ray cluster answers there: {error}") from error


def _own(cluster: Cluster) -> dict[str, Any]:
    processors = cluster.jobs * cluster.threads if cluster.jobs else None
    return {
        "num_cpus": processors, "include_dashboard": False, "object_store_memory": HELD,
    }  # fmt: skip


def _last_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"Ray: {lines[-1]}" if lines else f"Ray: {type(error).__name__}"


def _dataset(
    ray: Any, cluster: Cluster, plan: Plan, place: Place, there: frozenset[Key], stories: Stories
) -> Any:
    """The chunks that are missing, as they are made: a row each."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    # A block a chunk: so that they are dealt out, and done again, one by one.
    context.target_max_block_size = 1
    processors = int(ray.cluster_resources().get("CPU", 1))
    actors = cluster.jobs or max(1, processors // cluster.threads)
    maker = {"plan": plan, "stories": stories, "store": place.chunks, "threads": cluster.threads}
    rows = ray.data.from_items(list(range(len(plan.inputs))), override_num_blocks=len(plan.inputs))
    each: dict[str, Any] = {"batch_size": 1, "batch_format": "pyarrow"}
    # What they need of a processor differs, and so they stay two steps: cut by one, made by many.
    cut = rows.map_batches(Cut(plan, there, os.getcwd()), num_cpus=TO_CUT, **each)
    needed = cluster.threads if cluster.threads > 1 else TO_MAKE
    pool = ray.data.ActorPoolStrategy(size=actors)
    return cut.map_batches(
        Maker, fn_constructor_kwargs=maker, compute=pool, num_cpus=needed, **each
    )


def _after(progress: Progress, row: dict[str, Any], seconds: float) -> Progress:
    """The progress once another chunk is made; they come in no order."""
    counts = Counts(*(row[name] for name in Counts.__slots__))
    made = Made(counts, row["start"], row["end"])
    return replace(progress.after(made, seconds), at=progress.at + row["passed"])


@dataclass(frozen=True, slots=True)
class Cut:
    """Inputs → their chunks, those that are `there` left out; in the folder that the run was
    started in, since inputs may be named from there."""

    plan: Plan
    there: frozenset[Key]
    folder: str

    def __call__(self, inputs: pa.Table) -> Iterator[pa.Table]:
        if os.path.isdir(self.folder):
            os.chdir(self.folder)
        for number in inputs["item"].to_pylist():
            last = sum(one.size for one in self.plan.inputs[:number])
            for chunk in chunks_in(self.plan, number):
                if chunk.key not in self.there:
                    packed = pa.array([pickle.dumps(chunk)], pa.large_binary())
                    yield pa.table({"chunk": packed, "passed": [chunk.end - last]})
                    last = chunk.end


class Maker:
    """Chunks → what became of their records; an actor, which loads the weights once."""

    def __init__(self, plan: Plan, stories: Stories, store: Store, threads: int) -> None:
        own = reader_version(packaged(threads))
        if own != plan.reader:
            raise ArchiveError("the cluster", f"its machines have {own}, this one {plan.reader}")
        self.work, self.store = Work(plan.options, stories, threads), store

    def __call__(self, rows: pa.Table) -> pa.Table:
        return pa.Table.from_pylist([self._made(row) for row in rows.to_pylist()])

    def _made(self, row: dict[str, Any]) -> dict[str, int]:
        chunk = pickle.loads(row["chunk"])
        made = make(self.work, self.store, chunk)
        about = {"input": chunk.key[0], "chunk": chunk.key[1], "passed": row["passed"]}
        return about | {"start": made.start, "end": made.end} | asdict(made.counts)


class Keeper:
    """Which record first told each story, for a whole cluster: an actor."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="sayso-")
        self.seen = Seen(Path(self.folder) / SEEN)

    def firsts(self, keys: Sequence[Claim]) -> list[bool]:
        return self.seen.firsts(keys)

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Asked:
    """The keeper as the makers ask it; without one, stories are read again, and left out at the
    end."""

    def __init__(self, keeper: Any) -> None:
        self.keeper = keeper

    def firsts(self, keys: Sequence[Claim]) -> list[bool]:
        import ray

        try:
            found: list[bool] = ray.get(self.keeper.firsts.remote(list(keys)))
        except ray.exceptions.RayActorError:
            return [True] * len(keys)
        return found


@contextmanager
def _stories(ray: Any) -> Iterator[Stories]:
    # Beside this process: a machine that leaves the cluster does not take it along.
    beside = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
        ray.get_runtime_context().get_node_id(), soft=True
    )
    lasting = {"num_cpus": 0, "max_restarts": -1, "max_task_retries": -1}
    keeper = ray.remote(Keeper).options(**lasting, scheduling_strategy=beside).remote()
    yield Asked(keeper)
    with suppress(ray.exceptions.RayActorError):
        ray.get(keeper.close.remote())

"""How fast reports are read: python -m benchmarks.speed [--shared ../shared] [--jobs 2]

Reads PolNeAR dev (else the demo story, ten times over) whole, by `sayso add` with `--jobs`
processes, start-up and loading taken off by a second, small run, and with the bare encoder alone on
the same windows, already tokenised, in as many processes. Times a start, and tells the most memory
a process took. Where the time goes inside a reading, `benchmarks.stages` tells.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sayso
from benchmarks.material import texts
from sayso.reading import windows
from sayso.reading.encoder import packaged
from sayso.reading.pieces import Pieces, split

FEW = 8


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds a report: how long it took with all processes, and of their processors' time."""

    wall: float
    processor: float

    def share_of(self, other: Spent) -> str:
        """How far another is reached, for people: by what passed, and by processors' time, which
        says more on a busy machine."""
        wall, processor = other.wall / self.wall, other.processor / self.processor
        return f"{wall:6.1%}, of processors' time {processor:6.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--jobs", type=int, default=2, help="processes for sayso add")
    given = parser.parse_args()
    told = texts(given.shared)
    words = sum(len(text.split()) for text in told)
    print(f"sayso {sayso.__version__}, weights {packaged().version}, {os.cpu_count()} processors")
    print(f"{len(told)} reports, {words:,} words\n")
    added = _show_add(told, words, given.jobs)
    bare = bare_encoder(told, given.jobs)
    print(f"bare encoder, {given.jobs} processes    {1 / bare.wall:8.2f} reports a second")
    print(f"sayso add, of the bare encoder  {added.share_of(bare)}")
    print(f"sayso --help, median of 9       {_start_up():8.3f} s")


def _show_add(told: Sequence[str], words: int, jobs: int) -> Spent:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, text in enumerate(told):
            name = "few" if number < FEW else "rest"
            (place / name).mkdir(exist_ok=True)
            (place / name / f"{number:03}.txt").write_bytes(text.encode())
        whole = _added(place, jobs, "few", "rest")
        few = _added(place, jobs, "few")
    added = between(few, whole, len(told) - FEW)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"sayso add, {jobs} processes, loaded    {1 / added.wall:8.2f} reports a second")
    print(f"  in all, with start and loading {len(told) / whole.wall:8.2f} reports a second")
    print(f"  words a second, loaded         {words / len(told) / added.wall:8,.0f}")
    print(f"  peak memory of one process     {peak:8.0f} MB")
    return added


def _added(place: Path, jobs: int, *names: str) -> Spent:
    ledger = place / f"{len(names)}.db"
    command = [sys.executable, "-m", "sayso.cli", "add", *(str(place / name) for name in names)]
    return spent([*command, "--ledger", str(ledger), "--jobs", str(jobs)])


def spent(command: Sequence[str]) -> Spent:
    """What a command took, all its processes together; it may end with 1, for what it skipped."""
    before, began = _processors_time(), time.perf_counter()
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if done.returncode > 1:
        done.check_returncode()
    return Spent(time.perf_counter() - began, _processors_time() - before)


def _processors_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def between(few: Spent, whole: Spent, reports: int) -> Spent:
    """What each of so many reports took that a run had and a smaller one had not."""
    return Spent((whole.wall - few.wall) / reports, (whole.processor - few.processor) / reports)


def bare_encoder(told: Sequence[str], jobs: int) -> Spent:
    """The encoder alone, all processes started together once loaded."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(jobs)
    results: multiprocessing.Queue[tuple[float, float, float]] = context.Queue()
    parts = [told[number::jobs] for number in range(jobs)]
    workers = [context.Process(target=_bare, args=(part, barrier, results)) for part in parts]
    for worker in workers:
        worker.start()
    spans = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    wall = max(end for _, end, _ in spans) - min(start for start, _, _ in spans)
    return Spent(wall / len(told), sum(used for _, _, used in spans) / len(told))


def _bare(told: Sequence[str], barrier: object, results: object) -> None:
    encoder = packaged()
    cuts: list[Pieces] = []
    for text in told:
        pieces = split(text, encoder.tokenizer)
        cuts.extend(pieces.cut(*bound) for bound in windows.bounds(len(pieces)))
    encoder.raw(cuts[0])
    barrier.wait()  # type: ignore[attr-defined]
    began, used = time.time(), time.process_time()
    for cut in cuts:
        encoder.raw(cut)
    results.put((began, time.time(), time.process_time() - used))  # type: ignore[attr-defined]


def _start_up() -> float:
    seconds = []
    for _ in range(9):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "sayso.cli", "--help"], check=True, stdout=subprocess.DEVNULL
        )
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()

"""`sayso archive` on Ray beside the same run on this machine: python -m benchmarks.archive_ray

Starts a cluster of two machines with one processor each (both here), has it read small reports of
every kind, and compares its archive, byte by byte, with that of a run of two processes. With
`--kill` a machine of the cluster is killed on the way. With `--speed` the reports are those that
speed is measured on, and both runs are timed, the start of each taken off by a second run over
fewer reports. Ends with 1 where the archives differ.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import Any

from benchmarks.archive import contents, write_sources
from benchmarks.material import lines, texts
from sayso.archive.rays import QUIET

HELD = 80_000_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive_ray", description=__doc__)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--speed", type=int, metavar="ROUNDS", default=0)
    parser.add_argument("--reports", type=int, default=256, help="how many are timed")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, cluster() as made:
        if given.speed:
            again = (f"{t}\n\nAgain, {n}." for n in count() for t in texts(given.shared))
            compared(Path(name), made, list(islice(again, given.reports)), given.speed)
            return
        sys.exit(not same(Path(name), made, given.kill))


@contextmanager
def cluster() -> Iterator[Any]:
    """A Ray cluster of a head without processors and two machines of one each."""
    # Ray's workers let others go before them by default: beside other work that would be measured.
    os.environ.update(QUIET | {"RAY_worker_niceness": "0"})
    from ray.cluster_utils import Cluster

    made = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 0, "object_store_memory": HELD, "include_dashboard": False},
    )
    try:
        for _ in range(2):
            made.add_node(num_cpus=1, object_store_memory=HELD)
        made.wait_for_nodes()
        yield made
    finally:
        made.shutdown()


def same(place: Path, made: Any, kill: bool) -> bool:
    """Whether the cluster's archive is that of this machine; with `kill` one machine of the cluster
    is killed once a few chunks are there."""
    sources = write_sources(place / "in")
    run(sources, place / "local")
    out = place / "ray"
    killer = threading.Thread(target=_kill, args=(made, out / ".work" / "chunks"))
    if kill:
        killer.start()
    run(sources, out, made.address)
    if kill:
        killer.join()
    print(f"machines left: {len(made.worker_nodes)}")
    alike = contents(place / "local") == contents(out)
    print("the archives are the same" if alike else "the archives differ")
    return alike


def _kill(made: Any, chunks: Path) -> None:
    while len(list(chunks.glob("*.chunk"))) < 2:
        time.sleep(0.05)
    made.remove_node(next(iter(made.worker_nodes)), allow_graceful=False)


def run(source: Path, out: Path, address: str | None = None) -> float:
    """Seconds that an archive took, on the cluster of an address or on this machine."""
    command = [sys.executable, "-m", "sayso.cli", "archive", "run", str(source), "--out", str(out)]
    began = time.perf_counter()
    subprocess.run(
        [*command, "--jobs", "2", *(["--ray", address] if address else [])],
        check=False,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def compared(place: Path, made: Any, told: Sequence[str], rounds: int) -> None:
    """Print how much slower the cluster is, of several rounds."""
    start = len(told) // 4
    few, many = lines(place / "few", told[:start]), lines(place / "many", told)
    slower = []
    for number in range(rounds):
        taken = []
        for address in (None, made.address):
            out = place / f"{number}{'ray' if address else 'local'}"
            began = run(few, out / "few", address)
            taken.append(run(many, out / "many", address) - began)
        slower.append(taken[1] / taken[0] - 1)
        rates = " and ".join(f"{(len(told) - start) / one:.2f}" for one in taken)
        print(f"here and on the cluster: {rates} reports a second", flush=True)
    print(f"more time on the cluster, median of {rounds} rounds: {statistics.median(slower):+.1%}")


if __name__ == "__main__":
    main()

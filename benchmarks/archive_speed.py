"""How fast archives are made: python -m benchmarks.archive_speed [--shared ../shared] [--jobs 2]

Plain text in (JSON Lines of PolNeAR dev's reports, several times over, each time with another line
at the end) and HTML in (a WARC of the fundus benchmark's real pages, in the same way), Parquet out,
by `sayso archive` with `--jobs` processes. Start-up and loading are taken off by a second run over
fewer records. In the same round the bare encoder runs over the same texts in as many processes, and
the pages' stories are told alone; HTML's bar is a share of what these two together allow. Shares
are taken within a round, and of `--rounds` the median is given, since a machine is seldom quiet;
beside what passed, of processors' time, which what else runs on the machine changes least.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.material import crawl, lines, pages, texts
from benchmarks.speed import Spent, bare_encoder, between, spent
from sayso.intake import IntakeOptions
from sayso.intake.page import Page
from sayso.intake.take import item_of
from sayso.model import Item

FEW, MANY = 64, 256
T = TypeVar("T", str, bytes)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive_speed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    told, found = texts(given.shared), pages(given.shared)
    print(f"{given.jobs} processes, {MANY - FEW} reports a round beside {FEW} to start with")
    rounds: dict[str, list[tuple[Spent, Spent]]] = {"text": [], "HTML": []}
    for _ in range(given.rounds):
        for name, one in (
            ("text", of_text(told, given.jobs)),
            ("HTML", of_pages(found, given.jobs)),
        ):
            rounds[name].append(one)
            print(f"  {name} in, Parquet out: {one[0].share_of(one[1])}", flush=True)
    for name, all_of in rounds.items():
        made, allowed = (_middle([one[at] for one in all_of]) for at in (0, 1))
        print(f"{name} in, Parquet out, median of {len(all_of)} rounds: {made.share_of(allowed)}")
        used = f"{1000 * made.processor:.1f} ms of {1000 * allowed.processor:.1f} allowed"
        print(f"  {1 / made.wall:.2f} reports a second; of a processor {used}")


def _middle(rounds: Sequence[Spent]) -> Spent:
    return Spent(*(median(getattr(one, name) for one in rounds) for name in Spent.__slots__))


def of_text(told: Sequence[str], jobs: int) -> tuple[Spent, Spent]:
    """Plain text in, and what is allowed: the bare encoder alone."""
    bare = bare_encoder(told, jobs)
    again = islice((f"{text}\n\nAgain, {n}." for n in count() for text in told), MANY)
    return _made(list(again), jobs, lines), bare


def of_pages(found: Sequence[bytes], jobs: int) -> tuple[Spent, Spent]:
    """HTML in, and what is allowed: what the bare encoder and telling the stories take together."""
    began, used = time.perf_counter(), time.process_time()
    told = list(_stories(found))
    wall, processor = time.perf_counter() - began, time.process_time() - used
    bare = bare_encoder(told, jobs)
    again = (page.replace(b"</p>", b" (%d)</p>" % n) for n in count() for page in found)
    made = _made(list(islice(again, MANY)), jobs, crawl)
    number = len(found)
    return made, Spent(bare.wall + wall / jobs / number, bare.processor + processor / number)


def _stories(found: Sequence[bytes]) -> Iterator[str]:
    for page in found:
        item = item_of(Page("a.html", page, "html"), IntakeOptions())
        if isinstance(item, Item):
            yield item.report.text


def _made(told: Sequence[T], jobs: int, written: Callable[[Path, Sequence[T]], Path]) -> Spent:
    with tempfile.TemporaryDirectory() as name:
        place, parts = Path(name), (("few", told[:FEW]), ("all", told))
        few, whole = (_run(place / name, part, jobs, written) for name, part in parts)
        return between(few, whole, len(told) - FEW)


def _run(
    place: Path, told: Sequence[T], jobs: int, written: Callable[[Path, Sequence[T]], Path]
) -> Spent:
    source = str(written(place, told))
    command: list[str] = [
        sys.executable,
        "-m",
        "sayso.cli",
        "archive",
        "run",
        source,
        "--out",
        str(place),
    ]
    return spent([*command, "--jobs", str(jobs)])


if __name__ == "__main__":
    main()

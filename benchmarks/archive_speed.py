"""How fast archives are made: python -m benchmarks.archive_speed [--shared ../shared] [--jobs 2]

Plain text in (JSON Lines of PolNeAR dev's reports, several times over, each time with another line
at the end) and HTML in (a WARC of the fundus benchmark's real pages, in the same way), Parquet out,
by `sayso archive` with `--jobs` processes. Start-up and loading are taken off by a second run over
fewer records. In the same round the bare encoder runs over the same texts in as many processes, and
the pages' stories are told alone; HTML's bar is a share of what these two together allow. Shares
are taken within a round, and of `--rounds` the median is given, since a machine is seldom quiet.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from benchmarks.material import crawl, lines, pages, texts
from benchmarks.speed import bare_rate
from sayso.intake import IntakeOptions
from sayso.intake.page import Page
from sayso.intake.take import item_of
from sayso.model import Item

FEW, MANY = 64, 256
T = TypeVar("T", str, bytes)


@dataclass(frozen=True, slots=True)
class Round:
    """Rates of one round, in reports a second: of the archive, and what the parts alone allow."""

    made: float
    allowed: float

    @property
    def share(self) -> float:
        return self.made / self.allowed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive_speed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    told, found = texts(given.shared), pages(given.shared)
    print(f"{given.jobs} processes, {MANY - FEW} reports a round beside {FEW} to start with")
    shares: dict[str, list[float]] = {"text": [], "HTML": []}
    for _ in range(given.rounds):
        rounds = {"text": of_text(told, given.jobs), "HTML": of_pages(found, given.jobs)}
        for name, one in rounds.items():
            shares[name].append(one.share)
            rates = f"{one.made:5.2f} a second of {one.allowed:5.2f} that are allowed"
            print(f"  {name} in, Parquet out: {rates}, {one.share:.1%}", flush=True)
    for name, all_of in shares.items():
        middle = statistics.median(all_of)
        print(f"{name} in, Parquet out, median of {len(all_of)} rounds: {middle:.1%}")


def of_text(told: Sequence[str], jobs: int) -> Round:
    """Plain text in; the bare encoder is all that is allowed."""
    bare = bare_rate(told, jobs)
    again = islice((f"{text}\n\nAgain, {n}." for n in count() for text in told), MANY)
    return Round(_rate(list(again), jobs, lines), bare)


def of_pages(found: Sequence[bytes], jobs: int) -> Round:
    """HTML in; allowed is what the bare encoder and telling the stories together take."""
    began = time.perf_counter()
    told = list(_stories(found))
    each = (time.perf_counter() - began) / len(found)
    bare = bare_rate(told, jobs)
    again = (page.replace(b"</p>", b" (%d)</p>" % n) for n in count() for page in found)
    return Round(_rate(list(islice(again, MANY)), jobs, crawl), jobs / (jobs / bare + each))


def _stories(found: Sequence[bytes]) -> Iterator[str]:
    for page in found:
        item = item_of(Page("a.html", page, "html"), IntakeOptions())
        if isinstance(item, Item):
            yield item.report.text


def _rate(told: Sequence[T], jobs: int, written: Callable[[Path, Sequence[T]], Path]) -> float:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        few = _seconds(written(place / "few", told[:FEW]), place / "a", jobs)
        return (len(told) - FEW) / (_seconds(written(place / "all", told), place / "b", jobs) - few)


def _seconds(source: Path, out: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "sayso.cli", "archive", "run", str(source), "--out", str(out)]
    began = time.perf_counter()
    subprocess.run([*command, "--jobs", str(jobs)], check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

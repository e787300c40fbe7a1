"""How fast reports are read: python -m benchmarks.speed [--shared ../shared] [--jobs 2]

Reads PolNeAR dev (else the demo story, ten times over) three ways on this machine: stage by stage
in one process; whole, by `sayso add` with `--jobs` processes, start-up and loading taken off by a
second, small run; and with the bare encoder alone on the same windows, already tokenised, in as
many processes. Times a start, and tells the most memory a process took.
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
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import sayso
from sayso import demo
from sayso.intake import report_from_text
from sayso.ledger import Ledger
from sayso.ledger.write import add_reading
from sayso.model import Capture, Item, Report, Span
from sayso.reading import (
    actors,
    attribution,
    edges,
    figures,
    furniture,
    joining,
    quotes,
    sentences,
    statements,
    times,
    windows,
)
from sayso.reading.encoder import Window, packaged
from sayso.reading.pieces import Pieces, split
from sayso.reading.read import read, reader_version

FEW = 8
Result = TypeVar("Result")


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def timed(self, stage: str, what: Callable[[], Result]) -> Result:
        began = time.perf_counter()
        result = what()
        self.seconds[stage] += time.perf_counter() - began
        return result


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--jobs", type=int, default=2, help="processes for sayso add")
    given = parser.parse_args()
    texts = _texts(given.shared)
    words = sum(len(text.split()) for text in texts)
    print(f"sayso {sayso.__version__}, weights {packaged().version}, {os.cpu_count()} processors")
    print(f"{len(texts)} reports, {words:,} words\n")
    _show_stages(texts, words)
    rate = _show_add(texts, words, given.jobs)
    bare = _bare_rate(texts, given.jobs)
    print(f"bare encoder, {given.jobs} processes    {bare:8.2f} reports a second")
    print(f"sayso add, of the bare encoder  {rate / bare:8.1%}")
    print(f"sayso --help, median of 9       {_start_up():8.3f} s")


def _texts(shared: Path) -> list[str]:
    folder = shared / "data" / "polnear" / "dev" / "text"
    if folder.is_dir():
        return [p.read_bytes().decode() for p in sorted(folder.glob("*.txt"))]
    print(f"PolNeAR dev is not at {folder}: the demo story ten times over stands in")
    reports = [item.report for item in demo.items() if isinstance(item, Item)]
    return [f"{report.text}\n\n{n}" for n in range(10) for report in reports]


def _show_stages(texts: Sequence[str], words: int) -> None:
    clock = Clock()
    for text in texts[:FEW]:
        _staged(Clock(), text)
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "speed.db", create=True) as ledger,
    ):
        for text in texts:
            _kept(clock, ledger, _staged(clock, text))
    total = sum(clock.seconds.values())
    print(f"one process, stage by stage     {len(texts) / total:8.2f} reports a second")
    for stage, seconds in clock.seconds.items():
        each = 1000 * seconds / len(texts)
        print(f"  {stage:<28} {each:8.2f} ms a report  {seconds / total:6.1%}")
    print(f"  in all {words / total:,.0f} words a second\n")


def _staged(clock: Clock, text: str) -> Report:
    encoder = packaged()
    settings = attribution.Settings(**encoder.meta["settings"])
    report = clock.timed("intake", lambda: report_from_text(text))
    marked = clock.timed("furniture", lambda: furniture.mark(text, report.title))
    unread = [(one.span.start, one.span.end) for one in marked]
    seen = clock.timed("word pieces and encoder", lambda: list(encoder.windows(text, unread)))
    found = clock.timed("links and decoding", lambda: _linked(seen, settings))
    clock.timed("rest of the reading", lambda: _rest(report, found))
    return report


def _linked(
    seen: Sequence[Window], settings: attribution.Settings
) -> list[attribution.Attribution]:
    made = [one for window in seen for one in attribution.of_window(packaged(), window, settings)]
    return attribution.apart(made)


def _rest(report: Report, tagged: list[attribution.Attribution]) -> None:
    told = sentences.split(report.text)
    expressions = times.find(report.text, report.published)
    quoted = quotes.runs(report.text)
    page = edges.Page(report.text, quoted, told)
    found = joining.joined(page, edges.settled(page, tagged))
    sources = [Span.of(report.text, *one.source) if one.source else None for one in found]
    _, speaking = actors.resolve(report.text, told, sources)
    contents = [Span.of(report.text, *part) for one in found for part in one.content]
    counted = figures.find(report.text, contents)
    around = statements.Surroundings(report, quoted, told, expressions, counted, found)
    statements.statements(around, speaking)


def _kept(clock: Clock, ledger: Ledger, report: Report) -> None:
    reading = read(report)
    raw = report.text.encode()
    capture = Capture(raw, report.raw_sha256, "speed", None, "2031-01-01T00:00:00Z", None, (), "-")
    item = Item("speed", report, capture)
    clock.timed("ledger", lambda: add_reading(ledger, item, reading, reader_version(), True))


def _show_add(texts: Sequence[str], words: int, jobs: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, text in enumerate(texts):
            name = "few" if number < FEW else "rest"
            (place / name).mkdir(exist_ok=True)
            (place / name / f"{number:03}.txt").write_bytes(text.encode())
        whole = _added(place, jobs, "few", "rest")
        few = _added(place, jobs, "few")
    seconds = whole - few
    rate = (len(texts) - FEW) / seconds
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"sayso add, {jobs} processes, loaded    {rate:8.2f} reports a second")
    print(f"  in all, with start and loading {len(texts) / whole:8.2f} reports a second")
    print(f"  words a second, loaded         {rate * words / len(texts):8,.0f}")
    print(f"  peak memory of one process     {peak:8.0f} MB")
    return rate


def _added(place: Path, jobs: int, *names: str) -> float:
    ledger = place / f"{len(names)}.db"
    command = [sys.executable, "-m", "sayso.cli", "add", *(str(place / name) for name in names)]
    began = time.perf_counter()
    subprocess.run(
        [*command, "--ledger", str(ledger), "--jobs", str(jobs)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def _bare_rate(texts: Sequence[str], jobs: int) -> float:
    """Reports a second of the encoder alone, all processes started together once loaded."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(jobs)
    results: multiprocessing.Queue[tuple[float, float]] = context.Queue()
    parts = [texts[number::jobs] for number in range(jobs)]
    workers = [context.Process(target=_bare, args=(part, barrier, results)) for part in parts]
    for worker in workers:
        worker.start()
    spans = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    return len(texts) / (max(end for _, end in spans) - min(start for start, _ in spans))


def _bare(texts: Sequence[str], barrier: object, results: object) -> None:
    encoder = packaged()
    cuts: list[Pieces] = []
    for text in texts:
        pieces = split(text, encoder.tokenizer)
        cuts.extend(pieces.cut(*bound) for bound in windows.bounds(len(pieces)))
    encoder.raw(cuts[0])
    barrier.wait()  # type: ignore[attr-defined]
    began = time.time()
    for cut in cuts:
        encoder.raw(cut)
    results.put((began, time.time()))  # type: ignore[attr-defined]


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

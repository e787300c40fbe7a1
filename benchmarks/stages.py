"""Where each millisecond goes: python -m benchmarks.stages [--shared ../shared] [--rounds 3]

Milliseconds of processor time a report, in one process of one thread: of `read` by the modules that
it calls, of an archive made of plain text (JSON Lines of PolNeAR dev's reports, else the demo
story's) and of one made of real pages in a WARC (the fundus benchmark's, else made ones) by their
steps. Of several rounds the one that took least counts. What is timed is the shipped code itself,
called as it is: a module that `read` begins to call has its line without being named here.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FunctionType, GeneratorType, ModuleType
from typing import Any
from unittest.mock import patch

from benchmarks.material import crawl, lines, pages, texts
from sayso.archive import chunks, early, place, run, tables, work
from sayso.archive.inputs import measured
from sayso.archive.plan import Plan
from sayso.intake import IntakeOptions, report_from_text
from sayso.reading import encoder
from sayso.reading import read as reading
from sayso.reading.encoder import Encoder, packaged

ENCODER, PIECES, LINKS = "encoder", "word pieces", "links"


@dataclass
class Clock:
    """Seconds of processor time by stage; what one stage calls of another counts to that alone."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _inside: list[float] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.process_time()
        self._inside.append(0.0)
        try:
            yield
        finally:
            spent = time.process_time() - began
            self.seconds[name] += spent - self._inside.pop()
            if self._inside:
                self._inside[-1] += spent

    def timing(self, name: str, what: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed as a stage; one that yields, each time that it is asked to."""

        def timed(*given: Any, **named: Any) -> Any:
            with self.stage(name):
                result = what(*given, **named)
            return self._each(name, result) if isinstance(result, GeneratorType) else result

        return timed

    def _each(self, name: str, things: Iterator[Any]) -> Iterator[Any]:
        while True:
            with self.stage(name):
                thing = next(things, None)
            if thing is None:
                return
            yield thing

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


class Timed:
    """A module as another one calls it, its functions timed under its name."""

    def __init__(self, module: ModuleType, clock: Clock) -> None:
        self._module, self._clock = module, clock

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._module, name)
        stage = self._module.__name__.removeprefix("sayso.reading.")
        return self._clock.timing(stage, found) if isinstance(found, FunctionType) else found


@contextmanager
def reading_timed(clock: Clock) -> Iterator[None]:
    """Have all that `read` calls timed, and inside it the encoder, word pieces and links."""
    with ExitStack() as stack:
        for name, module in list(vars(reading).items()):
            if isinstance(module, ModuleType) and module.__name__.startswith("sayso.reading"):
                stack.enter_context(patch.object(reading, name, Timed(module, clock)))
        for owner, name, stage in (
            (encoder, "split", PIECES), (Encoder, "raw", ENCODER), (Encoder, "links", LINKS),
        ):  # fmt: skip
            _timed(stack, clock, owner, name, stage)
        yield


@contextmanager
def archive_timed(clock: Clock) -> Iterator[None]:
    """Have the steps of a run over an archive timed."""
    steps: tuple[tuple[Any, str, str], ...] = (
        (run, "records", "records of the input"),
        (work, "item_of", "story told from its page"),
        (early, "dropped", "dropped early"),
        (early, "digest", "told before?"),
        (early.Seen, "firsts", "told before?"),
        (Encoder, "raw", ENCODER),
        (work, "read", "the rest of reading"),
        (tables, "tables", "rows put into columns"),
        (chunks, "packed", "chunks packed"),
        (chunks.Folder, "put", "chunks kept"),
        (place, "finish", "archive made of its chunks"),
    )
    with ExitStack() as stack:
        for owner, name, stage in steps:
            _timed(stack, clock, owner, name, stage)
        yield


def _timed(stack: ExitStack, clock: Clock, owner: Any, name: str, stage: str) -> None:
    stack.enter_context(patch.object(owner, name, clock.timing(stage, getattr(owner, name))))


def of_reading(told: Sequence[str]) -> dict[str, float]:
    """Seconds by the modules that `read` calls, over some texts."""
    clock = Clock()
    reports = [report_from_text(text) for text in told]
    with reading_timed(clock):
        for report in reports:
            with clock.stage("read itself"):
                reading.read(report)
    return clock.seconds


def of_archive(write: Callable[[Path], Path]) -> dict[str, float]:
    """Seconds by the steps of a run over what `write` writes."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as name:
        source = write(Path(name) / "source")
        plan = Plan((measured(str(source)),), IntakeOptions(), reading.reader_version())
        with archive_timed(clock), clock.stage("between these"):
            run.run(plan, Path(name) / "out", 1, 1, False, lambda progress: None)
    return clock.seconds


def shown(title: str, rounds: Iterable[dict[str, float]], reports: int) -> None:
    """Print the quickest round, a line a stage."""
    least = min(rounds, key=lambda seconds: sum(seconds.values()))
    total = sum(least.values())
    rest = 1000 * (total - least[ENCODER]) / reports
    print(f"{title}: {1000 * total / reports:.1f} ms a report, {rest:.1f} beside the encoder")
    for stage, seconds in sorted(least.items(), key=lambda one: -one[1]):
        print(f"  {stage:<26} {1000 * seconds / reports:8.2f} ms {seconds / total:7.1%}")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    told, found = texts(given.shared), pages(given.shared)
    of_reading(told[:4])
    rounds = range(given.rounds)
    words = sum(len(text.split()) for text in told) // len(told)
    print(f"{len(told)} texts of {words} words on the average, {len(found)} pages")
    print(f"weights {packaged().version}\n")
    shown("read", (of_reading(told) for _ in rounds), len(told))
    shown("text to Parquet", (of_archive(partial(lines, told=told)) for _ in rounds), len(told))
    shown("HTML to Parquet", (of_archive(partial(crawl, found=found)) for _ in rounds), len(found))


if __name__ == "__main__":
    main()

"""Many reports read at once, one process a core, in the order they came."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from typing import Generic, TypeVar

from sayso.model import Reading, Report
from sayso.reading.encoder import packaged
from sayso.reading.read import read

# Fewer reports than this are read before another process would have its weights loaded.
FEW = 6

Thing = TypeVar("Thing")


class Answer(Generic[Thing]):
    """An input and, where it holds a report to read, the reading to come."""

    __slots__ = ("_reading", "thing")

    def __init__(self, thing: Thing, reading: Callable[[], Reading] | None) -> None:
        self.thing = thing
        self._reading = reading

    @property
    def reading(self) -> Reading | None:
        """The reading, waited for if need be; None where there was nothing to read."""
        return self._reading() if self._reading else None


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_many(
    things: Iterable[Thing],
    report_of: Callable[[Thing], Report | None],
    jobs: int,
    threads: int = 1,
) -> Iterator[Answer[Thing]]:
    """Answers in the order of the inputs; `report_of` gives the report to read or None. Never more
    than a few reports a job are held at once."""
    incoming = iter(things)
    first = list(islice(incoming, FEW))
    if jobs <= 1 or len(first) < FEW:
        yield from _alone(chain(first, incoming), report_of, threads)
        return
    yield from _pooled(chain(first, incoming), report_of, jobs, threads)


def _alone(
    things: Iterable[Thing], report_of: Callable[[Thing], Report | None], threads: int
) -> Iterator[Answer[Thing]]:
    for thing in things:
        report = report_of(thing)
        reading = read(report, packaged(threads)) if report else None
        yield Answer(thing, partial(_same, reading) if reading else None)


def _same(reading: Reading) -> Reading:
    return reading


def _pooled(
    things: Iterable[Thing],
    report_of: Callable[[Thing], Report | None],
    jobs: int,
    threads: int,
) -> Iterator[Answer[Thing]]:
    # A fresh interpreter a worker: forking a process whose libraries run threads can hang it.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _load, (threads,)) as pool:
        waiting: deque[Answer[Thing]] = deque()
        try:
            for thing in things:
                report = report_of(thing)
                future: Future[Reading] | None = pool.submit(_read, report) if report else None
                waiting.append(Answer(thing, future.result if future else None))
                if len(waiting) >= jobs * 4:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_threads = 1


def _load(threads: int) -> None:
    global _threads
    _threads = threads
    packaged(threads)


def _read(report: Report) -> Reading:
    return read(report, packaged(_threads))

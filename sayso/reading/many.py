"""Many reports read at once, one process a core, in the order they came."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import TypeVar

from sayso.model import Reading, Report
from sayso.reading.encoder import packaged
from sayso.reading.read import read

# Fewer reports than this are read before another process would have its weights loaded.
FEW = 6

Thing = TypeVar("Thing")
Result = TypeVar("Result")


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
) -> Iterator[tuple[Thing, Reading | None]]:
    """Inputs with their readings, in order; `report_of` gives the report to read, or None where
    there is nothing to. Never more than a few reports a job are held at once."""
    incoming = iter(things)
    first = list(islice(incoming, FEW)) if jobs > 1 else []
    if len(first) < FEW:
        for thing in chain(first, incoming):
            report = report_of(thing)
            yield thing, read(report, packaged(threads)) if report else None
        return
    yield from _pooled(chain(first, incoming), report_of, jobs, threads)


def _pooled(
    things: Iterable[Thing],
    report_of: Callable[[Thing], Report | None],
    jobs: int,
    threads: int,
) -> Iterator[tuple[Thing, Reading | None]]:
    # A fresh interpreter a worker: forking a process whose libraries run threads can hang it.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _load, (threads,)) as pool:
        waiting: deque[tuple[Thing, Future[Reading] | None]] = deque()
        try:
            for thing in things:
                report = report_of(thing)
                with _ctrl_c_waits():
                    future = pool.submit(_read, report) if report else None
                waiting.append((thing, future))
                while waiting and (len(waiting) >= jobs * 4 or _there(waiting[0][1])):
                    yield _answer(*waiting.popleft())
            while waiting:
                yield _answer(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def spread(
    things: Iterable[Thing], work: Callable[[Thing], Result], jobs: int, threads: int = 1
) -> Iterator[Result]:
    """What `work` gives for each thing, in order, in processes that have the weights loaded; never
    more than a few things a job are held at once. `work` and what it is given are pickled."""
    incoming = iter(things)
    first = list(islice(incoming, 2)) if jobs > 1 else []
    if len(first) < 2:
        yield from map(work, chain(first, incoming))
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _load, (threads,)) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for thing in chain(first, incoming):
                with _ctrl_c_waits():
                    waiting.append(pool.submit(work, thing))
                while waiting and (len(waiting) >= jobs * 3 or waiting[0].done()):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """Ctrl-C comes when this is over; a process started meanwhile never sees one, not even before
    it runs `_load`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _there(future: Future[Reading] | None) -> bool:
    return future is None or future.done()


def _answer(thing: Thing, future: Future[Reading] | None) -> tuple[Thing, Reading | None]:
    return thing, future.result() if future else None


_threads = 1


def _load(threads: int) -> None:
    # The process that started this one answers Ctrl-C for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _threads
    _threads = threads
    threading.Thread(target=_end_with_parent, daemon=True).start()
    packaged(threads)


def _end_with_parent() -> None:
    """Killed outright, the process that started this one cannot end it; so this one watches."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _read(report: Report) -> Reading:
    return read(report, packaged(_threads))

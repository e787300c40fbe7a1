"""What a running web app holds: how it is served, the thread that writes, the one that adds."""

from __future__ import annotations

import contextlib
import functools
import itertools
import logging
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sayso import casework
from sayso.casework import Outcome, Read, ReadMany
from sayso.ledger import Ledger
from sayso.model import Item, Reading, Skipped

Done = TypeVar("Done")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Serving:
    """How the app is served: which ledger, who decides, by which host names it may be asked, the
    password that must be given where there is one, and what reads reports."""

    ledger: Path
    reviewer: str
    read_many: ReadMany
    reader: str
    hosts: frozenset[str] = LOOPBACK
    password: str | None = None
    allow_private: bool = False


class Writer:
    """The one thread that writes to a ledger: works are done one after another, each whole."""

    def __init__(self, ledger: Path) -> None:
        # Opened once here, so that a ledger that cannot be is told of before anything is served.
        Ledger.open(ledger, create=not ledger.exists()).close()
        self._path = ledger
        self._works: queue.SimpleQueue[tuple[Callable[[Ledger], Any], Future[Any]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._run, name="sayso-writer", daemon=True)
        self._thread.start()

    def do(self, work: Callable[[Ledger], Done]) -> Done:
        """What a work gives that is done on the ledger; its errors are raised here."""
        future: Future[Done] = Future()
        self._works.put((work, future))
        return future.result()

    def close(self) -> None:
        """End when all that was asked for is done."""
        self._works.put(None)
        self._thread.join()

    def _run(self) -> None:
        with Ledger.open(self._path) as ledger:
            while asked := self._works.get():
                work, future = asked
                try:
                    future.set_result(work(ledger))
                except BaseException as error:
                    future.set_exception(error)


@dataclass(slots=True)
class Adding:
    """Reports that are being added, or were: what became of each so far. `trouble` where it had to
    stop."""

    number: int
    outcomes: list[Outcome] = field(default_factory=list)
    over: bool = False
    trouble: str | None = None


# What gives the items to be added, and clears up when it is closed.
Items = Generator[Item | Skipped, None, None]


class Adder:
    """The one thread that takes in and reads what is to be added, and has the writer keep it, a
    report at a time: so what is decided meanwhile does not wait."""

    def __init__(self, serving: Serving, writer: Writer) -> None:
        self._serving = serving
        self._writer = writer
        self._all: dict[int, Adding] = {}
        self._waiting: queue.SimpleQueue[tuple[Adding, Items] | None] = queue.SimpleQueue()
        self._numbers = itertools.count(1)
        threading.Thread(target=self._run, name="sayso-adder", daemon=True).start()

    def add(self, items: Items) -> Adding:
        """What is being added of these, from now on."""
        adding = Adding(next(self._numbers))
        self._all[adding.number] = adding
        self._waiting.put((adding, items))
        return adding

    def compare(self) -> None:
        """Have what stands across reports told anew, after something was decided."""
        self._waiting.put(None)

    def get(self, number: int) -> Adding | None:
        """What was or is added under a number since the app was started."""
        return self._all.get(number)

    def _run(self) -> None:
        while True:
            if asked := self._waiting.get():
                self._add_all(*asked)
            elif self._waiting.empty():  # Else what waits ends in comparing, too.
                with contextlib.suppress(Exception), _logged("comparing was stopped"):
                    self._compare()

    def _add_all(self, adding: Adding, items: Items) -> None:
        try:
            with _logged("adding was stopped"):
                self._add(adding, items)
                self._compare()
        except Exception as error:
            adding.trouble = str(error) or type(error).__name__
        finally:
            items.close()
            adding.over = True

    def _compare(self) -> None:
        """A story at a time, so that what is decided meanwhile does not wait for all of them."""
        steps = self._writer.do(casework.compare_across)
        while self._writer.do(lambda _: next(steps, None)):
            pass

    def _add(self, adding: Adding, items: Items) -> None:
        with Ledger.open(self._serving.ledger) as ledger:
            wanted = functools.partial(casework.unread, ledger)
            for item, reading in self._serving.read_many(items, wanted):
                adding.outcomes.extend(self._writer.do(self._keeping(item, reading)))

    def _keeping(
        self, item: Item | Skipped, reading: Reading | None
    ) -> Callable[[Ledger], list[Outcome]]:
        def read_already(*_: object) -> Iterator[Read]:
            yield item, reading

        return lambda ledger: list(casework.add(ledger, [item], read_already, self._serving.reader))


@contextlib.contextmanager
def _logged(what: str) -> Iterator[None]:
    """Where the app runs it is told what went wrong."""
    try:
        yield
    except Exception:
        logging.getLogger("sayso").exception(what)
        raise


@dataclass(frozen=True, slots=True)
class Desk:
    """All that pages share."""

    serving: Serving
    writer: Writer
    adder: Adder
    secret: bytes = field(repr=False)

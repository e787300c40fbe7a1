"""What a running web app holds: how it is served, the one thread that writes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sayso.casework import ReadMany
from sayso.ledger import Ledger

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


@dataclass(frozen=True, slots=True)
class Desk:
    """All that pages share."""

    serving: Serving
    writer: Writer
    secret: bytes = field(repr=False)

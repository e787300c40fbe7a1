"""What a user does with a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sayso.ledger.connect import Ledger
from sayso.ledger.write import add_capture, add_reading, has_report
from sayso.model import Item, Reading, Report, Skipped, with_notes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `added` with so many statements, `met again`, or `skipped`. When it
    is given, the ledger holds it on the disk."""

    input: str
    what: Literal["added", "met again", "skipped"]
    report_id: str | None = None
    title: str | None = None
    statements: int = 0
    detail: str = ""


Read = tuple[Item | Skipped, Reading | None]
ReportOf = Callable[[Item | Skipped], Report | None]
# Inputs → the same in order, with readings of those whose report is to be read.
ReadMany = Callable[[Iterable[Item | Skipped], ReportOf], Iterator[Read]]


def add(
    ledger: Ledger,
    items: Iterable[Item | Skipped],
    read_many: ReadMany,
    reader: str,
    keep_raw: bool = True,
) -> Iterator[Outcome]:
    """Add reports and their readings, a transaction each, in order. A report that is there already
    is not read again and gains a capture: so a run that was stopped can simply be run again."""

    def unread(item: Item | Skipped) -> Report | None:
        if isinstance(item, Skipped) or has_report(ledger, item.report.id):
            return None
        return item.report

    for item, reading in read_many(items, unread):
        if isinstance(item, Skipped):
            yield Outcome(item.input, "skipped", detail=f"{item.detail} ({item.reason})")
        else:
            yield _keep(ledger, _storable(item), reading, reader, keep_raw)


def _storable(item: Item) -> Item:
    """The item under a name that can be written as UTF-8: a file's name may hold any bytes."""
    name = item.capture.requested.encode(errors="backslashreplace").decode()
    return replace(item, capture=replace(item.capture, requested=name))


def _keep(
    ledger: Ledger, item: Item, reading: Reading | None, reader: str, keep_raw: bool
) -> Outcome:
    report = item.report
    if reading and add_reading(ledger, item, with_notes(reading, item), reader, keep_raw):
        count = len(reading.statements)
        return Outcome(item.input, "added", report.id, report.title, count)
    if not reading:
        add_capture(ledger, item, keep_raw)
    return Outcome(item.input, "met again", report.id, report.title)

"""A part of an archive → reports with their readings, as a ledger takes them in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa

from sayso.archive.finish import MANIFEST
from sayso.archive.place import place_at
from sayso.archive.query import Archive, opened
from sayso.archive.tables import readings
from sayso.casework import Read, ReadMany, ReportOf
from sayso.errors import ArchiveError
from sayso.intake.take import Clock, utc_now
from sayso.model import Capture, Item, Reading, Report, Skipped, from_plain
from sayso.reading.read import is_own_note

AT_ONCE = 64
PARTS = ("statements", "actors", "times", "places")


def reader_of(name: str | Path) -> str:
    """What made the readings of an archive; ArchiveError where there is none."""
    with opened(name):
        manifest = json.loads(place_at(name).text(MANIFEST) or "")
    return str(manifest["plan"]["reader"])


def items(
    name: str | Path, where: str, now: Clock = utc_now
) -> Iterator[tuple[Item, Reading | None]]:
    """The reports of an archive that fit, as they came, with their readings; None for one whose
    story an earlier report tells, as its own words are to be read. `where` is a condition on
    `reports`, with or without the word WHERE. ArchiveError where it is none."""
    condition = re.sub(r"^\s*where\b", "", where, flags=re.IGNORECASE).strip()
    if not condition:
        raise ArchiveError(str(name), "the condition is empty; say true for all of it")
    with opened(name) as archive:
        keys = _keys(archive, condition)
        for start in range(0, len(keys), AT_ONCE):
            yield from _items(archive, keys[start : start + AT_ONCE], now)


def _keys(archive: Archive, condition: str) -> list[tuple[Any, ...]]:
    _, rows = archive.ask(
        "SELECT input_number, number, id, day FROM reports WHERE (\n"
        f"{condition}\n) ORDER BY input_number, number"
    )
    return list(rows)


def _items(
    archive: Archive, keys: list[tuple[Any, ...]], now: Clock
) -> Iterator[tuple[Item, Reading | None]]:
    days = list({key[3] for key in keys})
    near = "(day IN (SELECT unnest(?)) OR (day IS NULL AND ?))"
    about = (days, None in days)
    places = [[key[0], key[1]] for key in keys]
    found = {
        "reports": archive.table(
            f"SELECT * FROM reports WHERE {near} AND [input_number, number] IN"
            " (SELECT unnest(?)) ORDER BY input_number, number", (*about, places)
        )
    }  # fmt: skip
    ids = sorted({key[2] for key in keys})
    for name in PARTS:
        found[name] = archive.table(
            f"SELECT * FROM {name} WHERE {near} AND report IN (SELECT unnest(?))"
            " ORDER BY report, position",
            (*about, ids),
        )
    yield from _paired(found, now)


def _paired(found: dict[str, pa.Table], now: Clock) -> Iterator[tuple[Item, Reading | None]]:
    read = {(row["input_number"], row["number"]): one for one, row in readings(found)}
    for row in found["reports"].to_pylist():
        yield _item(row, now), read.get((row["input_number"], row["number"]))


def _item(row: dict[str, Any], now: Clock) -> Item:
    names = [field.name for field in fields(Report)]
    report = from_plain(Report, {name: row[name] for name in names})
    at = row["captured"] or now().strftime("%Y-%m-%dT%H:%M:%SZ")
    capture = Capture(
        b"", report.raw_sha256, row["input"], report.url, at, row["status"], (), row["extractor"]
    )
    own = () if row["read"] else tuple(n for n in row["notes"] if not is_own_note(n))
    return Item(row["input"], report, capture, own)


def given(kept: Iterable[tuple[Item, Reading | None]], read_many: ReadMany) -> ReadMany:
    """What gives the items kept with their readings, those that have none read anew; it is to be
    called for no other things."""

    def reading(_: Iterable[Item | Skipped], report_of: ReportOf) -> Iterator[Read]:
        known: dict[str, Reading] = {}

        def incoming() -> Iterator[Item | Skipped]:
            for item, found in kept:
                if found:
                    known[item.report.id] = found
                yield item

        def unread(thing: Item | Skipped) -> Report | None:
            report = report_of(thing)
            return None if report and report.id in known else report

        for thing, found in read_many(incoming(), unread):
            report = report_of(thing)
            yield thing, found or (known.pop(report.id, None) if report else None)

    return reading

"""Chunks → the archive: tables parted by day, each story's reading once, and a manifest.

What is written follows from the records alone: not from how often a run was stopped, in how many
processes or shards it was done, or in what order its chunks were made.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import ipc

from sayso.archive.chunks import Kept, Key, unpacked
from sayso.archive.plan import FORMAT, Plan
from sayso.archive.tables import KEYS, NAMES, archived_schema
from sayso.archive.work import place_of
from sayso.ledger.connect import sync_folder
from sayso.reading.read import is_own_note

MANIFEST = "manifest.json"
STAGE = "finishing"
UNDATED = "__HIVE_DEFAULT_PARTITION__"
# Rows are held until there are so many bytes of them, and written in groups of so many rows.
HELD = 96_000_000
GROUP = {"reports": 256}
GROUP_ELSE = 20_000
Tables = dict[str, pa.Table]


def finish(plan: Plan, store: Kept, out: Path, keep: bool) -> dict[str, Any]:
    """Write the archive of a plan whose chunks are all there, and give its manifest, which is
    written last; the chunks go unless they are to be kept. Begun anew it gives the same."""
    stage = out / ".work" / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    tally = Tally(len(plan.inputs))
    spill = _Spill(stage / "parts")
    with closing(_Stories(stage / "stories.db")) as stories:
        for key in sorted(store.keys()):
            for name, table in _settled(_read(store, key), stories, tally).items():
                spill.add(name, table)
    spill.flush()
    files = {name: spill.write(name, stage / "tables" / name) for name in NAMES}
    for name in NAMES:
        _moved(stage / "tables" / name, out / name)
    manifest = {"format": FORMAT, "plan": plan.plain(), **tally.plain(plan), "files": files}
    put_whole(out / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    shutil.rmtree(stage if keep else stage.parent)
    return manifest


def put_whole(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


@dataclass
class Tally:
    """What became of the records of all inputs."""

    inputs: int
    reports: Counter[int] = field(default_factory=Counter)
    failures: Counter[int] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    read: int = 0
    digests: dict[int, Any] = field(default_factory=dict)

    def count(self, tables: Tables) -> None:
        """Count a chunk's rows."""
        for name, table in tables.items():
            self.rows[name] += table.num_rows
        self.reports.update(tables["reports"]["input_number"].to_pylist())
        self.failures.update(tables["failures"]["input_number"].to_pylist())
        self.reasons.update(tables["failures"]["reason"].to_pylist())
        self.read += pc.sum(tables["reports"]["read"]).as_py() or 0
        self._digest(tables)

    def _digest(self, tables: Tables) -> None:
        columns = ("input_number", "number", "raw_sha256")
        rows = [
            tuple(row.values()) for name in KEYS for row in tables[name].select(columns).to_pylist()
        ]
        for number, _, raw in sorted(rows, key=lambda row: row[:2]):
            self.digests.setdefault(number, sha256()).update(f"{raw or ''}\n".encode())

    def plain(self, plan: Plan) -> dict[str, Any]:
        """The counts as the manifest has them."""
        inputs = [
            {
                "name": one.name, "files": one.files, "bytes": one.size,
                "records": self.reports[number] + self.failures[number],
                "reports": self.reports[number], "failures": self.failures[number],
                "records_sha256": self.digests[number].hexdigest() if number in self.digests
                else None,
            }
            for number, one in enumerate(plan.inputs)
        ]  # fmt: skip
        counts = {"records": self.rows["reports"] + self.rows["failures"], "read": self.read}
        told_before = self.rows["reports"] - self.read
        return {
            "counts": counts | {"told_before": told_before} | {n: self.rows[n] for n in NAMES},
            "reasons": dict(sorted(self.reasons.items())),
            "inputs": inputs,
        }


class _Stories:
    """Which report was the first to tell each story, in the order of the records."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("BEGIN")
        self.connection.execute(
            "CREATE TABLE stories (key BLOB PRIMARY KEY, report TEXT NOT NULL, place INTEGER"
            " NOT NULL) STRICT, WITHOUT ROWID"
        )

    def first(self, report: str, digest: bytes, place: int) -> tuple[str, int]:
        """The report whose reading holds for one, and its place; the report itself where none
        before told its story."""
        keys = (digest, report.encode())
        found = self.connection.execute(
            "SELECT report, place FROM stories WHERE key IN (?, ?) ORDER BY place LIMIT 1", keys
        ).fetchone()
        root = found or (report, place)
        self.connection.executemany(
            "INSERT OR IGNORE INTO stories VALUES (?, ?, ?)", [(key, *root) for key in keys]
        )
        return root

    def close(self) -> None:
        self.connection.close()


def _read(store: Kept, key: Key) -> Tables:
    with store.open(key) as stream:
        return unpacked(stream)


def _settled(found: Tables, stories: _Stories, tally: Tally) -> Tables:
    """A chunk's tables, each story's reading where it was told first, and nowhere else."""
    rows = found["reports"].select(("id", "digest", "input_number", "number")).to_pylist()
    roots, first = [], []
    for row in rows:
        place = place_of(row["input_number"], row["number"])
        root, at = stories.first(row["id"], row["digest"], place)
        roots.append(root)
        first.append(at == place)
    told_again = [row["number"] for row, own in zip(rows, first, strict=True) if not own]
    settled = {name: _without(found[name], told_again) for name in NAMES if name not in KEYS}
    settled["reports"] = _reports(found["reports"], roots, first)
    settled["failures"] = found["failures"]
    tally.count(settled)
    return settled


def _without(table: pa.Table, numbers: list[int]) -> pa.Table:
    if not numbers:
        return table
    return table.filter(pc.invert(pc.is_in(table["number"], pa.array(numbers, pa.int64()))))


def _reports(table: pa.Table, roots: list[str], first: list[bool]) -> pa.Table:
    """The reports, those whose story was told before as if they had never been read."""
    rows = table.to_pylist() if not all(first) else []
    for row, own in zip(rows, first, strict=False):
        if not own:
            kept = [note for note in row["notes"] if not is_own_note(note)]
            row |= {"read": False, "statements": 0, "furniture": [], "notes": kept}
    made = pa.Table.from_pylist(rows, table.schema) if rows else table
    column = made.schema.get_field_index("reading_of")
    return made.set_column(column, "reading_of", pa.array(roots, pa.string()))


class _Spill:
    """Rows parted by table and day, in memory up to a bound and beyond it in files, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: dict[tuple[str, str], list[pa.Table]] = {}
        self.size = 0

    def add(self, name: str, table: pa.Table) -> None:
        """Add rows of a table."""
        for day, rows in _by_day(table):
            self.held.setdefault((name, day), []).append(rows)
            self.size += rows.nbytes
        if self.size >= HELD:
            self.flush()

    def flush(self) -> None:
        """Write out what is held."""
        for (name, day), parts in self.held.items():
            path = self.folder / name / day
            path.parent.mkdir(parents=True, exist_ok=True)
            table = pa.concat_tables(parts)
            with path.open("ab") as file, ipc.new_stream(file, table.schema) as writer:
                writer.write_table(table)
        self.held.clear()
        self.size = 0

    def write(self, name: str, folder: Path) -> int:
        """Write a table's files, one a day, and give how many."""
        folder.mkdir(parents=True)
        days = sorted(os.listdir(self.folder / name)) if (self.folder / name).exists() else []
        for day in days:
            (folder / f"day={day}").mkdir()
            path = self.folder / name / day
            _write(folder / f"day={day}" / "part-0.parquet", name, _parts(path))
            path.unlink()
        return len(days)


def _by_day(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    days = sorted(set(table["day"].to_pylist()), key=str)
    for day in days:
        if len(days) == 1:
            yield day or UNDATED, table
        elif day is None:
            yield UNDATED, table.filter(pc.is_null(table["day"]))
        else:
            yield day, table.filter(pc.equal(table["day"], day))


def _parts(path: Path) -> Iterator[pa.Table]:
    size = path.stat().st_size
    with path.open("rb") as file:
        while file.tell() < size:
            with ipc.open_stream(file) as reader:
                yield from (pa.Table.from_batches([batch]) for batch in reader)


def _write(path: Path, name: str, parts: Iterable[pa.Table]) -> None:
    columns = archived_schema(name)
    with pq.ParquetWriter(path, columns, compression="zstd", version="2.6") as writer:
        for group in _groups(parts, GROUP.get(name, GROUP_ELSE)):
            writer.write_table(group.select(columns.names), row_group_size=group.num_rows)


def _groups(parts: Iterable[pa.Table], rows: int) -> Iterator[pa.Table]:
    """The same rows in groups of so many, wherever the parts were cut."""
    waiting: list[pa.Table] = []
    count = 0
    for part in parts:
        waiting.append(part)
        count += part.num_rows
        while count >= rows:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, rows).combine_chunks()
            waiting = [whole.slice(rows)]
            count -= rows
    if count:
        yield pa.concat_tables(waiting).combine_chunks()


def _moved(source: Path, target: Path) -> None:
    """Put a folder in its place; one that an earlier try left there goes."""
    shutil.rmtree(target, ignore_errors=True)
    source.replace(target)

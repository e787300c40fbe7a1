"""Parquet → pages, a row each, a few rows at a time.

A column `text` makes a row a record with the names of `report`; without it a column `html` makes
it a page, found at `url`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.archive.page import Found
from sayso.errors import IntakeError
from sayso.intake.address import public_url
from sayso.intake.page import Page
from sayso.model import Skipped

RECORD = ("text", "url", "title", "publisher", "authors", "language", "published", "kind")
PAGE = ("html", "url")
ROWS = 16
BUFFER = 1 << 20


def pages(name: str, stream: BinaryIO, most: int) -> Iterator[Found]:
    """The rows of a file, named from 1; those of more than `most` bytes, and groups of rows whose
    values are so on the average, are skipped. IntakeError where the file is broken, or has no
    column that is read."""
    try:
        file = pq.ParquetFile(stream, buffer_size=BUFFER, pre_buffer=False)
        columns = _columns(file.schema_arrow)
        main = columns[0]
        stream_of = pq.ParquetFile(
            stream, buffer_size=BUFFER, pre_buffer=False, read_dictionary=[main]
        )
        row = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if _too_large(file, group, main, most):
                detail = f"rows {row + 1} to {row + rows} have far more than {most:,} bytes"
                yield Skipped(f"{name}:{row + 1}", "too-large", detail)
                row += rows
                continue
            for batch in stream_of.iter_batches(ROWS, [group], columns, use_threads=False):
                for plain in _rows(batch):
                    row += 1
                    yield _page(f"{name}:{row}", plain, most)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise IntakeError("bad-archive", f"the file is broken: {error}") from error


def _columns(schema: pa.Schema) -> list[str]:
    wanted = RECORD if "text" in schema.names else PAGE
    if wanted[0] not in schema.names:
        raise IntakeError("no-text", "the file has no column “text”, and no “html”")
    return [name for name in wanted if name in schema.names]


def _too_large(file: pq.ParquetFile, group: int, column: str, most: int) -> bool:
    found = file.metadata.row_group(group)
    parts = (found.column(number) for number in range(found.num_columns))
    size = sum(part.total_uncompressed_size for part in parts if part.path_in_schema == column)
    return bool(size > max(1, found.num_rows) * most)


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    # A row at a time: a dictionary's value may be large, and be that of many rows.
    for number in range(batch.num_rows):
        yield {name: batch.column(name)[number].as_py() for name in batch.schema.names}


def _page(name: str, row: dict[str, Any], most: int) -> Found:
    main = row.get("text", row.get("html"))
    if main is not None and len(main) > most:
        return Skipped(name, "too-large", f"more than {most:,} bytes")
    if "text" in row:
        raw = json.dumps(row, ensure_ascii=False, default=_iso).encode("utf-8", "surrogatepass")
        return Page(name, raw, "record")
    if not isinstance(main, str | bytes):
        return Skipped(name, "no-text", "the row has no “html”")
    url = row.get("url")
    charset = "utf-8" if isinstance(main, str) else None
    raw = main.encode("utf-8", "surrogatepass") if isinstance(main, str) else main
    return Page(name, raw, "html", charset, public_url(url) if isinstance(url, str) else None)


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)

"""Readings ⇄ Arrow tables: every field of the contract, in columns that follow `sayso.model`.

A table's nested columns are the contract's own objects, under its own names; beside them stand a
few plain columns for those who ask questions in SQL.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

import pyarrow as pa

from sayso.model import (
    Actor,
    Figure,
    Furniture,
    Hand,
    Item,
    Place,
    Reading,
    Report,
    Skipped,
    Span,
    Statement,
    Timex,
    reading_from_plain,
    to_plain,
)

NAMES = ("reports", "statements", "actors", "places", "times", "figures", "failures")
# Columns that place a row among all; they stay in chunks and do not reach the archive.
INNER = (("day", pa.string()), ("input_number", pa.int32()), ("number", pa.int64()))
KEYS = ("reports", "failures")
ROW = (("report", pa.string()), ("position", pa.int32()))
SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
PLAIN: dict[Any, pa.DataType] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), Span: SPAN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one input record: where it stood, and an item or why there is none; `reading`
    is None where an earlier record has the same story. `digest` tells the story, `captured` and
    `url` are when and where a crawler got it, `raw_sha256` the hash of the record's bytes."""

    input_number: int
    number: int
    found: Item | Skipped
    reading: Reading | None = None
    digest: bytes = b""
    captured: str | None = None
    raw_sha256: str | None = None
    url: str | None = None

    @property
    def day(self) -> str | None:
        """The day of publication, by which everything is parted."""
        published = self.found.report.published if isinstance(self.found, Item) else None
        return published[:10] if published else None


@cache
def schema(name: str) -> pa.Schema:
    """The columns of a table as it stands in a chunk."""
    columns: dict[str, Callable[[], list[Any]]] = {
        "reports": _report_columns,
        "statements": lambda: [
            *ROW, *_columns(Statement), ("speaker", pa.string()), ("wording", pa.string()),
            ("published", pa.string()),
        ],
        "actors": lambda: [*ROW, *_columns(Actor)],
        "places": lambda: [*ROW, *_columns(Place), _INSIDE],
        "times": lambda: [*ROW, *_columns(Timex), _INSIDE],
        "figures": lambda: [*ROW, *_columns(Figure), _OWNER],
        "failures": lambda: [
            ("input", pa.string()), ("reason", pa.string()), ("detail", pa.string()),
            ("url", pa.string()), ("captured", pa.string()), ("raw_sha256", pa.string()),
        ],
    }  # fmt: skip
    return pa.schema([*columns[name](), *INNER])


_INSIDE = ("statements", pa.list_(pa.string()))
_OWNER = ("statement", pa.string())


def archived_schema(name: str) -> pa.Schema:
    """The columns of a table as it stands in the archive, without the day that its folder names."""
    kept = [field for field in schema(name) if field.name not in _dropped(name)]
    return pa.schema(kept)


def _dropped(name: str) -> set[str]:
    if name in KEYS:
        return {"day", "digest"}
    return {"day", "input_number", "number"}


def _report_columns() -> list[tuple[str, pa.DataType]]:
    return [
        ("input", pa.string()), *_columns(Report), ("notes", pa.list_(pa.string())),
        ("furniture", pa.list_(arrow_type(Furniture))), ("captured", pa.string()),
        ("status", pa.int32()), ("extractor", pa.string()), ("statements", pa.int32()),
        ("read", pa.bool_()), ("reading_of", pa.string()), ("digest", pa.binary()),
    ]  # fmt: skip


def _columns(kind: type) -> list[tuple[str, pa.DataType]]:
    return [(field.name, field.type) for field in arrow_type(kind)]


def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type of values of a type of `sayso.model` in their plain form; TypeError where
    there is none."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin = get_origin(hint)
    if origin is typing.Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(arrow_type(get_args(hint)[0]))
    if origin in (types.UnionType, typing.Union):
        kinds = [one for one in get_args(hint) if one is not type(None)]
        # Of a span or a word the span's shape can hold both.
        return arrow_type(Span if Span in kinds else kinds[0])
    if dataclasses.is_dataclass(hint):
        return pa.struct(list(_fields(typing.cast(type, hint))))
    raise TypeError(f"{hint} has no Arrow type")


def _fields(kind: type) -> Iterator[tuple[str, pa.DataType]]:
    hints = typing.get_type_hints(kind)
    for field in dataclasses.fields(kind):
        if field.name == "span" and kind is not Hand:
            yield from ((part.name, part.type) for part in SPAN)
        else:
            yield field.name.rstrip("_"), arrow_type(hints[field.name])


def tables(taken: Iterable[Taken]) -> dict[str, pa.Table]:
    """The tables of some records, rows in their order."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    for one in taken:
        inner = {"day": one.day, "input_number": one.input_number, "number": one.number}
        for name, found in _rows(one).items():
            rows[name] += [row | inner for row in found]
    return {name: pa.Table.from_pylist(rows[name], schema(name)) for name in NAMES}


def _rows(one: Taken) -> dict[str, list[dict[str, Any]]]:
    if isinstance(one.found, Skipped):
        return {"failures": [_failure(one, one.found)]}
    reports = {"reports": [_report(one, one.found)]}
    return reports | (_reading_rows(one.reading) if one.reading else {})


def _failure(one: Taken, skipped: Skipped) -> dict[str, Any]:
    return {
        "input": storable(skipped.input),
        "reason": skipped.reason,
        "detail": storable(skipped.detail),
        "url": one.url,
        "captured": one.captured,
        "raw_sha256": one.raw_sha256,
    }


def _report(one: Taken, item: Item) -> dict[str, Any]:
    reading = one.reading
    plain: dict[str, Any] = to_plain(item.report)
    return plain | {
        "input": storable(item.input),
        "notes": [*item.notes, *(reading.notes if reading else ())],
        "furniture": to_plain(reading.furniture) if reading else [],
        "captured": one.captured,
        "status": item.capture.status,
        "extractor": item.capture.extractor,
        "statements": len(reading.statements) if reading else 0,
        "read": reading is not None,
        "reading_of": item.report.id,
        "digest": one.digest,
    }


def _reading_rows(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    inside = _inside(reading.statements)
    rows = {
        "statements": [_statement(reading, one) for one in reading.statements],
        "actors": [_actor(actor) for actor in reading.actors],
        "places": [_where(one, inside) for one in reading.places],
        "times": [_where(one, inside) for one in reading.times],
        "figures": [
            to_plain(figure) | {"statement": one.id}
            for one in reading.statements
            for figure in one.figures
        ],
    }
    for of_table in rows.values():
        for position, row in enumerate(of_table):
            row |= {"report": reading.report.id, "position": position}
    return rows


def _statement(reading: Reading, one: Statement) -> dict[str, Any]:
    names = [reading.actor(ref).name for ref in one.speakers]
    plain: dict[str, Any] = to_plain(one)
    return plain | {
        "speaker": ", ".join(names) or (one.source.text if one.source else None),
        "wording": " … ".join(span.text for span in one.content),
        "published": reading.report.published,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(actor)
    if isinstance(actor.side_basis, str):
        plain["side_basis"] = {"start": None, "end": None, "text": actor.side_basis}
    return plain


def _inside(statements: Iterable[Statement]) -> Mapping[Span, list[str]]:
    """The ids of the statements in which a time or a place stands, by its span."""
    found: dict[Span, list[str]] = {}
    for one in statements:
        parts = [*(time.span for time in one.times), *(place.span for place in one.places)]
        for part in dict.fromkeys(parts):
            found.setdefault(part, []).append(one.id)
    return found


def _where(one: Place | Timex, inside: Mapping[Span, list[str]]) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(one)
    return plain | {"statements": inside.get(one.span, [])}


def storable(words: str) -> str:
    """Words that can be written as UTF-8: a file's name may hold any bytes."""
    return words.encode(errors="backslashreplace").decode()


def readings(found: Mapping[str, pa.Table]) -> Iterator[tuple[Reading, dict[str, Any]]]:
    """The readings in tables of an archive or a chunk, exactly as they were made but for what
    intake noted, which stands first among the notes; with each the row of its report."""
    parts = {name: _by_report(found[name]) for name in ("statements", "actors", "times", "places")}
    for row in found["reports"].to_pylist():
        if row["read"]:
            own = {name: rows.get(row["id"], []) for name, rows in parts.items()}
            yield _reading(row, own), row


def _by_report(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        found.setdefault(row["report"], []).append(row)
    return found


def _reading(row: dict[str, Any], own: dict[str, list[dict[str, Any]]]) -> Reading:
    for actor in own["actors"]:
        basis = actor["side_basis"]
        if basis and basis["start"] is None:
            actor["side_basis"] = basis["text"]
    report = {field.name: row[field.name] for field in dataclasses.fields(Report)}
    return reading_from_plain(
        {"report": report, "notes": row["notes"], "furniture": row["furniture"], **own}
    )

"""The frozen types every part of Sayso exchanges, and their plain (JSON) form.

Offsets are half-open and count Unicode code points of `Report.text`. The plain
form is the contract other programs read: a type with a `span` field is written
with `start`, `end` and `text` in the object itself, and a field whose name is a
Python keyword loses its trailing underscore (`from_` is written `from`).
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

SCHEMA = "sayso/1"

PublishedFrom = Literal["metadata", "given", "dateline", "none"]
ReportKind = Literal[
    "article", "live", "update", "correction", "withdrawal", "release", "transcript", "other"
]
FurnitureKind = Literal["credit", "byline", "dateline", "plug", "related", "navigation", "legal"]
ActorKind = Literal["person", "organisation", "group", "state", "document", "unknown"]
Voice = Literal["source", "outlet"]
QuoteKind = Literal["direct", "indirect", "mixed"]
WordsAs = Literal["quoted", "reported"]
Distance = Literal["neutral", "distancing", "endorsing"]
Act = Literal[
    "assert", "deny", "assess", "predict", "accuse", "warn", "promise", "threaten", "demand",
    "ask", "decline", "believe", "intend", "other",
]  # fmt: skip
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"]
Granularity = Literal[
    "minute", "hour", "part-of-day", "day", "week", "month", "quarter", "season", "year", "vague"
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half-open, code points) of a report's text, and those very
    characters."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`; ValueError where they do not lie inside it."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} is empty or outside a text of {len(text)}")
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One publication of a text. `published` is an ISO date or datetime, or None."""

    id: str
    text_sha256: str
    raw_sha256: str
    url: str | None
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    language: str | None
    encoding: str | None
    published: str | None
    published_from: PublishedFrom
    kind: ReportKind
    text: str


@dataclass(frozen=True, slots=True)
class Capture:
    """How a report's bytes were got. `at` is UTC, ISO with a trailing Z."""

    raw: bytes
    raw_sha256: str
    requested: str
    final_url: str | None
    at: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    extractor: str


@dataclass(frozen=True, slots=True)
class Furniture:
    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks, within one reading; `ref` is local to it. `side_basis` is a span of the text,
    the word "user", or None where no side is given."""

    ref: str
    name: str
    kind: ActorKind
    unnamed: bool = False
    side: tuple[str, ...] | None = None
    side_basis: Span | str | None = None
    roles: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A run of content: the speaker's own quoted words, or the outlet's wording of them."""

    span: Span
    as_: WordsAs


@dataclass(frozen=True, slots=True)
class Period:
    """A time the text names; `from_` and `to` are ISO, both inclusive, None where unresolved."""

    span: Span
    from_: str | None
    to: str | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 type and value (ISO-TimeML)."""

    span: Span
    type: TimexType
    value: str | None
    from_: str | None
    to: str | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the text names; `relation` is the words that say how what is told lies to it
    (“2 km from”), and `precision_km` allows for them."""

    span: Span
    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    relation: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    span: Span
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class Hand:
    """One link of a chain: an actor's ref and the span that names it here."""

    ref: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution, resolved; or the outlet's own assertion (`voice` is "outlet")."""

    id: str
    voice: Voice
    kind: QuoteKind
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    words: tuple[Words, ...]
    speakers: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    verb: str | None = None
    reporter: Distance = "neutral"
    act: Act = "other"
    factuality: Factuality = "U"
    hedges: tuple[Span, ...] = ()
    said: Period | None = None
    venue: Span | None = None
    times: tuple[Period, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    verification: Span | None = None
    within: str | None = None
    chain: tuple[Hand, ...] = ()
    restates: str | None = None
    departs: tuple[Span, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read off one report."""

    report: Report
    notes: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()

    def actor(self, ref: str) -> Actor:
        """The actor of that ref; KeyError where the reading has none."""
        for actor in self.actors:
            if actor.ref == ref:
                return actor
        raise KeyError(ref)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no report: `reason` is a short fixed word, `detail` a sentence."""

    input: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Item:
    """What intake makes of one input: a report with how its bytes were got."""

    input: str
    report: Report
    capture: Capture
    notes: tuple[str, ...] = field(default=())


def with_notes(reading: Reading, item: Item) -> Reading:
    """The reading of an item's report, what intake noted before its own notes."""
    return dataclasses.replace(reading, notes=item.notes + reading.notes)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def report_id(text_sha256: str, url: str | None, publisher: str | None) -> str:
    """The first 16 hex digits of SHA-256 over the text's hash and the final URL, else the
    publisher, else nothing."""
    return sha256(f"{text_sha256}\n{url or publisher or ''}".encode())[:16]


def statement_id(report: str, anchor: Span) -> str:
    """The id of a statement of `report` (an id) anchored at its cue, else its first content."""
    return sha256(f"{report}\n{anchor.start}\n{anchor.end}".encode())[:16]


def to_plain(value: Any) -> Any:
    """The plain form of a value made of this module's types: dicts, lists, strings, numbers."""
    kind: Any = type(value)
    names = _plain_names(kind)
    if names is None:
        return [to_plain(item) for item in value] if isinstance(value, tuple | list) else value
    plain: dict[str, Any] = {}
    for name, shown in names:
        item = getattr(value, name)
        if name == "span" and isinstance(item, Span) and not isinstance(value, Hand):
            plain |= to_plain(item)
        else:
            plain[shown] = to_plain(item)
    return plain


@functools.cache
def _plain_names(kind: type) -> tuple[tuple[str, str], ...] | None:
    """The fields of a type with their names in the contract, None where it has none."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple((name, name.rstrip("_")) for name in _field_names(kind))


def reading_to_plain(reading: Reading, source: str) -> dict[str, Any]:
    """One line of `sayso read --json`: the contract's form of a reading of the input `source`."""
    return {"schema": SCHEMA, "input": source, **to_plain(reading)}


def skipped_to_plain(skipped: Skipped) -> dict[str, Any]:
    """One line of `sayso read --json` for an input that could not be read."""
    why = {"reason": skipped.reason, "detail": skipped.detail}
    return {"schema": SCHEMA, "input": skipped.input, "skipped": why}


def spans_in(value: Any) -> Iterator[Span]:
    """Every span inside a value made of this module's types."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in _field_names(type(value)):
            yield from spans_in(getattr(value, name))


Made = TypeVar("Made")


def from_plain(kind: type[Made], plain: dict[str, Any]) -> Made:
    """The value of type `kind` whose plain form is `plain`; KeyError or TypeError on another
    shape. Unknown keys are passed over, since the contract may gain fields."""
    return typing.cast(Made, _build(kind, plain))


def reading_from_plain(plain: dict[str, Any]) -> Reading:
    """The reading of one line of `sayso read --json`."""
    return from_plain(Reading, plain)


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(hint: Any, plain: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is types.UnionType or origin is typing.Union:
        return _build_union(typing.get_args(hint), plain)
    if origin is tuple:
        return tuple(_build(typing.get_args(hint)[0], item) for item in plain)
    if dataclasses.is_dataclass(hint):
        return _build_record(typing.cast(type, hint), plain)
    return plain


def _build_union(options: tuple[Any, ...], plain: Any) -> Any:
    if plain is None or isinstance(plain, str):
        return plain
    return _build(next(o for o in options if o not in (str, type(None))), plain)


def _build_record(kind: type, plain: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for name, hint in _hints(kind).items():
        key = name.rstrip("_")
        if name == "span" and kind is not Hand:
            values[name] = Span(plain["start"], plain["end"], plain["text"])
        elif key in plain:
            values[name] = _build(hint, plain[key])
    return kind(**values)

"""A chunk of records → its tables: told, dropped where it is of no use, read, put into columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.archive import chunks, early, tables
from sayso.archive.inputs import Record
from sayso.archive.tables import Taken
from sayso.intake.options import IntakeOptions
from sayso.intake.page import Page
from sayso.intake.take import item_of
from sayso.model import Item, Skipped, sha256
from sayso.reading.encoder import packaged
from sayso.reading.read import english, read


@dataclass(frozen=True, slots=True)
class Chunk:
    """Records that stand one after the other in an input; `key` is the input's number and the
    chunk's own, `start` and `end` are where it stands in the bytes of all inputs."""

    key: chunks.Key
    records: tuple[Record, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a chunk's records."""

    records: int = 0
    read: int = 0
    duplicates: int = 0
    failures: int = 0
    statements: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))


NONE_YET = Counts()


@dataclass(frozen=True, slots=True)
class Work:
    """How chunks are made: by `stories` processes tell each other of stories they met, `threads`
    are the encoder's."""

    options: IntakeOptions
    stories: early.Stories
    threads: int = 1

    def done(self, chunk: Chunk) -> tuple[bytes, Counts]:
        """A chunk's bytes, and what became of its records."""
        taken = list(self._taken(chunk))
        return chunks.packed(tables.tables(taken)), _counts(taken)

    def _taken(self, chunk: Chunk) -> Iterator[Taken]:
        told = [self._told(chunk.key[0], record) for record in chunk.records]
        items = [(one, one.found) for one in told if isinstance(one.found, Item)]
        keys = [(_place(one), (one.digest, item.report.id.encode())) for one, item in items]
        firsts = self.stories.firsts(keys)
        new = {one.number for (one, _), first in zip(items, firsts, strict=True) if first}
        for one in told:
            yield self._read(one) if one.number in new else one

    def _told(self, input_number: int, record: Record) -> Taken:
        page = record.found
        found = page if isinstance(page, Skipped) else self._item(page)
        told = early.digest(found.report) if isinstance(found, Item) else b""
        raw = sha256(page.raw) if isinstance(page, Page) else None
        return Taken(
            input_number, record.number, found, None, told, record.origin.captured,
            raw, record.origin.url,
        )  # fmt: skip

    def _item(self, page: Page) -> Item | Skipped:
        if not self.options.language and (skipped := early.dropped(page)):
            return skipped
        found = item_of(page, self.options)
        if isinstance(found, Item) and not english(found.report):
            return early.other_language(page.name, found.report.language)
        return found

    def _read(self, one: Taken) -> Taken:
        assert isinstance(one.found, Item)
        return replace(one, reading=read(one.found.report, packaged(self.threads)))


def _place(one: Taken) -> int:
    return place_of(one.input_number, one.number)


def place_of(input_number: int, number: int) -> int:
    """The place of a record among all of a run."""
    return (input_number << 40) + number


def _counts(taken: Sequence[Taken]) -> Counts:
    readings = [one.reading for one in taken if one.reading]
    failures = sum(isinstance(one.found, Skipped) for one in taken)
    return Counts(
        len(taken), len(readings), len(taken) - failures - len(readings), failures,
        sum(len(reading.statements) for reading in readings),
    )  # fmt: skip

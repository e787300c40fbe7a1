"""JSON Lines → records, one report a line; a line that is none takes no other down.

A record uses the names of `report`: `text` is required; `url`, `title`, `publisher`, `authors`,
`language`, `published` and `kind` are taken where they are what they should be, and noted where
they are not; anything else, ids included, is passed over. A record without `kind` has it told from
its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, get_args

from sayso.errors import IntakeError
from sayso.intake.dateline import iso
from sayso.intake.kinds import with_kind
from sayso.intake.page import BLANK, About, Page, Story
from sayso.model import ReportKind, Skipped

KINDS: tuple[ReportKind, ...] = get_args(ReportKind)


def lines_of(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of a stream without their ends; of one of more than `most` bytes, `most` + 1."""
    while line := stream.readline(most + 1):
        yield line.rstrip(b"\n")
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)


def records(lines: Iterable[bytes], name: str, most: int) -> Iterator[Page | Skipped]:
    """A page named `name:LINE` for each line that is not blank; one of more than `most` bytes is
    skipped."""
    for number, line in enumerate(lines, 1):
        at = f"{name}:{number}"
        if len(line) > most:
            yield Skipped(at, "too-large", f"line {number} has more than {most:,} bytes")
        elif line.strip(BLANK):
            yield Page(at, line.rstrip(b"\r"), "record")


def story(page: Page) -> Story:
    """The text of a record and what the record says of it; IntakeError where it holds no text."""
    try:
        record = json.loads(page.raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise IntakeError("bad-json", f"the line is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise IntakeError("bad-json", "the line is not a JSON object")
    if not isinstance(record.get("text"), str):
        raise IntakeError("no-text", 'the record has no string "text"')
    notes: list[str] = []
    about = about_of(record, notes)
    story = Story(record["text"], about, "jsonl", tuple(notes))
    return story if record.get("kind") else with_kind(story)


def about_of(record: dict[str, Any], notes: list[str]) -> About:
    """What a record says beside its text; `notes` gains a sentence for each bad value."""
    kind = _word(record, "kind", notes)
    if kind is not None and kind not in KINDS:
        notes.append(f'"kind" is {kind!r}, none of {", ".join(KINDS)}: taken as article')
    language = _word(record, "language", notes)
    return About(
        title=_word(record, "title", notes),
        url=_word(record, "url", notes),
        publisher=_word(record, "publisher", notes),
        authors=_authors(record, notes),
        language=language.replace("_", "-").split("-")[0].lower() if language else None,
        published=_date(record, notes),
        kind=next((known for known in KINDS if known == kind), "article"),
        encoding="utf-8",
    )


def _word(record: dict[str, Any], name: str, notes: list[str]) -> str | None:
    value = record.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and not _broken(value):
        return value
    notes.append(f'"{name}" is not a string: left out')
    return None


def _authors(record: dict[str, Any], notes: list[str]) -> tuple[str, ...]:
    value = record.get("authors") or []
    listed = [value] if isinstance(value, str) else value
    if isinstance(listed, list) and all(isinstance(a, str) and not _broken(a) for a in listed):
        return tuple(author for author in listed if author)
    notes.append('"authors" is not a list of strings: left out')
    return ()


def _date(record: dict[str, Any], notes: list[str]) -> str | None:
    value = _word(record, "published", notes)
    if value and iso(value) is None:
        notes.append(f'"published" is {value!r}, not an ISO date: left out')
    return iso(value)


def _broken(value: str) -> bool:
    """Whether a string cannot be written as UTF-8."""
    return any("\ud800" <= character <= "\udfff" for character in value)

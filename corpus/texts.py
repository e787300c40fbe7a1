"""The stories' files: reports with a head of facts, splits, and where labels lie."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sayso.intake import report_from_text
from sayso.model import Report, ReportKind

HERE = Path(__file__).resolve().parent
STORIES = HERE / "stories"
SECOND = HERE / "second"
SPLITS = ("train", "dev", "test")
NOTICE = "FICTION"
HEAD = re.compile(r"FICTION\n((?:[a-z_]+: .*\n)*)---\n")


class CorpusError(ValueError):
    """A file of the corpus that is not as the guidelines want it; the message names it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a story: its number there, its text's facts, and what the head of its file says
    beyond them (`origin`, `version_of`, `translated`)."""

    story: str
    number: int
    report: Report
    head: dict[str, str]


def about() -> dict[str, dict[str, str]]:
    """Each story's split, event and naming culture, by its name."""
    return toml(HERE / "stories.toml")


def stories(split: str | None = None) -> list[str]:
    """The names of a split's stories, or of all, in order."""
    return sorted(name for name, facts in about().items() if split in (None, facts["split"]))


def reports(story: str) -> Iterator[Told]:
    """A story's reports in the order of their numbers; CorpusError where a file's head is none."""
    for path in sorted((STORIES / story).glob("[0-9]*.txt")):
        yield told(story, path)


def told(story: str, path: Path) -> Told:
    """One report's file; CorpusError where its head is none."""
    whole = path.read_bytes().decode("utf-8")
    head = HEAD.match(whole)
    if not head:
        raise CorpusError(f"{path}: the file does not begin with FICTION, facts and ---")
    facts = dict(line.split(": ", 1) for line in head[1].splitlines())
    text = whole[head.end() :].rstrip("\n") + "\n"
    return Told(story, int(path.stem), _report(text, facts), facts)


def _report(text: str, facts: dict[str, str]) -> Report:
    known = {name: value for name, value in facts.items() if value != "none"}
    return report_from_text(
        text,
        publisher=known.get("outlet"),
        url=known.get("url"),
        published=known.get("published"),
        kind=cast(ReportKind, facts["kind"]),
        language="en",
    )


def toml(path: Path) -> dict[str, Any]:
    """A label file; CorpusError where it cannot be read."""
    try:
        text = path.read_text("utf-8")
        if NOTICE not in text.split("\n", 1)[0]:
            raise CorpusError(f"{path}: the first line does not say {NOTICE}")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error

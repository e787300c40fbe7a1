"""A story's label files → its readings and its labels across reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.across import Story, across
from corpus.labels import Label, Labelled, labelled
from corpus.texts import STORIES, CorpusError, reports, toml
from sayso.model import reading_to_plain


@dataclass(frozen=True, slots=True)
class Built:
    """A story with its labels across reports in plain form."""

    story: Story
    across: dict[str, Any]

    def files(self) -> dict[str, Any]:
        """The JSON files of the story by name: a reading a report in the contract's form, and
        `story.json`."""
        made: dict[str, Any] = {}
        for number, one in self.story.reports.items():
            plain = reading_to_plain(one.reading, f"{self.story.name}/{number}.txt")
            made[f"{number}.json"] = {"notice": "FICTION", **plain}
        return made | {"story.json": self.across}


def story_of(name: str) -> Built:
    """A story as labelled; CorpusError names what does not fit."""
    cast = cast_of(name)
    made = {
        told.number: labelled(told, toml(STORIES / name / f"{told.number}.labels.toml"), cast)
        for told in reports(name)
    }
    story = Story(name, cast, made)
    return Built(story, across(story, toml(STORIES / name / "story.toml")))


def relabelled(name: str, folder: Path) -> dict[int, Labelled]:
    """The reports of a story that a folder has other labels of, by number."""
    cast = cast_of(name, folder)
    return {
        told.number: labelled(told, toml(path), cast)
        for told in reports(name)
        if (path := folder / f"{told.number}.labels.toml").exists()
    }


def cast_of(name: str, folder: Path | None = None) -> dict[str, Label]:
    """The actors of a story by key."""
    path = (folder or STORIES / name) / "cast.toml"
    cast: dict[str, Label] = {}
    for one in toml(path).get("actor", []):
        if one["key"] in cast:
            raise CorpusError(f"{path}: actor {one['key']!r} stands twice")
        if unknown := set(one) - {"key", "name", "kind", "side", "note"}:
            raise CorpusError(f"{path}: actor {one['key']!r} has {', '.join(sorted(unknown))}")
        cast[one["key"]] = one
    return cast

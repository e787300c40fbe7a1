"""Texts with time expressions marked in them, whatever corpus they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked expression: its place, type and value."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """A text, the date it was made on, and the expressions marked in it."""

    name: str
    text: str
    created: str
    marked: Sequence[Marked]

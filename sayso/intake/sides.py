"""A user's file of sides: names, and the camp that each speaks for.

TOML, a name a key: `"Wagner Group" = ["Russia", "Wagner Group"]`, or one word for a whole camp; an
empty list says that somebody has none. CSV, a name a row, then the parts of the path.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import SidesError


def load(path: str | Path) -> dict[str, tuple[str, ...]]:
    """The sides of a file by name; SidesError where it is none, OSError where it cannot be read."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SidesError(str(path), f"it is not UTF-8 text ({error.reason})") from error
    found = dict(
        _from_toml(path, text) if path.suffix.lower() == ".toml" else _from_csv(path, text)
    )
    if not found:
        raise SidesError(str(path), "it names nobody")
    return found


def _from_toml(path: Path, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SidesError(
            str(path), f"{error}; a name with spaces stands in quotation marks"
        ) from error
    for name, side in table.get("sides", table).items():
        parts = [side] if isinstance(side, str) else side
        if not isinstance(parts, list) or not all(isinstance(p, str) and p.strip() for p in parts):
            raise SidesError(
                str(path),
                f'the side of {name!r} is neither a word nor a list, as ["Russia", "Army"]',
            )
        yield name.strip(), tuple(part.strip() for part in parts)


def _from_csv(path: Path, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and cells[0].casefold() == "name"):
            continue
        if not cells[0]:
            raise SidesError(str(path), f"line {number} has no name in its first column")
        yield cells[0], tuple(cell for cell in cells[1:] if cell)

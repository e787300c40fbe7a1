"""PolNeAR's brat stand-off files as gold attributions.

Newell, Margolin, Ruths (2018), "An Attribution Relations Corpus for Political News", LREC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Offsets = tuple[int, int]
SPAN_LINE = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as annotated: half-open offsets, in order; no part need be there but
    content or cue."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The names in a text by kind, None for a kind nobody marked; where persons and organisations
    are concerned, what is `unsure` may be a name or none."""

    person: tuple[Offsets, ...] | None
    organisation: tuple[Offsets, ...] | None
    place: tuple[Offsets, ...] | None
    unsure: tuple[Offsets, ...] = ()


NOBODY = Named(None, None, None)


@dataclass(frozen=True, slots=True)
class Article:
    """One article with what each of its annotators marked; where there are none, it is there for
    what a teacher finds in it. `flat` tells that nothing was marked inside a content."""

    name: str
    text: str
    annotators: tuple[tuple[Gold, ...], ...]
    flat: bool = True
    named: Named = NOBODY


def articles(folder: Path) -> Iterator[Article]:
    """Every article of a PolNeAR part (`train` or `dev`), in the order of their names."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        files = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        marked = tuple(
            tuple(attributions(file.read_bytes().decode("utf-8"), text)) for file in files
        )
        yield Article(path.stem, text, marked)


def attributions(standoff: str, text: str) -> list[Gold]:
    """The attributions of one stand-off file over `text`, in the order of their first character;
    spans are trimmed of white space."""
    spans: dict[str, tuple[Offsets, ...]] = {}
    events: list[Gold] = []
    for line in standoff.split("\n"):
        if found := SPAN_LINE.match(line):
            spans[found[1]] = _trimmed(found[3], text)
    for line in standoff.split("\n"):
        if re.match(r"E\d+\t", line):
            events.append(_event(line, spans))
    return sorted((e for e in events if e.cue or e.content), key=_first)


def _event(line: str, spans: dict[str, tuple[Offsets, ...]]) -> Gold:
    parts: dict[str, list[Offsets]] = {"Source": [], "Cue": [], "Content": []}
    for role, ref in ROLE.findall(line):
        parts[role].extend(spans.get(ref, ()))
    return Gold(*(tuple(sorted(parts[role])) for role in ("Source", "Cue", "Content")))


def _trimmed(written: str, text: str) -> tuple[Offsets, ...]:
    kept = []
    for pair in written.split(";"):
        start, end = map(int, pair.split())
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def _first(gold: Gold) -> Offsets:
    return min(gold.source + gold.cue + gold.content)

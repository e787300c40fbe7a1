"""Readings as brat stand-off: a .txt and an .ann a report, offsets in code points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.model import Reading, Span, Statement

# All that some reader of the .ann file takes for the end of a line or field.
LINE = re.compile(r"[^\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
UNSAFE = re.compile(r"[^0-9A-Za-z_-]")
CONFIGURATION = """\
[entities]
Source
Cue
Content
[relations]
[events]
Attribution Source?:Source, Cue?:Cue, Content*:Content
[attributes]
"""


def write(readings: Iterable[Reading], folder: Path) -> int:
    """Write the files of each report into a folder, named by report id, and give how many."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    count = 0
    for reading in readings:
        name = UNSAFE.sub("_", reading.report.id)
        (folder / f"{name}.txt").write_bytes(reading.report.text.encode())
        (folder / f"{name}.ann").write_bytes("".join(standoff(reading)).encode())
        count += 1
    return count


def standoff(reading: Reading) -> Iterator[str]:
    """The lines of a reading's .ann file. A statement without a cue is anchored at its content."""
    number = 0
    for event, one in enumerate(reading.statements, 1):
        parts: list[str] = []
        for role, spans in _roles(one):
            number += 1
            yield f"T{number}\t{_bound(reading.report.text, role, spans)}\n"
            parts.append(f"{role}:T{number}")
        number += 1
        anchor = (one.cue,) if one.cue else one.content
        yield f"T{number}\t{_bound(reading.report.text, 'Attribution', anchor)}\n"
        yield f"E{event}\tAttribution:T{number} {' '.join(parts)}\n"


def _roles(one: Statement) -> Iterator[tuple[str, tuple[Span, ...]]]:
    if one.source:
        yield "Source", (one.source,)
    if one.cue:
        yield "Cue", (one.cue,)
    yield "Content", one.content


def _bound(text: str, role: str, spans: Iterable[Span]) -> str:
    """“Content 3 9;12 20<tab>words”: no line break or tab stands inside a fragment."""
    fragments = [
        (line.start(), line.end())
        for span in spans
        for line in LINE.finditer(text, span.start, span.end)
        if line[0].strip()
    ]
    offsets = ";".join(f"{start} {end}" for start, end in fragments)
    return f"{role} {offsets}\t{' '.join(text[start:end] for start, end in fragments)}"

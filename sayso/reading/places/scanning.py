"""A text's runs of capitals with all that the gazetteer knows of their parts: looked up once."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.reading.places import gazetteer as gz
from sayso.reading.places import naming
from sayso.reading.places.gazetteer import Gazetteer, Known
from sayso.reading.places.naming import LONGEST, Offsets, Run


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a run, beside each other, and the key under which the gazetteer knows them."""

    first: int
    last: int
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The runs of a text, and of each the parts that are known."""

    text: str
    runs: tuple[Run, ...]
    parts: tuple[tuple[Part, ...], ...]
    known: Mapping[str, Known]


def scanned(gazetteer: Gazetteer, text: str, unread: Sequence[Offsets]) -> Scan:
    """The scan of a text outside the `unread` stretches."""
    hidden = bytearray(len(text))
    for start, end in unread:
        hidden[start:end] = b"x" * len(hidden[start:end])
    runs = [run for run in naming.runs(text) if not any(hidden[run.start : run.end])]
    runs = _joined(gazetteer, text, runs)
    parts = [_parts(text, run) for run in runs]
    known = gazetteer.known(part.key for own in parts for part in own)
    kept = [tuple(part for part in own if part.key in known) for own in parts]
    return Scan(text, tuple(runs), tuple(kept), known)


def _joined(gazetteer: Gazetteer, text: str, runs: list[Run]) -> list[Run]:
    """The runs, those made one that are a known name together (“Trinidad and Tobago”, “Queen
    Anne's County”)."""
    pairs = {
        number: gz.folded(text[one.start : other.end])
        for number, (one, other) in enumerate(itertools.pairwise(runs))
        if len(one.words) + len(other.words) <= LONGEST
        and naming.JOINING.fullmatch(text, one.end, other.start)
    }
    known = gazetteer.known(pairs.values())
    made: list[Run] = []
    for number, run in enumerate(runs):
        if number and pairs.get(number - 1) in known:
            made[-1] = Run(made[-1].words + run.words)
        else:
            made.append(run)
    return made


def _parts(text: str, run: Run) -> list[Part]:
    """Every part of a run with the keys it may be looked up by, abbreviations first."""
    found = []
    for first, (begin, _) in enumerate(run.words):
        for last in range(first, min(first + LONGEST, len(run.words))):
            start, end = naming.bare(text, begin, run.words[last][1])
            short = naming.abbreviation(text, start, end) if first == last else None
            for one in (short, short.rstrip(".")) if short else ():
                found.append(Part(first, last, start, end, gz.exact(one)))
            found.append(Part(first, last, start, end, gz.folded(text[start:end])))
    return found

"""What a text speaks of beside its places: countries and regions outside the spans, and peoples.
They tell which country a text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.reading.places import gazetteer as gz
from sayso.reading.places import naming
from sayso.reading.places.gazetteer import Gazetteer, Known
from sayso.reading.places.naming import Called, Offsets, Run
from sayso.reading.places.resolving import Name

WIDE = (gz.COUNTRY, gz.REGION)
# A town of so many people may be meant by a wide place's name.
RIVAL = 100_000
# So many names of this kind are weighed, and each has at most so many words.
MOST, LONGEST = 30, 3


def named(gazetteer: Gazetteer, text: str, spans: Sequence[Offsets]) -> list[Name]:
    """The countries, regions and peoples that a text names outside the spans, the most frequent
    ones first."""
    counts = Counter(_keys(text, spans))
    known = gazetteer.known(counts)
    found = [
        Name(Called(key), (), entries, counts[key])
        for key, own in known.items()
        if (entries := _wide(own))
    ]
    return sorted(found, key=lambda name: (-name.times, name.called.key))[:MOST]


def _wide(own: Known) -> tuple[gz.Entry, ...]:
    """The places of a name that may be a country or region; none for a name that hardly is."""
    wide = [entry for entry in own.entries if entry.kind in WIDE]
    if own.flags & gz.TRAILING or not wide:
        return ()
    if not own.flags & gz.PEOPLE and not any(entry.main for entry in wide):
        return ()
    return tuple(e for e in own.entries if e.kind in WIDE or e.population > RIVAL)


def _keys(text: str, spans: Sequence[Offsets]) -> Iterator[str]:
    taken = sorted(spans)
    at = 0
    for run in naming.runs(text):
        while at < len(taken) and taken[at][1] <= run.start:
            at += 1
        yield from _of_run(text, run, taken[at : at + len(run.words)])


def _of_run(text: str, run: Run, taken: Sequence[Offsets]) -> Iterator[str]:
    for first, (start, _) in enumerate(run.words):
        for last in range(first, min(first + LONGEST, len(run.words))):
            a, b = naming.bare(text, start, run.words[last][1])
            if any(low < b and a < high for low, high in taken):
                continue
            short = naming.abbreviation(text, a, b) if first == last else None
            if short:
                yield gz.exact(short)
                yield gz.exact(short.rstrip("."))
            yield gz.folded(text[a:b])

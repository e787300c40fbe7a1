"""What a text speaks of beside its places: countries and regions outside the spans, and peoples.
They tell which country a text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.reading.places import gazetteer as gz
from sayso.reading.places.gazetteer import Known
from sayso.reading.places.naming import Called, Offsets
from sayso.reading.places.resolving import Name
from sayso.reading.places.scanning import Scan

WIDE = (gz.COUNTRY, gz.REGION)
# A town of so many people may be meant by a wide place's name.
RIVAL = 100_000
# So many names of this kind are weighed.
MOST = 30


def named(scan: Scan, spans: Sequence[Offsets]) -> list[Name]:
    """The countries, regions and peoples that a text names outside the spans, the most frequent
    ones first."""
    counts = Counter(_keys(scan, sorted(spans)))
    found = [
        Name(Called(key), (), entries, times)
        for key, times in counts.items()
        if (entries := _wide(scan.known[key]))
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


def _keys(scan: Scan, taken: Sequence[Offsets]) -> Iterator[str]:
    at = 0
    for run, parts in zip(scan.runs, scan.parts, strict=True):
        while at < len(taken) and taken[at][1] <= run.start:
            at += 1
        near = taken[at : at + len(run.words)]
        for part in parts:
            if not any(start < part.end and part.start < end for start, end in near):
                yield part.key

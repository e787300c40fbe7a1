"""Names of places in a text, and which places they mean."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Place, Span
from sayso.reading.places import around, finding, naming, relations, resolving
from sayso.reading.places import gazetteer as gz
from sayso.reading.places.gazetteer import Gazetteer
from sayso.reading.places.naming import Offsets
from sayso.reading.places.resolving import DEFAULT, Name, Weights
from sayso.reading.places.scanning import Scan, scanned

__all__ = ["find", "resolve"]


def find(text: str, unread: Sequence[Offsets] = ()) -> tuple[Place, ...]:
    """The places that a text names, in order, outside the `unread` stretches: the gazetteer and the
    words around decide."""
    scan = scanned(gz.packaged(), text, unread)
    return relations.between(text, _resolved(scan, finding.found(scan), (), DEFAULT))


def resolve(text: str, spans: Sequence[Offsets], weights: Weights = DEFAULT) -> tuple[Place, ...]:
    """The places that names at these spans (half-open) of a text mean, in the order given; one that
    the gazetteer does not know has a name and no coordinates. ValueError for a span outside."""
    given = [Span.of(text, *span) for span in spans]
    taken = bytearray(len(text))
    for span in given:
        taken[span.start : span.end] = b"x" * (span.end - span.start)
    scan = scanned(gz.packaged(), text, ())
    found = finding.found(scan)
    others = [(start, end) for start, end in found if not any(taken[start:end])]
    return _resolved(scan, spans, others, weights)


def _resolved(
    scan: Scan, spans: Sequence[Offsets], others: Sequence[Offsets], weights: Weights
) -> tuple[Place, ...]:
    """The places at the spans, weighed with those of other names."""
    gazetteer, text = gz.packaged(), scan.text
    every = [*spans, *others]
    found = resolving.called(gazetteer, text, every)
    partner = resolving.partners(gazetteer, text, every)
    keys = _joined(
        [
            (way.key, _lying(entries, wide))
            for (way, entries), wide in zip(found, partner, strict=True)
        ]
    )
    names: dict[Key, Name] = {}
    for key, (way, entries) in zip(keys, found, strict=True):
        times = names[key].times + 1 if key in names else 1
        names[key] = Name(way, key[1], entries, times)
    wide = around.named(scan, every)
    chosen = resolving.chosen([*names.values(), *wide], weights)
    meant = dict(zip(names, chosen, strict=False))
    return tuple(
        relations.related(text, _place(gazetteer, Span.of(text, *span), way, meant[key]))
        for span, (way, _), key in zip(spans, found, keys, strict=False)
    )


Key = tuple[str, tuple[int, ...]]


def _lying(entries: Sequence[gz.Entry], wide: Sequence[gz.Entry]) -> tuple[int, ...]:
    """The rows of the wide places that one of the entries does lie in."""
    above = {row for entry in entries for row in entry.above} if wide else ()
    return tuple(place.number for place in wide if place.number in above)


def _joined(keys: Sequence[Key]) -> list[Key]:
    """The keys with what each name is said to lie in: where that is not said, the one before it
    that bears the name tells, else the first one after."""
    last: dict[str, Key] = {}
    for key in reversed(keys):
        if key[1]:
            last[key[0]] = key
    joined = []
    for key in keys:
        if key[1]:
            last[key[0]] = key
        joined.append(last.get(key[0], key))
    return joined


def _place(
    gazetteer: Gazetteer, span: Span, way: naming.Called, meant: tuple[gz.Entry, float] | None
) -> Place:
    if meant is None:
        return Place(span, span.text, None, None, None, None)
    entry, _ = meant
    name = gazetteer.name(entry.number) if way.key.startswith("=") else span.text
    lat, lon = round(entry.lat, 4), round(entry.lon, 4)
    return Place(span, name, entry.geonames, lat, lon, round(entry.precision_km, 1))

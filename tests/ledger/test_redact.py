"""Readings with some words blanked."""

from __future__ import annotations

from dataclasses import replace

from sayso.ledger.redact import new_ids, over, redaction
from sayso.ledger.wording import Finder
from sayso.model import Place, Span
from tests.making import dam_reading


def test_where_a_place_lies_goes_with_its_name() -> None:
    dam = dam_reading()
    text = dam.report.text
    first, other = Span.of(text, 0, 4), Span.of(text, 6, 9)
    places = tuple(Place(span, span.text, 7, 1.5, 2.5, 3.0) for span in (first, other))
    done = redaction(dam.report, [(0, 4)], Finder.of(()))
    reading = replace(dam, places=places)
    gone, kept = over(reading, done, new_ids(reading, done.after.id)).places
    assert (gone.geonames, gone.lat, gone.lon, gone.precision_km) == (None, None, None, None)
    assert gone.name == gone.span.text != first.text
    assert (kept.name, kept.geonames, kept.lat) == (other.text, 7, 1.5)

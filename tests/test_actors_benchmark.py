from __future__ import annotations

from benchmarks.actors import kind, pairs_of, readings
from sayso.model import Span


def test_a_labelled_reading_is_read_anew_on_its_sources() -> None:
    gold = next(readings("train"))
    pairs = pairs_of(gold)
    assert pairs
    assert all(p.read.source == p.gold.source for p in pairs)
    assert all(p.reading.actor(ref) for p in pairs for ref in p.read.speakers)


def test_sources_are_told_apart_by_what_they_are() -> None:
    said = [kind(Span(0, len(words), words)) for words in ("He", "the mayor,", "Ada Brinn")]
    assert said == ["pronoun he", "with a determiner", "name or bare noun"]

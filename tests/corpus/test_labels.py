"""Labels in words → readings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.labels import Labelled, inside_of, labelled, place
from corpus.texts import CorpusError, Told, told
from sayso.model import Span, spans_in

TEXT = (
    "Ferry inquiry opens\n\nThe harbour master said the operator had promised him a pump. “It never"
    " came,” he told the inquiry on Monday. At least 12 people were hurt, Brell said.\n"
)
CAST: dict[str, dict[str, Any]] = {
    "brell": {"key": "brell", "name": "Ada Brell", "kind": "person", "side": ["Port"]},
    "operator": {"key": "operator", "name": "the operator", "kind": "organisation"},
}
ACTORS = [
    {
        "key": "brell",
        "name": "Brell",
        "side_basis": "The harbour master",
        "roles": ["harbour master"],
    },
    {"key": "operator"},
]
OUTER = {
    "key": "s1",
    "source": "The harbour master",
    "cue": "[[said]] the",
    "content": ["the operator had promised him a pump"],
    "speakers": ["brell"],
}
INNER = {
    "key": "s2",
    "source": "the operator",
    "cue": "had promised",
    "content": ["him a pump"],
    "speakers": ["operator"],
    "act": "promise",
    "within": "s1",
}


@pytest.fixture
def report(tmp_path: Path) -> Told:
    path = tmp_path / "1.txt"
    head = "FICTION\noutlet: The Lamp\nurl: none\npublished: 2031-03-11\nkind: article\n---\n"
    path.write_text(head + TEXT, encoding="utf-8")
    return told("ferry", path)


def made(report: Told, *statements: dict[str, Any], **more: Any) -> Labelled:
    return labelled(report, {"actor": ACTORS, "statement": list(statements), **more}, CAST)


def test_a_report_is_read_from_its_file(report: Told) -> None:
    assert report.report.text == TEXT
    assert (report.report.publisher, report.report.published) == ("The Lamp", "2031-03-11")
    assert report.report.url is None


def test_words_become_spans_of_the_text(report: Told) -> None:
    reading = made(report, OUTER, INNER).reading
    for span in spans_in(reading.statements):
        assert TEXT[span.start : span.end] == span.text
    outer, inner = reading.statements
    assert (outer.verb, outer.kind, outer.act) == ("said", "indirect", "assert")
    assert inner.within == outer.id


def test_a_chain_follows_from_nesting(report: Told) -> None:
    labels = made(report, OUTER, INNER)
    names = [labels.reading.actor(hand.ref).name for hand in labels.statements["s2"].chain]
    assert names == ["Brell", "the operator"]


def test_a_side_is_given_where_the_report_gives_it(report: Told) -> None:
    brell, operator = made(report, OUTER, INNER).reading.actors
    assert (brell.side, operator.side) == (("Port",), None)
    assert brell.side_basis == place(TEXT, "The harbour master")
    assert brell.mentions == (place(TEXT, "The harbour master"),)


def test_a_statement_with_all_there_is(report: Told) -> None:
    label = {
        "key": "s3",
        "source": "[[Brell]] said",
        "cue": "Brell [[said]]",
        "content": ["At least 12 people were hurt"],
        "speakers": ["brell"],
        "said": ["on Monday", "2031-03-10", "2031-03-10", "day"],
        "venue": "the inquiry",
        "figures": [{"words": "At least 12 people", "kind": "wounded", "low": 12, "of": "people"}],
    }
    one = made(report, label).reading.statements[0]
    assert one.said
    assert (one.said.from_, one.said.granularity) == ("2031-03-10", "day")
    assert [(f.kind, f.value, f.low) for f in one.figures] == [("wounded", None, 12)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cue": "says"}, "does not stand in"),
        ({"cue": "the"}, "times in"),
        ({"act": "say"}, "act 'say' is none of assert"),
        ({"speakers": ["vey"]}, "there is no actor 'vey'; there are brell, operator"),
        ({"colour": "red"}, "has colour"),
        ({"within": "s9"}, "within 's9' is no statement"),
        ({"figures": [{"words": "a pump", "kind": "count"}]}, "has no value, low or high"),
        ({"places": ["Ostrel"]}, "stands 0 times in the contents"),
    ],
)
def test_what_does_not_fit_is_named(report: Told, change: dict[str, Any], words: str) -> None:
    with pytest.raises(CorpusError, match=words):
        made(report, OUTER | change)


def test_a_statement_is_not_within_itself(report: Told) -> None:
    with pytest.raises(CorpusError, match="stands within itself"):
        made(report, OUTER | {"within": "s2"}, INNER)


def test_whole_words_come_before_parts_of_words() -> None:
    text = "He said he had gone."
    assert inside_of(text, Span.of(text, 0, len(text)), "he").start == 8


def test_a_file_without_its_head_is_named(tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text("Ferry inquiry opens\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="does not begin with FICTION"):
        told("ferry", path)

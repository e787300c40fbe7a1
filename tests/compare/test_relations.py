"""What relates utterances, and what does not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sayso.compare.grouping import utterance
from sayso.compare.meaning import packaged
from sayso.compare.model import Days, Relation, Told
from sayso.compare.relations import WEAK, departures, related
from sayso.model import Figure, Span
from tests.compare.making import told

OTHERS = (
    told("bread will cost a crown more from Friday on", "Ansa Wirth", report="r3"),
    told("the ferry to Skarby leaves an hour later in winter", "Ole Brandt", report="r3"),
    told("two candidates have withdrawn from the vote", "Mira Halden", report="r3"),
)


def between(*statements: Told) -> list[Relation]:
    """What is told of some statements, among others of the same story, the surest first."""
    said = [utterance([one]) for one in (*statements, *OTHERS)]
    vectors = packaged().vectors([one.told[0] for one in said])
    pairs = [(a, b) for a in range(len(said)) for b in range(a + 1, len(said))]
    return sorted(related(said, vectors, pairs), key=lambda one: -one.score)


def toll(text: str, number: str, value: float, who: str, **more: Any) -> Told:
    start = text.index(number)
    span = Span(start, start + len(number), number)
    figure = Figure(span, "killed", value, None, None, "people", "people")
    return told(text, who, figures=(figure,), **more)


NORTH = toll("the dead of the blast at Ulverby at 31", "31", 31, "Orla Venn", side=("Nor",))
SOUTH = toll("the dead of the blast at Ulverby at 11", "11", 11, "Pim Oakes", side=("Sund",),
             report="r2")  # fmt: skip


def denial(claim: str = "that one rocket fell short of the ridge") -> tuple[Told, Told]:
    """A denial of an allegation that stands in it."""
    text = f"the allegation {claim}"
    inner = Span(len("the allegation "), len(text), claim)
    near = f"Venn denied {text}"
    outer = told(text, "Orla Venn", act="deny", factuality="CT-", near=near, verb="denied")
    held = told(claim, "the army", content=(inner,), act="accuse", within=outer.id, near=near)
    return outer, held


def test_another_figure_for_one_toll_differs() -> None:
    (found,) = between(NORTH, SOUTH)
    assert (found.kind, {found.a, found.b}) == ("differs-in-figure", {NORTH.id, SOUTH.id})
    reason = next(one for one in found.reasons if one.code == "figure-other")
    assert {passage.span.text for passage in reason.spans} == {"31", "11"}


def test_a_later_toll_does_not_differ() -> None:
    later = toll("the dead of the blast at Ulverby at 34", "34", 34, "Pim Oakes", report="r2",
                 day="2031-05-09")  # fmt: skip
    assert not [one for one in between(NORTH, later) if one.kind == "differs-in-figure"]


def test_the_same_figure_agrees() -> None:
    again = toll("the dead of the blast at Ulverby stand at 31", "31", 31, "Pim Oakes", report="r2")
    assert [one.kind for one in between(NORTH, again)] == ["agrees"]


def test_a_denial_denies_what_stands_in_it() -> None:
    outer, held = denial()
    (found,) = between(outer, held)
    assert (found.kind, found.a, found.b, found.target) == ("denies", outer.id, held.id, "stated")
    assert "nested" in {one.code for one in found.reasons}


def test_what_is_only_passed_on_is_no_relation() -> None:
    text = "that the army says one rocket fell short of the ridge"
    inner = "one rocket fell short of the ridge"
    start = text.index(inner)
    near = f"Venn said {text}"
    outer = told(text, "Orla Venn", near=near)
    held = told(inner, "the army", content=(Span(start, len(text), inner),), within=outer.id,
                near=near)  # fmt: skip
    assert not between(outer, held)


@pytest.mark.parametrize("act", ["predict", "promise", "demand", "threaten", "ask", "decline"])
def test_what_claims_nothing_stands_against_nothing(act: str) -> None:
    one = toll("the dead of the blast at Ulverby at 11", "11", 11, "Pim Oakes", report="r2",
               act=act)  # fmt: skip
    assert not between(NORTH, one)


def test_a_denial_denies_nothing_later() -> None:
    no = told("that any gun was fired at Ulverby", "Orla Venn", act="deny", factuality="CT-",
              said=Days("2031-05-01", "2031-05-01"))  # fmt: skip
    shots = told("that a gun was fired at Ulverby", "Pim Oakes", report="r2", day="2031-05-06")
    assert not [one for one in between(no, shots) if one.kind == "denies"]


def test_the_order_of_the_two_makes_no_difference() -> None:
    assert between(NORTH, SOUTH) == between(SOUTH, NORTH)
    outer, held = denial()
    assert between(outer, held) == between(held, outer)


def test_scores_are_chances() -> None:
    for one in between(NORTH, SOUTH, *denial()):
        assert WEAK <= one.score <= 1


def test_a_paraphrase_that_leaves_its_quotation_differs_from_it() -> None:
    quoted = told("“We hold eastern and southern Oland”", quoted=True)
    away = told("that they hold just eastern Oland", report="r2", departs=(Span(15, 19, "just"),))
    near = told("that they hold eastern and southern Oland", report="r3")
    one = utterance([quoted, away, near])
    (found,) = departures([one])
    assert (found.kind, found.a, found.b) == ("paraphrase-differs", away.id, quoted.id)
    assert [each.span.text for each in found.reasons[0].spans] == ["just", quoted.text]


def test_no_pair_no_relation() -> None:
    assert not list(related([], np.zeros((0, 384), dtype=np.float32), []))

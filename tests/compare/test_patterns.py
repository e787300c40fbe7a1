"""Relations that a plain pattern tells."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.compare.grouping import utterance
from sayso.compare.model import Told
from sayso.compare.patterns import answers, departures, rivals
from sayso.model import Span
from tests.compare.making import told


def test_a_paraphrase_that_leaves_its_quotation_differs_from_it() -> None:
    quoted = told("“We hold eastern and southern Oland”", quoted=True)
    away = told("that they hold just eastern Oland", report="r2", departs=(Span(15, 19, "just"),))
    near = told("that they hold eastern and southern Oland", report="r3")
    one = utterance([quoted, away, near])
    (found,) = departures([one])
    assert (found.kind, found.a, found.b) == ("paraphrase-differs", away.id, quoted.id)
    assert [each.span.text for each in found.reasons[0].spans] == ["just", quoted.text]


def at(start: int, text: str, who: str, **more: Any) -> Told:
    """A statement that stands at a place of its report."""
    return told(text, who, content=(Span(start, start + len(text), text),), **more)


CLAIM = at(0, "the south of shelling the road", "Orla Venn", act="accuse")


def answered(*statements: Told) -> list[tuple[str, str]]:
    return [(one.a, one.b) for one in answers([utterance([each]) for each in statements])]


@pytest.mark.parametrize("words", ["“That is a lie,” he said", "Not so … the road was quiet"])
def test_what_begins_by_turning_it_down_denies_what_stands_before(words: str) -> None:
    answer = at(100, words, "Pim Oakes")
    assert answered(CLAIM, answer) == [(answer.id, CLAIM.id)]


def test_a_denial_that_only_points_denies_what_stands_before() -> None:
    answer = at(100, "that account", "Pim Oakes", act="deny", factuality="CT-")
    assert answered(answer, CLAIM) == [(answer.id, CLAIM.id)]


@pytest.mark.parametrize(
    "answer",
    [
        at(100, "that account", "Pim Oakes"),  # told, not denied
        at(100, "that account", "Orla Venn", act="deny"),  # one's own
        at(100, "that account", "Pim Oakes", act="deny", paragraph=4),  # too far
        at(100, "that account", "Pim Oakes", act="deny", report="r2"),  # elsewhere
        at(
            100, "that no gun was fired on the road", "Pim Oakes", act="deny"
        ),  # says what it denies
        at(100, "“That is a lie that will live on”", "Pim Oakes"),  # no answer
    ],
)
def test_others_answer_nothing(answer: Told) -> None:
    assert not answered(CLAIM, answer)


def test_two_names_that_cannot_both_be_meant_are_rivals() -> None:
    ours = utterance([told("it a planned regrouping", verb="called")])
    theirs = utterance([
        told("it a flight", "Pim Oakes", verb="has called", report="r2"),
        told("“This is not a regrouping. It is a flight”", "Pim Oakes", report="r3"),
    ])  # fmt: skip
    (found,) = rivals([ours, theirs])
    assert (found.kind, {found.a, found.b}) == ("renames", {ours.id, theirs.id})
    assert {each.span.text for each in found.reasons[0].spans} == {"regrouping", "flight"}
    alike = utterance([told("it a rout", "Ansa Wirth", verb="called", report="r3")])
    assert not list(rivals([theirs, alike]))

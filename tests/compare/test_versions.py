"""What a later state of a page says otherwise."""

from __future__ import annotations

from sayso.compare.versions import steps
from sayso.model import Span
from tests.compare.making import told

HELD = told("the harbour wall at Ulverby held all night", report="r1")


def kinds(before: tuple, after: tuple) -> list[str]:  # type: ignore[type-arg]
    return [kind for kind, *_ in steps(before, after)]


def test_what_stands_as_it_stood_is_passed_over() -> None:
    again = told("the harbour wall at Ulverby held all night.", report="r2")
    assert kinds((HELD,), (again,)) == []


def test_added_and_dropped() -> None:
    other = told("bread will cost a crown more from Friday", "the guild", report="r2")
    assert kinds((HELD,), (other,)) == ["dropped", "added"]


def test_softened_hardened_reworded() -> None:
    may = told("the harbour wall at Ulverby may have held all night", report="r2", factuality="PS+",
               hedges=(Span(28, 31, "may"),))  # fmt: skip
    assert kinds((HELD,), (may,)) == ["softened"]
    assert kinds((may,), (HELD,)) == ["hardened"]
    (step,) = steps((HELD,), (may,))
    assert "(may)" in step[3]
    other = told("all night the wall of the harbour at Ulverby held", report="r2")
    assert kinds((HELD,), (other,)) == ["reworded"]


def test_another_speaker_is_another_statement() -> None:
    other = told("the harbour wall at Ulverby held till four", "Pim Oakes", report="r2")
    assert kinds((HELD,), (other,)) == ["dropped", "added"]

"""Vectors of meaning: alike for alike things, and the same whatever else is told."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.compare.meaning import Meaning, packaged, packed, unpacked
from sayso.errors import ModelError
from sayso.model import Span
from tests.compare.making import told

LEFT = told("the troops regrouped on better ground")
FLED = told("soldiers ran from their positions", report="r2")
BREAD = told("bread will cost a crown more", report="r3")


def test_alike_things_have_alike_vectors() -> None:
    left, fled, bread = packaged().vectors([LEFT, FLED, BREAD])
    assert np.linalg.norm(left) == pytest.approx(1, abs=1e-2)
    assert left @ fled > left @ bread + 0.2


def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    together = packaged().vectors([LEFT, FLED, BREAD])
    assert (together[1:2] == packaged().vectors([FLED])).all()


def test_what_it_stands_for_is_taken_from_where_it_stands() -> None:
    wall = told("it", near="The harbour wall at Ulverby broke at dawn. Venn denied it",
                content=(Span(0, 2, "it"),))  # fmt: skip
    price = told("it", near="Bread will cost a crown more from Friday on. Venn denied it",
                 content=(Span(0, 2, "it"),))  # fmt: skip
    about = told("the harbour wall broke", report="r2")
    one, other, target = packaged().vectors([wall, price, about])
    assert one @ target > other @ target


def test_kept_vectors_are_those_of_their_statements_alone() -> None:
    vectors = packaged().vectors([LEFT, FLED])
    kept = packed([LEFT, FLED], vectors)
    found = unpacked([LEFT, FLED], kept)
    assert found is not None
    assert (found == vectors).all()
    assert unpacked([FLED, LEFT], kept) is None
    assert unpacked([LEFT], kept) is None
    assert unpacked([LEFT], None) is None


def test_what_is_no_file_of_meanings_is_said_to_be_none() -> None:
    with pytest.raises(ModelError, match="not a file of meanings"):
        Meaning(b"nothing")

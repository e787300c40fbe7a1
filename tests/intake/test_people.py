"""Bylines and what metadata call an author."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.people import byline, people


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ilka Morn", ("Ilka Morn",)),
        ("By Ilka Morn", ("Ilka Morn",)),
        ("By Tam Aarn and Orla Quist in Lower Osk", ("Tam Aarn", "Orla Quist")),
        ("BY TAM AARN, ORLA QUIST AND DANA VEY", ("Tam Aarn", "Orla Quist", "Dana Vey")),
        ("Written by: Hugo Penrose, transport correspondent", ("Hugo Penrose",)),
        ("Ilka Morn; Orm de la Cruz; ilka morn", ("Ilka Morn", "Orm de la Cruz")),
        ("Ilka Morn & Zoë O’Neill-Falk | Velm Courier", ("Ilka Morn", "Zoë O’Neill-Falk")),
        ("nell sparrow", ("Nell Sparrow",)),
        ("AFP", ("AFP",)),
        ("Ilka Morn (Velm)", ("Ilka Morn",)),
        ("Ilka Morn, Editing by Orm Venn", ("Ilka Morn",)),
        ("https://velm.example/author/ilka", ()),
        ("ilka@velm.example", ()),
        ("admin", ()),
        ("12 May 2031", ()),
        ("", ()),
    ],
)
def test_names_of_a_line(line: str, names: tuple[str, ...]) -> None:
    found = people([line], "Velm Courier")
    assert found == names


def test_each_name_once_and_the_outlet_is_none() -> None:
    assert people(["By Ilka Morn", "ILKA MORN", "velm courier"], "Velm Courier") == ("Ilka Morn",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("By Ilka Morn", True),
        ("By Tam Aarn and Orla Quist in Lower Osk", True),
        ("Written by Hugo Penrose", True),
        ("BY ILKA MORN", True),
        ("By Monday the bridge was open again and the mayor had left", False),
        ("by the river", False),
        ("Ilka Morn", False),
        ("By Ilka Morn " + "x" * 200, False),
    ],
)
def test_lines_that_are_bylines(line: str, told: bool) -> None:
    assert byline(["The bridge is open.", line]) == (line if told else None)


@given(st.text())
def test_any_line_is_taken(line: str) -> None:
    byline([line])
    assert all(name.strip() for name in people([line]))

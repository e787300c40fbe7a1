from __future__ import annotations

import pytest

from sayso.reading import occasions, times
from sayso.reading.attribution import Attribution

TURNS = "BRINN: It holds.\n\nVEY: Does it?\n\nBRINN: It does."


def attributions(text: str) -> list[Attribution]:
    """The turns of a text, as a name, a colon and what follows."""
    made = []
    at = 0
    for line in text.split("\n"):
        name, colon, said = line.partition(": ")
        if colon and name.isupper():
            end = at + len(name)
            made.append(
                Attribution((at, end), (end, end + 1), ((end + 2, end + 2 + len(said)),), 1)
            )
        at += len(line) + 1
    return made


def day(text: str) -> str | None:
    talk = occasions.turns(text, attributions(text))
    found = occasions.day(text, times.find(text, "2031-03-12"), talk)
    return found.from_ if found else None


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ("Friday 7 March, 7:40 a.m. Translated and shortened.", "2031-03-07"),
        ("(Broadcast Friday 7 March. Translated by us.)", "2031-03-07"),
        ("Ada Brinn runs the port. She received us on Monday evening in Orle.", "2031-03-10"),
        ("Ada Brinn ran the port until she resigned on Saturday.", None),
        ("She received us in the house where her son was shot on Monday.", None),
        ("The port was shut in May.", None),
    ],
)
def test_the_head_of_a_talk_says_when_it_was(head: str, when: str | None) -> None:
    assert day(f"“It holds”\n\n{head}\n\n{TURNS}") == when


def test_a_title_gives_no_day() -> None:
    assert day(f"The talk of Monday, 10 March 2031\n\n{TURNS}") is None


def test_two_turns_are_no_talk() -> None:
    text = "Title\n\nBroadcast on Monday.\n\nBRINN: It holds.\n\nVEY: Does it?"
    assert day(text) is None


def test_a_colon_inside_a_paragraph_is_no_turn() -> None:
    text = "Title\n\nBroadcast on Monday.\n\n" + "\n\n".join(
        f"We met BRINN: It holds {n}." for n in "123"
    )
    made = [
        Attribution((at, at + 5), (at + 5, at + 6), ((at + 7, at + 15),), 1.0)
        for at in range(len(text))
        if text.startswith("BRINN:", at)
    ]
    assert not occasions.turns(text, made)

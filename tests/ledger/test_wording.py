"""Words are found however they are written, and blanked one character for one."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.wording import BLOCK, Finder, blanked, joined, words_at, words_of

NAME = ("jorn", "as")
FINDER = Finder.of([NAME])


def found(text: str, finder: Finder = FINDER) -> list[str]:
    return [text[start:end] for start, end in finder.places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said Jörn Ås.", ["Jörn Ås"]),
        ("JÖRN ÅS and jorn as", ["JÖRN ÅS", "jorn as"]),
        (unicodedata.normalize("NFD", "Jörn Ås!"), [unicodedata.normalize("NFD", "Jörn Ås")]),
        ("Jo\u00adrn\u200b Ås", ["Jo\u00adrn\u200b Ås"]),
        ("jorn-as_jornas", ["jorn-as", "jornas"]),
        ("Jörn\n Ås", ["Jörn\n Ås"]),
        ("J Ås, JÅs", []),
        ("Jörn Ås2, Jörn Åsa, Björn Ås, Jörn", ["Jörn Ås"]),
        ("J%C3%B6rn%20%c3%85s", ["J%C3%B6rn%20%c3%85s"]),
        ("%F6 J%C3%B6rn+As%", ["J%C3%B6rn+As"]),
        ("", []),
    ],
)
def test_a_phrase_is_found_as_whole_words(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert FINDER.stands_in(text) == bool(expected)


def test_what_one_phrase_takes_hides_no_other() -> None:
    finder = Finder.of([("brinn", "ada"), ("ada", "brinn")])
    assert found("Brinn Ada Brinn", finder) == ["Brinn Ada Brinn"]


def test_letters_that_fold_to_several() -> None:
    finder = Finder.of([words_of("Straße"), words_of("ﬁn")])
    assert found("in der STRASSE, der Straße; FIN, ﬁn", finder) == [
        "STRASSE",
        "Straße",
        "FIN",
        "ﬁn",
    ]


def test_scripts_without_spaces_need_no_boundary() -> None:
    assert found("记者王小明说", Finder.of([words_of("王小明")])) == ["王小明"]
    assert found("김철수는", Finder.of([words_of("김철수")])) == ["김철수"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("notes/AdaBrinnTalk.txt", "notes/████████Talk.txt"),
        ("notes/adaBrinn2.txt", "notes/████████2.txt"),
        ("talkWithADA.txt", "talkWithADA.txt"),
        ("ada_brinn/ada-brinn", "█████████/█████████"),
        ("Ada%20Brinn.txt", "███████████.txt"),
        ("canadabrinn.txt", "canadabrinn.txt"),
    ],
)
def test_names_of_files_may_join_words(name: str, expected: str) -> None:
    finder = Finder.of([("ada", "brinn")])
    assert blanked(name, finder.places_in_name(name)) == expected


def test_digits_are_bounded_by_digits() -> None:
    assert found("room 12, room 123, room 12a", Finder.of([("12",)])) == ["12", "12"]


def test_a_finder_of_nothing_finds_nothing() -> None:
    assert found("anything", Finder.of([(), ()])) == []
    assert (Finder.of([]) | FINDER).phrases == {NAME}


def test_the_words_that_places_reach_into() -> None:
    assert words_at("Ada Brinn quits", [(2, 6)]) == {"ada", "brinn"}
    assert words_at("Ada Brinn quits", [(3, 4)]) == set()


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6), st.text(max_size=30)
)
def test_blanks_keep_all_offsets(places: list[tuple[int, int]], text: str) -> None:
    inside = [(a, min(b, len(text))) for a, b in places if a < min(b, len(text))]
    taken = {at for start, end in inside for at in range(start, end)}
    made = blanked(text, inside)
    assert len(made) == len(text)
    assert all(made[at] == (BLOCK if at in taken else text[at]) for at in range(len(text)))
    assert all(
        one[1] < two[0] for one, two in zip(joined(inside), joined(inside)[1:], strict=False)
    )


LETTERS = st.text("abzéöåßçñКиї", min_size=2, max_size=8)


@given(
    LETTERS, LETTERS, st.sampled_from([str, str.upper, str.lower, str.title]), st.text(max_size=9)
)
def test_no_spelling_of_a_phrase_is_missed(
    first: str, last: str, spelled: object, around: str
) -> None:
    assert callable(spelled)
    finder = Finder.of([words_of(f"{first} {last}")])
    written = spelled(f"{first} {last}")
    for one in (written, unicodedata.normalize("NFD", written), quote(written)):
        text = f"{around} {one}, {around}"
        assert not finder.stands_in(blanked(text, finder.places(text)))
        start = len(around) + 1
        assert any(a <= start and start + len(one) <= b for a, b in finder.places(text))

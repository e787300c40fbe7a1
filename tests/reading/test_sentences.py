from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.sentences import split


def cut(text: str) -> list[str]:
    told = split(text)
    return [text[a:b].strip() for a, b in zip(told.starts, told.ends, strict=True)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert cut("Col. Pashko left at 4 a.m. on Monday. He was late.") == [
        "Col. Pashko left at 4 a.m. on Monday.",
        "He was late.",
    ]


def test_a_closing_mark_belongs_to_its_sentence() -> None:
    assert cut("“We go.” They went.") == ["“We go.”", "They went."]


def test_a_paragraph_ends_a_sentence() -> None:
    assert cut("No full stop\n\nNext") == ["No full stop", "Next"]


@given(st.text(max_size=200))
def test_every_offset_has_a_sentence(text: str) -> None:
    told = split(text)
    for offset in range(len(text)):
        if told.starts and offset >= told.starts[0]:
            start, end = told.at(offset)
            assert start <= offset
            assert 0 <= start < end <= len(text)

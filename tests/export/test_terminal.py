"""A reading in a terminal."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from sayso.export.terminal import in_context, one_line, reading_text, said_text, statement_text
from sayso.model import Actor, Figure, Furniture, Period, Reading, Span
from tests.making import DAM, dam_reading, one_statement, report, span, statement

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) != "\n"]


def printed(text: Text) -> str:
    """What goes to the terminal, without the styles."""
    out = io.StringIO()
    Console(file=out, width=400, force_terminal=True, color_system=None).print(text)
    return out.getvalue()


def styled(text: Text, style: str) -> list[str]:
    return [text.plain[part.start : part.end] for part in text.spans if part.style == style]


def test_a_whole_reading() -> None:
    reading = dam_reading()
    first, second = (one.id for one in reading.statements)
    assert reading_text(reading, "dam.txt").plain == (
        "Dam holds\n"
        "dam.txt · The Harrow Gazette · published 2031-05-06 (given) · 2 statements · 1 speaker\n"
        "\n"
        "   1  Orla Venn · said · Monday = 2031-05-05\n"
        "      reported The dam at Ulverby holds\n"
        f"      at       0–40  {first}\n"
        "\n"
        "   2  Orla Venn (she) · added\n"
        "      quoted   “We are ready,”\n"
        f"      at       53–78  {second}\n"
        "\n"
    )


def test_quoted_words_look_other_than_reported_ones() -> None:
    reading = dam_reading()
    reported, quoted = (statement_text(reading, one, 1) for one in reading.statements)
    assert "“We are ready,”" in styled(quoted, "bold")
    assert "The dam at Ulverby holds" not in styled(reported, "bold")


def test_what_is_open_is_shown_as_open() -> None:
    made = report("They said: hold.", published=None, title=None)
    actors = (Actor("a1", "Orla Venn", "person"), Actor("a2", "Bram Tolk", "person"))
    told = statement(made, "hold", source="They", cue="said", candidates=("a1", "a2"))
    bare = statement(made, "hold.", within=told.id)
    reading = Reading(
        made, ("no place is known",), (Furniture(span(made.text, "They"), "plug"),), actors,
        (told, bare),
    )  # fmt: skip
    shown = printed(reading_text(reading, "they.txt"))
    assert "no publication date" in shown
    assert "note: no place is known" in shown
    assert "1 not read as story" in shown
    assert "They (open: Orla Venn or Bram Tolk?) · said" in shown
    assert "no source named" in shown
    assert "· inside 1\n" in shown


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2031-05-05", "2031-05-05", "on Monday = 2031-05-05"),
        ("2031-05-05", "2031-05-11", "on Monday = 2031-05-05 to 2031-05-11"),
        (None, None, "on Monday (unresolved)"),
    ],
)
def test_when_it_was_said(first: str | None, last: str | None, expected: str) -> None:
    assert said_text(Period(Span(0, 9, "on\nMonday"), first, last, "day")) == expected


def test_a_statement_where_it_stands() -> None:
    reading = dam_reading()
    shown = in_context(reading, reading.statements[1])
    assert shown.plain == DAM.split("\n")[2] + "\n"
    assert styled(shown, "not dim bold") == ["“We are ready,”"]
    assert styled(shown, "not dim cyan") == ["she"]
    assert styled(shown, "not dim italic") == ["added"]


def test_marks_stay_in_place_after_odd_characters() -> None:
    reading = one_statement("one\r\ntwo\a\x1b\tthree\x08", "Orla\x0b Venn")
    shown = in_context(reading, reading.statements[0])
    assert styled(shown, "not dim bold") == ["one \ntwo␇␛ three␈"]
    assert styled(shown, "not dim cyan") == ["Orla␋ Venn"]


@pytest.mark.parametrize("control", CONTROLS)
def test_no_control_character_reaches_the_terminal(control: str) -> None:
    nasty = f"x{control}[31mred{control}]0;title{control}\\y"
    reading = one_statement(nasty, nasty, title=nasty, publisher=nasty, published=nasty)
    told = replace(
        reading.statements[0],
        verb=nasty,
        said=Period(reading.statements[0].content[0], None, None, "vague"),
    )
    reading = replace(reading, notes=(nasty,), statements=(told,))
    shown = printed(reading_text(reading, nasty)) + printed(in_context(reading, told))
    assert shown.count("[31mred") == 11
    assert {c for c in shown if unicodedata.category(c) == "Cc"} == {"\n"}


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\r\n\t\x85")))
def test_one_line_is_one_line_without_controls(text: str) -> None:
    line = one_line(text)
    assert not [c for c in line if unicodedata.category(c) == "Cc"]
    assert len(line.splitlines()) <= 1
    assert line.split() == line.split(" ") or not line


def test_figures_stand_on_a_line_of_their_own() -> None:
    reading = dam_reading()
    one = reading.statements[0]
    many = Figure(one.content[0], "killed", None, 19, None, "people", "people")
    plain = statement_text(reading, replace(one, figures=(many,)), 1).plain
    assert f"figures  killed ≥19 ({one.content[0].text})" in plain
    assert "figures" not in statement_text(reading, one, 1).plain

"""Statements wrapped in other statements."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from training import nesting
from training.polnear import Gold

SENTENCES = (
    ("The mayor denied that the bridge was open.", (0, 9), (10, 16), (17, 41)),
    ("Vey said the pumps had failed on Sunday night.", (0, 3), (4, 8), (9, 45)),
    ("Nobody came, and the road stayed shut for days.", None, None, None),
    ("According to the port, two men were taken ashore.", (13, 21), (0, 12), (23, 48)),
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Gold]]:
    text, gold = "", []
    for sentence, *spans in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12)):
        text += draw(st.sampled_from(["", "\n\n"])) if text else ""
        text += " " if text and not text.endswith("\n") else ""
        if spans[0]:
            base = len(text)
            gold.append(Gold(*(((a + base, b + base),) for a, b in spans)))
        text += sentence
    return text + "\n", gold


def words(text: str, one: Gold) -> list[str]:
    return [text[a:b].lower() for part in (one.source, one.cue, one.content) for a, b in part]


@given(marked(), st.integers())
def test_what_was_marked_keeps_its_words(given_text: tuple[str, list[Gold]], seed: int) -> None:
    text, gold = given_text
    made, found = nesting.nested(text, gold, Always(seed))
    assert [words(made, one) for one in found[: len(gold)]] == [words(text, one) for one in gold]


@given(marked(), st.integers())
def test_a_wrapped_statement_stands_in_a_new_one(
    given_text: tuple[str, list[Gold]], seed: int
) -> None:
    text, gold = given_text
    made, found = nesting.nested(text, gold, Always(seed))
    outer = found[len(gold) :]
    assert len(outer) == len(gold)
    for one in outer:
        (start, end), (cue_start, cue_end) = one.content[0], one.cue[0]
        assert any(start <= inner.cue[0][0] < end for inner in found[: len(gold)])
        assert not start <= cue_start < end
        assert made[cue_start:cue_end] in {"According to", *(v.split()[0] for v in nesting.VERBS)}
        assert made[one.source[0][0] : one.source[0][1]].strip(" ,")


def test_a_sentence_with_half_a_statement_is_left_alone() -> None:
    text = "Vey said the pumps had failed on Sunday night. They will be mended by Friday noon.\n"
    across = Gold(((0, 3),), ((4, 8),), ((9, 80),))
    assert nesting.nested(text, [across], Always(1)) == (text, (across,))


def test_words_of_saying_inside_a_content_are_left_open() -> None:
    text = "Vey said the mayor denied that it was so, according to the port.\n"
    gold = [Gold(((0, 3),), ((4, 8),), ((9, 41),))]
    assert [text[a:b] for a, b in nesting.unmarked(text, gold)] == ["denied"]


class Always(random.Random):
    """Wraps every sentence it can."""

    def random(self) -> float:
        return super().random() * nesting.RATE / 2

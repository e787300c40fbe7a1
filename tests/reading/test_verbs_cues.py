"""Forms of verbs, and cues looked up by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import cues, verbs


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("beg", {"beg", "begs", "begged", "begging"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("confess", {"confess", "confesses", "confessed", "confessing"}),
    ],
)
def test_forms(lemma: str, expected: set[str]) -> None:
    assert expected <= set(verbs.forms(lemma))


@pytest.mark.parametrize(
    ("cue", "act", "negated"),
    [
        ("issued a statement saying", "assert", False),
        ("brushed aside", "deny", False),
        ("had been begging", "demand", False),
        ("did not rule out", "deny", True),
        ("pointed the finger", "accuse", False),
        ("hasn’t denied", "deny", True),
        (":", "assert", False),
        ("muttered", "assert", False),
    ],
)
def test_a_cue_is_looked_up_by_its_lemmas(cue: str, act: str, negated: bool) -> None:
    found = cues.looked_up(cue)
    assert (found.act, found.negated) == (act, negated)


@given(st.text())
def test_plain_keeps_every_character_in_its_place(text: str) -> None:
    assert len(cues.plain(text)) == len(text)

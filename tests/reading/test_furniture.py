from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.furniture import mark


def marked(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(one.kind, one.span.text) for one in mark(text, title)]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("credit", "(HALDEN COURIER/Per Aune)"),
        ("credit", "Photo: Bex Corley"),
        ("byline", "By Nora Ostby and Tam Velder"),
        ("byline", "(Reporting by Tam Velder; editing by S. Holm)"),
        ("dateline", "Published: 12 March 2031, 10:14 GMT"),
        ("related", "Read more: Ten things to know about the war on the Anner"),
        ("related", "Related: How the ridge was lost and won"),
        ("plug", "Sign up for the Lamp’s morning newsletter and get the day’s news in your inbox."),
        ("plug", "Subscribe to the Halden Courier for unlimited access to our journalism."),
        ("navigation", "Share this article"),
    ],
)
def test_a_line_that_is_furniture(kind: str, line: str) -> None:
    text = f"The dam holds.\n\n{line}\n\nIts keeper said so on Monday."
    assert marked(text) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up now,” the recruiter told the young men of Ostrel.",
        "By Monday the ridge was empty, the mayor said.",
        "Subscribers to the dam fund said they wanted their money back.",
        "The newsletter of the party said the minister would stay.",
        "Photographs show the school in ruins, the charity said.",
    ],
)
def test_a_line_of_the_story_is_none(line: str) -> None:
    assert marked(f"The dam holds.\n\n{line}\n\nNo one was hurt.") == []


def test_a_credit_that_stands_twice_is_marked_twice() -> None:
    text = "Head\n\n(LAMP/Bex Corley)\n(LAMP/Bex Corley)\n\nThe dam holds."
    assert [kind for kind, _ in marked(text)] == ["credit", "credit"]


def test_a_date_line_before_a_sentence_is_marked_alone() -> None:
    text = "LOWER KESK, Tessany, March 9, 2031 (IPA) — The ridge is empty, the mayor said."
    ((kind, words),) = marked(text)
    assert kind == "dateline"
    assert words.startswith("LOWER KESK")
    assert "ridge" not in words


@given(st.text(alphabet="By Pho:to(A/)\n.—“”read more", max_size=120))
def test_spans_are_exact_and_apart_in_any_text(text: str) -> None:
    found = [one.span for one in mark(text, None)]
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))

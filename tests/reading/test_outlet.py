from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Report, ReportKind
from sayso.reading import quotes, sentences, times
from sayso.reading.attribution import Attribution
from sayso.reading.edges import Page
from sayso.reading.outlet import with_own_voice

LEAD = "A ferry sank in the port of Ostrel late on Tuesday, and two of its crew drowned."


def made(
    text: str, *found: Attribution, kind: ReportKind = "article", unread: tuple[str, ...] = ()
) -> list[Attribution]:
    report = Report("r", "", "", None, None, None, (), "en", None, None, "none", kind, text)
    page = Page(text, quotes.runs(text), sentences.split(text))
    return with_own_voice(
        page, report, [at(text, u) for u in unread], times.find(text, None), found
    )


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def own(text: str, *found: Attribution, **how: object) -> list[str]:
    return [text[slice(*o.content[0])] for o in made(text, *found, **how) if o.outlet]  # type: ignore[arg-type]


def told(text: str, source: str, cue: str, content: str) -> Attribution:
    return Attribution(at(text, source), at(text, cue), (at(text, content),), 0.9)


def test_headline_and_lead() -> None:
    assert own(f"Ferry sinks at Ostrel; two drown\n\n{LEAD}") == [
        "Ferry sinks at Ostrel",
        "two drown",
        "A ferry sank in the port of Ostrel late on Tuesday",
        "two of its crew drowned",
    ]


@pytest.mark.parametrize(
    ("headline", "asserted"),
    [
        ("Ostrel ferry: two drown in port", ["two drown in port"]),
        ("Two drown in Ostrel - latest", ["Two drown in Ostrel"]),
        ("THEY DROWNED! FERRY LOST", ["THEY DROWNED!", "FERRY LOST"]),
        ("Who sank the ferry?", []),
    ],
)
def test_what_of_a_headline_is_asserted(headline: str, asserted: list[str]) -> None:
    assert own(f"{headline}\n\n{LEAD}")[:-2] == asserted


def test_a_headline_that_somebody_says_is_his() -> None:
    text = f"Brell: the ferry was never safe\n\n{LEAD}"
    assert "the ferry was never safe" not in own(
        text, told(text, "Brell", ":", "the ferry was never safe")
    )


def test_beside_what_somebody_says_the_clauses_of_the_outlet_are_kept() -> None:
    text = "Ferry sinks\n\nA ferry sank in the port on Tuesday, and Brell said it had been unsafe."
    said = told(text, "Brell", "said", "it had been unsafe")
    assert own(text, said) == ["Ferry sinks", "A ferry sank in the port on Tuesday"]


def test_furniture_is_no_assertion() -> None:
    text = f"Ferry sinks\n\nBy Ada Brinn of the Ostrel Lamp newsroom in town\n\n{LEAD}"
    assert "Ada" not in " ".join(
        own(text, unread=("By Ada Brinn of the Ostrel Lamp newsroom in town",))
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The claims could not be independently verified.",
        "Good morning from the port on this day.",
        "Sign up here for our letter on the port.",
        "Was the ferry ever safe in the port?",
        "By his account the ferry was safe.",
    ],
)
def test_sentences_of_the_story_that_assert_nothing_of_the_outlets(sentence: str) -> None:
    assert sentence[:-1] not in own(f"Ferry sinks\n\n{LEAD}\n\n{sentence}")


def test_sentences_of_the_story_are_kept_where_they_bear_on_what_is_said() -> None:
    text = f"Ferry sinks\n\n{LEAD}\n\nThe ferry was old by then. The pub has a roof of slate."
    assert own(text)[-1] == "The ferry was old by then"


def test_we_of_a_release_is_its_issuer() -> None:
    text = "Statement\n\nWe deny that the valve on the northern ferry was ever left open by us."
    one = told(text, "We", "deny", "that the valve on the northern ferry was ever left open by us")
    assert [o.outlet for o in made(text, one, kind="release")][-1]
    assert one in made(text, one)


@given(st.text("Ab c.,;:\n“”?-"), st.booleans())
def test_assertions_lie_apart_inside_the_text(text: str, release: bool) -> None:
    parts = [one.content[0] for one in made(text, kind="release" if release else "article")]
    assert all(0 <= start < end <= len(text) for start, end in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(parts))


def test_a_sentence_inside_a_quotation_is_not_the_outlets() -> None:
    text = (
        f"{LEAD}\n\n"
        "“We asked whether two had drowned. No one answered us all night. Two drowned.\n\n"
        "“At four we stopped asking,” a stoker said."
    )
    asking = told(text, "We", "asked", "whether two had drowned")
    said = told(text, "a stoker", "said", "“At four we stopped asking,”")
    lead = ["A ferry sank in the port of Ostrel late on Tuesday", "two of its crew drowned"]
    assert own(text, asking, said) == lead

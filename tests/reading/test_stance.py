"""What is done with a content, how certain it is, how far the reporter stands by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.reading import stance
from sayso.reading.stance import Stance, of_statement


def stance_of(source: str, cue: str, *content: str) -> Stance:
    """The stance of a statement whose parts stand one after another."""
    text, spans = "", []
    for part in (source, cue, *content):
        spans.append(Span(len(text), len(text) + len(part), part) if part else None)
        text += part + " "
    return of_statement(text, spans[0], spans[1], [span for span in spans[2:] if span])


@pytest.mark.parametrize(
    ("source", "cue", "content", "act", "factuality"),
    [
        ("Brell", "said", "that the pump failed", "assert", "CT+"),
        ("Brell", "said", "that the pump did not fail", "assert", "CT-"),
        ("Brell", "denied", "that it leaked", "deny", "CT-"),
        ("Brell", "denied", "knowing whether it leaked", "deny", "CT-"),
        ("Brell", "said", "“There was no leak.”", "deny", "CT-"),
        ("Brell", "did not deny", "that it leaked", "other", "U"),
        ("I", "do not dispute", "the figure", "assert", "CT+"),
        ("the union", "has not alleged", "that it was cut", "other", "U"),
        ("the mayor", "accused", "the port of hiding it", "accuse", "CT+"),
        ("Brell", "warned", "that it could burst", "warn", "PS+"),
        ("Brell", "vowed", "to rebuild", "promise", "CT+"),
        ("Brell", "said", "“We will rebuild it.”", "promise", "CT+"),
        ("Brell", "said", "the wall would fall", "predict", "CT+"),
        ("the port", "threatened", "to close the gates unless it was paid", "threaten", "U"),
        ("Brell", "said", "“I shall call in the loan.”", "threaten", "CT+"),
        ("Brell", "said", "she’d never close the port", "promise", "CT-"),
        ("Brell", "had assured", "it would be over by noon", "promise", "CT+"),
        ("Brell", "said", "she would sooner resign", "intend", "CT+"),
        ("the ministry", "said", "the bridge would not open before Monday", "intend", "CT-"),
        ("the surgeon", "told", "I would keep the eye", "predict", "CT+"),
        ("Brell", "said", "she would have stopped it", "assert", "CT+"),
        ("an officer", "told", "his men to expect rain", "predict", "CT+"),
        ("the office", "would say", "that it ‘does not discuss leaks’", "decline", "U"),
        ("Brell", "refused", "a loan", "other", "CT+"),
        ("Brell", "refused", "to comment", "decline", "U"),
        ("a sergeant", "tipped her off", "“Nobody leaves tonight”", "warn", "CT-"),
        ("a diver", "told", "it was worn, so far as she could judge", "assess", "PR+"),
        ("the union", "called", "for an inquiry", "demand", "U"),
        ("the union", "called", "the report “a smear”", "deny", "CT-"),
        ("the union", "called", "the mayor “a thief”", "accuse", "CT+"),
        ("the union", "held", "the mayor responsible", "accuse", "CT+"),
        ("the union", "took", "the mayor to task", "accuse", "CT+"),
        ("the union", "hit back at", "suggestions that it lied", "deny", "CT-"),
        ("the mayor", "hit back", "“Rain fell on all of us.”", "assert", "CT+"),
        ("the mayor", "protested", "his innocence", "deny", "CT-"),
        ("the mayor", "pleaded not guilty to", "two charges", "deny", "CT-"),
        ("the mayor", "said", "“These are fairy tales.”", "deny", "CT-"),
        ("the mayor", "refuses to accept", "that it leaked", "deny", "CT-"),
        ("the court", "held", "that the lock-out was lawful", "assess", "CT+"),
        ("the widow", "held", "that the lock-out was lawful", "assert", "CT+"),
        ("virologists", "established", "that it came by sea", "assess", "CT+"),
        ("divers", "dated", "the crack to Monday", "assess", "CT+"),
        ("the inquiry", "blames", "the fall on rust", "assess", "CT+"),
        ("the port", "puts", "the cost at 40 million marks", "assess", "CT+"),
        ("the port", "puts", "the dead at 31", "assert", "CT+"),
        ("brokers", "see", "the port cutting its dues", "predict", "CT+"),
        ("a grocer", "said", "“It’s going to be a hard winter.”", "predict", "CT+"),
        ("Brell", "said", "“You have my word, nobody pays.”", "promise", "CT-"),
        ("Brell", "said", "“We call on the port to open its books.”", "demand", "U"),
        ("the crowd", "chanted", "“Out with Brell!”", "demand", "U"),
        ("parents", "wrote", "to the mayor asking him to shut the gate", "demand", "U"),
        ("raiders", "gave", "the village two days to pay or be burnt", "threaten", "CT+"),
        ("the court", "gave", "the port two days to answer", "demand", "U"),
        ("the union", "said", "it would walk out unless it was paid", "threaten", "U"),
        ("the council", "said", "it would pay for the wall", "promise", "CT+"),
        ("the company", "said", "it would move the mill", "intend", "CT+"),
        ("they", "said", "they would appeal", "intend", "CT+"),
        ("Brell", "would neither confirm nor deny", "the arrest", "other", "U"),
        ("Brell", "said", "“I’m not going to get into that.”", "decline", "U"),
        ("farmers", "lamented", "that the canal was dry", "assert", "CT+"),
        ("farmers", "lamented", "the canal", "other", "CT+"),
        ("the mayor", "has misgivings", "about the wall", "believe", "CT+"),
        ("the mayor", "sued", "the port for the flood", "accuse", "CT+"),
        ("the mayor", "mused", "whether the wall would hold", "ask", "U"),
        ("the mayor", "mused", "that the wall was old", "assert", "CT+"),
        ("the port", "said", "it planned to shut the mill", "intend", "CT+"),
        ("the union", "agreed", "to go back", "promise", "CT+"),
        ("the union", "insisted", "that the mayor be heard", "demand", "U"),
        ("the union", "withdrew", "its claim that the mayor lied", "other", "U"),
        ("the union", "said", "the mayor must go", "demand", "U"),
        ("a captain", "shouted", "“Leave or we open fire,”", "threaten", "CT+"),
        ("the port", "said", "“Prices are going to double,”", "predict", "CT+"),
        ("the union", "said", "“We are going to court,”", "intend", "CT+"),
        ("the union", "said", "“Be careful on the ice,”", "demand", "U"),
        ("the union", "said", "“No comment,”", "decline", "U"),
        ("the union", "said", "it did not know who fired", "assert", "CT-"),
        ("the union", "said", "reports of a deal were false", "deny", "CT-"),
        ("the port", "is considering", "an appeal", "intend", "CT+"),
        ("the port", "considers", "the crane safe", "assess", "CT+"),
        ("the union", "called for", "an inquiry", "demand", "U"),
        ("Brell", "asked", "whether it held", "ask", "U"),
        ("Brell", "asked", "for an inquiry", "demand", "U"),
        ("Brell", "told", "them to leave", "demand", "U"),
        ("Brell", "shouted", "“Close the gates!”", "demand", "U"),
        ("Brell", "said", "“Who opened it?”", "ask", "U"),
        ("Brell", "fears", "a second slide", "believe", "CT+"),
        ("Brell", "does not believe", "the wall leaked", "believe", "CT-"),
        ("Brell", "doubts", "that it leaked", "believe", "PR-"),
        ("a naval intelligence officer", "believes", "it was mined", "assess", "CT+"),
        ("engineers", "estimated", "that 40 houses were lost", "assess", "CT+"),
        ("the union", "plans", "to march", "intend", "CT+"),
        ("Brell", "thanked", "the crews", "other", "CT+"),
    ],
)
def test_act_and_factuality(source: str, cue: str, content: str, act: str, factuality: str) -> None:
    how = stance_of(source, cue, content)
    assert (how.act, how.factuality) == (act, factuality)


@pytest.mark.parametrize(
    ("content", "factuality", "hedges"),
    [
        ("that it may rain", "PS+", ["may"]),
        ("that it might not hold", "PS-", ["might"]),
        ("that it probably leaked", "PR+", ["probably"]),
        ("it was unlikely to hold", "PR-", ["unlikely"]),
        ("that perhaps it held", "PS+", ["perhaps"]),
        ("the gate opened on 12 May after rain", "CT+", []),
        ("he could hear the water", "CT+", []),
        ("it lasted hours, not minutes", "CT+", []),
        ("no fewer than nine were hurt", "CT+", []),
        ("that they had no remarks", "CT-", []),
        ("At 9:37 p.m. the gate was not shut", "CT-", []),
        ("If it rained, the gate was not shut", "CT-", []),
        ("that Vey had told him nobody was hurt", "CT+", []),
        ("the crew left because nobody came", "CT+", []),
        ("that they can go home if they sign", "U", []),
    ],
)
def test_the_first_clause_decides(content: str, factuality: str, hedges: list[str]) -> None:
    how = stance_of("Brell", "said", content)
    assert how.factuality == factuality
    assert [span.text for span in how.hedges] == hedges


def test_a_content_in_pieces_is_read_to_its_verb() -> None:
    assert stance_of("he", "claimed", "The port", "had never once written").factuality == "CT-"
    assert stance_of("she", "said", "“We checked,”", "“and found nothing.”").factuality == "CT+"


@pytest.mark.parametrize(
    ("source", "cue", "reporter"),
    [
        ("Brell", "said", "neutral"),
        ("Brell", "acknowledged", "endorsing"),
        ("Brell", "had pointed out", "endorsing"),
        ("Brell", "could not confirm", "neutral"),
        ("Brell", "claims", "distancing"),
        ("Brell", "insisted", "distancing"),
        ("Brell", "“confessed”", "distancing"),
        ("the so-called council", "said", "distancing"),
        ("the so-called council", "admitted", "endorsing"),
    ],
)
def test_the_reporters_distance(source: str, cue: str, reporter: str) -> None:
    assert stance_of(source, cue, "that it leaked").reporter == reporter


def test_what_is_accepted_as_true_is_not_what_is_accepted_as_offered() -> None:
    assert stance_of("Brell", "accepts", "that it leaked").reporter == "endorsing"
    assert stance_of("Brell", "accepts", "an inquiry").act == "other"


def test_a_non_comment_has_no_cue() -> None:
    how = stance_of("The port", "", "did not respond to a request for comment")
    assert (how.act, how.factuality, how.reporter) == ("decline", "U", "neutral")


@pytest.mark.parametrize(
    ("text", "word", "low", "high"),
    [
        ("The gate fell .", "fell", 3, 3),
        ("The gate did not fall .", "fall", -3, -2),
        ("The gate might fall .", "fall", 0.5, 1),
        ("They failed to stop it .", "stop", -3, -2),
        ("They managed to stop it .", "stop", 3, 3),
        ("They want to stop it .", "stop", 0, 1),
        ("The gate will fall .", "fall", 1.5, 2.5),
        ("It probably fell .", "fell", 1, 2),
        ("Did the gate fall ?", "fall", 0, 1),
    ],
)
def test_an_event_in_its_sentence(text: str, word: str, low: float, high: float) -> None:
    start = text.index(word)
    assert low <= stance.factuality(text, Span.of(text, start, start + len(word))) <= high


def test_a_clause_is_judged_by_its_own_words() -> None:
    text = "Brell denied that the gate did not hold"
    assert stance.factuality(text, Span.of(text, 13, len(text))) == -3


WORDS = st.sampled_from(
    "Brell said denied no not may “ ” ‘ ’ . , ; if will that who , to told İ May 12 n't".split()
)


@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_any_spans_give_hedges_inside_the_statement(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    cut = data.draw(st.integers(1, len(text)))
    cue = Span.of(text, 0, cut)
    content = [Span.of(text, cut, len(text))] if cut < len(text) else [cue]
    how = of_statement(text, None, cue, content)
    assert all(text[span.start : span.end] == span.text for span in how.hedges)
    assert not (how.act in ("ask", "demand", "decline") and how.factuality != "U")
    assert not (how.act == "deny" and how.factuality != "CT-")
    assert -3 <= stance.factuality(text, content[0]) <= 3

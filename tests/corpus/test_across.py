"""Labels across a story's reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.across import Story, across
from corpus.labels import labelled
from corpus.texts import CorpusError, told

CAST: dict[str, dict[str, Any]] = {
    "brell": {"key": "brell", "name": "Ada Brell", "kind": "person"},
    "vey": {"key": "vey", "name": "Ito Vey", "kind": "person", "side": ["Port"]},
}
TEXTS = {
    1: "The pump failed at noon, Brell said on Monday.\n",
    2: "Vey denied that the pump had failed. “It failed at noon,” Brell had said.\n",
}
STATEMENTS: dict[int, list[dict[str, Any]]] = {
    1: [
        {
            "key": "s1",
            "source": "Brell",
            "cue": "said",
            "content": ["The pump failed at noon"],
            "speakers": ["brell"],
            "said": ["on Monday", "2031-03-10", "2031-03-10", "day"],
        }
    ],
    2: [
        {
            "key": "s1",
            "source": "Vey",
            "cue": "denied",
            "content": ["that the pump had failed"],
            "speakers": ["vey"],
            "act": "deny",
        },
        {
            "key": "s2",
            "source": "Brell",
            "cue": "had said",
            "content": ["“It failed at noon,”"],
            "speakers": ["brell"],
        },
    ],
}
LABELS: dict[str, Any] = {
    "title": "The pump, 10 March 2031",
    "utterance": [{"key": "u1", "statements": ["1.s1", "2.s2"]}],
    "relation": [
        {"kind": "denies", "a": "2.s1", "b": "1.s1", "target": "stated", "reason": "the pump"}
    ],
    "matter": [{"key": "m1", "title": "whether it failed", "utterances": ["u1", "2.s1", "2.s2"]}],
    "origin": [{"kind": "rewrite", "report": 2, "from": 1}],
}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    made = {}
    for number, text in TEXTS.items():
        path = tmp_path / f"{number}.txt"
        head = "FICTION\noutlet: The Lamp\nurl: none\npublished: 2031-03-11\nkind: article\n---\n"
        path.write_text(head + text, encoding="utf-8")
        labels = {"actor": [{"key": key} for key in CAST], "statement": STATEMENTS[number]}
        made[number] = labelled(told("pump", path), labels, CAST)
    return Story("pump", CAST, made)


def test_renderings_are_one_utterance_and_the_rest_their_own(story: Story) -> None:
    plain = across(story, LABELS)
    assert [u["key"] for u in plain["utterances"]] == ["u1", "2.s1"]
    assert plain["utterances"][0]["speakers"] == ["brell"]
    assert plain["utterances"][0]["said"] == {"from": "2031-03-10", "to": "2031-03-10"}


def test_a_relation_is_between_utterances(story: Story) -> None:
    plain = across(story, LABELS)
    first, second = plain["utterances"]
    relation = plain["relations"][0]
    assert (relation["a"], relation["b"]) == (second["id"], first["id"])
    assert relation["directed"]


def test_a_paraphrase_differs_between_statements(story: Story) -> None:
    differs = {"kind": "paraphrase-differs", "a": "1.s1", "b": "2.s2", "reason": "it"}
    relation = across(story, LABELS | {"relation": [differs]})["relations"][0]
    assert relation["a"] == story.statement("1.s1").id


def test_a_matter_names_each_utterance_once(story: Story) -> None:
    assert across(story, LABELS)["matters"][0]["utterances"] == ["u1", "2.s1"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"utterance": [{"key": "u1", "statements": ["1.s7"]}]}, "'1.s7' is no statement"),
        ({"utterance": [{"key": k, "statements": ["1.s1"]} for k in "ab"]}, "in two utterances"),
        ({"relation": [{"kind": "doubts", "a": "u1", "b": "2.s1"}]}, "'doubts' is none of agrees"),
        ({"relation": [{"kind": "denies", "a": "2.s1", "b": "u1"}]}, "a denial needs a target"),
        ({"relation": [{"kind": "agrees", "a": "2.s1", "b": "u1"}]}, "needs a reason"),
        (
            {"relation": [{"kind": "agrees", "a": "1.s1", "b": "u1", "reason": "r"}]},
            "are one utterance",
        ),
        ({"origin": [{"kind": "rewrite", "report": 3, "from": 1}]}, "there is no report 3"),
        ({"silence": [{"actor": "brull", "statement": "1.s1"}]}, "'brull' is not in cast.toml"),
        ({"verdict": []}, "unknown: verdict"),
    ],
)
def test_what_does_not_fit_is_named(story: Story, change: dict[str, Any], words: str) -> None:
    with pytest.raises(CorpusError, match=words):
        across(story, LABELS | change)

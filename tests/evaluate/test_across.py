"""What stands across reports against a labelled story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from sayso.compare.model import Relation, Utterance
from sayso.errors import GoldError
from sayso.evaluate.across import on_labels, stories_in, story_in
from sayso.model import reading_to_plain
from tests.compare.test_keep import READINGS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A labelled story of two reports: a denial of what the other has."""
    ids = [one.statements[0].id for one in READINGS[:2]]
    labels = {
        "story": "wall",
        "utterances": [
            {"id": "u1", "key": "1.a", "speakers": [], "statements": [ids[0]], "said": None},
            {"id": "u2", "key": "2.a", "speakers": [], "statements": [ids[1]], "said": None},
        ],
        "relations": [{"kind": "denies", "a": "u2", "b": "u1", "directed": True}],
        "near_misses": [
            {"kind": "agrees", "type": "agreement-in-other-words", "a": "u1", "b": "u2"},
            {"kind": "denies", "type": "denial-of-something-else", "a": "u2", "b": "u1"},
        ],
        "matters": [{"key": "m", "title": "", "rivals": [], "utterances": ["1.a", "2.a"]}],
        "origins": [],
        "silences": [],
    }
    made = tmp_path / "wall"
    made.mkdir()
    (made / "story.json").write_text(json.dumps(labels), encoding="utf-8")
    for number, one in enumerate(READINGS[:2], 1):
        plain = reading_to_plain(one, f"wall/{number}")
        (made / f"{number}.json").write_text(json.dumps(plain), encoding="utf-8")
    return made


def denied(
    said: Sequence[Utterance], meanings: object, pairs: Sequence[tuple[int, int]]
) -> Iterable[Relation]:
    for one, other in pairs:
        a, b = said[one], said[other]
        yield Relation("denies", max(a, b, key=day).id, min(a, b, key=day).id, 0.9, ())
        yield Relation("renames", a.id, b.id, 0.2, ())


def day(one: Utterance) -> str:
    return one.day or ""


def test_figures_by_hand(folder: Path) -> None:
    (story,) = stories_in(folder.parent)
    found = on_labels([story], denied)
    figures = found.figures()
    assert (figures["relations_f1"], figures["matters_b3"]) == (1.0, 1.0)
    # The weak one is below what counts; of the near misses one kind is held.
    assert set(found.kinds) == {"denies"}
    assert figures["near_misses_related"] == 0.5
    assert figures["utterances_f1"] == 0.0
    assert on_labels([story], lambda said, meanings, pairs: ()).figures()["relations_recall"] == 0.0


def test_a_folder_without_a_story_has_none_and_a_broken_one_is_named(folder: Path) -> None:
    assert story_in(folder.parent) is None
    (folder / "story.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match=r"story\.json:1: KeyError"):
        story_in(folder)

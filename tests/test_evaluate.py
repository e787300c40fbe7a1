"""Readings against gold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso import evaluate
from sayso.errors import GoldError
from sayso.evaluate import Attributed, Score, Tally, against_gold, matched, overlap, spans_of
from sayso.model import Reading, Report, reading_to_plain
from tests.making import dam_reading, one_statement

VENN = Attributed(((0, 4),), ((5, 9),), ((10, 20),))
TOLK = Attributed(((30, 34),), ((35, 39),), ((40, 50), (60, 70)))
BARE = Attributed((), (), ((80, 90),))


def test_a_tally_gives_its_figures() -> None:
    tally = Tally()
    tally.add(right=2, read=3, gold=4)
    tally.add(right=1, read=1, gold=2)
    assert (tally.precision, tally.recall) == (3 / 4, 3 / 6)
    assert tally.f1 == pytest.approx(2 * 0.75 * 0.5 / 1.25)


def test_a_tally_of_nothing_is_nought() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)


def test_a_perfect_score() -> None:
    score = Score()
    score.add([VENN, TOLK, BARE], [BARE, VENN, TOLK])
    assert set(score.figures().values()) == {1.0}


def test_nothing_read() -> None:
    score = Score()
    score.add([], [VENN])
    assert set(score.figures().values()) == {0.0}


def test_a_partial_score() -> None:
    # The cue is missed, the source is another's, one content ends too early, and one is no one's.
    wrong = Attributed(TOLK.source, (), ((10, 18),))
    score = Score()
    score.add([wrong, TOLK, BARE], [VENN, TOLK])
    figures = score.figures()
    assert figures == {
        "source_f1": pytest.approx(2 * 1 / (1 + 2)),  # the shared source counts once
        "cue_f1": pytest.approx(2 * 1 / (1 + 2)),
        "content_f1": pytest.approx(2 * 2 / (4 + 3)),
        "whole_f1": pytest.approx(2 * 1 / (3 + 2)),
        "whole_recall": 1 / 2,
        "found_recall": 1.0,
        "found_precision": pytest.approx(2 / 3),
        "source_right": 1 / 2,
    }


def test_scores_add_up_over_reports() -> None:
    score = Score()
    score.add([VENN], [VENN])
    score.add([VENN], [TOLK])
    assert score.figures()["whole_f1"] == 1 / 2
    assert score.figures()["found_recall"] == 1 / 2


def test_each_is_matched_once_the_best_first() -> None:
    gold = [Attributed((), (), ((10, 20),))]
    near, exact = Attributed((), (), ((10, 18),)), Attributed((), (), ((10, 20),))
    assert matched([near, exact], gold) == [(exact, gold[0])]
    assert matched([near], gold * 2) == [(near, gold[0])]


def test_less_than_half_an_overlap_is_no_match() -> None:
    half = Attributed((), (), ((10, 15),))
    assert matched([half], [VENN]) == [(half, VENN)]
    less = Attributed((), (), ((10, 14),))
    assert matched([less], [VENN]) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((), (), 1.0),
        (((0, 4),), (), 0.0),
        (((0, 4),), ((4, 8),), 0.0),
        (((0, 4), (4, 8)), ((0, 8),), 1.0),
        (((0, 4),), ((2, 6),), 2 / 6),
    ],
)
def test_overlap(one: evaluate.Contents, other: evaluate.Contents, expected: float) -> None:
    assert overlap(one, other) == overlap(other, one) == expected


def test_the_outlets_own_statements_are_not_scored() -> None:
    reading = dam_reading()
    first, second = reading.statements
    mixed = replace(reading, statements=(replace(first, voice="outlet"), second))
    assert spans_of(mixed) == [Attributed(((69, 72),), ((73, 78),), ((53, 68),))]


def gold_file(path: Path, *lines: str) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def line_of(reading: Reading) -> str:
    return json.dumps(reading_to_plain(reading, "a.txt"), ensure_ascii=False)


def test_against_a_gold_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dam, odd = dam_reading(), one_statement("hold\u2028the\x85line\r\nnow")
    read_as = {dam.report: replace(dam, statements=dam.statements[:1]), odd.report: odd}

    def read(report: Report) -> Reading:
        return read_as[report]

    monkeypatch.setattr(evaluate, "read", read)
    figures = against_gold(gold_file(tmp_path / "gold.jsonl", line_of(dam), "", line_of(odd)))
    assert figures["reports"] == 2
    assert figures["whole_recall"] == pytest.approx(2 / 3)
    assert figures["found_precision"] == 1.0


@pytest.mark.parametrize("bad", ["{", "[]", "7", "null", "{}", '{"report": null}', '"report"'])
def test_a_bad_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    dam = dam_reading()
    monkeypatch.setattr(evaluate, "read", lambda report: dam)
    path = gold_file(tmp_path / "gold.jsonl", line_of(dam), bad)
    with pytest.raises(GoldError, match=r"gold\.jsonl:2: "):
        against_gold(path)


def test_gold_without_its_texts_is_named(tmp_path: Path) -> None:
    plain = reading_to_plain(dam_reading(), "a.txt")
    plain["report"]["text"] = None
    path = gold_file(tmp_path / "gold.jsonl", json.dumps(plain))
    with pytest.raises(GoldError, match=r"gold\.jsonl:1: ValueError: the report's text"):
        against_gold(path)

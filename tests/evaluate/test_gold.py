"""Gold files and folders."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso import evaluate
from sayso.errors import GoldError
from sayso.evaluate import against_gold, compared, interval
from sayso.model import Reading, Report, reading_to_plain
from tests.making import dam_reading, one_statement


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

    monkeypatch.setattr(evaluate.gold, "read", read)
    figures = against_gold(gold_file(tmp_path / "gold.jsonl", line_of(dam), "", line_of(odd)))
    assert figures["reports"] == 2
    assert figures["whole_recall"] == pytest.approx(2 / 3)
    assert figures["found_precision"] == 1.0


@pytest.mark.parametrize("bad", ["{", "[]", "7", "null", "{}", '{"report": null}', '"report"'])
def test_a_bad_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    dam = dam_reading()
    monkeypatch.setattr(evaluate.gold, "read", lambda report: dam)
    path = gold_file(tmp_path / "gold.jsonl", line_of(dam), bad)
    with pytest.raises(GoldError, match=r"gold\.jsonl:2: "):
        against_gold(path)


def test_gold_without_its_texts_is_named(tmp_path: Path) -> None:
    plain = reading_to_plain(dam_reading(), "a.txt")
    plain["report"]["text"] = None
    path = gold_file(tmp_path / "gold.jsonl", json.dumps(plain))
    with pytest.raises(GoldError, match=r"gold\.jsonl:1: ValueError: the report's text"):
        against_gold(path)


def story_folder(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / name).mkdir()
        plain = reading_to_plain(dam_reading(), f"{name}/1.txt")
        (tmp_path / name / "1.json").write_text(json.dumps(plain), encoding="utf-8")
        (tmp_path / name / "story.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_a_folder_of_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate.gold, "read", lambda report: dam_reading())
    both = list(compared(story_folder(tmp_path, "north", "south")))
    assert [one.story for one in both] == ["north", "south"]
    assert against_gold(tmp_path)["whole_f1"] == 1.0


def test_an_interval_holds_the_stories_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dam = dam_reading()
    readings = iter([dam, replace(dam, statements=dam.statements[:1])])
    monkeypatch.setattr(evaluate.gold, "read", lambda report: next(readings))
    both = list(compared(story_folder(tmp_path, "north", "south")))
    assert interval(both)["whole_recall"] == (0.5, 1.0)
    assert interval(both[:1]) == {}


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="it holds no reading"):
        against_gold(tmp_path)

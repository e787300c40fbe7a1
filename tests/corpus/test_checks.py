"""What must hold of the corpus, and how far two hands agree."""

from __future__ import annotations

import pytest

from corpus import agreement, checks, page
from corpus.texts import SPLITS, about


def test_the_corpus_is_as_it_should_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.run() == 0, capsys.readouterr().out


def test_every_split_has_its_stories() -> None:
    splits = [facts["split"] for facts in about().values()]
    assert {split: splits.count(split) for split in SPLITS} == {"train": 6, "dev": 3, "test": 3}


def test_kappa_is_one_for_the_same_and_nought_for_chance() -> None:
    assert agreement.kappa([("a", "a"), ("b", "b")]) == 1.0
    assert agreement.kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
    # Cohen's own arithmetic: .75 observed, .5 by chance.
    labels = [("a", "a")] * 3 + [("b", "b")] * 3 + [("a", "b"), ("b", "a")]
    assert agreement.kappa(labels) == pytest.approx(0.5)


def test_the_page_is_in_step_with_the_corpus() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.text(), "python -m corpus page"

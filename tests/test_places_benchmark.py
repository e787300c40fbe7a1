"""The benchmark of places on a set of two made-up articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.places import Score, articles, km

SET = """<articles>
<article><title>T</title><text>A fair in Leeds. The Turkish team lost.</text><toponyms>
<toponym><phrase>Leeds</phrase><start>11</start><end>16</end>
<gaztag geonameid="1"><name>Leeds</name><lat>53.8</lat><lon>-1.55</lon></gaztag></toponym>
<toponym><phrase>Turkish</phrase><start>21</start><end>28</end>
<gaztag geonameid="2"><name>Turkey</name><lat>39</lat><lon>35</lon></gaztag></toponym>
</toponyms></article>
<article><text>Rain fell in Vrestovo.</text><locations><location><name>Vrestovo</name>
<start>13</start><end>21</end></location></locations></article>
</articles>"""


def test_articles_are_read_and_scored(tmp_path: Path) -> None:
    path = tmp_path / "set.xml"
    path.write_text(SET, encoding="utf-8")
    first, second = articles(path)
    assert [(t.start, t.end, t.people) for t in first.toponyms] == [(10, 15, False), (21, 28, True)]
    score = Score()
    score.add(first)
    score.add(second)
    assert [error < 161 for error in score.errors] == [True, True]
    assert (score.spans.f1, score.places.recall) == (1.0, 0.5)


def test_km_is_the_distance_on_the_earth() -> None:
    assert km((48.85, 2.35), (51.51, -0.13)) == pytest.approx(344, abs=2)
    assert km((10, 20), (10, 20)) == 0

from __future__ import annotations

import pytest

from benchmarks.marked import Marked
from benchmarks.times import article, errors, matched

SOURCE = (
    '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2031-03-12">x</TIMEX3></DCT>'
    "<TEXT>It <EVENT>fell</EVENT> &amp; burned "
    '<TIMEX3 tid="t1" type="DATE" value="2031-03-11"><b>yester</b>day</TIMEX3>, and '
    '<TIMEX3 tid="t2" type="DATE" value="2031-03-10">then</TIMEX3> now.</TEXT></TimeML>'
)


def test_a_timeml_file_gives_its_text_and_what_is_marked() -> None:
    made = article("a.tml", SOURCE)
    assert made.text == "It fell & burned yesterday, and then now."
    assert [made.text[m.start : m.end] for m in made.marked] == ["yesterday", "then"]
    assert (made.created, made.marked[0].value) == ("2031-03-12", "2031-03-11")


def test_a_file_without_a_creation_time_is_named() -> None:
    with pytest.raises(ValueError, match=r"b\.tml"):
        article("b.tml", "<TEXT>Now.</TEXT>")


def test_matches_are_one_to_one() -> None:
    read, gold = [Marked(0, 9, "DATE", "a")], [Marked(0, 4, "DATE", "a"), Marked(5, 9, "DATE", "b")]
    assert matched(read, gold) == [(read[0], gold[0])]


def test_what_is_wrong_is_told_by_kind() -> None:
    kinds = [line.split()[0] for line in errors(article("a.tml", SOURCE))]
    assert kinds == ["missed", "extra"]

"""Articles of MEANTIME: words put together, and expressions in their place."""

from __future__ import annotations

from benchmarks.meantime import article

SOURCE = """<Document>
<token sentence="0" t_id="1">Prices</token><token sentence="0" t_id="2">fell</token>
<token sentence="1" t_id="3">March</token><token sentence="2" t_id="4">On</token>
<token sentence="2" t_id="5">Friday</token><token sentence="2" t_id="6">,</token>
<token sentence="2" t_id="7">none</token><token sentence="9" t_id="8">Far</token>
<TIMEX3 functionInDocument="CREATION_TIME" value="2031-03-12" type="DATE"/>
<TIMEX3 functionInDocument="NONE" value="2031-03-07" type="DATE"><token_anchor t_id="5"/></TIMEX3>
</Document>"""


def test_an_article_is_put_together_without_its_date_line_and_end() -> None:
    made = article("a", SOURCE)
    assert made
    assert (made.text, made.created) == ("Prices fell\nOn Friday, none", "2031-03-12")
    assert [made.text[m.start : m.end] for m in made.marked] == ["Friday"]


def test_one_without_a_creation_time_is_none() -> None:
    assert article("a", SOURCE.replace("CREATION_TIME", "NONE")) is None

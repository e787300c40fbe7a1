"""Questions to a ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso import views
from sayso.errors import UnknownEntry
from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.views import ActorRow, Query
from tests.making import DAM, READER, dam_reading, kept, one_statement, report


def with_ids(reading: Reading, report_id: str, *statement_ids: str) -> Reading:
    pairs = zip(reading.statements, statement_ids, strict=True)
    return replace(
        reading,
        report=replace(reading.report, id=report_id),
        statements=tuple(replace(one, id=new) for one, new in pairs),
    )


def test_a_found_statement_as_it_is_written_out(ledger: Ledger) -> None:
    reading = dam_reading()
    kept(ledger, reading)
    (row,) = views.find(ledger, Query("ready"))
    assert row.statement == reading.statements[1]
    assert row.plain() == {
        "id": reading.statements[1].id,
        "report": reading.report.id,
        "day": "2031-05-06",
        "speaker": "Orla Venn",
        "verb": "added",
        "kind": "direct",
        "words": [{"as": "quoted", "text": "“We are ready,”"}],
        "content": "“We are ready,”",
        "said": None,
        "outlet": "The Harrow Gazette",
        "title": "Dam holds",
        "url": None,
        "published": "2031-05-06",
        "start": DAM.index("“"),
        "end": DAM.index("”") + 1,
        "checked": "unreviewed",
    }


def test_a_statement_without_actors_is_found_under_its_source(ledger: Ledger) -> None:
    reading = dam_reading()
    openly = tuple(replace(one, speakers=()) for one in reading.statements)
    kept(ledger, replace(reading, actors=(), statements=openly))
    assert [row.speaker for row in views.find(ledger, Query())] == ["Orla Venn", "she"]


def test_show_by_the_beginning_of_an_id(ledger: Ledger) -> None:
    reading = with_ids(dam_reading(), "aaaa000000000000", "bbbb000000000000", "bbbb100000000000")
    kept(ledger, reading)
    whole = views.show(ledger, "aaaa")
    assert (whole.reading, whole.statement, whole.reader) == (reading, None, READER)
    one = views.show(ledger, "bbbb1")
    assert (one.reading, one.statement) == (reading, reading.statements[1])
    assert [capture["requested"] for capture in one.captures] == ["a.txt"]
    assert one.captures[0]["headers"] == [["content-type", "text/plain"]]


def test_show_by_a_whole_id(ledger: Ledger) -> None:
    reading = dam_reading()
    kept(ledger, reading)
    assert views.show(ledger, reading.report.id).statement is None
    assert views.show(ledger, reading.statements[0].id).statement == reading.statements[0]


@pytest.mark.parametrize("prefix", ["aaaa", "bbbb", "aaa", "", "dddd", "%%%%", "____", "aaaa'--"])
def test_what_cannot_be_shown(ledger: Ledger, prefix: str) -> None:
    kept(
        ledger,
        with_ids(one_statement("yes"), "aaaa000000000000", "bbbb000000000000"),
        with_ids(one_statement("no"), "aaaa100000000000", "bbbb100000000000"),
        # Two reports begin so: the one statement that does, too, is not what was asked for.
        with_ids(one_statement("perhaps"), "cccc000000000000", "aaaa200000000000"),
    )
    with pytest.raises(UnknownEntry) as raised:
        views.show(ledger, prefix)
    assert raised.value.key == prefix


def test_who_speaks_and_how_often(ledger: Ledger) -> None:
    kept(
        ledger,
        dam_reading(),
        one_statement("the road is open", "ORLA VENN", published="2031-05-09"),
        one_statement("nothing to add", "Jörn Ås", published=None),
    )
    venn, other = views.who(ledger)
    assert venn == ActorRow(
        venn.actor_id, "Orla Venn", "person", False, 3, 2, first="2031-05-05", last="2031-05-09",
        names=("Orla Venn",),
        sides=({"side": ["Ulver"], "basis": "user", "report": dam_reading().report.id},),
    )  # fmt: skip
    assert (other.name, other.statements, other.first, other.last) == ("Jörn Ås", 1, None, None)
    assert views.who(ledger, "venn") == [venn]
    assert views.who(ledger, "JORN") == [other]
    assert views.who(ledger, "nobody") == []


def test_one_name_of_two_kinds_is_two_actors(ledger: Ledger) -> None:
    kept(ledger, one_statement("yes", "Ulver"), one_statement("no", "Ulver", kind="state"))
    assert {row.kind for row in views.who(ledger, "ulver")} == {"person", "state"}


def test_all_that_someone_said_by_day(ledger: Ledger) -> None:
    kept(
        ledger,
        one_statement("later", published="2031-05-09"),
        dam_reading(),
        one_statement("someone else's", "Bram Tolk"),
    )
    (venn,) = views.who(ledger, "venn")
    rows = views.said_by(ledger, venn.actor_id)
    assert [row.day for row in rows] == ["2031-05-05", "2031-05-06", "2031-05-09"]
    assert {row.speaker for row in rows} == {"Orla Venn"}
    assert views.said_by(ledger, 99) == []


def test_readings_come_in_the_order_of_publication(ledger: Ledger) -> None:
    dates = ["2031-05-09", None, "2031-05-06T08:00", "2031-05-06"]
    made = [Reading(report(f"Report {n}.", published=date)) for n, date in enumerate(dates)]
    kept(ledger, *made)
    found = [one.reading for one in views.readings(ledger)]
    assert found == [made[1], made[3], made[2], made[0]]


def test_an_empty_ledger(ledger: Ledger) -> None:
    assert views.counts(ledger) == {"reports": 0, "captures": 0, "statements": 0, "actors": 0}
    assert not list(views.readings(ledger))
    assert views.find(ledger, Query()) == []
    assert views.who(ledger) == []

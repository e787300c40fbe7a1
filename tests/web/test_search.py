"""Search, what narrows it down, and speakers."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from sayso import casework, overview, views
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.views import Query
from sayso.web.desk import Serving
from sayso.web.pages.search import MOST_BARS, bars
from tests.making import dam_reading, kept, one_statement

FIRST, SECOND = dam_reading().statements


def test_search_by_words_and_day(web: TestClient) -> None:
    page = web.get("/search?q=dam").text
    assert "1 statement" in page
    assert "The dam at Ulverby holds" in page
    assert "2031-05-05: 1 statement" in page
    rows = list(csv.DictReader(io.StringIO(web.get("/search.csv?since=2031-05-05").text)))
    assert [row["content"] for row in rows] == ["The dam at Ulverby holds", "“We are ready,”"]
    assert web.get("/search.json?until=2031-05-04").json()["answer"][0]["speaker"] == "Bram Tolk"


def test_a_search_is_narrowed_by_what_is_there(web: TestClient, serving: Serving) -> None:
    page = web.get("/search").text
    assert "all in own words" in page
    assert "not checked" in page
    for narrowing, contents in (
        ("kind=direct", ["“We are ready,”"]),
        ("kind=direct&q=dam", []),
        ("outlet=velm", ["The bridge is shut"]),
        ("checked=yes", []),
        ("act=deny", []),
    ):
        rows = web.get(f"/search.json?{narrowing}").json()["answer"]
        assert [row["content"] for row in rows] == contents, narrowing
    with Ledger.open(serving.ledger) as ledger:
        casework.accept(ledger, FIRST.id, "Rue")
        made = casework.correct(ledger, SECOND.id, Wanted(act="warn"), "Rue")
        casework.undo(ledger, made.number, "Rue")
    rows = web.get("/search.json?checked=yes").json()["answer"]
    assert [row["id"] for row in rows] == [FIRST.id]


def test_facets_count_what_fits(ledger: Ledger) -> None:
    kept(ledger, dam_reading(), one_statement("The dam is dry", "Bram Tolk", said="2031-05-04"))
    found = overview.facets(ledger, Query("dam"))
    assert (found.total, found.checked) == (2, 0)
    assert found.days == (("2031-05-04", 1), ("2031-05-05", 1))
    assert [(name, count) for _, name, count in found.actors] == [
        ("Bram Tolk", 1),
        ("Orla Venn", 1),
    ]
    assert found.outlets == (("The Harrow Gazette", 2),)
    assert overview.facets(ledger, Query("???")).total == 0
    everything = overview.facets(ledger, Query())
    assert everything.total == sum(count for _, count in everything.acts) == 3


def test_of_very_many_that_fit_so_many_are_counted_and_that_is_said(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = web.get("/search").text
    assert "more than" not in plain
    monkeypatch.setattr("sayso.ledger.search.AT_ONCE", 1)
    monkeypatch.setattr("sayso.ledger.facets.COUNTED", 2)
    page = web.get("/search").text
    assert "more than 2 statements" in page
    assert "narrow the search to have all of it" in page
    assert "all in own words" in page
    monkeypatch.setattr("sayso.ledger.facets.COUNTED", 3)
    assert "more than" not in web.get("/search").text


def test_sealed_names_are_in_no_facet_that_leaves(ledger: Ledger) -> None:
    kept(ledger, dam_reading())
    casework.seal(ledger, "Orla Venn")
    (who,) = views.who(ledger)
    assert overview.facets(ledger, Query()).actors == ((who.actor_id, "sealed source", 2),)
    home = overview.facets(ledger, Query(), views.at_home)
    assert home.actors[0][1] == "Orla Venn (sealed)"
    about = overview.actor(ledger, who.actor_id)
    assert (about.name, about.called) == ("sealed source", ())
    assert overview.actor(ledger, who.actor_id, views.at_home).called == (("Orla Venn", 1),)


@pytest.mark.parametrize(
    "wrong", ["since=soon", "act=claim", "kind=x", "checked=maybe", "actor=x", "page=x", "page=-1"]
)
def test_what_is_asked_wrongly(web: TestClient, wrong: str) -> None:
    answer = web.get(f"/search.json?{wrong}")
    name, _, value = wrong.partition("=")
    assert answer.status_code == 400
    assert value in answer.json()["errors"][name]


def test_a_long_time_is_drawn_in_no_more_bars_than_fit() -> None:
    days = [("0999-01-01", 1), ("2031-05-04", 3), ("2031-05", 9)]
    drawn = list(bars(days, {"q": "dam"}))
    assert [bar.count for bar in drawn] == [1, 3]
    assert all(0 <= bar.x < 720 for bar in drawn)
    assert drawn[1].first <= "2031-05-04" <= drawn[1].last
    assert len(list(bars([(f"2031-05-{d:02}", d) for d in range(1, 31)], {}))) == 30
    assert MOST_BARS >= 30
    assert not list(bars([], {}))


def test_speakers(web: TestClient) -> None:
    page = web.get("/actors").text
    assert "Orla Venn" in page
    assert "Bram Tolk" in page
    assert "Orla Venn" not in web.get("/actors?q=tolk").text
    (bram,) = web.get("/actors.json?q=tolk").json()["answer"]
    page = web.get(f"/actor/{bram['actor_id']}").text
    assert "The bridge is shut" in page
    assert "4 May 2031" in page
    for wrong in ("999", "x", "9" * 40):
        assert web.get(f"/actor/{wrong}").status_code == 404

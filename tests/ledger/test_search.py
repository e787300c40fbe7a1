"""Finding statements."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso import views
from sayso.ledger import Ledger, search
from sayso.views import Query
from tests.making import kept, one_statement

READINGS = (
    one_statement(
        "the troops left for more favourable lines", "Orla Venn", said="2031-05-05",
        publisher="The Harrow Gazette", published="2031-05-06",
    ),
    one_statement(
        "it was a flight, more or less favourable", "Bram Tolk", publisher=None,
        url="https://news.ulver.example/flight", published="2031-05-08T09:30",
    ),
    one_statement(
        "the café at Ørby was shelled", "Ministry of Rivers", kind="organisation",
        publisher="Écho d’Ulver", published=None,
    ),
)  # fmt: skip
VENN, TOLK, MINISTRY = (reading.report.id for reading in READINGS)


@pytest.fixture
def story(ledger: Ledger) -> Ledger:
    kept(ledger, *READINGS)
    return ledger


def found(ledger: Ledger, query: Query) -> set[str]:
    return {row.report_id for row in views.find(ledger, query)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", {VENN, TOLK, MINISTRY}),
        ("favourable", {VENN, TOLK}),
        ("FAVOURABLE troops", {VENN}),
        ('"more favourable"', {VENN}),
        ("“more favourable”", {VENN}),
        ('"favourable more"', set()),
        ("cafe", {MINISTRY}),
        ("CAFE\u0301", {MINISTRY}),
        ("favour", set()),
        ("flight OR troops", set()),
        ("?!", set()),
        ("Venn", set()),
    ],
)
def test_words(story: Ledger, words: str, expected: set[str]) -> None:
    assert found(story, Query(words)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(speaker="venn"), {VENN}),
        (Query(speaker="rivers ministry"), {MINISTRY}),
        (Query(speaker='"ministry of rivers"'), {MINISTRY}),
        (Query(speaker="troops"), set()),
        (Query("favourable", speaker="tolk"), {TOLK}),
        (Query(outlet="gazette"), {VENN}),
        (Query(outlet="ULVER.example"), {TOLK}),
        (Query(outlet="echo"), {MINISTRY}),
        (Query(outlet="ÉCHO D’ULVER"), {MINISTRY}),
        (Query(since="2031-05-06"), {TOLK}),
        (Query(until="2031-05-05"), {VENN}),
        (Query(since="2031-05-05", until="2031-05-08"), {VENN, TOLK}),
        (Query("Venn", in_reports=True), {VENN}),
        (Query("dam holds", in_reports=True), {VENN, TOLK, MINISTRY}),
        (Query("favourable", speaker="venn", outlet="harrow", until="2031-05-05"), {VENN}),
    ],
)
def test_filters(story: Ledger, query: Query, expected: set[str]) -> None:
    assert found(story, query) == expected


def test_a_time_of_day_counts_to_its_day(ledger: Ledger) -> None:
    kept(ledger, one_statement("the bridge is shut", said="2031-05-05T21:30"))
    assert found(ledger, Query(until="2031-05-05"))
    assert [row.day for row in views.find(ledger, Query())] == ["2031-05-05"]


def test_the_first_of_many(story: Ledger) -> None:
    rows = views.find(story, Query(limit=2))
    assert [row.day for row in rows] == [None, "2031-05-05"]


def test_the_best_match_stands_first(ledger: Ledger) -> None:
    kept(
        ledger,
        one_statement("mines, and much else that has nothing to do with it at all"),
        one_statement("mines, mines"),
    )
    rows = views.find(ledger, Query("mines"))
    assert rows[0].plain()["content"] == "mines, mines"


def test_a_long_passage_may_be_looked_for(story: Ledger) -> None:
    assert found(story, Query("troops " * 3000)) == {VENN}


WAYS = ({"RANKED": 0}, {"RANKED": 0, "REPORTS": 0}, {"RANKED": 0, "REPORTS": 0, "ASKING": 0})
MANY = [
    Query("favourable"),
    Query("the", outlet="gazette"),
    Query("was", in_reports=True),
    Query("favourable", speaker="tolk", in_reports=True),
    Query("favourable", outlet="ulver", in_reports=True),
    Query(speaker="venn", outlet="harrow"),
    Query("favourable", actor=1),
    Query("favourable", actor=2, since="2031-05-06"),
    Query(actor=1),
    Query("favourable", limit=1, after=1),
    Query("the", kind="indirect"),
]


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("query", MANY, ids=str)
def test_however_many_match_the_same_are_found(
    story: Ledger, monkeypatch: pytest.MonkeyPatch, query: Query, way: dict[str, int]
) -> None:
    # Weighed or by day: of what fits, all is asked for, and of a page, what comes by day.
    monkeypatch.setattr(search, "RANKED", 0 if query.after else search.RANKED)
    expected = {row["id"] for row in search.statements(story, query)}
    for name, value in way.items():
        monkeypatch.setattr(search, name, value)
    rows = search.statements(story, query)
    assert {row["id"] for row in rows} == expected
    assert [row["day"] or "" for row in rows] == sorted(row["day"] or "" for row in rows)


def test_those_queries_find_something(story: Ledger) -> None:
    assert all(search.statements(story, query) for query in MANY)


@given(
    st.text(st.characters() | st.sampled_from("\"“”*^(){}:+-,.'\0\ud800"))
    | st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR(", '"', "content:", "*", "x"])).map(
        " ".join
    )
)
@example("caf\udce9")  # a byte of another encoding, as the shell hands it over
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_syntax(story: Ledger, anything: str) -> None:
    for query in (
        Query(anything),
        Query(anything, in_reports=True),
        Query(speaker=anything),
        Query(outlet=anything),
    ):
        views.find(story, query)
    views.who(story, anything)

"""For whom actors speak, as persons say."""

from __future__ import annotations

import pytest

from sayso import casework, overview, views
from sayso.errors import DecisionRefused, SeveralFit, UnknownEntry
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.ledger.erase import erase
from sayso.ledger.plan import Everywhere
from sayso.ledger.reread import replace_reading
from sayso.ledger.verify import verify
from sayso.views import Query
from tests.making import READER, anew, dam_reading, kept, one_statement, read_said, report

REPORT = dam_reading().report.id
LEGION = ("Velm", "Legion")


@pytest.fixture
def case(ledger: Ledger) -> Ledger:
    kept(ledger, dam_reading(), one_statement("The bridge is shut", "Bram Tolk"))
    return ledger


def side_of(ledger: Ledger, name: str) -> list[list[str]]:
    (row,) = views.who(ledger, name)
    return [one["side"] for one in row.sides]


def test_a_person_comes_before_the_reports(case: Ledger) -> None:
    assert side_of(case, "venn") == [["Ulver"]]
    (made,) = casework.name_side(case, "Orla Venn", ("Velm ", " Legion"), "Rue", "in her own words")
    assert (made.side, made.who, made.note, made.holds) == (LEGION, "Rue", "in her own words", True)
    assert side_of(case, "venn") == [list(LEGION)]
    found = views.show(case, REPORT)
    assert (found.reading.actors[0].side, found.reading.actors[0].side_basis) == (LEGION, "user")
    assert found.decided.machine.actors[0].side == ("Ulver",)
    assert len(views.find(case, Query(side="Velm"))) == 2
    assert len(views.find(case, Query(side="Ulver"))) == 1
    assert dict(overview.facets(case, Query()).sides) == {"Velm": 2, "Ulver": 1}
    about = overview.actor(case, made.actor_id)
    assert (about.sides, about.named) == ((LEGION,), LEGION)
    assert [one for one in verify(case) if one.fault] == []


def test_none_and_as_reports_say(case: Ledger) -> None:
    casework.name_side(case, "Orla Venn", (), "Rue")
    assert side_of(case, "venn") == []
    assert views.show(case, REPORT).reading.actors[0].side is None
    assert dict(overview.facets(case, Query()).sides) == {"Ulver": 1}
    casework.name_side(case, "Orla Venn", None, "Rue")
    assert side_of(case, "venn") == [["Ulver"]]


def test_undoing_goes_back_to_what_was_said_before(case: Ledger) -> None:
    casework.name_side(case, "Orla Venn", ("Tess",), "Rue")
    (second,) = casework.name_side(case, "Orla Venn", LEGION, "Ida")
    with pytest.raises(DecisionRefused, match="a later word"):
        casework.undo_side(case, 1, "Rue")
    back = casework.undo_side(case, second.number, "Rue")
    assert (back.side, back.undoes) == (("Tess",), 2)
    assert casework.undo_side(case, back.number, "Rue").side == LEGION
    assert [one.number for one in overview.side_log(case)] == [1, 2, 3, 4]
    with pytest.raises(DecisionRefused, match="no side was named"):
        casework.undo_side(case, 9, "Rue")


def test_who_is_meant_must_be_clear(case: Ledger) -> None:
    kept(case, one_statement("It is open", "Bramka Tolk"))
    for given, error in (("Nobody", UnknownEntry), ("Tolk", SeveralFit)):
        with pytest.raises(error):
            casework.name_side(case, given, LEGION, "Rue")
    for side in (("",), ("a", "b", "c", "d", "e"), ("x" * 200,)):
        with pytest.raises(DecisionRefused):
            casework.name_side(case, "Orla Venn", side, "Rue")


def test_it_outlives_reading_again(case: Ledger) -> None:
    made = report("Orla Venn said: all is well\n", publisher="Quay Post")
    kept(case, read_said(made))
    (row,) = [one for one in views.who(case, "venn") if one.reports == 1 and not one.sides]
    casework.name_side(case, str(row.actor_id), LEGION, "Rue")
    replace_reading(case, read_said(made), "sayso 1")
    assert views.show(case, made.id).reading.actors[0].side == LEGION


def test_of_one_whom_a_decision_brought_in(case: Ledger) -> None:
    one = dam_reading().statements[0]
    casework.correct(case, one.id, Wanted(speakers=("Ida Moss",)), "Rue")
    casework.name_side(case, "Ida Moss", LEGION, "Rue")
    found = views.show(case, REPORT).reading
    assert next(actor for actor in found.actors if actor.name == "Ida Moss").side == LEGION
    assert [row.speaker for row in views.find(case, Query(side="Velm"))] == ["Ida Moss"]


def test_its_reports_are_compared_anew(case: Ledger) -> None:
    list(casework.compare_across(case))
    assert list(casework.compare_across(case)) == []
    casework.name_side(case, "Orla Venn", LEGION, "Rue")
    assert list(casework.compare_across(case))


def test_words_that_are_erased_go_from_sides(case: Ledger) -> None:
    casework.name_side(case, "Orla Venn", ("Bram Tolk",), "Rue")
    erase(case, Everywhere(casework.person(case, "Bram Tolk")), anew, READER)
    assert overview.side_log(case) == []
    assert side_of(case, "venn") == [["Ulver"]]


def test_of_a_sealed_actor_nothing_leaves(case: Ledger) -> None:
    casework.name_side(case, "Orla Venn", LEGION, "Rue")
    casework.seal(case, "Orla Venn")
    assert [one.name for one in overview.side_log(case)] == ["sealed source"]
    assert [one.sides for one in views.who(case) if one.name == "sealed source"] == [()]

"""Statements that the machine passed over, added by persons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso import casework, views
from sayso.errors import DecisionRefused, UnknownEntry
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.ledger.erase import erase
from sayso.ledger.load import load_reading
from sayso.ledger.plan import SpanOf
from sayso.ledger.reread import replace_reading
from sayso.ledger.verify import verify
from sayso.model import Reading
from sayso.views import Query
from tests.making import READER, anew, dam_reading, kept, report, span, statement

TEXT = (
    "The dam at Ulverby holds, said Orla Venn on Monday.\n\n“We are ready,” she added.\n\n"
    "Bram Tolk of the harbour office denied that the gate may have been shut."
)
MADE = report(TEXT)
DAM = replace(dam_reading(MADE), report=MADE)
GATE = "that the gate may have been shut"
WANTED = Wanted(
    source="Bram Tolk", cue="denied", content=(GATE,), speakers=("Bram Tolk",), said="2031-05-04",
    said_words="Monday",
)  # fmt: skip


@pytest.fixture
def case(ledger: Ledger) -> Ledger:
    kept(ledger, DAM)
    return ledger


def faults(ledger: Ledger) -> list[Any]:
    return [one for one in verify(ledger) if one.fault]


def contents(ledger: Ledger) -> list[str]:
    told = views.show(ledger, MADE.id).reading.statements
    return [one.content[0].text for one in told]


def test_it_is_there_like_any_other(case: Ledger) -> None:
    made = casework.miss(case, MADE.id[:6], WANTED, "Ida", "plain to see")
    shown = views.show(case, MADE.id)
    one = shown.reading.statements[-1]
    assert (one.verb, one.act, one.reporter, one.score) == ("denied", "deny", "neutral", 1.0)
    assert one.said
    assert one.said.from_ == "2031-05-04"
    assert [shown.reading.actor(ref).name for ref in one.speakers] == ["Bram Tolk"]
    assert shown.decided.review(one.id).status == "added"
    assert shown.decided.review(one.id).checked
    (row,) = views.find(case, Query("gate"))
    assert (row.statement.id, row.speaker, row.review.status) == (one.id, "Bram Tolk", "added")
    assert [who.name for who in views.who(case, "tolk")] == ["Bram Tolk"]
    assert load_reading(case, MADE.id) == DAM
    (entry,) = views.decision_log(case)
    assert (entry.number, entry.kind, entry.statement) == (made.number, "miss", one.id)
    assert faults(case) == []


def test_who_speaks_and_how_follow_from_the_words(case: Ledger) -> None:
    casework.miss(case, MADE.id, Wanted(source="Orla Venn", content=("on Monday",)), "Ida")
    found = views.show(case, MADE.id).reading
    one = next(one for one in found.statements if one.content[0].text == "on Monday")
    assert [found.actor(ref).name for ref in one.speakers] == ["Orla Venn"]
    assert (one.cue, one.verb, one.said) == (None, None, None)
    assert found.statements.index(one) == 1


def test_inside_another_it_is_told_to_be_there(case: Ledger) -> None:
    outer = casework.miss(case, MADE.id, replace(WANTED, said=None, said_words=None), "Ida")
    inner = Wanted(cue="may", content=("have been shut",), speakers=("Bram Tolk",))
    casework.miss(case, MADE.id, inner, "Ida")
    one = views.show(case, MADE.id).reading.statements[-1]
    assert one.within == views.decision_log(case)[outer.number - 1].statement


def test_it_can_be_corrected_rejected_and_undone(case: Ledger) -> None:
    made = casework.miss(case, MADE.id, WANTED, "Ida")
    key = views.find(case, Query("gate"))[0].statement.id
    casework.correct(case, key, Wanted(speakers=("Ida Moss",)), "Rue")
    (row,) = views.find(case, Query("gate"))
    assert (row.speaker, row.review.status) == ("Ida Moss", "corrected")
    rejected = casework.reject(case, key, "misread", "Rue")
    assert views.find(case, Query("gate")) == []
    casework.undo(case, rejected.number, "Rue")
    assert faults(case) == []
    undoing = casework.undo(case, made.number, "Ida")
    assert len(contents(case)) == 2
    assert not case.connection.execute("SELECT 1 FROM statements WHERE id = ?", (key,)).fetchone()
    assert [one.number for one in views.decision_log(case) if one.unattached] == [2]
    casework.undo(case, undoing.number, "Ida")
    assert views.find(case, Query("gate"))[0].speaker == "Ida Moss"
    assert faults(case) == []


def test_what_cannot_be_added(case: Ledger) -> None:
    for wanted, words in (
        (Wanted(source="Bram Tolk"), "a statement has a content"),
        (Wanted(content=("the moon",)), "does not have the words"),
        (Wanted(cue="said", content=("The dam at Ulverby",)), "is read already"),
        (replace(WANTED, act="claim"), "is none of"),
    ):
        with pytest.raises(DecisionRefused, match=words):
            casework.miss(case, MADE.id, wanted, "Ida")
    with pytest.raises(UnknownEntry):
        casework.miss(case, "ffff", WANTED, "Ida")
    casework.miss(case, MADE.id, WANTED, "Ida")
    with pytest.raises(DecisionRefused, match="is read already"):
        casework.miss(case, MADE.id, WANTED, "Rue")
    assert faults(case) == []


def read(*more: Any) -> Reading:
    return replace(DAM, statements=(*DAM.statements, *more))


def test_it_outlives_reading_again(case: Ledger) -> None:
    casework.miss(case, MADE.id, WANTED, "Ida")
    (empty,) = anew([MADE])
    replace_reading(case, empty, "sayso 1")
    (row,) = views.find(case, Query("gate"))
    assert (row.speaker, row.review.status) == ("Bram Tolk", "added")
    assert contents(case) == [GATE]
    assert faults(case) == []


def test_where_a_later_reader_finds_it_the_person_is_right(case: Ledger) -> None:
    made = casework.miss(case, MADE.id, WANTED, "Ida")
    found = statement(MADE, "the gate may have been shut", source="Bram Tolk", cue="denied")
    told = replace_reading(case, read(found), "sayso 1")
    assert (told.moved, told.unattached) == ((), ())
    assert contents(case)[-1] == GATE
    assert [one.content[0].text for one in load_reading(case, MADE.id).statements][-1] != GATE
    assert faults(case) == []
    casework.undo(case, made.number, "Ida")
    assert contents(case)[-1] == "the gate may have been shut"
    assert faults(case) == []


def test_it_goes_with_the_words_that_are_erased(case: Ledger) -> None:
    casework.miss(case, MADE.id, WANTED, "Ida")
    where = span(TEXT, GATE)
    erase(case, SpanOf(MADE.id, where.start, where.end), anew, READER)
    assert views.find(case, Query("gate")) == []
    assert views.decision_log(case) == []
    assert faults(case) == []


def test_of_a_sealed_actor_it_leaves_without_the_name(case: Ledger) -> None:
    casework.miss(case, MADE.id, WANTED, "Ida")
    casework.seal(case, "Bram Tolk")
    (row,) = views.find(case, Query("gate"))
    assert row.speaker == "sealed source"
    assert row.statement.id
    (at_home,) = views.find(case, Query("gate"), views.at_home)
    assert at_home.speaker == "Bram Tolk (sealed)"


def test_rows_that_no_decision_made_are_told_of(case: Ledger) -> None:
    casework.miss(case, MADE.id, WANTED, "Ida")
    with case.transaction() as connection:
        connection.execute("UPDATE statements SET place = -9 WHERE place = 0")
        connection.execute("DELETE FROM statements WHERE place = -1")
    told = " ".join(one.detail for one in faults(case))
    assert "a person added it, and it is not there" in told
    assert "no decision added it" in told

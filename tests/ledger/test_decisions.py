"""Decisions as rows, and the rows that follow from them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sayso import casework, views
from sayso.errors import DecisionRefused, LedgerError, UnknownEntry
from sayso.ledger import Ledger, custody
from sayso.ledger.corrections import Named, Wanted
from sayso.ledger.decided import Undo
from sayso.ledger.decisions import load_decided, load_decisions, named_in
from sayso.ledger.load import load_reading
from sayso.ledger.verify import verify
from sayso.model import Actor
from sayso.views import Query
from tests.making import dam_reading, kept, one_statement

DAM = dam_reading()
FIRST, SECOND = DAM.statements
REPORT = DAM.report.id
FOLLOWING = ("statements", "speakers", "found_statements", "actors", '"cast"')


@pytest.fixture
def case(ledger: Ledger) -> Ledger:
    kept(ledger, DAM, one_statement("the gate is shut", "Bram Tolk", published="2031-05-09"))
    return ledger


def rows(ledger: Ledger, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in ledger.connection.execute(f"SELECT * FROM {table} ORDER BY 1")]


def following(ledger: Ledger) -> list[list[tuple[Any, ...]]]:
    """The rows that decisions change."""
    return [rows(ledger, table) for table in FOLLOWING]


def faults(ledger: Ledger) -> list[Any]:
    return [finding for finding in verify(ledger) if finding.fault]


def test_a_decision_is_kept_with_who_and_when_and_selectors(case: Ledger) -> None:
    made = casework.accept(case, FIRST.id[:6], "Ida", "heard it")
    assert (made.number, made.who, made.kind, made.report_id) == (1, "Ida", "accept", REPORT)
    assert made.at.endswith("Z")
    ((number, at, who, kind, report_id, body),) = rows(case, "decisions")
    assert (number, at, who, kind, report_id) == (1, made.at, "Ida", "accept", REPORT)
    plain = json.loads(body)
    assert plain["note"] == "heard it"
    about = plain["about"]
    assert about["statement"] == FIRST.id
    assert about["cue"] == {
        "exact": "said",
        "prefix": "The dam at Ulverby holds, ",
        "suffix": " Orla Venn on Monday.\n\n“We are r",
        "start": 26,
        "end": 30,
    }
    assert [part["exact"] for part in about["content"]] == ["The dam at Ulverby holds"]
    assert rows(case, "attachments") == [(1, FIRST.id)]
    assert load_decisions(case, REPORT) == [made]


def test_the_log_of_custody_has_an_entry_without_names(case: Ledger) -> None:
    casework.accept(case, FIRST.id, "Ida", "heard it")
    what, body = case.connection.execute(
        "SELECT what, body FROM custody ORDER BY number DESC"
    ).fetchone()
    assert what == "decision"
    plain = json.loads(body)
    assert plain.keys() == {"report", "decision", "decision_sha256"}
    assert (plain["report"], plain["decision"]) == (REPORT, 1)
    assert plain == custody.decision_body(case.connection, 1)


def test_what_was_read_stays_as_it_was_under_what_was_decided(case: Ledger) -> None:
    casework.correct(case, FIRST.id, Wanted(act="deny", speakers=("Ida Moss",)), "Ida")
    casework.reject(case, SECOND.id, "misread", "Ida")
    assert load_reading(case, REPORT) == DAM
    found = load_decided(case, REPORT)
    assert [one.act for one in found.reading.statements] == ["deny"]
    assert not faults(case)


def test_corrected_words_speakers_and_days_are_found(case: Ledger) -> None:
    wanted = Wanted(
        content=("Ulverby holds",), speakers=("Ida Moss",), said="2031-05-01", act="deny"
    )
    casework.correct(case, FIRST.id, wanted, "Ida")
    assert views.find(case, Query("dam")) == []
    (row,) = views.find(case, Query("ulverby"))
    assert (row.speaker, row.day, row.review.status) == ("Ida Moss", "2031-05-01", "corrected")
    assert row.statement.content[0].text == "Ulverby holds"
    assert row.statement.id == FIRST.id
    assert [one.statement.id for one in views.find(case, Query(speaker="moss"))] == [FIRST.id]
    assert [one.statement.id for one in views.find(case, Query(until="2031-05-01"))] == [FIRST.id]
    (moss,) = views.who(case, "moss")
    assert (moss.statements, moss.kind, moss.first) == (1, "person", "2031-05-01")
    assert [one.statement.act for one in views.said_by(case, moss.actor_id)] == ["deny"]
    assert [one.statements for one in views.who(case, "venn")] == [1]
    act = case.connection.execute("SELECT act FROM statements WHERE id = ?", (FIRST.id,))
    assert act.fetchone()[0] == "deny"


def test_what_was_misread_is_in_no_answer_but_can_be_shown(case: Ledger) -> None:
    casework.reject(case, FIRST.id, "misread", "Ida")
    assert views.find(case, Query("dam")) == []
    assert [row.statements for row in views.who(case, "venn")] == [1]
    assert [s.id for s in views.show(case, REPORT).reading.statements] == [SECOND.id]
    exported = {s.id for found in views.readings(case) for s in found.reading.statements}
    assert FIRST.id not in exported
    shown = views.show(case, FIRST.id)
    assert shown.statement == FIRST
    assert shown.reading == DAM
    assert shown.decided.review(FIRST.id).status == "rejected"
    readable = case.connection.execute("SELECT count(*) FROM statements_readable").fetchone()[0]
    assert readable == 2


def test_what_is_disputed_stays_and_is_marked(case: Ledger) -> None:
    before = following(case)
    casework.reject(case, FIRST.id, "disputed", "Ida")
    assert following(case) == before
    (row,) = views.find(case, Query("dam"))
    assert row.plain()["checked"] == "disputed"
    assert not faults(case)


def test_undoing_restores_every_row(case: Ledger) -> None:
    before = following(case)
    wanted = Wanted(content=("The dam",), speakers=("Ida Moss", "an official"), said="null")
    casework.correct(case, FIRST.id, wanted, "Ida")
    casework.reject(case, SECOND.id, "misread", "Ida")
    between = following(case)
    assert between != before
    for number in (1, 2):
        casework.undo(case, number, "Bram")
    assert following(case) == before
    assert [row.speaker for row in views.find(case, Query("holds"))] == ["Orla Venn"]
    for number in (4, 3):
        casework.undo(case, number, "Bram")
    again = following(case)
    assert again[0] == between[0]
    assert again[2] == between[2]
    assert len(rows(case, "decisions")) == 6
    assert not faults(case)


@pytest.mark.parametrize(("number", "words"), [(7, "no decision 7"), (1, "undone already, by")])
def test_what_cannot_be_undone(case: Ledger, number: int, words: str) -> None:
    casework.accept(case, FIRST.id, "Ida")
    casework.undo(case, 1, "Ida")
    with pytest.raises(DecisionRefused) as raised:
        casework.undo(case, number, "Ida")
    assert words in raised.value.detail
    assert len(rows(case, "decisions")) == 2


def test_what_is_refused_leaves_nothing(case: Ledger) -> None:
    before = (following(case), rows(case, "custody"))
    with pytest.raises(DecisionRefused):
        casework.correct(case, FIRST.id, Wanted(source="nobody"), "Ida")
    with pytest.raises(UnknownEntry):
        casework.accept(case, "ffff", "Ida")
    with pytest.raises(UnknownEntry):
        casework.accept(case, REPORT, "Ida")
    assert (following(case), rows(case, "custody")) == before
    assert rows(case, "decisions") == []


def test_what_fails_midway_leaves_nothing(case: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    before = (following(case), rows(case, "custody"))
    monkeypatch.setattr("sayso.ledger.custody.record_decision", fail)
    with pytest.raises(RuntimeError):
        casework.correct(case, FIRST.id, Wanted(speakers=("Ida Moss",)), "Ida")
    assert (following(case), rows(case, "custody")) == before
    assert rows(case, "decisions") == rows(case, "attachments") == []


def test_the_number_of_an_erased_decision_is_not_given_again(case: Ledger) -> None:
    casework.accept(case, FIRST.id, "Ida")
    with case.transaction() as connection:
        connection.execute("DELETE FROM decisions")
    assert casework.accept(case, SECOND.id, "Ida").number == 2


def test_a_kind_that_a_later_sayso_made_is_told(case: Ledger) -> None:
    casework.accept(case, FIRST.id, "Ida")
    case.connection.execute("UPDATE decisions SET kind = 'merge'")
    with pytest.raises(LedgerError, match="does not know, 'merge'; update Sayso"):
        views.show(case, REPORT)
    assert any("cannot be applied" in finding.detail for finding in verify(case))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("orla venn", Named("orla venn", "person")),
        ("an official", Named("an official", "group", unnamed=True)),
        ("BRAM TOLK", Named("BRAM TOLK", "organisation")),
        ("Ministry of Rivers", Named("Ministry of Rivers", "organisation")),
        ("residents", Named("residents", "group", unnamed=True)),
        ("Ida Moss", Named("Ida Moss", "person")),
    ],
)
def test_whom_a_name_means(ledger: Ledger, name: str, expected: Named) -> None:
    cast = (*DAM.actors, Actor("a2", "an official", "group", unnamed=True))
    kept(ledger, one_statement("no", "Bram Tolk", kind="organisation"))
    assert named_in(ledger, replace(DAM, actors=cast), name) == expected


def test_a_speaker_of_the_ledger_is_the_same_actor(case: Ledger) -> None:
    (tolk,) = views.who(case, "tolk")
    casework.correct(case, FIRST.id, Wanted(speakers=("bram tolk",)), "Ida")
    assert [row.actor_id for row in views.who(case, "tolk")] == [tolk.actor_id]
    assert views.who(case, "tolk")[0].statements == 2


def test_an_actor_without_a_name_stays_the_same(case: Ledger) -> None:
    casework.correct(case, FIRST.id, Wanted(speakers=("an official",)), "Ida")
    (before,) = views.who(case, "official")
    assert before.unnamed
    case.connection.execute("INSERT INTO sealed VALUES (?, 'now')", (before.actor_id,))
    casework.accept(case, SECOND.id, "Ida")
    assert [row.actor_id for row in views.who(case, "official")] == [before.actor_id]
    casework.undo(case, 1, "Ida")
    # Though nobody speaks by that name any more, it would be sealed.
    assert rows(case, "sealed") == [(before.actor_id, "now")]
    assert not faults(case)


def test_the_log_as_rows(case: Ledger) -> None:
    casework.correct(case, FIRST.id, Wanted(source="null", speakers=("Ida Moss",)), "Ida", "why")
    casework.reject(case, SECOND.id, "disputed", "Bram")
    casework.undo(case, 1, "Ida")
    first, second, third = views.decision_log(case)
    assert (first.kind, first.note, first.undone_by, first.statement) == (
        "correct", "why", 3, FIRST.id,
    )  # fmt: skip
    assert first.changes == {
        "source": [],
        "speakers": [{"name": "Ida Moss", "kind": "person", "unnamed": False}],
    }
    assert (second.who, second.reason, second.undone_by) == ("Bram", "disputed", None)
    assert second.content == "“We are ready,”"
    assert (third.kind, third.undoes, third.content) == ("undo", 1, first.content)
    assert not any(row.unattached for row in (first, second, third))
    assert second.plain()["unattached"] is False


def test_undo_is_a_kind_like_another(case: Ledger) -> None:
    casework.accept(case, FIRST.id, "Ida")
    made = casework.undo(case, 1, "Ida", "in haste")
    assert load_decisions(case, REPORT)[1] == made
    assert made.what == Undo(1, "in haste")

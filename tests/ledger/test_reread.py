"""A report read again: the new reading in the old one's place, decisions carried over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from sayso import casework, views
from sayso.errors import UnknownEntry
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.ledger.decisions import load_decided
from sayso.ledger.load import load_reading, reader_of
from sayso.ledger.reread import Reread, compare, replace_reading
from sayso.ledger.verify import verify
from sayso.model import Actor, Reading, Report, Span, statement_id
from sayso.views import Query
from tests.making import DAM, READER, dam_reading, kept, one_statement, report, span, statement

OLD = dam_reading()
FIRST, SECOND = OLD.statements
REPORT = OLD.report.id
NEWER = "sayso 1 (made by hand)"
TABLES = ("reports", "readings", '"cast"', "actors", "statements", "speakers", "found_statements",
          "attachments", "custody")  # fmt: skip


def newer() -> Reading:
    """The reading of a better reader: the first content is shorter and somebody else's, the second
    statement is gone, another is new."""
    cast = (Actor("a1", "Bram Tolk", "person"), Actor("a2", "a voice", "person", unnamed=True))
    shorter = replace(FIRST, content=(span(DAM, "dam at Ulverby holds"),))
    new = statement(OLD.report, "ready", cue="“We are", speakers=("a2",))
    return replace(OLD, actors=cast, statements=(shorter, new))


def reading_with(reading_of: Callable[[Report], Reading]) -> casework.ReadKept:
    """In the place of `read_many`."""

    def read_kept(
        ids: Iterable[str], report_of: Callable[[str], Report | None]
    ) -> Iterator[tuple[str, Reading | None]]:
        for report_id in ids:
            wanted = report_of(report_id)
            yield report_id, reading_of(wanted) if wanted else None

    return read_kept


def rows(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: [tuple(row) for row in ledger.connection.execute(f"SELECT * FROM {table}")]
        for table in TABLES
    }


@pytest.fixture
def case(ledger: Ledger) -> Ledger:
    kept(ledger, OLD, one_statement("the gate is shut", "Ida Moss"))
    return ledger


def test_a_new_reading_takes_the_old_ones_place(case: Ledger) -> None:
    told = replace_reading(case, newer(), NEWER)
    assert (told.before, told.reader, told.report) == (READER, NEWER, OLD.report)
    assert load_reading(case, REPORT) == newer()
    assert reader_of(case, REPORT) == NEWER
    assert [row.speaker for row in views.find(case, Query("dam"))] == ["Bram Tolk"]
    assert views.find(case, Query('"we are ready"')) == []
    names = {row.name for row in views.who(case)}
    # Nobody speaks as Orla Venn any more, so that she is no actor.
    assert names == {"Bram Tolk", "a voice", "Ida Moss"}
    actors = {row[0] for row in case.connection.execute("SELECT name FROM actors")}
    assert actors == names
    assert not list(verify(case))


def test_what_differs_as_it_is_written_out(case: Ledger) -> None:
    plain = replace_reading(case, newer(), NEWER).plain()
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["report"], plain["title"]) == (REPORT, "Dam holds")
    assert (plain["reader_before"], plain["reader"]) == (READER, NEWER)
    (gone,), (new,), (changed,) = plain["gone"], plain["new"], plain["changed"]
    assert (gone["id"], new["content"], plain["same"]) == (SECOND.id, ["ready"], 0)
    assert changed["parts"] == ["content", "speakers"]
    assert changed["before"]["speakers"] == ["Orla Venn"]
    assert changed["after"]["speakers"] == ["Bram Tolk"]
    assert plain["moved"] == plain["unattached"] == []


def test_decisions_are_carried_over_or_unattached(case: Ledger) -> None:
    casework.correct(case, FIRST.id, Wanted(speakers=("Pim Oakes",), act="warn"), "Ida")
    casework.accept(case, SECOND.id, "Ida")
    casework.reject(case, SECOND.id, "disputed", "Ida")
    casework.undo(case, 3, "Ida")
    told = replace_reading(case, newer(), NEWER)
    # What was undone is nobody's loss.
    assert (told.moved, told.unattached) == ((), (2,))
    found = load_decided(case, REPORT)
    (first, other) = found.reading.statements
    # A person's decision wins over the machine, old and new.
    assert (first.act, found.reading.actor(first.speakers[0]).name) == ("warn", "Pim Oakes")
    assert first.content == (span(DAM, "dam at Ulverby holds"),)
    assert found.review(other.id).status == "unreviewed"
    assert [row.speaker for row in views.find(case, Query("dam"))] == ["Pim Oakes"]
    assert [row.number for row in views.decision_log(case) if row.unattached] == [2]
    assert "Bram Tolk" not in {row.name for row in views.who(case)}
    assert not list(verify(case))
    back = replace_reading(case, OLD, READER)
    assert (back.moved, back.unattached) == ((2,), ())
    assert load_decided(case, REPORT).review(SECOND.id).status == "accepted"
    assert not list(verify(case))


def test_a_decision_may_move_to_another_statement(case: Ledger) -> None:
    casework.correct(case, FIRST.id, Wanted(cue="holds"), "Ida")
    cue = span(DAM, "holds")
    better = replace(FIRST, id=statement_id(REPORT, cue), cue=cue, verb="holds")
    told = replace_reading(case, replace(OLD, statements=(better,)), NEWER)
    assert told.moved == (1,)
    assert views.decision_log(case)[0].statement == better.id
    assert not list(verify(case))


def test_there_and_back_is_where_it_was(case: Ledger) -> None:
    found = views.find(case, Query())
    replace_reading(case, newer(), NEWER)
    replace_reading(case, OLD, READER)
    assert load_reading(case, REPORT) == OLD
    assert views.find(case, Query()) == found
    assert [what for _, _, what, *_ in rows(case)["custody"]][-2:] == ["reading", "reading"]
    assert not list(verify(case))


def test_a_dry_run_writes_nothing(case: Ledger) -> None:
    casework.accept(case, SECOND.id, "Ida")
    before = (rows(case), case.connection.total_changes)
    told = compare(case, newer(), NEWER)
    assert (rows(case), case.connection.total_changes) == before
    assert told == replace_reading(case, newer(), NEWER)


def test_the_same_reading_by_the_same_reader_is_not_written(case: Ledger) -> None:
    before = rows(case)
    assert replace_reading(case, OLD, READER).difference.same == 2
    assert rows(case) == before
    replace_reading(case, OLD, NEWER)
    assert reader_of(case, REPORT) == NEWER
    assert len(rows(case)["custody"]) == len(before["custody"]) + 1
    assert not list(verify(case))


def test_actors_stay_who_they_are_and_sealed(case: Ledger) -> None:
    voice = replace(OLD.actors[0], name="a voice", unnamed=True)
    replace_reading(case, replace(OLD, actors=(voice,)), NEWER)
    (before,) = views.who(case, "voice")
    case.connection.execute("INSERT INTO sealed VALUES (?, 'now')", (before.actor_id,))
    replace_reading(case, newer(), READER)
    assert [row.actor_id for row in views.who(case, "voice")] == [before.actor_id]
    silent = replace(OLD, statements=(), actors=())
    replace_reading(case, silent, NEWER)
    names = {row[0] for row in case.connection.execute("SELECT name FROM actors")}
    assert names == {"a voice", "Ida Moss"}


def test_what_was_erased_meanwhile_does_not_come_back(case: Ledger) -> None:
    case.connection.execute(
        "UPDATE reports SET text = replace(text, 'Orla Venn', '█████████') WHERE id = ?", (REPORT,)
    )
    before = rows(case)
    for again in (replace_reading, compare):
        with pytest.raises(UnknownEntry):
            again(case, newer(), NEWER)
    assert rows(case) == before
    with case.transaction() as connection:
        connection.execute("DELETE FROM reports WHERE id = ?", (REPORT,))
    with pytest.raises(UnknownEntry):
        replace_reading(case, newer(), NEWER)


# Through casework


def reread(ledger: Ledger, ids: Iterable[str]) -> list[Reread]:
    read_kept = reading_with(lambda made: newer() if made == OLD.report else Reading(made))
    return list(casework.reread(ledger, ids, read_kept, NEWER))


def test_a_run_that_was_stopped_goes_on_where_it_was(case: Ledger) -> None:
    ids = casework.kept_reports(case, [])
    assert casework.behind(case, ids, NEWER) == ids
    read_kept = reading_with(Reading)
    done = next(casework.reread(case, ids, read_kept, NEWER))
    assert done.report.id == ids[0]
    with Ledger.open(case.path) as other:
        assert casework.behind(other, ids, NEWER) == ids[1:]
        assert casework.behind(other, ids, READER) == ids[:1]


def test_only_the_reports_that_are_named(case: Ledger) -> None:
    assert casework.kept_reports(case, [REPORT[:6]]) == [REPORT]
    assert [one.report.id for one in reread(case, [REPORT])] == [REPORT]
    with pytest.raises(UnknownEntry):
        casework.kept_reports(case, ["ffff"])


def test_what_would_be_read_again(case: Ledger) -> None:
    before = rows(case)
    ids = casework.kept_reports(case, [])
    told = list(casework.would_reread(case, ids, reading_with(Reading), NEWER))
    assert [len(one.difference.gone) for one in told] == [2, 1]
    assert rows(case) == before


def test_a_report_that_is_gone_is_passed_over(case: Ledger) -> None:
    ids = casework.kept_reports(case, [])
    with case.transaction() as connection:
        connection.execute("DELETE FROM found_statements WHERE rowid <= 2")
        connection.execute("DELETE FROM reports WHERE id = ?", (REPORT,))
    assert REPORT not in [one.report.id for one in reread(case, ids)]

    def erased(made: Report) -> Reading:
        with case.transaction() as connection:
            connection.execute("UPDATE reports SET title = 'erased'")
        return Reading(made)

    assert list(casework.reread(case, ids, reading_with(erased), NEWER)) == []


def test_a_reading_of_two_alike_actors_without_a_name(ledger: Ledger) -> None:
    made = report("One said yes. One said no.")
    spans = [Span.of(made.text, 9, 12), Span.of(made.text, 23, 25)]
    cast = tuple(Actor(f"a{n}", "one", "person", unnamed=True) for n in (1, 2))
    told = tuple(
        replace(statement(made, "One"), id=f"{n:016}", content=(at,), speakers=(f"a{n}",))
        for n, at in enumerate(spans, 1)
    )
    reading = Reading(made, actors=cast, statements=told)
    kept(ledger, reading)
    before = {row.actor_id for row in views.who(ledger)}
    replace_reading(ledger, reading, NEWER)
    assert {row.actor_id for row in views.who(ledger)} == before
    assert len(before) == 2
    assert not list(verify(ledger))


def test_what_intake_noted_is_kept(case: Ledger) -> None:
    noted = replace(newer(), notes=("the date line says Monday", "no publication date: open"))
    replace_reading(case, noted, NEWER)
    replace_reading(case, replace(newer(), notes=("no publication date: other words",)), NEWER)
    notes = load_reading(case, REPORT).notes
    assert notes == ("the date line says Monday", "no publication date: other words")

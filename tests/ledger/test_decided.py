"""A reading and decisions on it → the reading that answers are given from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.attach import target_of
from sayso.ledger.corrections import Named, Wanted, changes_of
from sayso.ledger.decided import (
    UNREVIEWED,
    Accept,
    Correct,
    Decision,
    Reject,
    Review,
    Undo,
    What,
    decided,
    holding,
    stands,
    undone,
)
from sayso.model import Actor, Reading, Span, Statement, statement_id
from tests.ledger.test_write_load import readings
from tests.making import DAM, dam_reading, report, span, statement

READING = dam_reading()
FIRST, SECOND = READING.statements


def log(*what: What, who: str = "Ida") -> list[Decision]:
    return [
        Decision(number, f"2031-05-0{number}T00:00:00Z", who, READING.report.id, one)
        for number, one in enumerate(what, 1)
    ]


def accept(one: Statement = FIRST) -> Accept:
    return Accept(target_of(DAM, one))


def misread(one: Statement = FIRST) -> Reject:
    return Reject(target_of(DAM, one), "misread")


def disputed(one: Statement = FIRST) -> Reject:
    return Reject(target_of(DAM, one), "disputed")


def correct(one: Statement = FIRST, *, kind: Any = "person", **wanted: Any) -> Correct:
    changes = changes_of(DAM, one, Wanted(**wanted), lambda name: Named(name, kind))
    return Correct(target_of(DAM, one), changes)


def statuses(decisions: Sequence[Decision]) -> tuple[str, bool]:
    review = decided(READING, decisions).review(FIRST.id)
    return review.status, review.checked


@given(readings())
def test_no_decisions_change_nothing(reading: Reading) -> None:
    found = decided(reading, ())
    assert found.reading == found.machine == reading
    assert {found.review(one.id) for one in reading.statements} <= {UNREVIEWED}


@pytest.mark.parametrize(
    ("what", "status", "checked"),
    [
        ([accept()], "accepted", True),
        ([misread()], "rejected", False),
        ([disputed()], "disputed", False),
        ([correct(act="deny")], "corrected", True),
        ([accept(SECOND)], "unreviewed", False),
        ([accept(), misread()], "rejected", False),
        ([misread(), accept()], "accepted", True),
        ([misread(), correct(act="deny")], "corrected", True),
        ([correct(act="deny"), accept()], "corrected", True),
        ([correct(act="deny"), misread()], "rejected", False),
        ([accept(), disputed()], "disputed", True),
        ([disputed(), accept()], "disputed", True),
        ([disputed(), misread()], "rejected", False),
        ([accept(), Undo(1)], "unreviewed", False),
        ([accept(), misread(), Undo(2)], "accepted", True),
        ([accept(), Undo(1), Undo(2)], "accepted", True),
        ([accept(), Undo(1), Undo(2), Undo(3)], "unreviewed", False),
    ],
)
def test_what_decisions_on_one_statement_come_to(
    what: list[What], status: str, checked: bool
) -> None:
    assert statuses(log(*what)) == (status, checked)


def test_who_took_the_decision_that_counts() -> None:
    first, second = log(correct(act="deny"), accept())
    second = replace(second, who="Bram")
    found = decided(READING, [first, second])
    assert found.review(FIRST.id) == Review("corrected", True, "Ida", "2031-05-01T00:00:00Z")


def test_what_was_misread_is_left_out_and_what_is_disputed_stays() -> None:
    assert decided(READING, log(misread())).reading.statements == (SECOND,)
    assert decided(READING, log(disputed())).reading == READING
    assert decided(READING, log(accept())).reading == READING


def test_a_correction_keeps_the_id_and_later_ones_add_to_it() -> None:
    found = decided(READING, log(correct(cue="holds", act="deny"), correct(act="warn")))
    (one, other) = found.reading.statements
    assert one == replace(FIRST, cue=span(DAM, "holds"), verb="holds", act="warn")
    assert other == SECOND
    assert found.statement(FIRST.id) == one
    assert found.machine == READING


def test_an_undone_correction_leaves_the_others() -> None:
    found = decided(READING, log(correct(act="deny"), correct(factuality="CT-"), Undo(1)))
    assert found.statement(FIRST.id) == replace(FIRST, factuality="CT-")


# Actors


def test_a_speaker_the_reading_has_keeps_its_ref() -> None:
    cast = (*READING.actors, Actor("a2", "Bram Tolk", "organisation"))
    reading = replace(READING, actors=cast)
    found = decided(reading, log(correct(speakers=("BRAM TOLK",))))
    assert found.reading.actors == cast
    assert found.statement(FIRST.id) == replace(FIRST, speakers=("a2",))


def test_a_speaker_it_has_not_is_brought_in_once() -> None:
    found = decided(
        READING, log(correct(speakers=("Bram Tolk",)), correct(SECOND, speakers=("bram tolk",)))
    )
    # Orla Venn speaks no more.
    assert found.reading.actors == (Actor("a2", "Bram Tolk", "person"),)
    assert {one.speakers for one in found.reading.statements} == {("a2",)}


def test_an_unnamed_actor_may_be_meant() -> None:
    cast = (*READING.actors, Actor("a2", "an official", "person", unnamed=True))
    found = decided(replace(READING, actors=cast), log(correct(speakers=("an official",))))
    assert found.statement(FIRST.id) == replace(FIRST, speakers=("a2",))


def test_no_ref_is_given_twice() -> None:
    one = replace(READING, actors=(replace(READING.actors[0], ref="a2"),))
    told = tuple(replace(s, speakers=("a2",)) for s in one.statements)
    found = decided(replace(one, statements=told), log(correct(speakers=("Bram Tolk",))))
    assert [actor.ref for actor in found.reading.actors] == ["a2", "a3"]


def test_who_spoke_in_misread_statements_alone_is_no_actor() -> None:
    assert decided(READING, log(misread())).reading.actors == READING.actors
    assert decided(READING, log(misread(), misread(SECOND))).reading.actors == ()
    brought = log(correct(speakers=("Bram Tolk",)), misread())
    assert decided(READING, brought).reading.actors == READING.actors


# Links between statements

NESTED = "The mayor said the keeper warned that the dam had told all. It was so."
MADE = report(NESTED)
OUTER = statement(
    MADE, "the keeper warned that the dam had told all", source="The mayor", cue="said"
)
INNER = statement(MADE, "the dam had told all", source="the keeper", cue="warned", within=OUTER.id)
INMOST = statement(MADE, "all", cue="told", within=INNER.id)
AGAIN = statement(MADE, "It was so", restates=INNER.id)
NEST = Reading(MADE, statements=(OUTER, INNER, INMOST, AGAIN))


def nested(*what: What) -> dict[str, str | None]:
    found = decided(NEST, log(*what))
    return {one.cue.text if one.cue else "": one.within for one in found.reading.statements}


def in_nest(one: Statement, **wanted: Any) -> Correct:
    changes = changes_of(NESTED, one, Wanted(**wanted), lambda name: Named(name, "person"))
    return Correct(target_of(NESTED, one), changes)


def test_what_stood_in_a_misread_statement_stands_in_the_next() -> None:
    gone = Reject(target_of(NESTED, INNER), "misread")
    assert nested(gone) == {"said": None, "told": OUTER.id, "": None}
    assert decided(NEST, log(gone)).reading.statements[-1].restates is None


def test_a_corrected_content_holds_what_stands_in_it() -> None:
    assert nested(in_nest(OUTER, content=("the keeper",)))["warned"] is None
    assert nested(in_nest(INNER, content=("all",)))["told"] == OUTER.id
    wider = in_nest(AGAIN, content=("told",))
    assert nested(wider)["told"] == AGAIN.id


def test_a_corrected_cue_stands_where_it_stands() -> None:
    assert nested(in_nest(INMOST, cue="keeper"))["keeper"] == OUTER.id
    assert nested(in_nest(INMOST, cue="null"))[""] is None


def test_links_that_no_decision_touches_stay() -> None:
    odd = replace(NEST, statements=(*NEST.statements[:3], replace(AGAIN, within=OUTER.id)))
    found = decided(odd, log(in_nest(OUTER, act="warn")))
    assert [one.within for one in found.reading.statements] == [None, OUTER.id, INNER.id, OUTER.id]


# Where decisions stand


def test_an_undoing_stands_where_what_it_undoes_does() -> None:
    decisions = log(accept(), Undo(1), Undo(2), Undo(9))
    assert stands(READING, decisions) == {1: FIRST.id, 2: FIRST.id, 3: FIRST.id, 4: None}


def test_what_is_read_no_more_is_unattached() -> None:
    reading = replace(READING, statements=(SECOND,))
    found = decided(reading, log(accept(), misread(SECOND)))
    assert found.standing == {1: None, 2: SECOND.id}
    assert found.reading.statements == ()


def test_a_reader_that_reads_as_a_person_corrected_is_met() -> None:
    what = correct(cue="holds", content=("The dam",))
    told = replace(FIRST, id="new", cue=span(DAM, "holds"), content=(span(DAM, "The dam"),))
    found = decided(replace(READING, statements=(told,)), log(what))
    assert found.standing == {1: "new"}
    (one,) = found.reading.statements
    assert (one.id, one.cue, one.content) == ("new", told.cue, told.content)


def test_a_correction_whose_words_are_gone_is_unattached() -> None:
    text = DAM.replace("Orla Venn", "Orla Tolk")
    made = report(text)
    again = statement(made, "The dam at Ulverby holds", cue="said")
    what = correct(source="Orla Venn", content=("The dam at Ulverby holds",))
    assert stands(Reading(made, statements=(again,)), log(what)) == {1: None}
    assert stands(Reading(made, statements=(again,)), log(accept())) == {1: again.id}


def test_which_decisions_hold() -> None:
    decisions = log(accept(), Undo(1), Undo(2), misread(), Undo(4))
    assert undone(decisions) == {2: 3, 4: 5}
    assert [one.number for one in holding(decisions)] == [1]


WHATS = st.sampled_from(
    [
        accept(), misread(), disputed(), accept(SECOND), misread(SECOND), disputed(SECOND),
        correct(act="deny"), correct(source="null"), correct(content=("The dam",)),
        correct(speakers=("Bram Tolk",)), correct(SECOND, speakers=("bram  TOLK", "Orla Venn")),
        correct(SECOND, cue="null"), correct(said="null"), correct(SECOND, said_words="Monday"),
    ]
)  # fmt: skip


@given(st.lists(WHATS, max_size=6), WHATS)
def test_undoing_restores_exactly(earlier: list[What], what: What) -> None:
    before = decided(READING, log(*earlier))
    number = len(earlier) + 1
    after = decided(READING, log(*earlier, what, Undo(number)))
    assert (after.reading, after.reviews) == (before.reading, before.reviews)
    again = decided(READING, log(*earlier, what, Undo(number), Undo(number + 1)))
    once = decided(READING, log(*earlier, what))
    assert (again.reading, again.reviews) == (once.reading, once.reviews)


@given(st.lists(WHATS, max_size=8))
def test_refs_and_ids_lead_somewhere_whatever_is_decided(what: list[What]) -> None:
    reading = decided(READING, log(*what)).reading
    refs = [actor.ref for actor in reading.actors]
    assert len(set(refs)) == len(refs)
    for one in reading.statements:
        assert set(one.speakers) <= set(refs)
        assert one.id in (FIRST.id, SECOND.id)
        spans = [s for s in (one.source, one.cue, *one.content) if s]
        assert all(DAM[s.start : s.end] == s.text for s in spans)


@given(st.lists(st.integers(0, 68), min_size=1, max_size=8, unique=True), st.lists(WHATS))
def test_statements_found_later_change_nothing_in_those_decided_on(
    starts: list[int], what: list[What]
) -> None:
    others = tuple(
        Statement(statement_id("other", at), "source", "indirect", None, at, (at,), ())
        for at in (Span.of(DAM, start, start + 9) for start in starts)
    )
    later = replace(READING, statements=(*others[::2], FIRST, *others[1::2], SECOND))
    found, before = decided(later, log(*what)), decided(READING, log(*what))
    assert found.standing == before.standing
    assert found.reviews == before.reviews
    kept = [
        replace(s, within=None) for s in found.reading.statements if s.id in (FIRST.id, SECOND.id)
    ]
    assert kept == [replace(s, within=None) for s in before.reading.statements]

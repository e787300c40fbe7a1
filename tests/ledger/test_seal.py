"""A sealed name leaves the ledger in no export, nor does what would confirm a guess at it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso import casework, views
from sayso.errors import SeveralFit, UnknownEntry
from sayso.export import brat, jsonl, table
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.ledger.load import load_reading
from sayso.ledger.seal import seal, unseal
from sayso.ledger.wording import BLOCK
from sayso.model import (
    Actor,
    Reading,
    Words,
    report_id,
    sha256,
    spans_in,
    statement_id,
    to_plain,
)
from sayso.views import Query
from tests.making import dam_reading, kept, one_statement, read_said, report, span
from tests.traces import forms

TEXT = (
    "Venn quits\n\nOrla Venn said: I go, as a Venn does\nBram Tolk said: Órla VENN goes\n"
    "https://x.example/orla%20venn\n"
)


def talk() -> Reading:
    made = report(
        TEXT, url="https://x.example/2031/orla-venn-quits", title="Venn quits",
        publisher="The Venn Post",
    )  # fmt: skip
    reading = read_said(replace(made, authors=("Orla Venn", "Ida Moss")))
    # One statement inside another, and a role.
    first, second = reading.statements
    second = replace(second, within=first.id)
    actors = (
        replace(reading.actors[0], roles=(span(TEXT, "Orla Venn"),)),
        *reading.actors[1:],
        Actor("a9", "Venn’s lawyer", "unknown", unnamed=True),
    )
    return replace(
        reading, actors=actors, statements=(first, second), notes=("Orla Venn is in it",)
    )


@pytest.fixture
def case(ledger: Ledger) -> Ledger:
    kept(ledger, talk(), dam_reading(), one_statement("no", "Pim Roth", publisher="B"))
    return ledger


def told_of(ledger: Ledger) -> Iterator[Reading]:
    """The readings as they go out."""
    return (found.reading for found in views.readings(ledger))


def quits(ledger: Ledger) -> Reading:
    """That of the report in which the sealed one quits."""
    return next(one for one in told_of(ledger) if "quits" in one.report.text)


def exported(ledger: Ledger, folder: Path) -> bytes:
    """All exports, as bytes."""
    out = io.StringIO()
    jsonl.write(views.readings(ledger), out)
    jsonl.write(views.readings(ledger), out, with_text=True, with_reviewers=True)
    table.write(views.readings(ledger), out, with_reviewers=True)
    brat.write(told_of(ledger), folder)
    files = b"".join(path.name.encode() + path.read_bytes() for path in folder.iterdir())
    return out.getvalue().encode() + files


def test_no_export_has_the_name_or_its_hashes(case: Ledger, tmp_path: Path) -> None:
    hidden = ["Orla Venn", "Venn", "Órla"]
    for one in (talk(), dam_reading()):
        hidden += [one.report.id, one.report.text_sha256, one.report.raw_sha256]
        hidden += [statement.id for statement in one.statements]
    before = exported(case, tmp_path / "open")
    assert b"Orla Venn" in before
    seal(case, "Orla Venn")
    after = exported(case, tmp_path / "sealed").lower()
    assert not [word for word in hidden for form in forms(word) if form.lower() in after]
    assert b"sealed source" in after
    assert b"pim roth" in after


def test_what_is_masked_keeps_its_length_and_all_offsets(case: Ledger) -> None:
    seal(case, "orla venn")
    plain, told = load_reading(case, talk().report.id), quits(case)
    text = told.report.text
    assert text == (
        "████ quits\n\n█████████ said: I go, as a ████ does\nBram Tolk said: █████████ goes\n"
        "https://x.example/███████████\n"
    )
    assert all(one.text == text[one.start : one.end] for one in spans_in(told))
    before = [(one.start, one.end) for one in spans_in(replace(plain, report=told.report))]
    assert [(one.start, one.end) for one in spans_in(told)] == before
    assert [actor.name for actor in told.actors] == ["sealed source", "Bram Tolk", "████’s lawyer"]
    made = told.report
    assert made.title == "████ quits"
    assert made.url == "https://x.example/2031/█████████-quits"
    assert (made.publisher, made.authors) == ("The ████ Post", ("█████████", "Ida Moss"))
    assert told.notes == ("█████████ is in it",)


def test_ids_follow_from_what_goes_out(case: Ledger) -> None:
    seal(case, "orla venn")
    told = quits(case)
    digest = sha256(told.report.text.encode())
    assert told.report.text_sha256 == digest
    assert told.report.raw_sha256 == ""
    assert told.report.id == report_id(digest, told.report.url, None)
    first, second = told.statements
    assert first.id == statement_id(told.report.id, first.cue or first.content[0])
    assert second.within == first.id


def test_reports_without_the_name_go_out_as_they_are(case: Ledger) -> None:
    seal(case, "orla venn")
    assert one_statement("no", "Pim Roth", publisher="B") in list(told_of(case))


def test_an_open_ledger_is_as_it_was(case: Ledger) -> None:
    before = list(views.readings(case))
    actors = seal(case, "orla venn")
    assert [actor.name for actor in actors] == ["Orla Venn"]
    assert list(views.readings(case)) != before
    assert [actor.name for actor in unseal(case, str(actors[0].actor_id))] == ["Orla Venn"]
    assert unseal(case, "orla venn") == []
    assert list(views.readings(case)) == before


def test_answers_to_a_program(case: Ledger) -> None:
    seal(case, "orla venn")
    rows = [*views.find(case, Query()), *views.said_by(case, 1)]
    told = [str(to_plain(views.show(case, one.report.id))) for one in (talk(), dam_reading())]
    answers = [str(row.plain()) for row in rows] + [str(row) for row in views.who(case)] + told
    assert not [one for one in answers if "venn" in one.lower()]
    assert {row.speaker for row in rows} == {"sealed source", "Bram Tolk", "Pim Roth"}
    assert {row.name for row in views.who(case)} == {"sealed source", "Bram Tolk", "Pim Roth"}
    assert [row.name for row in views.sealed(case)] == ["sealed source"]
    by_id = {row.statement.id: row for row in rows}
    shown = views.show(case, talk().report.id).reading
    assert {one.id for one in shown.statements} <= set(by_id)


def test_on_a_terminal_the_name_is_shown_and_marked(case: Ledger) -> None:
    seal(case, "orla venn")
    home = views.at_home
    assert {row.speaker for row in views.find(case, Query(), home)} == {
        "Orla Venn (sealed)", "Bram Tolk", "Pim Roth",
    }  # fmt: skip
    assert "Orla Venn (sealed)" in {row.name for row in views.who(case, door=home)}
    shown = views.show(case, talk().statements[0].id, home)
    assert shown.reading.report == talk().report
    assert shown.statement == talk().statements[0]
    assert shown.reading.actors[0].name == "Orla Venn (sealed)"
    assert [row.name for row in views.sealed(case, home)] == ["Orla Venn (sealed)"]


def test_other_versions_are_told_of_by_their_outward_ids(ledger: Ledger) -> None:
    url = "https://x.example/a"
    made = [read_said(report(f"Orla Venn said: {n}", url=url)) for n in range(2)]
    kept(ledger, *made)
    seal(ledger, "orla venn")
    found = views.versions(ledger, made[1].report.id)
    assert set(found.ids) == {one.report.id for one in told_of(ledger)}
    assert views.versions(ledger, made[1].report.id, views.at_home).before == made[0].report.id


def test_a_common_last_name_is_masked_only_where_the_actor_is(ledger: Ledger) -> None:
    kept(ledger, read_said(report("Orla May said: we may go\nMay goes\n")))
    kept(ledger, read_said(report("In May they may come, said Bram.\n", publisher="B")))
    seal(ledger, "orla may")
    assert {one.report.text for one in told_of(ledger)} == {
        "████████ said: we may go\n███ goes\n", "In May they may come, said Bram.\n",
    }  # fmt: skip


def test_an_unnamed_actor_and_one_of_two_kinds(ledger: Ledger) -> None:
    hidden = one_statement("nobody slept", "a nurse")
    hidden = replace(hidden, actors=(replace(hidden.actors[0], unnamed=True),))
    kept(ledger, hidden, one_statement("yes", "Ulver", kind="state"), one_statement("no", "Ulver"))
    (number,) = (row.actor_id for row in views.who(ledger) if row.unnamed)
    seal(ledger, str(number))
    assert len(seal(ledger, "ulver")) == 2
    assert {row.name for row in views.who(ledger)} == {"sealed source"}
    assert {row.speaker for row in views.find(ledger, Query())} == {"sealed source"}
    out = io.StringIO()
    table.write(views.readings(ledger), out)
    assert "nurse" not in out.getvalue()


def test_a_new_report_of_a_sealed_actor_is_sealed(ledger: Ledger) -> None:
    kept(ledger, one_statement("yes"))
    seal(ledger, "orla venn")
    kept(ledger, one_statement("again", "ORLA VENN", publisher="B"))
    assert {row.speaker for row in views.find(ledger, Query())} == {"sealed source"}


def test_a_part_of_a_name_will_do_where_it_is_of_one(case: Ledger) -> None:
    assert [actor.name for actor in seal(case, "tolk")] == ["Bram Tolk"]
    kept(case, one_statement("x", "Pim Venn", publisher="C"))
    with pytest.raises(SeveralFit) as raised:
        seal(case, "venn")
    assert raised.value.options == ["Orla Venn (1)", "Pim Venn (5)"]
    for given in ("nobody", "99"):
        with pytest.raises(UnknownEntry):
            seal(case, given)


def test_findings_of_verify_do_not_name_paths_that_name_somebody(ledger: Ledger) -> None:
    kept(ledger, one_statement("yes"))
    with ledger.transaction() as connection:
        connection.execute("UPDATE captures SET requested = 'notes/OrlaVenn.txt'")
    seal(ledger, "orla venn")
    details = [finding.detail for finding in views.verify(ledger)]
    assert any(f"notes/{BLOCK * 8}.txt" in one for one in details)
    assert not any("Venn" in one for one in details)


def test_what_was_decided_goes_out_under_the_same_ids(case: Ledger) -> None:
    one, two = (statement.id for statement in talk().statements)
    casework.accept(case, one, "Orla Venn", note="Venn it is")
    wanted = Wanted(content=("Órla VENN goes",), speakers=("Orla Venn",), cue="Tolk")
    casework.correct(case, two, wanted, "Ida Moss")
    casework.accept(case, dam_reading().statements[0].id, "Ida Moss")
    before = views.decision_log(case)
    seal(case, "orla venn")
    told = next(found for found in views.readings(case) if "quits" in found.machine.report.text)
    ids = [statement.id for statement in told.machine.statements]
    assert [statement.id for statement in told.reading.statements] == ids
    assert {key: review.status for key, review in told.reviews.items()} == {
        ids[0]: "accepted", ids[1]: "corrected",
    }  # fmt: skip
    assert told.review(ids[0]).who == BLOCK * 9
    assert told.standing == {1: ids[0], 2: ids[1]}
    ref = told.reading.statements[1].speakers[0]
    assert told.reading.actor(ref).name == "sealed source"
    rows = [str(row.plain()) for row in views.decision_log(case)]
    rows += [str(row.plain()) for row in views.find(case, Query())]
    assert not [row for row in rows if "venn" in row.lower() or "órla" in row.lower()]
    log = views.decision_log(case)
    assert [row.statement for row in log[:2]] == ids
    assert {row.report for row in log[:2]} == {told.machine.report.id}
    assert log[1].changes
    assert log[1].changes["content"][0]["exact"] == "█████████ goes"
    assert views.decision_log(case, views.at_home) == before
    shown = views.show(case, two)
    assert shown.statement == told.reading.statements[1]


def test_a_frame_of_words_shows_no_cut_name(ledger: Ledger) -> None:
    text = f"Bram Tolk said: it is wrong {23 * '-'}\nOrla Venn said: yes\n"
    kept(ledger, read_said(report(text)))
    key = read_said(report(text)).statements[0].id
    casework.correct(ledger, key, Wanted(content=("it is wrong",)), "Ida Moss")
    (row,) = views.decision_log(ledger)
    assert row.changes
    assert row.changes["content"][0]["suffix"].endswith("Orla Ve")
    seal(ledger, "orla venn")
    (row,) = views.decision_log(ledger)
    assert "Orla" not in str(row.plain())


def test_what_reading_again_gives(case: Ledger) -> None:
    seal(case, "orla venn")
    keys = [talk().report.id]

    def read_kept(ids: Any, report_of: Any) -> Iterator[tuple[str, Reading | None]]:
        for key in ids:
            yield key, replace(read_said(report_of(key)), statements=talk().statements[:1])

    (home,) = views.rereads(
        case, casework.would_reread(case, keys, read_kept, "another"), views.at_home
    )
    assert home.plain()["gone"][0]["content"] == ["Órla VENN goes"]
    assert home.report == talk().report
    (told,) = views.rereads(case, casework.reread(case, keys, read_kept, "another"))
    assert "venn" not in str(told.plain()).lower()
    assert told.plain()["gone"][0]["content"] == ["█████████ goes"]
    assert told.plain()["same"] == 1
    assert told.report.id == quits(case).report.id


def test_words_are_masked_as_their_contents_are(case: Ledger) -> None:
    seal(case, "orla venn")
    told = quits(case)
    content = told.statements[1].content[0]
    assert told.statements[1].words == (Words(content, "reported"),)
    assert content.text == "█████████ goes"

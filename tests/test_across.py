"""Questions across reports: silence apart from nothing, and names that are sealed."""

from __future__ import annotations

from dataclasses import replace

from sayso import across, casework, views
from sayso.ledger import Ledger
from tests.compare.test_keep import READINGS
from tests.making import kept


def compared(ledger: Ledger) -> None:
    for _ in casework.compare_across(ledger):
        pass


def test_reported_silence_has_its_span_and_nothing_is_made_of_nothing(ledger: Ledger) -> None:
    silent = replace(READINGS[1], statements=(replace(READINGS[1].statements[0], act="decline"),))
    kept(ledger, READINGS[0], silent)
    compared(ledger)
    (one,) = across.silences(ledger)
    assert one.who == "Pim Oakes"
    assert one.passage.span == silent.statements[0].content[0]
    assert one.passage.report == silent.report.id


def test_a_ledger_without_statements_has_no_matters(ledger: Ledger) -> None:
    kept(ledger, replace(READINGS[0], statements=()))
    compared(ledger)
    assert across.matters(ledger) == []
    assert across.board(ledger).lines == ()
    assert across.timeline(ledger) == []
    assert across.silences(ledger) == []


def test_a_sealed_name_leaves_in_no_answer_across_reports(ledger: Ledger) -> None:
    kept(ledger, *READINGS)
    compared(ledger)
    casework.seal(ledger, "Orla Venn")
    (matter,) = across.matters(ledger)
    assert "Venn" not in str(across.matter_plain(matter))
    assert "Venn" not in str(across.timeline(ledger))
    assert "Venn" not in str(across.board(ledger))
    assert "Orla Venn" in str(across.matters(ledger, views.at_home))
    assert [one.id for one in matter.utterances] == [
        one.utterance.id for one in across.timeline(ledger) if one.matters
    ]

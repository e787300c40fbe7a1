"""Decisions altered behind Sayso's back are found, and named."""

from __future__ import annotations

from collections import Counter

import pytest

from sayso import casework
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.ledger.verify import verify
from tests.making import dam_reading, kept, one_statement

DAM = dam_reading()
FIRST, SECOND = DAM.statements


@pytest.fixture
def case(ledger: Ledger) -> Ledger:
    """A corrected statement, one rejected as misread, and a decision undone."""
    kept(ledger, DAM, one_statement("the ford is deep", "Bram Tolk"))
    wanted = Wanted(content=("Ulverby holds",), speakers=("a voice",), said="2031-05-01")
    casework.correct(ledger, FIRST.id, wanted, "Ida")
    casework.reject(ledger, SECOND.id, "misread", "Ida")
    casework.accept(ledger, FIRST.id, "Ida")
    casework.undo(ledger, 3, "Ida")
    ledger.connection.execute("PRAGMA foreign_keys = OFF")
    for guard in ("custody_is_appended_to", "custody_is_only_erased", "custody_is_kept"):
        ledger.connection.execute(f"DROP TRIGGER {guard}")
    return ledger


def test_a_sound_ledger_with_decisions(case: Ledger) -> None:
    counted: Counter[str] = Counter()
    assert not list(verify(case, lambda kind: counted.update([kind])))
    assert counted["decisions"] == 4
    assert counted["entries"] == 8


@pytest.mark.parametrize(
    ("sql", "what", "key", "words"),
    [
        ("UPDATE decisions SET who = 'Bram' WHERE number = 1",
         "decision", "decision 1", "is not what its entry"),
        ("UPDATE decisions SET body = replace(body, 'Ulverby', 'Harrow') WHERE number = 1",
         "decision", "decision 1", "is not what its entry"),
        ("UPDATE decisions SET body = '[' WHERE number = 1",
         "decision", f"report {DAM.report.id}", "cannot be applied"),
        ("UPDATE decisions SET body = '{}' WHERE number = 1",
         "decision", f"report {DAM.report.id}", "cannot be applied"),
        ("UPDATE decisions SET kind = 'merge' WHERE number = 1",
         "decision", f"report {DAM.report.id}", "cannot be applied"),
        ("DELETE FROM decisions WHERE number = 2",
         "decision", "decision 2", "is gone, though the custody log has it"),
        ("INSERT INTO decisions SELECT 9, at, who, kind, report_id, body FROM decisions"
         " WHERE number = 2", "decision", "decision 9", "has no sound entry"),
        ("UPDATE custody SET body = NULL, salt = NULL WHERE number = 6",
         "decision", "decision 2", "has no sound entry"),
        ("UPDATE attachments SET statement_id = NULL WHERE decision = 1",
         "decision", "decision 1", f"kept to stand on statement None, and stands on {FIRST.id}"),
        ("DELETE FROM attachments WHERE decision = 4",
         "decision", "decision 4", "is not kept to stand anywhere"),
        ("DELETE FROM decisions", "statement", FIRST.id, "its column said_from"),
        ("UPDATE statements SET day = '2031-05-05' WHERE id = :first",
         "statement", FIRST.id, "its column day"),
        ("UPDATE found_statements SET content = 'The dam at Ulverby holds' WHERE rowid = 1",
         "index", FIRST.id, "has other words"),
        ("UPDATE speakers SET actor_id = 1 WHERE statement_id = :first",
         "statement", FIRST.id, "its speakers"),
        ("UPDATE actors SET folded = 'x' WHERE name = 'a voice'",
         "statement", FIRST.id, "its speakers"),
        ("INSERT INTO found_statements (rowid, content) VALUES (2, 'x')",
         "index", SECOND.id, "was rejected as misread, and is found"),
        ("INSERT INTO speakers SELECT :second, 1, report_id FROM speakers LIMIT 1",
         "index", SECOND.id, "was rejected as misread, and is found"),
        ("UPDATE statements SET body = replace(body, 'she', 'her') WHERE id = :second",
         "statement", SECOND.id, "the span"),
        ("UPDATE statements SET body = '{}' WHERE id = :first",
         "reading", DAM.report.id, "is not what its entry"),
    ],
)  # fmt: skip
def test_what_was_altered(case: Ledger, sql: str, what: str, key: str, words: str) -> None:
    names = {"first": FIRST.id, "second": SECOND.id}
    case.connection.execute(sql, {n: value for n, value in names.items() if f":{n}" in sql})
    findings = list(verify(case))
    assert any(
        one.fault and (one.what, one.key) == (what, key) and words in one.detail for one in findings
    ), findings

"""Whatever is altered behind Sayso's back is found, and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.ledger import Ledger, custody
from sayso.ledger.verify import Finding, verify
from sayso.ledger.write import add_reading
from tests.making import READER, dam_reading, item, kept, one_statement

DAM = dam_reading()
REPORT = DAM.report.id
STATEMENT = DAM.statements[0].id
GUARDS = ("custody_is_appended_to", "custody_is_only_erased", "custody_is_kept")


@pytest.fixture
def case(ledger: Ledger) -> Ledger:
    """Three reports, the first met twice."""
    kept(ledger, DAM, one_statement("the ford is deep", "Bram Tolk"), DAM)
    kept(ledger, one_statement("the weir is dry", "Ida Moss"))
    for guard in GUARDS:
        ledger.connection.execute(f"DROP TRIGGER {guard}")
    ledger.connection.execute("PRAGMA foreign_keys = OFF")
    return ledger


def told(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.what, finding.key) for finding in findings if finding.fault}


def raw_file(ledger: Ledger) -> Path:
    return ledger.raw_folder / DAM.report.raw_sha256[:2] / DAM.report.raw_sha256


def test_a_sound_ledger_and_what_of_it_was_checked(case: Ledger) -> None:
    counted: Counter[str] = Counter()
    assert not list(verify(case, lambda kind: counted.update([kind])))
    assert counted == {
        "entries": 7, "reports": 3, "statements": 4, "captures": 4, "raw files": 3,
    }  # fmt: skip
    kept(case, one_statement("and it can be written to"))


def test_an_empty_ledger(ledger: Ledger) -> None:
    assert not list(verify(ledger, noted=custody.START))


@pytest.mark.parametrize(
    ("sql", "what", "key", "words"),
    [
        ("UPDATE reports SET text = replace(text, 'holds', 'broke') WHERE id = :report",
         "report", REPORT, "its text was altered"),
        ("UPDATE reports SET text = CAST(x'ff' AS TEXT) WHERE id = :report",
         "report", REPORT, "its text was altered"),
        ("UPDATE reports SET publisher = 'Ulver Herald' WHERE id = :report",
         "report", REPORT, "its id does not follow"),
        ("UPDATE reports SET published = '2031-05-07' WHERE id = :report",
         "report", REPORT, "is not what its entry"),
        ("DELETE FROM reports WHERE id = :report", "report", REPORT, "is gone"),
        ("UPDATE readings SET reader = 'another' WHERE report_id = :report",
         "reading", REPORT, "is not what its entry"),
        ("UPDATE readings SET rest = '[' WHERE report_id = :report",
         "reading", REPORT, "its body is no JSON object"),
        ("DELETE FROM readings WHERE report_id = :report",
         "reading", REPORT, "is not what its entry"),
        ("UPDATE \"cast\" SET body = replace(body, 'Orla', 'Olga') WHERE report_id = :report",
         "reading", REPORT, "the span"),
        ("UPDATE actors SET name = 'Olga Venn' WHERE name = 'Orla Venn'",
         "reading", REPORT, "actor 1 of the ledger is not its a1"),
        ("UPDATE statements SET body = replace(body, 'dam', 'dyke') WHERE id = :statement",
         "statement", STATEMENT, "the span 0:24 is not what the text has there"),
        ("UPDATE statements SET body = replace(body, 'other', 'deny') WHERE id = :statement",
         "reading", REPORT, "is not what its entry"),
        ("UPDATE statements SET body = '{}' WHERE id = :statement",
         "statement", STATEMENT, "its body is no statement"),
        ("UPDATE statements SET body = '7' WHERE id = :statement",
         "statement", STATEMENT, "its body is no JSON object"),
        ("UPDATE statements SET day = '2031-01-01' WHERE id = :statement",
         "statement", STATEMENT, "its column day"),
        ("DELETE FROM statements WHERE id = :statement",
         "reading", REPORT, "is not what its entry"),
        ("UPDATE speakers SET actor_id = 2 WHERE statement_id = :statement",
         "statement", STATEMENT, "its speakers"),
        ("DELETE FROM found_statements WHERE rowid = 1",
         "index", STATEMENT, "is not in the full-text index"),
        ("UPDATE found_statements SET speaker = 'Bram Tolk' WHERE rowid = 1",
         "index", STATEMENT, "has other words"),
        ("UPDATE found_statements_content SET c0 = 'other' WHERE id = 1",
         "index", "found_statements", "is out of step"),
        ("INSERT INTO found_statements (rowid, content) VALUES (99, 'x')",
         "index", "row 99", "of nowhere"),
        ("DELETE FROM found_reports_docsize WHERE id = 1",
         "index", REPORT, "the report is not in the full-text index"),
        ("UPDATE captures SET requested = 'other.txt' WHERE id = 1",
         "capture", REPORT, "captured from other.txt: no sound entry"),
        ("UPDATE captures SET headers = '[]' WHERE id = 1",
         "capture", f"of report {REPORT}", "is gone or altered"),
        ("DELETE FROM captures WHERE id = 3", "capture", f"of report {REPORT}", "is gone"),
        ("INSERT INTO captures SELECT 99, report_id, raw_sha256, 'new', final_url, at, status,"
         " headers, extractor FROM captures WHERE id = 1",
         "capture", REPORT, "captured from new: no sound entry"),
        ("UPDATE captures SET report_id = 'none' WHERE id = 1", "database", "captures", "row 1"),
        ("UPDATE custody SET body = replace(body, 'a', 'b') WHERE number = 3",
         "custody", "entry 3", "its digest is another"),
        ("UPDATE custody SET at = '2000-01-01T00:00:00Z' WHERE number = 3",
         "custody", "entry 3", "its link is another"),
        ("UPDATE custody SET digest = 'x', body = NULL, salt = NULL WHERE number = 3",
         "custody", "entry 3", "its link is another"),
        ("UPDATE custody SET previous = 'x' WHERE number = 3",
         "custody", "entry 3", "does not link"),
        ("UPDATE custody SET salt = NULL WHERE number = 3", "custody", "entry 3", "half erased"),
        ("UPDATE custody SET body = NULL, salt = NULL WHERE number = 1",
         "report", REPORT, "has no sound entry"),
        ("DELETE FROM custody WHERE number = 3", "custody", "entry 3", "is missing"),
        ("DELETE FROM custody WHERE number IN (2, 3)", "custody", "entry 2", "to 3 are missing"),
        ("DELETE FROM custody WHERE number = 1", "custody", "entry 1", "is missing"),
        ("DELETE FROM custody WHERE number = 7", "capture", None, "no sound entry"),
    ],
)  # fmt: skip
def test_what_was_altered_in_the_ledger(
    case: Ledger, sql: str, what: str, key: str | None, words: str
) -> None:
    noted = custody.root(case)
    names = {"report": REPORT, "statement": STATEMENT}
    case.connection.execute(sql, {n: value for n, value in names.items() if f":{n}" in sql})
    findings = list(verify(case))
    assert any(
        one.what == what and key in (one.key, None) and words in one.detail for one in findings
    ), findings
    if "number = 7" in sql:
        assert ("custody", noted) in told(list(verify(case, noted=noted)))


def test_an_entry_taken_out_and_the_rest_numbered_anew(case: Ledger) -> None:
    case.connection.execute("DELETE FROM custody WHERE number = 3")
    case.connection.execute("UPDATE custody SET number = number - 1 WHERE number > 3")
    assert ("custody", "entry 3") in told(list(verify(case)))


def test_a_chain_written_anew_is_found_by_a_root_kept_elsewhere(case: Ledger) -> None:
    noted = custody.root(case)
    case.connection.execute("UPDATE reports SET title = 'Dam breaks' WHERE id = ?", (REPORT,))
    case.connection.execute("DELETE FROM custody")
    custody.record_migrated(case.connection)
    assert not list(verify(case))
    assert told(list(verify(case, noted=noted))) == {("custody", noted)}


def altered(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"!")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("change", "words"), [(altered, "were altered"), (Path.unlink, "gone"), (a_folder, "gone")]
)
def test_what_was_altered_beside_it(
    case: Ledger, change: Callable[[Path], None], words: str
) -> None:
    change(raw_file(case))
    (finding,) = verify(case)
    assert (finding.what, finding.key) == ("raw", DAM.report.raw_sha256)
    assert words in finding.detail
    assert finding.fault


def test_bytes_that_were_never_kept_are_not_missed(ledger: Ledger) -> None:
    counted: Counter[str] = Counter()
    add_reading(ledger, item(DAM.report), DAM, READER, keep_raw=False)
    assert not list(verify(ledger, lambda kind: counted.update([kind])))
    assert counted["sets of bytes not kept"] == 1


def test_bytes_of_no_capture_are_noted_and_no_fault(case: Ledger) -> None:
    part = raw_file(case).with_suffix(".1.part")
    part.write_bytes(b"half")
    astray = case.raw_folder / raw_file(case).name
    astray.write_bytes(raw_file(case).read_bytes())
    findings = list(verify(case))
    assert [finding.fault for finding in findings] == [False, False]
    assert {finding.key for finding in findings} == {
        str(path.relative_to(case.raw_folder)) for path in (part, astray)
    }


def test_another_process_may_add_meanwhile(case: Ledger) -> None:
    findings = verify(case, lambda kind: adding(kind))
    with Ledger.open(case.path) as other:

        def adding(kind: str) -> None:
            if kind == "statements":
                add_reading(other, item(new.report), new, READER, keep_raw=False)

        new = one_statement("the mill stands")
        assert not list(findings)
    assert not list(verify(case))

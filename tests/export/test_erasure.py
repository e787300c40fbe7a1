"""What an erasure takes away, told to a person and to a program."""

from __future__ import annotations

from pathlib import Path

from sayso.export.erasure import plan_lines, plan_plain
from sayso.ledger import Ledger
from sayso.ledger.persons import person, similar
from sayso.ledger.plan import Everywhere, Plan, SpanOf, WholeReport, plan
from tests.making import kept, read_said, report

TEXT = "Orla May said: \x1b[1mwe may go\nBram Tolk said: May goes\n"
MADE = report(TEXT, title="May\x1b[2J goes", url="https://x.example/orla-may", publisher=None)


def test_a_person_with_the_risks_and_where(ledger: Ledger) -> None:
    kept(ledger, read_said(MADE), read_said(report("Orna May said: x", publisher="B")))
    target = Everywhere(person(ledger, "orla may"))
    alike = similar(ledger, target.who)
    lines = list(plan_lines(plan(ledger, target), target, alike))
    assert lines == [
        "Orla May, actor 1",
        "looked for in every report: Orla May, May Orla, O May",
        "careful: May is a common word; written small once, with a capital 3 times; also the name"
        " of Orna May (3); taken only with a capital in reports that have the full name;"
        " --also May takes it everywhere, --except May leaves it out",
        f"in {MADE.id} May␛[2J goes: 2 places in the text, title, address",
        "    0:8 Orla May",
        "    45:48 May",
        "1 path or address of a capture",
        "1 set of raw bytes",
    ]


def test_similar_names_are_named(ledger: Ledger) -> None:
    kept(ledger, read_said(report("Volodya Zelenskyy said: x\nVolodya Zelensky said: y\n")))
    target = Everywhere(person(ledger, "2"))
    lines = list(plan_lines(plan(ledger, target), target, similar(ledger, target.who)))
    assert "similar names, left alone: Volodya Zelenskyy (1); --also NAME takes one in" in lines


def test_a_span_and_what_is_left(ledger: Ledger) -> None:
    kept(ledger, read_said(MADE), read_said(report(TEXT, publisher="B", title=None)))
    target = SpanOf(MADE.id, 0, 8)
    lines = list(plan_lines(plan(ledger, target), target, []))
    assert lines[0].startswith(f"in {MADE.id} May␛[2J goes: 1 place in the text, address")
    assert lines[-1] == (f"left: the same words in {report(TEXT, publisher='B', title=None).id}")
    assert "left: raw bytes that are another report's, too" in lines


def test_a_program_is_told_no_word_and_afterwards_no_hash(ledger: Ledger) -> None:
    kept(ledger, read_said(MADE))
    made = plan(ledger, Everywhere(person(ledger, "orla may")))
    before, after = plan_plain(made, erased=False), plan_plain(made, erased=True)
    assert before["reports"] == [
        {
            "id": MADE.id,
            "now": made.redactions[0].after.id,
            "places": [[0, 8], [45, 48]],
            "beside": ["title", "address"],
        }
    ]
    assert (before["what"], before["captures"], before["raw"]) == ("person", 1, 1)
    assert [one["id"] for one in after["reports"]] == [None]
    assert "May" not in str(before)
    assert MADE.id not in str(after)


def test_a_whole_report_with_all_that_goes_with_it() -> None:
    made = Plan(
        "report", whole=(MADE,), decisions=(1, 2), backups=(Path("case.db.schema-2.backup"),),
        strays=(Path("a"), Path("b")),
    )  # fmt: skip
    assert list(plan_lines(made, WholeReport(MADE.id), [])) == [
        f"the report {MADE.id} May␛[2J goes, with its readings, captures and decisions",
        "2 decisions of persons",
        "2 files of raw bytes of no report",
        "1 backup, all of it",
    ]
    assert plan_plain(made, erased=False)["backups"] == ["case.db.schema-2.backup"]


def test_many_places_and_long_ones_are_cut(ledger: Ledger) -> None:
    text = "Orla Venn said: x\n" * 12
    kept(ledger, read_said(report(text)))
    target = Everywhere(person(ledger, "orla venn"))
    lines = list(plan_lines(plan(ledger, target), target, []))
    assert "    and 4 more" in lines
    long = SpanOf(report(text).id, 0, 200)
    assert next(
        line for line in plan_lines(plan(ledger, long), long, []) if "0:200" in line
    ).endswith("…")

"""The list of reports, and a report."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.web.app import make_app
from sayso.web.desk import Serving
from tests.making import READER, dam_reading, kept, no_model, one_statement, report
from tests.web.conftest import HERE

READING = dam_reading()
REPORT = READING.report.id
FIRST, SECOND = READING.statements


def test_the_list_of_reports(web: TestClient) -> None:
    page = web.get("/").text
    assert "2 reports, 3 statements by 2 speakers" in page
    assert f'<a href="/report/{REPORT}"><bdi>Dam holds</bdi></a>' in page
    answer = web.get("/reports.json").json()
    assert answer["ok"] is True
    assert {one["title"]: one["statements"] for one in answer["answer"]} == {
        "Dam holds": 2, "Shut": 1,
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(web.get("/reports.csv").text)))
    assert {row["id"] for row in rows} >= {REPORT}


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    serving = Serving(tmp_path / "new.db", "Rue Vale", no_model, READER)
    with TestClient(make_app(serving), HERE, headers={"accept": "text/html"}) as web:
        assert "Nothing is in this ledger yet" in web.get("/").text
        assert "no reports" in web.get("/reports").text


def test_a_report(web: TestClient) -> None:
    page = web.get(f"/report/{REPORT}").text
    assert 'class="said d1" data-said="1">The dam at Ulverby holds</span>' in page
    assert 'class="quoted said d1" data-said="2">“We are ready,”</span>' in page
    assert f'id="s-{FIRST.id}"' in page
    assert "when: Monday = 2031-05-05" in page
    assert "called here: <bdi>she</bdi>" in page
    assert "machine reading, unreviewed" in page
    plain = web.get(f"/report/{REPORT}.json").json()["answer"]
    assert [one["id"] for one in plain["statements"]] == [FIRST.id, SECOND.id]
    rows = list(csv.DictReader(io.StringIO(web.get(f"/report/{REPORT}.csv").text)))
    assert [row["content"] for row in rows] == ["The dam at Ulverby holds", "“We are ready,”"]


def test_the_link_to_a_statement_leads_to_its_characters(web: TestClient) -> None:
    answer = web.get(f"/statement/{FIRST.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/report/{REPORT}?at=0-40#s-{FIRST.id}"
    page = web.get(f"/report/{REPORT}?at=0-24").text
    assert "It is read now as" in page
    assert 'id="here">The dam at Ulverby holds</span>' in page
    assert "No statement is read there now" in web.get(f"/report/{REPORT}?at=26-30").text
    for wrong in ("9-9", "5-9999", "x", "-"):
        assert "Pointed out" not in web.get(f"/report/{REPORT}?at={wrong}").text


@pytest.mark.parametrize("path", ["/report/ffff", "/statement/ffff", "/nowhere", "/reports?page=0"])
def test_what_is_not_there(web: TestClient, path: str) -> None:
    page = web.get(path)
    assert page.status_code in (400, 404)
    assert 'role="alert"' in page.text
    error = web.get(path, headers={"accept": "application/json"}).json()
    assert set(error) == {"ok", "error", "errors", "status"}
    assert error["status"] == page.status_code


HOSTILE = (
    "<script>alert(1)</script> said: <img src=x onerror=alert(1)> \u202egnihton\u2069 {{ 7 * 7 }}"
    ' "><svg onload=alert(1)> \x1b[2J javascript:alert(1)'
)


def test_a_hostile_report_is_text_and_nothing_else(serving: Serving) -> None:
    made = report(
        HOSTILE, url="javascript:alert(1)", title="<b onclick=x>\u202eT", publisher="<i>\u202e"
    )
    with Ledger.open(serving.ledger) as opened:
        kept(opened, Reading(made), one_statement("<u>x</u>", "<script>y</script>", url="data:,x"))
    with TestClient(make_app(serving), HERE, headers={"accept": "text/html"}) as web:
        for path in (f"/report/{made.id}", "/reports", f"/report/{made.id}?at=0-8"):
            page = web.get(path).text
            for live in (
                "<script>a",
                "<img",
                "<svg",
                "<b ",
                "<i>",
                "\u202e",
                "\u2069",
                "\x1b",
                " 49 ",
            ):
                assert live not in page, live
            assert 'href="javascript' not in page


def test_words_of_a_megabyte(serving: Serving) -> None:
    made = report("x" * 1_000_000)
    with Ledger.open(serving.ledger) as opened:
        kept(opened, Reading(made))
    with TestClient(make_app(serving), HERE, headers={"accept": "text/html"}) as web:
        assert "x" * 1_000_000 in web.get(f"/report/{made.id}").text

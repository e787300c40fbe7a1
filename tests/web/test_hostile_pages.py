"""Texts, names and addresses made to do harm, on every page of the app."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sayso import casework, overview
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.model import Actor, Place, Reading, Report, Span, Statement, Words, statement_id
from sayso.web.app import make_app
from sayso.web.desk import Serving
from tests.making import READER, kept, no_model, report
from tests.web.conftest import HERE

EVIL = "<script>alert(1)</script><svg onload=alert(2)>\u202egnihton\u2066 \x1b[2J\"'><img src=x>"
WORDS = f"the Ulverby dam {EVIL} broke near the mill on Monday"
LIVE = ("<script>a", "<svg onload", "<img", "\u202e", "\u2066", "\x1b", 'href="javascript')


def evil_reading(outlet: str, day: str) -> Reading:
    made = report(
        f"{EVIL} said: {WORDS}\n\n“{EVIL} and more”", publisher=f"{outlet} {EVIL}",
        title=f"Ulverby dam {EVIL}", url=f"javascript:alert(3)//{outlet}", published=day,
    )  # fmt: skip
    return with_statement(made)


def with_statement(made: Report) -> Reading:
    text = made.text
    at = text.index(WORDS)
    content = Span.of(text, at, at + len(WORDS))
    cue = Span.of(text, text.index("said"), text.index("said") + 4)
    source = Span.of(text, 0, len(EVIL))
    place = Place(source, f"Kesk {EVIL}", None, 50.0, 30.0, 5.0)
    actor = Actor("a1", f"Orla {EVIL}", "person", False, (f"Velm {EVIL}", EVIL), source, (source,))
    one = Statement(
        statement_id(made.id, cue), "source", "indirect", source, cue, (content,),
        (Words(content, "reported"),), ("a1",), verb=EVIL, act="deny", score=0.5, places=(place,),
        verification=source,
    )  # fmt: skip
    return Reading(made, notes=(EVIL,), actors=(actor,), statements=(one,))


@pytest.fixture
def evil(serving: Serving) -> Iterator[TestClient]:
    path = serving.ledger.with_name("evil.db")
    made = [evil_reading("Gazette", "2031-05-06"), evil_reading("Post", "2031-05-07")]
    with Ledger.open(path, create=True) as ledger:
        kept(ledger, *made)
        key = made[0].report.id
        casework.miss(ledger, key, Wanted(content=("and more",), speakers=(EVIL,)), EVIL, EVIL)
        casework.accept(ledger, made[1].statements[0].id, EVIL, EVIL)
        orla = ledger.connection.execute("SELECT min(actor_id) FROM actors").fetchone()[0]
        casework.name_side(ledger, str(orla), (EVIL, "x"), EVIL, EVIL)
        list(casework.compare_across(ledger))
    app = make_app(Serving(path, EVIL, no_model, READER))
    with TestClient(app, HERE, headers={"accept": "text/html"}) as client:
        yield client


def test_nothing_of_it_is_alive_on_any_page(evil: TestClient, serving: Serving) -> None:
    with Ledger.open(serving.ledger.with_name("evil.db")) as ledger:
        (story,) = overview.stories(ledger)
        questions = overview.questions(ledger, story.id)
        reports = [row.id for row in overview.reports(ledger)]
    paths = [
        "/reports", "/stories", "/search", "/search?q=dam", f"/search?q={quote(EVIL)}", "/actors",
        "/actor/1", "/sides", "/timeline", f"/timeline?who={quote(EVIL)}", "/changes", "/copies",
        "/places", "/compare", f"/compare?a={quote(EVIL)}&b=x", "/review", "/review/log", "/add",
        f"/story/{story.id}", f"/pack?story={story.id}", f"/nowhere{quote(EVIL)}",
        "/search?act=<script>a",
        *(f"/question/{key}" for key in questions),
        *(f"/report/{key}?at=0-20&miss=0-20" for key in reports),
        *(f"/pack?report={key}" for key in reports),
    ]  # fmt: skip
    assert questions
    for path in paths:
        page = evil.get(path)
        assert page.status_code in (200, 400, 404), path
        for live in LIVE:
            assert live not in page.text.replace('<img src="/static', ""), (path, live)


def test_a_spreadsheet_runs_nothing_of_it(serving: Serving) -> None:
    made = evil_reading("=1+1", "2031-05-06")
    risky = replace(made, report=replace(made.report, title="=cmd|' /C calc'!A0"))
    path = serving.ledger.with_name("sheet.db")
    with Ledger.open(path, create=True) as ledger:
        kept(ledger, risky)
    app = make_app(Serving(path, "Rue", no_model, READER))
    with TestClient(app, HERE) as web:
        assert "\n=" not in web.get("/reports.csv").text
        assert ",=" not in web.get("/reports.csv").text

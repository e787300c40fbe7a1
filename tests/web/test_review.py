"""What persons decide in the app."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso import casework, overview, views
from sayso.ledger import Ledger
from sayso.ledger.decided import Decision
from sayso.web.app import make_app
from sayso.web.desk import Serving, Writer
from tests.making import dam_reading, kept
from tests.web.conftest import HERE, Post
from tests.web.test_guard import basic

READING = dam_reading()
REPORT = READING.report.id
FIRST, SECOND = READING.statements


def test_accept_and_undo(web: TestClient, post: Post) -> None:
    back = f"/report/{REPORT}#s-{FIRST.id}"
    page = post("/review/accept", statement=FIRST.id, back=back, note="heard it")
    assert page.url.path == f"/report/{REPORT}"
    assert page.url.fragment == f"s-{FIRST.id}"
    assert "Kept as decision 1" in page.text
    assert "checked by a person" in page.text
    (row,) = web.get("/review/log.json").json()["answer"]
    assert (row["kind"], row["who"], row["note"]) == ("accept", "Rue Vale", "heard it")
    page = post("/review/undo", number="1", back="/review/log")
    assert "undone by 2" in page.text
    assert "checked by a person" not in web.get(f"/report/{REPORT}").text


def test_reject(web: TestClient, post: Post) -> None:
    post("/review/reject", statement=FIRST.id, reason="misread")
    post("/review/reject", statement=SECOND.id, reason="disputed")
    page = web.get(f"/report/{REPORT}").text
    assert f's-{FIRST.id}"' not in page
    assert "disputed" in page
    assert post("/review/reject", statement=FIRST.id, reason="wrong").status_code == 400


def test_correct(web: TestClient, post: Post) -> None:
    sent = {"speaker": "Bram Tolk; Ida Moss", "content": ["4:24", "Monday"], "said": "2031-05-01"}
    post("/review/correct", statement=FIRST.id, note="misheard", **sent)
    plain = web.get(f"/report/{REPORT}.json").json()["answer"]
    one = plain["statements"][0]
    names = {actor["ref"]: actor["name"] for actor in plain["actors"]}
    assert [names[ref] for ref in one["speakers"]] == ["Bram Tolk", "Ida Moss"]
    assert [span["text"] for span in one["content"]] == ["dam at Ulverby holds", "Monday"]
    assert one["said"]["from"] == "2031-05-01"
    assert one["checked"] == "corrected"
    assert "misheard" in web.get("/review/log").text
    wrong = post("/review/correct", statement=FIRST.id, content="not there")
    assert wrong.status_code == 400
    assert "does not have the words" in wrong.text


def test_a_missed_statement_is_added(web: TestClient, post: Post) -> None:
    back = f"/report/{REPORT}"
    page = post(
        "/review/miss", report=REPORT, content="44:50", cue="41:43", speaker="Bram Tolk",
        act="warn", back=back,
    )  # fmt: skip
    assert "Kept as decision 1" in page.text
    assert "added by a person" in page.text
    plain = web.get(f"{back}.json").json()["answer"]["statements"][1]
    assert (plain["content"][0]["text"], plain["verb"], plain["act"]) == ("Monday", "on", "warn")
    assert "added, missed by the machine" in web.get("/review/log").text
    assert post("/review/miss", report=REPORT, content="44:50", cue="41:43").status_code == 400
    assert post("/review/miss", report=REPORT).status_code == 400
    assert post("/review/miss", report="ffff", content="Monday").status_code == 404
    form = web.get(f"{back}?miss=44-50").text
    assert 'name="content" placeholder="the words, as they stand in the text" value="44:50"' in form


def test_the_queue_begins_with_what_is_most_doubtful(web: TestClient, post: Post) -> None:
    rows = web.get("/review.json").json()["answer"]
    assert len(rows) == 3
    assert "The bridge is shut" in web.get("/review").text
    post("/review/accept", statement=rows[0]["statement"])
    left = web.get("/review.json").json()["answer"]
    assert [row["statement"] for row in left] == [row["statement"] for row in rows[1:]]
    for row in left:
        post("/review/accept", statement=row["statement"])
    assert "Everything has been looked at" in web.get("/review").text


def test_denials_weigh_double(ledger: Ledger) -> None:
    statements = (replace(FIRST, score=0.7), replace(SECOND, score=0.8, act="deny"))
    kept(ledger, replace(READING, statements=statements))
    assert overview.queue(ledger) == [SECOND.id, FIRST.id]


def test_a_form_of_another_page_changes_nothing(web: TestClient) -> None:
    for token in ("", "x", "0" * 64):
        answer = web.post("/review/accept", data={"token": token, "statement": FIRST.id})
        assert answer.status_code == 403
    assert web.get("/review/log.json").json()["answer"] == []


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_what_was_sent_leads_back_to_this_app_alone(web: TestClient, post: Post, back: str) -> None:
    web.follow_redirects = False
    web.cookies.clear()
    answer = post("/review/accept", statement=FIRST.id, back=back)
    where = answer.headers["location"]
    assert where.startswith("/")
    assert not where.startswith("//")
    assert "\\" not in where


@pytest.mark.parametrize("number", ["", "x", "7", "9" * 30])
def test_what_cannot_be_undone(post: Post, number: str) -> None:
    assert post("/review/undo", number=number).status_code == 400


def test_an_unknown_statement(post: Post) -> None:
    assert post("/review/accept", statement="ffff").status_code == 404


def writes(path: Path, each: int) -> None:
    """Two writers, one in the app and one beside it, accept and undo so many times each."""
    writer = Writer(path)
    made: list[Decision] = []

    def in_the_app() -> None:
        for _ in range(each):
            made.append(writer.do(lambda ledger: casework.accept(ledger, FIRST.id, "Rue")))

    def beside_it() -> None:
        with Ledger.open(path) as ledger:
            for _ in range(each):
                made.append(casework.accept(ledger, SECOND.id, "Pim"))

    threads = [threading.Thread(target=work) for work in (in_the_app, beside_it)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()
    with Ledger.open(path) as ledger:
        log = views.decision_log(ledger)
        assert not [one for one in views.verify(ledger) if one.fault]
    assert [one.number for one in log] == list(range(1, 2 * each + 1))
    assert sorted(one.number for one in made) == [one.number for one in log]
    assert sum(one.who == "Rue" for one in log) == each


def test_two_writers_lose_nothing(serving: Serving) -> None:
    writes(serving.ledger, 20)


@pytest.mark.slow
def test_two_writers_of_a_thousand_writes_each_lose_nothing(serving: Serving) -> None:
    writes(serving.ledger, 1000)


def test_what_fails_in_the_writer_is_told_and_the_next_is_done(serving: Serving) -> None:
    writer = Writer(serving.ledger)
    with pytest.raises(ZeroDivisionError):
        writer.do(lambda ledger: 1 / 0)
    assert writer.do(lambda ledger: views.counts(ledger)["reports"]) == 2
    writer.close()


def test_who_decides_is_the_name_given_with_the_password(serving: Serving) -> None:
    app = make_app(replace(serving, password="secret"))
    headers = {"accept": "text/html"} | basic("Pim Aster:secret")
    with TestClient(app, HERE, headers=headers) as web:
        token = web.get("/add").text.split('name="token" value="')[1].split('"')[0]
        web.post("/review/accept", data={"token": token, "statement": FIRST.id})
        assert [row["who"] for row in web.get("/review/log.json").json()["answer"]] == ["Pim Aster"]

"""Adding reports in the app."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.casework import Read, ReportOf
from sayso.intake.given import filled
from sayso.model import Item, Skipped, report_id
from sayso.web.app import make_app
from sayso.web.desk import Serving
from tests.making import item, report
from tests.web.conftest import HERE, Post

LEAFLET = "The quay is open again, the harbour office said on Monday. Nobody was hurt there."


def added(web: TestClient, path: str) -> Any:
    """What became of what is being added, when it is over."""
    for _ in range(100):
        answer = web.get(f"{path}.json").json()["answer"]
        if answer["over"]:
            return answer
        time.sleep(0.05)
    raise AssertionError("it is never over")


def test_a_pasted_text(web: TestClient, post: Post) -> None:
    page = post(
        "/add", text=LEAFLET, outlet="The Quay Post", address="https://quay.example/1",
        published="2031-05-06",
    )  # fmt: skip
    answer = added(web, page.url.path)
    (one,) = answer["outcomes"]
    assert (one["input"], one["what"]) == ("pasted text", "added")
    told = web.get(f"/report/{one['report_id']}.json").json()["answer"]["report"]
    assert (told["text"], told["publisher"]) == (LEAFLET, "The Quay Post")
    assert (told["url"], told["published"]) == ("https://quay.example/1", "2031-05-06")
    assert 'from <bdi class="url">pasted text</bdi>' in web.get(f"/report/{one['report_id']}").text
    again = added(web, post("/add", text=LEAFLET, undated="yes").url.path)
    assert again["outcomes"][0]["what"] == "added"  # of no outlet: another report


def test_files_and_what_is_left_out(web: TestClient, post: Post) -> None:
    files = [
        ("files", ("../../a name.txt", LEAFLET.encode(), "text/plain")),
        ("files", ("blob.txt", b"\x00\x01\x02" * 500, "text/plain")),
        ("files", (".hidden<b>.html", b"<html><body><p>x", "text/html")),
    ]
    page = post("/add", files=files, undated="yes")
    answer = added(web, page.url.path)
    told = {one["input"]: one["what"] for one in answer["outcomes"]}
    assert told["../../a name.txt"] == "added"
    assert told["blob.txt"] == "skipped"
    assert "/tmp" not in str(answer)
    shown = web.get(page.url.path).text
    assert "Left out:" in shown
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"undated": "yes"}, "text"),
        ({"text": LEAFLET}, "published"),
        ({"text": LEAFLET, "published": "soon"}, "published"),
        ({"urls": "file:///etc/passwd", "undated": "yes"}, "urls"),
        ({"text": LEAFLET, "address": "javascript:alert(1)", "undated": "yes"}, "urls"),
    ],
)
def test_what_is_not_said_is_asked_for(web: TestClient, fields: dict[str, str], wrong: str) -> None:
    web.headers["accept"] = "application/json"
    answer = post_json(web, fields)
    assert answer["status"] == 400
    assert list(answer["errors"]) == [wrong]


def post_json(web: TestClient, fields: dict[str, str]) -> Any:
    page = web.get("/add", headers={"accept": "text/html"}).text
    token = page.split('name="token" value="')[1].split('"')[0]
    return web.post("/add", data={"token": token, **fields}).json()


def test_what_breaks_while_adding_is_told(serving: Serving) -> None:
    def broken(items: Iterable[Item | Skipped], report_of: ReportOf) -> Iterator[Read]:
        raise OSError("the disk is gone")

    app = make_app(replace(serving, read_many=broken))
    with TestClient(app, HERE, headers={"accept": "text/html"}) as web:
        token = web.get("/add").text.split('name="token" value="')[1].split('"')[0]
        page = web.post("/add", data={"token": token, "text": LEAFLET, "undated": "yes"})
        assert added(web, page.url.path)["trouble"] == "the disk is gone"
        assert "It had to stop" in web.get(page.url.path).text


def test_nothing_is_added_under_another_number(web: TestClient) -> None:
    for number in ("7", "x", "9" * 30):
        assert web.get(f"/add/{number}").status_code == 404


def test_what_a_report_says_itself_counts_before_what_is_given() -> None:
    told = item(report(url="https://a.example/", publisher="A"))
    assert filled(told, "B", "https://b.example/") == told
    bare = item(report(publisher=None))
    made = filled(bare, "B", None).report
    assert (made.publisher, made.id) == ("B", report_id(made.text_sha256, None, "B"))


def test_more_than_can_be_held_is_refused(
    web: TestClient, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.web.pages.add.MOST_BYTES", 10)
    files = [("files", ("a.txt", LEAFLET.encode(), "text/plain"))]
    answer = post("/add", files=files, undated="yes")
    assert answer.status_code == 413
    assert "add them with sayso add" in answer.text

"""Who may ask, and what every answer bears."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from sayso.web.app import make_app
from sayso.web.desk import Serving
from tests.web.conftest import HERE


def test_every_answer_bears_the_headers(web: TestClient) -> None:
    for path in ("/reports", "/reports.json", "/nowhere", "/static/app.js", "/report/ffff.csv"):
        headers = web.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]:8321"])
def test_another_host_name_is_refused(web: TestClient, host: str) -> None:
    answer = web.get("/reports", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json() == {
        "ok": False, "error": "this app is not asked by that host name", "errors": {},
        "status": 421,
    }  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8321", "[::1]:8321", "LOCALHOST"])
def test_this_computer_is_known_by_its_names(web: TestClient, host: str) -> None:
    assert web.get("/reports", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_what_another_site_sends_is_refused(web: TestClient, headers: dict[str, str]) -> None:
    answer = web.post("/review/accept", headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (
        403,
        "that came from another site's page",
    )


def test_a_password_is_asked_for_where_there_is_one(serving: Serving) -> None:
    with TestClient(make_app(replace(serving, password="päss")), HERE) as web:
        assert web.get("/reports").status_code == 401
        assert "Basic" in web.get("/reports").headers["www-authenticate"]
        for words in ("x:wrong", "päss", "x:"):
            assert web.get("/reports", headers=basic(words)).status_code == 401
        assert web.get("/reports", headers={"authorization": "Basic !"}).status_code == 401
        assert web.get("/static/app.css").status_code == 401
        assert web.get("/reports", headers=basic("anybody:päss")).status_code == 200


def basic(words: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(words.encode()).decode()}

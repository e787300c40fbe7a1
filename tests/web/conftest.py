"""What tests of the web app share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from sayso.ledger import Ledger
from sayso.web.app import make_app
from sayso.web.desk import Serving
from tests.making import READER, dam_reading, kept, no_model, one_statement

HERE = "http://127.0.0.1:8321"


class Post(Protocol):
    def __call__(self, path: str, files: Any = None, **fields: Any) -> Response: ...


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    """How the app is served here: over a ledger of two reports."""
    path = tmp_path / "case.db"
    with Ledger.open(path, create=True) as opened:
        other = one_statement(
            "The bridge is shut", "Bram Tolk", url="https://velm.example/bridge", title="Shut",
            said="2031-05-04",
        )  # fmt: skip
        kept(opened, dam_reading(), other)
    return Serving(path, "Rue Vale", no_model, READER)


@pytest.fixture
def web(serving: Serving) -> Iterator[TestClient]:
    """A browser, as it were, on that app."""
    with TestClient(make_app(serving), HERE, headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture
def post(web: TestClient) -> Post:
    """What sends a form as a page of the app would, and follows where it leads."""

    def send(path: str, files: Any = None, **fields: Any) -> Response:
        found = re.search(r'name="token" value="(\w+)"', web.get("/add").text)
        assert found
        return web.post(path, data={"token": found[1], **fields}, files=files)

    return send

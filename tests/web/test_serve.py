"""`sayso serve` and bare `sayso`."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from sayso.errors import ServingRefused
from sayso.web import serve as web
from sayso.web.desk import Serving
from tests.test_cli import Run, run

__all__ = ["run"]  # a fixture


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the command line asks to be served, in the place of serving it."""
    asked: list[tuple[Any, ...]] = []

    def serve(
        serving: Serving, host: str, port: int, told: Callable[[str], None], browse: bool
    ) -> None:
        asked.append((serving.ledger, serving.reviewer, host, port, browse))
        told("http://there/")

    monkeypatch.setattr(web, "serve", serve)
    return asked


def test_bare_sayso_opens_the_app(
    run: Run, served: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_REVIEWER", "Rue Vale")
    ended = run()
    assert (ended.code, ended.err) == (0, "")
    assert (
        ended.out == "sayso.db is open at http://there/\nCtrl-C ends it; what was done is kept.\n"
    )
    assert served == [(Path("sayso.db"), "Rue Vale", "127.0.0.1", 0, True)]


def test_serve_takes_its_options(run: Run, served: list[tuple[Any, ...]]) -> None:
    run("serve", "--ledger", "a.db", "--port", "9000", "--no-browser", "--who", "Pim")
    assert served == [(Path("a.db"), "Pim", "127.0.0.1", 9000, False)]
    assert run("serve", "--port", "0").code == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "newsroom.example"])
def test_where_others_reach_it_a_password_is_needed(run: Run, host: str) -> None:
    ended = run("serve", "--host", host, "--no-browser")
    assert (ended.code, ended.out) == (3, "")
    assert "no password is set" in ended.err
    assert "$SAYSO_PASSWORD" in ended.err


def test_a_port_that_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("serve", "--port", str(port), "--no-browser")
    assert ended.code == 3
    assert f"127.0.0.1, port {port}" in ended.err


def test_without_a_port_a_free_one_is_taken(serving: Serving) -> None:
    one = web._listening("127.0.0.1", 0)
    other = web._listening("127.0.0.1", 0)
    with one, other:
        assert one.getsockname()[1] < other.getsockname()[1] < web.FIRST_PORT + web.PORTS
    with pytest.raises(ServingRefused):
        web._listening("203.0.113.9", 0)


def test_it_is_served_until_it_is_interrupted(serving: Serving) -> None:
    command = [sys.executable, "-m", "sayso.cli", "serve", "--no-browser", "--ledger"]
    with subprocess.Popen(
        [*command, str(serving.ledger)], stdout=subprocess.PIPE, encoding="utf-8",
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUNBUFFERED": "1"},
    ) as process:  # fmt: skip
        assert process.stdout
        try:
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            assert "Dam holds" in httpx.get(f"{found[0]}reports", trust_env=False).text
        finally:
            process.terminate()
        assert process.wait(10) in (0, -15)

"""sayso watch, as a user meets it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso import views
from sayso.cli import cli
from sayso.cli_words import worded
from sayso.errors import ExtraMissing, FeedError
from sayso.feeds import hosts
from sayso.ledger import Ledger
from tests.feeds.serving import Site, give, rss, site, story


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(hosts, "WAIT_S", 0.0)
    with site() as made:
        made.serve("/feed", rss("/a"))
        made.serve("/a", story("Dam"))
        yield made


def sayso(*args: object) -> Result:
    return CliRunner().invoke(cli, ["watch", "--jobs", "1", "--allow-private", *map(str, args)])


def test_once_and_then_all_that_was_watched(here: Site, tmp_path: Path) -> None:
    ledger = tmp_path / "case.db"
    first = sayso("--once", here.url("/feed"), "--ledger", ledger)
    assert first.exit_code == 0, first.output
    assert f"changed    {here.url('/feed')}: 1 to be fetched" in first.stdout
    assert "1 feeds fetched, 0 failed, 1 pages added" in first.stdout
    with Ledger.open(ledger) as opened:
        assert views.counts(opened)["reports"] == 1
        assert views.counts(opened)["statements"] >= 1
        assert list(views.verify(opened)) == []
    here.serve("/feed", rss("/a", "/b"))
    here.answers["/b"] = lambda handler: give(handler, 404)
    again = sayso("--once", "--ledger", ledger, "--json")
    assert again.exit_code == 1
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    assert [line["what"] for line in lines] == ["changed", "skipped"]


def test_nothing_fetched_is_said(here: Site, tmp_path: Path) -> None:
    ended = sayso("--once", here.url("/none"), "--ledger", tmp_path / "case.db")
    assert ended.exit_code == 3
    assert "404" in ended.stdout


def test_no_feed_to_watch(tmp_path: Path) -> None:
    ended = sayso("--once", "--ledger", tmp_path / "case.db")
    assert ended.exit_code == 2
    assert "sayso watch FEED" in ended.output


def test_looks_follow_each_other(
    here: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("sayso.cli_watch.time.sleep", sleep)
    ended = sayso("--every", "2", here.url("/feed"), "--ledger", tmp_path / "case.db")
    assert ended.exit_code == 1
    assert waited == [120, 120]
    assert ended.stdout.count("feeds fetched") == 2


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    ended = sayso("--once", "https://velm.example/feed", "--ledger", tmp_path / "case.db")
    assert isinstance(ended.exception, ExtraMissing)
    assert "pip install 'sayso[feeds]'" in worded(ended.exception)
    assert "no feed" in worded(FeedError("https://velm.example/feed", "it is no feed"))

"""The command line's part on feeds: sayso watch."""

from __future__ import annotations

import functools
import json
import sys
import time
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli_parts import Command, exit_code, intake_options, ledger_option

if TYPE_CHECKING:
    from sayso.casework import Outcome
    from sayso.feeds.watch import Polled
    from sayso.intake import IntakeOptions

EPILOG_WATCH = """\b
Examples:
  sayso watch https://example.org/feed.xml https://example.net/news-sitemap.xml --ledger case.db
  sayso watch --once --ledger case.db      (all feeds watched so far; for cron)
  sayso watch --every 5
"""


@click.command(cls=Command, epilog=EPILOG_WATCH)
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@ledger_option
@click.option("--once", is_flag=True, help="Look once and end, as for cron.")
@click.option(
    "--every", type=click.FloatRange(1), default=15, show_default=True, metavar="MINUTES",
    help="How long to wait between two looks.",
)  # fmt: skip
@click.option("--language", metavar="CODE", help="Take all reports to be in this language, as en.")
@click.option("--jobs", type=click.IntRange(1), help="Processes.  [default: the cores]")
@click.option("--no-raw", is_flag=True, help="Do not keep the raw bytes beside the ledger.")
@click.option(
    "--allow-private", is_flag=True, help="Let URLs lead to addresses inside this network."
)
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each feed and page.")
def watch(
    feeds: tuple[str, ...],
    ledger: str,
    once: bool,
    every: float,
    language: str | None,
    jobs: int | None,
    no_raw: bool,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Read what is new in feeds into a ledger, and go on doing so.

    FEED is the URL of RSS, Atom, a JSON Feed, a sitemap or a news sitemap; without one, all feeds
    watched so far. Servers are asked for what has changed only, their robots.txt is kept, each is
    asked once a second at most, and one that is not well is left alone for a time. A page that a
    feed names is looked at again after an hour, six hours, a day, three days and a week, and at
    once where the feed says that it changed; another text becomes a version of it.
    """
    _loaded()
    options = intake_options(None, language, allow_private)
    one_look = functools.partial(_look, ledger, feeds, options, jobs, not no_raw, as_json)
    while True:
        tally = one_look()
        if once:
            sys.exit(exit_code(tally["fetched"], tally["failed"] + tally["skipped"]))
        time.sleep(every * 60)


def _look(
    ledger: str,
    feeds: tuple[str, ...],
    options: IntakeOptions,
    jobs: int | None,
    keep_raw: bool,
    as_json: bool,
) -> Counter[str]:
    """Look at all feeds once, show what came of it, and count."""
    from sayso.feeds.hosts import Clock
    from sayso.feeds.state import State
    from sayso.feeds.watch import Watch, look
    from sayso.ledger import Ledger
    from sayso.reading.many import cores, read_many
    from sayso.reading.read import reader_version

    reading = functools.partial(read_many, jobs=jobs or cores())
    clock = Clock(lambda: datetime.now(UTC), time.sleep)
    how = Watch(reading, reader_version(), options, clock, keep_raw)
    tally: Counter[str] = Counter()
    show = _show_json if as_json else _show
    path = Path(f"{ledger}.feeds")
    with Ledger.open(ledger, create=True) as opened, State.opened(path) as state:
        wanted = list(feeds) or state.feeds()
        if not wanted:
            raise click.UsageError("no feed is watched yet; name one: sayso watch FEED")
        for event in look(opened, state, wanted, how):
            tally[event.what] += 1
            show(event)
    tally["fetched"] = tally["changed"] + tally["unchanged"]
    if not as_json:
        click.echo(_summary(tally))
    return tally


def _summary(tally: Counter[str]) -> str:
    parts = [
        f"{tally['fetched']} feeds fetched", f"{tally['failed']} failed",
        f"{tally['added']} pages added", f"{tally['met again']} met again",
        f"{tally['skipped']} skipped",
    ]  # fmt: skip
    return ", ".join(parts)


def _show(event: Polled | Outcome) -> None:
    from sayso.export.terminal import one_line

    click.echo(f"{event.what:<10} {one_line(_line(event))}")


def _line(event: Polled | Outcome) -> str:
    from sayso.feeds.watch import Polled

    if isinstance(event, Polled):
        told = {
            "changed": f"{event.waiting} to be fetched", "unchanged": "", "failed": event.detail,
        }[event.what]  # fmt: skip
        return event.feed + (f": {told}" if told else "")
    if event.what == "skipped":
        return f"{event.input}: {event.detail}"
    return f"{event.report_id} {event.input}"


def _show_json(event: Polled | Outcome) -> None:
    click.echo(json.dumps(asdict(event), ensure_ascii=False))


def _loaded() -> None:
    """ExtraMissing where the library for feeds is not installed."""
    from sayso.errors import ExtraMissing

    try:
        import feedparser  # noqa: F401
    except ImportError as error:
        raise ExtraMissing("feeds") from error

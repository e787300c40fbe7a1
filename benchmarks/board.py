"""How long the app takes to draw a board of 500 utterances on a ledger of 100,000 statements:

python -m benchmarks.board [--statements N] [--keep FILE]

All of it is made up: reports of 20 statements each, of which 25 tell of one event. Where there is a
Chromium, the board is opened in it, too: the time until it is drawn, and until it has answered a
key.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from sayso.compare import store
from sayso.compare.model import Relation, Utterance
from sayso.compare.store import MatterRow
from sayso.ledger import Ledger
from sayso.ledger.write import add_reading
from sayso.model import (
    Actor,
    Capture,
    Item,
    Reading,
    Report,
    Span,
    Statement,
    Words,
    report_id,
    sha256,
    statement_id,
)
from sayso.web.app import make_app
from sayso.web.desk import Serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

STATEMENTS, A_REPORT, STORY, QUESTIONS = 100_000, 20, 25, 25
READER = "made up"
SIDES = (("Velm", "ministry"), ("Velm", "legion"), ("Tess", "staff"), None)


def reading(number: int) -> Reading:
    """A report of twenty statements."""
    name = f"Speaker {number % 97}"
    lines = [
        f"{name} of {n % 7} said the ridge near {number} was held until day {n}."
        for n in range(A_REPORT)
    ]
    text = "\n\n".join(lines)
    digest = sha256(text.encode())
    day = f"2031-{1 + number % 12:02}-{1 + number % 28:02}"
    made = Report(
        report_id(digest, None, f"Outlet {number % 40}"), digest, digest, None, lines[0][:60],
        f"Outlet {number % 40}", (), "en", "utf-8", day, "given", "article", text,
    )  # fmt: skip
    actors = tuple(
        Actor(f"a{n}", f"Speaker {number % 97} of {n}", "person", side=SIDES[n % 4])
        for n in range(7)
    )
    return Reading(made, actors=actors, statements=tuple(_statements(made, lines)))


def _statements(made: Report, lines: list[str]) -> Iterator[Statement]:
    at = 0
    for n, line in enumerate(lines):
        cue = at + line.index(" said ") + 1
        source, said = Span.of(made.text, at, cue - 1), Span.of(made.text, cue, cue + 4)
        content = Span.of(made.text, cue + 5, at + len(line) - 1)
        yield Statement(
            statement_id(made.id, said), "source", "indirect", source, said, (content,),
            (Words(content, "reported"),), (f"a{n % 7}",), verb="said", act="assert", score=0.8,
        )  # fmt: skip
        at += len(line) + 2


def fill(path: Path, statements: int) -> str:
    """Make the ledger; the id of its story."""
    with Ledger.open(path, create=True) as ledger:
        ledger.connection.execute("PRAGMA synchronous = OFF")
        made = [reading(number) for number in range(statements // A_REPORT)]
        for one in made:
            raw = one.report.text.encode()
            capture = Capture(raw, sha256(raw), "x", None, "2031-01-01T00:00:00Z", None, (), "x")
            add_reading(ledger, Item("x", one.report, capture), one, READER, keep_raw=False)
        with ledger.transaction() as connection:
            told = [
                one for some in made[:STORY] for one in store.tell_report(ledger, some.report.id)
            ]
            said = [Utterance(one.id, (one,)) for one in told]
            connection.executemany(
                "INSERT INTO compared (report_id, state, story, day, words)"
                " VALUES (?, '', ?, ?, '{}')",
                [(one.report.id, made[0].report.id, one.report.published) for one in made[:STORY]],
            )
            store.insert_utterances(connection, said)
            for first in range(QUESTIONS):
                group = said[first::QUESTIONS]
                row = MatterRow(
                    group[0].id, f"Question {first}", (), tuple(u.id for u in group), 3, None, None
                )
                store.insert_matter(connection, row)
                ties = [Relation("agrees", a.id, b.id, 0.7, ()) for a, b in pairwise(group)]
                store.insert_relations(connection, ties)
    return made[0].report.id


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--statements", type=int, default=STATEMENTS)
    asked.add_argument("--keep", type=Path)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.keep or Path(folder) / "board.db"
        story = fill(path, args.statements) if not path.exists() else reading(0).report.id
        serving = Serving(path, "nobody", lambda items, report_of: iter(()), READER)
        with TestClient(
            make_app(serving), "http://127.0.0.1", headers={"accept": "text/html"}
        ) as web:
            taken = {
                name: _timed(web, name)
                for name in (
                    f"/story/{story}",
                    "/search",
                    "/search?q=ridge",
                    "/search?q=96",
                    "/review",
                )
            }
        used = in_browser(path, f"/story/{story}")
    told = {"statements": args.statements, "milliseconds": taken, "in a browser": used}
    print(json.dumps(told))


def in_browser(ledger: Path, path: str) -> dict[str, float] | str:
    """The middle of seven openings of a page in Chromium, in milliseconds by the clock: until the
    server has answered, until it is loaded and drawn, and until a key was answered then."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if not chromium:
        return "there is no Chromium here"
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-m", "sayso.cli", "serve", "--no-browser", "--ledger", str(ledger)]
    env = os.environ | {"PYTHONUNBUFFERED": "1"}
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=env) as process,
        sync_playwright() as running,
    ):
        assert process.stdout
        try:
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1200, "height": 800})
            spans = [page_times(page, found[0].rstrip("/") + path) for _ in range(7)]
            browser.close()
        finally:
            process.terminate()
    return {name: round(statistics.median(one[name] for one in spans), 1) for name in spans[0]}


def page_times(page: Page, address: str) -> dict[str, float]:
    """Milliseconds of one opening."""
    page.goto("about:blank")
    page.goto(address)
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    drawn, answered = page.evaluate(
        "() => [performance.now(), performance.getEntriesByType('navigation')[0].responseEnd]"
    )
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement !== document.body")
    return {
        "answered": answered,
        "drawn": drawn,
        "usable": page.evaluate("performance.now()"),
    }


def _timed(web: TestClient, path: str) -> dict[str, float]:
    """The middle of seven drawings, in milliseconds by the clock and of processor time: on a busy
    machine only the second tells of the app."""
    clock, processor = [], []
    for _ in range(7):
        began, spent = time.perf_counter(), time.process_time()
        assert web.get(path).status_code == 200
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - spent) * 1000)
    return {
        "clock": round(statistics.median(clock), 1),
        "processor": round(statistics.median(processor), 1),
    }


if __name__ == "__main__":
    main()

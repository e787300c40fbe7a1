"""A ledger of a million statements: python -m benchmarks.size [--statements 1000000] [--keep FILE]

Makes a ledger of readings of the corpus's train stories, each told again and again on other days,
by other outlets, with a number of its own at the end; in seven of ten every actor has another name,
so that there are many, and in the others the same few speak tens of thousands of times. Then times
what a person waits for: searches of many kinds, and what the page of an actor is made of, of those
who speak most and of others. Ends with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpus.texts import STORIES, stories
from sayso import views
from sayso.ledger import Ledger
from sayso.ledger.write import add_reading
from sayso.model import (
    Capture,
    Item,
    Reading,
    Report,
    reading_from_plain,
    report_id,
    sha256,
    statement_id,
)

SEED = 20261125
SEARCH_MS, ACTOR_MS, FILE_GB = 50, 200, 3
OUTLETS = 300
PAGE = 100
CONSONANTS, VOWELS = "bcdfghklmnprstvz", "aeiou"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.size", description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="make the ledger here, or time the one there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "size.db"
        if not path.exists():
            make(path, given.statements)
        sys.exit("\n".join(timed(path)) or 0)


def make(path: Path, statements: int) -> None:
    """Make a ledger of so many statements."""
    began = time.perf_counter()
    count = reports = 0
    rng = random.Random(SEED)
    originals = [
        reading_from_plain(json.loads(file.read_text(encoding="utf-8")))
        for name in stories("train")
        for file in sorted((STORIES / name).glob("[0-9].json"))
    ]
    with Ledger.open(path, create=True) as ledger:
        ledger.connection.execute("PRAGMA synchronous = OFF")
        while count < statements:
            told = told_again(rng.choice(originals), reports, rng)
            add_reading(ledger, _item(told.report), told, "made for size", keep_raw=False)
            reports += 1
            count += len(told.statements)
            if reports % 2000 == 0:
                print(f"{count:,} statements, {time.perf_counter() - began:.0f} s", flush=True)
        ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"{reports:,} reports, {count:,} statements, in {time.perf_counter() - began:.0f} s")


def told_again(original: Reading, number: int, rng: random.Random) -> Reading:
    """A reading of the same report, told by another outlet on another day under other names."""
    day = date(2031, 1, 1) + timedelta(days=rng.randrange(365))
    text = f"{original.report.text}\n\n{number}"
    outlet = f"The {_coined(1 + rng.randrange(OUTLETS)).title()} Post"
    url = f"https://{outlet.lower().replace(' ', '')}.example/{number}"
    digest = sha256(text.encode())
    report = replace(
        original.report, id=report_id(digest, url, outlet), text_sha256=digest, url=url, text=text,
        raw_sha256=digest, publisher=outlet, published=day.isoformat(), published_from="given",
    )  # fmt: skip
    ids = {
        one.id: statement_id(report.id, one.cue or one.content[0]) for one in original.statements
    }
    statements = tuple(
        replace(
            one, id=ids[one.id], within=one.within and ids[one.within],
            restates=one.restates and ids.get(one.restates),
        )
        for one in original.statements
    )  # fmt: skip
    actors = original.actors
    if rng.random() < 0.7:
        group = rng.randrange(max(1, number // 10) + 1)
        actors = tuple(replace(one, name=_renamed(one.name, group)) for one in actors)
    if rng.random() < 0.15:
        actors = (replace(actors[0], name="Dana Vey", kind="person", unnamed=False), *actors[1:])
    return replace(original, report=report, actors=actors, statements=statements)


@functools.cache
def _renamed(name: str, group: int) -> str:
    return f"{name.split()[0]} {_coined(hash_of(name) + group).title()}"


def hash_of(name: str) -> int:
    """A number for a name, the same in every run."""
    return int(sha256(name.encode())[:6], 16)


def _coined(number: int) -> str:
    """A word for a number."""
    word = ""
    while number or not word:
        number, consonant = divmod(number, len(CONSONANTS))
        number, vowel = divmod(number, len(VOWELS))
        word += CONSONANTS[consonant] + VOWELS[vowel]
    return word


def _item(report: Report) -> Item:
    capture = Capture(
        b"",
        report.raw_sha256,
        report.url or "",
        report.url,
        "2031-12-31T00:00:00Z",
        200,
        (),
        "size",
    )
    return Item(report.url or "", report, capture)


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person asks, which is to take no longer than so many milliseconds."""

    name: str
    bar_ms: float
    ask: Callable[[], Any]


def timed(path: Path) -> list[str]:
    """Time all questions to a ledger, tell each, and give the bars that were missed."""
    missed = []
    with Ledger.open(path) as ledger:
        counts = views.counts(ledger)
        size = path.stat().st_size / 1e9
        print(", ".join(f"{number:,} {name}" for name, number in counts.items()))
        print(f"file {size:.2f} GB, bar {FILE_GB} GB at a million statements")
        if size > FILE_GB * max(1.0, counts["statements"] / 1e6):
            missed.append("the file is too large")
        for name, bar, all_questions in (
            ("search", SEARCH_MS, searches(ledger)),
            ("actor page", ACTOR_MS, actor_pages(ledger)),
        ):
            spans = sorted((_span(one.ask), one.name) for one in all_questions)
            p95 = spans[min(len(spans) - 1, int(0.95 * len(spans)))][0]
            print(f"{name}: median {spans[len(spans) // 2][0]:.1f} ms, p95 {p95:.1f} ms, bar {bar}")
            for span, asked in spans[-5:]:
                print(f"  {span:8.1f} ms  {asked}")
            if p95 > bar:
                missed.append(f"{name}: p95 {p95:.1f} ms, more than {bar}")
    return missed


def _span(ask: Callable[[], Any]) -> float:
    """Milliseconds of processor time of the quickest of three: the machine may be busy."""
    spans = []
    for _ in range(3):
        began = time.process_time()
        ask()
        spans.append(1000 * (time.process_time() - began))
    return min(spans)


def searches(ledger: Ledger) -> Iterator[Question]:
    """Searches by words rare and common, phrases, speakers, outlets, days, and by several."""
    words = (
        "the", "said", "hospital", "clinic", "killed", "truce", "figures", "water", "soldiers",
        "no evidence", "the ministry", "strike hospital", "count", "border", "not",
    )  # fmt: skip
    outlets = [row[0] for row in ledger.connection.execute(
        "SELECT DISTINCT publisher FROM reports LIMIT 5")]  # fmt: skip
    names = [row[0] for row in ledger.connection.execute(
        "SELECT name FROM actors WHERE unnamed = 0 ORDER BY actor_id LIMIT 12")]  # fmt: skip
    queries = [views.Query(word) for word in words]
    queries += [views.Query(f'"{word}"') for word in words if " " in word]
    queries += [views.Query(speaker=name) for name in names]
    queries += [views.Query("killed", speaker=name) for name in names]
    queries += [views.Query("the", since="2031-03-01", until="2031-03-31"), views.Query()]
    queries += [views.Query(since="2031-03-01"), views.Query(until="2031-01-05")]
    queries += [views.Query(outlet=outlet) for outlet in outlets]
    queries += [views.Query("water", outlet=outlet) for outlet in outlets]
    queries += [views.Query(word, in_reports=True) for word in ("the", "hospital", "truce")]
    (often,) = ledger.connection.execute(
        "SELECT actor_id FROM speakers GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    queries += [views.Query(actor=often), views.Query("the", actor=often)]
    queries += [views.Query(act="threaten"), views.Query("the", kind="mixed")]
    queries += [views.Query("the", after=5000)]
    for query in queries:
        yield Question(str(query), SEARCH_MS, functools.partial(views.find, ledger, query))


def actor_pages(ledger: Ledger) -> Iterator[Question]:
    """The pages of the actors who speak most, and of others."""
    rows = ledger.connection.execute(
        "SELECT actor_id, count(*) AS n FROM speakers GROUP BY actor_id ORDER BY n DESC"
    ).fetchall()
    for actor_id, count in [*rows[:10], *rows[10 :: max(1, len(rows) // 20)]]:
        yield Question(f"actor {actor_id}, {count:,} statements", ACTOR_MS,
                       functools.partial(_page, ledger, actor_id))  # fmt: skip


def _page(ledger: Ledger, actor_id: int) -> None:
    views.said_by(ledger, actor_id, most=PAGE)


if __name__ == "__main__":
    main()

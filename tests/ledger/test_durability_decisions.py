"""Decisions and rereads by several processes, and by some that are killed at their work."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso import casework, views
from sayso.ledger import Ledger
from sayso.ledger.verify import verify
from tests.making import kept, one_statement

ROOT = Path(__file__).parents[2]
REPORTS = 12
# Decides on every statement again and again, and says of each decision that it is kept.
DECIDER = """
import sys
from sayso import casework
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted

path, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Ledger.open(path) as ledger:
    ids = [row[0] for row in ledger.connection.execute("SELECT id FROM statements ORDER BY id")]
    print("ready", flush=True)
    sys.stdin.readline()
    for turn in range(count):
        key = ids[turn % len(ids)]
        if turn % 4 == 0:
            made = casework.accept(ledger, key, who)
        elif turn % 4 == 1:
            made = casework.correct(ledger, key, Wanted(speakers=(f"{who} {turn}",)), who)
        elif turn % 4 == 2:
            made = casework.reject(ledger, key, "misread", who)
        else:
            made = casework.undo(ledger, made.number, who)
        print(made.number, flush=True)
"""
# Reads every report again and again, by another reader each time, and says so of each.
REREADER = """
import sys
from dataclasses import replace
from sayso import casework
from sayso.ledger import Ledger
from tests.making import one_statement

path, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])

def read_kept(ids, report_of):
    for report_id in ids:
        made = report_of(report_id)
        speaker, content = made.text.split(" said: ")
        whole = one_statement(content, speaker)
        # Every second reader reads nothing.
        yield report_id, whole if turn % 2 else replace(whole, statements=(), actors=())

with Ledger.open(path) as ledger:
    ids = casework.kept_reports(ledger, [])
    print("ready", flush=True)
    sys.stdin.readline()
    for turn in range(count):
        for told in casework.reread(ledger, ids, read_kept, f"{who} {turn}"):
            print(told.report.id, told.reader, flush=True)
"""


def worker(program: str, path: Path, who: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(path), who, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def started(workers: Sequence[subprocess.Popen[str]]) -> None:
    """Let processes begin together."""
    for one in workers:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in workers:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    with Ledger.open(path, create=True) as opened:
        kept(opened, *(one_statement(f"gate {number} is shut") for number in range(REPORTS)))
    return path


@pytest.mark.slow
def test_processes_that_decide_and_read_at_once_lose_nothing(case: Path) -> None:
    workers = [worker(DECIDER, case, who, 40) for who in ("Ida", "Bram")]
    # A statement that is read no more cannot be decided on.
    workers.append(worker(REREADER.replace("turn % 2", "True"), case, "reader", 5))
    started(workers)
    told = [one.communicate(timeout=120)[0].split("\n")[:-1] for one in workers]
    assert [one.returncode for one in workers] == [0, 0, 0]
    assert [len(lines) for lines in told] == [40, 40, 5 * REPORTS]
    numbers = sorted(int(number) for lines in told[:2] for number in lines)
    assert numbers == list(range(1, 81))
    with Ledger.open(case) as opened:
        log = views.decision_log(opened)
        assert Counter(row.who for row in log) == {"Ida": 40, "Bram": 40}
        assert [row.number for row in log] == numbers
        assert not list(verify(opened))


@pytest.mark.slow
@pytest.mark.parametrize("done_before", [0, 1, 7, 30])
def test_killed_while_deciding_loses_nothing_it_reported(case: Path, done_before: int) -> None:
    with worker(DECIDER, case, "Ida", 100_000) as process:
        started([process])
        assert process.stdout
        done = [process.stdout.readline().strip() for _ in range(done_before)]
        process.kill()
        done += process.stdout.read().split("\n")[:-1]
    with Ledger.open(case) as opened:
        kept_numbers = [row.number for row in views.decision_log(opened)]
        assert [int(number) for number in done] == kept_numbers[: len(done)]
        assert len(kept_numbers) <= len(done) + 1
        assert not list(verify(opened))


@pytest.mark.slow
@pytest.mark.parametrize("done_before", [0, 1, 5, 40])
def test_killed_while_rereading_loses_nothing_it_reported(case: Path, done_before: int) -> None:
    with Ledger.open(case) as opened:
        key = opened.connection.execute("SELECT id FROM statements").fetchone()[0]
        casework.accept(opened, key, "Ida")
    with worker(REREADER, case, "reader", 100_000) as process:
        started([process])
        assert process.stdout
        done = [process.stdout.readline().split(maxsplit=1) for _ in range(done_before)]
        process.kill()
        done += [line.split(maxsplit=1) for line in process.stdout.read().split("\n")[:-1]]
    latest = {report_id: reader.strip() for report_id, reader in done}
    with Ledger.open(case) as opened:
        readers = dict(opened.connection.execute("SELECT report_id, reader FROM readings"))
        # The one that was at work may have come further than it could say.
        assert sum(readers[key] != reader for key, reader in latest.items()) <= 1
        assert len(readers) == REPORTS
        (row,) = views.decision_log(opened)
        there = opened.connection.execute("SELECT id FROM statements WHERE id = ?", (key,))
        assert row.statement == (key if there.fetchone() else None)
        assert not list(verify(opened))

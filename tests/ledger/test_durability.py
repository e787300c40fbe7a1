"""Several writers, and a process killed at its work."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso import views
from sayso.ledger import Ledger
from sayso.ledger.load import load_reading
from sayso.model import sha256
from tests.making import READER, dam_reading, item, kept, one_statement

ROOT = Path(__file__).parents[2]
# Adds reports to a ledger and says of each, on a line of its own, that it is done.
WRITER = """
import sys
from sayso import casework
from sayso.ledger import Ledger
from tests.making import READER, item, one_statement

path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
readings = (one_statement(f"order {n} holds", name) for n in range(count))
made = ((item(reading.report), reading) for reading in readings)
print("ready", flush=True)
sys.stdin.readline()
with Ledger.open(path, create=True) as ledger:
    for outcome in casework.add(ledger, [], lambda items, report_of: made, READER):
        print(outcome.report_id, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def started(writers: Sequence[subprocess.Popen[str]]) -> None:
    """Let processes begin together."""
    for one in writers:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()


def sound(ledger: Ledger) -> bool:
    check = ledger.connection.execute("PRAGMA integrity_check").fetchall()
    broken = ledger.connection.execute("PRAGMA foreign_key_check").fetchall()
    return [row[0] for row in check] == ["ok"] and not broken


def test_two_connections_write_in_turn(ledger: Ledger) -> None:
    with Ledger.open(ledger.path) as other:
        for number in range(5):
            kept(ledger, one_statement(f"here {number}"))
            kept(other, one_statement(f"there {number}"))
        assert views.counts(ledger) == views.counts(other)
    assert views.counts(ledger)["reports"] == 10


@pytest.mark.slow
def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    writers = [writer(path, name, 30) for name in ("Orla Venn", "Bram Tolk", "Ida Moss")]
    started(writers)
    told = [one.communicate(timeout=60)[0].split() for one in writers]
    assert [one.returncode for one in writers] == [0, 0, 0]
    assert [len(lines) for lines in told] == [30, 30, 30]
    with Ledger.open(path) as opened:
        assert sound(opened)
        assert views.counts(opened) == {
            "reports": 90, "captures": 90, "statements": 90, "actors": 3,
        }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("done_before", [0, 1, 23])
def test_a_killed_process_loses_nothing_it_reported(tmp_path: Path, done_before: int) -> None:
    path = tmp_path / "case.db"
    with writer(path, "Orla Venn", 100_000) as process:
        started([process])
        assert process.stdout
        done = [process.stdout.readline().strip() for _ in range(done_before)]
        process.kill()
        done += process.stdout.read().split("\n")[:-1]
    with Ledger.open(path, create=True) as opened:
        assert sound(opened)
        for report_id in done:
            reading = load_reading(opened, report_id)
            assert reading == one_statement(reading.statements[0].content[0].text)
            raw = opened.raw_folder / reading.report.raw_sha256[:2] / reading.report.raw_sha256
            assert sha256(raw.read_bytes()) == reading.report.raw_sha256
        counted = views.counts(opened)
        assert counted["reports"] == counted["captures"] == counted["statements"]
        assert counted["reports"] >= len(done) >= done_before
        kept(opened, dam_reading())


def test_a_part_of_raw_bytes_left_behind_does_no_harm(ledger: Ledger) -> None:
    reading = dam_reading()
    digest = reading.report.raw_sha256
    folder = ledger.raw_folder / digest[:2]
    folder.mkdir(parents=True)
    (folder / f"{digest}.1.part").write_bytes(b"half")
    (folder / f"{digest}.{os.getpid()}.part").write_bytes(b"a longer rest of another run" * 99)
    kept(ledger, reading)
    assert (folder / digest).read_bytes() == item(reading.report).capture.raw
    assert views.show(ledger, reading.report.id).reader == READER

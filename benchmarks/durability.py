"""`sayso add` killed at random moments: python -m benchmarks.durability [--rounds 100]

Each round starts `sayso add` over 200 small reports, kills it with SIGKILL at a moment a seeded
generator draws, and checks that SQLite finds the ledger whole, that every report reported as added
is there with all its statements, and that running the command again ends in the ledger that an
undisturbed run makes (but for captures: a report met again gains one). Ends with 1 where not.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 20261125
REPORTS = 200
Content = list[tuple[object, ...]]
# All that an undisturbed run would have, too; numbers of rows follow the order of adding.
CONTENTS = (
    "SELECT id, text_sha256, published, text FROM reports ORDER BY id",
    "SELECT report_id, reader, rest FROM readings ORDER BY report_id",
    "SELECT id, report_id, place, body FROM statements ORDER BY id",
    "SELECT report_id, ref, place, body FROM cast ORDER BY report_id, ref",
    "SELECT s.statement_id, a.folded, a.kind FROM speakers s JOIN actors a USING (actor_id)"
    " ORDER BY 1, 2, 3",
    "SELECT s.id, f.content, f.speaker FROM statements s JOIN found_statements f"
    " ON f.rowid = s.number ORDER BY s.id",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        wrong = faults(place, given.rounds)
    print(f"{given.rounds} rounds of {REPORTS} reports, {len(wrong)} faults")
    sys.exit("\n".join(wrong) if wrong else 0)


def faults(place: Path, rounds: int) -> list[str]:
    """What went wrong in so many rounds, a sentence each."""
    reports = write_reports(place / "reports")
    began = time.monotonic()
    subprocess.run(command(reports, place / "whole.db"), check=True, stdout=subprocess.DEVNULL)
    longest = time.monotonic() - began
    expected = contents(place / "whole.db")
    rng = random.Random(SEED)
    found: list[str] = []
    for number in range(rounds):
        ledger = place / f"round-{number}.db"
        after = rng.uniform(0.2, 1.0) * longest
        found += [f"round {number}, killed after {after:.2f} s: {fault}"
                  for fault in one_round(reports, ledger, after, expected)]  # fmt: skip
    return found


def write_reports(folder: Path) -> Path:
    """Small reports, each with a text of its own."""
    folder.mkdir()
    for number in range(REPORTS):
        text = (
            f"Gate {number} of the dam at Velm is shut, its keeper, Ada Brinn, said on Monday.\n\n"
            f"“We checked gate {number} twice,” she told the council. Oakes denied it.\n"
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def command(reports: Path, ledger: Path) -> list[str]:
    """The command that adds the reports to a ledger."""
    given = [str(reports), "--ledger", str(ledger), "--published", "2031-03-12", "--jobs", "2"]
    return [sys.executable, "-m", "sayso.cli", "add", *given]


def one_round(reports: Path, ledger: Path, after: float, expected: list[Content]) -> list[str]:
    """What is wrong after a kill and a run that goes on from it."""
    done = killed(command(reports, ledger), after)
    wrong = []
    if ledger.exists():
        wrong += _unsound(ledger, done, expected)
    again = subprocess.run(command(reports, ledger), stdout=subprocess.DEVNULL, check=False)
    if again.returncode:
        wrong.append(f"the second run ended with {again.returncode}")
    elif contents(ledger) != expected:
        wrong.append("the ledger gone on with is not the undisturbed one")
    return wrong


def killed(run: list[str], after: float) -> set[str]:
    """The ids of the reports that a run had reported as added when it was killed."""
    with subprocess.Popen(
        run, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        try:
            out, _ = process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            # The pipe ends when the last process that holds it has: none may outlive the run.
            out, _ = process.communicate(timeout=30)
    lines = out.splitlines(keepends=True)
    return {line.split()[1] for line in lines if line.startswith("added") and line.endswith("\n")}


def contents(ledger: Path) -> list[Content]:
    """All that a ledger holds, in an order that does not depend on how it came there."""
    connection = sqlite3.connect(ledger)
    try:
        return [[tuple(row) for row in connection.execute(query)] for query in CONTENTS]
    finally:
        connection.close()


def _unsound(ledger: Path, done: set[str], expected: list[Content]) -> list[str]:
    connection = sqlite3.connect(ledger)
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return ["reports were reported done, and the ledger is empty"] if done else []
    finally:
        connection.close()
    wrong = [] if sound == "ok" else [f"SQLite finds {sound}"]
    there = {row[0] for row in contents(ledger)[0]}
    if lost := done - there:
        wrong.append(f"{len(lost)} reports that were reported done are lost")
    for mine, whole in zip(contents(ledger)[1:3], expected[1:3], strict=True):
        owned = [row for row in whole if row[0] in there or row[1] in there]
        if mine != owned:
            wrong.append("a report is there in part")
    return wrong


if __name__ == "__main__":
    main()

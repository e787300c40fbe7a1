"""An erasure that is killed has not begun, or goes on when it is run again: it is never half."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sayso import views
from sayso.errors import UnknownEntry
from sayso.ledger import Ledger
from sayso.ledger.erase import erase
from sayso.ledger.persons import person
from sayso.ledger.plan import Everywhere
from sayso.ledger.scrub import finish, unfinished
from sayso.ledger.verify import verify
from tests.making import READER, anew, dam_reading, kept, read_said, report
from tests.traces import traces

ROOT = Path(__file__).parents[2]
TALK = "Orla Venn said: the ferry is shut\nBram Tolk said: Venn is wrong\n"
# Erases a person and kills itself before the statement of SQL, or the file removed, of that number;
# of number 0, counts them.
KILLED = """
import os, signal, sys
from pathlib import Path
from sayso.ledger import Ledger
from sayso.ledger.erase import erase
from sayso.ledger.persons import person
from sayso.ledger.plan import Everywhere
from tests.making import READER, anew

path, last = sys.argv[1], int(sys.argv[2])
steps = 0

def step(*_):
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)

unlink = Path.unlink
def counted(self, missing_ok=False):
    step()
    unlink(self, missing_ok)

Path.unlink = counted
with Ledger.open(path) as ledger:
    who = Everywhere(person(ledger, "orla venn"))
    ledger.connection.set_trace_callback(step)
    erase(ledger, who, anew, READER)
    ledger.connection.set_trace_callback(None)
    print(steps)
"""


def made(folder: Path) -> Path:
    """A ledger with a person in two reports, a third without, and a backup."""
    folder.mkdir(exist_ok=True)
    path = folder / "case.db"
    with Ledger.open(path, create=True) as ledger:
        kept(ledger, dam_reading(), read_said(report(TALK)), read_said(report("Rain falls.")))
    shutil.copy(path, f"{path}.schema-2.backup")
    return path


def run(path: Path, last: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(last)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_it_is_counted_how_many_steps_there_are(tmp_path: Path) -> None:
    done = run(made(tmp_path), 0)
    assert done.stderr == ""
    assert int(done.stdout) > 100


@pytest.mark.slow
@pytest.mark.parametrize("share", range(24))
def test_killed_anywhere(tmp_path: Path, share: int) -> None:
    count = int(run(made(tmp_path / "whole"), 0).stdout)
    path = made(tmp_path / "killed")
    # Half of them among the last, where files are removed and pages written anew.
    last = 1 + share * count // 12 if share < 12 else count - 2 * (share - 12)
    ended = run(path, last)
    assert ended.returncode == -signal.SIGKILL
    with Ledger.open(path) as ledger:
        if unfinished(ledger):
            assert all("Venn" not in one.machine.report.text for one in views.readings(ledger))
            finish(ledger)
        else:
            # Killed after the last of it, all is done, and the tombstone says so.
            if not ledger.connection.execute("SELECT 1 FROM tombstones").fetchall():
                assert not list(verify(ledger))
                assert dam_reading() in [one.machine for one in views.readings(ledger)]
                erase(ledger, Everywhere(person(ledger, "orla venn")), anew, READER)
        assert traces(ledger, "Orla", "Venn") == []
        assert not list(verify(ledger))
        assert views.counts(ledger)["reports"] == 3
        with pytest.raises(UnknownEntry):
            erase(ledger, Everywhere(person(ledger, "orla venn")), anew, READER)

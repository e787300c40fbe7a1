"""Nothing leaves the machine: with the network cut, all that needs none works and tries none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from benchmarks.pages import BY_HAND
from tests.intake.test_pdf import FIRST, SECOND, made, set_in

ROOT = Path(__file__).resolve().parent.parent
# Loaded by every Python that has this folder in its path, before anything else: child processes,
# too. What tries to reach out is refused and written down, whoever it is.
CUT = """
import os, socket, traceback

def refuse(*args, **options):
    with open(os.environ["SAYSO_TEST_TRIED"], "a", encoding="utf-8") as tried:
        tried.write("".join(traceback.format_stack(limit=6)))
    raise OSError("the network is cut")

def unless_local(name):
    def attempt(self, *args, **options):
        # The processes of a pool talk over sockets of the machine's own.
        if self.family != getattr(socket, "AF_UNIX", None):
            refuse()
        return getattr(super(Cut, self), name)(*args, **options)
    return attempt

class Cut(socket.socket):
    connect, connect_ex, sendto, sendmsg = map(
        unless_local, ("connect", "connect_ex", "sendto", "sendmsg")
    )

socket.socket = Cut
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
"""
GERMAN = "Die Brücke über den Fluss ist nach elf Wochen wieder offen, sagte die Bürgermeisterin."


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("graph.html", "opengraph.html", "live.html"):
        (folder / name).write_bytes((BY_HAND / name).read_bytes())
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "lines.jsonl").write_text(
        '{"text": "The dam holds, Orla Venn said.", "url": "https://velm.example/dam"}\n'
    )
    (folder / "mail.eml").write_text("From: a@velm.example\nSubject: Dam\nDate: x\n\nIt holds.\n")
    (folder / "one.pdf").write_bytes(made(set_in(FIRST, SECOND)))
    with zipfile.ZipFile(folder / "more.zip", "w") as more:
        more.writestr("two.txt", "The bridge is open, Ilka Morn said on Monday.")
    return folder


@pytest.fixture
def cut(tmp_path: Path) -> dict[str, str]:
    """An environment in which every process of Python is cut off and writes down what it tried."""
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "sitecustomize.py").write_text(CUT, encoding="utf-8")
    path = os.pathsep.join((str(tmp_path / "cut"), str(ROOT)))
    return os.environ | {"PYTHONPATH": path, "SAYSO_TEST_TRIED": str(tmp_path / "tried")}


def sayso(environment: dict[str, str], *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sayso.cli", *map(str, args)], env=environment,
        cwd=Path(environment["SAYSO_TEST_TRIED"]).parent, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def tried(environment: dict[str, str]) -> str:
    path = Path(environment["SAYSO_TEST_TRIED"])
    return path.read_text("utf-8") if path.exists() else ""


def test_the_cut_is_one(cut: dict[str, str]) -> None:
    ended = sayso(cut, "read", "http://192.0.2.1/dam", "--json")
    assert json.loads(ended.stdout)["skipped"]["reason"] == "fetch-failed"
    assert "getaddrinfo" in tried(cut) or "fetch" in tried(cut)


@pytest.mark.slow
def test_all_that_reads_files_tries_no_network(cut: dict[str, str], sources: Path) -> None:
    ledger = ("--ledger", "case.db")
    read = sayso(cut, "read", sources, "--json", "--jobs", "2")
    lines = [json.loads(line) for line in read.stdout.splitlines()]
    assert read.returncode == 0, read.stderr
    assert len(lines) == 8
    assert {"de", "en"} <= {line["report"]["language"] for line in lines}
    for command in (
        ("add", sources, *ledger), ("search", "bridge", *ledger), ("who", *ledger),
        ("show", lines[0]["report"]["id"], *ledger), ("export", *ledger),
        ("export", "--format", "brat", "--out", "brat", *ledger), ("verify", *ledger),
    ):  # fmt: skip
        ended = sayso(cut, *command)
        assert ended.returncode == 0, (command, ended.stderr)
        assert ended.stdout or ended.stderr
    assert tried(cut) == ""


def alone(*command: str) -> tuple[str, dict[str, int]]:
    """The output of a command in a network of its own that leads nowhere, and what was tried in it,
    by code in C as well: the system counts."""
    try:
        subprocess.run([*OWN_NETWORK, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system lets nobody have a network of his own")
    script = 'out=$1; shift; "$@" >"$out" && cat /proc/net/snmp'
    ended = subprocess.run(
        [*OWN_NETWORK, "sh", "-c", script, "sh", "out", *command], capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, encoding="utf-8", check=True,
    )  # fmt: skip
    counted: dict[str, int] = {}
    rows = [line.split() for line in ended.stdout.splitlines()]
    for names, figures in zip(rows[::2], rows[1::2], strict=True):
        pairs = zip(names[1:], figures[1:], strict=True)
        counted |= {names[0] + name: int(figure) for name, figure in pairs}
    tries = ("Ip:OutNoRoutes", "Ip:OutRequests", "Tcp:ActiveOpens", "Udp:OutDatagrams")
    return Path("out").read_text("utf-8"), {name: counted[name] for name in tries}


OWN_NETWORK = ("unshare", "--net", "--map-root-user")


@pytest.mark.slow
def test_the_system_counts_no_try(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reach = (
        "import socket, contextlib\n"
        "with contextlib.suppress(OSError): socket.create_connection(('192.0.2.1', 80), 1)"
    )
    _, reached = alone(sys.executable, "-c", reach)
    assert any(reached.values())
    told, tries = alone(sys.executable, "-m", "sayso.cli", "read", str(sources), "--json")
    assert len(told.splitlines()) == 8
    assert not any(tries.values()), tries

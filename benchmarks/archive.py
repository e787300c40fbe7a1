"""`sayso archive` killed at random, and the memory it takes: python -m benchmarks.archive

Kills: a run over small reports of every kind is killed outright (SIGKILL, with all its processes)
at moments that a seeded generator draws, gone on with each time, and at last compared with an
undisturbed one, byte by byte; when it is done before all kills were dealt, another run begins.
`--memory MB` makes a WARC of that size on the disk (pages, pictures, records far too large, bombs)
and tells the most memory that all processes took together. Ends with 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SEED = 20261125
REPORTS = 200
BOUND_MB = 1500


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--memory", type=int, metavar="MB", default=0)
    given = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        if given.kills:
            wrong = faults(Path(name), given.kills)
            print(f"{given.kills} kills, {len(wrong)} faults")
        if given.memory:
            peak = most_memory(Path(name), given.memory)
            print(f"{given.memory} MB of WARC: at most {peak:,.0f} MB in all processes")
            if peak > BOUND_MB:
                wrong.append(f"more memory than {BOUND_MB} MB")
    sys.exit("\n".join(wrong) if wrong else 0)


def faults(place: Path, kills: int) -> list[str]:
    """What went wrong with so many kills, a sentence each."""
    sources = write_sources(place / "in")
    began = time.monotonic()
    subprocess.run(command(sources, place / "whole"), check=False, stdout=subprocess.DEVNULL)
    longest = time.monotonic() - began
    expected = contents(place / "whole")
    rng = random.Random(SEED)
    found, left, number = [], kills, 0
    while left:
        number += 1
        out = place / f"out{number}"
        left -= killed_until_done(sources, out, rng, longest, left)
        subprocess.run(command(sources, out), check=False, stdout=subprocess.DEVNULL)
        if contents(out) != expected:
            found.append(f"run {number} is not the undisturbed one")
    print(f"{number} runs of {longest:.1f} s undisturbed")
    return found


def killed_until_done(
    sources: Path, out: Path, rng: random.Random, longest: float, most: int
) -> int:
    """Kill a run, and going on with it, until it is done or there were so many kills; how many."""
    for kills in range(most):
        if not killed(command(sources, out), rng.uniform(0.1, 1.0) * longest):
            return kills
    return most


def killed(run: list[str], after: float) -> bool:
    """Start a command and kill it and its processes after so many seconds; False where it ended
    before."""
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
    return False


def command(sources: Path, out: Path) -> list[str]:
    """The command that makes an archive, or goes on with it."""
    given = ["archive", "run", str(sources), "--out", str(out), "--jobs", "2", "--resume"]
    return [sys.executable, "-m", "sayso.cli", *given]


def contents(folder: Path) -> dict[str, bytes]:
    """All files of an archive."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def write_sources(folder: Path) -> Path:
    """Small reports as JSON Lines, as a crawl, and in files; some told again, some broken."""
    folder.mkdir()
    with (folder / "lines.jsonl").open("w", encoding="utf-8") as file:
        for number in range(REPORTS):
            day = f"2031-05-{1 + number % 9:02}"
            told = {"text": _text(number % (REPORTS - 20)), "published": day}
            file.write(json.dumps(told | {"url": f"https://velm.example/{number}"}) + "\n")
            file.write("no record\n" if number % 50 == 0 else "")
    (folder / "crawl.warc.gz").write_bytes(b"".join(_crawl(REPORTS // 4)))
    for number in range(REPORTS // 10):
        (folder / f"{number}.txt").write_text(_text(-number), encoding="utf-8")
    return folder


def _text(number: int) -> str:
    return (
        f"Gate {number} of the dam at Velm is shut, its keeper, Ada Brinn, said on Monday.\n\n"
        f"“We checked gate {number} twice,” she told the council. Oakes denied it.\n"
    )


def _crawl(pages: int) -> Iterator[bytes]:
    for number in range(pages):
        paragraphs = "".join(f"<p>{_text(1000 + number)}</p>" for _ in range(3))
        body = f"<html><title>Gate {number}</title><article>{paragraphs}</article></html>".encode()
        yield _record(f"https://velm.example/p{number}", "text/html", body)


def _record(url: str, kind: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2031-05-07T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 1)


def most_memory(place: Path, megabytes: int) -> float:
    """The most memory, in MB, that a run over a WARC of that size took, all processes together."""
    source = place / "large.warc.gz"
    rng = random.Random(SEED)
    pages = list(_crawl(40))
    bomb = _record("https://velm.example/bomb", "text/html", b"0" * 200_000_000)
    with source.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            file.write(bomb)
            file.write(_record("https://velm.example/a", "text/html", rng.randbytes(9_000_000)))
            file.write(_record("https://velm.example/b", "image/png", rng.randbytes(9_000_000)))
            file.write(b"".join(rng.sample(pages, 5)))
    run = command(source, place / "large")
    most = 0.0
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None:
            most = max(most, _held(process.pid))
            time.sleep(0.2)
    return most


def _held(group: int) -> float:
    """What the processes of a group hold, in MB, what they share counted once."""
    held = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                held += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return held / 1000


if __name__ == "__main__":
    main()

"""How fast archives are made: python -m benchmarks.archive_speed [--shared ../shared] [--jobs 2]

Plain text in (JSON Lines of PolNeAR dev's reports) and HTML in (the same as pages of a WARC),
Parquet out, by `sayso archive` with `--jobs` processes, start-up and loading taken off by a second,
small run; beside them, in the same run, the bare encoder in as many processes, and telling the
pages' stories alone. HTML's bar is a share of what these two together allow.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.speed import FEW, _bare_rate, _texts
from sayso.intake import IntakeOptions
from sayso.intake.page import Page
from sayso.intake.take import item_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive_speed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    texts = _texts(given.shared)
    bare = _bare_rate(texts, given.jobs)
    told = _told_seconds(texts)
    allowed = given.jobs / (given.jobs / bare + told)
    print(f"bare encoder, {given.jobs} processes          {bare:6.2f} reports a second")
    print(f"telling a page's story               {1000 * told:6.1f} ms of one process")
    for name, written, most in (("text", _lines, bare), ("HTML", _crawl, allowed)):
        rate = _rate(texts, given.jobs, written)
        share = rate / most
        print(f"{name} in, Parquet out                {rate:6.2f} reports a second, {share:.0%}")


def _told_seconds(texts: Sequence[str]) -> float:
    pages = [Page("a.html", _page(text), "html") for text in texts]
    item_of(pages[0], IntakeOptions())
    began = time.perf_counter()
    for page in pages:
        item_of(page, IntakeOptions())
    return (time.perf_counter() - began) / len(pages)


def _rate(texts: Sequence[str], jobs: int, written: Callable[[Path, Sequence[str]], Path]) -> float:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        few, most = 2 * FEW, [*texts, *(f"{text}\n\nAgain." for text in texts)]
        small = _seconds(written(place / "few", most[:few]), place / "a", jobs)
        return (len(most) - few) / (
            _seconds(written(place / "all", most), place / "b", jobs) - small
        )


def _seconds(source: Path, out: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "sayso.cli", "archive", "run", str(source), "--out", str(out)]
    began = time.perf_counter()
    subprocess.run([*command, "--jobs", str(jobs)], check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _lines(path: Path, texts: Sequence[str]) -> Path:
    made = path.with_suffix(".jsonl")
    made.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return made


def _page(text: str) -> bytes:
    told = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    links = "".join(f"<li><a href='/{n}'>Another story, number {n}</a></li>" for n in range(40))
    menu = f"<nav><ul>{links}</ul></nav>"
    return f"<html><body>{menu}<article>{told}</article>{menu}</body></html>".encode()


def _crawl(path: Path, texts: Sequence[str]) -> Path:
    made = path.with_suffix(".warc.gz")
    made.write_bytes(b"".join(_record(number, text) for number, text in enumerate(texts)))
    return made


def _record(number: int, text: str) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _page(text)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://velm.example/{number}\r\n"
        "WARC-Date: 2031-05-07T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


if __name__ == "__main__":
    main()

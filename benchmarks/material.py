"""What speed is measured on: texts and pages, and inputs written of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from sayso import demo
from sayso.model import Item


def texts(shared: Path) -> list[str]:
    """The reports of PolNeAR dev, else the demo story's, ten times over."""
    folder = shared / "data" / "polnear" / "dev" / "text"
    if folder.is_dir():
        return [p.read_bytes().decode() for p in sorted(folder.glob("*.txt"))]
    print(f"PolNeAR dev is not at {folder}: the demo story ten times over stands in")
    reports = [item.report for item in demo.items() if isinstance(item, Item)]
    return [f"{report.text}\n\n{n}" for n in range(10) for report in reports]


def pages(shared: Path) -> list[bytes]:
    """The pages of the fundus benchmark, which are real outlets', else pages made of the texts."""
    folder = shared / "data" / "pages-fundus" / "dataset" / "html"
    if folder.is_dir():
        return [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.gz"))]
    print(f"no real pages at {folder}: made ones stand in")
    return [_page(text) for text in texts(shared)]


def _page(text: str) -> bytes:
    told = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    links = "".join(f"<li><a href='/{n}'>Another story, number {n}</a></li>" for n in range(40))
    menu = f"<nav><ul>{links}</ul></nav>"
    return f"<html><body>{menu}<article>{told}</article>{menu}</body></html>".encode()


def lines(path: Path, told: Sequence[str]) -> Path:
    """JSON Lines of texts."""
    made = path.with_suffix(".jsonl")
    made.write_text("".join(json.dumps({"text": text}) + "\n" for text in told), encoding="utf-8")
    return made


def crawl(path: Path, found: Sequence[bytes]) -> Path:
    """A WARC of pages, each at an address of its own."""
    made = path.with_suffix(".warc.gz")
    made.write_bytes(b"".join(_record(number, page) for number, page in enumerate(found)))
    return made


def _record(number: int, page: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://velm.example/{number}\r\n"
        "WARC-Date: 2031-05-07T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")

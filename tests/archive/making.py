"""Small inputs of every kind, and runs over them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from sayso.archive import inputs
from sayso.archive.plan import Plan, Shard
from sayso.archive.run import run
from sayso.intake import IntakeOptions

READER = "sayso 0; by hand"
PAGE = (
    "<html lang='{lang}'><head><title>{title}</title>"
    "<meta property='article:published_time' content='{day}'></head><body><article><h1>{title}</h1>"
    "{told}</article></body></html>"
)


def text(number: int) -> str:
    """A small report, another for each number."""
    return (
        f"Gate {number} of the dam at Velm is shut, its keeper, Ada Brinn, said on Monday.\n\n"
        f"“We checked gate {number} twice,” she told the council.\n"
    )


def lines(path: Path, count: int, days: int = 3) -> Path:
    """JSON Lines of so many reports, on so many days."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            record = {
                "text": text(number), "url": f"https://velm.example/{number}",
                "published": f"2031-05-{1 + number % days:02}", "publisher": "The Harrow Gazette",
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def page(title: str, *told: str, lang: str = "en", day: str = "2031-05-06") -> bytes:
    """A page with a story."""
    words = "".join(f"<p>{part}</p>" for part in told)
    return PAGE.format(title=title, told=words, lang=lang, day=day).encode()


def response(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """An answer over HTTP, an HTML page unless its headers say something else."""
    told = {"Content_Type": "text/html; charset=utf-8"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def record(uri: str, block: bytes, kind: str = "response", **headers: str) -> bytes:
    """A record of a WARC."""
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    told = {
        "WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": "2031-05-07T10:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:{abs(hash(uri)):032x}>", "Content-Type": media,
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def warc(path: Path, *records: bytes) -> Path:
    """A WARC, each record packed by itself where the name ends so."""
    packed = path.name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return path


def planned(
    *names: Path,
    shard: Shard = Shard(),  # noqa: B008
    records: int = 4,
    options: IntakeOptions | None = None,
) -> Plan:
    """A run over inputs, with small chunks."""
    found = tuple(inputs.measured(str(name)) for name in names)
    return Plan(found, options or IntakeOptions(), READER, shard, records)


def archived(plan: Plan, out: Path, resume: bool = False) -> dict[str, Any]:
    """Do a run in this process and give its manifest."""
    return run(plan, out, 1, 1, resume, lambda progress: None)


def contents(folder: Path) -> dict[str, bytes]:
    """All files of an archive but what a shard keeps for merging."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".work" not in path.parts
    }

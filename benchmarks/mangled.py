"""Reports spoilt in every way we could think of: python -m benchmarks.mangled [--count 10000]

A seeded generator mangles the demo story's files (bytes flipped, cut, doubled, in other encodings,
marks unbalanced, tags nested, noughts, half characters, marks of direction, one endless line …).
Each must be read or `Skipped` with a known reason, in under ten seconds and in less than a
gigabyte; every span of every reading must be exact. Ends with 1 and the inputs where one is not.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sayso.demo import folder
from sayso.intake import REASONS, IntakeOptions, take
from sayso.model import Item, Skipped, spans_in
from sayso.reading.read import read

SEED = 20261125
SLOWEST_S = 10.0
MOST_MEMORY_MB = 1000
# Enough to hold any of the above; a long text takes long and is no hang.
LONGEST = 60_000
ODD = (
    "\0", "\ufeff", "\u200b", "\u202e", "\u2066", "\ufffd", "\u0301", "👩🏽‍🚀",
    "\u2028", "\r", "\x1b[2J",
    "“", "”", '"', "‘", "’", "«", "<b>", "</p>", "<!--", "]]>", "&amp;", "&#0;", "'; DROP TABLE x",
    "=1+1", "{", "}", '\\"', "\\ud800", "\t", " " * 500, "\n" * 50, "said ", "according to ", ":",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "utf-7", "utf-32")
Mangle = Callable[[bytes, random.Random], bytes]


def flipped(raw: bytes, rng: random.Random) -> bytes:
    """Some bytes made others."""
    mine = bytearray(raw)
    for _ in range(rng.randrange(1, 60)):
        mine[rng.randrange(len(mine))] = rng.randrange(256)
    return bytes(mine)


def cut(raw: bytes, rng: random.Random) -> bytes:
    """A stretch out of the middle."""
    a, b = sorted(rng.randrange(len(raw) + 1) for _ in range(2))
    return raw[a:b]


def doubled(raw: bytes, rng: random.Random) -> bytes:
    """A stretch said again and again."""
    a, b = sorted(rng.randrange(len(raw) + 1) for _ in range(2))
    return raw[:b] + raw[a:b] * rng.randrange(1, 8) + raw[b:]


def strewn(raw: bytes, rng: random.Random) -> bytes:
    """Odd characters strewn in."""
    text = raw.decode("utf-8", "replace")
    for _ in range(rng.randrange(1, 80)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(ODD) + text[at:]
    return text.encode("utf-8", "replace")


def recoded(raw: bytes, rng: random.Random) -> bytes:
    """The text in another encoding, now and then followed by the first one."""
    other = raw.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")
    return other + raw if rng.random() < 0.2 else other


def one_line(raw: bytes, rng: random.Random) -> bytes:
    """All on one line, or a word of some hundred thousand letters in it."""
    joined = raw.replace(b"\n", b" ")
    return joined if rng.random() < 0.5 else joined + b"a" * rng.randrange(200_000)


def nested(raw: bytes, rng: random.Random) -> bytes:
    """Wrapped in many tags, brackets or quotation marks."""
    opening, closing = rng.choice((("<div>", "</div>"), ("[", "]"), ("“", "”"), ('{"a":', "}")))
    depth = rng.randrange(1, 3000)
    return (opening * depth).encode() + raw + (closing * rng.randrange(depth)).encode()


def shuffled(raw: bytes, rng: random.Random) -> bytes:
    """Its lines in another order."""
    lines = raw.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


MANGLES: tuple[Mangle, ...] = (
    flipped, cut, doubled, strewn, recoded, one_line, nested, shuffled,
)  # fmt: skip


def mangled(number: int) -> bytes:
    """The input of that number: always the same one."""
    rng = random.Random(SEED * 100_003 + number)
    files = sorted(path for path in Path(str(folder() / "reports")).iterdir())
    raw = rng.choice(files).read_bytes()
    for _ in range(rng.choice((1, 1, 2, 3))):
        raw = rng.choice(MANGLES)(raw or b" ", rng)
    return raw[:LONGEST]


def outcome(number: int) -> str:
    """What became of one input: `read` or the reason; AssertionError where it is not in order."""
    results = set()
    for thing in take(["-"], IntakeOptions(), io.BytesIO(mangled(number))):
        if isinstance(thing, Skipped):
            assert thing.reason in REASONS, thing
            results.add(thing.reason)
        else:
            _check(thing)
            results.add("read")
    return "+".join(sorted(results)) or "nothing"


def _check(item: Item) -> None:
    reading = read(item.report)
    text = reading.report.text
    for span in spans_in(reading):
        assert text[span.start : span.end] == span.text, span


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mangled", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the first input's number")
    given = parser.parse_args()
    became: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = 0.0
    for number in range(given.first, given.first + given.count):
        began = time.monotonic()
        try:
            became[outcome(number)] += 1
        except Exception:
            wrong.append(f"input {number}:\n{traceback.format_exc()}")
        took = time.monotonic() - began
        slowest = max(slowest, took)
        if took > SLOWEST_S:
            wrong.append(f"input {number} took {took:.1f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if memory > MOST_MEMORY_MB:
        wrong.append(f"{memory:.0f} MB were taken")
    for what, count in became.most_common():
        print(f"{count:>7} {what}")
    print(f"slowest {slowest:.2f} s, most memory {memory:.0f} MB, {len(wrong)} not in order")
    sys.exit("\n".join(wrong[:20]) if wrong else 0)


if __name__ == "__main__":
    main()

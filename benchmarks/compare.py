"""How well reports are compared, and how fast: python -m benchmarks.compare [SPLIT] [--speed N]

Scores what stands across the reports of a split of the corpus “Rival accounts” (dev, unless you
name another): on the statements as labelled, and on readings of the texts. With `--speed` a ledger
of at least N statements is made of the train stories, told over and over in other words, and
compared; then one report is added.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.texts import STORIES, stories
from sayso import casework
from sayso.compare.relations import related
from sayso.evaluate.across import Across, Story, on_labels, on_readings, story_in
from sayso.ledger import Ledger
from sayso.ledger.write import add_reading
from sayso.model import Capture, Item, Reading, reading_from_plain, report_id, sha256, to_plain

SEED = 20261125
WORD = re.compile(r"\b[A-Za-zÀ-ž][a-zà-ž]{3,}\b")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("split", nargs="?", default="dev", choices=["train", "dev", "test"])
    parser.add_argument("--speed", type=int, metavar="N", help="compare so many statements instead")
    given = parser.parse_args()
    if given.speed:
        speed(given.speed)
        return
    told = labelled(given.split)
    show(f"{given.split}, statements as labelled", on_labels(told, related))
    show(f"{given.split}, texts read", on_readings(told, related))


def labelled(split: str) -> list[Story]:
    """The stories of a split."""
    return [story for name in stories(split) if (story := story_in(STORIES / name))]


def show(name: str, found: Across) -> None:
    """Print the figures, then relations by kind and near misses by type."""
    print(f"\n{name}")
    for figure, value in found.figures().items():
        print(f"  {figure:<24}{value:.3f}")
    for kind, tally in sorted(found.kinds.items()):
        print(f"    {kind:<24}P {tally.precision:.2f} R {tally.recall:.2f} of {tally.gold}")
    for kind, count in sorted(found.misses.items()):
        print(f"    {kind:<28}{found.related[kind]} of {count} related")


def speed(wanted: int) -> None:
    """Print how long a ledger of so many statements takes to be compared, and one report more."""
    count, made = 0, told_over()
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "speed.db", create=True) as ledger,
    ):
        while count < wanted:
            reading = next(made)
            keep(ledger, reading)
            count += len(reading.statements)
        told = timed(ledger)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
        print(f"{count} statements compared in {told}, peak {peak:.2f} GiB")
        keep(ledger, next(made))
        print(f"one report added: {timed(ledger)}")


def timed(ledger: Ledger) -> str:
    """How long it takes to compare what is new, and for how long a core is busy with it."""
    began, busy = time.monotonic(), time.process_time()
    for _ in casework.compare_across(ledger):
        pass
    return f"{time.monotonic() - began:.2f} s ({time.process_time() - busy:.2f} s of one core)"


def keep(ledger: Ledger, reading: Reading) -> None:
    """Put a reading into a ledger."""
    report = reading.report
    raw = report.text.encode()
    capture = Capture(raw, report.raw_sha256, report.id, report.url, "2031-01-01T00:00:00Z", None,
                      (), "made")  # fmt: skip
    add_reading(ledger, Item(report.id, report, capture), reading, "made", keep_raw=False)


def told_over() -> Iterator[Reading]:
    """The train stories as labelled, over and over, each time with other words, but for the short
    ones: stories that share no wording, as a ledger's do."""
    rng = random.Random(SEED)
    golds = [list(story.readings.values()) for story in labelled("train")]
    while True:
        for story in golds:
            names: dict[str, str] = {}
            for reading in story:
                yield renamed(reading, names, rng)


def renamed(reading: Reading, names: dict[str, str], rng: random.Random) -> Reading:
    """A reading with each word exchanged for another of as many letters, so that spans stay."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word not in names:
            letters = "".join(rng.choice("aeioulnrstkmdv") for _ in word[1:])
            names[word] = word[0] + letters
        return names[word]

    def over(value: Any, key: str = "") -> Any:
        if isinstance(value, str):
            return WORD.sub(other, value) if key in ("text", "name") else value
        if isinstance(value, list):
            return [over(one) for one in value]
        if isinstance(value, dict):
            return {name: over(one, name) for name, one in value.items()}
        return value

    text = WORD.sub(other, reading.report.text)
    plain = to_plain(reading)
    report = plain.pop("report")
    digest = sha256(text.encode())
    told = over(plain)
    url = report["url"] and f"{report['url']}?{digest[:8]}"
    mine = report_id(digest, url, report["publisher"])
    plain = told | {
        "report": report | {"text": text, "text_sha256": digest, "url": url, "id": mine}
    }
    made = reading_from_plain(plain)
    ids = {one.id: sha256(f"{mine} {one.id}".encode())[:16] for one in made.statements}
    return reading_from_plain(over_ids(to_plain(made), ids))


def over_ids(value: Any, ids: dict[str, str]) -> Any:
    """A plain value with ids exchanged."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, list):
        return [over_ids(one, ids) for one in value]
    if isinstance(value, dict):
        return {key: over_ids(one, ids) for key, one in value.items()}
    return value


if __name__ == "__main__":
    main()

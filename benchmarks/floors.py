"""Quality floors on the bundled gold: python -m benchmarks.floors

Ends with 1 where a figure lies below its floor, or where the gold is not the one the floors were
set on. `--raise` lifts floors to what is reached now; `--lower NAME=VALUE --reason WHY` lowers one
and keeps the reason; both write `benchmarks/floors.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

from sayso.demo import folder
from sayso.evaluate import against_gold

FLOORS = Path(__file__).with_name("floors.json")
# A floor lies this much below the figure it was lifted to: another processor rounds otherwise, and
# one statement of the story is a seventieth of a figure.
SLACK = 0.03


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to now")
    parser.add_argument("--lower", metavar="NAME=VALUE", help="lower one floor")
    parser.add_argument("--reason", help="why it is lowered")
    given = parser.parse_args()
    gold = Path(str(folder() / "gold.jsonl"))
    kept: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    if given.lower:
        _write(lowered(kept, given.lower, given.reason))
        return
    figures = against_gold(gold)
    if given.lift:
        _write(lifted(kept, figures, digest))
        return
    wrong = failures(kept, figures, digest)
    for name, floor in kept["floors"].items():
        print(f"{name:<18} {figures[name]:.3f}  floor {floor:.3f}")
    sys.exit("\n".join(wrong) if wrong else 0)


def failures(kept: dict[str, Any], figures: dict[str, Any], digest: str) -> list[str]:
    """A sentence for each figure below its floor, and for another gold."""
    wrong = [
        f"{name} is {figures[name]:.3f}, below its floor {floor:.3f}"
        for name, floor in kept["floors"].items()
        if figures[name] < floor
    ]
    if digest != kept["gold_sha256"]:
        wrong.append(f"the gold's sha256 is {digest}; the floors were set on {kept['gold_sha256']}")
    return wrong


def lifted(kept: dict[str, Any], figures: dict[str, Any], digest: str) -> dict[str, Any]:
    """The floors lifted to the figures, less the slack; none sinks."""
    floors = {
        name: max(kept["floors"].get(name, 0.0), math.floor((value - SLACK) * 1000) / 1000)
        for name, value in figures.items()
        if isinstance(value, float)
    }
    return kept | {"gold_sha256": digest, "floors": kept["floors"] | floors}


def lowered(kept: dict[str, Any], change: str, reason: str | None) -> dict[str, Any]:
    """The floors with one lowered; SystemExit where name, value or reason is missing."""
    name, _, value = change.partition("=")
    if name not in kept["floors"]:
        raise SystemExit(f"{name!r} is no floor; the floors are {', '.join(kept['floors'])}")
    if not reason:
        raise SystemExit("a floor is lowered with a reason: add --reason WHY")
    before, after = kept["floors"][name], _number(value)
    if not 0 <= after < before:
        raise SystemExit(f"{value!r} does not lower {name}, which is {before}")
    note = {"name": name, "from": before, "to": after, "why": reason}
    floors = kept["floors"] | {name: after}
    return kept | {"floors": floors, "lowered": [*kept["lowered"], note]}


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise SystemExit(f"{value!r} is no number; write NAME=0.85") from None


def _write(kept: dict[str, Any]) -> None:
    FLOORS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    print(f"{FLOORS} is written")


if __name__ == "__main__":
    main()

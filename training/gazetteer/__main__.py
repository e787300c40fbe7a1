"""Build the gazetteer: python -m training.gazetteer [--out FOLDER]

Fetches the pinned packages once, and writes sayso/data/places.bin; the same packages always give
the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sayso.reading.places.gazetteer import FILE
from training.gazetteer import by_hand, pack, places, sources

DATA = Path(__file__).parents[2] / "sayso" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.gazetteer", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("runs/gazetteer"), help="downloads")
    arguments = parser.parse_args()
    found = sources.fetched(arguments.out)
    world = places.made(found)
    peoples = by_hand.added(world, sources.curated())
    marks = pack.Marks(sources.english_words(found), *sources.people_names(found), peoples)
    data = pack.packed(world, marks)
    (DATA / FILE).write_bytes(data)
    print(f"{FILE}: {len(world.places)} places, {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

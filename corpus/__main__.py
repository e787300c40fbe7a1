"""python -m corpus build [STORY…] | check | agree | page: labels → JSON, and what holds of them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from corpus import agreement, checks, page
from corpus.build import story_of
from corpus.texts import STORIES, CorpusError, stories


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    parser.add_argument("what", choices=("build", "check", "agree", "page"))
    parser.add_argument("story", nargs="*", help="for build: these stories only")
    given = parser.parse_args()
    if given.what == "build":
        sys.exit(build(given.story or stories()))
    if given.what == "check":
        sys.exit(checks.run())
    if given.what == "page":
        page.write()
        return
    print("\n".join(agreement.lines()))


def build(names: list[str]) -> int:
    """Write each story's JSON; what does not fit is told, and the other stories are still built."""
    faults = 0
    for name in names:
        try:
            write(STORIES / name, story_of(name).files())
            print(f"{name}: built")
        except CorpusError as error:
            print(error, file=sys.stderr)
            faults += 1
    return 1 if faults else 0


def write(folder: Path, files: dict[str, Any]) -> None:
    for name, plain in files.items():
        text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

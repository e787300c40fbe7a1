"""Make the stored ledgers: python tests/ledger/stored/make.py SCHEMA...

`schema-N.ledger` is what the last commit with schema N makes of `fill.py`; a schema that nothing
has followed yet is made by the working tree. From schema 3 on a ledger holds decisions, too. What
is stored is never made anew: a file that was released is a fact. When a schema is added, name here
the last commit of the one before, and store a ledger of the new one.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
# The last commit of each schema, None for the working tree.
COMMITS: dict[int, str | None] = {
    1: "54627885594178fccbf7d85f95e893c473cc1704",
    2: "3fb98c124e9e31f5890156fbd731afc66cdb8930",
    3: "946a229eb43a2071db5fb16e06efbc3f5e471536",
    4: "4cd9d395d2894aa2bb81bc16bac2d002b5bbb0b0",
    5: "0686df76cab23ac44bb443474a79956d90ef01d8",
    6: "059a3142fd87270fee9b6c103c673d645b7aea85",
    7: "c2c1552d7f09ae6a6aeae1bd8de6d9eb4d9635f0",
    8: None,
}
# What is decided on the statements of `fill.py`, by the beginnings of their ids.
DECIDED = (
    ("accept", "35d1"),
    ("correct", "35d1", "--speaker", "Pim Oakes", "--content", "Ulverby holds"),
    ("reject", "1c2e", "--reason", "misread"),
    ("undo", "3"),
    ("reject", "b035", "--reason", "misread"),
    ("reject", "96e3", "--reason", "disputed", "--note", "by the harbour master"),
)


def main() -> None:
    if not sys.argv[1:]:
        sys.exit(__doc__)
    for schema in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            tree = unpacked(COMMITS[schema], Path(folder)) if COMMITS[schema] else ROOT
            make(schema, tree, HERE / f"schema-{schema}.ledger")


def unpacked(commit: str | None, folder: Path) -> Path:
    """The project as it was at a commit, in a folder."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", str(commit), "sayso"],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


def make(schema: int, tree: Path, ledger: Path) -> None:
    """Make a ledger with the code of a tree."""
    ledger.unlink(missing_ok=True)
    _run(tree, str(HERE / "fill.py"), str(ledger))
    if schema >= 3:
        for args in DECIDED:
            _run(tree, "-m", "sayso.cli", "review", *args, "--who", "Ida", "--ledger", str(ledger))
    print(f"{ledger.name}: {ledger.stat().st_size:,} bytes")


def _run(tree: Path, *args: str) -> None:
    env = os.environ | {"PYTHONPATH": str(tree)}
    subprocess.run([sys.executable, *args], cwd=tree, check=True, env=env)


if __name__ == "__main__":
    main()

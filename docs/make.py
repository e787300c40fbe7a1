"""Make what in the documents follows from the code: python docs/make.py [--check]

`docs/cli.md` holds every command's help, `docs/reading.svg` the picture in the README, the README
an example with its output. With `--check` nothing is written, and the run ends with 1 where the
help is out of step (a test compares the example).
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console

from sayso import demo
from sayso.cli import cli
from sayso.export.terminal import reading_text
from sayso.model import Item, Reading
from sayso.reading.read import read

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"
BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)
WIDTH = 88
HEAD = """\
# The command line

Made by `docs/make.py` from the commands' own help. How a run ends: 0, all was read; 1, some inputs
were skipped, `verify` found a fault, or `erase` was told not to; 2, the command was used wrongly;
3, nothing was read, or what was named is not there; 130, it was interrupted.
"""


def reference() -> str:
    """The text of docs/cli.md."""
    parts = [HEAD, _help(cli, "sayso")]
    for name, command in sorted(cli.commands.items()):
        parts.append(_help(command, f"sayso {name}"))
        below = sorted(command.commands.items()) if isinstance(command, click.Group) else []
        parts += [_help(one, f"sayso {name} {under}", "###") for under, one in below]
    return "\n".join(parts)


def _help(command: click.Command, name: str, level: str = "##") -> str:
    context = click.Context(command, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH)
    return f"{level} {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def picture() -> str:
    """The text of docs/reading.svg: the first report of the demo story as a terminal shows it."""
    item = next(item for item in demo.items() if isinstance(item, Item))
    reading = read(item.report)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(reading_text(_shortened(reading), Path(item.input).name))
    drawn = console.export_svg(title="sayso read 1-wire-pullback.txt", unique_id="sayso")
    # A picture that loads nothing from elsewhere.
    return re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", drawn, flags=re.DOTALL)


def _shortened(reading: Reading) -> Reading:
    """The reading with what fits a picture."""
    return Reading(
        reading.report, reading.notes, reading.furniture, reading.actors, reading.statements[:8]
    )


def readme(text: str) -> str:
    """The README with its example read anew."""
    report, shown = (block for block in BLOCK.findall(text) if block.startswith("Ferry to Ostrel"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ferry.txt").write_text(report, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "sayso.cli", "read", "ferry.txt", "--published", "2031-03-10"],
            cwd=folder, capture_output=True, check=True, encoding="utf-8",
            env=os.environ | {"COLUMNS": "100", "PYTHONPATH": str(README.parent)},
        )  # fmt: skip
    lines = [line.rstrip() for line in run.stdout.strip().splitlines()]
    return text.replace(shown, "\n".join(lines) + "\n")


def main() -> None:
    made = {DOCS / "cli.md": reference(), DOCS / "reading.svg": picture()}
    made[README] = readme(README.read_text(encoding="utf-8"))
    if "--check" not in sys.argv:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        return
    # Only the help is compared: the picture's scores and ids follow the weights.
    cli_page = DOCS / "cli.md"
    if cli_page.read_text(encoding="utf-8").split() != made[cli_page].split():
        sys.exit("docs/cli.md is out of step with the commands: run python docs/make.py")


if __name__ == "__main__":
    main()

"""What the documents say is what the commands do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sayso.cli import cli
from sayso.intake import REASONS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```(?:text|sh)\n(.*?)```", re.DOTALL)


def test_the_example_prints_what_the_readme_says(tmp_path: Path) -> None:
    report, shown = (
        block for block in BLOCK.findall(README) if block.startswith("Ferry to Ostrel")
    )
    (tmp_path / "ferry.txt").write_text(report, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "sayso.cli", "read", "ferry.txt", "--published", "2031-03-10"],
        cwd=tmp_path, capture_output=True, check=True, encoding="utf-8",
        env=os.environ | {"COLUMNS": "100", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.stdout.split() == shown.split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_that_pages_name_exist(page: Path) -> None:
    for line in re.findall(r"\bsayso ([a-z]+\b[^`&|\n]*)", page.read_text(encoding="utf-8")):
        name, *words = line.split()
        command = cli.commands.get(name)
        if isinstance(command, click.Group):
            unnamed = command.commands.get(getattr(command, "default", ""), command)
            command = command.commands.get(words[0].strip(".,;)") if words else "", unnamed)
        if not command:
            continue
        known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
        given = {w.split("=")[0].strip(",.;`") for w in words if w.startswith("--")}
        assert given <= known | {"--help"}, line


def test_every_command_has_its_page() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## sayso (\w+)$", page, re.MULTILINE)) == set(cli.commands)
    below = {
        f"{name} {under}"
        for name, command in cli.commands.items()
        if isinstance(command, click.Group)
        for under in command.commands
    }
    assert set(re.findall(r"^### sayso (\w+ \w+)$", page, re.MULTILINE)) == below


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_reason_for_skipping_is_explained() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) >= set(REASONS)


def test_the_figures_name_the_shipped_weights() -> None:
    from sayso.reading.encoder import packaged

    digest = packaged().version.split()[-1]
    for name in ("quality.md", "speed.md", "model-card.md"):
        assert digest in (ROOT / "docs" / name).read_text(encoding="utf-8"), name

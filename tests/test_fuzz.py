"""The fuzzers find nothing in five seconds; longer runs are recorded in docs/robustness.md."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is not installed (extra: fuzz)"
)
@pytest.mark.parametrize("target", ["decode", "furniture"])
def test_five_seconds_of_fuzzing_find_nothing(tmp_path: Path, target: str) -> None:
    command = [sys.executable, "-m", "benchmarks.fuzz", "--target", target, "--seconds", "5"]
    ended = subprocess.run(
        [*command, "--work", str(tmp_path)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    runs = [line for line in ended.stderr.splitlines() if "number_of_executed_units" in line]
    assert int(runs[0].split()[-1]) > 10
    assert [path for path in tmp_path.iterdir() if path.name.startswith(f"{target}-")] == []

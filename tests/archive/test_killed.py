"""A run that is killed outright, again and again, ends in the very bytes of an undisturbed one."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from benchmarks.archive import command, contents, faults, write_sources


@pytest.mark.slow
def test_three_kills_at_random_moments(tmp_path: Path) -> None:
    assert faults(tmp_path, 3) == []


@pytest.mark.slow
def test_ctrl_c_ends_a_run_in_words_and_the_next_goes_on(tmp_path: Path) -> None:
    sources, out = write_sources(tmp_path / "sources"), tmp_path / "out"
    with subprocess.Popen(
        command(sources, out), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        while process.poll() is None and not any(path.is_file() for path in out.rglob("*chunk*/*")):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "what was reported done is kept" in said
    for place in (out, tmp_path / "whole"):
        assert subprocess.run(command(sources, place), stdout=subprocess.DEVNULL).returncode == 1
    assert contents(out) == contents(tmp_path / "whole")

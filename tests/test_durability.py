"""`sayso add` killed outright loses nothing it reported done, and leaves no process behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.durability import faults


@pytest.mark.slow
def test_five_kills_at_random_moments(tmp_path: Path) -> None:
    assert faults(tmp_path, 5) == []

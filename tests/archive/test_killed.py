"""A run that is killed outright, again and again, ends in the very bytes of an undisturbed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.archive import faults


@pytest.mark.slow
def test_three_kills_at_random_moments(tmp_path: Path) -> None:
    assert faults(tmp_path, 3) == []

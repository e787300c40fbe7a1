"""A run on a Ray cluster of which a machine dies ends in the bytes of a run here."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pytest

from sayso.archive import rays
from sayso.archive.early import Seen
from sayso.archive.place import Local
from sayso.archive.run import Progress, run
from sayso.errors import ArchiveError, ExtraMissing
from sayso.reading.read import reader_version
from tests.archive.making import lines, planned

needs_ray = pytest.mark.skipif(
    find_spec("ray") is None, reason="ray is not installed: pip install 'sayso[ray]'"
)


@needs_ray
@pytest.mark.slow
def test_a_machine_that_dies_changes_nothing() -> None:
    # A process of its own: a cluster leaves threads and settings behind.
    command = [sys.executable, "-m", "benchmarks.archive_ray", "--kill"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.stdout.splitlines() == ["machines left: 1", "the archives are the same"], (
        done.stderr
    )
    assert done.returncode == 0


@needs_ray
@pytest.mark.slow
def test_readers_of_another_version_are_refused(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 2)
    script = (
        "from sayso.archive import inputs, plan, run; from sayso.intake import IntakeOptions\n"
        f"found = (inputs.measured({str(source)!r}),)\n"
        "made = plan.Plan(found, IntakeOptions(), 'sayso 0; by hand')\n"
        f"run.run(made, {str(tmp_path / 'out')!r}, 1, 1, False, print, 'local')\n"
    )
    told = {"env": {**os.environ, "PYTHONPATH": os.getcwd()}, "capture_output": True, "text": True}
    done = subprocess.run([sys.executable, "-c", script], timeout=600, check=False, **told)  # type: ignore[call-overload]
    assert "ArchiveError" in done.stderr
    assert "its machines have sayso" in done.stderr


def test_inputs_are_cut_and_chunks_made_as_here(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 10)
    plan = replace(planned(source), reader=reader_version())
    out = Local(tmp_path / "out")
    out.ready()
    cut = rays.Cut(plan, frozenset({(0, 1)}), str(tmp_path))
    with chdir(tmp_path):
        parts = list(cut(pa.table({"item": [0]})))
        maker = rays.Maker(plan, Seen(tmp_path / "seen.db"), out.chunks, 1)
        rows = [row for part in parts for row in maker(part).to_pylist()]
    # The second of three chunks is there already: what it has of the input has been passed.
    assert [(row["input"], row["chunk"], row["records"]) for row in rows] == [(0, 0, 4), (0, 2, 2)]
    assert sum(row["passed"] for row in rows) == source.stat().st_size
    assert sorted(out.chunks.keys()) == [(0, 0), (0, 2)]
    progress = rays._after(rays._after(Progress(plan.size, 1), rows[1], 1), rows[0], 2)
    assert (progress.at, progress.counts.records) == (plan.size, 6)


def test_without_ray_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    plan = planned(lines(tmp_path / "a.jsonl", 2))
    with pytest.raises(ExtraMissing) as raised:
        run(plan, tmp_path / "out", 1, 1, False, print, "local")
    assert raised.value.extra == "ray"


@pytest.mark.parametrize("address", ["127.0.0.1:9", "ray://127.0.0.1:9", "127.0.0.1:no"])
def test_a_cluster_that_cannot_be_reached(address: str) -> None:
    with pytest.raises(ArchiveError, match="no Ray cluster answers"):
        rays._check_reached(address)

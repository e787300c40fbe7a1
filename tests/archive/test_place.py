"""Runs whose inputs and archive stand at addresses: the very bytes of a run over folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec
import pytest

from sayso.archive.inputs import measured
from sayso.archive.merge import merge
from sayso.archive.place import Local, Place, Remote, place_at
from sayso.archive.plan import Plan, Shard
from sayso.archive.query import opened
from sayso.archive.run import Progress, run
from sayso.archive.slice import items, reader_of
from sayso.errors import ArchiveError
from sayso.intake import IntakeOptions
from tests.archive.making import READER, archived, contents, lines, planned


@pytest.fixture
def memory() -> Iterator[Any]:
    """A file system in memory, as S3 is one elsewhere."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def quiet(progress: Progress) -> None:
    pass


def remote_plan(source: Path, memory: Any, shard: Shard = Shard()) -> Plan:  # noqa: B008
    memory.pipe_file("/crawls/a.jsonl", source.read_bytes())
    return Plan((measured("memory://crawls/"),), IntakeOptions(), READER, shard, 4)


def files(memory: Any, folder: str) -> dict[str, bytes]:
    found = memory.find(folder)
    return {name.removeprefix(f"/{folder}/"): memory.cat_file(name) for name in found}


def test_an_archive_at_an_address_is_that_of_a_folder(tmp_path: Path, memory: Any) -> None:
    plan = remote_plan(lines(tmp_path / "a.jsonl", 10), memory)
    archived(plan, tmp_path / "out")
    run(plan, "memory://years/2031/", 1, 1, False, quiet)
    assert files(memory, "years/2031") == contents(tmp_path / "out")
    assert run(plan, "memory://years/2031", 1, 1, True, quiet)["counts"]["read"] == 10
    with pytest.raises(ArchiveError, match="archive already"):
        run(plan, "memory://years/2031", 1, 1, False, quiet)


def at_noon() -> datetime:
    return datetime(2031, 6, 1, 12, tzinfo=UTC)


class Stopped(Exception):
    pass


def stop(progress: Progress) -> None:
    raise Stopped


def test_a_run_at_an_address_that_was_stopped_goes_on(tmp_path: Path, memory: Any) -> None:
    plan = remote_plan(lines(tmp_path / "a.jsonl", 10), memory)
    archived(plan, tmp_path / "out")
    with pytest.raises(Stopped):
        run(plan, "memory://year", 1, 1, False, stop)
    with pytest.raises(ArchiveError, match="--resume"):
        run(plan, "memory://year", 1, 1, False, quiet)
    memory.pipe_file("/year/.work/chunks/half.part", b"half")
    memory.pipe_file("/year/statements/day=1999-01-01/part-0.parquet", b"an earlier try's")
    made: list[Progress] = []
    run(plan, "memory://year", 1, 1, True, made.append)
    assert len(made) == 2
    assert files(memory, "year") == contents(tmp_path / "out")


def test_a_shard_at_an_address_keeps_its_chunks(tmp_path: Path, memory: Any) -> None:
    plan = remote_plan(lines(tmp_path / "a.jsonl", 10), memory, Shard(1, 2))
    run(plan, "memory://part", 1, 1, False, quiet)
    kept = [name for name in files(memory, "part") if name.endswith(".chunk")]
    assert sorted(kept) == [
        ".work/chunks/00000-000000000.chunk",
        ".work/chunks/00000-000000002.chunk",
    ]


def test_shards_at_addresses_are_merged_into_the_whole(tmp_path: Path, memory: Any) -> None:
    source = lines(tmp_path / "a.jsonl", 10)
    plan = remote_plan(source, memory)
    archived(plan, tmp_path / "whole")
    for number in (1, 2):
        shard = replace(plan, shard=Shard(number, 2))
        run(shard, f"memory://part{number}", 1, 1, False, quiet)
    parts = ["memory://part2", "memory://part1"]
    merge(parts, "memory://merged")
    merge(parts, tmp_path / "merged")
    assert files(memory, "merged") == contents(tmp_path / "whole") == contents(tmp_path / "merged")
    with pytest.raises(ArchiveError, match="missing: 2"):
        merge(parts[1:], "memory://other")
    with pytest.raises(ArchiveError, match="not empty"):
        merge(parts, "memory://merged")
    memory.rm("/part2/.work", recursive=True)
    with pytest.raises(ArchiveError, match="chunks are gone"):
        merge(parts, "memory://other")


@pytest.fixture
def year(tmp_path: Path, memory: Any) -> str:
    """An archive at an address; the same is in the folder “out”."""
    plan = remote_plan(lines(tmp_path / "a.jsonl", 10), memory)
    archived(plan, tmp_path / "out")
    run(plan, "memory://it's/2031", 1, 1, False, quiet)
    memory.pipe_file("/else/a.parquet", (tmp_path / "a.jsonl").read_bytes())
    return "memory://it's/2031"


def test_an_archive_at_an_address_answers_as_one_in_a_folder(tmp_path: Path, year: str) -> None:
    for sql in (
        "SELECT * FROM told ORDER BY report, position",
        "SELECT day, count(*) FROM reports GROUP BY ALL ORDER BY ALL",
        "SELECT * FROM failures",
    ):
        with opened(year) as there, opened(tmp_path / "out") as here:
            (columns, rows), (own_columns, own) = there.ask(sql), here.ask(sql)
            assert (columns, list(rows)) == (own_columns, list(own))


@pytest.mark.parametrize(
    "name", ["/etc/hostname", "memory:///else/a.parquet", "memory://it''s/2031/manifest.json"]
)
def test_nothing_else_is_read_beside_an_archive_at_an_address(year: str, name: str) -> None:
    with opened(year) as archive, pytest.raises(ArchiveError, match="Permission"):
        archive.ask(f"SELECT * FROM read_text('{name}')")


def test_a_part_of_an_archive_at_an_address_has_its_readings(tmp_path: Path, year: str) -> None:
    where = "day IS NULL OR day >= DATE '2031-05-02'"
    found = list(items(year, where, at_noon))
    assert found == list(items(tmp_path / "out", where, at_noon))
    assert found
    assert reader_of(year) == READER


def test_no_archive_at_an_address(memory: Any) -> None:
    with pytest.raises(ArchiveError, match="no whole archive"), opened("memory://nowhere"):
        pass


def test_what_no_system_opens_is_refused() -> None:
    for address in ("nosuch://a/b", "s3a+nothing://x"):
        with pytest.raises(ArchiveError, match="rotocol"):
            place_at(address)


@pytest.mark.parametrize("kind", ["folder", "address"])
def test_both_kinds_of_place_answer_alike(tmp_path: Path, memory: Any, kind: str) -> None:
    place: Place = Local(tmp_path / "out") if kind == "folder" else Remote("memory://out")
    assert (place.text("manifest.json"), place.has_other()) == (None, False)
    place.ready()
    place.chunks.put((1, 2), b"chunk")
    place.put(".work/plan.json", json.dumps({}))
    assert (list(place.chunks.keys()), place.has_other()) == ([(1, 2)], False)
    with place.chunks.open((1, 2)) as stream:
        assert stream.read() == b"chunk"
    place.put("manifest.json", "{}")
    assert (place.text("manifest.json"), place.has_other()) == ("{}", True)
    place.clear()
    assert place.text(".work/plan.json") is None


def test_a_file_address_is_a_folder_seen_through_fsspec(tmp_path: Path) -> None:
    plan = planned(lines(tmp_path / "a.jsonl", 10))
    archived(plan, tmp_path / "out")
    run(plan, f"file://{tmp_path}/other", 1, 1, False, quiet)
    assert contents(tmp_path / "other") == contents(tmp_path / "out")

"""Runs: every record once, stopped and gone on with, in shards, to the very same bytes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sayso.archive import finish, run, work
from sayso.archive.merge import merge
from sayso.archive.plan import Shard
from sayso.errors import ArchiveError
from sayso.intake import IntakeOptions
from tests.archive.making import archived, contents, lines, page, planned, record, response, text
from tests.archive.making import warc as warc_of


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    files = sorted((folder / table).glob("*/*.parquet"))
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, number in (("a.txt", 50), ("b.txt", 51), ("sub.txt", 0)):
        (docs / name).write_text(text(number), encoding="utf-8")
    (docs / "empty.txt").write_text(" ")
    story = page("The dam holds", "The dam at Velm holds, Orla Venn said on Monday.", text(99))
    crawl = warc_of(tmp_path / "crawl.warc.gz", record("https://velm.example/dam", response(story)))
    return [lines(tmp_path / "lines.jsonl", 10), docs, crawl]


def test_every_record_gives_one_row_of_reports_or_failures(
    sources: list[Path], tmp_path: Path
) -> None:
    manifest = archived(planned(*sources), tmp_path / "out")
    reports, failures = rows(tmp_path / "out", "reports"), rows(tmp_path / "out", "failures")
    met = sorted((row["input_number"], row["number"]) for row in (*reports, *failures))
    assert met == [*((0, n) for n in range(10)), *((1, n) for n in range(4)), (2, 0)]
    assert [(row["input"].rpartition("/")[2], row["reason"]) for row in failures] == [
        ("empty.txt", "empty")
    ]
    assert manifest["counts"]["records"] == 15
    assert manifest["counts"]["reports"] == len(reports) == 14
    assert manifest["reasons"] == {"empty": 1}
    assert [one["records"] for one in manifest["inputs"]] == [10, 4, 1]


def test_tables_are_parted_by_day_of_publication(sources: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    archived(planned(*sources), out)
    days = {path.name for path in (out / "statements").iterdir()}
    dated = {f"day=2031-05-{day:02}" for day in (1, 2, 3, 6)}
    assert days == {*dated, f"day={finish.UNDATED}"}
    first = pq.ParquetFile(out / "reports" / "day=2031-05-01" / "part-0.parquet").read()
    assert set(first["published"].to_pylist()) == {"2031-05-01"}
    of_reports = {row["id"] for row in rows(out, "reports") if row["read"]}
    for table in ("statements", "actors", "times"):
        assert {row["report"] for row in rows(out, table)} == of_reports


def test_a_story_told_again_on_the_same_day_is_read_once(tmp_path: Path) -> None:
    told = text(1)
    records = [
        {"text": told, "url": "https://a.example/1", "published": "2031-05-06"},
        {"text": told.upper(), "url": "https://b.example/1", "published": "2031-05-06"},
        {"text": told, "url": "https://a.example/1", "published": "2031-05-06"},
        {"text": told, "url": "https://a.example/1", "published": "2031-05-07"},
        {"text": text(2), "url": "https://a.example/2", "published": "2031-05-06"},
    ]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    manifest = archived(planned(source, records=2), tmp_path / "out")
    found = sorted(rows(tmp_path / "out", "reports"), key=lambda row: row["number"])
    first = found[0]["id"]
    # The fourth is the first's own text at its own address: the same report, met again.
    assert [row["read"] for row in found] == [True, False, False, False, True]
    assert [row["reading_of"] for row in found] == [first, first, first, first, found[4]["id"]]
    assert manifest["counts"]["told_before"] == 3
    statements = [row["id"] for row in rows(tmp_path / "out", "statements")]
    assert len(statements) == len(set(statements)) == 4


def test_processes_and_chunks_play_no_part(sources: list[Path], tmp_path: Path) -> None:
    archived(planned(*sources), tmp_path / "one")
    plan = planned(*sources)
    run.run(plan, tmp_path / "two", 2, 1, False, lambda progress: None)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


class Stopped(Exception):
    pass


def stop_after(count: int) -> Any:
    left = count

    def told(progress: run.Progress) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Stopped

    return told


def test_a_run_that_was_stopped_goes_on(sources: list[Path], tmp_path: Path) -> None:
    plan = planned(*sources)
    archived(plan, tmp_path / "whole")
    out = tmp_path / "out"
    with pytest.raises(Stopped):
        run.run(plan, out, 1, 1, False, stop_after(2))
    with pytest.raises(ArchiveError, match="--resume"):
        archived(plan, out)
    made: list[run.Progress] = []
    run.run(plan, out, 1, 1, True, made.append)
    assert len(made) == 3
    assert contents(out) == contents(tmp_path / "whole")
    assert not (out / ".work").exists()


def test_what_a_finish_left_half_done_is_done_anew(
    sources: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(*sources)
    archived(plan, tmp_path / "whole")
    out = tmp_path / "out"
    real = finish._moved
    moved: list[Path] = []

    def breaks(source: Path, target: Path) -> None:
        if len(moved) == 3:
            raise Stopped
        moved.append(target)
        real(source, target)

    monkeypatch.setattr(finish, "_moved", breaks)
    with pytest.raises(Stopped):
        archived(plan, out)
    monkeypatch.setattr(finish, "_moved", real)
    archived(plan, out, resume=True)
    assert contents(out) == contents(tmp_path / "whole")


def test_a_finished_run_is_not_done_again(
    sources: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(*sources)
    manifest = archived(plan, tmp_path / "out")
    monkeypatch.setattr(work.Work, "done", None)
    assert archived(plan, tmp_path / "out", resume=True) == manifest
    with pytest.raises(ArchiveError, match="archive already"):
        archived(plan, tmp_path / "out")


def test_another_run_does_not_go_on_with_it(sources: list[Path], tmp_path: Path) -> None:
    plan = planned(*sources)
    with pytest.raises(Stopped):
        run.run(plan, tmp_path / "out", 1, 1, False, stop_after(1))
    sources[0].write_text(sources[0].read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(ArchiveError, match="with other inputs"):
        archived(planned(*sources), tmp_path / "out", resume=True)
    other = planned(*sources[1:], options=IntakeOptions(published="2031-01-01"))
    with pytest.raises(ArchiveError, match="options, inputs"):
        archived(other, tmp_path / "out", resume=True)


def test_a_folder_with_something_in_it_is_left_alone(sources: list[Path], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(ArchiveError, match="not empty"):
        archived(planned(*sources), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_shards_are_merged_into_the_whole(sources: list[Path], tmp_path: Path) -> None:
    again = lines(tmp_path / "again.jsonl", 6)
    sources.append(again)
    archived(planned(*sources), tmp_path / "whole")
    parts = [tmp_path / f"part{number}" for number in (1, 2, 3)]
    for number, part in enumerate(parts, 1):
        archived(planned(*sources, shard=Shard(number, 3)), part)
        assert rows(part, "reports"), "a shard can be asked questions by itself"
    with pytest.raises(ArchiveError, match="missing: 2"):
        merge([parts[0], parts[2]], tmp_path / "no")
    merge(parts[::-1], tmp_path / "merged")
    assert contents(tmp_path / "merged") == contents(tmp_path / "whole")


def test_shards_of_other_runs_are_not_merged(sources: list[Path], tmp_path: Path) -> None:
    for number, names in ((1, sources), (2, sources[1:])):
        archived(planned(*names, shard=Shard(number, 2)), tmp_path / str(number))
    with pytest.raises(ArchiveError, match="differ"):
        merge([tmp_path / "1", tmp_path / "2"], tmp_path / "out")
    archived(planned(*sources), tmp_path / "whole")
    with pytest.raises(ArchiveError, match="no shard"):
        merge([tmp_path / "whole"], tmp_path / "out")


def test_losing_what_was_seen_costs_time_only(sources: list[Path], tmp_path: Path) -> None:
    sources.append(lines(tmp_path / "again.jsonl", 6))
    plan = planned(*sources)
    archived(plan, tmp_path / "whole")
    out = tmp_path / "out"
    with pytest.raises(Stopped):
        run.run(plan, out, 1, 1, False, stop_after(4))
    shutil.rmtree(out / ".work" / "seen.db", ignore_errors=True)
    (out / ".work" / "seen.db").write_bytes(b"spoilt")
    for side in ("seen.db-wal", "seen.db-shm"):
        (out / ".work" / side).unlink(missing_ok=True)
    archived(plan, out, resume=True)
    assert contents(out) == contents(tmp_path / "whole")


def test_progress_tells_rate_and_time_left() -> None:
    start = run.Progress(1000, 1)
    assert (start.rate, start.left) == (0.0, None)
    made = run.Made(work.Counts(records=10), 0, 250)
    assert start.after(made, 5.0).rate == 2.0
    assert start.after(made, 5.0).left == 15.0
    # Of four shards each has a quarter of what is left.
    assert run.Progress(1000, 4).after(made, 5.0).left == 3.75

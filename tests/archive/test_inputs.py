"""Inputs of every kind → records in one order; what is broken, too large or a bomb says so
and takes nothing else down."""

from __future__ import annotations

import gzip
import io
import tarfile
import tracemalloc
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.archive import inputs, warc
from sayso.archive.inputs import Record, measured, named, records
from sayso.errors import ArchiveError
from sayso.intake import IntakeOptions
from sayso.intake.page import Page
from tests.archive.making import lines, page, record, response, text
from tests.archive.making import warc as warc_of

SMALL = IntakeOptions(max_bytes=20_000)
STORY = page("The dam holds", text(1))
HOME = "https://velm.example"
URI = f"{HOME}/dam"


def found(path: Path, options: IntakeOptions = SMALL) -> list[Record]:
    return list(records(str(path), options))


def told(path: Path, options: IntakeOptions = SMALL) -> list[str]:
    """The shape of each page, or the reason why there is none."""
    return [
        one.found.shape if isinstance(one.found, Page) else one.found.reason
        for one in found(path, options)
    ]


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    (folder / "b").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    lines(folder / "b" / "two.jsonl", 2)
    lines(folder / ".hidden" / "no.jsonl", 2)
    (folder / "a.txt").write_text(text(1))
    (folder / "c.gif").write_bytes(b"GIF89a")
    with zipfile.ZipFile(folder / "d.zip", "w") as made:
        made.writestr("in/one.html", STORY)
    with tarfile.open(folder / "e.tar.gz", "w:gz") as tar:
        info = tarfile.TarInfo("two.txt")
        info.size = 4
        tar.addfile(info, io.BytesIO(b"Dam."))
    (folder / "f.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}\n\n{"text": "Two."}\n'))
    warc_of(folder / "g.warc", record(URI, response(STORY)))
    pq.write_table(pa.table({"text": ["a", "b"]}), folder / "h.parquet")
    listed = [str(one.found.name if isinstance(one.found, Page) else "") for one in found(folder)]
    assert [name.removeprefix(f"{folder}/") for name in listed] == [
        "a.txt", "b/two.jsonl:1", "b/two.jsonl:2", "d.zip:in/one.html", "e.tar.gz:two.txt",
        "f.jsonl.gz:1", "f.jsonl.gz:3", "g.warc:0", "h.parquet:1", "h.parquet:2",
    ]  # fmt: skip
    assert [one.number for one in found(folder)] == list(range(10))


def test_how_far_into_the_input_a_record_lies(tmp_path: Path) -> None:
    for name in "ab":
        lines(tmp_path / f"{name}.jsonl", 300)
    whole = measured(str(tmp_path))
    done = [one.done for one in found(tmp_path)]
    assert done == sorted(done)
    assert done[-1] == whole.size
    assert whole.files == 2


def test_an_input_that_changes_is_another(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 1)
    before = measured(str(tmp_path))
    assert measured(str(tmp_path)) == before
    lines(tmp_path / "b.jsonl", 1)
    grown = measured(str(tmp_path))
    source.write_bytes(source.read_bytes() + b"\n")
    assert len({before.stamp, grown.stamp, measured(str(tmp_path)).stamp}) == 3


def test_names_and_patterns(tmp_path: Path) -> None:
    for name in "ba":
        lines(tmp_path / f"{name}.jsonl", 1)
    first, second = str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")
    assert named([second, str(tmp_path / "*.jsonl")]) == [second, first]
    with pytest.raises(ArchiveError, match="no such file"):
        named([str(tmp_path / "*.warc")])
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError, match="no file in it"):
        measured(str(tmp_path / "empty"))


def test_a_file_is_known_by_how_it_begins(tmp_path: Path) -> None:
    (tmp_path / "crawl").write_bytes(record(URI, response(STORY)))
    pq.write_table(pa.table({"text": ["a"]}), tmp_path / "table")
    assert told(tmp_path / "crawl") == ["html"]
    assert told(tmp_path / "table") == ["record"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_of_a_warc_only_answers_that_hold_a_page(tmp_path: Path, name: str) -> None:
    path = warc_of(
        tmp_path / name,
        record(URI, b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(URI, response(STORY)),
        record(URI, response(b"Gone.", "404 Not Found")),
        record(URI, response(b"GIF89a", Content_Type="image/gif")),
        record(URI, response(b"a { color: red }", Content_Type="text/css")),
        record(f"{HOME}/robots.txt", response(b"Disallow: /", Content_Type="text/plain")),
        record(URI, b"The dam holds, Orla Venn said.", "conversion"),
        record(URI, response(STORY, Content_Type="")),
        record(URI, response(b'{"a": 1}', Content_Type="")),
        record(URI, b"x", "metadata"),
    )  # fmt: skip
    assert told(path) == [
        "html", "http-error", "unsupported", "unsupported", "unsupported", "text", "html",
        "unsupported",
    ]  # fmt: skip
    first = found(path)[0]
    assert (first.origin.captured, first.origin.url) == ("2031-05-07T10:00:00Z", URI)
    assert isinstance(first.found, Page)
    assert (first.found.final_url, first.found.status, first.found.charset) == (URI, 200, "utf-8")


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    parts = (body[:half], body[half:], b"")
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(STORY), {"Transfer_Encoding": "chunked"}),
        (STORY, {"Transfer_Encoding": "chunked"}),
        (gzip.compress(STORY), {"Content_Encoding": "gzip"}),
        (STORY, {"Content_Encoding": "gzip"}),
        (zlib.compress(STORY), {"Content_Encoding": "deflate"}),
        (chunked(gzip.compress(STORY)),
         {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
    ],
)  # fmt: skip
def test_encodings_of_an_answer_are_undone_where_the_crawler_did_not(
    tmp_path: Path, body: bytes, headers: dict[str, str]
) -> None:
    path = warc_of(tmp_path / "a.warc", record(URI, response(body, **headers)))
    (one,) = found(path)
    assert isinstance(one.found, Page)
    assert one.found.raw == STORY


def test_a_record_too_large_takes_no_other_down_and_no_memory(tmp_path: Path) -> None:
    path = warc_of(
        tmp_path / "a.warc.gz",
        record(URI, response(STORY)),
        record(URI, response(b"0" * 60_000_000)),
        record(URI, response(gzip.compress(b"0" * 60_000_000), Content_Encoding="gzip")),
        record(URI, response(STORY)),
    )
    tracemalloc.start()
    try:
        assert told(path) == ["html", "too-large", "too-large", "html"]
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_record_that_says_it_is_endless_ends_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "LONGEST", 1000)
    whole = record(URI, response(STORY))
    endless = whole.replace(b"Content-Length: ", b"Content-Length: 99999999")
    assert told(warc_of(tmp_path / "a.warc", whole, endless)) == ["html", "bomb"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_warc_that_breaks_off(tmp_path: Path, name: str) -> None:
    path = warc_of(tmp_path / name, record(URI, response(STORY)), record(URI, response(STORY)))
    path.write_bytes(path.read_bytes()[:-60])
    assert told(path) in (["html", "bad-archive"], ["html"])
    after = lines(tmp_path / "b.jsonl", 1)
    assert told(tmp_path)[-1] == "record", after


def test_noise_in_a_warc(tmp_path: Path) -> None:
    whole = gzip.compress(record(URI, response(STORY)))
    (tmp_path / "a.warc.gz").write_bytes(whole + b"noise" * 1000 + whole)
    assert told(tmp_path / "a.warc.gz") == ["html", "bad-archive"]
    (tmp_path / "b.warc").write_bytes(b"no archive at all")
    assert set(told(tmp_path / "b.warc")) <= {"bad-archive"}


def test_rows_of_parquet_are_records(tmp_path: Path) -> None:
    table = pa.table({
        "text": ["Dam.", None, "x" * 30_000], "published": [date(2031, 5, 6), None, None],
        "authors": [["Ida Moss"], [], None], "other": [1, 2, 3],
    })  # fmt: skip
    pq.write_table(table, tmp_path / "a.parquet")
    # The third is not alone in its group of rows, which on the average is small enough.
    assert told(tmp_path / "a.parquet") == ["record", "record", "too-large"]
    first = found(tmp_path / "a.parquet")[0].found
    assert isinstance(first, Page)
    assert first.raw == b'{"text": "Dam.", "authors": ["Ida Moss"], "published": "2031-05-06"}'


def test_rows_of_parquet_are_pages(tmp_path: Path) -> None:
    table = pa.table({"url": [f"{URI}#top", None], "html": [STORY, None]})
    pq.write_table(table, tmp_path / "a.parquet")
    assert told(tmp_path / "a.parquet") == ["html", "no-text"]
    first = found(tmp_path / "a.parquet")[0].found
    assert isinstance(first, Page)
    assert (first.raw, first.final_url) == (STORY, URI)


def test_parquet_that_is_a_bomb_takes_no_memory(tmp_path: Path) -> None:
    large = "0" * 40_000_000
    pq.write_table(pa.table({"text": [large]}), tmp_path / "a.parquet", compression="zstd")
    # One value, and a hundred rows that name it.
    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 100), pa.array(["0" * 19_000]))
    pq.write_table(pa.table({"text": rows}), tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < 50_000
    before = pa.total_allocated_bytes()
    assert told(tmp_path / "a.parquet") == ["too-large"]
    assert pa.total_allocated_bytes() - before < 1_000_000
    assert told(tmp_path / "b.parquet") == ["record"] * 100


def test_parquet_without_what_is_read_and_broken_parquet(tmp_path: Path) -> None:
    pq.write_table(pa.table({"body": ["Dam."]}), tmp_path / "a.parquet")
    assert told(tmp_path / "a.parquet") == ["no-text"]
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and no more")
    assert told(tmp_path / "b.parquet") == ["bad-archive"]


def test_lines_packed_with_gzip_that_break_off_or_are_a_bomb(tmp_path: Path) -> None:
    noise = b"".join(b'{"text": "%d"}\n' % (n * n) for n in range(20_000))
    packed = gzip.compress(noise)
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    cut = told(tmp_path / "a.jsonl.gz")
    assert cut[-1] == "bad-archive"
    assert set(cut[:-1]) == {"record"}
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"{}\n" + b"\n" * 40_000_000))
    assert told(tmp_path / "b.jsonl.gz")[-1] == "bomb"


def test_an_archive_of_more_members_than_sayso_read_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.intake import archive as members

    monkeypatch.setattr(members, "MOST_MEMBERS", 2)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        for number in range(4):
            made.writestr(f"{number}.txt", text(number))
    assert told(tmp_path / "a.zip") == ["text"] * 4
    assert inputs.UNBOUNDED.members > 10**9

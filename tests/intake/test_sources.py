"""What users name, in the order it is read: files, folders, patterns, standard input."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest

from sayso.intake import IntakeOptions
from sayso.intake.page import Page, shape_of
from sayso.intake.sources import pages

OPTIONS = IntakeOptions()


def found(source: str | Path, stdin: bytes = b"", options: IntakeOptions = OPTIONS) -> list[str]:
    """What one source holds, as `name shape` or `name reason`, names without their folder."""
    told = []
    for one in pages(str(source), options, BytesIO(stdin)):
        name, what = (one.name, one.shape) if isinstance(one, Page) else (one.input, one.reason)
        told.append(f"{Path(name).name} {what}")
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt", "a.HTML", "c.jsonl", "d.doc", "e", ".hidden.txt", ".git/f.txt", "sub/a.text",
        "sub/deep/a.htm", "tz.txt",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b'{"text": "Open."}\n')
    return tmp_path


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "velm.txt"
    path.write_bytes(b"<html>\r\n")
    assert list(pages(str(path), OPTIONS, None)) == [Page(str(path), b"<html>\r\n", "text")]


@pytest.mark.parametrize(
    ("name", "raw", "shape"),
    [
        ("a", b"The bridge.", "text"),
        ("a.md", b"# The bridge", "text"),
        ("a.txt", b'{"text": "Open."}', "text"),
        ("a", b"\xef\xbb\xbf\n<!DOCTYPE html><p>The", "html"),
        ("a.xhtml", b"The bridge.", "html"),
    ],
)
def test_a_suffix_decides_else_the_first_bytes(
    tmp_path: Path, name: str, raw: bytes, shape: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    assert found(tmp_path / name) == [f"{name} {shape}"]


def test_a_folder_is_walked_in_the_order_of_names(folder: Path) -> None:
    assert found(folder) == [
        "a.HTML html", "b.txt text", "c.jsonl:1 record", "a.text text", "a.htm html", "tz.txt text",
    ]  # fmt: skip


def test_a_hidden_folder_named_outright_is_read(folder: Path) -> None:
    assert found(folder / ".git") == ["f.txt text"]


def test_a_folder_without_files(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"DOC")
    assert found(tmp_path) == [f"{tmp_path.name} empty"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["b.txt text", "tz.txt text"]),
        ("[a-b].*", ["a.HTML html", "b.txt text"]),
        ("d.*", ["d.doc record"]),
        ("sub", ["a.text text", "a.htm html"]),
        ("sub/**", ["a.text text", "a.htm html"]),
        ("**/a.*", ["a.HTML html", "a.text text", "a.htm html"]),
    ],
)
def test_patterns(folder: Path, pattern: str, names: list[str]) -> None:
    told = found(folder / pattern)
    assert [name.replace("d.doc:1", "d.doc") for name in told] == names


def test_a_name_that_looks_like_a_pattern_is_a_name_where_it_exists(tmp_path: Path) -> None:
    (tmp_path / "[a].txt").write_bytes(b"The bridge.")
    assert found(tmp_path / "[a].txt") == ["[a].txt text"]


@pytest.mark.parametrize("name", ["none.txt", "*.none", "none/*.txt"])
def test_missing(folder: Path, name: str) -> None:
    (one,) = pages(str(folder / name), OPTIONS, None)
    assert getattr(one, "reason", None) == "not-found"


@pytest.mark.skipif(os.name != "posix", reason="file modes are a matter of POSIX")
def test_unreadable(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (folder / "b.txt").chmod(0)
    assert found(folder / "*.txt") == ["b.txt unreadable", "tz.txt text"]


def test_a_file_that_cannot_be_opened_takes_no_other_down(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refusing(path: Path, mode: str) -> object:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refusing)
    assert found(folder / "*.txt") == ["b.txt unreadable", "tz.txt text"]


def test_a_name_that_no_system_allows() -> None:
    (one,) = pages("a\0b" + "c" * 5000, OPTIONS, None)
    assert getattr(one, "reason", None) in {"not-found", "unreadable"}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"The bridge.", ["- text"]),
        (b"", ["- text"]),
        (b"\n <html lang=en><p>The bridge.", ["- html"]),
        (b"<p>The bridge.", ["- html"]),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>\n<p>The bridge.", ["- html"]),
        (b"<!-- Velm -->\n\n<html><p>The bridge.", ["- html"]),
        (b"<3 Velm\n<p>", ["- text"]),
        (b'\n{"text": "a"}\n\n{"text": "b"}', ["-:2 record", "-:4 record"]),
        (b'\xef\xbb\xbf{"text": "a"}\r\n{"no": 1}\r\n', ["-:1 record", "-:2 record"]),
        (b'\xef\xbb\xbf\n{"text": "a"}\n', ["-:2 record"]),
        (b'{"title": "a"}', ["- text"]),
        (b'Velm\n{"text": "a"}\n', ["- text"]),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(raw: bytes, told: list[str]) -> None:
    assert found("-", raw) == told


def test_lines_are_read_as_they_come() -> None:
    stdin = BytesIO(b'{"text": "a"}\n' * 3)
    first = next(pages("-", OPTIONS, stdin))
    assert isinstance(first, Page)
    assert stdin.tell() == len(b'{"text": "a"}\n')


def test_too_large() -> None:
    options = IntakeOptions(max_bytes=20)
    assert found("-", b"a" * 20, options) == ["- text"]
    assert found("-", b"a" * 21, options) == ["- too-large"]
    assert found("-", b"a\n" * 11, options) == ["- too-large"]


def test_one_line_too_large_is_one_record_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"a" * 30 + b"\n" + b"\n" + b'{"text": "b"}\n' + b"a" * 21)
    told = found(path, options=IntakeOptions(max_bytes=20))
    assert told == ["a.jsonl:1 too-large", "a.jsonl:3 record", "a.jsonl:4 too-large"]


@pytest.mark.parametrize(
    ("content_type", "raw", "shape"),
    [
        ("text/html; charset=utf-8", b"The bridge.", "html"),
        ("application/x-ndjson", b"{}", "lines"),
        ("TEXT/PLAIN", b"<html><p>The bridge.", "text"),
        ("text/plain", b'{"text": "a"}\n', "lines"),
        ("application/octet-stream", b"<html><p>The bridge.", "html"),
        ("", b"The bridge.", "text"),
        ("image/png", b"The bridge.", None),
        ("application/pdf", b"The bridge.", "pdf"),
        ("application/octet-stream", b"%PDF-1.7", "pdf"),
        ("application/vnd.velm", b"The bridge.", None),
    ],
)
def test_the_servers_word_goes_before_the_bytes(
    content_type: str, raw: bytes, shape: str | None
) -> None:
    assert shape_of(raw, content_type) == shape

"""From sources to reports: every one is answered, and each report knows how its bytes were got."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest

import sayso
from sayso.intake import REASONS, IntakeOptions, take
from sayso.model import Capture, Item, Skipped

RAW = "\ufeffBridge reopens\r\n\r\nThe bridge at Velm has reopened.\r\n".encode()


def noon() -> datetime:
    return datetime(2031, 5, 12, 14, 0, tzinfo=timezone(timedelta(hours=2)))


def only(raw: bytes, options: IntakeOptions | None = None) -> Item | Skipped:
    (one,) = take(["-"], options or IntakeOptions(), BytesIO(raw), noon)
    return one


def test_a_file_becomes_a_report(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(RAW)
    (item,) = take([str(path)], IntakeOptions(published="2031-05-12"), now=noon)
    assert isinstance(item, Item)
    assert (item.input, item.notes) == (str(path), ())
    assert item.report.text == "Bridge reopens\r\n\r\nThe bridge at Velm has reopened.\r\n"
    assert (item.report.title, item.report.encoding) == ("Bridge reopens", "utf-8")
    assert (item.report.published, item.report.published_from) == ("2031-05-12", "given")
    assert item.capture == Capture(
        raw=RAW,
        raw_sha256=hashlib.sha256(RAW).hexdigest(),
        requested=str(path),
        final_url=None,
        at="2031-05-12T12:00:00Z",
        status=None,
        headers=(),
        extractor=f"sayso {sayso.__version__}; text",
    )
    assert item.report.raw_sha256 == item.capture.raw_sha256


def test_without_a_clock_a_capture_bears_the_time() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    (item,) = take(["-"], IntakeOptions(), BytesIO(RAW))
    assert isinstance(item, Item)
    assert before <= datetime.fromisoformat(item.capture.at) <= datetime.now(UTC)


def test_names_and_times_play_no_part_in_an_id(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(RAW)
    (named,) = take([str(path)], IntakeOptions(published="2031-05-12"))
    streamed = only(RAW)
    assert isinstance(named, Item)
    assert isinstance(streamed, Item)
    assert named.report.id == streamed.report.id


def test_a_record_is_its_line() -> None:
    item = only(b'{"text": "Open.", "kind": "poem"}\r\n')
    assert isinstance(item, Item)
    assert (item.input, item.capture.requested) == ("-:1", "-:1")
    assert item.capture.raw == b'{"text": "Open.", "kind": "poem"}'
    assert item.capture.extractor.endswith("; jsonl")
    assert [note[:15] for note in item.notes] == ['"kind" is \'poem']


def test_characters_that_were_lost_are_noted() -> None:
    item = only(b"\xff\xfeV\0e\0l\0m\0.")
    assert isinstance(item, Item)
    assert item.report.text == "Velm�"
    assert item.notes == ("1 characters could not be decoded and stand as �",)


def test_a_date_line_that_contradicts_the_metadata_is_noted() -> None:
    text = "VELM, May 10, 2031 (Wire) — The bridge reopened."
    item = only(json.dumps({"text": text, "published": "2031-05-12"}).encode())
    assert isinstance(item, Item)
    assert (item.report.published, item.report.published_from) == ("2031-05-12", "metadata")
    assert len(item.notes) == 1


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\r\n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)), "binary"),
        (b"V" * 51, "too-long"),
        (b"V" * 501, "too-large"),
        (b"<html><body></body></html>", "no-article"),
        (b'{"text": "\\ud83d"}', "bad-text"),
        (b'{"text": ""}', "empty"),
        (b'{"text": 7}', "no-text"),
        (b'{"text" 7}', "bad-json"),
    ],
)
def test_what_is_skipped_and_why(raw: bytes, reason: str) -> None:
    one = only(raw, IntakeOptions(max_bytes=500, max_chars=50))
    assert isinstance(one, Skipped)
    assert (one.reason, bool(one.detail)) == (reason, True)


def test_the_run_goes_on_in_order(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_bytes(b'{"text": "One."}\n{\n{"text": "Three."}\n')
    sources = ["none.txt", "ftp://velm.example/a", str(lines), "http://[", "-"]
    found = list(take(sources, IntakeOptions(), BytesIO(b"Four.")))
    assert [one.reason if isinstance(one, Skipped) else one.report.text for one in found] == [
        "not-found",
        "unsupported",
        "One.",
        "bad-json",
        "Three.",
        "unsupported",
        "Four.",
    ]
    assert [one.input for one in found] == [
        "none.txt", "ftp://velm.example/a", f"{lines}:1", f"{lines}:2", f"{lines}:3", "http://[",
        "-",
    ]  # fmt: skip


def test_sources_are_taken_one_at_a_time(tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    found = take(["-", str(late)], IntakeOptions(), BytesIO(RAW))
    next(found)
    late.write_bytes(RAW)
    assert isinstance(next(found), Item)


def test_every_reason_given_is_one_of_the_list() -> None:
    folder = Path(sayso.__file__).parent / "intake"
    code = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    given = re.findall(r'IntakeError\(\s*"([a-z-]+)"', code)
    given += re.findall(r'Skipped\([^"\n]+, "([a-z-]+)"', code)
    tree = (folder.parent / "errors.py").read_text("utf-8")
    given += re.findall(r'super\(\).__init__\("([a-z-]+)"', tree)
    assert set(given) == set(REASONS)


def test_options_want_an_iso_date() -> None:
    assert IntakeOptions(published="20310512").published == "2031-05-12"
    with pytest.raises(ValueError, match="not an ISO date"):
        IntakeOptions(published="12 May 2031")

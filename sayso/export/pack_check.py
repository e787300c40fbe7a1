"""Whether an evidence pack holds what was put into it, told from the pack alone."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import PackError
from sayso.export.pack import MANIFEST, QUESTIONS
from sayso.ledger.custody import START, digest_of, link_of

# A pack unpacks to no more than so many bytes a file: what is larger is not of Sayso's making.
LARGEST = 500_000_000
BROKEN = (TypeError, ValueError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class PackChecked:
    """What was checked of a pack and found wrong. `fingerprint` is the hash of its list of hashes:
    noted elsewhere, it stands for the whole pack."""

    title: str
    at: str
    root: str
    fingerprint: str
    files: int
    statements: int
    entries: int
    open_entries: int
    whole: bool
    faults: tuple[str, ...]


def is_pack(path: Path) -> bool:
    """Whether a file may be a pack, and is no ledger."""
    return path.is_file() and zipfile.is_zipfile(path)


def check(path: Path) -> PackChecked:
    """Check a pack; PackError where it is none, or so damaged that it cannot be told."""
    try:
        with zipfile.ZipFile(path) as opened:
            files = {one.filename: _read(opened, one) for one in opened.infolist()}
        manifest = json.loads(files[MANIFEST])
        return _checked(manifest, files)
    except (OSError, zipfile.BadZipFile, *BROKEN) as error:
        raise PackError(str(path), f"{type(error).__name__}: {error}") from error


def _read(opened: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    if one.file_size > LARGEST:
        raise ValueError(f"{one.filename} would unpack to {one.file_size:,} bytes")
    return opened.read(one)


def _checked(manifest: dict[str, Any], files: dict[str, bytes]) -> PackChecked:
    faults = list(_files_wrong(manifest["files"], files))
    data, entries = json.loads(files["reports.json"]), json.loads(files["custody.json"])
    faults += _chain_wrong(entries, manifest["root"])
    faults += [wrong for report in data["reports"] for wrong in _report_wrong(report)]
    faults += _logged_otherwise(data["reports"], entries)
    faults += _of_nowhere(json.loads(files.get(QUESTIONS, b"[]")), data["reports"])
    return PackChecked(
        manifest["title"], manifest["at"], manifest["root"],
        hashlib.sha256(files[MANIFEST]).hexdigest(), len(files),
        sum(len(report["statements"]) for report in data["reports"]), len(entries),
        sum(entry["body"] is not None for entry in entries), manifest["whole"], tuple(faults),
    )  # fmt: skip


def _files_wrong(listed: dict[str, Any], files: dict[str, bytes]) -> Iterator[str]:
    for name, told in listed.items():
        if name not in files:
            yield f"the file {name} is missing"
        elif hashlib.sha256(files[name]).hexdigest() != told["sha256"]:
            yield f"the file {name} was altered: it has another hash than is listed"
    for name in sorted(files.keys() - listed.keys() - {MANIFEST}):
        yield f"the file {name} was put in: it is not listed"


def _chain_wrong(entries: list[dict[str, Any]], root: str) -> Iterator[str]:
    previous = START
    for number, one in enumerate(entries, 1):
        told = (one["number"], one["previous"])
        link = link_of(previous, number, one["at"], one["what"], one["digest"])
        if told != (number, previous) or one["link"] != link:
            yield f"entry {number} of the custody log does not follow from the one before"
            return
        if one["body"] is not None and one["digest"] != digest_of(
            bytes.fromhex(one["salt"]), one["body"]
        ):
            yield f"entry {number} of the custody log was altered"
        previous = link
    if previous != root:
        yield "the custody log does not end in the root that is listed"


def _report_wrong(report: dict[str, Any]) -> Iterator[str]:
    text = report["text"]
    if text is not None and hashlib.sha256(text.encode()).hexdigest() != report["text_sha256"]:
        yield f"the text of report {report['id']} has another hash than is listed"
    places = [(passage["start"], passage["text"]) for passage in report["passages"]]
    places += [(0, text)] if text is not None else []
    for one in report["statements"]:
        for span in one["spans"]:
            if not _stands(span, places):
                words = f"characters {span['start']} to {span['end']}"
                yield f"statement {one['id']}: its words do not stand at {words}"


def _of_nowhere(questions: list[dict[str, Any]], reports: list[dict[str, Any]]) -> Iterator[str]:
    """Questions on which statements bear that are not in the pack."""
    there = {one["id"] for report in reports for one in report["statements"]}
    for question in questions:
        for said in question["utterances"]:
            for key in said["statements"]:
                if key not in there:
                    yield f"question {question['id']} rests on statement {key}, which is not there"


def _stands(span: dict[str, Any], places: list[tuple[int, str]]) -> bool:
    """Whether a span's words stand in a passage at its place, and in each that holds its place."""
    start, end = span["start"], span["end"]
    held = [(at, words) for at, words in places if at <= start and end <= at + len(words)]
    right = [words[start - at : end - at] == span["text"] for at, words in held]
    return bool(right) and all(right)


def _logged_otherwise(
    reports: list[dict[str, Any]], entries: list[dict[str, Any]]
) -> Iterator[str]:
    """Reports that the open entries of the log know by another hash."""
    known: dict[str, set[str]] = {}
    for one in entries:
        body = json.loads(one["body"]) if one["body"] is not None else {}
        if "text_sha256" in body:
            known.setdefault(body["report"], set()).add(body["text_sha256"])
    for report in reports:
        hashes = known.get(report["id"], {report["text_sha256"]})
        if not report["redacted"] and report["text_sha256"] not in hashes:
            yield f"the custody log knows the text of report {report['id']} by another hash"

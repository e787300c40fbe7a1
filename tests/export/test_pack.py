"""Evidence packs, and checking them without the ledger."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from sayso import casework, overview
from sayso.errors import PackError
from sayso.export.pack import About, pack, passages
from sayso.export.pack_check import check, is_pack
from sayso.export.xlsx import workbook
from sayso.ledger import Ledger
from sayso.views import Query, root
from tests.making import dam_reading, kept, one_statement
from tests.test_cli import Run, run

__all__ = ["run"]  # a fixture
READING = dam_reading()
FIRST, SECOND = READING.statements


def packed(ledger: Ledger, query: Query | None = None, whole: bool = False) -> bytes:
    found = overview.evidence(ledger, query or Query())
    about = About("The dam", "2031-06-01T10:00:00Z", root(ledger), whole)
    return pack(found, overview.custody_of(ledger, found), about)


@pytest.fixture
def made(ledger: Ledger, tmp_path: Path) -> Path:
    """A pack of two reports."""
    kept(ledger, READING, one_statement("=1+1 is shut", "Bram Tolk", title="Shut"))
    casework.accept(ledger, FIRST.id, "Rue Vale", "private note")
    path = tmp_path / "evidence.zip"
    path.write_bytes(packed(ledger))
    return path


def files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def written(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as out:
        for name, body in parts.items():
            out.writestr(name, body)


def test_a_pack_holds_what_it_says(made: Path, ledger: Ledger) -> None:
    parts = files(made)
    assert set(parts) == {
        "index.html", "annotations.jsonld", "statements.csv", "statements.xlsx", "reports.json",
        "custody.json", "manifest.json",
    }  # fmt: skip
    found = check(made)
    assert found.faults == ()
    assert (found.statements, found.root) == (3, root(ledger))
    assert (found.entries, found.open_entries) == (5, 2)
    page = parts["index.html"].decode()
    assert "The dam at Ulverby holds" in page
    assert "checked by a person" in page
    assert "machine reading, unreviewed" in page
    for private in (b"Rue Vale", b"private note", b"a.txt"):
        assert all(private not in body for body in parts.values()), private
    assert is_pack(made)
    assert not is_pack(ledger.path)


def test_the_same_gives_the_same_bytes(made: Path, ledger: Ledger) -> None:
    assert made.read_bytes() == packed(ledger)


def test_passages_are_the_lines_of_what_is_wanted(made: Path, ledger: Ledger) -> None:
    (passage,) = passages(READING, [SECOND.id])
    assert passage.text == "“We are ready,” she added."
    assert READING.report.text[passage.start :] == passage.text
    assert len(list(passages(READING, [FIRST.id, SECOND.id]))) == 2
    told = json.loads(files(made)["reports.json"])
    assert all(report["text"] is None for report in told["reports"])
    found = json.loads(zipfile.ZipFile(io.BytesIO(packed(ledger, whole=True))).read("reports.json"))
    assert READING.report.text in [report["text"] for report in found["reports"]]


def test_linked_data_says_where_each_statement_stands(made: Path) -> None:
    graph = json.loads(files(made)["annotations.jsonld"])["@graph"]
    by_id = {node["id"]: node for node in graph}
    one = by_id[f"urn:sayso:statement:{SECOND.id}"]
    assert one["body"]["type"] == "schema:Quotation"
    assert one["body"]["schema:spokenByCharacter"][0]["schema:name"] == "Orla Venn"
    quote, place = one["target"][0]["selector"]
    assert quote["exact"] == READING.report.text[place["start"] : place["end"]]
    assert by_id[f"urn:sayso:statement:{FIRST.id}"]["sayso:checkedByPerson"] is True
    assert by_id[one["target"][0]["source"]]["schema:headline"] == "Dam holds"


def test_a_workbook_is_well_formed_and_runs_no_formula() -> None:
    body = workbook([{"a": "=1+1", "b": 2, "c": True, "d": "\x00<&_x0041_\ud800"}], "abcd")
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        for name in opened.namelist():
            ElementTree.fromstring(opened.read(name))
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert ">'=1+1</t>" in sheet
    assert "_x0000_&lt;&amp;_x005F_x0041_" in sheet


def of_json(name: str, change: Callable[[Any], object]) -> Callable[[dict[str, bytes]], None]:
    """What changes a file of a pack and has the list of hashes say so."""

    def done(parts: dict[str, bytes]) -> None:
        import hashlib

        plain = json.loads(parts[name])
        change(plain)
        parts[name] = json.dumps(plain).encode()
        manifest = json.loads(parts["manifest.json"])
        if name in manifest["files"]:
            manifest["files"][name]["sha256"] = hashlib.sha256(parts[name]).hexdigest()
            parts["manifest.json"] = json.dumps(manifest).encode()

    return done


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda parts: parts.pop("index.html"), "index.html is missing"),
        (lambda parts: parts.update({"index.html": b"x"}), "index.html was altered"),
        (lambda parts: parts.update({"more.txt": b"x"}), "more.txt was put in"),
        (
            of_json("reports.json", lambda d: d["reports"][0]["statements"][0]["spans"][0].update(
                {"text": "The dam at Ulverby fails"})),
            "its words do not stand",
        ),
        (
            of_json("reports.json", lambda d: d["reports"][0].update({"text_sha256": "0" * 64})),
            "by another hash",
        ),
        (of_json("custody.json", lambda d: d.pop(1)), "does not follow"),
        (of_json("custody.json", lambda d: d.pop()), "does not end in the root"),
        (of_json("custody.json", lambda d: d[0].update({"body": "{}"})), "entry 1 of the custody"),
        (of_json("manifest.json", lambda d: d.update({"root": "0" * 64})), "does not end in"),
    ],
)  # fmt: skip
def test_what_was_altered_is_found(
    made: Path, change: Callable[[dict[str, bytes]], None], words: str
) -> None:
    parts = files(made)
    change(parts)
    written(made, parts)
    assert any(words in fault for fault in check(made).faults)


@pytest.mark.parametrize("broken", [b"", b"PK\x05\x06" + b"\0" * 18, b"no zip"])
def test_what_is_no_pack(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(broken)
    with pytest.raises(PackError):
        check(tmp_path / "x.zip")


def test_a_sealed_name_is_in_no_pack(ledger: Ledger, tmp_path: Path) -> None:
    kept(ledger, READING)
    casework.seal(ledger, "Orla Venn")
    path = tmp_path / "sealed.zip"
    path.write_bytes(packed(ledger, whole=True))
    parts = files(path)
    assert not any(b"Orla" in body or b"Venn" in body for body in parts.values())
    hashes = (READING.report.text_sha256, READING.report.id, FIRST.id)
    assert not any(told.encode() in body for body in parts.values() for told in hashes)
    assert check(path).faults == ()
    assert check(path).open_entries == 0
    assert "to protect a source" in parts["index.html"].decode()


def test_verify_on_the_command_line(made: Path, run: Run) -> None:
    ended = run("verify", made)
    assert (ended.code, ended.err) == (0, "")
    assert "3 statements, 5 entries (2 of them with what they say)\nno faults\n" in ended.out
    assert "This proves that the files of the pack belong together" in ended.out
    noted = check(made).fingerprint
    assert run("verify", made, "--root", noted).code == 0
    assert run("verify", made, "--root", "0" * 64).code == 1
    (plain,) = run("verify", made, "--json").lines()
    assert plain["clean"] is True
    parts = files(made)
    written(made, parts | {"index.html": b"x"})
    ended = run("verify", made)
    assert ended.code == 1
    assert "FAULT the file index.html was altered" in ended.out
    assert "This proves that the pack was altered" in ended.out
    made.write_bytes(b"x")
    ended = run("verify", made)
    assert ended.code == 3
    assert "is no evidence pack" in ended.err

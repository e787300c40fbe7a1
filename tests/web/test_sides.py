"""Sides, named in the app."""

from __future__ import annotations

import csv
import io

from starlette.testclient import TestClient

from sayso.intake.sides import load
from tests.web.conftest import Post


def number_of(web: TestClient, name: str) -> str:
    (row,) = web.get(f"/actors.json?q={name}").json()["answer"]
    return str(row["actor_id"])


def test_a_side_is_named_and_undone(web: TestClient, post: Post) -> None:
    orla = number_of(web, "venn")
    page = post("/sides/name", actor=orla, side="Velm > Legion", back=f"/actor/{orla}")
    assert page.url.path == f"/actor/{orla}"
    assert "Velm › Legion" in page.text
    assert "a person says so" in page.text
    assert "Velm › Legion" in web.get("/sides").text
    assert len(web.get("/search.json?side=Velm").json()["answer"]) == 2
    assert "Velm › Legion" in web.get("/review/log").text
    page = post("/sides/undo", number="1", back="/sides")
    assert "Velm" not in page.text.split("<tbody>")[1].split("</table>")[0]
    post("/sides/name", actor=orla, what="none")
    assert "no side known" in web.get("/sides?q=venn").text
    post("/sides/name", actor=orla, what="leave")
    assert "Ulver" in web.get("/sides?q=venn").text


def test_many_at_once_and_a_file_of_all(web: TestClient, post: Post, tmp_path: object) -> None:
    page = post("/sides/many", lines="Orla Venn, Velm, Legion\nBram Tolk,Tess\nNobody, Velm\n")
    told = page.text if page.url.path == "/sides" else web.get("/sides").text
    assert "Velm › Legion" in told
    rows = list(csv.reader(io.StringIO(web.get("/sides.csv").text)))
    assert ["Orla Venn", "Velm", "Legion", "", ""] in rows


def test_what_is_exported_can_be_read_as_a_file_of_sides(
    web: TestClient, post: Post, tmp_path: object
) -> None:
    from pathlib import Path

    post("/sides/name", actor=number_of(web, "venn"), side="Velm>Legion")
    path = Path(str(tmp_path)) / "sides.csv"
    path.write_text(web.get("/sides.csv").text, encoding="utf-8")
    assert load(path) == {"Bram Tolk": ("Ulver",), "Orla Venn": ("Velm", "Legion")}


def test_what_cannot_be_named(web: TestClient, post: Post) -> None:
    orla = number_of(web, "venn")
    assert post("/sides/name", side="Velm").status_code == 400
    assert post("/sides/name", actor=orla).status_code == 400
    assert post("/sides/name", actor="999", side="Velm").status_code == 404
    assert post("/sides/name", actor=orla, side="a>b>c>d>e").status_code == 400
    assert post("/sides/many", lines=" \n").status_code == 400
    assert post("/sides/undo", number="x").status_code == 400
    assert post("/sides/undo", number="7").status_code == 400

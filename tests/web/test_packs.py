"""Evidence packs from the app."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from sayso.export.pack_check import check
from tests.making import dam_reading

REPORT = dam_reading().report.id


def test_a_pack_of_a_search_and_of_a_report(web: TestClient, tmp_path: Path) -> None:
    page = web.get("/pack?q=dam").text
    assert "Dam holds" in page
    assert "1 statement" in page
    for query, statements in (("q=dam", 1), (f"report={REPORT}&title=Mine&whole=yes", 2)):
        answer = web.get(f"/pack.zip?{query}")
        assert answer.headers["content-type"] == "application/zip"
        path = tmp_path / "x.zip"
        path.write_bytes(answer.content)
        found = check(path)
        assert (found.faults, found.statements) == ((), statements)
    assert (found.title, found.whole) == ("Mine", True)
    assert "Nothing fits" in web.get("/pack?q=nowhere").text
    assert web.get("/pack.zip?q=nowhere").status_code == 404

"""The accounts side by side: stories, boards, questions, and what happens over time."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso import casework, overview, views
from sayso.across import Matter, Moment, Told, Utterance
from sayso.compare.model import Reason as Why
from sayso.compare.model import Relation
from sayso.export.pack_check import check
from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.web.app import make_app
from sayso.web.desk import Serving
from sayso.web.pages.cards import cards
from sayso.web.pages.course import stretches
from tests.compare.making import on, told
from tests.making import READER, kept, read_said, report
from tests.web.conftest import HERE


def readings() -> list[Reading]:
    """Two reports of one event, made by hand."""
    first = report(
        "Orla Venn said: the Ulverby dam broke on Monday near the mill\n"
        "Bram Tolk said: the Ulverby dam did not break at all near the mill\n",
        publisher="The Harrow Gazette", published="2031-05-06", title="Ulverby dam broke",
    )  # fmt: skip
    second = report(
        "Orla Venn said: the Ulverby dam near the mill broke on Monday, all of it\n"
        "Ida Moss said: nobody was near the Ulverby mill when the dam broke\n",
        publisher="Quay Post", published="2031-05-07", title="Ulverby dam near the mill",
    )  # fmt: skip
    return [read_said(first), read_said(second)]


@pytest.fixture
def story(serving: Serving) -> Iterator[TestClient]:
    """A browser, as it were, on a ledger of that story, compared."""
    path = serving.ledger.with_name("story.db")
    with Ledger.open(path, create=True) as ledger:
        kept(ledger, *readings())
        list(casework.compare_across(ledger))
    app = make_app(replace(serving, ledger=path))
    with TestClient(app, HERE, headers={"accept": "text/html"}) as client:
        yield client


def test_the_app_begins_with_the_only_story(story: TestClient) -> None:
    page = story.get("/")
    assert page.url.path.startswith("/story/")
    assert "The accounts side by side" in page.text
    (row,) = story.get("/stories.json").json()["answer"]
    assert row["reports"] == 2
    assert "Ulverby dam broke" in story.get("/stories").text


def test_a_board(story: TestClient) -> None:
    page = story.get("/").text
    for name in ("Orla Venn", "Bram Tolk"):
        assert f"<bdi>{name}</bdi>" in page
    assert "no side stated" in page
    assert "Statements that no person has checked: " in page
    assert "source of wording" in page or "sources of wording" in page
    for inner in ("matter", "polarity", "furniture", "utterance", "%"):
        assert inner not in page.replace("utterances", "").split("<main")[1].split("</main")[0]
    path = story.get("/").url.path
    rows = story.get(f"{path}.json").json()["answer"]
    assert all(row["id"] and row["title"] for row in rows)
    assert "Orla Venn" in story.get(f"{path}.csv").text
    question = story.get(f"/question/{rows[0]['id']}")
    assert rows[0]["title"] in question.text
    plain = story.get(f"/question/{rows[0]['id']}.json").json()["answer"]
    assert plain["utterances"] == rows[0]["utterances"]


@pytest.mark.parametrize("path", ["/story/ffff", "/question/ffff"])
def test_what_is_not_there(story: TestClient, path: str) -> None:
    assert story.get(path).status_code == 404


def test_a_checked_statement_is_marked_on_the_board(story: TestClient) -> None:
    one = story.get("/search.json?q=dam").json()["answer"][0]
    token = story.get("/add").text.split('name="token" value="')[1].split('"')[0]
    story.post("/review/accept", data={"token": token, "statement": one["id"]})
    assert "checked by a person</span>" in story.get("/").text


@pytest.mark.parametrize("path", ["/timeline", "/changes", "/copies", "/places", "/compare"])
def test_pages_with_and_without_a_story(story: TestClient, web: TestClient, path: str) -> None:
    for client in (story, web):
        for form in ("", ".json", ".csv"):
            assert client.get(path + form).status_code == 200


def test_a_timeline(story: TestClient) -> None:
    page = story.get("/timeline?who=tolk").text
    assert "did not break" in page
    assert "Ida Moss" not in page
    rows = story.get("/timeline.json").json()["answer"]
    assert {name for row in rows for name in row["speakers"]} == {
        "Orla Venn", "Bram Tolk", "Ida Moss",
    }  # fmt: skip


def test_two_outlets_side_by_side(story: TestClient) -> None:
    page = story.get("/compare?a=The Harrow Gazette&b=Quay Post").text
    assert "Orla Venn" in page
    assert "Nothing here is called nobody" in story.get("/compare?a=nobody&b=Quay Post").text
    assert story.get("/compare.json?a=nobody&b=Quay Post").status_code == 404
    rows = story.get("/compare.json?a=The Harrow Gazette&b=Quay Post").json()["answer"]
    assert {row["part"] for row in rows} == {"The Harrow Gazette", "Quay Post"}


def test_a_copy_is_told(serving: Serving) -> None:
    words = " ".join(f"word{n} of the long piece about the dam" for n in range(60))
    with Ledger.open(serving.ledger) as ledger:
        for outlet, day in (("Wire", "2031-05-06"), ("Copyist", "2031-05-07")):
            made = report(words, publisher=outlet, published=day, title=f"Of {outlet}")
            kept(ledger, Reading(made))
        list(casework.compare_across(ledger))
    with TestClient(make_app(serving), HERE, headers={"accept": "text/html"}) as web:
        page = web.get("/copies").text
        assert "reprints" in page
        assert "Of Copyist" in page
        assert web.get("/copies.json").json()["answer"][0]["reports"]


def test_a_pack_of_a_story(story: TestClient, tmp_path: Path) -> None:
    key = story.get("/").url.path.rsplit("/", 1)[1]
    assert f"/pack?story={key}" in story.get("/").text
    assert (
        "Story: Ulverby dam broke (2031-05-06 to 2031-05-07)"
        in story.get(f"/pack?story={key}").text
    )
    path = tmp_path / "story.zip"
    path.write_bytes(story.get(f"/pack.zip?story={key}").content)
    assert check(path).faults == ()
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert "Questions at issue" in parts["index.html"].decode()
    questions = json.loads(parts["questions.json"])
    assert {row["id"] for row in questions} == {
        row["id"] for row in story.get(f"/story/{key}.json").json()["answer"]
    }
    questions[0]["utterances"][0]["statements"] = ["ffff"]
    parts["questions.json"] = json.dumps(questions).encode()
    with zipfile.ZipFile(path, "w") as out:
        for name, body in parts.items():
            out.writestr(name, body)
    told = " ".join(check(path).faults)
    assert "questions.json was altered" in told
    assert "rests on statement ffff" in told
    assert story.get("/pack?story=ffff").status_code == 404


def test_a_report_tells_what_it_has_in_common_with_others(serving: Serving) -> None:
    words = " ".join(f"word{n} of the long piece about the dam" for n in range(60))
    made = [
        report(words, publisher=outlet, published=day, title=f"Of {outlet}")
        for outlet, day in (("Wire", "2031-05-06"), ("Copyist", "2031-05-07"))
    ]
    with Ledger.open(serving.ledger) as ledger:
        kept(ledger, *map(Reading, made))
        list(casework.compare_across(ledger))
        (shared,) = views.copies_of(ledger, made[1].id)
    assert (shared.kind, shared.from_there, shared.other) == ("reprint", True, made[0])
    with TestClient(make_app(serving), HERE, headers={"accept": "text/html"}) as web:
        page = web.get(f"/report/{made[1].id}").text
        assert "This report reprints" in page
        assert 'class="copied"' in page
        assert "is reprinted by" in web.get(f"/report/{made[0].id}").text


def test_a_report_tells_what_its_page_changed(serving: Serving) -> None:
    url = "https://harrow.example/dam"
    first = report("Orla Venn said: the dam will hold all week\n", url=url)
    later = report(
        "Orla Venn said: the dam may hold all week\nBram Tolk said: it leaks by the mill\n",
        url=url, published="2031-05-07",
    )  # fmt: skip
    with Ledger.open(serving.ledger) as ledger:
        kept(ledger, read_said(first), read_said(later))
        list(casework.compare_across(ledger))
    with TestClient(make_app(serving), HERE, headers={"accept": "text/html"}) as web:
        page = web.get(f"/report/{later.id}").text
        assert "What this version changed" in page
        assert "it leaks by the mill" in page.split("What this version changed")[1]
        assert "What this version changed" not in web.get(f"/report/{first.id}").text


def matter(*said: Utterance, relations: tuple[Relation, ...] = ()) -> Matter:
    return Matter("m1", "Ulverby, 6 May 2031", (), said, relations, 2, (), None, None)


def test_a_relation_is_told_at_both_ends_and_of_renderings_at_what_they_render() -> None:
    one = Utterance("u1", (told("the dam broke", "Orla Venn"),))
    other = Utterance("u2", (told("the dam did not break", "Bram Tolk", act="deny"),))
    denies = Relation("denies", "u2", "u1", 0.5, (Why("negated", "It is negated."),))
    twice = Relation("paraphrase-differs", one.told[0].id, one.told[0].id, 0.9, ())
    shown = cards(matter(one, other, relations=(denies, twice)), {})
    (tie,) = shown["u2"].ties
    assert (tie.words, tie.number, tie.unsure) == ("denies what was said by", 1, True)
    assert tie.reasons == ("It is negated.",)
    assert next(tie.words for tie in shown["u1"].ties) == "is denied by"
    assert "a denial" in shown["u2"].marks


def test_a_group_in_two_spellings_is_one_column(serving: Serving) -> None:
    path = serving.ledger.with_name("spelt.db")
    with Ledger.open(path, create=True) as ledger:
        kept(ledger, *readings())
        for name, side in (
            ("Orla Venn", ("Velm", "Ministry of Dams")),
            ("Bram Tolk", ("Velm", "ministry of dams")),
        ):  # fmt: skip
            for row in views.who(ledger, name):
                casework.name_side(ledger, str(row.actor_id), side, "Rue")
        list(casework.compare_across(ledger))
        columns = views.board(ledger).columns
    assert [one.group for one in columns if one.side == "Velm"] == ["Ministry of Dams"]


def test_marks_of_a_card() -> None:
    one = Utterance("u1", (told("a flight", "Orla Venn", quoted=True, language="uk"),))
    assert cards(matter(one), {})["u1"].marks == (
        "only a few words are quoted", "from a report in another language (uk)",
    )  # fmt: skip
    silent = Utterance("u2", (told("declined to comment", act="decline"),))
    assert cards(matter(silent), {})["u2"].marks == ("no comment",)


def test_when_it_was_said_is_drawn_beside_when_it_was_told() -> None:
    moments = [
        moment(told("a", said=on("2031-05-01"), day="2031-05-10")),
        moment(told("b", day="2031-05-05")),
        moment(told("c", day="")),
    ]
    first, second, third = stretches(moments)
    assert first is not None
    assert second is not None
    assert (first.x, first.width, first.told) == (0, 24, (228,))
    assert (second.width, second.told) == (0, (108,))
    assert third is None
    assert list(stretches([moments[2]])) == [None]


def moment(one: Told) -> Moment:
    return Moment(one.told and one.told.from_, one.said is not None, Utterance(one.id, (one,)), ())


def test_what_is_added_is_compared(serving: Serving) -> None:
    def read_many(items: Any, report_of: Any) -> Iterator[Any]:
        for one in items:
            wanted = report_of(one)
            yield one, read_said(wanted) if wanted else None

    path = serving.ledger.with_name("new.db")
    app = make_app(Serving(path, "Rue", read_many, READER))
    with TestClient(app, HERE, headers={"accept": "text/html"}) as web:
        for made in readings():
            token = web.get("/add").text.split('name="token" value="')[1].split('"')[0]
            told = made.report
            page = web.post("/add", data={
                "token": token, "text": told.text, "outlet": told.publisher or "",
                "published": told.published or "",
            })  # fmt: skip
            for _ in range(200):
                if web.get(f"{page.url.path}.json").json()["answer"]["over"]:
                    break
                time.sleep(0.05)
        assert web.get("/").url.path.startswith("/story/")
    with Ledger.open(path) as ledger:
        assert overview.stories(ledger)[0].reports == 2


def test_a_sealed_name_is_in_no_rows(story: TestClient, serving: Serving) -> None:
    with Ledger.open(serving.ledger.with_name("story.db")) as ledger:
        casework.seal(ledger, "Orla Venn")
        assert views.sealed(ledger)
    path = story.get("/").url.path
    assert "Orla Venn (sealed)" in story.get(path).text
    for beside in (path, "/stories", "/timeline", "/changes", "/copies", "/places", "/reports"):
        for form in ("json", "csv"):
            answer = story.get(f"{beside}.{form}")
            assert answer.status_code == 200
            assert "Orla" not in answer.text, beside


def bound(web: TestClient, **fields: str) -> Any:
    token = web.get("/add").text.split('name="token" value="')[1].split('"')[0]
    return web.post("/review/bind", data={"token": token, **fields})


def test_a_person_puts_things_said_together_otherwise(story: TestClient, serving: Serving) -> None:
    rows = story.get(f"{story.get('/').url.path}.json").json()["answer"]
    question = next(row for row in rows if len(row["utterances"]) > 1)
    a, b = (one["statements"][0] for one in question["utterances"][:2])
    where = f"/question/{question['id']}"
    assert "are one thing said, told twice" in story.get(where).text
    page = bound(story, a=a, b=b, kind="one", back=where)
    assert "are being put together anew" in page.text

    def together() -> bool:
        with Ledger.open(serving.ledger.with_name("story.db")) as ledger:
            return any(
                {a, b} <= set(one.renderings)
                for each in views.matters(ledger) for one in each.utterances
            )  # fmt: skip

    for _ in range(100):
        if together():
            break
        time.sleep(0.05)
    assert together()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"a": "ffff", "b": "ffff", "kind": "one"}, 404),
        ({"a": "ffff", "b": "ffff", "kind": "same"}, 400),
        ({"a": "ffff", "kind": "one"}, 400),
    ],
)
def test_what_cannot_be_put_together(
    story: TestClient, fields: dict[str, str], status: int
) -> None:
    assert bound(story, **fields).status_code == status

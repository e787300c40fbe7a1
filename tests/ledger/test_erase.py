"""What is erased is in no file any more, and all else is as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso import casework, views
from sayso.errors import ErasureUnfinished, SeveralFit, UnknownEntry
from sayso.ledger import Ledger, custody
from sayso.ledger.corrections import Wanted
from sayso.ledger.erase import erase
from sayso.ledger.load import load_reading, report_ids
from sayso.ledger.persons import person
from sayso.ledger.plan import Everywhere, Plan, SpanOf, Target, WholeReport, plan
from sayso.ledger.scrub import finish, unfinished
from sayso.ledger.verify import verify
from sayso.ledger.wording import BLOCK
from sayso.ledger.write import add_capture, add_reading
from sayso.model import Capture, Item, Reading, Report, report_id, sha256
from tests.making import READER, anew, dam_reading, item, kept, no_model, read_said, report
from tests.traces import files_of, traces

TALK = "Ferry to Ostrel\n\nOrla Venn said: the ferry is out of order\nBram Tolk said: it is not\n"


def of_text(text: str, **about: Any) -> Reading:
    return read_said(report(text, **({"publisher": None, "title": None} | about)))


def erased(ledger: Ledger, target: Target) -> Plan:
    done = erase(ledger, target, anew, READER)
    assert not [finding for finding in verify(ledger) if finding.fault]
    assert not unfinished(ledger)
    return done


def span_of(ledger: Ledger, key: str, words: str) -> SpanOf:
    start = load_reading(ledger, key).report.text.index(words)
    return SpanOf(key, start, start + len(words))


def contents(ledger: Ledger, key: str) -> list[list[tuple[Any, ...]]]:
    """All rows of one report, but for numbers that are given anew."""
    queries = (
        "SELECT * FROM reports WHERE id = ?",
        "SELECT * FROM captures WHERE report_id = ?",
        "SELECT * FROM readings WHERE report_id = ?",
        "SELECT * FROM cast JOIN actors USING (actor_id) WHERE report_id = ?",
        "SELECT s.*, f.* FROM statements s JOIN found_statements f ON f.rowid = s.number"
        " WHERE report_id = ?",
        "SELECT * FROM speakers WHERE report_id = ?",
        "SELECT * FROM decisions LEFT JOIN attachments ON decision = number WHERE report_id = ?",
    )
    return [[tuple(row) for row in ledger.connection.execute(sql, (key,))] for sql in queries]


def decided_by_another(ledger: Ledger, key: str, body: Any) -> int:
    """A decision of a kind that only a later Sayso knows."""
    with ledger.transaction() as connection:
        connection.execute(
            "INSERT INTO decisions (at, who, kind, report_id, body) VALUES ('2031-05-07',"
            " 'Ida Moss', 'annotate', ?, ?)",
            (key, json.dumps(body, ensure_ascii=False)),
        )
        number = int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])
        connection.execute(
            "INSERT INTO attachments SELECT ?, id FROM statements WHERE report_id = ? LIMIT 1",
            (number, key),
        )
        custody.record_decision(connection, number)
    return number


# Everything, everywhere: words that are nowhere else, in every place that may hold some

LETTERS = "bdgkvwxz" + "éñöşž"
RARE = st.text(LETTERS, min_size=5, max_size=9).map(lambda word: f"Zq{word}")


def full(first: str, last: str, filler: str) -> tuple[Reading, Item]:
    """A report that has a name in its text, title, authors, address, path, quotations and bytes."""
    name = f"{first} {last}"
    text = (
        f"Harbour: {name} quits\n\n{filler}\n{name} said: “I go,” and {last} went\n"
        f"Bram Tolk said: {last.upper()} is gone\n"
    )
    made = report(
        text,
        url=f"https://harrow.example/{first}-{last}-quits?by={last}".lower(),
        publisher=f"The {last} Gazette",
        title=f"Harbour: {name} quits",
    )
    raw = f"<{text}>".encode()
    made = replace(made, authors=(name, f"{last}, {first}"), raw_sha256=sha256(raw))
    capture = Capture(
        raw, made.raw_sha256, f"notes/{first}_{last}.txt", made.url,
        "2031-05-07T10:00:00Z", 200, (("etag", f'"{last}"'), ("content-length", str(len(text)))),
        "by hand",
    )  # fmt: skip
    return read_said(made), Item("notes", made, capture)


@contextmanager
def fresh() -> Iterator[Ledger]:
    with (
        TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "case.db", create=True) as opened,
    ):
        yield opened


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=RARE, last=RARE, filler=st.text("abc “”é\n🙂", max_size=60), what=st.integers(0, 2))
@example("Zqbédg", "Zqöşžé", "🙂 a\n", 0)
@example("Zqbédg", "Zqöşžé", "🙂 a\n", 1)
@example("Zqbédg", "Zqöşžé", "🙂 a\n", 2)
def test_no_file_of_the_ledger_has_the_words_any_more(
    first: str, last: str, filler: str, what: int
) -> None:
    with fresh() as ledger:
        kept(ledger, dam_reading(), of_text(TALK))
        others = {key: contents(ledger, key) for key in report_ids(ledger)}
        reading, met = full(first, last, filler)
        key = reading.report.id
        add_reading(ledger, met, reading, READER)
        add_capture(ledger, met)
        one, two = (statement.id for statement in reading.statements)
        casework.accept(ledger, one, "Ida Moss", note=f"ask {last.lower()} again")
        casework.correct(ledger, two, Wanted(speakers=(f"{first} {last}",)), "Ida Moss")
        shutil.copy(ledger.path, f"{ledger.path}.schema-2.backup")
        words = (
            first,
            last,
            f"{first} {last}",
            key,
            reading.report.text_sha256,
            reading.statements[0].id,
        )
        assert traces(ledger, *words)
        text = reading.report.text
        places = [at for at in range(len(text)) if text.startswith(first, at)]
        if what == 0:
            erased(ledger, WholeReport(key))
        elif what == 1:
            erased(ledger, Everywhere(person(ledger, f"{first} {last}")))
        else:
            # From the first place to the last: one span that holds every one of them.
            end = text.rindex(last.upper()) + len(last)
            erased(ledger, SpanOf(key, places[0], end))
        assert traces(ledger, *words) == []
        assert {key: contents(ledger, key) for key in others} == others
        assert views.counts(ledger)["reports"] == 2 + bool(what)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_span_anywhere_leaves_all_other_characters(data: st.DataObject) -> None:
    word = data.draw(RARE)
    before = data.draw(st.text("ab é🙂\u0301\n", max_size=30))
    after = data.draw(st.text("ab é🙂\n", max_size=30))
    start = data.draw(st.integers(0, 3))
    text = f"{before}“{word}” {after}\n\n{TALK}"
    with fresh() as ledger:
        reading = of_text(text, url=f"https://x.example/{word}")
        kept(ledger, reading, dam_reading())
        place = (len(before) + 1 - min(start, len(before)), len(before) + 1 + len(word))
        done = erased(ledger, SpanOf(reading.report.id, *place))
        told = load_reading(ledger, done.redactions[0].after.id)
        left = told.report.text
        assert len(left) == len(text)
        assert left[slice(*place)] == BLOCK * (place[1] - place[0])
        assert (left[: place[0]], left[place[1] :]) == (text[: place[0]], text[place[1] :])
        assert told == read_said(told.report)
        assert traces(ledger, word) == []


# A report


def test_an_erased_report_leaves_a_tombstone_and_an_entry(ledger: Ledger) -> None:
    kept(ledger, dam_reading())
    erased(ledger, WholeReport(dam_reading().report.id))
    counts = views.counts(ledger)
    assert counts == {"reports": 0, "captures": 0, "statements": 0, "actors": 0}
    (stone,) = ledger.connection.execute("SELECT number, what FROM tombstones").fetchall()
    assert tuple(stone) == (1, "report")
    rows = ledger.connection.execute("SELECT what, body FROM custody").fetchall()
    assert [tuple(row) for row in rows] == [
        ("reading", None), ("capture", None), ("erasure", '{"erased":"report"}'),
    ]  # fmt: skip
    assert not list(ledger.raw_folder.rglob("*"))
    with pytest.raises(UnknownEntry):
        erase(ledger, WholeReport(dam_reading().report.id), anew, READER)


def test_bytes_that_two_reports_have_stay_for_the_other(ledger: Ledger) -> None:
    one, two = (dam_reading(report(publisher=name)) for name in ("A", "B"))
    kept(ledger, one, two)
    done = erased(ledger, WholeReport(one.report.id))
    assert (done.raw, done.shared) == (frozenset(), frozenset({one.report.raw_sha256}))
    assert [path.name for path in ledger.raw_folder.rglob("??*") if path.is_file()] == [
        two.report.raw_sha256
    ]


def test_a_name_that_only_the_erased_report_spelt_so(ledger: Ledger) -> None:
    kept(ledger, of_text("Órla VENN said: no"), of_text("Orla Venn said: yes", publisher="B"))
    erased(ledger, WholeReport(of_text("Órla VENN said: no").report.id))
    assert [row.name for row in views.who(ledger)] == ["Orla Venn"]
    held = [path.read_bytes() for path in files_of(ledger) if path.is_file()]
    assert not any("Órla".encode() in one for one in held)


def test_what_a_killed_run_left_beside_the_ledger_goes_too(ledger: Ledger) -> None:
    kept(ledger, dam_reading(), of_text(TALK))
    stray = ledger.raw_folder / "ab" / ("ab" * 32)
    stray.parent.mkdir()
    stray.write_text("Orla Venn")
    part = stray.with_name(stray.name + ".99.part")
    part.write_text("Orla")
    mine = ledger.raw_folder / "mine.txt"
    mine.write_text("not of the ledger")
    done = erased(ledger, WholeReport(dam_reading().report.id))
    assert set(done.strays) == {stray, part}
    assert not stray.parent.exists()
    assert mine.exists()


def test_an_actor_sealed_goes_with_its_last_report(ledger: Ledger) -> None:
    kept(ledger, dam_reading())
    casework.seal(ledger, "orla venn")
    erased(ledger, WholeReport(dam_reading().report.id))
    assert traces(ledger, "Orla", "Venn") == []


def test_the_versions_on_either_side_become_neighbours(ledger: Ledger) -> None:
    url = "https://x.example/a"
    made = [of_text(f"Version {n} of it.", url=url) for n in range(3)]
    kept(ledger, *made)
    erased(ledger, WholeReport(made[1].report.id))
    found = views.versions(ledger, made[2].report.id)
    assert (found.ids, found.place) == ((made[0].report.id, made[2].report.id), 1)


# A span


def test_hashes_and_ids_are_made_anew_by_the_ordinary_rules(ledger: Ledger) -> None:
    reading = of_text(TALK, url="https://x.example/a")
    kept(ledger, reading)
    key = reading.report.id
    done = erased(ledger, span_of(ledger, key, "Orla Venn"))
    (new,) = report_ids(ledger)
    told = load_reading(ledger, new)
    assert done.redactions[0].after == told.report
    assert told.report.text == TALK.replace("Orla Venn", BLOCK * 4 + BLOCK * 5)
    digest = sha256(told.report.text.encode())
    assert (told.report.text_sha256, told.report.raw_sha256) == (digest, "")
    assert new == report_id(digest, "https://x.example/a", None) != key
    (capture,) = views.show(ledger, new).captures
    assert (capture["raw_sha256"], capture["headers"]) == ("", [])
    hashes = [key, reading.report.text_sha256, reading.report.raw_sha256]
    assert traces(ledger, *hashes, *(one.id for one in reading.statements)) == []
    assert [row.speaker for row in views.find(ledger, views.Query("not"))] == ["Bram Tolk"]


def test_the_reading_is_made_by_the_function_given(ledger: Ledger) -> None:
    kept(ledger, of_text(TALK))
    key = of_text(TALK).report.id
    asked: list[Report] = []

    def reads(reports: Any) -> Iterator[Reading]:
        for one in reports:
            asked.append(one)
            yield read_said(one)

    done = erase(ledger, span_of(ledger, key, "out of order"), reads, "another reader")
    assert asked == [done.redactions[0].after]
    assert views.show(ledger, asked[0].id).reader == "another reader"


@pytest.mark.parametrize(
    ("words", "title", "url", "publisher"),
    [
        ("Venn", "Ferry: ████ quits", "https://x.example/orla-████/████", "The ████ Post"),
        (
            "Orla Venn",
            "Ferry: ████ quits",
            "https://x.example/█████████/████",
            "The ████ Post",
        ),
        ("nn", "Ferry: ████ quits", "https://x.example/orla-████/████", "The ████ Post"),
        (
            " said: the",
            "Ferry: Venn quits",
            "https://x.example/orla-venn/venn",
            "The Venn Post",
        ),
        ("Ferry", "█████: Venn quits", "https://x.example/orla-venn/venn", "The Venn Post"),
    ],
)
def test_what_stands_beside_the_text(
    ledger: Ledger, words: str, title: str, url: str, publisher: str
) -> None:
    text = "Ferry news\n\nOrla Venn said: the boat sinks\nOrla Tolk said: no boat, the boats\n"
    reading = of_text(
        text, title="Ferry: Venn quits", url="https://x.example/orla-venn/venn",
        publisher="The Venn Post",
    )  # fmt: skip
    kept(ledger, reading)
    erased(ledger, span_of(ledger, reading.report.id, words))
    (row,) = ledger.connection.execute("SELECT title, url, publisher, host FROM reports").fetchall()
    assert tuple(row) == (title, url, publisher, "x.example")
    (capture,) = ledger.connection.execute("SELECT final_url FROM captures").fetchall()
    assert capture[0] == url


def test_a_title_is_blanked_as_the_text_is(ledger: Ledger) -> None:
    text = "Ferry is out, ferry is shut\n\nThe ferry is shut."
    reading = of_text(text, title="Ferry is out, ferry is shut")
    kept(ledger, reading)
    erased(ledger, SpanOf(reading.report.id, 14, 19))
    (title,) = ledger.connection.execute("SELECT title FROM reports").fetchone()
    assert title == "█████ is out, █████ is shut"


def test_a_date_line_that_is_erased_dates_nothing_any_more(ledger: Ledger) -> None:
    text = "12 May 2031\n\nOrla Venn said: no"
    made = replace(report(text, title=None), published="2031-05-12", published_from="dateline")
    kept(ledger, read_said(made))
    erased(ledger, SpanOf(made.id, 0, 11))
    row = ledger.connection.execute("SELECT published, published_from FROM reports").fetchone()
    assert tuple(row) == (None, "none")
    assert traces(ledger, "2031-05-12") == []


def test_a_letter_takes_its_diacritics_with_it(ledger: Ledger) -> None:
    text = "Bjo\u0308rn said no"
    kept(ledger, of_text(text))
    erased(ledger, SpanOf(of_text(text).report.id, 0, 3))
    assert ledger.connection.execute("SELECT text FROM reports").fetchone()[0] == "████rn said no"


def test_the_same_words_elsewhere_are_told_of_and_left(ledger: Ledger) -> None:
    one, two = of_text(TALK + "Orla Venn"), of_text(TALK, publisher="B")
    kept(ledger, one, two)
    done = erased(ledger, span_of(ledger, one.report.id, "Orla Venn"))
    assert done.elsewhere == (one.report.id, two.report.id)
    assert views.counts(ledger)["reports"] == 2


def test_versions_that_only_the_erased_words_told_apart_become_one(ledger: Ledger) -> None:
    url = "https://x.example/a"
    after = f" fell.{40 * '-'}\nBram Tolk said: no"
    made = [of_text(f"The {word}{after}", url=url) for word in ("keep", "wall")]
    kept(ledger, *made)
    for one in made:
        casework.accept(ledger, one.statements[0].id, "Ida Moss")
    for one, word in zip(made, ("keep", "wall"), strict=True):
        erased(ledger, span_of(ledger, one.report.id, word))
    counts = views.counts(ledger)
    assert (counts["reports"], counts["captures"]) == (1, 2)
    (told,) = views.readings(ledger)
    assert len(told.standing) == 2
    assert set(told.standing.values()) == {told.machine.statements[0].id}


def test_a_span_of_nothing_but_blocks_is_nothing_to_erase(ledger: Ledger) -> None:
    kept(ledger, of_text("a ██ b"))
    with pytest.raises(UnknownEntry) as raised:
        erase(ledger, SpanOf(of_text("a ██ b").report.id, 2, 4), anew, READER)
    assert raised.value.kind == "span"
    assert not ledger.connection.execute("SELECT 1 FROM tombstones").fetchall()


# What persons decided


def test_decisions_that_hold_erased_words_go_and_others_stay(ledger: Ledger) -> None:
    text = (
        "Orla Venn said: the ferry is out of order\n" + 40 * "-" + "\nBram Tolk said: it is not\n"
    )
    reading = of_text(text)
    kept(ledger, reading, dam_reading())
    key, (one, two) = reading.report.id, reading.statements
    # Its content; its frame; its note, in other case.
    casework.accept(ledger, one.id, "Ida Moss")
    casework.correct(ledger, one.id, Wanted(content=("the ferry",)), "Ida Moss")
    casework.accept(ledger, two.id, "Ida Moss", note="not ORDER")
    casework.reject(ledger, two.id, "disputed", "Ida Moss", note=f"see {two.id} of {key}")
    casework.correct(ledger, two.id, Wanted(speakers=("Pim Roth",)), "Ida Moss")
    casework.accept(ledger, dam_reading().statements[0].id, "Ida Moss", note="out of order")
    done = erased(ledger, span_of(ledger, key, "out of order"))
    assert done.decisions == (1, 2, 3)
    told = next(found for found in views.readings(ledger) if "█" in found.machine.report.text)
    new = told.machine.statements[1].id
    assert told.standing == {4: new, 5: new}
    assert told.review(new).status == "disputed"
    assert [row.speaker for row in views.find(ledger, views.Query("not"))] == ["Pim Roth"]
    rows = views.decision_log(ledger)
    assert [row.number for row in rows] == [4, 5, 6]
    assert rows[0].note == f"see {new} of {told.machine.report.id}"
    assert traces(ledger, key, one.id, two.id) == []


def test_decisions_of_a_kind_that_is_not_known_are_erased_from_too(ledger: Ledger) -> None:
    reading = of_text(TALK)
    kept(ledger, reading, dam_reading())
    key, dam, (one, two) = reading.report.id, dam_reading().report.id, reading.statements
    start = TALK.index("out of order")
    about = {"statement": two.id, "report": key, "score": 0.1234567890123456}
    going = [
        decided_by_another(ledger, key, {"content": {"exact": "is out of order", "start": start}}),
        decided_by_another(ledger, key, {"source": {"exact": "Bram Tolk", "prefix": "of order\n"}}),
        decided_by_another(ledger, key, {"suffix": "ferry is out o"}),
        decided_by_another(ledger, key, {"note": ["not ORDER"]}),
    ]
    staying = [
        decided_by_another(ledger, key, {"about": about}),
        decided_by_another(ledger, key, {"about": {"statement": "0123456789abcdef"}}),
        decided_by_another(ledger, dam, {"note": "out of order"}),
        decided_by_another(ledger, dam, {"compare": two.id, "hash": "0123456789abcdef"}),
    ]
    done = erase(ledger, span_of(ledger, key, "out of order"), anew, READER)
    assert done.decisions == tuple(going)
    told = load_reading(ledger, done.redactions[0].after.id)
    new, ids = told.report.id, [statement.id for statement in told.statements]
    rows = ledger.connection.execute(
        "SELECT number, report_id, body, statement_id FROM decisions"
        " JOIN attachments ON decision = number ORDER BY number"
    ).fetchall()
    assert [row["number"] for row in rows] == staying
    assert [row["report_id"] for row in rows] == [new, new, dam, dam]
    bodies = [json.loads(row["body"]) for row in rows]
    assert bodies[0] == {"about": {"statement": ids[1], "report": new, "score": 0.1234567890123456}}
    assert bodies[1] == {"about": {"statement": BLOCK * 16}}
    assert bodies[3] == {"compare": ids[1], "hash": "0123456789abcdef"}
    assert [row["statement_id"] for row in rows[:2]] == [None, None]
    assert traces(ledger, key, one.id, two.id) == []
    faults = [finding.detail for finding in verify(ledger) if finding.fault]
    assert all("cannot be applied" in one for one in faults)


def test_a_decision_stands_on_nothing_where_its_statement_is_gone(ledger: Ledger) -> None:
    kept(ledger, of_text(f"{TALK}--{'-' * 40}\nPim Roth said: x\n"))
    (reading,) = views.readings(ledger)
    casework.accept(ledger, reading.machine.statements[2].id, "Ida Moss")

    def reads(reports: Any) -> Iterator[Reading]:
        return (replace(one, statements=one.statements[:1]) for one in anew(reports))

    erase(ledger, span_of(ledger, reading.machine.report.id, "Orla Venn said"), reads, READER)
    assert not list(verify(ledger))
    (told,) = views.readings(ledger)
    assert told.standing == {1: None}


def test_decisions_on_erased_reports_are_not_missed(ledger: Ledger) -> None:
    kept(ledger, of_text(TALK), dam_reading())
    casework.accept(ledger, of_text(TALK).statements[0].id, "Ida Moss")
    erased(ledger, WholeReport(of_text(TALK).report.id))
    casework.accept(ledger, dam_reading().statements[0].id, "Ida Moss")
    assert [row.number for row in views.decision_log(ledger)] == [2]


def test_a_speaker_that_only_a_decision_names(ledger: Ledger) -> None:
    kept(ledger, of_text(TALK))
    one = of_text(TALK).statements[1]
    casework.correct(ledger, one.id, Wanted(speakers=("Pim Roth",)), "Ida Moss")
    done = erased(ledger, Everywhere(person(ledger, "Pim Roth")))
    assert done.decisions == (1,)
    assert traces(ledger, "Pim", "Roth") == []
    # What the report says of another is what that one says again.
    text = ledger.connection.execute("SELECT text FROM reports").fetchone()[0]
    assert text == TALK.replace("Bram Tolk", BLOCK * 9)


# A person


def test_a_person_goes_from_every_report_in_all_spellings(ledger: Ledger) -> None:
    texts = [
        "Orla Venn said: I go\nBram Tolk said: Venn goes\n",
        "VENN, O., and Órla Vènn: Mrs Venn’s day, O. Venn\n",
        "Nothing of hers: Venning, Ovenn, Orla\n",
    ]
    made = [of_text(text, publisher=str(n)) for n, text in enumerate(texts)]
    kept(ledger, *made)
    before = contents(ledger, made[2].report.id)
    erased(ledger, Everywhere(person(ledger, "orla venn")))
    left = [row[0] for row in ledger.connection.execute("SELECT text FROM reports ORDER BY number")]
    assert left == [
        "█████████ said: I go\nBram Tolk said: ████ goes\n",
        "████, O., and █████████: Mrs ████’s day, ███████\n",
        texts[2],
    ]
    assert contents(ledger, made[2].report.id) == before
    assert [row.name for row in views.who(ledger)] == ["Bram Tolk"]


def test_mentions_and_sources_that_the_reading_knows_go(ledger: Ledger) -> None:
    reading = dam_reading()
    kept(ledger, reading)
    erased(ledger, Everywhere(person(ledger, "1")))
    text = ledger.connection.execute("SELECT text FROM reports").fetchone()[0]
    assert text == reading.report.text.replace("Orla Venn", BLOCK * 9).replace("she", BLOCK * 3)


def test_with_words_what_the_person_said_goes_too(ledger: Ledger) -> None:
    kept(ledger, of_text(TALK, url="https://x.example/order"))
    erased(ledger, Everywhere(person(ledger, "venn"), with_words=True))
    row = ledger.connection.execute("SELECT text, url FROM reports").fetchone()
    assert row["text"] == TALK.replace("Orla Venn", BLOCK * 9).replace(
        "the ferry is out of order", BLOCK * 25
    )
    assert row["url"] == "https://x.example/█████"


def test_somebody_who_speaks_nowhere(ledger: Ledger) -> None:
    kept(ledger, of_text("It was Ida Moss.\n", url="https://x.example/a"), of_text(TALK))
    path = item(report("A leaflet."), "papers/IdaMoss2.txt")
    list(casework.add(ledger, [path], no_model, READER))
    done = erased(ledger, Everywhere(person(ledger, "Ida Moss")))
    assert (len(done.redactions), len(done.captures)) == (3, 1)
    assert views.counts(ledger)["reports"] == 3
    assert traces(ledger, "Ida Moss", "Moss") == []
    with pytest.raises(UnknownEntry) as raised:
        plan(ledger, Everywhere(person(ledger, "Ida Moss")))
    assert raised.value.kind == "person"


def test_a_name_in_the_bytes_alone_goes_with_them(ledger: Ledger) -> None:
    for number, raw in enumerate(RAW_WITH_NAME):
        made = replace(report(f"Leaflet {number}."), raw_sha256=sha256(raw), authors=())
        capture = replace(item(made).capture, raw=raw, raw_sha256=sha256(raw))
        met = replace(item(made), capture=capture)
        list(casework.add(ledger, [met], no_model, READER))
    kept(ledger, Reading(replace(report("Leaflet."), authors=())))
    done = erased(ledger, Everywhere(person(ledger, "Ida Möss")))
    assert (done.redactions, len(done.raw)) == ((), len(RAW_WITH_NAME))
    assert [path.name for path in ledger.raw_folder.rglob("??*") if path.is_file()] == [
        report("Leaflet.").raw_sha256
    ]
    assert views.counts(ledger)["reports"] == len(RAW_WITH_NAME) + 1


RAW_WITH_NAME = (
    "<p>by Ida Möss</p>".encode(),
    "Ida Möss".encode("utf-16"),
    "by Ida Möss, at sea".encode("cp1252"),
    b"<p>Ida <b>M&ouml;ss</b></p>",
    b'{"author": "Ida M\\u00f6ss"}',
    b"From: =?utf-8?q?Ida_M=C3=B6ss?= <x@y.example>\nDate: x\nSubject: y\n\nno\n",
    b"From: a@y.example\nDate: x\nSubject: y\nMIME-Version: 1.0\n"
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    b"SWRhIE3DtnNz\n",
)


def test_a_common_last_name_goes_only_beside_the_full_one(ledger: Ledger) -> None:
    texts = [
        "Orla May said: we may go\nMay may come, said Bram Tolk.\n",
        "In May they may come. May said so.\n",
    ]
    kept(ledger, *(of_text(text, publisher=str(n)) for n, text in enumerate(texts)))
    who = person(ledger, "orla may")
    assert [(form.written, form.everywhere) for form in who.forms][-1] == ("May", False)
    assert "a common word" in who.forms[-1].risk
    erased(ledger, Everywhere(who))
    left = [row[0] for row in ledger.connection.execute("SELECT text FROM reports ORDER BY number")]
    assert left == ["████████ said: we may go\n███ may come, said Bram Tolk.\n", texts[1]]


def test_two_of_one_last_name(ledger: Ledger) -> None:
    texts = ["Orla Venn said: yes. Venn left.\n", "Pim Venn said: no. Venn stays.\n"]
    kept(ledger, *(of_text(text, publisher=str(n)) for n, text in enumerate(texts)))
    erased(ledger, Everywhere(person(ledger, "orla venn")))
    left = [row[0] for row in ledger.connection.execute("SELECT text FROM reports ORDER BY number")]
    assert left == ["█████████ said: yes. ████ left.\n", texts[1]]


def test_forms_can_be_added_and_left_out(ledger: Ledger) -> None:
    kept(ledger, of_text("Orla Venn said: no\nthe Ferrywoman, Venn, left\n"))
    who = person(ledger, "orla venn", also=["ferrywoman"], but_not=["VENN"])
    erased(ledger, Everywhere(who))
    text = ledger.connection.execute("SELECT text FROM reports").fetchone()[0]
    assert text == "█████████ said: no\nthe ██████████, Venn, left\n"


@pytest.mark.parametrize("given", ["venn", "99", "", "—"])
def test_who_is_meant_must_be_clear(ledger: Ledger, given: str) -> None:
    kept(ledger, of_text("Orla Venn said: a\nPim Venn said: b\n"))
    with pytest.raises((SeveralFit, UnknownEntry)):
        person(ledger, given)


def test_a_report_that_comes_between_plan_and_erasure_is_erased_in_too(ledger: Ledger) -> None:
    kept(ledger, of_text(TALK))
    late = of_text(TALK, publisher="Late Post")

    def reads(reports: Any) -> Iterator[Reading]:
        with Ledger.open(ledger.path) as other:
            if late.report.id not in report_ids(other):
                kept(other, late)
        return map(read_said, reports)

    erase(ledger, Everywhere(person(ledger, "orla venn")), reads, READER)
    assert traces(ledger, "Orla", "Venn") == []
    assert views.counts(ledger)["reports"] == 2


# What may be in the way


def test_another_reader_is_in_the_way_and_then_is_not(ledger: Ledger) -> None:
    kept(ledger, dam_reading())
    ledger.connection.execute("PRAGMA busy_timeout = 50")
    with Ledger.open(ledger.path) as other:
        other.connection.execute("BEGIN")
        assert views.counts(other)["reports"] == 1
        with pytest.raises(ErasureUnfinished):
            erase(ledger, WholeReport(dam_reading().report.id), anew, READER)
        assert unfinished(ledger) == ["report"]
        faults = [finding.detail for finding in verify(ledger) if finding.fault]
        assert len(faults) == 1
        assert "an erasure was stopped" in faults[0]
        other.connection.execute("ROLLBACK")
    finish(ledger)
    assert not list(verify(ledger))
    assert traces(ledger, "Orla", "Venn", "Ulverby") == []


def test_what_fails_before_the_end_leaves_everything(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(ledger, dam_reading(), of_text(TALK))
    root, before = custody.root(ledger), files_of(ledger)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sayso.ledger.erase.custody.record", fail)
    for target in (WholeReport(dam_reading().report.id), Everywhere(person(ledger, "orla venn"))):
        with pytest.raises(RuntimeError):
            erase(ledger, target, anew, READER)
    assert (custody.root(ledger), files_of(ledger)) == (root, before)
    assert not list(verify(ledger))
    found = [one.machine for one in views.readings(ledger)]
    assert found == [dam_reading(), of_text(TALK)]


def test_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "O'Neill’s “notes”"
    folder.mkdir()
    with Ledger.open(folder / "it's%20.db", create=True) as opened:
        kept(opened, dam_reading())
        erased(opened, WholeReport(dam_reading().report.id))
    with Ledger.open(folder / "it's%20.db") as opened:
        assert views.counts(opened)["reports"] == 0

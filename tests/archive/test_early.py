"""What is dropped before it costs anything, and which stories are the same."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from sayso.archive import chunks as kept
from sayso.archive.early import Seen, digest, dropped
from sayso.archive.plan import Plan
from sayso.archive.run import chunks_of
from sayso.archive.work import Work, place_of
from sayso.intake import IntakeOptions, report_from_text
from sayso.intake.page import Page
from tests.archive.making import page, planned, record, response, text
from tests.archive.making import warc as warc_of

GERMAN = (
    "Der Damm bei Velm hält, sagte die Bürgermeisterin Orla Venn am Montag vor dem Rat der Stadt."
    " Die Schleusen seien zweimal geprüft worden, und niemand müsse sein Haus verlassen. "
)
ENGLISH = (
    "The dam at Velm holds, and nobody has to leave, the mayor said to the council on Monday. "
)


@pytest.mark.parametrize(
    ("lang", "told", "gone"),
    [("de", GERMAN * 4, True), ("en", GERMAN * 4, False), ("de", ENGLISH * 6, False),
     ("de", GERMAN, False), ("fr", GERMAN * 3 + ENGLISH * 3, False)],
)  # fmt: skip
def test_pages_that_say_and_look_so_are_in_another_language(
    lang: str, told: str, gone: bool
) -> None:
    one = Page("a.html", page("Velm", told, lang=lang), "html")
    found = dropped(one)
    assert (found is not None) == gone
    if found:
        assert (found.reason, lang in found.detail) == ("other-language", True)


def test_scripts_and_styles_are_no_words() -> None:
    noise = f"<script>{ENGLISH * 20}</script><style>{ENGLISH * 20}</style><!-- {ENGLISH * 20} -->"
    one = page("Velm", GERMAN * 4, lang="de").replace(b"<article>", noise.encode() + b"<article>")
    assert dropped(Page("a.html", one, "html")) is not None


def test_plain_text_is_told_by_its_words_later() -> None:
    assert dropped(Page("a.txt", GERMAN.encode(), "text")) is None


def made(plan: Plan, seen: Path) -> list[str | None]:
    (chunk,) = chunks_of(plan)
    tables = kept.unpacked(io.BytesIO(Work(plan.options, Seen(seen)).done(chunk)[0]))
    return tables["failures"]["reason"].to_pylist()


def test_other_languages_fail_unless_all_is_to_be_taken(tmp_path: Path) -> None:
    story = page("Velm", GERMAN * 4, lang="")
    source = warc_of(tmp_path / "a.warc", record("https://velm.example/", response(story)))
    assert made(planned(source), tmp_path / "seen.db") == ["other-language"]
    all_english = planned(source, options=IntakeOptions(language="en"))
    assert made(all_english, tmp_path / "seen.db") == []


ONE = text(1)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (ONE.upper(), True),
        (ONE.replace("“", '"').replace("”", '"').replace("\n\n", "\n"), True),
        ("By Ida Moss\n\n" + ONE, True),
        (ONE + "\n(Photo: Reuters)\n", True),
        (ONE.replace("Gate 1", "Gate 2"), False),
        (ONE.replace("is shut", "is not shut"), False),
        (ONE.split("\n")[0], False),
        ("Dam keeper warns of flood\n\n" + ONE, False),
    ],
)
def test_which_stories_are_the_same(other: str, same: bool) -> None:
    one, two = (report_from_text(told, published="2031-05-06") for told in (ONE, other))
    assert (digest(one) == digest(two)) == same


def test_the_same_words_on_another_day_are_another_story() -> None:
    days = [digest(report_from_text(ONE, published=day)) for day in ("2031-05-06", "2031-05-07")]
    hours = [digest(report_from_text(ONE, published=f"2031-05-06T{h}:00")) for h in ("01", "02")]
    assert days[0] != days[1]
    assert hours[0] == hours[1] == days[0]


def test_who_was_first_does_not_depend_on_who_came_first(tmp_path: Path) -> None:
    """What is claimed as first may be more than the first, in an odd order, and is never less."""
    rng = random.Random(7)
    for trial in range(20):
        records = [
            (place_of(0, number), (rng.choice([b"a", b"b", b"c"]), rng.choice([b"x", b"y", b"z"])))
            for number in range(8)
        ]
        met: set[bytes] = set()
        firsts = set()
        for place, keys in records:
            if not met & set(keys):
                firsts.add(place)
            met |= set(keys)
        seen = Seen(tmp_path / f"{trial}.db")
        rng.shuffle(records)
        claimed = {
            place for place, keys in records for first in seen.firsts([(place, keys)]) if first
        }
        assert firsts <= claimed
        again = {place for place, keys in records if seen.firsts([(place, keys)]) == [True]}
        assert again == firsts

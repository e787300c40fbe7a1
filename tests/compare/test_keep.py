"""Comparing in a ledger: as reports come, the same as all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from sayso import across
from sayso.compare.keep import Done, compare, pending
from sayso.compare.model import Relation, Utterance
from sayso.ledger import Ledger
from sayso.model import Actor, Reading
from tests.making import kept, report, statement

WALL = "The harbour wall at Ulverby held all night, said Orla Venn, head of the Ulverby council."
DENIED = "Pim Oakes denied that the harbour wall at Ulverby held all night, as Venn has it."
ELSEWHERE = "Bread in Skarby will cost a crown more from Friday on, said the guild of bakers."


def reading(text: str, who: str, cue: str, content: str, outlet: str, day: str) -> Reading:
    made = report(text, publisher=outlet, published=day)
    one = statement(made, content, source=who, cue=cue, speakers=("a1",))
    return Reading(made, actors=(Actor("a1", who, "person"),), statements=(one,))


READINGS = (
    reading(WALL, "Orla Venn", "said", "The harbour wall at Ulverby held all night", "Echo",
            "2031-05-06"),
    reading(DENIED, "Pim Oakes", "denied", "that the harbour wall at Ulverby held all night",
            "Herald", "2031-05-07"),
    reading(ELSEWHERE, "guild of bakers", "said", "Bread in Skarby will cost a crown more",
            "Crumb", "2031-05-06"),
)  # fmt: skip


def related(
    said: Sequence[Utterance], meanings: object, pairs: Iterable[tuple[int, int]]
) -> Iterator[Relation]:
    for a, b in pairs:
        later, earlier = sorted((said[a], said[b]), key=lambda one: one.day or "", reverse=True)
        yield Relation("denies", later.id, earlier.id, 0.9, (), "stated")


def done(ledger: Ledger) -> list[Done]:
    return list(compare(ledger, related))


def test_reports_of_one_event_are_compared_and_others_are_not(ledger: Ledger) -> None:
    for one in READINGS:
        kept(ledger, one)
    assert len(pending(ledger)) == 3
    assert done(ledger)[-1] == Done(3, 3)
    assert not pending(ledger)
    assert not done(ledger)
    (matter,) = across.matters(ledger)
    said = [one.speakers[0].name for one in matter.utterances]
    assert said == ["Orla Venn", "Pim Oakes"]
    assert "2031" in matter.title
    assert [one.kind for one in matter.relations] == ["denies"]
    assert matter.origins == 2


def answers(ledger: Ledger) -> list[tuple[str, str, tuple[str, ...]]]:
    found = across.matters(ledger)
    return sorted((m.id, m.title, tuple(u.id for u in m.utterances)) for m in found)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_one_by_one_gives_what_all_at_once_gives(
    order: tuple[int, ...], ledger: Ledger, tmp_path: Path
) -> None:
    for number in order:
        kept(ledger, READINGS[number])
        done(ledger)
    with Ledger.open(tmp_path / "whole.db", create=True) as whole:
        for one in READINGS:
            kept(whole, one)
        done(whole)
        assert answers(ledger) == answers(whole)


def test_a_matter_that_got_another_id_is_still_found_under_the_old(ledger: Ledger) -> None:
    again = reading(WALL.replace("Venn", "Venn again"), "Orla Venn again", "said",
                    "The harbour wall at Ulverby held all night", "Late", "2031-05-08")  # fmt: skip
    for one in (READINGS[1], again):
        kept(ledger, one)
    done(ledger)
    (before,) = across.matters(ledger)
    kept(ledger, READINGS[0])
    done(ledger)
    (after,) = across.matters(ledger)
    assert after.id != before.id
    assert across.matter(ledger, before.id) == after


def test_nothing_is_left_of_what_a_report_gave_when_it_is_gone(ledger: Ledger) -> None:
    for one in READINGS:
        kept(ledger, one)
    done(ledger)
    with ledger.transaction() as connection:
        connection.execute("DELETE FROM reports WHERE id = ?", (READINGS[0].report.id,))
    assert pending(ledger) == []
    assert across.matters(ledger)[0].relations == ()
    done(ledger)
    left = ledger.connection.execute("SELECT count(*) FROM utterances").fetchone()[0]
    assert left == 2

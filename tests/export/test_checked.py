"""What exports say of who checked what."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from sayso.export import checked, jsonl, table
from sayso.ledger.decided import Decided, Review
from tests.making import dam_reading, undecided

READING = dam_reading()
FIRST, SECOND = READING.statements
ACCEPTED = Review("accepted", True, "Rue", "2031-05-09T10:00:00Z")
REJECTED = Review("rejected", False, "Pim", "2031-05-09T11:00:00Z")
DISPUTED = Review("disputed", False, "Pim", "2031-05-09T12:00:00Z")


def reviewed(first: Review, second: Review | None = None) -> Decided:
    """The reading with decisions on its statements; what was rejected is left out."""
    reviews = {FIRST.id: first} | ({SECOND.id: second} if second else {})
    told = [one for one in READING.statements
            if reviews.get(one.id, ACCEPTED).status != "rejected"]  # fmt: skip
    return Decided(READING, replace(READING, statements=tuple(told)), reviews)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (undecided(READING), "machine reading, unreviewed"),
        (reviewed(ACCEPTED), "machine reading, 1 of 2 statements checked by a person"),
        (reviewed(ACCEPTED, REJECTED),
         "machine reading, 1 of 1 statements checked by a person, 1 rejected"),
        (reviewed(DISPUTED, REJECTED),
         "machine reading, 0 of 1 statements checked by a person, 1 disputed, 1 rejected"),
        (reviewed(replace(DISPUTED, checked=True), ACCEPTED),
         "machine reading, 2 of 2 statements checked by a person, 1 disputed"),
    ],
)  # fmt: skip
def test_of_a_whole_reading(found: Decided, words: str) -> None:
    assert checked.summary(found) == words


def test_marks_name_the_reviewer() -> None:
    marks = checked.marks(reviewed(ACCEPTED, REJECTED))
    assert marks[FIRST.id] == "accepted by Rue, 2031-05-09T10:00:00Z"
    assert marks[SECOND.id] == "rejected by Pim, 2031-05-09T11:00:00Z"


def test_reviewers_are_named_only_where_asked_for() -> None:
    assert checked.columns(ACCEPTED, with_reviewers=False) == {"checked": "accepted"}
    assert checked.columns(ACCEPTED, with_reviewers=True) == {
        "checked": "accepted", "checked_by": "Rue", "checked_at": "2031-05-09T10:00:00Z",
    }  # fmt: skip


def test_lines_and_rows_say_it_of_each_statement() -> None:
    out = io.StringIO()
    jsonl.write([reviewed(ACCEPTED, DISPUTED)], out)
    line = json.loads(out.getvalue())
    assert [one["checked"] for one in line["statements"]] == ["accepted", "disputed"]
    out = io.StringIO()
    assert table.write([reviewed(ACCEPTED, DISPUTED)], out, with_reviewers=True) == 2
    head, *rows = out.getvalue().splitlines()
    assert head.endswith("machine_reading,checked_by_person,checked,checked_by,checked_at")
    assert rows[0].endswith("true,true,accepted,Rue,2031-05-09T10:00:00Z")
    assert rows[1].endswith("true,false,disputed,Pim,2031-05-09T12:00:00Z")

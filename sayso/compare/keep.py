"""Reports that were added or read again → what comparing them gives, kept in the ledger.

Only the stories that a new report touches are made again. One story is one transaction, so that
what is killed halfway goes on where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sayso
from sayso.compare import store
from sayso.compare.meaning import packaged, packed, unpacked
from sayso.compare.model import Copy, Told, Utterance
from sayso.compare.origins import ANCHORS, copied, stands_on
from sayso.compare.sheets import Sheet, sheet
from sayso.compare.stories import Profile, comparable, profile, stories
from sayso.compare.titles import rivals, title
from sayso.compare.whole import Relate, compared
from sayso.compare.wording import Printed, marks, printed
from sayso.ledger import decisions
from sayso.ledger.connect import Ledger

# Reports looked at for stories at one time: what bounds memory.
AT_ONCE = 500
# Reports in which a new one's wording is looked for, those with most marks in common first: what
# has a formula in common with hundreds is not set beside each.
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Done:
    """How far comparing has come: reports compared of all that are to be."""

    done: int
    all: int


def state_of(ledger: Ledger, report_id: str) -> str:
    """By what a report would be compared now, and what was decided on it."""
    row = ledger.connection.execute(
        "SELECT reader, (SELECT count(*) FROM decisions d WHERE d.report_id = r.report_id),"
        " (SELECT count(*) FROM bonds WHERE a_report = r.report_id OR b_report = r.report_id)"
        " FROM readings r WHERE report_id = ?",
        (report_id,),
    ).fetchone()
    return " ".join([sayso.__version__, *map(str, row)])


def pending(ledger: Ledger) -> list[str]:
    """The reports that are to be compared: new, read again, decided on, or touched by what was
    erased; in the order of publication."""
    rows = ledger.connection.execute(
        """
        SELECT r.report_id FROM readings r JOIN reports p ON p.id = r.report_id
        LEFT JOIN compared c ON c.report_id = r.report_id
        WHERE c.state IS NOT (? || ' ' || r.reader || ' ' ||
          (SELECT count(*) FROM decisions d WHERE d.report_id = r.report_id) || ' ' ||
          (SELECT count(*) FROM bonds b
           WHERE b.a_report = r.report_id OR b.b_report = r.report_id))
        ORDER BY p.published, p.id
        """,
        (sayso.__version__,),
    )
    return [str(row[0]) for row in rows]


def compare(ledger: Ledger, relate: Relate) -> Iterator[Done]:
    """Compare all that is to be compared, telling how far it has come."""
    waiting = pending(ledger)
    for start in range(0, len(waiting), AT_ONCE):
        some = waiting[start : start + AT_ONCE]
        done = start
        for reports in _touched(ledger, [_met(ledger, one) for one in some]):
            _compare_story(ledger, reports, relate)
            done += len(set(reports) & set(some))
            yield Done(done, len(waiting))


def _met(ledger: Ledger, report_id: str) -> Profile:
    """Keep by what a report is met, and what it copied; its profile. Of the story it was in
    nothing is left."""
    found = decisions.load_decided(ledger, report_id).reading
    told = store.tell_report(ledger, report_id)
    text = printed(found)
    one = profile(report_id, told)
    meanings = packed(told, packaged().vectors(told))
    with ledger.transaction() as connection:
        row = connection.execute(
            "SELECT story FROM compared WHERE report_id = ?", (report_id,)
        ).fetchone()
        connection.execute("DELETE FROM compared WHERE report_id = ?", (report_id,))
        connection.execute(
            "INSERT INTO compared (report_id, state, story, day, words, meanings)"
            " VALUES (?, '', ?, ?, ?, ?)",
            (report_id, row and row["story"], one.day, json.dumps(dict(one.words)), meanings),
        )
        connection.executemany(
            "INSERT INTO met_by (key, report_id) VALUES (?, ?)",
            [(key, report_id) for key in sorted(set(one.keys))],
        )
        connection.executemany(
            "INSERT INTO marks (mark, report_id) VALUES (?, ?)",
            [(mark, report_id) for mark in sorted(marks(text))],
        )
        connection.execute("DELETE FROM copies WHERE report_id = ?1 OR from_id = ?1", (report_id,))
        store.insert_copies(connection, _copies(ledger, text))
    return one


def _copies(ledger: Ledger, text: Printed) -> Iterator[Copy]:
    """What a report copied from those that are there, or they from it."""
    rows = ledger.connection.execute(
        """
        WITH mine AS (SELECT mark FROM marks WHERE report_id = ?1)
        SELECT other FROM (SELECT other, count(*) AS shared FROM mine, (
          SELECT m.mark AS mark_of, m.report_id AS other,
                 row_number() OVER (PARTITION BY m.mark ORDER BY m.report_id) AS place
          FROM marks m WHERE m.mark IN (SELECT mark FROM mine) AND m.report_id <> ?1
        ) WHERE mark_of = mark AND place <= ?2 GROUP BY other ORDER BY shared DESC, other LIMIT ?4)
        UNION SELECT id FROM reports WHERE url = ?3 AND id <> ?1 AND id IN
          (SELECT report_id FROM compared)
        """,
        (text.report, ANCHORS, text.url, LOOKED_AT),
    ).fetchall()
    for (other,) in rows:
        if found := copied(text, printed(decisions.load_decided(ledger, str(other)).reading)):
            yield found


def _touched(ledger: Ledger, new: Sequence[Profile]) -> Iterator[list[str]]:
    """The stories that new reports are in or were in, each as the ids of its reports."""
    known = {one.report: one for one in new}
    for one in new:
        for other in _neighbours(ledger, one):
            known.setdefault(other.report, other)
    told = ledger.connection.execute(
        "SELECT report_id, story, day, words FROM compared WHERE story IN (SELECT story FROM"
        f" compared WHERE report_id IN ({store.marks_for(known)}))",
        list(known),
    )
    for row in told.fetchall():
        known.setdefault(str(row["report_id"]), _profile(row))
    groups = [[one.report for one in group] for group in stories(list(known.values()))]
    fresh = {one.report for one in new}
    joined_by = [group for group in groups if fresh & set(group)]
    # What lost a report to one of these is made again, too; other neighbours stay as they are.
    left = _stories_of(ledger, [one for group in joined_by for one in group])
    others = [group for group in groups if group not in joined_by]
    yield from joined_by
    yield from (group for group in others if left & _stories_of(ledger, group))


def _neighbours(ledger: Ledger, one: Profile) -> list[Profile]:
    """The reports that may tell of the same event."""
    keys = sorted(set(one.meets))
    rows = ledger.connection.execute(
        "SELECT report_id, day, words FROM compared WHERE report_id <> ? AND report_id IN"
        f" (SELECT report_id FROM met_by WHERE key IN ({store.marks_for(keys)}))",
        [one.report, *keys],
    )
    return [found for row in rows if comparable(one, found := _profile(row))]


def _profile(row: Mapping[str, str | None]) -> Profile:
    return Profile(str(row["report_id"]), row["day"], json.loads(str(row["words"])))


def _stories_of(ledger: Ledger, reports: Sequence[str]) -> set[str]:
    """The stories that reports were in when they were last compared."""
    rows = ledger.connection.execute(
        "SELECT DISTINCT story FROM compared WHERE story IS NOT NULL AND report_id IN"
        f" ({store.marks_for(reports)})",
        list(reports),
    )
    return {str(row[0]) for row in rows}


def _compare_story(ledger: Ledger, reports: Sequence[str], relate: Relate) -> None:
    sheets = [_sheet(ledger, one) for one in reports]
    told = [one for each in sheets for one in each.told]
    bonds = store.load_bonds(ledger, [one.id for one in told])
    made = compared(sheets, relate, bonds)
    copies = store.load_copies(ledger, reports)
    with ledger.transaction() as connection:
        before = store.forget(connection, reports)
        store.insert_utterances(connection, made.utterances)
        store.insert_relations(connection, made.relations)
        for group in made.matters:
            store.insert_matter(connection, _row(group, copies))
        store.redirect(connection, before, made.utterances, made.matters)
        for one in reports:
            connection.execute(
                "UPDATE compared SET story = ?, state = ? WHERE report_id = ?",
                (reports[0], state_of(ledger, one), one),
            )


def _sheet(ledger: Ledger, report_id: str) -> Sheet:
    told = store.tell_report(ledger, report_id)
    row = ledger.connection.execute(
        "SELECT meanings FROM compared WHERE report_id = ?", (report_id,)
    ).fetchone()
    found = unpacked(told, row and row["meanings"])
    return sheet(report_id, told, packaged().vectors(told) if found is None else found)


def _row(group: Sequence[Utterance], copies: Sequence[Copy]) -> store.MatterRow:
    told: list[Told] = [one for each in group for one in each.told]
    days = sorted(one.day for one in group if one.day)
    return store.MatterRow(
        group[0].id,
        title(group),
        rivals(group),
        tuple(one.id for one in group),
        stands_on(told, copies),
        days[0] if days else None,
        days[-1] if days else None,
    )

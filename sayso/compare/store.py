"""What was compared → rows of a ledger, and back."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.compare.grouping import Bonds
from sayso.compare.model import Copy, Matter, Relation, Told, Utterance
from sayso.compare.tell import tell
from sayso.errors import DecisionRefused, UnknownEntry
from sayso.ledger import decisions, load
from sayso.ledger.connect import Ledger
from sayso.ledger.custody import now
from sayso.ledger.load import SHORTEST_PREFIX
from sayso.ledger.seal import CLEAR, Veil
from sayso.model import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as it is kept, its utterances by id."""

    id: str
    title: str
    rivals: tuple[str, ...]
    utterances: tuple[str, ...]
    origins: int
    from_day: str | None
    to_day: str | None


def tell_report(ledger: Ledger, report_id: str) -> tuple[Told, ...]:
    """The statements of a report, with decisions applied."""
    found = decisions.load_decided(ledger, report_id)
    return tell(found.reading, _actor_ids(ledger, report_id))


def forget(connection: sqlite3.Connection, reports: Sequence[str]) -> dict[str, set[str]]:
    """Remove what comparing gave of some reports; the statements that each matter and utterance
    had, by id."""
    rows = connection.execute(
        "SELECT r.statement_id, r.utterance_id, b.matter_id FROM renderings r"
        " JOIN statements s ON s.id = r.statement_id LEFT JOIN bearings b USING (utterance_id)"
        f" WHERE s.report_id IN ({marks_for(reports)})",
        list(reports),
    ).fetchall()
    had: dict[str, set[str]] = defaultdict(set)
    for statement, utterance, matter in rows:
        had[f"u{utterance}"].add(statement)
        if matter:
            had[f"m{matter}"].add(statement)
    for key in had:
        table = "utterances" if key[0] == "u" else "matters"
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (key[1:],))
    return had


def insert_utterances(connection: sqlite3.Connection, said: Iterable[Utterance]) -> None:
    """Keep utterances with what renders them."""
    for one in said:
        days = one.said
        connection.execute(
            "INSERT INTO utterances (id, day, said_from, said_to) VALUES (?, ?, ?, ?)",
            (one.id, one.day, days and days.from_, days and days.to),
        )
        connection.executemany(
            "INSERT INTO renderings (statement_id, utterance_id) VALUES (?, ?)",
            [(key, one.id) for key in one.renderings],
        )


def insert_relations(connection: sqlite3.Connection, found: Iterable[Relation]) -> None:
    """Keep relations between utterances, or between two statements that render one."""
    for one in found:
        ends = [_utterance_of(connection, end) for end in (one.a, one.b)]
        if all(ends):
            connection.execute(
                "INSERT INTO relations (kind, a, b, score, body) VALUES (?, ?, ?, ?, ?)",
                (one.kind, *ends, one.score, _json(to_plain(one))),
            )


def insert_matter(connection: sqlite3.Connection, row: MatterRow) -> None:
    """Keep a matter and what bears on it."""
    connection.execute(
        "INSERT INTO matters (id, title, rivals, origins, from_day, to_day)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (row.id, row.title, _json(row.rivals), row.origins, row.from_day, row.to_day),
    )
    connection.executemany(
        "INSERT INTO bearings (matter_id, utterance_id) VALUES (?, ?)",
        [(row.id, key) for key in row.utterances],
    )


def redirect(
    connection: sqlite3.Connection,
    before: Mapping[str, set[str]],
    said: Sequence[Utterance],
    groups: Sequence[Sequence[Utterance]],
) -> None:
    """Lead the ids that are no more to those that have most of their statements now."""
    now = {f"u{one.id}": set(one.renderings) for one in said}
    for group in groups:
        now[f"m{group[0].id}"] = {key for one in group for key in one.renderings}
    for key in now:
        connection.execute("DELETE FROM redirects WHERE old = ?", (key,))
    for old, had in before.items():
        fit = [(len(had & held), new) for new, held in now.items() if new[0] == old[0]]
        if old not in now and fit and max(fit)[0]:
            connection.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?)", (old, max(fit)[1]))


def insert_copies(connection: sqlite3.Connection, found: Iterable[Copy]) -> None:
    """Keep what reports copied."""
    connection.executemany(
        "INSERT OR REPLACE INTO copies (report_id, from_id, kind, body) VALUES (?, ?, ?, ?)",
        [(one.report, one.from_, one.kind, _json(to_plain(one))) for one in list(found)],
    )


def load_copies(ledger: Ledger, reports: Iterable[str] | None = None) -> list[Copy]:
    """What was copied by one of some reports, or from it; all where none are given."""
    if reports is None:
        rows = ledger.connection.execute("SELECT body FROM copies ORDER BY report_id, from_id")
        return [from_plain(Copy, json.loads(row["body"])) for row in rows]
    found: dict[tuple[str, str], Copy] = {}
    for some in _batches(sorted(set(reports))):
        marks = marks_for(some)
        rows = ledger.connection.execute(
            f"SELECT body FROM copies WHERE report_id IN ({marks}) OR from_id IN ({marks})",
            [*some, *some],
        )
        for row in rows:
            one = from_plain(Copy, json.loads(row["body"]))
            found[one.report, one.from_] = one
    return [found[key] for key in sorted(found)]


def bond(
    ledger: Ledger, kind: str, entries: tuple[str, str], who: str, note: str | None
) -> tuple[str, str]:
    """Keep what a person holds of two statements; UnknownEntry where there is none of an id that
    begins so, DecisionRefused where both are one."""
    with ledger.transaction() as connection:
        # Utterances and matters are named for a statement.
        a, b = (load.whole_id(ledger, "statement", entry) for entry in entries)
        if a == b:
            raise DecisionRefused("both are one statement; name two")
        connection.execute(
            "INSERT INTO bonds (at, who, kind, note, a, b, a_report, b_report)"
            " SELECT ?, ?, ?, ?, x.id, y.id, x.report_id, y.report_id"
            " FROM statements x, statements y WHERE x.id = ? AND y.id = ?",
            (now(), who, kind, note, *sorted((a, b))),
        )
    return a, b


def load_bonds(ledger: Ledger, statement_ids: Iterable[str]) -> Bonds:
    """What persons decided of pairs of the statements: of each pair the last word."""
    last: dict[tuple[bool, str, str], str] = {}
    for some in _batches(sorted(set(statement_ids))):
        rows = ledger.connection.execute(
            f"SELECT kind, a, b FROM bonds WHERE a IN ({marks_for(some)}) ORDER BY number", some
        )
        for row in rows:
            last[row["kind"] in ("one", "not-one"), row["a"], row["b"]] = row["kind"]
    kinds = ("one", "not-one", "together", "apart")
    held = {kind: frozenset((a, b) for (_, a, b), k in last.items() if k == kind) for kind in kinds}
    return Bonds(*(held[kind] for kind in kinds))


def load_told(ledger: Ledger, ids: Iterable[str], veil: Veil = CLEAR) -> dict[str, Told]:
    """Statements as comparison needs them, with decisions applied and as they look behind a veil,
    by the ids that the ledger has for them; those that were misread or are gone are left out."""
    wanted = set(ids)
    found: dict[str, Told] = {}
    for report_id in _reports_of(ledger, wanted):
        kept = decisions.load_decided(ledger, report_id)
        seen = veil.decided(kept)
        told = tell(seen.reading, _actor_ids(ledger, report_id))
        pairs = zip(kept.reading.statements, told, strict=True)
        found |= {old.id: new for old, new in pairs if old.id in wanted}
    return found


def load_utterances(ledger: Ledger, ids: Iterable[str], veil: Veil = CLEAR) -> dict[str, Utterance]:
    """Utterances by the ids that the ledger has for them, their renderings the earliest first."""
    renders: dict[str, list[str]] = defaultdict(list)
    for some in _batches(sorted(set(ids))):
        rows = ledger.connection.execute(
            "SELECT statement_id, utterance_id FROM renderings WHERE utterance_id IN"
            f" ({marks_for(some)})",
            some,
        )
        for row in rows:
            renders[row["utterance_id"]].append(row["statement_id"])
    told = load_told(ledger, (one for each in renders.values() for one in each), veil)
    return {
        key: _utterance(key, {one: told[one] for one in each if one in told})
        for key, each in renders.items()
        if any(one in told for one in each)
    }


def load_relations(ledger: Ledger, utterance_ids: Iterable[str]) -> list[Relation]:
    """The relations that have both ends among the utterances, the surest first."""
    wanted = set(utterance_ids)
    found: list[Relation] = []
    for some in _batches(sorted(wanted)):
        rows = ledger.connection.execute(
            f"SELECT b, body FROM relations WHERE a IN ({marks_for(some)})", some
        )
        found += [
            from_plain(Relation, json.loads(row["body"])) for row in rows if row["b"] in wanted
        ]
    return sorted(found, key=lambda one: (-one.score, one.kind, one.a, one.b))


def load_matters(ledger: Ledger, ids: Iterable[str] | None = None) -> list[Matter]:
    """The matters of those ids, or all, those on which most is said first."""
    some = "" if ids is None else "WHERE m.id IN (SELECT value FROM json_each(?))"
    rows = ledger.connection.execute(
        "SELECT m.*, count(*) AS size FROM matters m JOIN bearings b ON b.matter_id = m.id"
        f" {some} GROUP BY m.id ORDER BY size DESC, m.from_day, m.id",
        () if ids is None else (json.dumps(list(ids)),),
    ).fetchall()
    keys = {row["id"]: _bearing(ledger, row["id"]) for row in rows}
    # All at once: of many matters one report has statements, and its rows are read once.
    found = load_utterances(ledger, (key for each in keys.values() for key in each))
    return [_matter(ledger, row, keys[row["id"]], found) for row in rows]


def load_matter(ledger: Ledger, matter_id: str) -> Matter:
    """The matter of that id; UnknownEntry where there is none."""
    found = load_matters(ledger, (matter_id,))
    if not found:
        raise UnknownEntry(str(ledger.path), "matter", matter_id)
    return found[0]


def whole_id(ledger: Ledger, prefix: str) -> str:
    """The id of the one matter that begins so, or took in one whose id does; UnknownEntry where
    there is none, or several."""
    given = (prefix, prefix + "g") if len(prefix) >= SHORTEST_PREFIX else ("", "")
    rows = ledger.connection.execute(
        "SELECT id FROM matters WHERE id >= ?1 AND id < ?2 UNION SELECT id FROM redirects"
        " JOIN matters ON 'm' || id = new WHERE old >= 'm' || ?1 AND old < 'm' || ?2 LIMIT 2",
        given,
    ).fetchall()
    if len(rows) != 1:
        raise UnknownEntry(str(ledger.path), "matter", prefix)
    return str(rows[0][0])


def _bearing(ledger: Ledger, matter_id: str) -> list[str]:
    """The ids of the utterances that bear on a matter, by day."""
    rows = ledger.connection.execute(
        "SELECT utterance_id FROM bearings JOIN utterances ON id = utterance_id"
        " WHERE matter_id = ? ORDER BY day IS NULL, day, id",
        (matter_id,),
    )
    return [str(one["utterance_id"]) for one in rows]


def _matter(
    ledger: Ledger, row: Mapping[str, Any], keys: Sequence[str], found: Mapping[str, Utterance]
) -> Matter:
    utterances = tuple(found[key] for key in keys if key in found)
    return Matter(
        row["id"],
        row["title"] or row["id"],
        tuple(json.loads(row["rivals"])),
        utterances,
        tuple(load_relations(ledger, keys)),
        row["origins"],
        tuple(sorted({one.side for one in utterances if one.side})),
        row["from_day"],
        row["to_day"],
    )


def _utterance(key: str, told: Mapping[str, Told]) -> Utterance:
    def order(one: str) -> tuple[bool, str, str, str]:
        days = told[one].told
        return one != key, days.from_ if days else "9999", told[one].published or "9999", one

    return Utterance(key, tuple(told[one] for one in sorted(told, key=order)))


def _reports_of(ledger: Ledger, statement_ids: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for some in _batches(sorted(statement_ids)):
        rows = ledger.connection.execute(
            f"SELECT DISTINCT report_id FROM statements WHERE id IN ({marks_for(some)})", some
        )
        found |= dict.fromkeys(str(row["report_id"]) for row in rows)
    return list(found)


def _actor_ids(ledger: Ledger, report_id: str) -> dict[str, int]:
    rows = ledger.connection.execute(
        'SELECT ref, actor_id FROM "cast" WHERE report_id = ?', (report_id,)
    )
    return {row["ref"]: int(row["actor_id"]) for row in rows}


def _batches(ids: Sequence[str], size: int = 500) -> list[Sequence[str]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def marks_for(values: Collection[object]) -> str:
    """A place for each of some values in SQL."""
    return ", ".join("?" * len(values))


def _utterance_of(connection: sqlite3.Connection, key: str) -> str | None:
    """The utterance of an id, or that a statement of that id renders."""
    row = connection.execute(
        "SELECT id FROM utterances WHERE id = ?1 UNION ALL"
        " SELECT utterance_id FROM renderings WHERE statement_id = ?1 LIMIT 1",
        (key,),
    ).fetchone()
    return str(row[0]) if row else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

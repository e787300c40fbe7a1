"""What was compared → rows of a ledger, and back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.compare.model import Matter, Relation, Told, Utterance
from sayso.compare.tell import tell
from sayso.errors import UnknownEntry
from sayso.ledger import decisions
from sayso.ledger.connect import Ledger
from sayso.ledger.load import SHORTEST_PREFIX
from sayso.ledger.seal import CLEAR, Veil
from sayso.model import from_plain


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
            f" ({_marks(some)})",
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
            f"SELECT b, body FROM relations WHERE a IN ({_marks(some)})", some
        )
        found += [
            from_plain(Relation, json.loads(row["body"])) for row in rows if row["b"] in wanted
        ]
    return sorted(found, key=lambda one: (-one.score, one.kind, one.a, one.b))


def load_matters(ledger: Ledger, ids: Iterable[str] | None = None) -> list[Matter]:
    """The matters of those ids, or all, those on which most is said first."""
    rows = ledger.connection.execute(
        "SELECT m.*, count(*) AS size FROM matters m JOIN bearings b ON b.matter_id = m.id"
        " GROUP BY m.id ORDER BY size DESC, m.from_day, m.id"
    ).fetchall()
    wanted = None if ids is None else set(ids)
    return [_matter(ledger, row) for row in rows if wanted is None or row["id"] in wanted]


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
        "SELECT id FROM matters WHERE id >= ?1 AND id < ?2 UNION"
        " SELECT new FROM redirects JOIN matters ON id = new WHERE old >= ?1 AND old < ?2 LIMIT 2",
        given,
    ).fetchall()
    if len(rows) != 1:
        raise UnknownEntry(str(ledger.path), "matter", prefix)
    return str(rows[0][0])


def _matter(ledger: Ledger, row: Mapping[str, Any]) -> Matter:
    rows = ledger.connection.execute(
        "SELECT utterance_id FROM bearings JOIN utterances ON id = utterance_id"
        " WHERE matter_id = ? ORDER BY day IS NULL, day, id",
        (row["id"],),
    )
    keys = [str(one["utterance_id"]) for one in rows]
    found = load_utterances(ledger, keys)
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
            f"SELECT DISTINCT report_id FROM statements WHERE id IN ({_marks(some)})", some
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


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))

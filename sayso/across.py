"""Named read-only questions across the reports of a ledger → plain rows; `views` gives them on.

What they answer goes through a veil, as in `views`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.compare import store
from sayso.compare.model import (
    Board,
    Cell,
    Change,
    Column,
    Copy,
    Line,
    Matter,
    Moment,
    Origin,
    Pair,
    Passage,
    Reason,
    Relation,
    Silence,
    Told,
    Utterance,
)
from sayso.compare.origins import origins as grouped
from sayso.compare.versions import steps
from sayso.errors import UnknownEntry
from sayso.ledger import decisions, load
from sayso.ledger.connect import Ledger
from sayso.ledger.seal import Door, Veil, outside
from sayso.ledger.write import folded
from sayso.model import Report, Span, to_plain

__all__ = [
    "Board",
    "Change",
    "Copy",
    "Matter",
    "Moment",
    "Origin",
    "Relation",
    "Shared",
    "Silence",
    "Told",
    "Utterance",
    "Versus",
    "board",
    "changed_since",
    "changes",
    "changes_on",
    "copied_in",
    "copies_of",
    "matter",
    "matter_plain",
    "matters",
    "origins",
    "reports_of",
    "silences",
    "timeline",
    "versus",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Versus:
    """A matter with what one part of the ledger says on it, what another does, and how what the two
    say stands to each other."""

    matter: Matter
    a: tuple[Utterance, ...]
    b: tuple[Utterance, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What a report has in common with another, seen from the report: whether it has it from there,
    or the other from it, and the passages, here and there."""

    kind: str
    from_there: bool
    other: Report
    share: float
    passages: tuple[tuple[Passage, Passage], ...]


def matters(ledger: Ledger, door: Door = outside) -> list[Matter]:
    """The questions at issue, those on which most is said first."""
    with ledger.snapshot():
        sight = _Sight(ledger, door(ledger))
        return [sight.matter(one) for one in store.load_matters(ledger)]


def matter(ledger: Ledger, prefix: str, door: Door = outside) -> Matter:
    """The matter whose id begins so, or that took in one whose id does; UnknownEntry where there is
    none, or several."""
    with ledger.snapshot():
        found = store.load_matter(ledger, store.whole_id(ledger, prefix))
        return _Sight(ledger, door(ledger)).matter(found)


def board(ledger: Ledger, ids: Iterable[str] = (), door: Door = outside) -> Board:
    """Questions by groups inside sides: of the matters whose ids begin so, or of all."""
    wanted = [store.whole_id(ledger, one) for one in ids]
    found = _matters(ledger, wanted, door) if wanted else matters(ledger, door)
    same = _spelt(_column(each) for one in found for each in one.utterances)
    lines = tuple(Line(one, _cells(one.utterances, same)) for one in found)
    columns = {cell.column for line in lines for cell in line.cells}
    order = sorted(columns, key=lambda c: (c.side is None, c.side or "", c.group))
    return Board(tuple(order), lines)


def _matters(ledger: Ledger, ids: Sequence[str], door: Door) -> list[Matter]:
    """The matters of those ids, in that order."""
    with ledger.snapshot():
        found = {one.id: one for one in store.load_matters(ledger, ids)}
        sight = _Sight(ledger, door(ledger))
        return [sight.matter(found[one]) for one in dict.fromkeys(ids) if one in found]


def changes(
    ledger: Ledger, who: str | None = None, matter_id: str | None = None, door: Door = outside
) -> list[Change]:
    """What was said and is said otherwise, by day: of one speaker, on one matter, or all; and where
    no speaker is asked for, what later states of a page changed, and corrections."""
    found = [matter(ledger, matter_id, door)] if matter_id else matters(ledger, door)
    said = [change for one in found for change in _changes_of(one)]
    if who:
        said = [one for one in said if folded(who) in folded(one.who)]
    elif not matter_id:
        said += _version_changes(ledger, door)
        said += _corrections(ledger, door)
    return sorted(said, key=lambda one: (one.day or "9999", one.kind, one.after or ""))


def origins(ledger: Ledger, report: str | None = None, door: Door = outside) -> list[Origin]:
    """Groups of reports that stand on one wording: the one a report is in, or all of several
    reports."""
    with ledger.snapshot():
        wanted = load.whole_id(ledger, "report", report) if report else None
        rows = ledger.connection.execute("SELECT id, published FROM reports").fetchall()
        published = {str(row["id"]): row["published"] for row in rows}
        found = grouped(store.load_copies(ledger), published)
        sight = _Sight(ledger, door(ledger))
        return [sight.origin(one) for one in found if wanted is None or wanted in one.reports]


def copies_of(ledger: Ledger, report: str, door: Door = outside) -> list[Shared]:
    """The wording that the report whose id begins so has in common with others, those that have
    most of it first; UnknownEntry where there is no such report, or several."""
    with ledger.snapshot():
        key = load.whole_id(ledger, "report", report)
        sight = _Sight(ledger, door(ledger))
        found = [_shared(sight, one, key) for one in store.load_copies(ledger, [key])]
    return sorted(found, key=lambda one: (-one.share, one.other.published or "", one.other.id))


def _shared(sight: _Sight, one: Copy, key: str) -> Shared:
    from_there, told = one.report == key, sight.copy(one)
    pairs = ((pair.here, pair.there) for pair in told.passages)
    passages = tuple(pairs) if from_there else tuple((b, a) for a, b in pairs)
    other = sight.report(one.from_ if from_there else one.report)
    return Shared(one.kind, from_there, other, one.share, passages)


def changes_on(one: Matter) -> list[Change]:
    """Who says otherwise on a matter than before, by day."""
    return sorted(_changes_of(one), key=lambda each: (each.day or "9999", each.after or ""))


def copied_in(
    ledger: Ledger, story: str, door: Door = outside
) -> list[tuple[Copy, Report, Report]]:
    """What reports of a story carry of others of it, the one that does and the one that is carried,
    by day; versions of one page apart."""
    with ledger.snapshot():
        sight = _Sight(ledger, door(ledger))
        rows = ledger.connection.execute("SELECT report_id FROM compared WHERE story = ?", (story,))
        keys = {str(row[0]) for row in rows.fetchall()}
        copies = store.load_copies(ledger, keys) if keys else []
        found = [
            (sight.copy(one), sight.report(one.report), sight.report(one.from_))
            for one in copies
            if {one.report, one.from_} <= keys and one.kind != "version"
        ]
    return sorted(found, key=lambda told: (told[1].published or "9999", told[1].id))


def changed_since(ledger: Ledger, report: str, door: Door = outside) -> list[Change]:
    """What a report changed, that is a later state of a page, against the states before it; errors
    as for `copies_of`."""
    with ledger.snapshot():
        key = load.whole_id(ledger, "report", report)
        sight = _Sight(ledger, door(ledger))
        copies = [one for one in store.load_copies(ledger, [key]) if one.report == key]
        return [
            change
            for one in copies
            if one.kind == "version"
            for change in _between_versions(ledger, sight, one)
        ]


def timeline(
    ledger: Ledger,
    matter_id: str | None = None,
    who: str | None = None,
    door: Door = outside,
    among: Collection[str] | None = None,
) -> list[Moment]:
    """Utterances by the day they were said, else told; on one matter, on those of some whole ids,
    of one speaker, or all."""
    with ledger.snapshot():
        sight = _Sight(ledger, door(ledger))
        one = store.whole_id(ledger, matter_id) if matter_id else None
        rows = ledger.connection.execute(
            "SELECT u.id, u.said_from, group_concat(b.matter_id, ' ') AS matters FROM utterances u"
            " LEFT JOIN bearings b ON b.utterance_id = u.id GROUP BY u.id"
            " ORDER BY u.day IS NULL, u.day, u.id"
        ).fetchall()
        some = {one} if one else None if among is None else set(among)
        wanted = [row for row in rows if some is None or some & set((row["matters"] or "").split())]
        known = sight.utterances([str(row["id"]) for row in wanted])
    moments = [
        Moment(
            known[row["id"]].day,
            row["said_from"] is not None,
            known[row["id"]],
            tuple(sight.id(key) for key in (row["matters"] or "").split()),
        )
        for row in wanted
        if row["id"] in known
    ]
    return [one for one in moments if not who or _speaks(one.utterance, who)]


def silences(ledger: Ledger, matter_id: str | None = None, door: Door = outside) -> list[Silence]:
    """Reported non-comment. Of whom the ledger has nothing, nothing is told here."""
    with ledger.snapshot():
        sight = _Sight(ledger, door(ledger))
        wanted = store.whole_id(ledger, matter_id) if matter_id else None
        rows = ledger.connection.execute(
            "SELECT s.id, b.matter_id FROM statements s LEFT JOIN renderings r ON"
            " r.statement_id = s.id LEFT JOIN bearings b USING (utterance_id)"
            " WHERE s.act = 'decline' ORDER BY s.day, s.id"
        ).fetchall()
        told = sight.told([str(row["id"]) for row in rows])
    return [
        _silence(told[row["id"]], row["matter_id"] and sight.id(row["matter_id"]))
        for row in rows
        if row["id"] in told and told[row["id"]].act == "decline"
        if wanted is None or row["matter_id"] == wanted
    ]


def versus(ledger: Ledger, a: str, b: str, door: Door = outside) -> list[Versus]:
    """What two parts of the ledger say on the same matters: a part is a report by the beginning of
    its id, an outlet, a side, or a day or month; UnknownEntry where a name fits nothing."""
    found = matters(ledger, door)
    parts = [_part(ledger, found, name) for name in (a, b)]
    rows = [_versus(one, *parts) for one in found]
    return [row for row in rows if row.a and row.b]


def matter_plain(one: Matter) -> dict[str, Any]:
    """A matter as `sayso matters --json` writes it."""
    return {
        "id": one.id,
        "title": one.title,
        "rivals": list(one.rivals),
        "utterances": [utterance_plain(each) for each in one.utterances],
        "relations": [to_plain(each) for each in one.relations],
        "origins": one.origins,
        "sides": [list(side) for side in one.sides],
        "from": one.from_,
        "to": one.to,
    }


def utterance_plain(one: Utterance) -> dict[str, Any]:
    """An utterance as it is written out."""
    return {
        "id": one.id,
        "speakers": [who.name for who in one.speakers],
        "statements": list(one.renderings),
        "said": to_plain(one.said),
    }


def reports_of(ledger: Ledger, door: Door = outside) -> dict[str, Report]:
    """The reports that carry wording of another or are carried, by the ids they are shown under."""
    with ledger.snapshot():
        sight = _Sight(ledger, door(ledger))
        copies = store.load_copies(ledger)
        shown = [sight.report(key) for one in copies for key in (one.report, one.from_)]
    return {one.id: one for one in shown}


class _Sight:
    """What is kept as it looks behind a veil; everything as it is where nothing is sealed."""

    def __init__(self, ledger: Ledger, veil: Veil) -> None:
        self._ledger, self._veil = ledger, veil
        self._reports: dict[str, Report] = {}
        self._ids: dict[str, str] = {}

    def report(self, report_id: str) -> Report:
        """A report as it looks."""
        if report_id not in self._reports:
            kept = decisions.load_decided(self._ledger, report_id)
            seen = self._veil.decided(kept)
            pairs = zip(kept.machine.statements, seen.machine.statements, strict=True)
            self._ids |= {old.id: new.id for old, new in pairs}
            self._reports[report_id] = seen.machine.report
        return self._reports[report_id]

    def id(self, key: str) -> str:
        """The id that a statement, or what is named for it, has there."""
        if self._veil.clear:
            return key
        if key not in self._ids:
            row = self._ledger.connection.execute(
                "SELECT report_id FROM statements WHERE id = ?", (key,)
            ).fetchone()
            if row:
                self.report(str(row["report_id"]))
        return self._ids.get(key, key)

    def told(self, ids: Iterable[str]) -> dict[str, Told]:
        """Statements by the ids the ledger has for them."""
        return store.load_told(self._ledger, ids, self._veil)

    def utterances(self, ids: Iterable[str]) -> dict[str, Utterance]:
        """Utterances by the ids the ledger has for them."""
        found = store.load_utterances(self._ledger, ids, self._veil)
        return {key: replace(one, id=self.id(key)) for key, one in found.items()}

    def matter(self, one: Matter) -> Matter:
        """A matter as it looks."""
        if self._veil.clear:
            return one
        keys = [each.id for each in one.utterances]
        known = self.utterances(keys)
        return replace(
            one,
            id=self.id(one.id),
            title=self._veil.words(one.title),
            rivals=tuple(self._veil.words(word) for word in one.rivals),
            utterances=tuple(known[key] for key in keys if key in known),
            relations=tuple(self._relation(each) for each in one.relations),
        )

    def origin(self, one: Origin) -> Origin:
        """An origin as it looks."""
        if self._veil.clear:
            return one
        return Origin(
            self.report(one.id).id,
            self.report(one.first).id,
            tuple(self.report(each).id for each in one.reports),
            tuple(self.copy(each) for each in one.copies),
        )

    def copy(self, one: Copy) -> Copy:
        """A copy as it looks."""
        if self._veil.clear:
            return one
        return replace(
            one,
            report=self.report(one.report).id,
            from_=self.report(one.from_).id,
            passages=tuple(
                Pair(self._passage(pair.here), self._passage(pair.there)) for pair in one.passages
            ),
            reasons=tuple(self._reason(each) for each in one.reasons),
        )

    def _relation(self, one: Relation) -> Relation:
        reasons = tuple(self._reason(each) for each in one.reasons)
        return replace(one, a=self.id(one.a), b=self.id(one.b), reasons=reasons)

    def _reason(self, one: Reason) -> Reason:
        spans = tuple(self._passage(each) for each in one.spans)
        return Reason(one.code, self._veil.words(one.text), spans)

    def _passage(self, one: Passage) -> Passage:
        report = self.report(one.report)
        return Passage(report.id, Span.of(report.text, one.span.start, one.span.end))


def _spelt(columns: Iterable[Column]) -> dict[Column, Column]:
    """Each column as it is most often spelt: “Ministry” and “ministry” are one."""
    spellings: dict[tuple[str, str], Counter[Column]] = defaultdict(Counter)
    for one in columns:
        spellings[folded(one.side or ""), folded(one.group)][one] += 1
    found: dict[Column, Column] = {}
    for tally in spellings.values():
        best = min(tally, key=lambda one: (-tally[one], one.side or "", one.group))
        found |= dict.fromkeys(tally, best)
    return found


def _cells(said: Sequence[Utterance], same: Mapping[Column, Column]) -> tuple[Cell, ...]:
    held: dict[Column, list[str]] = defaultdict(list)
    for one in said:
        held[same[_column(one)]].append(one.id)
    order = sorted(held, key=lambda c: (c.side is None, c.side or "", c.group))
    return tuple(Cell(column, tuple(held[column])) for column in order)


def _column(one: Utterance) -> Column:
    """Of a side its group, the side itself where no group is named; else the outlet, or whoever
    speaks for no side."""
    if side := one.side:
        return Column(side[0], side[1] if len(side) > 1 else side[0])
    if not one.speakers and all(each.voice == "outlet" for each in one.told):
        return Column(None, "outlets")
    return Column(None, "no side stated")


def _changes_of(one: Matter) -> Iterator[Change]:
    said = {each.id: each for each in one.utterances}
    for relation in one.relations:
        if relation.kind in ("revises", "develops") and {relation.a, relation.b} <= set(said):
            after, before = said[relation.a], said[relation.b]
            yield Change(
                relation.kind,
                _names(after) or _names(before),
                before.id,
                after.id,
                after.day,
                relation.reasons,
                one.id,
            )


def _version_changes(ledger: Ledger, door: Door) -> Iterator[Change]:
    with ledger.snapshot():
        sight = _Sight(ledger, door(ledger))
        for copy in store.load_copies(ledger):
            if copy.kind == "version":
                yield from _between_versions(ledger, sight, copy)


def _between_versions(ledger: Ledger, sight: _Sight, copy: Copy) -> Iterator[Change]:
    before, after = (_statements(ledger, sight, one) for one in (copy.from_, copy.report))
    report = sight.report(copy.report)
    outlet = report.publisher or report.url or report.id
    for kind, old, new, why in steps(before, after):
        told = [one for one in (old, new) if one]
        reason = Reason(kind, why, tuple(one.passage(one.content[0]) for one in told))
        yield Change(
            kind,
            ", ".join(who.name for who in told[-1].speakers) or outlet,
            old.id if old else None,
            new.id if new else None,
            (report.published or "")[:10] or None,
            (reason,),
        )


def _corrections(ledger: Ledger, door: Door) -> Iterator[Change]:
    """Corrections and withdrawals, with the reports that still carry what was corrected."""
    with ledger.snapshot():
        sight = _Sight(ledger, door(ledger))
        copies = store.load_copies(ledger)
        rows = ledger.connection.execute(
            "SELECT id, kind, published, predecessor, coalesce(publisher, host) AS outlet"
            " FROM reports WHERE kind IN ('correction', 'withdrawal') ORDER BY published, id"
        ).fetchall()
        for row in rows:
            amended = _amended(copies, row)
            reaches = {c.report for c in copies if c.from_ in amended and c.kind != "version"}
            yield Change(
                row["kind"],
                row["outlet"] or "",
                next((sight.report(one).id for one in sorted(amended)), None),
                sight.report(row["id"]).id,
                (row["published"] or "")[:10] or None,
                (Reason(row["kind"], "The report says so of itself."),),
                None,
                tuple(sight.report(one).id for one in sorted(reaches - {row["id"]})),
            )


def _amended(copies: Sequence[Copy], row: Mapping[str, Any]) -> set[str]:
    """The reports that a correction is of: earlier states of its page, else what it carries."""
    own = [one for one in copies if one.report == row["id"]]
    versions = {one.from_ for one in own if one.kind == "version"}
    found = versions or {one.from_ for one in own}
    return found | ({row["predecessor"]} if row["predecessor"] else set())


def _statements(ledger: Ledger, sight: _Sight, report_id: str) -> list[Told]:
    rows = ledger.connection.execute(
        "SELECT id FROM statements WHERE report_id = ? ORDER BY place", (report_id,)
    ).fetchall()
    keys = [str(row["id"]) for row in rows]
    told = sight.told(keys)
    return [told[key] for key in keys if key in told]


def _silence(one: Told, matter_id: str | None) -> Silence:
    day = one.told.from_ if one.told else None
    who = ", ".join(each.name for each in one.speakers)
    return Silence(who, one.id, one.passage(one.content[0]), day, matter_id)


def _speaks(one: Utterance, who: str) -> bool:
    return any(folded(who) in folded(each.name) for each in one.speakers)


def _names(one: Utterance) -> str:
    return ", ".join(who.name for who in one.speakers)


def _part(ledger: Ledger, found: Sequence[Matter], name: str) -> set[str]:
    """The ids of the statements that a name means."""
    told = [one for m in found for each in m.utterances for one in each.told]
    wanted = folded(name)
    fits = (
        lambda one: len(name) >= load.SHORTEST_PREFIX and one.report.startswith(name),
        lambda one: wanted == folded(one.outlet or ""),
        lambda one: wanted in [folded(part) for part in one.side or ()],
        lambda one: bool(one.told) and name[:4].isdigit() and one.told.from_.startswith(name),
        lambda one: wanted in folded(one.outlet or ""),
    )
    for fit in fits:
        if held := {one.id for one in told if fit(one)}:
            return held
    raise UnknownEntry(str(ledger.path), "report, outlet, side or day", name)


def _versus(one: Matter, a: set[str], b: set[str]) -> Versus:
    def of(part: set[str]) -> tuple[Utterance, ...]:
        return tuple(each for each in one.utterances if part & set(each.renderings))

    left, right = of(a), of(b)
    ends = {each.id for each in left}, {each.id for each in right}
    between = tuple(
        each
        for each in one.relations
        if (each.a in ends[0] and each.b in ends[1]) or (each.a in ends[1] and each.b in ends[0])
    )
    return Versus(one, left, right, between)

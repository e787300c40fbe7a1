"""A machine's reading and what persons decided on it → the reading that answers are given from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sayso.ledger.attach import Target, attached
from sayso.ledger.corrections import Changes, Named, applicable, bare, corrected
from sayso.ledger.write import folded
from sayso.model import Actor, Distance, Reading, Statement

# misread: the machine read something that the report does not say; such a statement is left out.
# disputed: the report does say it, and that is called in question; such a one stays, and is marked.
Reason = Literal["misread", "disputed"]
Status = Literal["unreviewed", "accepted", "corrected", "added", "rejected", "disputed"]


@dataclass(frozen=True, slots=True)
class Accept:
    """The statement is read as the report has it."""

    about: Target
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """The statement is misread, or disputed."""

    about: Target
    reason: Reason
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """The statement is read wrongly, and this is right."""

    about: Target
    changes: Changes
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """The report has this statement, and the machine passed over it. Where a later reader finds it,
    it is a correction of what that one read."""

    about: Target
    changes: Changes
    reporter: Distance = "neutral"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """An earlier decision does not hold."""

    number: int
    note: str | None = None


What = Accept | Reject | Correct | Miss | Undo
# By the name that rows have for them. A new kind is a class here and a case in `_review`.
KINDS: dict[str, type[What]] = {
    "accept": Accept, "reject": Reject, "correct": Correct, "miss": Miss, "undo": Undo,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, and when (UTC); numbers are a ledger's, in the order of deciding."""

    number: int
    at: str
    who: str
    report_id: str
    what: What

    @property
    def kind(self) -> str:
        return next(name for name, kind in KINDS.items() if isinstance(self.what, kind))


@dataclass(frozen=True, slots=True)
class Review:
    """What a person's decisions on a statement come to, and who took the one that counts. `checked`
    where somebody accepted or corrected it."""

    status: Status = "unreviewed"
    checked: bool = False
    who: str | None = None
    at: str | None = None


UNREVIEWED = Review()


@dataclass(frozen=True, slots=True)
class Decided:
    """A reading with decisions applied, and without what was misread; `reviews` by the id of a
    statement, for those that were decided on. `standing` tells of each decision on which statement
    it stands, None where it is unattached. `machine` is what was read, with the statements in
    `added`, which persons added, before other decisions on them."""

    machine: Reading
    reading: Reading
    reviews: Mapping[str, Review] = field(default_factory=dict)
    standing: Mapping[int, str | None] = field(default_factory=dict)
    added: frozenset[str] = frozenset()

    def review(self, statement_id: str) -> Review:
        return self.reviews.get(statement_id, UNREVIEWED)

    def statement(self, statement_id: str) -> Statement | None:
        """The statement as decided; None where there is none, or it was misread."""
        return next((s for s in self.reading.statements if s.id == statement_id), None)


def decided(reading: Reading, decisions: Sequence[Decision]) -> Decided:
    """A machine's reading of a report with all decisions on that report, by number, applied."""
    if not decisions:
        return Decided(reading, reading)
    read = {one.id for one in reading.statements}
    reading = _with_missed(reading, decisions)
    added = frozenset(one.id for one in reading.statements) - read
    standing = _stands(reading, decisions)
    on = _on_each(decisions, standing)
    reviews = {key: _review(found) for key, found in on.items()}
    corrections = {
        key: [one.what for one in found if isinstance(one.what, Correct | Miss)]
        for key, found in on.items()
    }
    cast, refs = _cast(reading, [c for found in corrections.values() for c in found])
    told = [
        _corrected(reading, one, corrections.get(one.id, ()), refs)
        for one in reading.statements
        if reviews.get(one.id, UNREVIEWED).status != "rejected"
    ]
    statements = tuple(_linked(reading.statements, told, added))
    actors = _still_there(reading, cast, statements)
    applied = replace(reading, actors=actors, statements=statements)
    return Decided(reading, applied, reviews, standing, added)


def stands(reading: Reading, decisions: Sequence[Decision]) -> dict[int, str | None]:
    """On which statement each decision stands, of those that a reading has and those that persons
    added; an undoing as what it undoes."""
    return _stands(_with_missed(reading, decisions), decisions)


def _with_missed(reading: Reading, decisions: Sequence[Decision]) -> Reading:
    """A machine's reading with the statements that persons added and it has not."""
    for one in holding(decisions):
        if isinstance(one.what, Miss) and not _standing(reading, one.what):
            made = bare(reading, one.what.changes)
            if made and all(made.id != other.id for other in reading.statements):
                reading = replace(reading, statements=tuple(_placed(reading.statements, made)))
    return reading


def _placed(statements: Sequence[Statement], made: Statement) -> Iterator[Statement]:
    """Statements with one more, before the first that begins after it."""
    later = [n for n, one in enumerate(statements) if _begins(one) > _begins(made)]
    place = later[0] if later else len(statements)
    yield from (*statements[:place], made, *statements[place:])


def _begins(one: Statement) -> int:
    return (one.cue or one.content[0]).start


def _stands(reading: Reading, decisions: Sequence[Decision]) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    for one in decisions:
        if isinstance(one.what, Undo):
            found[one.number] = found.get(one.what.number)
        else:
            found[one.number] = _standing(reading, one.what)
    return found


def undone(decisions: Sequence[Decision]) -> dict[int, int]:
    """The numbers of decisions that hold no more, each with that of the undoing that holds."""
    found: dict[int, int] = {}
    for one in reversed(decisions):
        if isinstance(one.what, Undo) and one.number not in found:
            found.setdefault(one.what.number, one.number)
    return found


def holding(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions on statements that hold: neither undone nor an undoing."""
    gone = undone(decisions)
    return [d for d in decisions if d.number not in gone and not isinstance(d.what, Undo)]


def _standing(reading: Reading, what: Accept | Reject | Correct | Miss) -> str | None:
    text = reading.report.text
    targets = [what.about]
    if isinstance(what, Correct | Miss):
        if not applicable(text, what.changes):
            return None
        targets.append(_as_corrected(what))
    if found := attached(text, targets, reading.statements):
        return found
    # A statement's id follows from its cue: what has the same is the same, however it goes on.
    made = bare(reading, what.changes) if isinstance(what, Miss) else None
    return made.id if made and any(made.id == one.id for one in reading.statements) else None


def _as_corrected(what: Correct | Miss) -> Target:
    """What a correction made of its statement: a better reader may have read just that."""
    about, changes = what.about, what.changes
    source = about.source if changes.source is None else next(iter(changes.source), None)
    cue = about.cue if changes.cue is None else next(iter(changes.cue), None)
    return Target(about.statement, source, cue, changes.content or about.content)


def _on_each(
    decisions: Sequence[Decision], standing: Mapping[int, str | None]
) -> dict[str, list[Decision]]:
    """The decisions that hold, by the statement they stand on."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for one in holding(decisions):
        if key := standing[one.number]:
            found[key].append(one)
    return found


def _review(decisions: Sequence[Decision]) -> Review:
    """The last word on how it was read counts, and whether anybody disputes it."""
    last = correction = dispute = None
    for one in decisions:
        match one.what:
            case Correct() | Miss():
                last = correction = one
            case Reject(reason="disputed"):
                dispute = one
            case _:
                last = one
    if last and isinstance(last.what, Reject):
        return _reviewed("rejected", last, checked=False)
    if dispute:
        return _reviewed("disputed", dispute, checked=last is not None)
    if correction:
        added = isinstance(correction.what, Miss)
        return _reviewed("added" if added else "corrected", correction, checked=True)
    return _reviewed("accepted", last, checked=True) if last else UNREVIEWED


def _reviewed(status: Status, one: Decision, checked: bool) -> Review:
    return Review(status, checked, one.who, one.at)


def _corrected(
    reading: Reading,
    one: Statement,
    corrections: Sequence[Correct | Miss],
    refs: Mapping[Named, str],
) -> Statement:
    for correction in corrections:
        changes = correction.changes
        speaking = [refs[named] for named in changes.speakers or ()]
        one = corrected(reading, one, changes, list(dict.fromkeys(speaking)))
        if isinstance(correction, Miss):
            one = replace(one, reporter=correction.reporter)
    return one


def _cast(
    reading: Reading, corrections: Sequence[Correct | Miss]
) -> tuple[tuple[Actor, ...], dict[Named, str]]:
    """The actors with those that corrections bring in, and the ref of each that they name."""
    cast = list(reading.actors)
    alike: dict[str, list[Actor]] = defaultdict(list)
    for actor in cast:
        alike[folded(actor.name)].append(actor)
    refs: dict[Named, str] = {}
    for named in (n for one in corrections for n in one.changes.speakers or ()):
        if named in refs:
            continue
        same = alike[folded(named.name)]
        if not same:
            same.append(Actor(_free_ref(cast), named.name, named.kind, named.unnamed))
            cast.extend(same)
        # A reader of another day may call the same one a person or an organisation.
        best = min(same, key=lambda actor: (actor.unnamed, actor.kind != named.kind))
        refs[named] = best.ref
    return tuple(cast), refs


def _free_ref(cast: Sequence[Actor]) -> str:
    taken = {actor.ref for actor in cast}
    number = len(cast) + 1
    while f"a{number}" in taken:
        number += 1
    return f"a{number}"


def _linked(
    machine: Sequence[Statement], told: Sequence[Statement], added: frozenset[str]
) -> Iterator[Statement]:
    """The statements with links to others made anew where decisions touched them."""
    before = {one.id: one for one in machine}
    gone = before.keys() - {one.id for one in told}
    moved = [one for one in told if one.id in added or one.content != before[one.id].content]
    unsure = gone | {one.id for one in moved}
    for one in told:
        held_anew = any(_holds(other, one) for other in moved)
        fresh = one.id in added or one.cue != before[one.id].cue
        if fresh or one.within in unsure or held_anew:
            one = replace(one, within=_holder(told, one))
        yield replace(one, restates=None) if one.restates in gone else one


def _holder(told: Sequence[Statement], one: Statement) -> str | None:
    """The innermost other statement whose content holds the cue."""
    holders = [
        (part.end - part.start, other.id)
        for other in told
        for part in other.content
        if other is not one and one.cue and part.contains(one.cue)
    ]
    return min(holders)[1] if holders else None


def _holds(other: Statement, one: Statement) -> bool:
    cue = one.cue
    return other.id != one.id and cue is not None and any(p.contains(cue) for p in other.content)


def _still_there(
    reading: Reading, cast: Sequence[Actor], statements: Sequence[Statement]
) -> tuple[Actor, ...]:
    """The actors but for those whose every statement was misread or given to another."""
    read = {actor.ref for actor in reading.actors} - _speaking(reading.statements)
    kept = read | _speaking(statements)
    return tuple(actor for actor in cast if actor.ref in kept)


def _speaking(statements: Sequence[Statement]) -> set[str]:
    return {
        ref
        for one in statements
        for ref in (*one.speakers, *one.candidates, *(hand.ref for hand in one.chain))
    }

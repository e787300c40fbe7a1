"""What a user does with a ledger."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from sayso.compare import keep, store
from sayso.compare.keep import Done
from sayso.compare.relations import related
from sayso.errors import DecisionRefused, UnknownEntry
from sayso.ledger import decisions, identities, sides
from sayso.ledger.attach import target_of
from sayso.ledger.connect import Ledger
from sayso.ledger.corrections import Wanted, bare, changes_of, missed
from sayso.ledger.decided import Accept, Correct, Decided, Decision, Miss, Reason, Reject
from sayso.ledger.erase import ReadAnew, erase
from sayso.ledger.load import ids_from, load_report, report_ids, reports_not_by, whole_id
from sayso.ledger.persons import Actor, Person
from sayso.ledger.persons import person as _person
from sayso.ledger.plan import Everywhere, Plan, SpanOf, Target, WholeReport, plan
from sayso.ledger.reread import Reread, compare, replace_reading
from sayso.ledger.scrub import finish, unfinished
from sayso.ledger.seal import seal, unseal
from sayso.ledger.sides import Named, Side
from sayso.ledger.write import add_capture, add_reading, has_report
from sayso.model import Item, Reading, Report, Skipped, Statement, with_notes
from sayso.reading.given import Sides, with_sides

__all__ = [
    "Done",
    "Everywhere",
    "Outcome",
    "Plan",
    "Read",
    "ReadAnew",
    "ReadMany",
    "ReportOf",
    "SpanOf",
    "Target",
    "WholeReport",
    "add",
    "bond",
    "compare_across",
    "erase",
    "finish",
    "ids_from",
    "person",
    "plan",
    "seal",
    "unfinished",
    "unseal",
    "whole_id",
    "with_given_sides",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `added` with so many statements, `met again`, or `skipped`. When it
    is given, the ledger holds it on the disk."""

    input: str
    what: Literal["added", "met again", "skipped"]
    report_id: str | None = None
    title: str | None = None
    statements: int = 0
    detail: str = ""


Read = tuple[Item | Skipped, Reading | None]
ReportOf = Callable[[Item | Skipped], Report | None]
# Inputs → the same in order, with readings of those whose report is to be read.
ReadMany = Callable[[Iterable[Item | Skipped], ReportOf], Iterator[Read]]
# Ids of reports and what gives the report → the same in order, with readings of those given.
ReadKept = Callable[
    [Iterable[str], Callable[[str], Report | None]], Iterator[tuple[str, Reading | None]]
]


Thing = TypeVar("Thing")
Many = Callable[
    [Iterable[Thing], Callable[[Thing], Report | None]], Iterator[tuple[Thing, Reading | None]]
]


def with_given_sides(read_many: Many[Thing], given: Sides) -> Many[Thing]:
    """Reading that gives actors the sides a user gave them."""

    def read(
        things: Iterable[Thing], report_of: Callable[[Thing], Report | None]
    ) -> Iterator[tuple[Thing, Reading | None]]:
        for thing, reading in read_many(things, report_of):
            yield thing, with_sides(reading, given) if reading else None

    return read if given else read_many


def add(
    ledger: Ledger,
    items: Iterable[Item | Skipped],
    read_many: ReadMany,
    reader: str,
    keep_raw: bool = True,
) -> Iterator[Outcome]:
    """Add reports and their readings, a transaction each, in order. A report that is there already
    is not read again and gains a capture: so a run that was stopped can simply be run again."""

    for item, reading in read_many(items, functools.partial(unread, ledger)):
        if isinstance(item, Skipped):
            yield Outcome(item.input, "skipped", detail=f"{item.detail} ({item.reason})")
        else:
            yield _keep(ledger, _storable(item), reading, reader, keep_raw)


def unread(ledger: Ledger, item: Item | Skipped) -> Report | None:
    """The report of an item, where it is not in the ledger yet and is to be read."""
    if isinstance(item, Skipped) or has_report(ledger, item.report.id):
        return None
    return item.report


def has_page(ledger: Ledger, url: str) -> bool:
    """Whether the ledger has a report that was got at a URL."""
    found = ledger.connection.execute("SELECT 1 FROM captures WHERE requested = ? LIMIT 1", (url,))
    return found.fetchone() is not None


def accept(ledger: Ledger, prefix: str, who: str, note: str | None = None) -> Decision:
    """Keep that the statement whose id begins so is read rightly; UnknownEntry where there is none
    or more than one."""

    def deciding(found: Decided, one: Statement) -> Accept:
        return Accept(decisions.target_in(found, one.id), note)

    return decisions.decide(ledger, whole_id(ledger, "statement", prefix), deciding, who)


def reject(
    ledger: Ledger, prefix: str, reason: Reason, who: str, note: str | None = None
) -> Decision:
    """Keep that a statement is misread, or that what the outlet says there is disputed;
    UnknownEntry as in `accept`."""

    def deciding(found: Decided, one: Statement) -> Reject:
        return Reject(decisions.target_in(found, one.id), reason, note)

    return decisions.decide(ledger, whole_id(ledger, "statement", prefix), deciding, who)


def correct(
    ledger: Ledger, prefix: str, wanted: Wanted, who: str, note: str | None = None
) -> Decision:
    """Keep what is right in the place of what was read; UnknownEntry as in `accept`,
    DecisionRefused where it cannot be."""

    def deciding(found: Decided, one: Statement) -> Correct:
        naming = functools.partial(decisions.named_in, ledger, found.reading)
        changes = changes_of(found.machine.report.text, one, wanted, naming)
        return Correct(decisions.target_in(found, one.id), changes, note)

    return decisions.decide(ledger, whole_id(ledger, "statement", prefix), deciding, who)


def miss(
    ledger: Ledger, prefix: str, wanted: Wanted, who: str, note: str | None = None
) -> Decision:
    """Keep that the report whose id begins so has a statement that the machine passed over;
    UnknownEntry where there is no such report, DecisionRefused where its words are not there, or it
    is read already."""

    def deciding(found: Decided) -> Miss:
        naming = functools.partial(decisions.named_in, ledger, found.reading)
        changes, reporter = missed(found.machine, wanted, naming)
        made = bare(found.machine, changes)
        assert made
        if any(made.id == one.id for one in found.machine.statements):
            raise DecisionRefused(
                f"that is read already, as statement {made.id}; correct it where it is wrong"
            )
        return Miss(target_of(found.machine.report.text, made), changes, reporter, note)

    return decisions.add(ledger, whole_id(ledger, "report", prefix), deciding, who)


def undo(ledger: Ledger, number: int, who: str, note: str | None = None) -> Decision:
    """Keep that an earlier decision does not hold; DecisionRefused where there is none, or it is
    undone already."""
    return decisions.undo(ledger, number, who, note)


def name_side(
    ledger: Ledger, given: str, side: Side, who: str, note: str | None = None
) -> list[Named]:
    """Keep for whom an actor speaks, by name or number: the parts of a side, the camp first, empty
    for none, None as reports say; errors as for the ledger's."""
    return sides.name_side(ledger, given, side, who, note)


def undo_side(ledger: Ledger, number: int, who: str) -> Named:
    """Keep that a naming of a side does not hold; DecisionRefused where a later one counts."""
    return sides.undo(ledger, number, who)


def merge(ledger: Ledger, names: tuple[str, str], who: str) -> tuple[Actor, ...]:
    """Keep that two actors, by name or number, are one, and give them; errors as for `split`."""
    return identities.decide(ledger, "merge", names, who)


def split(ledger: Ledger, names: tuple[str, str], who: str) -> tuple[Actor, ...]:
    """Keep that two actors are not one, and give them; UnknownEntry and SeveralFit where it is not
    clear who is meant, DecisionRefused where their names are the same."""
    return identities.decide(ledger, "split", names, who)


def leave(ledger: Ledger, names: tuple[str, str], who: str) -> tuple[Actor, ...]:
    """Keep that it is left to the machine whether two actors are one; errors as for `split`."""
    return identities.decide(ledger, "leave", names, who)


def person(
    ledger: Ledger, given: str, also: Iterable[str] = (), but_not: Iterable[str] = ()
) -> Person:
    """Somebody by name or actor's number, with the names of all actors that are one with it; errors
    as for the ledger's `person`."""
    also, but_not = tuple(also), tuple(but_not)
    found = _person(ledger, given, also, but_not)
    names = identities.other_names(ledger.connection, found.actor_ids)
    return _person(ledger, given, (*also, *names), but_not) if names else found


def kept_reports(ledger: Ledger, prefixes: Sequence[str]) -> list[str]:
    """The ids of the reports that begin so, of all where nothing is given, in the order of
    publication; UnknownEntry where there is none or more than one."""
    wanted = {whole_id(ledger, "report", prefix) for prefix in prefixes}
    return [key for key in report_ids(ledger) if not prefixes or key in wanted]


def behind(ledger: Ledger, ids: Iterable[str], reader: str) -> list[str]:
    """Those of the reports whose reading another reader made: so a run that was stopped can be run
    again."""
    others = set(reports_not_by(ledger, reader))
    return [report_id for report_id in ids if report_id in others]


def reread(
    ledger: Ledger, ids: Iterable[str], read_kept: ReadKept, reader: str
) -> Iterator[Reread]:
    """Read kept texts again and keep the readings in the old ones' place, a transaction each, in
    order. What was erased meanwhile is passed over."""
    return _read_again(ledger, ids, read_kept, functools.partial(replace_reading, reader=reader))


def would_reread(
    ledger: Ledger, ids: Iterable[str], read_kept: ReadKept, reader: str
) -> Iterator[Reread]:
    """What `reread` would change; nothing is."""
    return _read_again(ledger, ids, read_kept, functools.partial(compare, reader=reader))


def compare_across(ledger: Ledger) -> Iterator[Done]:
    """Compare the reports that came in, were read again or decided on since it was last done."""
    return keep.compare(ledger, related)


def bond(
    ledger: Ledger, kind: str, entries: tuple[str, str], who: str, note: str | None = None
) -> tuple[str, str]:
    """Keep what a person holds of two statements, given by the beginnings of their ids, an
    utterance or a matter standing for its first; UnknownEntry where there is none, DecisionRefused
    where both are one."""
    return store.bond(ledger, kind, entries, who, note)


def _read_again(
    ledger: Ledger,
    ids: Iterable[str],
    read_kept: ReadKept,
    done: Callable[[Ledger, Reading], Reread],
) -> Iterator[Reread]:
    def kept(report_id: str) -> Report | None:
        try:
            return load_report(ledger, report_id)
        except UnknownEntry:
            return None

    for _, reading in read_kept(ids, kept):
        try:
            told = done(ledger, reading) if reading else None
        except UnknownEntry:
            continue
        if told:
            yield told


def _storable(item: Item) -> Item:
    """The item under a name that can be written as UTF-8: a file's name may hold any bytes."""
    name = item.capture.requested.encode(errors="backslashreplace").decode()
    return replace(item, capture=replace(item.capture, requested=name))


def _keep(
    ledger: Ledger, item: Item, reading: Reading | None, reader: str, keep_raw: bool
) -> Outcome:
    report = item.report
    if reading and add_reading(ledger, item, with_notes(reading, item), reader, keep_raw):
        count = len(reading.statements)
        return Outcome(item.input, "added", report.id, report.title, count)
    if not reading and not add_capture(ledger, item, keep_raw):
        return Outcome(item.input, "skipped", detail="it was erased meanwhile; add it anew")
    return Outcome(item.input, "met again", report.id, report.title)

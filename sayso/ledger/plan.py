"""What an erasure takes away: planned first, shown, and planned again under the lock."""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sayso.errors import LedgerError, UnknownEntry
from sayso.ledger import scrub
from sayso.ledger.connect import Ledger
from sayso.ledger.decided import Decided
from sayso.ledger.decisions import load_decided
from sayso.ledger.load import load_reading, load_report
from sayso.ledger.persons import Person, places_named
from sayso.ledger.rawtext import texts_in
from sayso.ledger.redact import NO_HASH, Redaction, name_blanked, redaction
from sayso.ledger.scrub import Told
from sayso.ledger.wording import FOLDING, Finder, Place, words_of
from sayso.model import Report, Statement

What = Literal["report", "person", "span"]
NOTHING = Finder.of([])
# Of how many reports or sets of bytes looked through one is told of.
LOOKED_THROUGH = 200
# What decisions that this Sayso does not understand raise. They are erased all the same.
BROKEN = (LedgerError, KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class WholeReport:
    """A report, to be erased with all that belongs to it."""

    report_id: str
    what: What = "report"


@dataclass(frozen=True, slots=True)
class SpanOf:
    """A span of a report's text, in code points."""

    report_id: str
    start: int
    end: int
    what: What = "span"


@dataclass(frozen=True, slots=True)
class Everywhere:
    """A person in all reports; `with_words`, what that person said goes, too."""

    who: Person
    with_words: bool = False
    what: What = "person"


Target = WholeReport | SpanOf | Everywhere


@dataclass(frozen=True, slots=True)
class Renamed:
    """A capture whose path or addresses hold erased words, and what they become."""

    capture: int
    report_id: str
    requested: str
    final_url: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an erasure takes away: whole reports, words of reports and of captures, decisions by
    number, actors, sets of raw bytes by hash, `words` wherever they stand; and beside the ledger
    stray bytes and backups. `shared` bytes are another report's, too, and stay; `elsewhere` are
    reports not meant that hold the words."""

    what: What
    whole: tuple[Report, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    captures: tuple[Renamed, ...] = ()
    decisions: tuple[int, ...] = ()
    actors: tuple[int, ...] = ()
    raw: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    elsewhere: tuple[str, ...] = ()
    words: Finder = NOTHING
    strays: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to erase."""
        rows = (self.whole, self.redactions, self.captures, self.decisions, self.actors)
        return not (any(rows) or self.raw)


@dataclass(slots=True)
class Search:
    """What was looked through already: texts and bytes never change, so that a second plan, made
    under the lock, looks only at what is new."""

    named: dict[tuple[str, bool], list[Place]] = field(default_factory=dict)
    raw: dict[str, bool] = field(default_factory=dict)


def plan(
    ledger: Ledger, target: Target, search: Search | None = None, told: Told = lambda step: None
) -> Plan:
    """What erasing the target takes away; UnknownEntry where it is nowhere in the ledger."""
    with ledger.snapshot():
        match target:
            case WholeReport():
                made = _plan_report(ledger, target)
            case SpanOf():
                made = _plan_span(ledger, target)
            case Everywhere():
                made = _plan_person(ledger, target, search or Search(), told)
    if made.empty:
        name = target.who.name if isinstance(target, Everywhere) else target.report_id
        raise UnknownEntry(str(ledger.path), target.what, name)
    return made


def _plan_report(ledger: Ledger, target: WholeReport) -> Plan:
    report = load_report(ledger, target.report_id)
    own, others = _raw_of(ledger, {report.id})
    numbers = ledger.connection.execute(
        "SELECT number FROM decisions WHERE report_id = ?", (report.id,)
    )
    return Plan(
        "report",
        whole=(report,),
        decisions=tuple(row[0] for row in numbers),
        raw=frozenset(own - others),
        shared=frozenset(own & others),
        strays=tuple(scrub.strays(ledger)),
        backups=tuple(scrub.backups(ledger)),
    )


def _plan_span(ledger: Ledger, target: SpanOf) -> Plan:
    report = load_report(ledger, target.report_id)
    place = (target.start, target.end)
    # The words it reaches into are whole words beside the text.
    wider = _whole_words(report.text, place)
    finder = Finder.of([words_of(report.text[slice(*wider)])])
    done = redaction(report, [place], finder)
    if done.after is report:
        return Plan("span")
    own, others = _raw_of(ledger, {report.id})
    return Plan(
        "span",
        redactions=(done,),
        captures=tuple(_renamed(ledger, {report.id: done.finder}, NOTHING)),
        decisions=tuple(_decisions_to_go(ledger, {report.id: done}, NOTHING)),
        raw=frozenset(own - others),
        shared=frozenset(own & others),
        elsewhere=tuple(_elsewhere(ledger, done, finder)),
        strays=tuple(scrub.strays(ledger)),
        backups=tuple(scrub.backups(ledger)),
    )


def _plan_person(ledger: Ledger, target: Everywhere, search: Search, told: Told) -> Plan:
    finder = target.who.everywhere
    done = {one.before.id: one for one in _redactions(ledger, target, search, told)}
    own, _ = _raw_of(ledger, set(done))
    return Plan(
        "person",
        redactions=tuple(done.values()),
        captures=tuple(_renamed(ledger, {key: one.finder for key, one in done.items()}, finder)),
        decisions=tuple(_decisions_to_go(ledger, done, finder)),
        actors=tuple(_actors(ledger, target.who)),
        raw=frozenset(own | set(_raw_with(ledger, own, finder, search, told))),
        words=finder,
        strays=tuple(scrub.strays(ledger)),
        backups=tuple(scrub.backups(ledger)),
    )


def _whole_words(text: str, place: Place) -> Place:
    start, end = place
    while start and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _raw_of(ledger: Ledger, report_ids: set[str]) -> tuple[set[str], set[str]]:
    """Hashes of the bytes of some reports, and of those of all others."""
    own: set[str] = set()
    others: set[str] = set()
    for key, raw in ledger.connection.execute(
        "SELECT report_id, raw_sha256 FROM captures UNION SELECT id, raw_sha256 FROM reports"
    ):
        (own if key in report_ids else others).add(raw)
    return own - {NO_HASH}, others - {NO_HASH}


def _elsewhere(ledger: Ledger, done: Redaction, finder: Finder) -> Iterator[str]:
    """Reports that hold the same words, this one where it has them a second time."""
    if finder.stands_in(done.after.text):
        yield done.before.id
    rows = ledger.connection.execute("SELECT id, title, text FROM reports ORDER BY number")
    for key, title, text in rows:
        if key != done.before.id and (finder.stands_in(text) or finder.stands_in(title or "")):
            yield key


def _redactions(
    ledger: Ledger, target: Everywhere, search: Search, told: Told
) -> Iterator[Redaction]:
    """Every report that holds the person, with what is to be blanked in it."""
    known = _known_places(ledger, target)
    finder = target.who.everywhere
    keys = [row[0] for row in ledger.connection.execute("SELECT id FROM reports ORDER BY number")]
    for number, key in enumerate(keys, 1):
        if number % LOOKED_THROUGH == 0:
            told(f"looking through report {number} of {len(keys)}")
        report = load_report(ledger, key)
        beside = [report.title, report.publisher, *report.authors]
        present = key in known or any(finder.stands_in(words) for words in beside if words)
        named = search.named.get((key, present))
        if named is None:
            named = search.named[key, present] = places_named(target.who, report.text, present)
        places = [*known.get(key, ()), *named]
        in_title = functools.partial(places_named, target.who, present=present or bool(named))
        done = redaction(report, places, finder, in_title)
        if done.after is not done.before:
            yield done


def _known_places(ledger: Ledger, target: Everywhere) -> dict[str, list[Place]]:
    """Where the readings know that the person is meant: mentions, roles, sources; and contents,
    where the words are to go."""
    found: dict[str, list[Place]] = defaultdict(list)
    for actor_id in target.who.actor_ids:
        cast = ledger.connection.execute(
            "SELECT report_id, body FROM cast WHERE actor_id = ?", (actor_id,)
        ).fetchall()
        said = ledger.connection.execute(
            "SELECT report_id, statement_id FROM speakers WHERE actor_id = ?", (actor_id,)
        ).fetchall()
        for key, body in cast:
            found[key] += _places(json.loads(body), ("mentions", "roles"))
        for key, statement_id in said:
            one = _statement(ledger, key, statement_id)
            # Words for several speakers are no words for this one.
            spans = [one.source] if one.source and len(one.speakers) == 1 else []
            spans += one.content if target.with_words else ()
            found[key] += [(span.start, span.end) for span in spans]
    return found


def _statement(ledger: Ledger, report_id: str, statement_id: str) -> Statement:
    """A statement as decided, else as read where decisions are of another Sayso's making."""
    try:
        found = load_decided(ledger, report_id)
    except BROKEN:
        found = Decided(machine := load_reading(ledger, report_id), machine)
    statements = {s.id: s for s in (*found.machine.statements, *found.reading.statements)}
    return statements[statement_id]


def _places(plain: dict[str, Any], names: Iterable[str]) -> Iterator[Place]:
    for name in names:
        spans = plain[name] if isinstance(plain[name], list) else [plain[name]]
        yield from ((span["start"], span["end"]) for span in spans if span)


def _actors(ledger: Ledger, who: Person) -> Iterator[int]:
    """The actors that are the person, or are named by the name."""
    for actor_id, name in ledger.connection.execute("SELECT actor_id, name FROM actors"):
        if actor_id in who.actor_ids or who.everywhere.stands_in(name):
            yield actor_id


def _renamed(
    ledger: Ledger, finders: Mapping[str, Finder], everywhere: Finder
) -> Iterator[Renamed]:
    """Captures whose path or addresses are to change."""
    rows = ledger.connection.execute(
        "SELECT id, report_id, requested, final_url FROM captures ORDER BY id"
    )
    for number, key, requested, final_url in rows:
        finder = finders.get(key, everywhere)
        new = name_blanked(requested, finder), final_url and name_blanked(final_url, finder)
        if new != (requested, final_url):
            yield Renamed(number, key, *new)


def _raw_with(
    ledger: Ledger, but: set[str], finder: Finder, search: Search, told: Told
) -> Iterator[str]:
    """Hashes of kept bytes that hold the words, though the report told from them may not."""
    rows = ledger.connection.execute("SELECT DISTINCT raw_sha256 FROM captures")
    hashes = sorted({row[0] for row in rows} - but - {NO_HASH})
    for number, raw in enumerate(hashes, 1):
        if number % LOOKED_THROUGH == 0:
            told(f"looking through bytes {number} of {len(hashes)}")
        if raw not in search.raw:
            path = ledger.raw_folder / raw[:2] / raw
            held = path.read_bytes() if path.is_file() else b""
            search.raw[raw] = any(finder.stands_in(text) for text in texts_in(held))
        if search.raw[raw]:
            yield raw


def _decisions_to_go(
    ledger: Ledger, done: Mapping[str, Redaction], everywhere: Finder
) -> Iterator[int]:
    """Decisions whose words hold some that are erased."""
    rows = ledger.connection.execute("SELECT number, report_id, who, body FROM decisions")
    for number, key, who, body in rows.fetchall():
        words = list(_strings(plain_of(body)))
        if any(map(everywhere.stands_in, [*words, who])) or (
            key in done and any(_holds(one, done[key]) for one in words)
        ):
            yield number


def _holds(words: str, done: Redaction) -> bool:
    """Whether words hold some that were blanked: they stand in the text only as it was, or have
    what is blanked beside it."""
    folded = words.translate(FOLDING)
    was, now = (text.translate(FOLDING) for text in (done.before.text, done.after.text))
    return (folded in was and folded not in now) or done.finder.stands_in(words)


def plain_of(body: str) -> Any:
    """What a body holds; the body itself where it is no JSON."""
    try:
        return json.loads(body)
    except ValueError:
        return body


def _strings(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from _strings(one)

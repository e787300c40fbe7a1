"""Named read-only questions for pages that list and count → plain rows; beside `views`, whose veil
they go through."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from sayso.errors import UnknownEntry
from sayso.ledger import decisions, load, search
from sayso.ledger import facets as facets_of
from sayso.ledger import sides as sides_of
from sayso.ledger.connect import Ledger
from sayso.ledger.decided import Decided
from sayso.ledger.facets import Facets
from sayso.ledger.seal import Door, Veil, outside
from sayso.ledger.search import Query
from sayso.ledger.sides import Named
from sayso.ledger.write import host_of
from sayso.model import Actor, from_plain
from sayso.views import captures_of

__all__ = [
    "ActorAbout",
    "AsWritten",
    "Entry",
    "Evidence",
    "Facets",
    "PlaceRow",
    "ReportRow",
    "StoryRow",
    "actor",
    "as_written",
    "custody_of",
    "evidence",
    "evidence_of",
    "evidence_of_story",
    "facets",
    "places",
    "questions",
    "queue",
    "reports",
    "side_log",
    "sides_known",
    "stories",
    "titles",
]  # fmt: skip

REPORTS = """
SELECT r.id, r.title, coalesce(r.publisher, r.host) AS outlet, r.url, r.published,
       r.published_from, r.kind,
       (SELECT max(at) FROM captures WHERE report_id = r.id) AS captured,
       (SELECT count(*) FROM statements s WHERE s.report_id = r.id
        AND EXISTS (SELECT 1 FROM found_statements WHERE rowid = s.number)) AS statements
FROM reports r
"""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list. `captured` is when its page was got last (UTC); `statements` leaves out
    what was misread."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    published_from: str
    kind: str
    captured: str
    statements: int

    def plain(self) -> dict[str, Any]:
        """The row as it is written out."""
        return asdict(self)


def reports(
    ledger: Ledger, most: int = 100, after: int = 0, door: Door = outside
) -> list[ReportRow]:
    """Reports, the newest first, those without a date last: so many, after so many."""
    with ledger.snapshot():
        rows = ledger.connection.execute(
            f"{REPORTS} ORDER BY r.published IS NULL, r.published DESC, r.id LIMIT ? OFFSET ?",
            (most, after),
        ).fetchall()
        return list(_veiled(ledger, [ReportRow(**dict(row)) for row in rows], door(ledger)))


def facets(ledger: Ledger, query: Query, door: Door = outside) -> Facets:
    """Of the statements that fit a query, how many by act, outlet, speaker, day, and so on."""
    with ledger.snapshot():
        found = facets_of.facets(ledger, query)
        veil = door(ledger)
    if veil.clear:
        return found
    actors = tuple((key, veil.name(key, name), count) for key, name, count in found.actors)
    outlets = tuple((veil.words(name), count) for name, count in found.outlets)
    return replace(found, actors=actors, outlets=outlets)


QUEUE = """
SELECT s.id FROM statements s
WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE statement_id = s.id)
ORDER BY (1 - s.score) * (1 + (s.act IN ('deny', 'accuse', 'threaten')) + (
    s.voice = 'source' AND NOT EXISTS (SELECT 1 FROM speakers WHERE statement_id = s.id)
)) DESC, s.day DESC, s.id
LIMIT ? OFFSET ?
"""


def queue(ledger: Ledger, most: int = 10, after: int = 0) -> list[str]:
    """The statements nobody decided on, by id: first those of which the machine is least sure,
    denials, accusations and threats and those without a known speaker counting double."""
    return [str(row[0]) for row in ledger.connection.execute(QUEUE, (most, after))]


@dataclass(frozen=True, slots=True)
class ActorAbout:
    """An actor of the ledger, with the descriptions its reports give of it, each with the report
    and the place in its text. `named` is the side that a person gave it, empty for none, None where
    no person said anything of it."""

    actor_id: int
    name: str
    kind: str
    unnamed: bool
    sides: tuple[tuple[str, ...], ...]
    roles: tuple[tuple[str, str, int, int], ...]
    called: tuple[tuple[str, int], ...]
    named: tuple[str, ...] | None = None


def actor(ledger: Ledger, actor_id: int, door: Door = outside) -> ActorAbout:
    """Who an actor is, as the reports have it; UnknownEntry where there is none of that number."""
    with ledger.snapshot():
        row = ledger.connection.execute(
            "SELECT name, kind, unnamed FROM actors WHERE actor_id = ?", (actor_id,)
        ).fetchone()
        if not row:
            raise UnknownEntry(str(ledger.path), "actor", str(actor_id))
        bodies = ledger.connection.execute(
            "SELECT report_id, body FROM cast WHERE actor_id = ?", (actor_id,)
        ).fetchall()
        veil = door(ledger)
        given = sides_of.named(ledger.connection).get(actor_id)
    name = veil.name(actor_id, row["name"])
    if not veil.clear and door is outside:
        # Its mentions would tell a sealed name, and its places lead to other texts than these.
        return ActorAbout(actor_id, name, row["kind"], bool(row["unnamed"]), (), (), ())
    cast = [(key, from_plain(Actor, json.loads(body))) for key, body in bodies]
    roles = {(one.text, key, one.start, one.end) for key, who in cast for one in who.roles}
    called = Counter(" ".join(one.text.split()) for _, who in cast for one in who.mentions)
    told = {who.side for _, who in cast if who.side}
    sides = tuple(sorted(told)) if given is None else tuple(filter(None, (given,)))
    return ActorAbout(
        actor_id, name, row["kind"], bool(row["unnamed"]), sides, tuple(sorted(roles)),
        tuple(called.most_common(MOST_NAMES)), given,
    )  # fmt: skip


MOST_NAMES = 20


def side_log(ledger: Ledger, door: Door = outside) -> list[Named]:
    """Which sides persons gave to whom, in the order of naming."""
    veil = door(ledger)
    return [
        replace(
            one, name=veil.name(one.actor_id, one.name), who=veil.words(one.who),
            side=one.side and tuple(map(veil.words, one.side)),
            note=one.note and veil.words(one.note),
        )
        for one in sides_of.log(ledger)
    ]  # fmt: skip


def sides_known(ledger: Ledger, door: Door = outside) -> list[tuple[str, ...]]:
    """The sides that anybody speaks for, in their order."""
    words = door(ledger).words
    rows = ledger.connection.execute(
        "SELECT side FROM named_sides UNION SELECT DISTINCT json_extract(body, '$.side')"
        " FROM \"cast\" WHERE json_extract(body, '$.side') IS NOT NULL"
    )
    found = {tuple(map(words, json.loads(row[0]))) for row in rows}
    return sorted(one for one in found if one)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report with the statements of it that are wanted, and how its bytes were got. `redacted`
    where characters of it were blanked on the way out: then its hashes are not the ledger's."""

    decided: Decided
    wanted: tuple[str, ...]
    reader: str
    captures: tuple[dict[str, Any], ...]
    redacted: bool
    kept_as: str


def evidence(ledger: Ledger, query: Query, door: Door = outside) -> list[Evidence]:
    """The reports with statements that fit a query, in the order of publication."""
    with ledger.snapshot():
        wanted: dict[str, set[str]] = {}
        for row in search.statements(ledger, query):
            wanted.setdefault(row["report_id"], set()).add(row["id"])
        order = (key for key in load.report_ids(ledger) if key in wanted)
        veil = door(ledger)
        return [_evidence(ledger, key, wanted[key], veil) for key in list(order)]


def evidence_of(ledger: Ledger, prefix: str, door: Door = outside) -> list[Evidence]:
    """The report whose id begins so, with all its statements; UnknownEntry where there is none, or
    several."""
    with ledger.snapshot():
        key = load.whole_id(ledger, "report", prefix)
        told = decisions.load_decided(ledger, key).reading.statements
        return [_evidence(ledger, key, {one.id for one in told}, door(ledger))]


STORY = """
SELECT DISTINCT s.report_id, s.id FROM compared c JOIN statements s ON s.report_id = c.report_id
JOIN renderings r ON r.statement_id = s.id JOIN bearings b ON b.utterance_id = r.utterance_id
WHERE c.story = ?
"""


def evidence_of_story(ledger: Ledger, story: str, door: Door = outside) -> list[Evidence]:
    """The reports of a story with the statements that bear on its questions, in the order of
    publication; UnknownEntry where there is no such story."""
    with ledger.snapshot():
        questions(ledger, story)
        wanted: dict[str, set[str]] = {}
        for row in ledger.connection.execute(STORY, (story,)):
            wanted.setdefault(row["report_id"], set()).add(row["id"])
        veil = door(ledger)
        order = [key for key in load.report_ids(ledger) if key in wanted]
        return [_evidence(ledger, key, wanted[key], veil) for key in order]


def _evidence(ledger: Ledger, key: str, wanted: set[str], veil: Veil) -> Evidence:
    found = decisions.load_decided(ledger, key)
    told = veil.decided(found)
    pairs = zip(found.reading.statements, told.reading.statements, strict=True)
    return Evidence(
        told, tuple(new.id for old, new in pairs if old.id in wanted),
        load.reader_of(ledger, key), captures_of(ledger, key, veil),
        told.machine.report.text != found.machine.report.text, key,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the custody log. Body and salt are there where it tells of a report that goes
    out; without them the digest gives nothing away."""

    number: int
    at: str
    what: str
    digest: str
    previous: str
    link: str
    body: str | None
    salt: str | None


ABROAD = ("http://", "https://")


def custody_of(ledger: Ledger, packed: Iterable[Evidence]) -> list[Entry]:
    """The whole custody log, its bodies those of reports that are packed as they are kept; but none
    that names a file of this computer."""
    open_ids = {one.kept_as for one in packed if not one.redacted}
    made = []
    for row in ledger.connection.execute("SELECT * FROM custody ORDER BY number"):
        body = json.loads(row["body"]) if row["body"] else {}
        captures = [body] if row["what"] == "capture" else body.get("captures", [])
        abroad = all(str(one["requested"]).startswith(ABROAD) for one in captures)
        told = body.get("report") in open_ids and abroad and row["what"] != "decision"
        made.append(
            Entry(
                row["number"], row["at"], row["what"], row["digest"], row["previous"], row["link"],
                row["body"] if told else None, row["salt"].hex() if told else None,
            )
        )  # fmt: skip
    return made


@dataclass(frozen=True, slots=True)
class StoryRow:
    """Reports that tell of one event, with the days of them and how many questions are at issue;
    `headlines` of the earliest, as they came."""

    id: str
    reports: int
    questions: int
    first: str | None
    last: str | None
    headlines: tuple[str, ...]


STORIES = """
SELECT c.story AS id, count(*) AS reports, min(c.day) AS first, max(c.day) AS last
FROM compared c WHERE c.story IS NOT NULL GROUP BY c.story ORDER BY last DESC, id LIMIT ?
"""
QUESTIONS = """
SELECT b.matter_id, count(DISTINCT b.utterance_id) AS n FROM compared c
JOIN statements s ON s.report_id = c.report_id JOIN renderings r ON r.statement_id = s.id
JOIN bearings b ON b.utterance_id = r.utterance_id
WHERE c.story = ? GROUP BY b.matter_id ORDER BY n DESC, b.matter_id
"""
MOST_HEADLINES = 4


def stories(ledger: Ledger, most: int = 100, door: Door = outside) -> list[StoryRow]:
    """The stories, those with the latest day first."""
    with ledger.snapshot():
        veil = door(ledger)
        rows = ledger.connection.execute(STORIES, (most,)).fetchall()
        return [_story(ledger, dict(row), veil) for row in rows]


def questions(ledger: Ledger, story: str) -> list[str]:
    """The ids of the questions at issue in a story, those on which most is said first;
    UnknownEntry where there is no such story."""
    connection = ledger.connection
    if not connection.execute("SELECT 1 FROM compared WHERE story = ?", (story,)).fetchone():
        raise UnknownEntry(str(ledger.path), "story", story)
    return [str(row[0]) for row in connection.execute(QUESTIONS, (story,))]


TITLES = """
SELECT DISTINCT m.id, coalesce(m.title, m.id) FROM matters m
JOIN bearings b ON b.matter_id = m.id JOIN renderings r ON r.utterance_id = b.utterance_id
JOIN statements s ON s.id = r.statement_id JOIN compared c ON c.report_id = s.report_id
WHERE c.story IN (
    SELECT k.story FROM renderings q JOIN statements t ON t.id = q.statement_id
    JOIN compared k ON k.report_id = t.report_id
    WHERE q.utterance_id IN (SELECT value FROM json_each(?))
) ORDER BY 2, 1
"""


def titles(ledger: Ledger, utterances: Iterable[str]) -> list[tuple[str, str]]:
    """The questions of the stories that utterances are told in: ids as the ledger has them, and
    titles."""
    rows = ledger.connection.execute(TITLES, (json.dumps(list(utterances)),))
    return [(row[0], row[1]) for row in rows]


def _story(ledger: Ledger, row: dict[str, Any], veil: Veil) -> StoryRow:
    heads = ledger.connection.execute(
        "SELECT r.id, r.title FROM compared c JOIN reports r ON r.id = c.report_id"
        " WHERE c.story = ? AND r.title IS NOT NULL ORDER BY r.published, r.id LIMIT ?",
        (row["id"], MOST_HEADLINES),
    ).fetchall()
    count = len(questions(ledger, row["id"]))
    key, titles = row["id"], [head["title"] for head in heads]
    if not veil.clear:
        told = [veil.reading(load.load_reading(ledger, head["id"])).report for head in heads]
        titles = [one.title or "" for one in told]
        key = veil.reading(load.load_reading(ledger, key)).report.id
    return StoryRow(key, row["reports"], count, row["first"], row["last"], tuple(titles))


@dataclass(frozen=True, slots=True)
class AsWritten:
    """How a report has it: the words for who said it, and for when; and whether a person checked
    that."""

    source: str | None
    said: str | None
    checked: bool


def as_written(ledger: Ledger, ids: Iterable[str]) -> dict[str, AsWritten]:
    """How reports have statements, by their ids as the ledger has them."""
    checked = set(search.checked_ids(ledger))
    rows = ledger.connection.execute(
        "SELECT s.id, json_extract(s.body, '$.source.text'), json_extract(s.body, '$.said.text')"
        " FROM json_each(?) w JOIN statements s ON s.id = w.value",
        (json.dumps(list(ids)),),
    )
    return {row[0]: AsWritten(row[1], row[2], row[0] in checked) for row in rows}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that statements name, where it is as far as is known, and how many name it."""

    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    statements: int


def places(ledger: Ledger, door: Door = outside) -> list[PlaceRow]:
    """The places that statements name, those that most name first."""
    rows = ledger.connection.execute(
        "SELECT json_extract(p.value, '$.name'), json_extract(p.value, '$.geonames'),"
        " json_extract(p.value, '$.lat'), json_extract(p.value, '$.lon'),"
        " json_extract(p.value, '$.precision_km'), count(DISTINCT s.id) AS n"
        " FROM statements s, json_each(s.body, '$.places') p"
        " WHERE s.placed IS NOT NULL AND s.placed <> '[]'"
        " GROUP BY 1, 2 ORDER BY n DESC, 1"
    ).fetchall()
    words = door(ledger).words
    return [PlaceRow(words(row[0]), *row[1:]) for row in rows]


def _veiled(ledger: Ledger, rows: list[ReportRow], veil: Veil) -> Iterator[ReportRow]:
    for row in rows:
        if veil.clear:
            yield row
            continue
        told = veil.reading(load.load_reading(ledger, row.id)).report
        outlet = told.publisher or host_of(told.url)
        yield replace(row, id=told.id, title=told.title, url=told.url, outlet=outlet)

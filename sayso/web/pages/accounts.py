"""The accounts side by side: stories, the board of one, and one question at issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from starlette.responses import RedirectResponse, Response

from sayso import overview, views
from sayso.across import Board, Matter, Relation, Silence, Told, Utterance
from sayso.compare.model import Column
from sayso.compare.titles import days
from sayso.export.accounts import SURE, VERBS
from sayso.export.markup import dated
from sayso.model import Span
from sayso.overview import AsWritten
from sayso.web.answers import Ask, Page
from sayso.web.pages.reports import start

STORY_COLUMNS = ("id", "reports", "questions", "first", "last", "headlines")
COLUMNS = ("question", "title", "side", "group", "utterance", "speakers", "day", "text", "outlets")
# Of a cell no more cards than these are shown unfolded, of a board no more questions.
MOST_CARDS, MOST_QUESTIONS = 7, 40
FRAGMENT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Tie:
    """How an utterance stands to another, in words, with the machine's reasons."""

    words: str
    number: int
    other: str
    unsure: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """An utterance as one outlet has it."""

    told: Told
    as_written: AsWritten
    runs: tuple[tuple[Span, bool], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An utterance as a board shows it; `number` is its place in the question."""

    number: int
    utterance: Utterance
    who: str
    main: Rendering
    renderings: tuple[Rendering, ...]
    outlets: int
    when: str
    marks: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a board: its cards, or that there was no comment, or nothing at all."""

    column: Column
    cards: tuple[Card, ...]
    silences: tuple[Silence, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its cells, and reported non-comment of those who are in no column."""

    matter: Matter
    places: tuple[Place, ...]
    silences: tuple[Silence, ...]


def beginning(ask: Ask) -> Page | Response:
    """Where the app begins: the only story, the stories, or while there is none the reports."""
    found = overview.stories(ask.ledger, door=ask.door)
    told = [one for one in found if one.questions]
    if ask.form != "html" or not told:
        return start(ask)
    return RedirectResponse(f"/story/{told[0].id}" if len(told) == 1 else "/stories")


def stories(ask: Ask) -> Page:
    """The stories, the latest first."""
    rows = overview.stories(ask.ledger, door=ask.door)
    plain = [asdict(row) for row in rows]
    return Page("stories.html", "Stories", {"rows": rows}, plain, STORY_COLUMNS)


def story(ask: Ask) -> Page:
    """The board of a story: questions in rows, who speaks in columns."""
    ids = overview.questions(ask.ledger, ask.part("id"))
    shown = views.board(ask.ledger, ids[:MOST_QUESTIONS], ask.door) if ids else Board((), ())
    silences = views.silences(ask.ledger, door=ask.door) if ids else []
    told = _told(ask, [line.matter for line in shown.lines])
    rows = list(_rows(shown, silences, told))
    context = {
        "story": ask.part("id"),
        "rows": rows,
        "columns": shown.columns,
        "sides": [
            (side, len(list(group))) for side, group in groupby(shown.columns, lambda c: c.side)
        ],
        "left": max(0, len(ids) - MOST_QUESTIONS),
        "most": MOST_CARDS,
        "counts": _counts(shown, told),
    }
    plain = [views.matter_plain(line.matter) for line in shown.lines]
    return Page("board.html", "The accounts side by side", context, _plain(shown), COLUMNS, plain)


def question(ask: Ask) -> Page:
    """One question at issue: all that is said on it, and how it stands to each other."""
    matter = views.matter(ask.ledger, ask.part("id"), ask.door)
    told = _told(ask, [matter])
    context = {
        "matter": matter,
        "said": list(cards(matter, told).values()),
        "silences": views.silences(ask.ledger, ask.part("id"), ask.door),
        "others": _others(ask, matter) if ask.form == "html" else [],
        "bound": ask.given("bound") == "1",
    }
    rows = list(_matter_rows(matter, {}))
    plain = views.matter_plain(matter)
    return Page("question.html", matter.title, context, rows, COLUMNS, plain)


def _others(ask: Ask, matter: Matter) -> list[tuple[str, str]]:
    """The other questions of the story, by id, with their titles."""
    found = overview.titles(ask.ledger, [one.id for one in matter.utterances])
    return [(key, title) for key, title in found if key != matter.id]


def cards(matter: Matter, told: Mapping[str, AsWritten]) -> dict[str, Card]:
    """The cards of a question by the ids of utterances, in its order."""
    numbers = {one.id: number for number, one in enumerate(matter.utterances, 1)}
    # A relation may be of two renderings: it is shown at what they render.
    home = {key: one.id for one in matter.utterances for key in (one.id, *one.renderings)}
    ties: dict[str, list[Tie]] = defaultdict(list)
    for relation in matter.relations:
        a, b = home.get(relation.a), home.get(relation.b)
        if a and b:
            ties[a].append(_tie(relation, numbers[b], b, VERBS[relation.kind]))
            if a != b:
                ties[b].append(_tie(relation, numbers[a], a, BACK[relation.kind]))
    return {
        one.id: _card(numbers[one.id], one, tuple(ties[one.id]), told) for one in matter.utterances
    }


# The same seen from the other of the two.
BACK = VERBS | {
    "denies": "is denied by",
    "revises": "is revised by",
    "develops": "tells of an earlier time than",
    "paraphrase-differs": "is quoted otherwise than it is told by",
}
NOWHERE = AsWritten(None, None, False)


def _told(ask: Ask, matters: Sequence[Matter]) -> dict[str, AsWritten]:
    """How the reports have it. Only pages show that: what leaves goes under other ids."""
    if ask.form != "html":
        return {}
    ids = [key for one in matters for each in one.utterances for key in each.renderings]
    return overview.as_written(ask.ledger, ids)


def _tie(relation: Relation, number: int, other: str, words: str) -> Tie:
    reasons = tuple(
        reason.text + "".join(f" “{passage.span.text}”" for passage in reason.spans)
        for reason in relation.reasons
    )
    return Tie(words, number, other, relation.score < SURE, reasons)


def _card(
    number: int, one: Utterance, ties: tuple[Tie, ...], told: Mapping[str, AsWritten]
) -> Card:
    renderings = tuple(_rendering(each, told) for each in one.told)
    names = ", ".join(who.name for who in one.speakers)
    outlets = {each.outlet or each.report for each in one.told}
    # What shows most of the speaker's own words is shown first.
    main = max(renderings, key=lambda r: sum(len(span.text) for span, own in r.runs if own))
    who = names or main.told.outlet or "the outlet itself"
    marks = tuple(_marks(one, renderings))
    return Card(number, one, who, main, renderings, len(outlets), _when(one, main), marks, ties)


def _rendering(told: Told, as_written: Mapping[str, AsWritten]) -> Rendering:
    runs = [(span, True) for span in told.quoted] + [(span, False) for span in told.reported]
    shown = sorted(runs) or [(span, False) for span in told.content]
    return Rendering(told, as_written.get(told.id, NOWHERE), tuple(shown))


def _when(one: Utterance, main: Rendering) -> str:
    if one.said:
        words = f"“{main.as_written.said}”, " if main.as_written.said else ""
        return f"said {words}{days(one.said)}"
    return f"told {dated(one.day)}" if one.day else "no date"


def _marks(one: Utterance, renderings: Sequence[Rendering]) -> Iterator[str]:
    acts = {each.act for each in one.told}
    if acts == {"decline"}:
        yield "no comment"
    elif "deny" in acts:
        yield "a denial"
    if any(each.hedges for each in one.told):
        yield "hedged"
    quoted = [span for each in one.told for span in each.quoted]
    if quoted and all(len(span.text.split()) <= FRAGMENT_WORDS for span in quoted):
        yield "only a few words are quoted"
    for language in sorted({each.language or "en" for each in one.told} - {"en"}):
        yield f"from a report in another language ({language})"
    if any(each.as_written.checked for each in renderings):
        yield "checked by a person"


def _rows(
    board: Board, silences: Sequence[Silence], told: Mapping[str, AsWritten]
) -> Iterator[Row]:
    on: dict[str, list[Silence]] = defaultdict(list)
    for silence in silences:
        if silence.matter:
            on[silence.matter].append(silence)
    speaking = _speaking(board)
    for line in board.lines:
        shown = cards(line.matter, told)
        held = {cell.column: cell.utterances for cell in line.cells}
        rest = [one for one in on[line.matter.id] if not _rendered(line.matter, one)]
        places = []
        for column in board.columns:
            here = tuple(one for one in rest if one.who in speaking[column])
            found = tuple(shown[key] for key in held.get(column, ()))
            places.append(Place(column, found, here))
        placed = {one.statement for place in places for one in place.silences}
        yield Row(
            line.matter, tuple(places), tuple(one for one in rest if one.statement not in placed)
        )


def _rendered(matter: Matter, silence: Silence) -> bool:
    """Whether a non-comment stands on the board as a card."""
    return any(silence.statement in one.renderings for one in matter.utterances)


def _speaking(board: Board) -> dict[Column, set[str]]:
    """The names of those who speak in each column."""
    found: dict[Column, set[str]] = defaultdict(set)
    for line in board.lines:
        said = {one.id: one for one in line.matter.utterances}
        for cell in line.cells:
            for key in cell.utterances:
                found[cell.column] |= {who.name for who in said[key].speakers}
    return found


def _counts(board: Board, told: Mapping[str, AsWritten]) -> dict[str, Any]:
    """What is counted below a board."""
    said = {one.id: one for line in board.lines for one in line.matter.utterances}
    sides = Counter(one.side[0] if one.side else None for one in said.values())
    people = {
        who.name for one in said.values() if any(each.quoted for each in one.told)
        for who in one.speakers if who.kind == "person" and who.side is None
    }  # fmt: skip
    return {
        "sides": sorted(sides.items(), key=lambda pair: (pair[0] is None, pair[0] or "")),
        "people": len(people),
        "unchecked": sum(not one.checked for one in told.values()),
        "statements": len(told),
    }


def _plain(board: Board) -> list[dict[str, Any]]:
    columns = {
        key: cell.column for line in board.lines for cell in line.cells for key in cell.utterances
    }
    return [row for line in board.lines for row in _matter_rows(line.matter, columns)]


def _matter_rows(matter: Matter, columns: Mapping[str, Column]) -> Iterator[dict[str, Any]]:
    for one in matter.utterances:
        column = columns.get(one.id)
        yield {
            "question": matter.id, "title": matter.title,
            "side": column.side if column else (one.side or (None,))[0],
            "group": column.group if column else None, "utterance": one.id,
            "speakers": [who.name for who in one.speakers], "day": one.day,
            "text": one.told[0].text,
            "outlets": sorted({each.outlet for each in one.told if each.outlet}),
        }  # fmt: skip

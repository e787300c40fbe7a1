"""The accounts side by side: stories, the board of one, and one question at issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from starlette.responses import RedirectResponse, Response

from sayso import overview, views
from sayso.across import Board, Matter, Silence
from sayso.compare.model import Column
from sayso.overview import AsWritten
from sayso.web.answers import Ask, Page
from sayso.web.pages.cards import COPY_KINDS, Card, cards
from sayso.web.pages.glance import glance
from sayso.web.pages.reports import start

STORY_COLUMNS = ("id", "reports", "questions", "first", "last", "headlines")
COLUMNS = ("question", "title", "side", "group", "utterance", "speakers", "day", "text", "outlets")
# Of a cell no more cards than these are shown unfolded, of a board no more questions.
MOST_CARDS, MOST_QUESTIONS = 7, 40


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
    dealt = [(line.matter, cards(line.matter, told)) for line in shown.lines]
    rows = list(_rows(shown, silences, {one.id: held for one, held in dealt}))
    context = {
        "story": ask.part("id"),
        "rows": rows,
        "glance": glance(ask.ledger, ask.part("id"), dealt, ask.door),
        "kinds": COPY_KINDS,
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


def _told(ask: Ask, matters: Sequence[Matter]) -> dict[str, AsWritten]:
    """How the reports have it. Only pages show that: what leaves goes under other ids."""
    if ask.form != "html":
        return {}
    ids = [key for one in matters for each in one.utterances for key in each.renderings]
    return overview.as_written(ask.ledger, ids)


def _rows(
    board: Board, silences: Sequence[Silence], dealt: Mapping[str, Mapping[str, Card]]
) -> Iterator[Row]:
    on: dict[str, list[Silence]] = defaultdict(list)
    for silence in silences:
        if silence.matter:
            on[silence.matter].append(silence)
    speaking = _speaking(board)
    for line in board.lines:
        shown = dealt[line.matter.id]
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

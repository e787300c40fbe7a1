"""The bundled story, which is fiction: read it into a ledger, show who said what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from rich.console import RenderableType
from rich.text import Text

from sayso import casework, views
from sayso.export.accounts import board_table
from sayso.export.terminal import FAINT, QUOTED, REPORTED, WHO, one_line
from sayso.intake import IntakeOptions, take
from sayso.intake.given import filled
from sayso.ledger.connect import Ledger
from sayso.model import Item, Skipped
from sayso.reading.many import read_many

NEXT_STEPS = (
    "sayso serve --ledger {ledger}",
    "sayso who --ledger {ledger}",
    "sayso search withdrawal --ledger {ledger}",
    "sayso matters --ledger {ledger}",
    "sayso export --format csv --ledger {ledger}",
)


def folder() -> Traversable:
    """Where the package keeps the story."""
    return resources.files("sayso") / "data" / "demo"


def entries() -> list[dict[str, str]]:
    """The story's reports, in the order of publication: file and outlet."""
    manifest = json.loads((folder() / "manifest.json").read_text(encoding="utf-8"))
    listed: list[dict[str, str]] = manifest["reports"]
    return listed


def items() -> Iterator[Item | Skipped]:
    """The story's reports as intake takes them, in that order."""
    for entry in entries():
        with resources.as_file(folder() / "reports" / entry["file"]) as path:
            yield from take([str(path)], IntakeOptions())


def items_of_outlets() -> Iterator[Item | Skipped]:
    """The same with their outlets: a plain text does not name its own."""
    for item, entry in zip(items(), entries(), strict=True):
        yield filled(item, entry["outlet"], None) if isinstance(item, Item) else item


def add(ledger: Ledger, reader: str) -> Iterator[casework.Outcome]:
    """Read the story into a ledger."""

    def one_by_one(
        things: Iterable[Item | Skipped], report_of: casework.ReportOf
    ) -> Iterator[casework.Read]:
        return read_many(things, report_of, jobs=1)

    return casework.add(ledger, items_of_outlets(), one_by_one, reader)


def board(ledger: Ledger) -> RenderableType:
    """The questions of the story, by groups inside sides."""
    return board_table(views.board(ledger, door=views.at_home))


def by_speaker(ledger: Ledger) -> Text:
    """Everyone who speaks, the most often first, with what they said by day."""
    text = Text()
    said: dict[str, list[views.StatementRow]] = defaultdict(list)
    for actor in views.who(ledger, door=views.at_home):
        if not actor.unnamed:
            said[actor.name].extend(views.said_by(ledger, actor.actor_id, views.at_home))
    for name, rows in said.items():
        text.append(f"\n{one_line(name)}\n", WHO)
        for row in sorted(rows, key=lambda row: row.day or ""):
            text.append_text(_line(row, row.outlet or ""))
    return text


def _line(row: views.StatementRow, outlet: str) -> Text:
    line = Text(f"  {row.day or 'undated':<12}{one_line(row.statement.verb or ':')} ", FAINT)
    for words in row.statement.words:
        style = QUOTED if words.as_ == "quoted" else REPORTED
        line.append(one_line(words.span.text) + " ", style)
    return line.append(f"[{one_line(outlet)}]\n", FAINT)

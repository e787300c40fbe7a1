"""The commands that answer across reports: matters, matter, changes, origins, timeline, compare."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from sayso.cli_parts import (
    Command,
    answer,
    answer_options,
    door_for,
    ledger_option,
    live_line,
    new_console,
    opened_ledger,
)
from sayso.cli_review import decided, decision_options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.compare.model import Change, Matter, Moment, Origin
    from sayso.ledger import Ledger

EPILOG_MATTERS = """\b
Examples:
  sayso matters
  sayso matters --board
  sayso matters --json > matters.jsonl
"""
EPILOG_MATTER = """\b
Examples:
  sayso matter 4f1c          (by the beginning of its id)
  sayso matter 4f1c --json
"""
EPILOG_CHANGES = """\b
Examples:
  sayso changes
  sayso changes --speaker ministry
  sayso changes --matter 4f1c --csv > changes.csv
"""
EPILOG_ORIGINS = """\b
Examples:
  sayso origins
  sayso origins 4f1c         (the one that a report is in)
"""
EPILOG_TIMELINE = """\b
Examples:
  sayso timeline --matter 4f1c
  sayso timeline --speaker strand --csv > strand.csv
"""
EPILOG_COMPARE = """\b
Examples:
  sayso compare 4f1c 90ab                  (two reports)
  sayso compare 'Harrow Gazette' Herald    (two outlets)
  sayso compare Velmora Tessany            (two sides)
  sayso compare 2031-03-10 2031-03-13      (two days; 2031-03 is a month)
"""
EPILOG_BOND = """\b
Example:
  sayso review {name} 4f1c 90ab
"""
MATTER_COLUMNS = (
    "id", "title", "rivals", "utterances", "statements", "relations", "origins", "sides", "from",
    "to",
)  # fmt: skip
SAID_COLUMNS = (
    "day", "day_is", "speakers", "side", "content", "quoted", "renderings", "outlets", "utterance",
    "matters",
)  # fmt: skip
CHANGE_COLUMNS = ("day", "kind", "who", "before", "after", "matter", "why", "reaches")
COPY_COLUMNS = ("origin", "kind", "report", "from", "share", "passages")
VERSUS_COLUMNS = ("matter", "title", "part", "utterance", "speakers", "content")
VERDICTS = {
    "one": ("one", "Say that two statements are one utterance, told twice."),
    "two": ("not-one", "Say that two statements are not one utterance."),
    "join": ("together", "Say that two statements bear on one matter."),
    "part": ("apart", "Say that two statements bear on different matters."),
}


def freshly_compared(ledger: Ledger) -> None:
    """Compare what came in since, telling how far that is; a ledger that can only be read answers
    as it is."""
    from sayso import casework

    if not ledger.writable:
        return
    with live_line() as told:
        for step in casework.compare_across(ledger):
            told(f"comparing: {step.done} of {step.all} reports")


@click.command("matters", cls=Command, epilog=EPILOG_MATTERS)
@ledger_option
@click.option("--board", is_flag=True, help="Questions in rows, groups inside sides beside.")
@answer_options
def matters(ledger: str, board: bool, as_json: bool, as_csv: bool) -> None:
    """List the questions at issue, those on which most is said first."""
    from sayso import views
    from sayso.export.accounts import board_table, matters_text

    with opened_ledger(ledger) as opened:
        freshly_compared(opened)
        found = views.matters(opened, door_for(as_json or as_csv))
        drawn = views.board(opened, door=views.at_home) if board else None
    if as_json and not as_csv:
        _json_lines(views.matter_plain(one) for one in found)
    elif as_csv or not found:
        answer([_matter_row(one) for one in found], MATTER_COLUMNS, as_json, as_csv, str)
    elif drawn:
        show(board_table(drawn))
    else:
        for text in matters_text(found):
            show(text)


@click.command("matter", cls=Command, epilog=EPILOG_MATTER)
@click.argument("entry", metavar="ID")
@ledger_option
@answer_options
def matter(entry: str, ledger: str, as_json: bool, as_csv: bool) -> None:
    """Show one question: who says what on it, and how the accounts stand to each other."""
    from sayso import views
    from sayso.export.accounts import board_table, matter_text

    door = door_for(as_json or as_csv)
    with opened_ledger(ledger) as opened:
        freshly_compared(opened)
        one = views.matter(opened, entry, door)
        silent = views.silences(opened, entry, door)
        moments = views.timeline(opened, entry, door=door)
        drawn = views.board(opened, [entry], door)
    if as_json and not as_csv:
        click.echo(json.dumps(views.matter_plain(one), ensure_ascii=False))
    elif as_csv:
        answer([_said_row(each) for each in moments], SAID_COLUMNS, as_json, as_csv, str)
    else:
        show(matter_text(one, silent))
        show(board_table(drawn))


@click.command("changes", cls=Command, epilog=EPILOG_CHANGES)
@click.option("--speaker", metavar="NAME", help="A part of the speaker's name.")
@click.option("--matter", "matter_id", metavar="ID", help="On one question only.")
@ledger_option
@answer_options
def changes(
    speaker: str | None, matter_id: str | None, ledger: str, as_json: bool, as_csv: bool
) -> None:
    """Show what was said and is said otherwise.

    By the same speaker (revises; develops where only time has gone on), in later states of one
    page (added, dropped, softened, hardened, reworded), and by corrections and withdrawals,
    with the reports that still carry what was corrected.
    """
    from sayso import views
    from sayso.export.accounts import change_text

    with opened_ledger(ledger) as opened:
        freshly_compared(opened)
        door = door_for(as_json or as_csv)
        found = views.changes(opened, speaker, matter_id, door)
    rows = [_change_row(one) for one in found]
    _answered(found, rows, CHANGE_COLUMNS, as_json, as_csv, change_text)


@click.command("origins", cls=Command, epilog=EPILOG_ORIGINS)
@click.argument("report", required=False, metavar="[ID]")
@ledger_option
@answer_options
def origins(report: str | None, ledger: str, as_json: bool, as_csv: bool) -> None:
    """Show which reports carry wording of one another, with the passages side by side.

    A count of origins is at most so many: copying that is not seen only lowers it.
    """
    from sayso import views
    from sayso.export.accounts import origin_text
    from sayso.model import to_plain

    door = door_for(as_json or as_csv)
    with opened_ledger(ledger) as opened:
        freshly_compared(opened)
        found = views.origins(opened, report, door)
        reports = views.reports_of(opened, door)
    rows = [row for one in found for row in _copy_rows(one)] if as_csv else to_plain(found)
    shown = functools.partial(origin_text, reports=reports)
    _answered(found, rows, COPY_COLUMNS, as_json, as_csv, shown)


@click.command("timeline", cls=Command, epilog=EPILOG_TIMELINE)
@click.option("--matter", "matter_id", metavar="ID", help="On one question only.")
@click.option("--speaker", metavar="NAME", help="A part of the speaker's name.")
@ledger_option
@answer_options
def timeline(
    matter_id: str | None, speaker: str | None, ledger: str, as_json: bool, as_csv: bool
) -> None:
    """Show what was said day by day.

    “said” stands where a report says when it was said, “told” where only the day of the report
    is known.
    """
    from sayso import views
    from sayso.export.accounts import moment_text

    with opened_ledger(ledger) as opened:
        freshly_compared(opened)
        door = door_for(as_json or as_csv)
        found = views.timeline(opened, matter_id, speaker, door)
    rows = [_said_row(one) for one in found]
    _answered(found, rows, SAID_COLUMNS, as_json, as_csv, moment_text)


@click.command("compare", cls=Command, epilog=EPILOG_COMPARE)
@click.argument("a")
@click.argument("b")
@ledger_option
@answer_options
def compare(a: str, b: str, ledger: str, as_json: bool, as_csv: bool) -> None:
    """Show what two parts of a ledger say on the same questions, side by side.

    A and B are reports (by the beginning of the id), outlets, sides, or days.
    """
    from sayso import views
    from sayso.export.accounts import versus_text

    with opened_ledger(ledger) as opened:
        freshly_compared(opened)
        found = views.versus(opened, a, b, door_for(as_json or as_csv))
    rows = [row for one in found for row in _versus_rows(one, as_csv)]
    _answered(
        found,
        rows,
        VERSUS_COLUMNS,
        as_json,
        as_csv,
        lambda one: versus_text(one, (a, b)),
    )


def _bond(name: str, kind: str, words: str) -> click.Command:
    @click.command(name, cls=Command, epilog=EPILOG_BOND.format(name=name), help=words)
    @click.argument("a")
    @click.argument("b")
    @decision_options
    def bond(a: str, b: str, who: str, note: str | None, ledger: str) -> None:
        from sayso import casework

        with decided(ledger, who) as (opened, _):
            made = casework.bond(opened, kind, (a, b), who, note)
        click.echo(f"kept: {made[0]} and {made[1]}: {kind}")

    return bond


def show(drawn: RenderableType) -> None:
    """Draw something on standard output."""
    new_console().print(drawn)


def _answered(
    found: Sequence[Any],
    rows: Any,
    columns: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    shown: Callable[[Any], RenderableType],
) -> None:
    """Answer a program with rows, a person with what is drawn of each."""
    if as_json or as_csv or not found:
        answer(rows, columns, as_json, as_csv, str)
        return
    for one in found:
        show(shown(one))


def _json_lines(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _matter_row(one: Matter) -> dict[str, Any]:
    statements = [key for each in one.utterances for key in each.renderings]
    return {
        "id": one.id,
        "title": one.title,
        "rivals": list(one.rivals),
        "utterances": len(one.utterances),
        "statements": len(statements),
        "relations": len(one.relations),
        "origins": one.origins,
        "sides": [" › ".join(side) for side in one.sides],
        "from": one.from_,
        "to": one.to,
    }


def _said_row(one: Moment) -> dict[str, Any]:
    said = one.utterance
    first = said.told[0]
    return {
        "day": one.day,
        "day_is": "said" if one.said else "told",
        "speakers": [who.name for who in said.speakers],
        "side": " › ".join(said.side or ()),
        "content": first.text,
        "quoted": [span.text for span in first.quoted],
        "renderings": list(said.renderings),
        "outlets": sorted({told.outlet or told.report for told in said.told}),
        "utterance": said.id,
        "matters": list(one.matters),
    }


def _change_row(one: Change) -> dict[str, Any]:
    return {
        "day": one.day,
        "kind": one.kind,
        "who": one.who,
        "before": one.before,
        "after": one.after,
        "matter": one.matter,
        "why": [reason.text for reason in one.reasons],
        "reaches": list(one.reaches),
    }


def _copy_rows(one: Origin) -> list[dict[str, Any]]:
    return [
        {
            "origin": one.id,
            "kind": copy.kind,
            "report": copy.report,
            "from": copy.from_,
            "share": copy.share,
            "passages": [pair.here.span.text for pair in copy.passages],
        }
        for copy in one.copies
    ]


def _versus_rows(one: Any, as_csv: bool) -> list[dict[str, Any]]:
    from sayso import views
    from sayso.model import to_plain

    if not as_csv:
        return [
            {
                "matter": one.matter.id,
                "title": one.matter.title,
                "a": [views.utterance_plain(each) for each in one.a],
                "b": [views.utterance_plain(each) for each in one.b],
                "relations": to_plain(one.relations),
            }
        ]
    return [
        {
            "matter": one.matter.id,
            "title": one.matter.title,
            "part": part,
            "utterance": each.id,
            "speakers": [who.name for who in each.speakers],
            "content": each.told[0].text,
        }
        for part, said in (("a", one.a), ("b", one.b))
        for each in said
    ]


COMMANDS = (matters, matter, changes, origins, timeline, compare)
BONDS = tuple(_bond(name, kind, words) for name, (kind, words) in VERDICTS.items())

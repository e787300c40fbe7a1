"""The command line's part on what persons decide: sayso review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from sayso.cli_parts import (
    Command,
    Commands,
    answer,
    answer_options,
    door_for,
    ledger_option,
    opened_ledger,
    utf8,
    who_option,
)

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.decided import Decision, Reason

EPILOG_MERGE = """\b
Examples:
  sayso review merge Zelensky 'Volodymyr Zelenskyy'
  sayso review merge 12 40 --who Ida
"""

EPILOG_SPLIT = """\b
Examples:
  sayso review split 12 40
"""

EPILOG_LEAVE = """\b
Examples:
  sayso review leave 12 40
"""

EPILOG_SIDE = """\b
Examples:
  sayso review side 'Wagner Group' Russia 'Wagner Group'
  sayso review side 'Ada Brinn' --none
"""

EPILOG_ACTORS = """\b
Examples:
  sayso review actors
  sayso review actors --json
"""

EPILOG_REVIEW = """\b
Examples:
  sayso review accept 4f1c
  sayso review reject 4f1c --reason misread
  sayso review correct 4f1c --speaker 'Ada Brinn' --said 2031-03-10
  sayso review undo 12
  sayso review list --unattached

A decision stays with its statement when reports are read again (sayso reread).
"""

EPILOG_ACCEPT = """\b
Example:
  sayso review accept 4f1c 90ab --note 'heard the recording'
"""

EPILOG_REJECT = """\b
Examples:
  sayso review reject 4f1c --reason misread     (the report does not say so: left out of answers)
  sayso review reject 4f1c --reason disputed    (it does, and that is disputed: stays, marked)
"""

EPILOG_CORRECT = """\b
Examples:
  sayso review correct 4f1c --content 120:164
  sayso review correct 4f1c --source 'the harbour master' --cue said --speaker 'Ada Brinn'
  sayso review correct 4f1c --source null --speaker null
  sayso review correct 4f1c --said 2031-03-10/2031-03-12 --said-words 'early this week'
"""

EPILOG_MISS = """\b
Examples:
  sayso review add 77aa --content 210:254 --cue added --speaker 'Ada Brinn'
  sayso review add 77aa --content 'the quay is closed' --source 'the harbour office'
"""

EPILOG_UNDO = """\b
Example:
  sayso review undo 12
"""

EPILOG_LIST = """\b
Examples:
  sayso review list
  sayso review list --unattached --csv > to-do.csv
"""


@click.group(cls=Commands, epilog=EPILOG_REVIEW)
def review() -> None:
    """Decide on what the machine read: accept, reject, correct, undo; merge and split actors.

    What persons decide is a log that is only added to. It wins over the machine in every answer and
    export.
    """


def decision_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        who_option,
        click.option("--note", metavar="TEXT", callback=utf8, help="Why, in your own words."),
        ledger_option,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def decided(ledger: str, who: str) -> Iterator[tuple[Ledger, Callable[[Decision], None]]]:
    """A ledger to decide in, and what shows a decision that is kept; a usage error where it cannot
    be decided so."""
    from sayso.errors import DecisionRefused

    if not who.strip():
        raise click.BadParameter("say who decides, with --who NAME or in $SAYSO_REVIEWER")
    try:
        with opened_ledger(ledger) as opened:
            yield opened, _show_decision
    except DecisionRefused as error:
        raise click.UsageError(error.detail) from error


def _show_decision(made: Decision) -> None:
    from sayso.export.log import kept_line

    click.echo(kept_line(made))


@review.command(cls=Command, epilog=EPILOG_ACCEPT)
@click.argument("entries", nargs=-1, required=True, metavar="ID...")
@decision_options
def accept(entries: tuple[str, ...], who: str, note: str | None, ledger: str) -> None:
    """Say that statements are read rightly. The beginning of an id will do."""
    from sayso import casework

    with decided(ledger, who) as (opened, show):
        for entry in entries:
            show(casework.accept(opened, entry, who, note))


@review.command(cls=Command, epilog=EPILOG_REJECT)
@click.argument("entries", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--reason", type=click.Choice(["misread", "disputed"]), required=True,
    help="misread: the report does not say so. disputed: it does, wrongly as some hold.",
)  # fmt: skip
@decision_options
def reject(
    entries: tuple[str, ...], reason: Reason, who: str, note: str | None, ledger: str
) -> None:
    """Say that statements are misread, or disputed. The beginning of an id will do."""
    from sayso import casework

    with decided(ledger, who) as (opened, show):
        for entry in entries:
            show(casework.reject(opened, entry, reason, who, note))


@review.command(cls=Command, epilog=EPILOG_CORRECT)
@click.argument("entry", metavar="ID")
@click.option("--source", metavar="SPAN", help="The words for who said it, or null.")
@click.option("--cue", metavar="SPAN", help="The words for saying so, or null.")
@click.option("--content", metavar="SPAN", multiple=True, help="What was said; may be repeated.")
@click.option(
    "--speaker",
    "speakers",
    metavar="NAME",
    multiple=True,
    help="Who said it, or null; may be repeated.",
)
@click.option("--act", metavar="ACT", help="assert, deny, assess, predict, accuse, warn, …")
@click.option("--factuality", metavar="VALUE", help="CT+, PR+, PS+, CT-, PR-, PS- or U.")
@click.option("--said", metavar="DAYS", help="When: DAY or FROM/TO, or null.")
@click.option("--said-words", metavar="SPAN", help="The words that say when.")
@decision_options
def correct(entry: str, who: str, note: str | None, ledger: str, **wanted: Any) -> None:
    """Say what is right in a statement. The beginning of an id will do.

    SPAN is START:END in code points of the report's text, or words that stand there once.
    """
    from sayso import casework
    from sayso.ledger.corrections import Wanted

    with decided(ledger, who) as (opened, show):
        show(casework.correct(opened, entry, Wanted(**wanted), who, note))


@review.command(name="add", cls=Command, epilog=EPILOG_MISS)
@click.argument("report", metavar="REPORT_ID")
@click.option("--source", metavar="SPAN", help="The words for who said it.")
@click.option("--cue", metavar="SPAN", help="The words for saying so.")
@click.option("--content", metavar="SPAN", multiple=True, required=True, help="What was said.")
@click.option("--speaker", "speakers", metavar="NAME", multiple=True, help="Who said it.")
@click.option("--act", metavar="ACT", help="assert, deny, assess, predict, accuse, warn, …")
@click.option("--factuality", metavar="VALUE", help="CT+, PR+, PS+, CT-, PR-, PS- or U.")
@click.option("--said", metavar="DAYS", help="When: DAY or FROM/TO.")
@click.option("--said-words", metavar="SPAN", help="The words that say when.")
@decision_options
def miss(report: str, who: str, note: str | None, ledger: str, **wanted: Any) -> None:
    """Say that a report has a statement that was not read.

    SPAN is START:END in code points of the report's text, or words that stand there once.
    """
    from sayso import casework
    from sayso.ledger.corrections import Wanted

    with decided(ledger, who) as (opened, show):
        show(casework.miss(opened, report, Wanted(**wanted), who, note))


@review.command(cls=Command, epilog=EPILOG_UNDO)
@click.argument("number", type=click.IntRange(1), metavar="N")
@decision_options
def undo(number: int, who: str, note: str | None, ledger: str) -> None:
    """Say that decision N does not hold. An undoing can be undone."""
    from sayso import casework

    with decided(ledger, who) as (opened, show):
        show(casework.undo(opened, number, who, note))


def _two(names: tuple[str, str], who: str, ledger: str, verdict: str) -> None:
    """Decide on two actors, and say so."""
    from sayso import casework
    from sayso.export.terminal import one_line

    decide = {"merge": casework.merge, "split": casework.split, "leave": casework.leave}[verdict]
    with decided(ledger, who) as (opened, _):
        one, other = decide(opened, names, who)
    told = (f"{actor.name} ({actor.kind}, actor {actor.actor_id})" for actor in (one, other))
    click.echo(one_line(f"{VERDICTS[verdict]}: {' and '.join(told)}"))


VERDICTS = {"merge": "one actor", "split": "two actors", "leave": "left to the machine"}


@review.command(cls=Command, epilog=EPILOG_MERGE)
@click.argument("one", metavar="NAME|ACTOR_ID")
@click.argument("other", metavar="NAME|ACTOR_ID")
@who_option
@ledger_option
def merge(one: str, other: str, who: str, ledger: str) -> None:
    """Say that two actors are one. Their names, sides and statements are then told together."""
    _two((one, other), who, ledger, "merge")


@review.command(cls=Command, epilog=EPILOG_SPLIT)
@click.argument("one", metavar="NAME|ACTOR_ID")
@click.argument("other", metavar="NAME|ACTOR_ID")
@who_option
@ledger_option
def split(one: str, other: str, who: str, ledger: str) -> None:
    """Say that two actors are not one, whatever their names."""
    _two((one, other), who, ledger, "split")


@review.command(cls=Command, epilog=EPILOG_LEAVE)
@click.argument("one", metavar="NAME|ACTOR_ID")
@click.argument("other", metavar="NAME|ACTOR_ID")
@who_option
@ledger_option
def leave(one: str, other: str, who: str, ledger: str) -> None:
    """Take back what was decided on two actors: the machine tells whether they are one."""
    _two((one, other), who, ledger, "leave")


@review.command(cls=Command, epilog=EPILOG_SIDE)
@click.argument("name", metavar="NAME|ACTOR_ID")
@click.argument("parts", nargs=-1, metavar="[PART]...")
@click.option("--none", is_flag=True, help="The actor speaks for no side, whatever reports say.")
@click.option("--leave", is_flag=True, help="Take it back: as the reports say.")
@decision_options
def side(
    name: str,
    parts: tuple[str, ...],
    none: bool,
    leave: bool,
    who: str,
    note: str | None,
    ledger: str,
) -> None:
    """Say for whom an actor speaks: the camp, then the group in it. That comes before what reports
    say."""
    from sayso import casework
    from sayso.export.terminal import one_line

    if (bool(parts), none, leave).count(True) != 1:
        raise click.UsageError("give the parts of a side, or --none, or --leave")
    with decided(ledger, who) as (opened, _):
        made = casework.name_side(opened, name, None if leave else parts, who, note)
    for one in made:
        told = " › ".join(one.side or ()) or ("as reports say" if leave else "no side")
        click.echo(one_line(f"side {one.number}: {one.name} (actor {one.actor_id}): {told}"))


@review.command(name="actors", cls=Command, epilog=EPILOG_ACTORS)
@ledger_option
@answer_options
def list_actors(ledger: str, as_json: bool, as_csv: bool) -> None:
    """List which actors are told as one, might be, or were said not to be, and why."""
    from sayso import views

    with opened_ledger(ledger) as opened:
        rows = [row.plain() for row in views.actor_pairs(opened, door_for(as_json or as_csv))]
    answer(rows, PAIR_COLUMNS, as_json, as_csv, _pair_line)


PAIR_COLUMNS = ("status", "one_id", "one", "other_id", "other", "kind", "reasons", "who", "at")


def _pair_line(row: dict[str, Any]) -> str:
    from sayso.export.terminal import one_line

    by = f"by {row['who']}" if row["who"] else ", ".join(row["reasons"])
    pair = f"{row['one']} ({row['one_id']})  =  {row['other']} ({row['other_id']})"
    return f"{row['status']:<9} {one_line(pair):<72} {one_line(by)}"


@review.command(name="list", cls=Command, epilog=EPILOG_LIST)
@click.option("--unattached", is_flag=True, help="Only those whose statement is read no more.")
@ledger_option
@answer_options
def list_decisions(unattached: bool, ledger: str, as_json: bool, as_csv: bool) -> None:
    """List what was decided, by whom, and where it stands now."""
    from sayso import views
    from sayso.export.log import decision_lines

    with opened_ledger(ledger) as opened:
        log = views.decision_log(opened, door_for(as_json or as_csv))
    rows = [row.plain() for row in log if row.unattached or not unattached]
    answer(rows, DECISION_COLUMNS, as_json, as_csv, decision_lines)


DECISION_COLUMNS = (
    "number", "at", "who", "kind", "reason", "undoes", "undone_by", "unattached", "report",
    "statement", "content", "changes", "note",
)  # fmt: skip

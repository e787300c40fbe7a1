"""The command line's part on what is to go, or not to leave: sayso erase, sayso seal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from sayso.cli_parts import (
    Command,
    answer,
    answer_options,
    door_for,
    ledger_option,
    live_line,
    opened_ledger,
)

if TYPE_CHECKING:
    from sayso.casework import Plan, ReadAnew, Target
    from sayso.ledger import Ledger
    from sayso.model import Reading, Report

DECLINED = 1  # sayso erase was told not to

EPILOG_ERASE = """\b
Examples:
  sayso erase 4f1c --dry-run
  sayso erase 4f1c --span 120:131
  sayso erase --person 'Ada Brinn' --dry-run
  sayso erase --person 17 --with-words --yes
  sayso erase                (goes on with an erasure that was stopped)
"""

EPILOG_SEAL = """\b
Examples:
  sayso seal 'Ada Brinn'
  sayso seal --list
  sayso seal --undo 17
"""


@click.command(cls=Command, epilog=EPILOG_ERASE)
@click.argument("report", metavar="[ID]", required=False)
@click.option("--span", metavar="START:END", help="Of the report only these characters.")
@click.option("--person", metavar="NAME|ACTOR_ID", help="Somebody, in every report.")
@click.option("--with-words", is_flag=True, help="With --person: what that person said, too.")
@click.option("--also", multiple=True, metavar="NAME", help="Another form of the person's name.")
@click.option("--except", "but_not", multiple=True, metavar="NAME", help="No form of the name.")
@click.option("--dry-run", is_flag=True, help="Only show what would be erased.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="What goes or went as one JSON object.")
@click.option("--jobs", type=click.IntRange(1), help="Processes.  [default: the cores]")
@ledger_option
def erase(
    report: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
    jobs: int | None,
    ledger: str,
    **about: Any,
) -> None:
    """Erase a report, a span of it, or a person from every file of a ledger, for good.

    Rows, text, index, raw bytes, journal, log, decisions and backups beside the ledger. Of a span
    or a person each character becomes a block (█), and the reports are read anew. What stays is a
    note that something was erased, and when. Copies elsewhere, exports and file systems' snapshots
    are not reached: see docs/ledger.md.
    """
    from sayso import casework
    from sayso.reading.read import reader_version

    _check_target(report, **about)
    with opened_ledger(ledger) as opened, live_line() as told:
        stopped = casework.unfinished(opened)
        if stopped and not dry_run:
            casework.finish(opened, told)
            click.echo("an erasure that was stopped is through now", err=True)
        planned = _planned(opened, report, about, stopped, told)
        if not planned:
            return
        target, plan = planned
        told("")
        if not (as_json and (yes or dry_run)):
            _show_plan(opened, target, plan)
        if not dry_run:
            _ask(yes)
            plan = casework.erase(opened, target, _anew(jobs), reader_version(), told)
    _say_erased(plan, not dry_run, as_json)


def _planned(
    ledger: Ledger,
    report: str | None,
    about: dict[str, Any],
    stopped: list[str],
    told: Callable[[str], None],
) -> tuple[Target, Plan] | None:
    """What is to be erased, and what that takes away; None where the erasure that was stopped, and
    is through now, has seen to it."""
    from sayso import casework
    from sayso.errors import UnknownEntry

    if not (report or about["person"]):
        if not stopped:
            raise click.UsageError("name a report, or a person with --person")
        return None
    try:
        target = _target(ledger, report, **about)
        return target, casework.plan(ledger, target, told=told)
    except UnknownEntry:
        kind = "person" if about["person"] else "span" if about["span"] else "report"
        if kind not in stopped or (report and casework.ids_from(ledger, "report", report)):
            raise
        click.echo("nothing of what you name is here any more", err=True)
        return None


def _check_target(
    report: str | None, span: str | None, person: str | None, with_words: bool, **forms: Any
) -> None:
    """A usage error where the parts of the command do not go together."""
    if report and person:
        raise click.UsageError("name a report or a person, not both")
    if span and not report:
        raise click.UsageError("--span is of a report: name it")
    if (with_words or any(forms.values())) and not person:
        raise click.UsageError("--with-words, --also and --except go with --person")
    if span and not re.fullmatch(r"\d+:\d+", span):
        raise click.BadParameter(
            f"{span!r} is no span; give START:END in characters, as sayso show has them",
            param_hint="--span",
        )


def _target(
    ledger: Ledger,
    report: str | None,
    span: str | None,
    person: str | None,
    with_words: bool,
    also: tuple[str, ...],
    but_not: tuple[str, ...],
) -> Target:
    """What is to be erased; a usage error where a span does not lie in its report."""
    from sayso import casework, views

    if person:
        return casework.Everywhere(casework.person(ledger, person, also, but_not), with_words)
    key = casework.whole_id(ledger, "report", str(report))
    if not span:
        return casework.WholeReport(key)
    start, end = map(int, span.split(":"))
    length = len(views.show(ledger, key, views.at_home).reading.report.text)
    if not start < end <= length:
        raise click.BadParameter(
            f"{span} does not lie in the report, whose characters are 0:{length}",
            param_hint="--span",
        )
    return casework.SpanOf(key, start, end)


def _show_plan(ledger: Ledger, target: Target, plan: Plan) -> None:
    from sayso import casework, views
    from sayso.export.erasure import plan_lines

    alike = views.similar(ledger, target.who) if isinstance(target, casework.Everywhere) else []
    click.echo("\n".join(plan_lines(plan, target, alike)))


def _ask(yes: bool) -> None:
    """Ask whether to go on; end where the answer is no, a usage error where nobody can answer."""
    if yes:
        return
    if not somebody_is_there():
        raise click.UsageError("nobody is there to be asked: say --yes, or look with --dry-run")
    if not click.confirm("Erase all of this for good?", err=True):
        click.echo("nothing was erased", err=True)
        sys.exit(DECLINED)


def somebody_is_there() -> bool:
    """Whether a question would be read."""
    return sys.stdin.isatty()


def _anew(jobs: int | None) -> ReadAnew:
    from sayso.reading.many import cores, read_many

    def anew(reports: Iterable[Report]) -> Iterator[Reading]:
        found = read_many(reports, lambda report: report, jobs or cores())
        return (reading for _, reading in found if reading)

    return anew


def _say_erased(plan: Plan, erased: bool, as_json: bool) -> None:
    from sayso.export.erasure import plan_plain

    if as_json:
        click.echo(json.dumps(plan_plain(plan, erased), ensure_ascii=False))
    else:
        click.echo(ERASED if erased else "Nothing was erased: this was a dry run.")


ERASED = (
    "Erased. Not reached: copies elsewhere, exports already made, snapshots of the file system,"
    " worn cells of the drive, your shell's history."
)


@click.command(cls=Command, epilog=EPILOG_SEAL)
@click.argument("name", nargs=-1, metavar="[NAME|ACTOR_ID]...")
@click.option("--undo", is_flag=True, help="Let the name out again.")
@click.option("--list", "as_list", is_flag=True, help="List who is sealed.")
@ledger_option
@answer_options
def seal(
    name: tuple[str, ...], undo: bool, as_list: bool, ledger: str, as_json: bool, as_csv: bool
) -> None:
    """Keep an actor's name from leaving the ledger.

    In exports and in answers as JSON or CSV the actor is “sealed source”, and each character of the
    name becomes a block (█), in texts, titles and addresses, too. On a terminal the name is shown,
    and marked. Only what leaves from now on is sealed, and nothing in the ledger changes.
    """
    from dataclasses import asdict

    from sayso import casework, views
    from sayso.export.terminal import one_line

    if as_list == bool(name) or (as_list and undo):
        raise click.UsageError("name an actor, as sayso who has them, or say --list")
    if (as_json or as_csv) and not as_list:
        raise click.UsageError("--json and --csv go with --list")
    given = " ".join(name)
    with opened_ledger(ledger) as opened:
        if as_list:
            rows = [asdict(one) for one in views.sealed(opened, door_for(as_json or as_csv))]
            answer(rows, SEALED_COLUMNS, as_json, as_csv, _sealed_line)
            return
        change, done = (casework.unseal, "unsealed") if undo else (casework.seal, "sealed")
        actors = change(opened, given)
        alike = views.similar(opened, casework.person(opened, given))
    for actor in actors:
        click.echo(one_line(f"{done} {actor.name} ({actor.kind}, actor {actor.actor_id})"))
    if not actors:
        click.echo(one_line(f"{given} was not sealed"), err=True)
    if alike:
        click.echo(one_line(f"similar names, left alone: {', '.join(alike)}"), err=True)


SEALED_COLUMNS = ("actor_id", "name", "kind", "at")


def _sealed_line(row: dict[str, Any]) -> str:
    from sayso.export.terminal import one_line

    return f"{row['actor_id']:>5}  {one_line(row['name']):<48} {row['kind']:<13} since {row['at']}"

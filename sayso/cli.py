"""The command line: parse, call, word the errors."""

from __future__ import annotations

import functools
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import sayso
from sayso import cli_compare
from sayso.cli_archive import archive
from sayso.cli_parts import (
    ALL_READ,
    INTERRUPTED,
    NOTHING_READ,
    USAGE,
    Command,
    Commands,
    exit_code,
    intake_options,
)
from sayso.cli_watch import watch

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.casework import Outcome, Plan, ReadAnew, ReadMany, Target
    from sayso.ledger import Ledger
    from sayso.ledger.decided import Decision, Reason
    from sayso.ledger.reread import Reread
    from sayso.model import Item, Reading, Report, Skipped
    from sayso.reading.given import Sides
    from sayso.views import Door, Finding, Versions

FOUND = 1  # sayso verify found a fault
DECLINED = 1  # sayso erase was told not to

EPILOG_READ = """\b
Examples:
  sayso read report.txt
  sayso read report.html --published 2023-05-12
  sayso read reports/ 'more/*.txt' crawl.tar.gz --json > readings.jsonl
  curl -s https://example.org/story | sayso read - --json
  sayso read report.txt --sides sides.toml
"""
EPILOG_ADD = """\b
Examples:
  sayso add reports/ --ledger case.db
  sayso add https://example.org/story 'archive/**/*.html'
  sayso add year/ --from-archive "day >= '2031-05-01' AND publisher = 'The Harrow Gazette'"
"""
EPILOG_SEARCH = """\b
Examples:
  sayso search withdrawal
  sayso search '"more favourable lines"' --speaker ministry --since 2031-03-10
  sayso search --outlet herald --csv > herald.csv
"""
EPILOG_SHOW = """\b
Examples:
  sayso show 4f1c            (a report or a statement, by the beginning of its id)
  sayso show 4f1c --json
"""
EPILOG_WHO = """\b
Examples:
  sayso who
  sayso who prigozhin --json
"""
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
EPILOG_REREAD = """\b
Examples:
  sayso reread --dry-run
  sayso reread 4f1c --all
"""
EPILOG_EXPORT = """\b
Examples:
  sayso export --format csv --out statements.csv
  sayso export --format brat --out annotated/
"""
EPILOG_VERIFY = """\b
Examples:
  sayso verify
  sayso verify evidence.zip
  sayso verify --ledger case.db --root 9f86d081884c7d65...    (64 hex digits, noted earlier)
"""
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
EPILOG_SERVE = """\b
Examples:
  sayso serve --ledger case.db --port 9000
  sayso                      (sayso serve, with nothing else said)
  SAYSO_PASSWORD=... sayso serve --host 192.168.1.7
"""
EPILOG_DEMO = """\b
Example:
  sayso demo --out demo && sayso search withdrawal --ledger demo/demo.db
"""
EPILOG_LICENCES = """\b
Example:
  sayso licences | less
"""
EPILOG_EVAL = """\b
Examples:
  sayso eval gold.jsonl
  sayso eval corpus/stories/lugari-truce --json
"""


class Program(click.Group):
    """All commands; one whose output nobody reads any more ends quietly."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # Caught here, since click would end with 1. Nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(ALL_READ)


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(sayso.__version__, prog_name="sayso")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read news reports and keep the record of who said what.

    Every statement in the report's exact characters, the speaker's quoted words told apart from the
    outlet's wording. Nothing leaves this machine: no network but for the addresses you give.
    Without a command the web app opens, on this computer alone.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(serve, ledger=os.environ.get("SAYSO_LEDGER", "sayso.db"), host="127.0.0.1")


cli.add_command(archive)
cli.add_command(watch)


def _iso_day(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A day as given, or a usage error."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; give it as 2023-05-12") from None


def ledger_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--ledger",
        metavar="FILE",
        default=lambda: os.environ.get("SAYSO_LEDGER", "sayso.db"),
        show_default="$SAYSO_LEDGER, else sayso.db",
        help="The file that keeps the record.",
    )(command)


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, words in (("csv", "Rows as CSV."), ("json", "Rows as JSON Lines.")):
        command = click.option(f"--{name}", f"as_{name}", is_flag=True, help=words)(command)
    return command


def sides_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--sides", metavar="FILE", callback=_sides,
        help="Names with their sides, TOML or CSV; they come before what reports say.",
    )(command)  # fmt: skip


def _sides(ctx: click.Context, option: click.Parameter, value: str | None) -> Any:
    """The sides of a file by name; none where none is given."""
    from sayso.intake.sides import load

    return load(value) if value else {}


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--published", metavar="DATE", help="ISO date for reports that bear none."),
        click.option(
            "--language", metavar="CODE", help="Take all reports to be in this language, as en."
        ),
        click.option("--jobs", type=click.IntRange(1), help="Processes.  [default: the cores]"),
        click.option("--threads", type=click.IntRange(1), default=1, help="Threads a process."),
        click.option(
            "--allow-private", is_flag=True, help="Let URLs lead to addresses inside this network."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@cli.command(cls=Command, epilog=EPILOG_READ)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a report, as they are read.")
@sides_option
@reading_options
def read(
    sources: tuple[str, ...],
    as_json: bool,
    published: str | None,
    language: str | None,
    jobs: int | None,
    threads: int,
    allow_private: bool,
    sides: Sides,
) -> None:
    """Read reports and show who said what in each.

    SOURCE is a file, a folder, an archive (zip, tar), a glob, a URL, or - for standard input.
    """
    from sayso.casework import with_given_sides
    from sayso.intake import take
    from sayso.reading.many import cores, read_many

    options = intake_options(published, language, allow_private)
    items = take(sources, options, stdin=sys.stdin.buffer)
    show = _json_shower() if as_json else _text_shower()
    reading = functools.partial(read_many, jobs=jobs or cores(), threads=threads)
    sys.exit(_read_all(items, with_given_sides(reading, sides), show))


def _read_all(
    items: Iterator[Item | Skipped], reading_many: ReadMany, show: Callable[..., None]
) -> int:
    read_count = skipped_count = 0
    for item, reading in reading_many(items, report_of):
        read_count += reading is not None
        skipped_count += reading is None
        show(item, reading)
    return exit_code(read_count, skipped_count)


def report_of(thing: Item | Skipped) -> Report | None:
    """The report of what intake gave, None where it was skipped."""
    return getattr(thing, "report", None)


def _json_shower() -> Callable[..., None]:
    from sayso.model import Skipped, reading_to_plain, skipped_to_plain, with_notes

    def show(thing: Any, reading: Any) -> None:
        if isinstance(thing, Skipped):
            plain = skipped_to_plain(thing)
        else:
            plain = reading_to_plain(with_notes(reading, thing), thing.input)
        sys.stdout.write(json.dumps(plain, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    return show


def _text_shower() -> Callable[..., None]:
    from sayso.export.terminal import one_line, reading_text
    from sayso.model import Skipped, with_notes

    console = _console()

    def show(thing: Any, reading: Any) -> None:
        if isinstance(thing, Skipped):
            line = f"skipped {thing.input}: {thing.detail} ({thing.reason})"
            click.echo(one_line(line), err=True)
            return
        console.print(reading_text(with_notes(reading, thing), thing.input))

    return show


def _console() -> Console:
    """Standard output in colour where it is a terminal."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise  # Rich would end the process with 1; `Program` answers.

    return Plain(highlight=False)


@contextmanager
def _opened(path: str | Path, create: bool = False) -> Iterator[Ledger]:
    """A ledger, open; LedgerError where the file turns out to be damaged."""
    import sqlite3

    from sayso.errors import LedgerError, LedgerUnwritable
    from sayso.ledger import Ledger
    from sayso.ledger.connect import trouble
    from sayso.ledger.scrub import unfinished

    with Ledger.open(path, create=create) as ledger:
        if unfinished(ledger):
            click.echo(f"note: {UNFINISHED} --ledger {path}", err=True)
        try:
            yield ledger
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and (words := trouble(error)):
                raise LedgerUnwritable(str(ledger.path), words) from error
            words = f"it is damaged ({error}); use a copy, or add the reports to a new ledger"
            raise LedgerError(str(ledger.path), words) from error


UNFINISHED = "an erasure was stopped; go on with it by: sayso erase"


@cli.command(cls=Command, epilog=EPILOG_ADD)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@ledger_option
@sides_option
@reading_options
@click.option("--no-raw", is_flag=True, help="Do not keep the raw bytes beside the ledger.")
@click.option(
    "--from-archive",
    metavar="WHERE",
    help="Take SOURCE as a folder that sayso archive made, and those of its reports that fit.",
)
def add(
    sources: tuple[str, ...],
    ledger: str,
    from_archive: str | None,
    published: str | None,
    language: str | None,
    jobs: int | None,
    threads: int,
    allow_private: bool,
    no_raw: bool,
    sides: Sides,
) -> None:
    """Read reports into a ledger.

    A report that is there already is not read again: a run that was stopped can be run again and
    goes on where it was.
    """
    from sayso import casework
    from sayso.intake import take
    from sayso.reading.many import cores, read_many
    from sayso.reading.read import reader_version

    options = intake_options(published, language, allow_private)
    plainly = functools.partial(read_many, jobs=jobs or cores(), threads=threads)
    reading = casework.with_given_sides(plainly, sides)
    if from_archive is not None:
        sys.exit(_add_from_archive(sources, from_archive, ledger, reading))
    with _opened(ledger, create=True) as opened:
        items = take(sources, options, stdin=sys.stdin.buffer)
        outcomes = casework.add(opened, items, reading, reader_version(), keep_raw=not no_raw)
        tally = _show_outcomes(outcomes, ledger)
        cli_compare.freshly_compared(opened)
    sys.exit(exit_code(tally["added"] + tally["met again"], tally["skipped"]))


def _add_from_archive(folders: tuple[str, ...], where: str, ledger: str, reading: ReadMany) -> int:
    """Add the reports of archives that fit, with their readings, and give how the run ends."""
    from sayso import casework
    from sayso.cli_archive import slices

    tally: Counter[str] = Counter()
    with _opened(ledger, create=True) as opened:
        for given, reader in slices(folders, where, reading):
            outcomes = casework.add(opened, (), given, reader, keep_raw=False)
            tally += _show_outcomes(outcomes, ledger)
    return exit_code(tally["added"] + tally["met again"], tally["skipped"])


def _show_outcomes(outcomes: Iterator[Outcome], ledger: str) -> Counter[str]:
    """Show each outcome as it comes: a line each, on a terminal with a count that moves."""
    tally: Counter[str] = Counter()
    statements = 0
    began = time.monotonic()
    live = sys.stderr.isatty()
    try:
        for outcome in outcomes:
            tally[outcome.what] += 1
            statements += outcome.statements
            if live:
                click.echo("\r\033[K", nl=False, err=True)
            click.echo(_outcome_line(outcome))
            if live:
                pace = tally.total() / max(time.monotonic() - began, 1e-6)
                click.echo(f"{tally.total()} inputs, {pace:.1f} a second", nl=False, err=True)
    finally:
        if live:
            click.echo("\r\033[K", nl=False, err=True)
    parts = ", ".join(f"{tally[what]} {what}" for what in ("added", "met again", "skipped"))
    click.echo(f"{ledger}: {parts}; {statements} new statements")
    return tally


def _count(statements: int) -> str:
    return "1 statement" if statements == 1 else f"{statements} statements"


def _outcome_line(outcome: Outcome) -> str:
    from sayso.export.terminal import one_line

    name = one_line(outcome.input)
    if outcome.what == "skipped":
        return f"skipped    {name}: {one_line(outcome.detail)}"
    count = f"  {_count(outcome.statements)}" if outcome.what == "added" else ""
    return f"{outcome.what:<10} {outcome.report_id}  {name}{count}"


@cli.command(cls=Command, epilog=EPILOG_SEARCH)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@ledger_option
@click.option("--speaker", metavar="NAME", help="Words of the speaker's name.")
@click.option("--outlet", metavar="NAME", help="A part of the outlet's name or host.")
@click.option("--since", metavar="DATE", callback=_iso_day, help="Said, else published, from then.")
@click.option("--until", metavar="DATE", callback=_iso_day, help="… up to then, inclusive.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True)
@click.option("--in-reports", is_flag=True, help="Look in whole report texts, too.")
@answer_options
def search(
    words: tuple[str, ...],
    ledger: str,
    as_json: bool,
    as_csv: bool,
    **filters: Any,
) -> None:
    """Find statements by their words, speaker, outlet, date."""
    from sayso import views

    query = views.Query(" ".join(words), **filters)
    with _opened(ledger) as opened:
        rows = [row.plain() for row in views.find(opened, query, _door(as_json or as_csv))]
    _answer(rows, STATEMENT_COLUMNS, as_json, as_csv, _statement_lines)


@cli.command(cls=Command, epilog=EPILOG_SHOW)
@click.argument("entry", metavar="ID")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="The reading as in sayso read --json.")
def show(entry: str, ledger: str, as_json: bool) -> None:
    """Show a report's reading, or one statement where it stands. The beginning of an id will do."""
    from sayso import views
    from sayso.export import checked, jsonl
    from sayso.export.terminal import in_context, one_line, reading_text, statement_text
    from sayso.model import to_plain

    with _opened(ledger) as opened:
        shown = views.show(opened, entry, _door(as_json))
    found, reading, one = shown.decided, shown.reading, shown.statement
    if as_json:
        review = checked.columns(found.review(one.id), with_reviewers=False) if one else {}
        plain = to_plain(one) | review if one else jsonl.line(found)
        if shown.versions.others and not one:
            plain["versions"] = list(shown.versions.ids)
        click.echo(json.dumps(plain, ensure_ascii=False))
        return
    console, marks = _console(), checked.marks(found)
    if one:
        number = reading.statements.index(one) + 1
        console.print(statement_text(reading, one, number, marks.get(one.id, "")))
        console.print(in_context(reading, one))
    else:
        console.print(reading_text(reading, reading.report.url or reading.report.id, marks))
    if shown.versions.others:
        click.echo(_versions_line(shown.versions))
    for capture in shown.captures:
        click.echo(one_line(f"captured {capture['at']} from {capture['requested']}"))
    click.echo(f"read by {shown.reader}; {checked.summary(found)}")


def _versions_line(versions: Versions) -> str:
    """“version 2 of 3 of this page, before: ID, after: ID”."""
    parts = [f"version {versions.place + 1} of {len(versions.ids)} of this page"]
    parts += [f"before: {versions.before}"] if versions.before else []
    parts += [f"after: {versions.after}"] if versions.after else []
    return ", ".join(parts)


def _door(to_a_program: bool) -> Door:
    """Where sealed names are known: on a terminal, and nowhere else."""
    from sayso import views

    return views.outside if to_a_program else views.at_home


@cli.command(cls=Command, epilog=EPILOG_WHO)
@click.argument("name", nargs=-1, metavar="[NAME]...")
@ledger_option
@answer_options
def who(name: tuple[str, ...], ledger: str, as_json: bool, as_csv: bool) -> None:
    """List who speaks, with names, roles and sides; with a NAME, also what those said, by day."""
    from dataclasses import asdict

    from sayso import views

    door = _door(as_json or as_csv)
    with _opened(ledger) as opened:
        actors = views.who(opened, " ".join(name), door)
        people = [asdict(row) for row in actors]
        if not name:
            _answer(people, ACTOR_COLUMNS, as_json, as_csv, _actor_lines)
            return
        # Once each, though two of them may have said it together.
        told = (row for a in actors for row in views.said_by(opened, a.actor_id, door))
        said = {row.statement.id: row for row in told}
    rows = [row.plain() for row in sorted(said.values(), key=lambda row: row.day or "")]
    if not as_json and not as_csv:
        click.echo("".join(_actor_lines(one) + "\n\n" for one in people), nl=False)
    _answer(rows, STATEMENT_COLUMNS, as_json, as_csv, _statement_lines)


@cli.group(cls=Commands, epilog=EPILOG_REVIEW)
def review() -> None:
    """Decide on what the machine read: accept, reject, correct, undo; merge and split actors.

    What persons decide is a log that is only added to. It wins over the machine in every answer and
    export.
    """


def who_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--who", metavar="NAME", default=_reviewer, callback=_utf8, help="Who decides.",
        show_default="$SAYSO_REVIEWER, else the system's user name",
    )(command)  # fmt: skip


def decision_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        who_option,
        click.option("--note", metavar="TEXT", callback=_utf8, help="Why, in your own words."),
        ledger_option,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _utf8(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """What can be written as UTF-8: the shell hands over any bytes."""
    return value and value.encode(errors="backslashreplace").decode()


def _reviewer() -> str:
    import getpass

    try:
        return os.environ.get("SAYSO_REVIEWER") or getpass.getuser()
    except (OSError, KeyError):
        return ""  # A user without a name; `_decided` asks for one.


@contextmanager
def _decided(ledger: str, who: str) -> Iterator[tuple[Ledger, Callable[[Decision], None]]]:
    """A ledger to decide in, and what shows a decision that is kept; a usage error where it cannot
    be decided so."""
    from sayso.errors import DecisionRefused

    if not who.strip():
        raise click.BadParameter("say who decides, with --who NAME or in $SAYSO_REVIEWER")
    try:
        with _opened(ledger) as opened:
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

    with _decided(ledger, who) as (opened, show):
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

    with _decided(ledger, who) as (opened, show):
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

    with _decided(ledger, who) as (opened, show):
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

    with _decided(ledger, who) as (opened, show):
        show(casework.miss(opened, report, Wanted(**wanted), who, note))


@review.command(cls=Command, epilog=EPILOG_UNDO)
@click.argument("number", type=click.IntRange(1), metavar="N")
@decision_options
def undo(number: int, who: str, note: str | None, ledger: str) -> None:
    """Say that decision N does not hold. An undoing can be undone."""
    from sayso import casework

    with _decided(ledger, who) as (opened, show):
        show(casework.undo(opened, number, who, note))


def _two(names: tuple[str, str], who: str, ledger: str, verdict: str) -> None:
    """Decide on two actors, and say so."""
    from sayso import casework
    from sayso.export.terminal import one_line

    decide = {"merge": casework.merge, "split": casework.split, "leave": casework.leave}[verdict]
    with _decided(ledger, who) as (opened, _):
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
    with _decided(ledger, who) as (opened, _):
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

    with _opened(ledger) as opened:
        rows = [row.plain() for row in views.actor_pairs(opened, _door(as_json or as_csv))]
    _answer(rows, PAIR_COLUMNS, as_json, as_csv, _pair_line)


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

    with _opened(ledger) as opened:
        log = views.decision_log(opened, _door(as_json or as_csv))
    rows = [row.plain() for row in log if row.unattached or not unattached]
    _answer(rows, DECISION_COLUMNS, as_json, as_csv, decision_lines)


DECISION_COLUMNS = (
    "number", "at", "who", "kind", "reason", "undoes", "undone_by", "unattached", "report",
    "statement", "content", "changes", "note",
)  # fmt: skip


@cli.command(cls=Command, epilog=EPILOG_REREAD)
@click.argument("entries", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Also what this reader has read already.")
@click.option("--dry-run", is_flag=True, help="Show what would differ; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one a report, as they are read.")
@click.option("--jobs", type=click.IntRange(1), help="Processes.  [default: the cores]")
@click.option("--threads", type=click.IntRange(1), default=1, help="Threads a process.")
@sides_option
@ledger_option
def reread(
    entries: tuple[str, ...],
    everything: bool,
    dry_run: bool,
    as_json: bool,
    jobs: int | None,
    threads: int,
    sides: Sides,
    ledger: str,
) -> None:
    """Read kept texts again with the reader of now, and show what differs.

    ID is a report's, or the beginning of it; without one, all reports are read that another reader
    has read. What persons decided is carried over. A run that was stopped can be run again.
    """
    from sayso import casework, views
    from sayso.reading.many import cores, read_many
    from sayso.reading.read import reader_version

    reader = reader_version()
    plainly = functools.partial(read_many, jobs=jobs or cores(), threads=threads)
    read_kept = casework.with_given_sides(plainly, sides)
    with _opened(ledger) as opened:
        ids = casework.kept_reports(opened, entries)
        wanted = ids if everything else casework.behind(opened, ids, reader)
        again = casework.would_reread if dry_run else casework.reread
        rereads = again(opened, wanted, read_kept, reader)
        rereads = views.rereads(opened, rereads, _door(as_json))
        told = _show_rereads(rereads, len(wanted), as_json)
    if not as_json:
        click.echo(_reread_tally(ledger, told, len(ids) - len(wanted), dry_run))


def _show_rereads(rereads: Iterator[Reread], total: int, as_json: bool) -> Counter[str]:
    """Show each report as it comes, on a terminal with a count that moves, and count up."""
    from sayso.export.log import DIFFERING, reread_lines

    tally: Counter[str] = Counter()
    live = sys.stderr.isatty()
    try:
        for one in rereads:
            plain = one.plain()
            tally.update(reports=1, same=plain["same"])
            tally.update({name: len(plain[name]) for name in DIFFERING})
            if live:
                click.echo("\r\033[K", nl=False, err=True)
            click.echo(json.dumps(plain, ensure_ascii=False) if as_json else reread_lines(plain))
            if live:
                click.echo(f"{tally['reports']} of {total} reports", nl=False, err=True)
    finally:
        if live:
            click.echo("\r\033[K", nl=False, err=True)
    return tally


def _reread_tally(ledger: str, tally: Counter[str], left_out: int, dry_run: bool) -> str:
    read = f"{ledger}: {tally['reports']} reports read again{', nothing written' * dry_run}"
    skipped = f", {left_out} left out: this reader has read them (--all reads them, too)"
    counts = f"{tally['gone']} gone, {tally['new']} new, {tally['changed']} changed"
    carried = f"{tally['moved']} decisions moved, {tally['unattached']} unattached"
    return (
        f"{read}{skipped if left_out else ''}\n"
        f"statements: {counts}, {tally['same']} the same; {carried}"
    )


@cli.command(cls=Command, epilog=EPILOG_EXPORT)
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "brat"]), default="jsonl",
    show_default=True,
)  # fmt: skip
@click.option(
    "--out", metavar="PATH", help="A file, for brat a folder.  [default: standard output]"
)
@click.option("--with-text", is_flag=True, help="JSON Lines with the reports' full texts.")
@click.option("--with-reviewers", is_flag=True, help="Say who decided on a statement, and when.")
@ledger_option
def export(form: str, out: str | None, with_text: bool, with_reviewers: bool, ledger: str) -> None:
    """Write everything out: JSON Lines, CSV, or brat stand-off."""
    from sayso import views
    from sayso.export import brat, jsonl, table

    if form == "brat" and not out:
        raise click.UsageError("brat writes two files a report: name a folder with --out")
    with _opened(ledger) as opened:
        readings = views.readings(opened)
        if form == "brat":
            count = brat.write((found.reading for found in readings), Path(str(out)))
        else:
            writer = functools.partial(jsonl.write, with_text=with_text)
            write = writer if form == "jsonl" else table.write
            with _output(out) as stream:
                count = write(readings, stream, with_reviewers=with_reviewers)
    if out:
        click.echo(f"{out}: {count} {'statements' if form == 'csv' else 'reports'}", err=True)


def _root(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A root of a custody log as given, or a usage error."""
    if value is not None and not re.fullmatch("[0-9a-f]{64}", value.lower()):
        raise click.BadParameter(f"{value!r} is no root; sayso verify prints one, 64 hex digits")
    return value and value.lower()


@cli.command(cls=Command, epilog=EPILOG_VERIFY)
@click.argument(
    "pack", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@ledger_option
@click.option("--root", "noted", metavar="HEX", callback=_root, help="A root noted earlier.")
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
def verify(pack: Path | None, ledger: str, noted: str | None, as_json: bool) -> None:
    """Check that a ledger, or an evidence PACK, still holds what was put into it.

    Texts, kept bytes, captures, readings, decisions, the index, and the custody log, in which every
    entry is linked to the one before. Ends with 1 where something was altered or is missing.
    """
    from dataclasses import asdict

    from sayso import views

    if pack:
        sys.exit(_verify_pack(pack, noted, as_json))
    with _opened(ledger) as opened:
        # Before the check, since another process may be adding: what is printed was checked.
        root = views.root(opened)
        with _counted() as (tally, checked):
            findings = list(views.verify(opened, checked, noted, _door(as_json)))
        place = views.place_of(opened, noted) if noted else None
    faults = sum(finding.fault for finding in findings)
    if as_json:
        answer = {"ledger": ledger, "clean": not faults, "checked": dict(tally), "root": root}
        told = [asdict(finding) for finding in findings]
        click.echo(json.dumps(answer | {"findings": told}, ensure_ascii=False))
    else:
        click.echo("\n".join(_verified(ledger, tally, findings, root)))
        if place is not None:
            click.echo(f"The root that was noted is that of entry {place} of {tally['entries']}.")
        click.echo(f"{VERIFIED if not faults else NOT_VERIFIED}\n{UNVERIFIABLE}")
    sys.exit(FOUND if faults else ALL_READ)


def _verify_pack(path: Path, noted: str | None, as_json: bool) -> int:
    """Check a pack by itself and say what that proves, or does not."""
    from dataclasses import asdict

    from sayso.export.pack_check import check
    from sayso.export.terminal import one_line

    found = check(path)
    faults = list(found.faults)
    if noted and noted not in (found.root, found.fingerprint):
        faults.append("neither the pack nor its custody log has the root that was noted earlier")
    if as_json:
        click.echo(json.dumps(asdict(found) | {"clean": not faults, "faults": faults}))
        return FOUND if faults else ALL_READ
    click.echo(one_line(f"{path}: {found.title}, made {found.at}"))
    click.echo(
        f"checked {found.files} files, {found.statements} statements, {found.entries} entries"
        f" ({found.open_entries} of them with what they say)"
    )
    for fault in faults:
        click.echo(one_line(f"FAULT {fault}"))
    click.echo("1 fault" if len(faults) == 1 else f"{len(faults) or 'no'} faults")
    click.echo(f"root {found.root}\nfingerprint {found.fingerprint}")
    click.echo(f"{PACK_VERIFIED if not faults else PACK_NOT_VERIFIED}\n{PACK_UNVERIFIABLE}")
    return FOUND if faults else ALL_READ


PACK_VERIFIED = (
    "This proves that the files of the pack belong together, that every word stands in its passage"
    " at its place, and that the custody log is one chain that knows these reports' texts by their"
    " hashes."
)
PACK_NOT_VERIFIED = "This proves that the pack was altered or damaged since it was made."
PACK_UNVERIFIABLE = (
    "It does not prove who made the pack, nor that nobody made it anew as a whole: for that compare"
    " its fingerprint or root with one noted elsewhere when it was made (--root). Nor does it prove"
    " that a page was true, or that a passage was not cut out of what surrounds it."
)
VERIFIED = (
    "This proves that texts, kept bytes, captures, readings and decisions are as they were when"
    " their entries were written, as far as a root noted elsewhere is found in this chain (--root)."
)
NOT_VERIFIED = (
    "This proves that the ledger was altered or damaged since its entries were written, or that the"
    " root noted elsewhere is another ledger's; what to trust of it, a copy or a backup must tell."
)
UNVERIFIABLE = (
    "It does not prove that a page was true, that the bytes came from the server named, or, where"
    " no root was kept elsewhere, that nobody wrote the whole chain anew."
)


def _verified(
    ledger: str, tally: Counter[str], findings: list[Finding], root: str
) -> Iterator[str]:
    """What was checked and found, a line each."""
    from sayso.export.terminal import one_line

    parts = ", ".join(f"{tally[kind]} {kind}" for kind in CHECKED if tally[kind] or kind in ALWAYS)
    yield f"{ledger}: checked {parts}"
    for finding in findings:
        place = f"{finding.what} {finding.key}".rstrip()
        yield one_line(f"{'FAULT' if finding.fault else 'note'} {place}: {finding.detail}")
    faults = sum(finding.fault for finding in findings)
    yield "1 fault" if faults == 1 else f"{faults or 'no'} faults"
    yield f"root {root}"


ALWAYS = ("reports", "statements", "captures", "raw files", "entries")
CHECKED = (
    *ALWAYS, "decisions", "erased entries", "sets of bytes not kept",
    "captures whose bytes were erased",
)  # fmt: skip


@contextmanager
def _counted() -> Iterator[tuple[Counter[str], Callable[[str], None]]]:
    """A tally and what counts into it, on a terminal with a count that moves."""
    tally: Counter[str] = Counter()
    live = sys.stderr.isatty()

    def count(kind: str) -> None:
        tally[kind] += 1
        if live and not tally.total() % PROGRESS_EVERY:
            words = ", ".join(f"{number} {kind}" for kind, number in tally.items())
            click.echo(f"\r\033[K{words}", nl=False, err=True)

    try:
        yield tally, count
    finally:
        if live:
            click.echo("\r\033[K", nl=False, err=True)


PROGRESS_EVERY = 500


@cli.command(cls=Command, epilog=EPILOG_ERASE)
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
    with _opened(ledger) as opened, _steps() as told:
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


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """What is told of each step, on a terminal, as a line that changes."""
    live = sys.stderr.isatty()

    def told(step: str) -> None:
        if live:
            click.echo(f"\r\033[K{step}", nl=False, err=True)

    try:
        yield told
    finally:
        told("")


@cli.command(cls=Command, epilog=EPILOG_SEAL)
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
    with _opened(ledger) as opened:
        if as_list:
            rows = [asdict(one) for one in views.sealed(opened, _door(as_json or as_csv))]
            _answer(rows, SEALED_COLUMNS, as_json, as_csv, _sealed_line)
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


@cli.command(cls=Command, epilog=EPILOG_SERVE)
@ledger_option
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True)
@click.option(
    "--port", type=click.IntRange(1, 65535), help="[default: the first free one from 8321 on]"
)
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="Another name of this computer's."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option(
    "--who", metavar="NAME", default=_reviewer, callback=_utf8, help="Who decides in reviews.",
    show_default="$SAYSO_REVIEWER, else the system's user name",
)  # fmt: skip
@click.option(
    "--allow-private", is_flag=True, help="Let URLs lead to addresses inside this network."
)
def serve(
    ledger: str,
    host: str,
    port: int | None = None,
    names: tuple[str, ...] = (),
    no_browser: bool = False,
    who: str | None = None,
    allow_private: bool = False,
) -> None:
    """Open the web app on a ledger, which is made where there is none.

    On this computer alone, until Ctrl-C. Where others can reach it ($SAYSO_PASSWORD must be set
    for that), what they send is not encrypted.
    """
    from sayso.reading.many import cores, read_many
    from sayso.reading.read import reader_version
    from sayso.web import serve as web
    from sayso.web.desk import Serving

    serving = Serving(
        Path(ledger), who or _reviewer(), functools.partial(read_many, jobs=cores()),
        reader_version(), frozenset(name.lower() for name in names),
        os.environ.get("SAYSO_PASSWORD") or None, allow_private,
    )  # fmt: skip
    told = functools.partial(_say_served, ledger)
    web.serve(serving, host, port or 0, told, not no_browser)


def _say_served(ledger: str, address: str) -> None:
    click.echo(f"{ledger} is open at {address}\nCtrl-C ends it; what was done is kept.")


@cli.command(cls=Command, epilog=EPILOG_DEMO)
@click.option("--out", metavar="FOLDER", default="demo", show_default=True)
def demo(out: str) -> None:
    """Read the bundled story, which is fiction, into a ledger and show who said what."""
    from sayso import demo as story
    from sayso.reading.read import reader_version

    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo.db"
    with _opened(path, create=True) as opened:
        for outcome in story.add(opened, reader_version()):
            click.echo(_outcome_line(outcome))
        _console().print(story.by_speaker(opened))
        cli_compare.freshly_compared(opened)
        _console().print(story.board(opened))
    click.echo(f"The ledger is {path}. Look further with:")
    for line in story.NEXT_STEPS:
        click.echo(f"  {line.format(ledger=path)}")


@cli.command(name="eval", cls=Command, epilog=EPILOG_EVAL)
@click.argument("gold", type=click.Path(exists=True), metavar="PATH")
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
def evaluate_command(gold: str, as_json: bool) -> None:
    """Read the texts of labelled reports and score the readings, layer by layer.

    PATH is a file of JSON Lines as sayso read --json writes them, or a folder with a .json file a
    report. With several stories (folders) an interval is given: 95 % of samples of stories, drawn
    with replacement, fall inside.
    """
    from sayso.evaluate import against_stories, compared, figures, interval

    both = list(compared(Path(gold)))
    found, bounds = figures(both), interval(both)
    found |= against_stories(Path(gold))
    if as_json:
        click.echo(json.dumps(found | {"intervals": bounds} if bounds else found))
        return
    for name, value in found.items():
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        between = f"  {bounds[name][0]:.3f} to {bounds[name][1]:.3f}" if name in bounds else ""
        click.echo(f"{name:<32} {shown:>7}{between}")


@cli.command(cls=Command, epilog=EPILOG_LICENCES)
def licences() -> None:
    """Show the licences of Sayso and of what it carries."""
    from importlib import metadata

    try:
        files = metadata.files("sayso") or []
    except metadata.PackageNotFoundError:
        files = []  # Run from a checkout that is not installed.
    for name in ("NOTICE", "LICENSE"):
        found = [file for file in files if file.name == name]
        path = found[0].locate() if found else Path(sayso.__file__).parent.parent / name
        click.echo(Path(str(path)).read_text(encoding="utf-8"))


STATEMENT_COLUMNS = (
    "id", "report", "day", "speaker", "verb", "kind", "content", "said", "outlet", "title", "url",
    "published", "start", "end", "checked",
)  # fmt: skip
ACTOR_COLUMNS = (
    "actor_id", "name", "kind", "unnamed", "statements", "reports", "first", "last", "names",
    "roles", "sides", "merged",
)  # fmt: skip


def _answer(
    rows: list[dict[str, Any]],
    columns: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    lines: Callable[[dict[str, Any]], str],
) -> None:
    """Write rows as JSON Lines, as CSV, or for a person."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    if as_csv:
        from sayso.export.table import write_rows

        write_rows(rows, columns, sys.stdout)
        return
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else lines(row))
    if not rows and not as_json:
        click.echo("nothing in this ledger fits", err=True)


def _statement_lines(row: dict[str, Any]) -> str:
    from sayso.export.terminal import one_line

    checked = "" if row["checked"] == "unreviewed" else row["checked"]
    told = [row[k] for k in ("day", "speaker", "verb")]
    head = one_line(" · ".join(str(part) for part in (*told, checked) if part))
    outlet = one_line(" · ".join(str(row[k]) for k in ("outlet", "title") if row[k]))
    words = [f"  {w['as']:<9}{one_line(w['text'])}" for w in row["words"]]
    return "\n".join([click.style(head, bold=True), *words, f"  {row['id']}  {outlet}", ""])


def _actor_lines(row: dict[str, Any]) -> str:
    from sayso.export.terminal import one_line

    name = f"{row['name']} (unnamed)" if row["unnamed"] else row["name"]
    days = f"{row['first']} to {row['last']}" if row["first"] else "undated"
    lines = [f"{row['statements']:>5}  {one_line(name):<48} {row['kind']:<13} {days}"]
    also = " · ".join(name for name in row["names"] if name != row["name"])
    told = [("also", also), ("is", " · ".join(row["roles"][:3]))]
    for side in row["sides"]:
        basis = side["basis"]
        why = "as you said" if basis == "user" else f"“{basis}” ({side['report']})"
        told.append(("for", f"{' › '.join(side['side'])}: {why}"))
    lines += [f"       {what:<5} {one_line(words)}" for what, words in told if words]
    return "\n".join(lines)


@contextmanager
def _output(path: str | None) -> Iterator[Any]:
    """A file that is whole or not there, or standard output."""
    if not path or path == "-":
        yield sys.stdout
        return
    part = Path(f"{path}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def fail(message: str, code: int = NOTHING_READ) -> NoReturn:
    """Say what is wrong on standard error and end."""
    click.echo(f"sayso: {message}", err=True)
    sys.exit(code)


cli_compare.register(
    cli,
    review,
    cli_compare.Tools(
        Command, ledger_option, answer_options, decision_options, _opened, _decided, _door, _answer,
        lambda drawn: _console().print(drawn),
    ),
)  # fmt: skip


def main() -> None:
    """Run the command line: UTF-8 everywhere, no traceback for what is not our fault."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from sayso.errors import SaysoError

    try:
        code = cli(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.exceptions.Abort, KeyboardInterrupt):
        # Click makes an Abort of Ctrl-C.
        click.echo("interrupted; what was reported done is kept", err=True)
        sys.exit(INTERRUPTED)
    except SaysoError as error:
        fail(worded(error))
    except OSError as error:
        place = error.filename2 or error.filename or "a file"
        fail(f"{place} cannot be read or written: {error.strerror or error}; name another")


MOST_OPTIONS = 8


def worded(error: Exception) -> str:
    """An error of ours in words that say what to do."""
    from sayso import errors

    match error:
        case errors.LedgerMissing():
            return (
                f"there is no ledger at {error.path}; make one with:"
                f" sayso add SOURCE... --ledger {error.path}"
            )
        case errors.LedgerTooNew():
            return (
                f"{error.path} was written by a later Sayso (schema {error.found}, this one knows"
                f" up to {error.known}); update Sayso to open it"
            )
        case errors.NotALedger():
            return f"{error.path} is not a Sayso ledger; name another file with --ledger"
        case errors.LedgerUnwritable():
            return (
                f"{error.path} cannot be written: {error.detail}. What was reported done is kept;"
                " run the same command again when that is mended"
            )
        case errors.ErasureUnfinished():
            return (
                f"what was to be erased is gone from the rows of {error.path}, but may still stand"
                f" in its free space or journal: {error.detail}. When that is mended, run:"
                f" sayso erase --ledger {error.path}"
            )
        case errors.SeveralFit():
            options = ", ".join(error.options[:MOST_OPTIONS])
            return (
                f"several actors of {error.path} fit {error.key}: {options}; give one by its number"
            )
        case errors.UnknownEntry(kind="actor"):
            return f"{error.path} has no actor {error.key}; sayso who lists them"
        case errors.UnknownEntry(kind="person"):
            return f"{error.key} stands nowhere in {error.path}; nothing was erased"
        case errors.UnknownEntry(kind="span"):
            return f"in that span of {error.key} is nothing left to erase"
        case errors.UnknownEntry():
            return (
                f"no {error.kind} of {error.path} begins with {error.key}, or more than one does;"
                " sayso search finds ids"
            )
        case errors.GoldError():
            return (
                f"line {error.line} of {error.path} is no reading as sayso read --json writes it:"
                f" {error.detail}"
            )
        case errors.SidesError():
            return f"{error.path} gives no sides: {error.detail}"
        case errors.PackError():
            return (
                f"{error.path} is no evidence pack, or too damaged to tell: {error.detail}; name"
                " one, or a ledger with --ledger"
            )
        case errors.ServingRefused():
            return (
                f"the web app cannot be served at {error.host}, port {error.port}: {error.detail};"
                " name another --port or --host, or set $SAYSO_PASSWORD where it is needed"
            )
        case errors.ArchiveError():
            return f"{error.path}: {error.detail}"
        case errors.FeedError():
            return f"{error.url}: {error.detail}"
        case errors.ExtraMissing():
            return (
                f"this needs the extra “{error.extra}”, which is not installed; install it with:"
                f" pip install 'sayso[{error.extra}]'"
            )
        case errors.ModelError():
            return f"the weights at {error.path} cannot be used: {error.detail}"
        case _:
            return str(error)


if __name__ == "__main__":
    main()

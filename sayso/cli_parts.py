"""What the modules of the command line share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.intake import IntakeOptions
    from sayso.ledger import Ledger
    from sayso.views import Door

# What a command answers with when it ends.
ALL_READ, SOME_SKIPPED, USAGE, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 130


class Command(click.Command):
    """A command whose epilogue keeps its lines."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write("\n" + self.epilog.replace("\b\n", ""))


class Commands(Command, click.Group):
    """Commands of one kind, with such an epilogue."""


def exit_code(read_count: int, skipped_count: int) -> int:
    """How a run ends that read and skipped so many."""
    if not read_count:
        return NOTHING_READ
    return SOME_SKIPPED if skipped_count else ALL_READ


def intake_options(
    published: str | None, language: str | None, allow_private: bool
) -> IntakeOptions:
    """The options of intake; a usage error where the date is none."""
    from sayso.intake import IntakeOptions

    try:
        return IntakeOptions(published, language, allow_private=allow_private)
    except ValueError:
        raise click.BadParameter(
            f"{published!r} is no date; give it as 2023-05-12 or 2023-05-12T10:30",
            param_hint="--published",
        ) from None


def iso_day(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
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


def new_console() -> Console:
    """Standard output in colour where it is a terminal."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise  # Rich would end the process with 1; `Program` answers.

    return Plain(highlight=False)


@contextmanager
def opened_ledger(path: str | Path, create: bool = False) -> Iterator[Ledger]:
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


def door_for(to_a_program: bool) -> Door:
    """Where sealed names are known: on a terminal, and nowhere else."""
    from sayso import views

    return views.outside if to_a_program else views.at_home


def who_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--who", metavar="NAME", default=reviewer, callback=utf8, help="Who decides.",
        show_default="$SAYSO_REVIEWER, else the system's user name",
    )(command)  # fmt: skip


def utf8(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """What can be written as UTF-8: the shell hands over any bytes."""
    return value and value.encode(errors="backslashreplace").decode()


def reviewer() -> str:
    import getpass

    try:
        return os.environ.get("SAYSO_REVIEWER") or getpass.getuser()
    except (OSError, KeyError):
        return ""  # A user without a name; `_decided` asks for one.


STATEMENT_COLUMNS = (
    "id", "report", "day", "speaker", "verb", "kind", "content", "said", "outlet", "title", "url",
    "published", "start", "end", "checked",
)  # fmt: skip


def answer(
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


def statement_lines(row: dict[str, Any]) -> str:
    from sayso.export.terminal import one_line

    checked = "" if row["checked"] == "unreviewed" else row["checked"]
    told = [row[k] for k in ("day", "speaker", "verb")]
    head = one_line(" · ".join(str(part) for part in (*told, checked) if part))
    outlet = one_line(" · ".join(str(row[k]) for k in ("outlet", "title") if row[k]))
    words = [f"  {w['as']:<9}{one_line(w['text'])}" for w in row["words"]]
    return "\n".join([click.style(head, bold=True), *words, f"  {row['id']}  {outlet}", ""])


@contextmanager
def live_line() -> Iterator[Callable[[str], None]]:
    """What tells of each step, on a terminal, in a line on standard error that changes."""
    live = sys.stderr.isatty()

    def told(step: str) -> None:
        if live:
            click.echo(f"\r\033[K{step}", nl=False, err=True)

    try:
        yield told
    finally:
        told("")

"""The command line: parse, call, word the errors."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import click

import sayso

if TYPE_CHECKING:
    from sayso.intake import IntakeOptions
    from sayso.model import Item, Report, Skipped

# What a command answers with when it ends.
ALL_READ, SOME_SKIPPED, USAGE, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 130

EPILOG_READ = """\b
Examples:
  sayso read report.txt
  sayso read report.html --published 2023-05-12
  sayso read reports/ 'more/*.txt' --json > readings.jsonl
  curl -s https://example.org/story | sayso read - --json
"""
EPILOG_ADD = """\b
Examples:
  sayso add reports/ --ledger case.db
  sayso add https://example.org/story --publisher-from-page
"""


class Command(click.Command):
    """A command whose epilogue keeps its lines."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write("\n" + self.epilog.replace("\b\n", ""))


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sayso.__version__, prog_name="sayso")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read news reports and keep the record of who said what.

    Every statement in the report's exact characters, the speaker's quoted words told apart from the
    outlet's wording. Nothing leaves this machine: no network but for the addresses you give.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


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


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--published", metavar="DATE", help="ISO date for reports that bear none."),
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
@reading_options
def read(
    sources: tuple[str, ...],
    as_json: bool,
    published: str | None,
    jobs: int | None,
    threads: int,
    allow_private: bool,
) -> None:
    """Read reports and show who said what in each.

    SOURCE is a file, a folder, a glob, a URL, or - for standard input.
    """
    from sayso.intake import take

    options = intake_options(published, allow_private)
    items = take(sources, options, stdin=sys.stdin.buffer)
    show = _json_shower() if as_json else _text_shower()
    sys.exit(_read_all(items, jobs, threads, show))


def _read_all(
    items: Iterator[Item | Skipped], jobs: int | None, threads: int, show: Callable[..., None]
) -> int:
    from sayso.model import Skipped
    from sayso.reading.many import cores, read_many

    read_count = skipped_count = 0
    for answer in read_many(items, report_of, jobs or cores(), threads):
        if isinstance(answer.thing, Skipped):
            skipped_count += 1
        else:
            read_count += 1
        show(answer.thing, answer.reading)
    return exit_code(read_count, skipped_count)


def report_of(thing: Item | Skipped) -> Report | None:
    """The report of what intake gave, None where it was skipped."""
    return getattr(thing, "report", None)


def exit_code(read_count: int, skipped_count: int) -> int:
    """How a run ends that read and skipped so many."""
    if not read_count:
        return NOTHING_READ
    return SOME_SKIPPED if skipped_count else ALL_READ


def _json_shower() -> Callable[..., None]:
    from sayso.model import Skipped, reading_to_plain, skipped_to_plain

    def show(thing: Any, reading: Any) -> None:
        skipped = isinstance(thing, Skipped)
        plain = skipped_to_plain(thing) if skipped else reading_to_plain(reading, thing.input)
        sys.stdout.write(json.dumps(plain, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    return show


def _text_shower() -> Callable[..., None]:
    from rich.console import Console

    from sayso.export.terminal import reading_text
    from sayso.model import Skipped

    console, errors = (
        Console(highlight=False, soft_wrap=False),
        Console(stderr=True, highlight=False),
    )

    def show(thing: Any, reading: Any) -> None:
        if isinstance(thing, Skipped):
            errors.print(f"skipped {thing.input}: {thing.detail} ({thing.reason})", markup=False)
            return
        for note in thing.notes:
            errors.print(f"note: {thing.input}: {note}", markup=False)
        console.print(reading_text(reading, thing.input))

    return show


def intake_options(published: str | None, allow_private: bool) -> IntakeOptions:
    """The options of intake; a usage error where the date is none."""
    from sayso.intake import IntakeOptions

    try:
        return IntakeOptions(published=published, allow_private=allow_private)
    except ValueError:
        raise click.BadParameter(
            f"{published!r} is no date; give it as 2023-05-12 or 2023-05-12T10:30",
            param_hint="--published",
        ) from None


def fail(message: str, code: int = NOTHING_READ) -> NoReturn:
    """Say what is wrong on standard error and end."""
    click.echo(f"sayso: {message}", err=True)
    sys.exit(code)


def main() -> None:
    """Run the command line: UTF-8 everywhere, no traceback for what is not our fault."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from sayso.errors import SaysoError

    try:
        code = cli(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except KeyboardInterrupt:
        click.echo("interrupted; what was reported done is kept", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has left; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except SaysoError as error:
        fail(worded(error))


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
            return f"{error.path} cannot be written: {error.detail}"
        case errors.UnknownEntry():
            return f"no {error.kind} {error.key} in {error.path}; sayso search finds ids"
        case errors.ModelError():
            return f"the weights at {error.path} cannot be used: {error.detail}"
        case _:
            return str(error)


if __name__ == "__main__":
    main()

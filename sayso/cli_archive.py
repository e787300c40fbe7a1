"""The command line's part on very large runs: sayso archive."""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from sayso.cli_parts import Command, exit_code, intake_options

if TYPE_CHECKING:
    from sayso.archive.plan import Plan, Shard
    from sayso.archive.run import Progress
    from sayso.casework import ReadMany

EPILOG_ARCHIVE = """\b
Examples:
  sayso archive crawl/*.warc.gz --out year
  sayso archive crawl/*.warc.gz --out year --resume
  sayso archive query year 'SELECT speaker, count(*) FROM told GROUP BY ALL ORDER BY 2 DESC LIMIT 9'

sayso archive INPUT... is short for sayso archive run INPUT...
"""
EPILOG_RUN = """\b
Examples:
  sayso archive run crawl/*.warc.gz stories.parquet more.jsonl --out year
  sayso archive run crawl/ --out year --resume           (goes on with a run that was stopped)
  sayso archive run crawl/ --out part1 --shard 1/2       (elsewhere: --out part2 --shard 2/2)
  sayso archive run s3://crawls/2031/ --out s3://archives/2031 --ray head:6379
"""
EPILOG_QUERY = """\b
Examples:
  sayso archive query year
  sayso archive query year "SELECT day, outlet, wording FROM told WHERE speaker ILIKE '%pashko%'"
  sayso archive query year 'SELECT reason, count(*) FROM failures GROUP BY reason' --csv
"""
EPILOG_MERGE = """\b
Example:
  sayso archive merge part1 part2 --out year
"""
# Without a terminal, a line of progress so often.
SECONDS_BETWEEN = 60.0


class WithDefault(click.Group):
    """Commands of which one need not be named."""

    default = "run"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Command.format_epilog(self, ctx, formatter)  # type: ignore[arg-type]


@click.group(cls=WithDefault, epilog=EPILOG_ARCHIVE, no_args_is_help=True)
def archive() -> None:
    """Read whole archives into Parquet tables, and ask them questions in SQL.

    Needs the extra “archive”: pip install 'sayso[archive]'.
    """


def _shard(ctx: click.Context, option: click.Parameter, value: str | None) -> Shard:
    _loaded()
    from sayso.archive.plan import Shard

    if value is None:
        return Shard()
    found = re.fullmatch(r"(\d+)/(\d+)", value)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise click.BadParameter(f"{value!r} is no shard; give its number and how many, as 1/4")
    return Shard(int(found[1]), int(found[2]))


@archive.command(cls=Command, epilog=EPILOG_RUN)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="FOLDER", help="Where it is made; also an address.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option("--shard", metavar="I/N", callback=_shard, help="Do the I-th of N parts only.")
@click.option("--published", metavar="DATE", help="ISO date for reports that bear none.")
@click.option("--language", metavar="CODE", help="Take all reports to be in this language, as en.")
@click.option("--jobs", type=click.IntRange(1), help="Processes.  [default: the cores]")
@click.option("--threads", type=click.IntRange(1), default=1, help="Threads a process.")
@click.option(
    "--ray",
    metavar="ADDRESS",
    help="Make it on a Ray cluster (extra “ray”); “local” starts one here.",
)
def run(
    inputs: tuple[str, ...],
    out: str,
    resume: bool,
    shard: Shard,
    published: str | None,
    language: str | None,
    jobs: int | None,
    threads: int,
    ray: str | None,
) -> None:
    """Read INPUTs into Parquet tables, parted by day of publication.

    INPUT is a WARC, a Parquet file with a column “text” or “html”, JSON Lines (also packed with
    gzip), a folder, a zip or tar, any file that sayso read takes, or a pattern. A run that is
    stopped, however, goes on by --resume and ends in the very same archive. Stories that an earlier
    record tells in the same words on the same day are read once; pages that are no articles or not
    in English are dropped, each with its reason, in the table “failures”.
    """
    _loaded()
    from sayso.archive.run import run as run_plan

    plan = _plan(inputs, intake_options(published, language, False), shard)
    with_progress = _Shown()
    try:
        manifest = run_plan(plan, out, jobs, threads, resume, with_progress, ray)
    finally:
        with_progress.end()
    sys.exit(_say_done(out, manifest))


def _plan(inputs: tuple[str, ...], options: Any, shard: Shard) -> Plan:
    from sayso.archive.inputs import measured, named
    from sayso.archive.plan import Plan
    from sayso.reading.read import reader_version

    found = tuple(measured(name) for name in named(inputs))
    return Plan(found, options, reader_version(), shard)


def _say_done(out: str, manifest: dict[str, Any]) -> int:
    """Say what an archive holds and give how the run ends."""
    counts = manifest["counts"]
    parts = (
        f"{counts['records']:,} records", f"{counts['read']:,} read",
        f"{counts['told_before']:,} told before", f"{counts['failures']:,} not read",
        f"{counts['statements']:,} statements",
    )  # fmt: skip
    click.echo(f"{out}: {', '.join(parts)}")
    for reason, count in sorted(manifest["reasons"].items(), key=lambda one: -one[1]):
        click.echo(f"  {count:>9,}  {reason}")
    return exit_code(counts["reports"], counts["failures"])


class _Shown:
    """Progress as a line that changes on a terminal, elsewhere as one now and then."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.last = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if self.live:
            click.echo(f"\r\033[K{progress_line(progress)}", nl=False, err=True)
        elif time.monotonic() - self.last >= SECONDS_BETWEEN:
            self.last = time.monotonic()
            click.echo(progress_line(progress), err=True)

    def end(self) -> None:
        """Clear the line."""
        if self.live:
            click.echo("\r\033[K", nl=False, err=True)


def progress_line(progress: Progress) -> str:
    """A run's progress in words."""
    counts = progress.counts
    left = f"{_span(progress.left)} left" if progress.left is not None else "time left unknown"
    share = progress.at / progress.size if progress.size else 1.0
    told = f", {counts.duplicates:,} told before" if counts.duplicates else ""
    failed = f", {counts.failures:,} not read" if counts.failures else ""
    return (
        f"{share:.1%}, {counts.records:,} records{told}{failed}, {progress.rate:.1f} a second,"
        f" {left}"
    )


def _span(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


@archive.command(cls=Command, epilog=EPILOG_MERGE)
@click.argument("parts", nargs=-1, required=True, metavar="FOLDER...")
@click.option("--out", required=True, metavar="FOLDER", help="Where it is made; also an address.")
def merge(parts: tuple[str, ...], out: str) -> None:
    """Make the shards of one run, all of them, into the archive that one whole run makes.

    FOLDER may be an address, as for a run.
    """
    _loaded()
    from sayso.archive.merge import merge as merge_parts

    sys.exit(_say_done(out, merge_parts(parts, out)))


@archive.command(cls=Command, epilog=EPILOG_QUERY)
@click.argument("folder", metavar="FOLDER")
@click.argument("sql", required=False, metavar="[SQL]")
@click.option("--csv", "as_csv", is_flag=True, help="Rows as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Rows as JSON Lines.")
def query(folder: str, sql: str | None, as_csv: bool, as_json: bool) -> None:
    """Ask an archive a question in SQL; without one, show its tables and columns.

    FOLDER may be an address, as for a run. The tables are reports, statements, actors, places,
    times, figures, failures; the view “told” has each statement with its report's outlet, title and
    URL. DuckDB answers; it may read this archive and nothing else, loads no extension and
    writes nothing.
    """
    _loaded()
    from sayso.archive.query import opened

    if as_csv and as_json:
        raise click.UsageError("--json and --csv exclude each other")
    with opened(folder) as found:
        columns, rows = found.ask(sql or TABLES)
        if as_json:
            _show_json(columns, rows)
        elif as_csv:
            _show_csv(columns, rows)
        else:
            _show_table(columns, rows)


TABLES = (
    "SELECT table_name AS name, column_name AS column, data_type AS type FROM"
    " information_schema.columns WHERE table_name NOT LIKE 'no\\_%' ESCAPE '\\'"
    " ORDER BY table_name, ordinal_position"
)


def _show_json(columns: Sequence[str], rows: Iterator[Any]) -> None:
    for row in rows:
        plain = dict(zip(columns, row, strict=True))
        click.echo(json.dumps(plain, ensure_ascii=False, default=str))


def _show_csv(columns: Sequence[str], rows: Iterator[Any]) -> None:
    from sayso.export.table import cell

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(cell, value) for value in row])


def _csv_cell(cell: Any, value: Any) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    known = value is None or isinstance(value, bool | int | float | str)
    return str(cell(value if known else str(value)))


def _show_table(columns: Sequence[str], rows: Iterator[Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    from sayso.export.terminal import one_line

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(one_line(column))
    shown = 0
    for shown, row in enumerate(rows, 1):
        if shown > MOST_ROWS:
            break
        table.add_row(*(_words(value, one_line) for value in row))
    Console(highlight=False).print(table, markup=False)
    if shown > MOST_ROWS:
        click.echo(
            f"only the first {MOST_ROWS} rows are shown; --csv and --json give all", err=True
        )


MOST_ROWS = 1000


def _words(value: Any, one_line: Any) -> Any:
    from rich.text import Text

    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return Text("" if value is None else one_line(str(value)))


def slices(folders: Sequence[str], where: str, reading: ReadMany) -> Iterator[tuple[ReadMany, str]]:
    """What gives the reports of each archive that fit, with their readings, and what made these;
    ArchiveError where a folder holds no archive or the condition is none."""
    _loaded()
    from sayso.archive.slice import given, items, reader_of

    for folder in folders:
        reader = reader_of(folder)
        yield given(items(folder, where), reading), reader


def _loaded() -> None:
    """ExtraMissing where the libraries for archives are not installed."""
    from sayso.errors import ExtraMissing

    try:
        import duckdb  # noqa: F401
        import fastwarc  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise ExtraMissing("archive") from error

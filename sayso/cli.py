"""The command line: parse, call, word the errors."""

from __future__ import annotations

import functools
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import sayso
from sayso import cli_compare
from sayso.cli_archive import archive
from sayso.cli_erase import erase, seal
from sayso.cli_parts import (
    ALL_READ,
    INTERRUPTED,
    NOTHING_READ,
    STATEMENT_COLUMNS,
    USAGE,
    Command,
    answer,
    answer_options,
    door_for,
    exit_code,
    intake_options,
    iso_day,
    ledger_option,
    new_console,
    opened_ledger,
    reading_options,
    reviewer,
    sides_option,
    statement_lines,
    utf8,
)
from sayso.cli_review import review
from sayso.cli_verify import verify
from sayso.cli_watch import watch
from sayso.cli_words import worded

if TYPE_CHECKING:
    from sayso.casework import Outcome, ReadMany
    from sayso.ledger.reread import Reread
    from sayso.model import Item, Report, Skipped
    from sayso.reading.given import Sides
    from sayso.views import Versions

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


OTHERS: tuple[click.Command, ...] = (archive, watch, review, verify, erase, seal)
for command in (*OTHERS, *cli_compare.COMMANDS):
    cli.add_command(command)
for bond in cli_compare.BONDS:
    review.add_command(bond)


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

    console = new_console()

    def show(thing: Any, reading: Any) -> None:
        if isinstance(thing, Skipped):
            line = f"skipped {thing.input}: {thing.detail} ({thing.reason})"
            click.echo(one_line(line), err=True)
            return
        console.print(reading_text(with_notes(reading, thing), thing.input))

    return show


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
    with opened_ledger(ledger, create=True) as opened:
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
    with opened_ledger(ledger, create=True) as opened:
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
@click.option("--since", metavar="DATE", callback=iso_day, help="Said, else published, from then.")
@click.option("--until", metavar="DATE", callback=iso_day, help="… up to then, inclusive.")
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
    with opened_ledger(ledger) as opened:
        rows = [row.plain() for row in views.find(opened, query, door_for(as_json or as_csv))]
    answer(rows, STATEMENT_COLUMNS, as_json, as_csv, statement_lines)


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

    with opened_ledger(ledger) as opened:
        shown = views.show(opened, entry, door_for(as_json))
    found, reading, one = shown.decided, shown.reading, shown.statement
    if as_json:
        review = checked.columns(found.review(one.id), with_reviewers=False) if one else {}
        plain = to_plain(one) | review if one else jsonl.line(found)
        if shown.versions.others and not one:
            plain["versions"] = list(shown.versions.ids)
        click.echo(json.dumps(plain, ensure_ascii=False))
        return
    console, marks = new_console(), checked.marks(found)
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


@cli.command(cls=Command, epilog=EPILOG_WHO)
@click.argument("name", nargs=-1, metavar="[NAME]...")
@ledger_option
@answer_options
def who(name: tuple[str, ...], ledger: str, as_json: bool, as_csv: bool) -> None:
    """List who speaks, with names, roles and sides; with a NAME, also what those said, by day."""
    from dataclasses import asdict

    from sayso import views

    door = door_for(as_json or as_csv)
    with opened_ledger(ledger) as opened:
        actors = views.who(opened, " ".join(name), door)
        people = [asdict(row) for row in actors]
        if not name:
            answer(people, ACTOR_COLUMNS, as_json, as_csv, _actor_lines)
            return
        # Once each, though two of them may have said it together.
        told = (row for a in actors for row in views.said_by(opened, a.actor_id, door))
        said = {row.statement.id: row for row in told}
    rows = [row.plain() for row in sorted(said.values(), key=lambda row: row.day or "")]
    if not as_json and not as_csv:
        click.echo("".join(_actor_lines(one) + "\n\n" for one in people), nl=False)
    answer(rows, STATEMENT_COLUMNS, as_json, as_csv, statement_lines)


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
    with opened_ledger(ledger) as opened:
        ids = casework.kept_reports(opened, entries)
        wanted = ids if everything else casework.behind(opened, ids, reader)
        again = casework.would_reread if dry_run else casework.reread
        rereads = again(opened, wanted, read_kept, reader)
        rereads = views.rereads(opened, rereads, door_for(as_json))
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
    with opened_ledger(ledger) as opened:
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
    "--who", metavar="NAME", default=reviewer, callback=utf8, help="Who decides in reviews.",
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
        Path(ledger), who or reviewer(), functools.partial(read_many, jobs=cores()),
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
    with opened_ledger(path, create=True) as opened:
        for outcome in story.add(opened, reader_version()):
            click.echo(_outcome_line(outcome))
        new_console().print(story.by_speaker(opened))
        cli_compare.freshly_compared(opened)
        new_console().print(story.board(opened))
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


ACTOR_COLUMNS = (
    "actor_id", "name", "kind", "unnamed", "statements", "reports", "first", "last", "names",
    "roles", "sides", "merged",
)  # fmt: skip


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


if __name__ == "__main__":
    main()

"""The command line's part on checks: sayso verify, of a ledger and of a pack."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli_parts import (
    ALL_READ,
    Command,
    door_for,
    ledger_option,
    live_line,
    opened_ledger,
)

if TYPE_CHECKING:
    from sayso.views import Finding

FOUND = 1  # sayso verify found a fault

EPILOG_VERIFY = """\b
Examples:
  sayso verify
  sayso verify evidence.zip
  sayso verify --ledger case.db --root 9f86d081884c7d65...    (64 hex digits, noted earlier)
"""


def _root(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A root of a custody log as given, or a usage error."""
    if value is not None and not re.fullmatch("[0-9a-f]{64}", value.lower()):
        raise click.BadParameter(f"{value!r} is no root; sayso verify prints one, 64 hex digits")
    return value and value.lower()


@click.command(cls=Command, epilog=EPILOG_VERIFY)
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
    with opened_ledger(ledger) as opened:
        # Before the check, since another process may be adding: what is printed was checked.
        root = views.root(opened)
        with _counted() as (tally, checked):
            findings = list(views.verify(opened, checked, noted, door_for(as_json)))
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
    with live_line() as told:

        def count(kind: str) -> None:
            tally[kind] += 1
            if not tally.total() % PROGRESS_EVERY:
                told(", ".join(f"{number} {kind}" for kind, number in tally.items()))

        yield tally, count


PROGRESS_EVERY = 500

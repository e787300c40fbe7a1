"""What the modules of the command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.intake import IntakeOptions

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

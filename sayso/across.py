"""Named read-only questions across the reports of a ledger → plain rows; `views` gives them on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.compare import store
from sayso.compare.model import (
    Board,
    Change,
    Copy,
    Matter,
    Moment,
    Origin,
    Relation,
    Silence,
    Told,
    Utterance,
)
from sayso.ledger.connect import Ledger
from sayso.ledger.seal import Door, outside

__all__ = [
    "Board", "Change", "Copy", "Matter", "Moment", "Origin", "Relation", "Silence", "Told",
    "Utterance", "board", "changes", "matter", "matter_plain", "matters", "origins", "silences",
    "timeline",
]  # fmt: skip


def matters(ledger: Ledger, door: Door = outside) -> list[Matter]:
    """The questions at issue, those on which most is said first."""
    with ledger.snapshot():
        return store.load_matters(ledger)


def matter(ledger: Ledger, prefix: str, door: Door = outside) -> Matter:
    """The matter whose id begins so, or that took in one whose id does; UnknownEntry where there is
    none, or several."""
    with ledger.snapshot():
        return store.load_matter(ledger, store.whole_id(ledger, prefix))


def board(ledger: Ledger, ids: Iterable[str] = (), door: Door = outside) -> Board:
    """Questions by groups inside sides: of the matters of those ids, or of all."""
    raise NotImplementedError


def changes(
    ledger: Ledger, who: str | None = None, matter_id: str | None = None, door: Door = outside
) -> list[Change]:
    """What was said and is said otherwise, by day: of one speaker, on one matter, or all."""
    raise NotImplementedError


def origins(ledger: Ledger, report: str | None = None, door: Door = outside) -> list[Origin]:
    """Groups of reports that stand on one wording: the one a report is in, or all of several
    reports."""
    raise NotImplementedError


def timeline(
    ledger: Ledger, matter_id: str | None = None, who: str | None = None, door: Door = outside
) -> list[Moment]:
    """Utterances by the day they were said, else told; on one matter, of one speaker, or all."""
    raise NotImplementedError


def silences(ledger: Ledger, matter_id: str | None = None, door: Door = outside) -> list[Silence]:
    """Reported non-comment. Of whom the ledger has nothing, nothing is told here."""
    raise NotImplementedError


def matter_plain(one: Matter) -> dict[str, Any]:
    """A matter as `sayso matters --json` writes it."""
    raise NotImplementedError

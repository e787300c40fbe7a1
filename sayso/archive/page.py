"""What the readers of archives hand on beside a page."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.intake.page import Page
from sayso.model import Skipped

Found = Page | Skipped


@dataclass(frozen=True, slots=True)
class Origin:
    """What a crawler noted of a record: when it got it (UTC), and from where."""

    captured: str | None = None
    url: str | None = None


UNKNOWN = Origin()

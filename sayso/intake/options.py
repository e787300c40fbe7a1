"""How sources are taken in: one frozen options type for the whole stage."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.intake.dateline import iso


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How sources are taken in. `published`, an ISO date or datetime, fills in where a report bears
    no date (ValueError where it is none); `language`, an ISO 639-1 code, is taken for all reports,
    whatever they look like; `max_bytes` holds for a document or one line of JSON
    Lines, `max_chars` for a report's text, `timeout_s` for a whole fetch; `allow_private` lets URLs
    lead into this machine and its network."""

    published: str | None = None
    language: str | None = None
    max_bytes: int = 10_000_000
    max_chars: int = 1_000_000
    timeout_s: float = 20.0
    allow_private: bool = False

    def __post_init__(self) -> None:
        if self.published is None:
            return
        canonical = iso(self.published)
        if canonical is None:
            raise ValueError(
                f"{self.published!r} is not an ISO date; write 2031-05-12 or 2031-05-12T10:30"
            )
        object.__setattr__(self, "published", canonical)

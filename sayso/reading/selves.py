"""“I” and “we” as sources inside somebody's words: they are that somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.model import Statement

FIRST_PERSON = frozenset("i me my myself we us our ourselves".split())


def resolved(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the speaker of the outer one given to those whose source is “I” or “we”
    inside it; open where the outer one's speaker is."""
    by_id = {one.id: one for one in statements}
    return tuple(
        replace(one, speakers=_speakers(one, by_id)) if _is_self(one) else one for one in statements
    )


def _speakers(one: Statement, by_id: Mapping[str, Statement]) -> tuple[str, ...]:
    seen: set[str] = set()
    at = one
    while _is_self(at) and at.id not in seen and (outer := by_id.get(at.within or "")):
        seen.add(at.id)
        at = outer
    return one.speakers if _is_self(at) else at.speakers


def _is_self(one: Statement) -> bool:
    named = one.speakers or one.candidates
    return not named and one.source is not None and one.source.text.lower() in FIRST_PERSON

"""What an export says of who checked what."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sayso.views import Decided, Review

UNREVIEWED = "machine reading, unreviewed"


def summary(found: Decided) -> str:
    """Of a whole reading, how much of it a person checked."""
    if not found.reviews:
        return UNREVIEWED
    checked = sum(review.checked for review in found.reviews.values())
    told = f"{checked} of {len(found.reading.statements)} statements checked by a person"
    words = f"machine reading, {told}"
    tally = Counter(review.status for review in found.reviews.values())
    others = [f"{tally[what]} {what}" for what in ("disputed", "rejected") if tally[what]]
    return ", ".join([words, *others])


def marks(found: Decided) -> dict[str, str]:
    """What was decided on each statement, and by whom, for those who work with the ledger."""
    return {key: f"{one.status} by {one.who}, {one.at}" for key, one in found.reviews.items()}


def columns(review: Review, with_reviewers: bool) -> dict[str, Any]:
    """Of one statement, what a person's decisions come to; by whom and when only where asked for,
    since reviewers are nobody's business but the newsroom's."""
    told: dict[str, Any] = {"checked": review.status}
    return told | {"checked_by": review.who, "checked_at": review.at} if with_reviewers else told

"""Readings as JSON Lines, in the contract's form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from sayso.export.checked import columns, summary
from sayso.model import reading_to_plain
from sayso.views import Decided


def write(
    readings: Iterable[Decided],
    out: TextIO,
    with_text: bool = False,
    with_reviewers: bool = False,
) -> int:
    """Write one line a report and give how many; a report's full text only where asked for, since
    it is its publisher's, and so the names of those who reviewed it."""
    count = 0
    for reading in readings:
        plain = line(reading, with_reviewers)
        if not with_text:
            plain["report"]["text"] = None
        out.write(json.dumps(plain, ensure_ascii=False) + "\n")
        count += 1
    return count


def line(found: Decided, with_reviewers: bool = False) -> dict[str, Any]:
    """A reading in the contract's form, and of it and each statement whether a person checked
    it."""
    report = found.reading.report
    plain = reading_to_plain(found.reading, report.url or report.id)
    for one in plain["statements"]:
        one |= columns(found.review(one["id"]), with_reviewers)
    return plain | {"checked": summary(found)}

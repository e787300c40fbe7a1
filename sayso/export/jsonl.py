"""Readings as JSON Lines, in the contract's form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from sayso.model import Reading, reading_to_plain

UNREVIEWED = "machine reading, unreviewed"


def write(readings: Iterable[Reading], out: TextIO, with_text: bool = False) -> int:
    """Write one line a report and give how many; a report's full text only where asked for, since
    it is its publisher's."""
    count = 0
    for reading in readings:
        plain = reading_to_plain(reading, reading.report.url or reading.report.id)
        plain["checked"] = UNREVIEWED
        if not with_text:
            plain["report"]["text"] = None
        out.write(json.dumps(plain, ensure_ascii=False) + "\n")
        count += 1
    return count

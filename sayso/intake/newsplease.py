"""The JSON that news-please writes → reports: one object, or a list of them.

`maintext` (else `text`) is required; `title`, `authors`, `date_publish`, `url`, `source_domain` and
`language` are taken where they are what they should be, and noted where they are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import IntakeError
from sayso.intake import jsonl
from sayso.intake.page import Page, Story
from sayso.model import Skipped

# Its names, where they are not those of a record.
NAMES = {"published": "date_publish", "publisher": "source_domain"}
SPACE = re.compile(r"[ \t\r\n]*")
AFTER = re.compile(r"[ \t\r\n]*([,\]])[ \t\r\n]*")


def articles(whole: Page) -> Iterator[Page | Skipped]:
    """The page itself, or for a list a page named `name:NUMBER` for each of its objects, in the
    bytes it stood in; what follows a broken one cannot be told and is skipped."""
    try:
        text = whole.raw.decode("utf-8-sig")
    except ValueError as error:
        raise IntakeError("bad-json", f"the file is not JSON: {error}") from error
    start = _after(SPACE, text, 0)
    if not text.startswith("[", start):
        yield whole
        return
    number = 0
    for number, raw in enumerate(_items(text, _after(SPACE, text, start + 1)), 1):
        at = f"{whole.name}:{number}"
        if raw is None:
            yield Skipped(at, "bad-json", "the list is broken here and is read no further")
        else:
            yield Page(at, raw, "article", None, whole.final_url, whole.status, whole.headers)
    if not number:
        raise IntakeError("empty", "the list is empty")


def story(page: Page) -> Story:
    """The text of an article and what it says of itself; IntakeError where it holds no text."""
    try:
        found = json.loads(page.raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise IntakeError("bad-json", f"the file is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise IntakeError("bad-json", "it is not a JSON object")
    text = found.get("maintext") or found.get("text")
    if not isinstance(text, str):
        raise IntakeError("no-text", 'the article has no string "maintext" or "text"')
    notes: list[str] = []
    about = jsonl.about_of(_record(found), notes)
    return Story(text, about, "news-please", tuple(map(_renamed, notes)))


def _items(text: str, at: int) -> Iterator[bytes | None]:
    """The bytes of each value of a list that opens before `at`; None where it is broken."""
    decoder, mark = json.JSONDecoder(), text[at : at + 1]
    while mark != "]":
        try:
            end = decoder.raw_decode(text, at)[1]
        except (ValueError, RecursionError):
            yield None
            return
        yield text[at:end].encode()
        after = AFTER.match(text, end)
        if after is None:
            yield None
            return
        at, mark = after.end(), after[1]


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _record(found: dict[str, Any]) -> dict[str, Any]:
    names = ("title", "url", "authors", "language", *NAMES)
    return {name: found.get(NAMES.get(name, name)) for name in names}


def _renamed(note: str) -> str:
    for ours, theirs in NAMES.items():
        if note.startswith(f'"{ours}"'):
            return f'"{theirs}"' + note.removeprefix(f'"{ours}"')
    return note

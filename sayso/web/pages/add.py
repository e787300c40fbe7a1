"""Adding reports: pasted, dropped, or by their address."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from sayso.errors import RequestRefused
from sayso.export.markup import web_address
from sayso.intake import IntakeOptions, take
from sayso.intake.given import filled
from sayso.model import Item, Skipped
from sayso.web.answers import Ask, Page, Sent
from sayso.web.desk import Items

COLUMNS = ("input", "what", "report_id", "title", "statements", "detail")
PASTED = "pasted text"
# What is sent at one time is held in memory; the command line holds a file at a time.
MOST_BYTES = 500_000_000
# What a name of a file may not hold anywhere.
UNSAFE = re.compile(r"[^\w.() -]")


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be added: files by name, and addresses; and what is known of them besides."""

    files: tuple[tuple[str, bytes], ...]
    urls: tuple[str, ...]
    outlet: str | None
    address: str | None
    published: str | None


def ask_for(ask: Ask) -> Page:
    """The form."""
    return Page("add.html", "Add reports", {})


def add(sent: Sent) -> Response:
    """Begin to add what was sent; RequestRefused where it does not say enough."""
    given = _given(sent)
    items = _items(given, sent.desk.serving.allow_private)
    return RedirectResponse(f"/add/{sent.desk.adder.add(items).number}", 303)


def adding(ask: Ask) -> Page:
    """How far it is."""
    given = ask.part("number")
    known = ask.desk.adder.get(int(given)) if given.isdecimal() and len(given) < 10 else None
    if not known:
        raise RequestRefused(404, "since Sayso was started, nothing was added under that number")
    over, outcomes = known.over, list(known.outcomes)
    tally = Counter(one.what for one in outcomes)
    told = {"outcomes": outcomes, "over": over, "trouble": known.trouble, "tally": tally}
    rows = [asdict(one) for one in outcomes]
    plain = {"over": over, "trouble": known.trouble, "outcomes": rows}
    return Page("adding.html", "Adding reports", told, rows, COLUMNS, plain)


def _given(sent: Sent) -> Given:
    sent_files = [
        file for file in sent.fields.getlist("files")
        if isinstance(file, UploadFile) and file.filename
    ]  # fmt: skip
    if sum(file.size or 0 for file in sent_files) > MOST_BYTES:
        words = f"these files are more than {MOST_BYTES:,} bytes; add them with sayso add"
        raise RequestRefused(413, words, {"files": words})
    files = [(file.filename or "file", file.file.read()) for file in sent_files]
    # As it came, white space and all: offsets count in it.
    pasted = sent.fields.get("text")
    if isinstance(pasted, str) and pasted.strip():
        files.append((f"{PASTED}.txt", pasted.replace("\r\n", "\n").encode(errors="replace")))
    urls = (sent.given("urls") or "").split()
    published, address = sent.given("published"), sent.given("address")
    wrong = dict(_wrong(bool(files or urls), urls, address, published, sent.given("undated")))
    if wrong:
        raise RequestRefused(400, "; ".join(wrong.values()), wrong)
    return Given(tuple(files), tuple(urls), sent.given("outlet"), address, published)


def _wrong(
    anything: bool, urls: list[str], address: str | None, published: str | None, undated: str | None
) -> Iterator[tuple[str, str]]:
    if not anything:
        yield "text", "there is nothing to add: paste a text, choose a file, or give an address"
    for url in [*urls, *([address] if address else [])]:
        if not web_address(url):
            yield "urls", f"{url!r} is no address of the web; give it as https://…"
    if not published and not undated:
        yield "published", "say when it was published, or that this is not known"
    elif published and not _is_day(published):
        yield "published", f"{published!r} is no date; give it as 2023-05-12"


def _is_day(given: str) -> bool:
    try:
        return bool(date.fromisoformat(given))
    except ValueError:
        return False


def _items(given: Given, allow_private: bool) -> Items:
    """What intake makes of it, under the names it was sent by; the files are gone afterwards."""
    options = IntakeOptions(given.published, allow_private=allow_private)
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        names: dict[str, str] = {}
        for number, (name, raw) in enumerate(given.files):
            path = Path(folder, str(number), _safe(name))
            path.parent.mkdir()
            path.write_bytes(raw)
            names[str(path)] = PASTED if name == f"{PASTED}.txt" else name
        for thing in take([*names, *given.urls], options):
            told = _named(thing, names)
            yield filled(told, given.outlet, given.address) if isinstance(told, Item) else told


def _safe(name: str) -> str:
    """A name a file may have here that ends as the given one does, since the end tells its kind."""
    return UNSAFE.sub("_", Path(name).name)[-80:].lstrip(".") or "file"


def _named(thing: Item | Skipped, names: Mapping[str, str]) -> Item | Skipped:
    """What intake gave, under the name its file was sent by."""
    changed: dict[str, Any] = {"input": _sent_as(thing.input, names)}
    if isinstance(thing, Skipped):
        return replace(thing, **changed, detail=_sent_as(thing.detail, names))
    requested = _sent_as(thing.capture.requested, names)
    return replace(thing, **changed, capture=replace(thing.capture, requested=requested))


def _sent_as(words: str, names: Mapping[str, str]) -> str:
    for path, name in names.items():
        words = words.replace(path, name)
    return words

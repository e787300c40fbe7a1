"""An evidence pack: statements with their passages, hashes and custody, in one file that opens and
can be checked without the ledger."""

from __future__ import annotations

import base64
import functools
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import sayso
from sayso.export import checked, linked, table, xlsx
from sayso.export.markup import counted, drawn, plain, web_address
from sayso.export.terminal import said_text, stance_words
from sayso.model import Reading, Span, Statement
from sayso.overview import Entry, Evidence
from sayso.views import Matter, matter_plain

MANIFEST, QUESTIONS = "manifest.json", "questions.json"
LINE_ENDS = "\n\r\u2028\u2029"
WHEN = (1980, 1, 1, 0, 0, 0)  # so that the same pack gives the same bytes
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class About:
    """What a pack is of: its title in the words of who asked for it, when it was made (UTC), the
    root of the ledger's custody log then, and whether it holds whole texts."""

    title: str
    at: str
    root: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of a report from `start` on."""

    start: int
    text: str


def pack(
    packed: Sequence[Evidence],
    entries: Sequence[Entry],
    about: About,
    questions: Sequence[Matter] = (),
) -> bytes:
    """The bytes of a pack; of a story with its questions at issue."""
    texts = _texts(packed, entries, about, questions)
    files = {name: body.encode() for name, body in texts.items()}
    files["statements.xlsx"] = xlsx.workbook(_rows(packed), table.COLUMNS)
    manifest = {
        "schema": "sayso-pack/1", "made_by": f"sayso {sayso.__version__}", **asdict(about),
        "files": {
            name: {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
            for name, body in sorted(files.items())
        },
    }  # fmt: skip
    files[MANIFEST] = _json(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(name, WHEN), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _texts(
    packed: Sequence[Evidence],
    entries: Sequence[Entry],
    about: About,
    questions: Sequence[Matter],
) -> dict[str, str]:
    data = {"about": asdict(about), "reports": [_report(one, about.whole) for one in packed]}
    out = io.StringIO(newline="")
    table.write_rows(_rows(packed), table.COLUMNS, out)
    return {
        "reports.json": _json(data),
        "annotations.jsonld": _json(linked.graph(list(packed))),
        "statements.csv": out.getvalue(),
        "custody.json": _json([asdict(entry) for entry in entries]),
        "index.html": _page(packed, about, data, len(entries), questions),
    } | ({QUESTIONS: _json(list(map(matter_plain, questions)))} if questions else {})


def _rows(packed: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [
        table.statement_row(one.decided, statement)
        | checked.columns(one.decided.review(statement.id), with_reviewers=False)
        for one in packed
        for statement in one.decided.reading.statements
        if statement.id in one.wanted
    ]


def _report(one: Evidence, whole: bool) -> dict[str, Any]:
    """A report as packs have it: with the passages of what is wanted, or all of its text."""
    reading = one.decided.reading
    report = reading.report
    named = ("id", "title", "publisher", "url", "published", "published_from", "text_sha256")
    return {name: getattr(report, name) for name in named} | {
        "redacted": one.redacted,
        "text": report.text if whole else None,
        "passages": [asdict(passage) for passage in passages(reading, one.wanted)],
        "captures": [
            {name: capture[name] for name in ("at", "final_url", "status")}
            # Bytes are what they were; their hash would confirm a guess at what is blanked.
            | {"raw_sha256": None if one.redacted else capture["raw_sha256"]}
            for capture in one.captures
        ],
        "statements": [
            {
                "id": statement.id,
                "spans": [asdict(span) for span in _spans(statement)],
                "checked": one.decided.review(statement.id).status,
            }
            for statement in reading.statements
            if statement.id in one.wanted
        ],
    }


def passages(reading: Reading, wanted: Sequence[str]) -> Iterator[Passage]:
    """The lines in which what is wanted stands, in order, those side by side as one."""
    text = reading.report.text
    lines: set[tuple[int, int]] = set()
    for one in reading.statements:
        for span in _spans(one) if one.id in wanted else ():
            start = max(text.rfind(end, 0, span.start) for end in LINE_ENDS) + 1
            ends = (text.find(end, span.end) for end in LINE_ENDS)
            lines.add((start, min((at for at in ends if at >= 0), default=len(text))))
    last = None
    for start, end in sorted(lines):
        if last and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield Passage(last[0], text[slice(*last)])
        last = (start, end)
    if last:
        yield Passage(last[0], text[slice(*last)])


def _spans(one: Statement) -> list[Span]:
    return [*one.content, *filter(None, (one.source, one.cue))]


def _page(
    packed: Sequence[Evidence],
    about: About,
    data: dict[str, Any],
    entries: int,
    questions: Sequence[Matter],
) -> str:
    style = (TEMPLATES / "pack.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    reports = [
        {
            "told": told,
            "reading": one.decided.reading,
            "summary": checked.summary(one.decided),
            "reader": one.reader,
            "statements": [
                (s, _who(one.decided.reading, s), [*stance_words(s), *_said(s)],
                 one.decided.review(s.id))
                for s in one.decided.reading.statements if s.id in one.wanted
            ],
        }
        for one, told in zip(packed, data["reports"], strict=True)
    ]  # fmt: skip
    return _environment().get_template("pack.html").render(
        about=about, reports=reports, style=style, digest=digest, entries=entries,
        version=sayso.__version__, questions=questions,
    )  # fmt: skip


def _who(reading: Reading, one: Statement) -> str:
    names = [reading.actor(ref).name for ref in one.speakers]
    return ", ".join(names) or (one.source.text if one.source else "nobody named")


def _said(one: Statement) -> list[str]:
    return [f"when: {said_text(one.said)}"] if one.said else []


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"plain": plain, "drawn": drawn, "web_address": web_address}
    made.globals |= {"counted": counted}
    return made


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

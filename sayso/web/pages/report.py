"""A report as it came, with the statements read off it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from sayso import views
from sayso.errors import RequestRefused
from sayso.export import checked, jsonl, table
from sayso.export.terminal import said_text, stance_words
from sayso.model import Reading, Report, Span, Statement
from sayso.views import Shown
from sayso.web.answers import Ask, Page
from sayso.web.marking import Mark, levels, marks_of, paragraphs, quoted_by_nobody
from sayso.web.pages.cards import COPY_KINDS, COPY_KINDS_BACK
from sayso.web.pages.course import KINDS as CHANGED

AT = re.compile(r"(\d{1,9})-(\d{1,9})")
# What statements can be called, in words that need no explanation.
ACTS = {
    "assert": "says that it is so", "deny": "denies", "assess": "judges", "predict": "predicts",
    "accuse": "accuses", "warn": "warns", "promise": "promises", "threaten": "threatens",
    "demand": "demands", "ask": "asks", "decline": "does not comment", "believe": "believes",
    "intend": "intends", "other": "other",
}  # fmt: skip
FROM = {
    "metadata": "as the page says",
    "given": "as given when it was added",
    "dateline": "as its date line says",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as the list beside the text shows it."""

    number: int
    statement: Statement
    speakers: str
    as_written: str | None
    notes: tuple[str, ...]
    level: int
    holder: int | None
    review: views.Review
    at: str


def report(ask: Ask) -> Page:
    """A report; with `at`, characters of it are pointed out, whatever is read there now."""
    shown = views.show(ask.ledger, ask.part("id"), ask.door)
    found, reading = shown.decided, shown.reading
    asked = _asked(ask, reading, "at")
    shared = views.copies_of(ask.ledger, ask.part("id"), ask.door)
    marks = [*marks_of(reading), *([Mark(asked, "asked")] if asked else [])]
    marks += [Mark(here.span, "copied") for one in shared for here, _ in one.passages]
    lines = list(lines_of(shown))
    told = {
        "report": reading.report,
        "reading": reading,
        "paragraphs": list(paragraphs(reading.report.text, marks)),
        "lines": lines,
        "lines_by": {line.number: line for line in lines},
        "strays": quoted_by_nobody(reading),
        "shared": shared,
        "changed": views.changed_since(ask.ledger, ask.part("id"), ask.door),
        "kinds": {True: COPY_KINDS, False: COPY_KINDS_BACK},
        "kinds_of_change": CHANGED,
        "captures": shown.captures,
        "versions": shown.versions,
        "reader": shown.reader,
        "summary": checked.summary(found),
        "how_dated": FROM[reading.report.published_from],
        "asked": asked,
        "near": [line for line in lines if asked and _share(line.statement, asked)],
        "names": names_in(reading),
        "missing": _asked(ask, reading, "miss"),
        "acts": ACTS,
    }
    rows = [
        table.statement_row(found, one) | checked.columns(found.review(one.id), False)
        for one in reading.statements
    ]
    plain = jsonl.line(found) | {"versions": list(shown.versions.ids)}
    title = reading.report.title or f"Report {reading.report.id}"
    return Page("report.html", title, told, rows, table.COLUMNS, plain)


def statement(ask: Ask) -> Response:
    """Where a statement stands: the address of one outlives the page it was first seen on."""
    shown = views.show(ask.ledger, ask.part("id"), ask.door)
    if not shown.statement:
        raise RequestRefused(404, f"{ask.part('id')} is a report; it stands at /report/")
    suffix = "" if ask.form == "html" else f".{ask.form}"
    at = place_of(shown.statement)
    report_id = shown.reading.report.id
    return RedirectResponse(f"/report/{report_id}{suffix}?at={at}#s-{shown.statement.id}")


def lines_of(shown: Shown) -> Iterator[Line]:
    """The statements of a reading, in order."""
    reading = shown.reading
    numbers = {one.id: number for number, one in enumerate(reading.statements, 1)}
    depth = levels(reading.statements)
    for number, one in enumerate(reading.statements, 1):
        names = [reading.actor(ref).name for ref in one.speakers]
        written = one.source.text.strip(" ,") if one.source else None
        who = ", ".join(names) or written or unnamed(reading.report, one)
        yield Line(
            number, one, who, written if written != who else None, tuple(_notes(reading, one)),
            min(depth[one.id], 4), numbers.get(one.within or ""), shown.decided.review(one.id),
            place_of(one),
        )  # fmt: skip


def unnamed(report: Report, one: Statement) -> str:
    """What stands for a speaker whom nothing names."""
    if one.voice == "outlet":
        return report.publisher or "the outlet itself"
    return "nobody named"


def place_of(one: Statement) -> str:
    """Where a statement stands, as `at` has it; a text never changes, so it leads there always."""
    spans = [*one.content, *filter(None, (one.source, one.cue))]
    return f"{min(span.start for span in spans)}-{max(span.end for span in spans)}"


def _notes(reading: Reading, one: Statement) -> Iterator[str]:
    """What must not be missed of how it is said, in plain words."""
    yield from stance_words(one)
    if one.said:
        yield f"when: {said_text(one.said)}"
    if one.venue:
        yield f"where it was said: {one.venue.text}"
    if one.chain[:-1]:
        hands = " → ".join(reading.actor(hand.ref).name for hand in one.chain)
        yield f"came through: {hands}"
    if one.verification:
        yield f"the outlet adds: {one.verification.text}"
    if one.voice == "outlet":
        yield "in the outlet's own voice"
    if one.candidates:
        names = " or ".join(reading.actor(ref).name for ref in one.candidates)
        yield f"it may have been {names}"


def _asked(ask: Ask, reading: Reading, name: str) -> Span | None:
    """The characters that a parameter of the address names, None where it names none."""
    given = ask.given(name)
    if given is None:
        return None
    found = AT.fullmatch(given)
    try:
        return Span.of(reading.report.text, int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _share(one: Statement, asked: Span) -> bool:
    return any(span.overlaps(asked) for span in one.content)


def names_in(reading: Reading) -> list[str]:
    """The names a speaker may be given, as they stand in the reading."""
    return sorted({actor.name for actor in reading.actors if not actor.unnamed})

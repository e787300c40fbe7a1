"""What an erasure takes away, for a person who is asked, and for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sayso.casework import Everywhere, Plan, Target
from sayso.export.terminal import one_line
from sayso.ledger.persons import Form, Person
from sayso.ledger.redact import Redaction
from sayso.model import Report

# Of one report no more places are shown than these, and of a place no more characters.
SHOWN, LONGEST = 8, 60
BESIDE = {"title": "title", "authors": "authors", "publisher": "outlet", "url": "address"}


def plan_lines(plan: Plan, target: Target, similar: Sequence[str]) -> Iterator[str]:
    """What is to go, a line each; `similar` are actors left alone who may be the same."""
    if isinstance(target, Everywhere):
        yield from _person_lines(target.who, similar)
    for report in plan.whole:
        yield f"the report {_name(report)}, with its readings, captures and decisions"
    for done in plan.redactions:
        yield from _redaction_lines(done)
    counted = (
        (len(plan.captures), "path or address of a capture", "paths or addresses of captures"),
        (len(plan.decisions), "decision of a person", "decisions of persons"),
        (len(plan.raw), "set of raw bytes", "sets of raw bytes"),
        (len(plan.strays), "file of raw bytes of no report", "files of raw bytes of no report"),
        (len(plan.backups), "backup, all of it", "backups, all of them"),
    )
    yield from (f"{count} {one if count == 1 else many}" for count, one, many in counted if count)
    yield from _left_lines(plan)


def plan_plain(plan: Plan, erased: bool) -> dict[str, Any]:
    """The same without a word of what goes; once it is erased, also without its hashes."""
    reports = [
        {"id": None if erased else one.before.id, "now": one.after.id,
         "places": [list(place) for place in one.places], "beside": _beside(one)}
        for one in plan.redactions
    ]  # fmt: skip
    whole = [{"id": None if erased else one.id, "now": None} for one in plan.whole]
    return {
        "what": plan.what,
        "erased": erased,
        "reports": [*whole, *reports],
        "captures": len(plan.captures),
        "decisions": len(plan.decisions),
        "raw": len(plan.raw),
        "strays": len(plan.strays),
        "backups": [path.name for path in plan.backups],
        "raw_shared": len(plan.shared),
        "elsewhere": list(plan.elsewhere),
    }


def _person_lines(who: Person, similar: Sequence[str]) -> Iterator[str]:
    numbers = ", ".join(map(str, who.actor_ids))
    yield one_line(f"{who.name}, " + (f"actor {numbers}" if numbers else "who is no actor here"))
    everywhere = [form.written for form in who.forms if form.everywhere]
    yield one_line(f"looked for in every report: {', '.join(everywhere) or 'nothing'}")
    yield from (one_line(_doubt(form)) for form in who.forms if form.risk)
    if similar:
        yield one_line(f"similar names, left alone: {', '.join(similar)}; --also NAME takes one in")


def _doubt(form: Form) -> str:
    way = (
        f"taken everywhere all the same; --except {form.written} leaves it out"
        if form.everywhere
        else f"taken only with a capital in reports that have the full name; --also {form.written}"
        f" takes it everywhere, --except {form.written} leaves it out"
    )
    return f"careful: {form.written} is {form.risk}; {way}"


def _redaction_lines(done: Redaction) -> Iterator[str]:
    places = f"{len(done.places)} places" if len(done.places) != 1 else "1 place"
    beside = "".join(f", {name}" for name in _beside(done))
    yield f"in {_name(done.before)}: {places} in the text{beside}"
    for start, end in done.places[:SHOWN]:
        words = one_line(done.before.text[start:end])
        cut = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
        yield f"    {start}:{end} {cut}"
    if len(done.places) > SHOWN:
        yield f"    and {len(done.places) - SHOWN} more"


def _beside(done: Redaction) -> list[str]:
    return [
        words
        for name, words in BESIDE.items()
        if getattr(done.before, name) != getattr(done.after, name)
    ]


def _left_lines(plan: Plan) -> Iterator[str]:
    if plan.shared:
        yield "left: raw bytes that are another report's, too"
    if plan.elsewhere:
        others = ", ".join(plan.elsewhere[:SHOWN])
        more = len(plan.elsewhere) - SHOWN
        yield f"left: the same words in {others}" + (f" and {more} more" if more > 0 else "")


def _name(report: Report) -> str:
    return one_line(f"{report.id} {report.title or report.url or ''}".rstrip())

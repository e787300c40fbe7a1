"""What persons decide on statements: the queue, the log, and the decisions themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from starlette.responses import Response

from sayso import casework, overview, views
from sayso.errors import RequestRefused
from sayso.ledger import Ledger
from sayso.ledger.corrections import Wanted
from sayso.ledger.decided import Decision, Reason
from sayso.model import Reading, Statement
from sayso.web.answers import Ask, Page, Sent
from sayso.web.marking import Mark, Run, paragraphs
from sayso.web.pages.report import Line, lines_of, names_in

PER_PAGE = 10
COLUMNS = (
    "number", "at", "who", "kind", "reason", "undoes", "undone_by", "unattached", "report",
    "statement", "content", "changes", "note",
)  # fmt: skip
QUEUED = ("statement", "report", "speaker", "content", "score")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement in the queue, with the paragraphs it stands in."""

    line: Line
    reading: Reading
    runs: tuple[tuple[Run, ...], ...]
    names: tuple[str, ...]


def queue(ask: Ask) -> Page:
    """What nobody has looked at, the most doubtful and weighty first, ten a page."""
    number = ask.whole("page", 1, 1)
    ids = overview.queue(ask.ledger, PER_PAGE + 1, (number - 1) * PER_PAGE)
    doubts = list(_doubts(ask, ids[:PER_PAGE]))
    rows = [
        {
            "statement": one.line.statement.id,
            "report": one.reading.report.id,
            "speaker": one.line.speakers,
            "content": " … ".join(span.text for span in one.line.statement.content),
            "score": one.line.statement.score,
        }
        for one in doubts
    ]
    told = {"doubts": doubts, "number": number, "more": len(ids) > PER_PAGE}
    return Page("review.html", "Review", told, rows, QUEUED)


def log(ask: Ask) -> Page:
    """All that was decided, the last first."""
    rows = views.decision_log(ask.ledger, ask.door)[::-1]
    sides = overview.side_log(ask.ledger, ask.door)[::-1]
    return Page(
        "log.html",
        "Decisions",
        {"rows": rows, "sides": sides},
        [row.plain() for row in rows],
        COLUMNS,
    )


def accept(sent: Sent) -> Response:
    """Keep that a statement is read rightly."""
    key, who, note = _about(sent)
    return _kept(sent, lambda ledger: casework.accept(ledger, key, who, note))


def reject(sent: Sent) -> Response:
    """Keep that a statement is misread, or disputed."""
    key, who, note = _about(sent)
    reasons: dict[str | None, Reason] = {"misread": "misread", "disputed": "disputed"}
    reason = reasons.get(sent.given("reason"))
    if not reason:
        raise RequestRefused(400, "say whether it is misread or disputed")
    return _kept(sent, lambda ledger: casework.reject(ledger, key, reason, who, note))


def correct(sent: Sent) -> Response:
    """Keep what is right in the place of what was read."""
    key, who, note = _about(sent)
    wanted = _wanted(sent)
    return _kept(sent, lambda ledger: casework.correct(ledger, key, wanted, who, note))


def miss(sent: Sent) -> Response:
    """Keep that a report has a statement that was not read."""
    _, who, note = _about(sent)
    wanted, report = _wanted(sent), sent.given("report") or ""
    return _kept(sent, lambda ledger: casework.miss(ledger, report, wanted, who, note))


def _wanted(sent: Sent) -> Wanted:
    """What a form says that a statement is."""
    return Wanted(
        source=sent.given("source"),
        cue=sent.given("cue"),
        content=tuple(sent.several("content")),
        speakers=_names(sent),
        act=sent.given("act"),
        said=sent.given("said"),
        said_words=sent.given("said_words"),
    )


def _names(sent: Sent) -> tuple[str, ...]:
    return tuple(one.strip() for one in (sent.given("speaker") or "").split(";") if one.strip())


def undo(sent: Sent) -> Response:
    """Keep that an earlier decision does not hold."""
    given = sent.given("number") or ""
    if not given.isdecimal() or len(given) > 15:
        raise RequestRefused(400, f"{given!r} is no number of a decision")
    _, who, note = _about(sent)
    return _kept(sent, lambda ledger: casework.undo(ledger, int(given), who, note))


def bind(sent: Sent) -> Response:
    """Keep what a person holds of two things said, or of two questions."""
    a, b, kind = sent.given("a"), sent.given("b"), sent.given("kind")
    if kind not in BONDS:
        raise RequestRefused(400, "say what holds of the two")
    if not a or not b:
        raise RequestRefused(400, "say of which two")
    _, who, note = _about(sent)
    sent.desk.writer.do(lambda ledger: casework.bond(ledger, kind, (a, b), who, note))
    sent.desk.adder.compare()
    return sent.back(bound=1)


BONDS = ("one", "not-one", "together", "apart")


def _about(sent: Sent) -> tuple[str, str, str | None]:
    """The statement, who decides, and why."""
    if not sent.who.strip():
        raise RequestRefused(400, "say who decides: start Sayso with --who NAME")
    return sent.given("statement") or "", sent.who, sent.given("note")


def _kept(sent: Sent, deciding: Callable[[Ledger], Decision]) -> Response:
    made = sent.desk.writer.do(deciding)
    sent.desk.adder.compare()
    return sent.back(done=made.number)


def _doubts(ask: Ask, ids: list[str]) -> Iterator[Doubt]:
    for key in ids:
        shown = views.show(ask.ledger, key, ask.door)
        one = shown.statement
        line = next((line for line in lines_of(shown) if one and line.statement.id == one.id), None)
        if line:
            runs = tuple(_around(shown.reading, line.statement, line.number))
            yield Doubt(line, shown.reading, runs, tuple(names_in(shown.reading)))


def _around(reading: Reading, one: Statement, number: int) -> Iterator[tuple[Run, ...]]:
    """The paragraphs a statement stands in, its own parts marked."""
    marks = [Mark(span, "said", number) for span in one.content]
    marks += [Mark(one.source, "who", number)] if one.source else []
    marks += [Mark(one.cue, "cue", number)] if one.cue else []
    for runs in paragraphs(reading.report.text, marks):
        if any(run.roles for run in runs):
            yield runs

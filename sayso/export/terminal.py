"""A reading as a person reads it in a terminal: who, verb, words, when, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rich.text import Text

from sayso.export.figures import figure_words
from sayso.model import Period, Reading, Statement

WHO, VERB, QUOTED, REPORTED, FAINT, OPEN, STANCE = (
    "bold cyan", "italic", "bold", "", "dim", "yellow", "magenta",
)  # fmt: skip
NOBODY, OUTLET = "no source named", "the outlet itself"
# What would steer the terminal is drawn, a character each: a report must not move the cursor.
DRAWN = (
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "␡"}
    | dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")
)
DRAWN_LINES = DRAWN | {ord("\n"): "\n", ord("\t"): " ", ord("\r"): " "}


def reading_text(
    reading: Reading, source: str, marks: Mapping[str, str] = MappingProxyType({})
) -> Text:
    """A whole reading, ending in a blank line; `marks` are words about statements, by their id."""
    text = Text()
    for line in _head(reading, source):
        text.append_text(line).append("\n")
    for number, statement in enumerate(reading.statements, 1):
        mark = marks.get(statement.id, "")
        text.append("\n").append_text(statement_text(reading, statement, number, mark))
    return text.append("\n")


def statement_text(reading: Reading, statement: Statement, number: int, mark: str = "") -> Text:
    """One statement: who · verb, then each run of words on a line of its own, then the outlet's
    note on whether it could be checked, and where it stands."""
    text = Text(f"{number:>4}  ", FAINT)
    text.append_text(_who(reading, statement))
    if statement.verb:
        text.append(" · ", FAINT).append(one_line(statement.verb), VERB)
    if said := statement.said:
        text.append(" · ", FAINT).append(said_text(said), FAINT)
    for plain in stance_words(statement):
        text.append(" · ", FAINT).append(one_line(plain), STANCE)
    for words in statement.words:
        style = QUOTED if words.as_ == "quoted" else REPORTED
        text.append(f"\n      {words.as_:<9}", FAINT)
        text.append(one_line(words.span.text), style)
    if statement.figures:
        told = " · ".join(figure_words(figure) for figure in statement.figures)
        text.append(f"\n      {'figures':<9}{one_line(told)}", FAINT)
    if note := statement.verification:
        text.append(f"\n      {'outlet':<9}", FAINT).append(one_line(note.text), STANCE)
    text.append(f"\n      {'at':<9}{_anchor(statement)}", FAINT)
    if statement.within:
        text.append(f" · inside {_number(reading, statement.within)}", FAINT)
    if mark:
        text.append(f"\n      {'review':<9}{one_line(mark)}", OPEN)
    return text.append("\n")


def stance_words(statement: Statement) -> Iterator[str]:
    """What a reader must not miss of how it is said, in words: that it is denied, that there was no
    comment, that it is hedged; nothing of a plain assertion."""
    if statement.act == "decline":
        yield "no comment"
    elif statement.act == "deny":
        yield "a denial"
    if statement.hedges:
        yield f"hedged: {', '.join(span.text for span in statement.hedges)}"


def in_context(reading: Reading, statement: Statement) -> Text:
    """The paragraphs a statement stands in, its source, cue and content marked."""
    text = reading.report.text
    spans = [*statement.content, *filter(None, (statement.source, statement.cue))]
    start = text.rfind("\n", 0, min(s.start for s in spans)) + 1
    end = text.find("\n", max(s.end for s in spans))
    shown = Text(text[start : end if end >= 0 else len(text)].translate(DRAWN_LINES), FAINT)
    styles = [(span, "not dim bold") for span in statement.content]
    styles += [(s, "not dim cyan") for s in (statement.source,) if s]
    styles += [(s, "not dim italic") for s in (statement.cue,) if s]
    for span, style in styles:
        shown.stylize(style, span.start - start, span.end - start)
    return shown.append("\n")


def said_text(said: Period) -> str:
    """“said Friday = 2023-05-12”; the words alone where they stay unresolved."""
    if not said.from_:
        return f"{one_line(said.span.text)} (unresolved)"
    days = said.from_ if said.from_ == said.to else f"{said.from_} to {said.to}"
    return f"{one_line(said.span.text)} = {days}"


def one_line(text: str) -> str:
    """Characters as they came, white space shown as one space, other control characters drawn."""
    return " ".join(text.split()).translate(DRAWN)


def _head(reading: Reading, source: str) -> Iterator[Text]:
    report = reading.report
    yield Text(one_line(report.title or source), "bold underline")
    published = f"published {report.published} ({report.published_from})"
    facts = [
        source,
        report.publisher or "",
        published if report.published else "no publication date",
        _count(len(reading.statements), "statement"),
        _count(len(reading.actors), "speaker"),
        f"{len(reading.furniture)} not read as story" if reading.furniture else "",
    ]
    yield Text(" · ".join(one_line(fact) for fact in facts if fact), FAINT)
    for note in reading.notes:
        yield Text(one_line(f"note: {note}"), OPEN)


def _who(reading: Reading, statement: Statement) -> Text:
    names = [reading.actor(ref).name for ref in statement.speakers]
    if names:
        written = statement.source.text.rstrip(" ,") if statement.source else ""
        text = Text(one_line(", ".join(names)), WHO)
        if written and written not in names:
            text.append(f" ({one_line(written)})", FAINT)
        return text
    if statement.voice == "outlet":
        return Text(OUTLET, WHO)
    if not statement.source:
        return Text(NOBODY, OPEN)
    text = Text(one_line(statement.source.text.rstrip(" ,")), WHO)
    if statement.candidates:
        open_names = " or ".join(reading.actor(ref).name for ref in statement.candidates)
        text.append(f" (open: {one_line(open_names)}?)", OPEN)
    return text


def _anchor(statement: Statement) -> str:
    spans = [*statement.content, *filter(None, (statement.source, statement.cue))]
    return f"{min(s.start for s in spans)}–{max(s.end for s in spans)}  {statement.id}"


def _number(reading: Reading, statement_id: str) -> str:
    numbers = {s.id: n for n, s in enumerate(reading.statements, 1)}
    return str(numbers.get(statement_id, statement_id))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

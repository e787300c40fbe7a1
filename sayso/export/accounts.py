"""What stands across reports, as a person reads it in a terminal. No colour says that anybody is
right: the speaker's own words are bold, all others plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from sayso.across import Versus
from sayso.compare.model import (
    Board,
    Change,
    Column,
    Copy,
    Line,
    Matter,
    Moment,
    Origin,
    Relation,
    Silence,
    Told,
    Utterance,
)
from sayso.compare.titles import days
from sayso.export.terminal import FAINT, QUOTED, REPORTED, STANCE, WHO, one_line
from sayso.model import Report

HEAD = "bold underline"
SHORT, LONG = 90, 220
# Narrower than so many letters no column is read.
NARROWEST = 24
# From this score on a relation is shown without being marked as unsure.
SURE = 0.6
VERBS = {
    "agrees": "agrees with",
    "concurs-across-sides": "concurs, across sides, with",
    "denies": "denies what was said by",
    "contradicts": "contradicts",
    "differs-in-figure": "gives another figure than",
    "renames": "has another word for it than",
    "revises": "revises",
    "develops": "tells of a later time than",
    "paraphrase-differs": "is told otherwise than it is quoted by",
}


def matters_text(found: Iterable[Matter]) -> Iterator[Text]:
    """A line or two a matter."""
    for one in found:
        text = Text(f"{one.id}  ", FAINT).append(one_line(one.title), "bold")
        text.append(f"\n{'':18}{counts(one)}", FAINT)
        if one.rivals:
            text.append(f"\n{'':18}").append_text(rivals_text(one.rivals))
        yield text


def counts(one: Matter) -> str:
    """“6 utterances · 3 relations · at most 4 origins”."""
    parts = [
        _count(len(one.utterances), "utterance"),
        _count(len(one.relations), "relation"),
        f"at most {_count(one.origins, 'origin')}",
    ]
    return " · ".join(parts)


def rivals_text(rivals: Sequence[str]) -> Text:
    """The words that are at odds, all alike."""
    return Text(" / ").join(Text(one_line(word), "italic") for word in rivals)


def matter_text(one: Matter, silences: Sequence[Silence]) -> Text:
    """A matter whole: what each utterance says and who, how they stand to each other, and who is
    reported to say nothing."""
    text = Text(one_line(one.title), HEAD).append(f"\n{one.id} · {counts(one)}\n", FAINT)
    if one.rivals:
        text.append_text(rivals_text(one.rivals)).append("\n")
    numbers = {each.id: number for number, each in enumerate(one.utterances, 1)}
    for each in one.utterances:
        text.append("\n").append_text(utterance_text(each, numbers[each.id]))
    if one.relations:
        text.append("\nHow they stand to each other\n", HEAD)
    for relation in one.relations:
        text.append_text(relation_text(relation, one.utterances, numbers))
    if silences:
        text.append("\nReported to say nothing\n", HEAD)
    for silence in silences:
        text.append_text(silence_text(silence))
    return text


def utterance_text(one: Utterance, number: int) -> Text:
    """An utterance with all its renderings, each as its outlet has it."""
    text = Text(f"{number:>3}  ", FAINT).append(_who(one), WHO)
    if side := one.side:
        text.append(f" ({one_line(' › '.join(side))})", FAINT)
    text.append(f" · {_when(one)}\n", FAINT)
    for told in one.told:
        text.append("     ").append_text(_words(told, LONG))
        text.append(f"  {one_line(told.outlet or told.report)} · {told.id}\n", FAINT)
    return text


def relation_text(one: Relation, said: Sequence[Utterance], numbers: Mapping[str, int]) -> Text:
    """A relation in words, with its reasons; marked where the machine is not sure."""
    places = {key: numbers[each.id] for each in said for key in (each.id, *each.renderings)}
    a, b = (places.get(end, "?") for end in (one.a, one.b))
    text = Text(f"  {a} ", "bold").append(VERBS[one.kind], STANCE).append(f" {b}", "bold")
    if one.target:
        text.append(f" (target {one.target})", FAINT)
    unsure = "" if one.score >= SURE else " · unsure"
    text.append(f"  {one.score:.2f}{unsure}\n", FAINT)
    for reason in one.reasons:
        spans = " / ".join(one_line(passage.span.text) for passage in reason.spans)
        text.append(f"      {one_line(reason.text)}")
        text.append(f"  {_cut(spans, SHORT)}\n" if spans else "\n", FAINT)
    return text


def silence_text(one: Silence) -> Text:
    """A reported non-comment."""
    text = Text(f"  {one.day or 'undated':<12}", FAINT).append(one_line(one.who or "?"), WHO)
    text.append(f"  {one_line(one.passage.span.text)}")
    return text.append(f"  {one.statement}\n", FAINT)


def board_table(board: Board) -> RenderableType:
    """Questions in rows, groups inside sides in columns; what each said first and last of it. Where
    the columns do not fit beside each other, a table a question, of those who speak on it."""
    return _Fitting(board)


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A board, drawn by the room there is for it."""

    board: Board

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = self.board.columns
        if (len(columns) + 1) * NARROWEST <= options.max_width:
            yield _whole(self.board)
        else:
            for line in self.board.lines:
                yield from _one_question(line, columns, options.max_width // NARROWEST)
        yield Text(BOARD_NOTE, FAINT)


BOARD_NOTE = "Groups of one side stand side by side. An empty cell: nothing of it in this ledger.\n"


def _whole(board: Board) -> Table:
    table = Table(show_lines=True, header_style="bold", expand=True)
    table.add_column("question", ratio=2)
    for column in board.columns:
        table.add_column(_head(column), ratio=3)
    for line in board.lines:
        held = _held(line)
        table.add_row(_question(line.matter), *(_cell(held.get(one, ())) for one in board.columns))
    return table


def _one_question(line: Line, columns: Sequence[Column], beside: int) -> Iterator[RenderableType]:
    """A question with tables of those who speak on it, so many beside each other."""
    yield Text("\n").append_text(_question(line.matter))
    held = _held(line)
    speaking = [one for one in columns if held.get(one)]
    for part in _batched(speaking, max(1, beside)):
        table = Table(header_style="bold", expand=True)
        for column in part:
            table.add_column(_head(column), ratio=1)
        table.add_row(*(_cell(held[one]) for one in part))
        yield table


def _batched(things: Sequence[Column], most: int) -> Iterator[Sequence[Column]]:
    """Things in their order, so many at a time."""
    for at in range(0, len(things), most):
        yield things[at : at + most]


def _held(line: Line) -> dict[Column, list[Utterance]]:
    said = {one.id: one for one in line.matter.utterances}
    return {cell.column: [said[key] for key in cell.utterances] for cell in line.cells}


def change_text(one: Change) -> Text:
    """A change on a line, its reasons below."""
    text = Text(f"{one.day or 'undated':<12}", FAINT).append(f"{one.kind:<11}", STANCE)
    text.append(one_line(one.who), WHO)
    text.append(f"  {one.before or '—'} → {one.after or '—'}\n", FAINT)
    for reason in one.reasons:
        text.append(f"{'':12}{one_line(reason.text)}\n")
        for passage in reason.spans:
            text.append(f"{'':14}{_cut(one_line(passage.span.text), LONG)}\n", FAINT)
    if one.reaches:
        text.append(f"{'':12}still carried by {', '.join(one.reaches)}\n", STANCE)
    return text


def origin_text(one: Origin, reports: Mapping[str, Report]) -> Text:
    """An origin: its earliest known form, and what each other report has of it, side by side."""
    text = Text(_report(reports, one.first), "bold")
    text.append(f"\n  earliest known form · {_count(len(one.reports), 'report')}\n", FAINT)
    for copy in one.copies:
        text.append_text(copy_text(copy, reports))
    return text


def copy_text(one: Copy, reports: Mapping[str, Report]) -> Text:
    """What a report carries of another."""
    text = Text(f"  {one.kind:<9}", STANCE).append(_report(reports, one.report))
    text.append(
        f"\n{'':11}of {_report(reports, one.from_)} · {one.share:.0%} of its words\n", FAINT
    )
    for reason in one.reasons:
        text.append(f"{'':11}{one_line(reason.text)}\n", FAINT)
    for pair in one.passages:
        text.append(f"{'':11}here   {_cut(one_line(pair.here.span.text), LONG)}\n")
        text.append(f"{'':11}there  {_cut(one_line(pair.there.span.text), LONG)}\n", FAINT)
    return text


def moment_text(one: Moment) -> Text:
    """A line of a timeline: whether it was said that day, or only told."""
    text = Text(f"{one.day or 'undated':<12}{'said' if one.said else 'told':<6}", FAINT)
    text.append(_who(one.utterance), WHO).append("  ")
    return text.append_text(_words(one.utterance.told[0], SHORT))


def versus_text(one: Versus, names: tuple[str, str]) -> RenderableType:
    """What two parts of a ledger say on one matter, side by side."""
    table = Table(title=Text(one_line(one.matter.title), "bold"), title_justify="left", expand=True)
    for name in names:
        table.add_column(one_line(name), ratio=1)
    numbers = {each.id: number for number, each in enumerate(one.matter.utterances, 1)}
    cells = [_cell(said, numbers) for said in (one.a, one.b)]
    table.add_row(*cells)
    between = Text()
    for relation in one.relations:
        between.append_text(relation_text(relation, one.matter.utterances, numbers))
    return Group(table, between)


def _question(one: Matter) -> Text:
    text = Text(one_line(one.title), "bold")
    if one.rivals:
        text.append("\n").append_text(rivals_text(one.rivals))
    return text.append(f"\nat most {_count(one.origins, 'origin')} · {one.id[:8]}", FAINT)


def _cell(said: Sequence[Utterance], numbers: Mapping[str, int] | None = None) -> Text:
    text = Text()
    for each in said:
        if text:
            text.append("\n")
        if numbers:
            text.append(f"{numbers[each.id]} ", FAINT)
        text.append(f"{_who(each)}: ", WHO).append_text(_words(each.told[0], SHORT))
        if each.day:
            text.append(f" {each.day[5:]}", FAINT)
    return text


def _head(column: Column) -> str:
    if column.side is None or column.side == column.group:
        return one_line(column.group)
    return one_line(f"{column.side} › {column.group}")


def _words(told: Told, length: int) -> Text:
    """The content, the speaker's own words in bold, cut where it is long."""
    quoted = {(span.start, span.end) for span in told.quoted}
    runs = sorted([*told.quoted, *told.reported]) or list(told.content)
    text = Text()
    for span in runs:
        if text:
            text.append(" ")
        style = QUOTED if (span.start, span.end) in quoted else REPORTED
        text.append(one_line(span.text), style)
    text.truncate(length, overflow="ellipsis")
    return text


def _who(one: Utterance) -> str:
    names = ", ".join(one_line(who.name) for who in one.speakers)
    if names or one.told[0].voice == "source":
        return names or "nobody named"
    return one_line(one.told[0].outlet or "the outlet itself")


def _when(one: Utterance) -> str:
    if said := one.said:
        return f"said {days(said)}"
    return f"told {one.day}" if one.day else "undated"


def _report(reports: Mapping[str, Report], key: str) -> str:
    one = reports[key]
    parts = (one.publisher or one.url, one.title, (one.published or "")[:16] or "undated", key)
    return one_line(" · ".join(part for part in parts if part))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

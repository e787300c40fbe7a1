"""Hand-made reports, statements and readings; all people and places are invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.casework import Read, ReportOf
from sayso.ledger import Ledger
from sayso.ledger.decided import Decided, decided
from sayso.ledger.write import add_reading
from sayso.model import (
    Actor,
    Capture,
    Item,
    Period,
    Reading,
    Report,
    Skipped,
    Span,
    Statement,
    Words,
    report_id,
    sha256,
    statement_id,
)

READER = "sayso 0 (made by hand)"
DAM = "The dam at Ulverby holds, said Orla Venn on Monday.\n\n“We are ready,” she added."


def report(
    text: str = DAM,
    *,
    url: str | None = None,
    publisher: str | None = "The Harrow Gazette",
    published: str | None = "2031-05-06",
    title: str | None = "Dam holds",
) -> Report:
    """A report of a text."""
    digest = sha256(text.encode())
    return Report(
        report_id(digest, url, publisher), digest, sha256(text.encode()), url, title, publisher,
        ("Ida Moss",), "en", "utf-8", published, "given" if published else "none", "article", text,
    )  # fmt: skip


def span(text: str, words: str) -> Span:
    """The first place in a text where the words stand."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def statement(
    made: Report,
    *content: str,
    source: str | None = None,
    cue: str | None = None,
    quoted: bool = False,
    **more: Any,
) -> Statement:
    """A statement of a report, its spans named by their words."""
    spans = tuple(span(made.text, words) for words in content)
    at_cue = span(made.text, cue) if cue else None
    given: Mapping[str, Any] = {
        "id": statement_id(made.id, at_cue or spans[0]),
        "voice": "source",
        "kind": "direct" if quoted else "indirect",
        "source": span(made.text, source) if source else None,
        "cue": at_cue,
        "content": spans,
        "words": tuple(Words(one, "quoted" if quoted else "reported") for one in spans),
        "verb": cue,
        "score": 0.75,
    }
    return Statement(**{**given, **more})


def dam_reading(made: Report | None = None) -> Reading:
    """The reading of `DAM`: Orla Venn says two things, the second in her own words."""
    made = made or report()
    monday = Period(span(DAM, "Monday"), "2031-05-05", "2031-05-05", "day")
    return Reading(
        made,
        actors=(
            Actor(
                "a1", "Orla Venn", "person", side=("Ulver",), side_basis="user",
                mentions=(span(DAM, "Orla Venn"),),
            ),
        ),
        statements=(
            statement(
                made, "The dam at Ulverby holds", source="Orla Venn", cue="said",
                speakers=("a1",), said=monday,
            ),
            statement(
                made, "“We are ready,”", source="she", cue="added", quoted=True, speakers=("a1",)
            ),
        ),
    )  # fmt: skip


def one_statement(
    content: str,
    speaker: str = "Orla Venn",
    *,
    kind: Any = "person",
    said: str | None = None,
    **about: Any,
) -> Reading:
    """The reading of the report “SPEAKER said: CONTENT”."""
    made = report(f"{speaker} said: {content}", **about)
    when = Period(span(made.text, "said"), said, said, "day") if said else None
    return Reading(
        made,
        # With a side, since a private person is another one in each story.
        actors=(Actor("a1", speaker, kind, side=("Ulver",), side_basis="user"),),
        statements=(
            statement(made, content, source=speaker, cue="said", speakers=("a1",), said=when),
        ),
    )


def item(made: Report, name: str = "a.txt") -> Item:
    """A report as intake gives it, taken from a file of that name."""
    raw = made.text.encode()
    capture = Capture(
        raw, sha256(raw), name, made.url, "2031-05-07T10:00:00Z", 200,
        (("content-type", "text/plain"),), "by hand",
    )  # fmt: skip
    return Item(name, made, capture)


def kept(ledger: Ledger, *readings: Reading) -> None:
    """Put readings into a ledger."""
    for reading in readings:
        add_reading(ledger, item(reading.report), reading, READER)


def undecided(reading: Reading) -> Decided:
    """A reading on which nobody decided anything."""
    return decided(reading, ())


def no_model(items: Iterable[Item | Skipped], report_of: ReportOf) -> Iterator[Read]:
    """In the place of `read_many`: readings without statements, made when they are asked for."""
    for one in items:
        wanted = report_of(one)
        yield one, Reading(wanted) if wanted else None


SAID = re.compile(
    r"(?P<who>[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)+) (?P<cue>said): (?P<what>[^\n]+)"
)


def read_said(made: Report) -> Reading:
    """In the place of the reader: each line “NAME said: CONTENT” is a statement, and who speaks is
    an actor, mentioned wherever the name stands."""
    actors: dict[str, Actor] = {}
    told: list[Statement] = []
    for found in SAID.finditer(made.text):
        name = found["who"]
        places = [m.span() for m in re.finditer(re.escape(name), made.text)]
        mentions = tuple(Span.of(made.text, *place) for place in places)
        new = Actor(f"a{len(actors) + 1}", name, "person", mentions=mentions)
        actor = actors.setdefault(name, new)
        source, cue, content = (Span.of(made.text, *found.span(n)) for n in ("who", "cue", "what"))
        told.append(
            Statement(
                statement_id(made.id, cue), "source", "indirect", source, cue, (content,),
                (Words(content, "reported"),), (actor.ref,), verb="said", score=0.5,
            )
        )  # fmt: skip
    return Reading(made, actors=tuple(actors.values()), statements=tuple(told))


def anew(reports: Iterable[Report]) -> Iterator[Reading]:
    """In the place of the reader, for reports that are read again."""
    return map(read_said, reports)

"""Fill a new ledger with three small reports: python fill.py LEDGER

`make.py` runs this with the code of each schema's time, so that only what was there from the first
is used here. All people and places are invented.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from sayso.ledger import Ledger
from sayso.ledger.write import add_capture, add_reading
from sayso.model import (
    Actor,
    Capture,
    Furniture,
    Item,
    Period,
    Reading,
    Report,
    Span,
    Statement,
    Timex,
    Words,
    report_id,
    sha256,
    statement_id,
)

READER = "sayso 0 (made by hand)"
DAM = "The dam at Ulverby holds, said Orla Venn on Monday.\n\n“We are ready,” she added.\n"
FORD = "\ufeffPhoto: I. Moss\r\nAn official said the ford at Ørby 😀 was deep."


def readings() -> list[Reading]:
    """The readings that every stored ledger holds: one text of two outlets, and a second text."""
    gazette = _report(DAM, None, "The Harrow Gazette", "2031-05-06")
    herald = _report(DAM, "https://herald.example/dam", "Ulver Herald", "2031-05-07T09:30")
    return [_dam(gazette), _dam(herald), _ford(_report(FORD, None, None, None))]


def _report(text: str, url: str | None, publisher: str | None, published: str | None) -> Report:
    digest = sha256(text.encode())
    return Report(
        report_id(digest, url, publisher), digest, digest, url, "Dam holds" if url else None,
        publisher, ("Ida Moss",), "en", "utf-8", published, "given" if published else "none",
        "article", text,
    )  # fmt: skip


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _statement(report: Report, source: str, cue: str, content: str, ref: str) -> Statement:
    spans = [_span(report.text, words) for words in (source, cue, content)]
    quoted = content.startswith("“")
    return Statement(
        statement_id(report.id, spans[1]), "source", "direct" if quoted else "indirect",
        spans[0], spans[1], (spans[2],), (Words(spans[2], "quoted" if quoted else "reported"),),
        speakers=(ref,), verb=cue, score=0.75,
    )  # fmt: skip


def _dam(report: Report) -> Reading:
    day = Timex(_span(DAM, "Monday"), "DATE", "2031-05-05", "2031-05-05", "2031-05-05", "day")
    monday = Period(day.span, day.from_, day.to, "day")
    first = _statement(report, "Orla Venn", "said", "The dam at Ulverby holds", "a1")
    second = _statement(report, "she", "added", "“We are ready,”", "a1")
    return Reading(
        report,
        actors=(Actor("a1", "Orla Venn", "person", mentions=(_span(DAM, "Orla Venn"),)),),
        statements=(replace(first, said=monday), second),
        times=(day,),
    )


def _ford(report: Report) -> Reading:
    told = _statement(report, "An official", "said", "the ford at Ørby 😀 was deep", "a1")
    return Reading(
        report,
        notes=("no publication date: relative dates stay unresolved",),
        furniture=(Furniture(_span(FORD, "Photo: I. Moss"), "credit"),),
        actors=(Actor("a1", "official", "person", unnamed=True),),
        statements=(told,),
    )


def _item(report: Report, name: str) -> Item:
    raw = report.text.encode()
    capture = Capture(
        raw, sha256(raw), name, report.url, "2031-05-07T10:00:00Z", 200,
        (("content-type", "text/plain"),), "by hand",
    )  # fmt: skip
    return Item(name, report, capture)


def main() -> None:
    with Ledger.open(sys.argv[1], create=True) as ledger:
        for number, reading in enumerate(readings()):
            item = _item(reading.report, f"{number}.txt")
            add_reading(ledger, item, reading, READER, keep_raw=False)
        add_capture(ledger, _item(readings()[0].report, "again.txt"), keep_raw=False)


if __name__ == "__main__":
    main()

"""Adding reports to a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso import casework, views
from sayso.casework import Outcome, Read, ReportOf
from sayso.ledger import Ledger
from sayso.model import Item, Skipped
from tests.making import READER, dam_reading, item, no_model, report

LEAFLET = report("A leaflet.", title=None)


def test_added_met_again_skipped(ledger: Ledger) -> None:
    dam = dam_reading()

    def read_many(items: Iterable[Item | Skipped], report_of: ReportOf) -> Iterator[Read]:
        for one in items:
            wanted = report_of(one)
            yield one, dam if wanted else None

    items: list[Item | Skipped] = [
        item(dam.report, "a.txt"),
        Skipped("b.pdf", "binary", "this is no text"),
        item(dam.report, "c.txt"),
    ]
    assert list(casework.add(ledger, items, read_many, READER)) == [
        Outcome("a.txt", "added", dam.report.id, "Dam holds", statements=2),
        Outcome("b.pdf", "skipped", detail="this is no text (binary)"),
        Outcome("c.txt", "met again", dam.report.id, "Dam holds"),
    ]
    assert views.counts(ledger) == {"reports": 1, "captures": 2, "statements": 2, "actors": 1}


def test_what_is_there_is_not_read_again(ledger: Ledger) -> None:
    asked: list[str] = []

    def read_many(items: Iterable[Item | Skipped], report_of: ReportOf) -> Iterator[Read]:
        for one, reading in no_model(items, report_of):
            asked.extend([reading.report.id] if reading else [])
            yield one, reading

    for _ in range(2):
        list(casework.add(ledger, [item(LEAFLET)], read_many, READER))
    assert asked == [LEAFLET.id]


def test_one_report_twice_among_those_read_at_once(ledger: Ledger) -> None:
    def all_at_once(items: Iterable[Item | Skipped], report_of: ReportOf) -> Iterator[Read]:
        yield from list(no_model(items, report_of))

    twice = [item(LEAFLET, "a.txt"), item(LEAFLET, "b.txt")]
    outcomes = list(casework.add(ledger, twice, all_at_once, READER))
    assert [one.what for one in outcomes] == ["added", "met again"]
    assert views.counts(ledger)["captures"] == 2


def test_a_stopped_run_goes_on_where_it_was(ledger: Ledger) -> None:
    items = [item(report(f"Leaflet {number}."), f"{number}.txt") for number in range(5)]
    run = casework.add(ledger, items, no_model, READER)
    done = [next(run), next(run)]
    with Ledger.open(ledger.path) as other:
        assert views.counts(other)["reports"] == len(done)
        again = [one.what for one in casework.add(other, items, no_model, READER)]
    assert again == ["met again", "met again", "added", "added", "added"]


def test_raw_bytes_are_kept_unless_they_are_not_wanted(ledger: Ledger) -> None:
    list(casework.add(ledger, [item(LEAFLET)], no_model, READER, keep_raw=False))
    assert not ledger.raw_folder.exists()
    list(casework.add(ledger, [item(LEAFLET)], no_model, READER))
    assert (ledger.raw_folder / LEAFLET.raw_sha256[:2] / LEAFLET.raw_sha256).exists()

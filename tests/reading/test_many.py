"""Many reports read at once."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Generator, Iterator

import pytest

from sayso.model import Report
from sayso.reading import many
from sayso.reading.many import FEW, cores, read_many
from tests.making import report


def given(count: int) -> list[Report]:
    # The first takes longest, so that a worker which overtakes it would show.
    return [
        report(f"The dam holds, Orla Venn said. Gate {number} is shut.\n\n" * (9 - number))
        for number in range(count)
    ]


def same(thing: Report) -> Report | None:
    return thing


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_given_nothing_read(jobs: int) -> None:
    assert list(read_many([], same, jobs)) == []


def test_each_reading_is_of_the_report_it_comes_with() -> None:
    reports = given(3)
    answers = list(read_many(reports, same, jobs=1))
    assert [thing for thing, _ in answers] == reports
    assert [reading.report for _, reading in answers if reading] == reports


def test_what_holds_no_report_comes_through_in_its_place() -> None:
    things = ["skipped", report(), "skipped too"]
    answers = list(read_many(things, lambda t: t if isinstance(t, Report) else None, jobs=1))
    assert [thing for thing, _ in answers] == things
    assert [reading is None for _, reading in answers] == [True, False, True]


def test_one_report_is_answered_before_the_next_is_asked_for() -> None:
    asked: list[int] = []

    def things() -> Iterator[Report]:
        for number, one in enumerate(given(3)):
            asked.append(number)
            yield one

    answers = read_many(things(), same, jobs=1)
    next(answers)
    assert asked == [0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_report_of_raises_is_not_hidden(jobs: int) -> None:
    def no_report(thing: Report) -> Report | None:
        raise LookupError(thing.id)

    with pytest.raises(LookupError):
        list(read_many(given(FEW), no_report, jobs))


@pytest.mark.slow
def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    reports = given(FEW + 2)
    things: list[Report | None] = [None, *reports, None]
    assert list(read_many(things, lambda t: t, jobs=2)) == list(
        read_many(things, lambda t: t, jobs=1)
    )


@pytest.mark.slow
def test_a_run_left_half_way_ends_its_processes() -> None:
    answers = read_many(given(FEW + 2), same, jobs=2)
    assert isinstance(answers, Generator)
    next(answers)
    assert multiprocessing.active_children()
    answers.close()
    # One may only just be starting: it is waited for, too.
    last = time.monotonic() + 60
    while multiprocessing.active_children() and time.monotonic() < last:
        time.sleep(0.05)
    assert not multiprocessing.active_children()


def test_ctrl_c_waits_while_a_process_starts() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with many._ctrl_c_waits():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1

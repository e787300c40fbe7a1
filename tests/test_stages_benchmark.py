"""The benchmark of stages: nothing is timed twice, and nothing that `read` calls is left out."""

from __future__ import annotations

import time
from functools import partial

from benchmarks.material import lines
from benchmarks.stages import ENCODER, Clock, of_archive, of_reading

TEXT = "The gate at Velm is shut, its keeper, Ada Brinn, said on Monday.\n"


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_a_stage_calls_counts_to_that_alone() -> None:
    clock = Clock()
    inner = clock.timing("inner", lambda: busy(0.02))

    def outer() -> int:
        busy(0.01)
        inner()
        return 7

    assert clock.timing("outer", outer)() == 7
    assert 0.01 <= clock.seconds["outer"] < 0.02 <= clock.seconds["inner"]
    assert list(clock.timing("each", lambda: (n for n in (1, 2)))()) == [1, 2]


def test_every_module_that_reading_calls_has_its_line() -> None:
    seconds = of_reading([TEXT])
    assert {ENCODER, "furniture", "actors", "places", "outlet", "restating", "inner"} <= set(
        seconds
    )
    assert all(one >= 0 for one in seconds.values())


def test_the_steps_of_an_archive_have_theirs() -> None:
    seconds = of_archive(partial(lines, told=[TEXT]))
    assert seconds["archive made of its chunks"] > 0
    assert seconds[ENCODER] > 0

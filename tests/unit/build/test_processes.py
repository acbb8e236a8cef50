"""Work that other processes do."""

from __future__ import annotations

import os
import signal
import time

import pytest

from generator.build import processes
from generator.errors import BrevesError, OutputError, PipelineError

pytestmark = pytest.mark.skipif(not processes.forks(), reason="no processes can be forked here")


def _square(number: int) -> int:
    return number * number


def _slow(number: int) -> int:
    time.sleep(0.001)
    return number


def _kill(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_every_piece_comes_back_once():
    found = processes.deal(range(100), _square, lambda: _square, 3, alone=[1000, 1001])
    assert sorted(found) == [*map(_square, range(100)), 1_000_000, 1_002_001]


def test_several_processes_share_the_work():
    def where(_: int) -> int:
        time.sleep(0.001)
        return os.getpid()

    found = set(processes.deal(range(400), where, lambda: where, 2))
    assert len(found) == 2
    assert os.getpid() in found


@pytest.mark.parametrize("broken", ["here", "there"])
def test_what_one_process_raises_is_raised(broken):
    def fail(_: int) -> int:
        raise ZeroDivisionError

    here, there = (fail, _square) if broken == "here" else (_slow, fail)
    with pytest.raises(ZeroDivisionError):
        list(processes.deal(range(400), here, lambda: there, 2, alone=[0]))


def test_a_killed_process_is_told_of():
    with pytest.raises(OutputError, match="has been stopped"):
        list(processes.deal(range(400), _slow, lambda: _kill, 2, alone=[0]))


def test_work_goes_on_beside():
    here = os.getpid()
    assert processes.ahead(lambda: (os.getpid() != here, "done"))() == (True, "done")


def test_what_goes_wrong_beside_is_raised_when_asked_for():
    def fail() -> None:
        raise PipelineError("no such pipeline", remedy="Install it.")

    found = processes.ahead(fail)
    with pytest.raises(PipelineError, match="no such pipeline") as raised:
        found()
    assert raised.value.remedy == "Install it."


def test_a_process_that_was_killed_beside_is_told_of():
    with pytest.raises(BrevesError, match="has died"):
        processes.ahead(lambda: os.kill(os.getpid(), signal.SIGKILL))()

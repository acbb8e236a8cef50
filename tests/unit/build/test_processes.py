"""Work that other processes do."""

from __future__ import annotations

import os
import signal

import pytest

from generator.build import processes
from generator.errors import BrevesError, OutputError, PipelineError

pytestmark = pytest.mark.skipif(not processes.forks(), reason="no processes can be forked here")


def test_every_piece_comes_back_once():
    found = processes.deal(range(100), lambda: lambda number: number * number, 2, alone=[1000])
    assert sorted(found) == [*(number * number for number in range(100)), 1_000_000]


def test_what_one_process_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        list(processes.deal([1, 0], lambda: lambda number: 1 // number, 2))


def test_a_killed_process_is_told_of():
    with pytest.raises(OutputError, match="has been stopped"):
        list(processes.deal([1], lambda: lambda _: os.kill(os.getpid(), signal.SIGKILL), 1))


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

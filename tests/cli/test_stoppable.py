"""Ctrl-C once keeps the best so far; twice quits at once."""

import os
import signal
import subprocess
import sys
import time

import pytest

from planner.cli.stoppable import run_stoppable

STUBBORN = """
import time
from planner.cli.stoppable import run_stoppable

print("ready", flush=True)
run_stoppable(lambda stop: time.sleep(60), lambda stopping: stopping and print("stopping", flush=True))
"""


def heard(stopping):
    """A screen nobody watches."""


def test_work_gives_its_answer():
    assert run_stoppable(lambda stop: 42, heard) == 42


def test_a_fault_of_the_work_is_raised_where_it_was_asked_for():
    with pytest.raises(ZeroDivisionError):
        run_stoppable(lambda stop: 1 // 0, heard)


def test_one_interrupt_lets_the_work_finish_with_what_it_has():
    before = signal.getsignal(signal.SIGINT)

    def best_so_far(stop):
        os.kill(os.getpid(), signal.SIGINT)
        return "best so far" if stop.wait(5) else "never stopped"

    assert run_stoppable(best_so_far, heard) == "best so far"
    assert signal.getsignal(signal.SIGINT) is before


def test_the_screen_is_told_that_work_is_stopping():
    seen = []

    def slow(stop):
        stop.set()
        time.sleep(0.25)

    run_stoppable(slow, seen.append)
    assert seen[-1] is True


@pytest.mark.skipif(sys.platform == "win32", reason="needs a real SIGINT")
def test_two_interrupts_end_the_process_at_once():
    with subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "stopping\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 130

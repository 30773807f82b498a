"""Long work that Ctrl-C can stop: once to keep the best so far, twice to quit at once."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType
from typing import TypeVar

Answer = TypeVar("Answer")
QUIT_CODE = 130
BEAT_SECONDS = 0.1


def run_stoppable(work: Callable[[Event], Answer], beat: Callable[[bool], None]) -> Answer:
    """Run the work in a thread of its own and return its answer or raise its fault.

    The work receives the event that asks it to stop; `beat` is called ten times a second from the
    main thread, where alone a screen may be drawn, with whether a stop was asked for.
    """
    stop, done = Event(), Event()
    answer: Future[Answer] = Future()

    def carry_out() -> None:
        try:
            answer.set_result(work(stop))
        except BaseException as fault:  # noqa: BLE001  raised again by the waiting thread
            answer.set_exception(fault)
        finally:
            done.set()

    with _interrupts_set(stop):
        Thread(target=carry_out, daemon=True).start()
        while not done.wait(BEAT_SECONDS):
            beat(stop.is_set())
    return answer.result()


@contextmanager
def _interrupts_set(stop: Event) -> Iterator[None]:
    """Inside, Ctrl-C sets the event; a second one ends the process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(QUIT_CODE)
        stop.set()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

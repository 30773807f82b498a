"""Loops compiled on first use and kept on disk: before any clock runs, half of them by a process of its own.

Threads would not help: numba compiles one loop at a time.
"""

import os
import subprocess
import sys

from numba.core.event import Event, Listener, install_listener

from planner.domain.progress import Listener as Hearer
from planner.domain.progress import Progress
from planner.optimise.minutes.dryrun import run_dry as run_minutes_dry

STAGE = "首次编译 compiling once"
HALF = """
from planner.optimise.lots.dryrun import price_dry
from planner.optimise.minutes.dryrun import run_dry
price_dry()
run_dry()
"""


def compile_once(hear: Hearer, *, lots: bool, minutes: bool, routes: bool = False) -> None:
    """Have the loops that a plan needs compiled; says so, if any was not."""
    watch = _Watch(hear, helped=lots and minutes)
    with install_listener("numba:compile", watch):
        if lots:
            from planner.optimise.lots.dryrun import run_dry as run_lots_dry

            run_lots_dry()
        watch.wait()
        if minutes:
            run_minutes_dry()
        if routes:
            from planner.optimise.delivery.dryrun import run_dry as run_routes_dry

            run_routes_dry()


class _Watch(Listener):
    """Tells when the first loop is compiled; `helped`, has another process compile half of them meanwhile."""

    def __init__(self, hear: Hearer, *, helped: bool) -> None:
        self._hear, self._helped = hear, helped
        self._is_cold = False
        self._helper: subprocess.Popen[bytes] | None = None

    def on_start(self, event: Event) -> None:
        if self._is_cold:
            return
        self._is_cold = True
        self._hear(Progress(STAGE, 0.0))
        if self._helped:
            self._helper = _helper()

    def on_end(self, event: Event) -> None:
        """Nothing to do: loops are compiled one after the other."""

    def wait(self) -> None:
        """Until the other process is done; whatever it did not manage is compiled here."""
        if self._helper:
            self._helper.wait()


def _helper() -> subprocess.Popen[bytes] | None:
    """A process that compiles into the same folder on disk; None where none can be started."""
    path = os.pathsep.join(folder for folder in sys.path if folder)
    try:
        return subprocess.Popen(
            [sys.executable, "-c", HALF],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the plan
        )
    except OSError:
        return None

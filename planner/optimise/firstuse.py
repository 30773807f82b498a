"""Loops compiled on first use and kept on disk: what is needed first before any clock runs, the rest meanwhile.

Threads would not help: numba compiles one loop at a time. So processes of their own compile into the same folder.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from numba.core.event import Event, Listener, install_listener

from planner.domain.progress import Listener as Hearer
from planner.domain.progress import Progress

STAGE = "首次编译 compiling once"
SEARCH, BOUNDS, ANNEAL = "lots.dryrun:search_dry", "lots.dryrun:bounds_dry", "lots.dryrun:anneal_dry"
MINUTES, ROUTES = "minutes.dryrun:run_dry", "delivery.dryrun:run_dry"
"""Dry runs by their place in this package, in the order in which their loops are needed."""


def compile_once(hear: Hearer, *, lots: bool, minutes: bool, routes: bool = False) -> Callable[[], None]:
    """Have the loops that a plan needs first compiled; says so, if any was not. Returns what waits for the others.

    The first dry run is this process's, the second another's meanwhile; the others are begun and not waited for.
    """
    parts = [*[SEARCH, BOUNDS, ANNEAL] * lots, *[MINUTES] * minutes, *[ROUTES] * routes]
    first, beside, later = parts[:1], parts[1:2], parts[2:]
    watch = _Watch(hear, beside)
    with install_listener("numba:compile", watch):
        _run(first)
        watch.wait()
        _run(beside)
        if not watch.is_cold:
            _run(later)
            return _nothing
    helper = _helper(later)

    def wait() -> None:
        if helper:
            helper.wait()
        _run(later)

    return wait


class _Watch(Listener):
    """Tells when the first loop is compiled, and then has another process do what is `beside` meanwhile."""

    def __init__(self, hear: Hearer, beside: Sequence[str]) -> None:
        self._hear, self._beside = hear, beside
        self._helper: subprocess.Popen[bytes] | None = None
        self.is_cold = False

    def on_start(self, event: Event) -> None:
        if not self.is_cold:
            self.is_cold = True
            self._hear(Progress(STAGE, 0.0))
            self._helper = _helper(self._beside)

    def on_end(self, event: Event) -> None:
        """Nothing to do: loops are compiled one after the other."""

    def wait(self) -> None:
        """Until the other process is done; whatever it did not manage is compiled here."""
        if self._helper:
            self._helper.wait()


def _nothing() -> None:
    """Wait for nothing."""


def _run(parts: Sequence[str]) -> None:
    for part in parts:
        module, name = part.split(":")
        getattr(import_module(f"{__package__}.{module}"), name)()


def _helper(parts: Sequence[str]) -> subprocess.Popen[bytes] | None:
    """A process that compiles into the same folder on disk; None if there is nothing to do or none can be started.

    It takes the package that runs here, and with `-P` not one that lies in the current folder.
    """
    if not parts:
        return None
    path = os.pathsep.join(folder for folder in sys.path if folder)
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", f"from {__name__} import _run; _run({list(parts)})"],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the plan
        )
    except OSError:
        return None

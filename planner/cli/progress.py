"""How long work shows itself on stderr: a living line on a terminal, else a plain one every five seconds."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

from planner.domain.progress import Progress

LIVE_SECONDS, PLAIN_SECONDS = 0.25, 5.0
STOPPING = "正在停止 stopping (Ctrl-C again quits)"


class ProgressScreen:
    """Shows the latest beat of long work.

    `hear` may be called from any thread; `draw` only from the main one, and often: it shows something
    only when it is time to.
    """

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        stream = stream or sys.stderr
        self._line = _LiveLine() if stream.isatty() else _PlainLine(stream)
        self._latest = Progress("读取 reading", 0.0)
        self._clock = clock
        self._began = self._shown = clock()

    def hear(self, progress: Progress) -> None:
        self._latest = progress

    def draw(self, stopping: bool = False) -> None:
        now = self._clock()
        if now - self._shown >= self._line.every_seconds:
            self._shown = now
            self._line.show(progress_line(self._latest, now - self._began, stopping))

    def close(self) -> None:
        self._line.close()


class _PlainLine:
    """One line after another, for logs."""

    every_seconds = PLAIN_SECONDS

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def show(self, line: str) -> None:
        print(line, file=self._stream, flush=True)

    def close(self) -> None:
        """Nothing to clear away."""


class _LiveLine:
    """One line that changes in place and is gone at the end."""

    every_seconds = LIVE_SECONDS

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
        self._live.start()

    def show(self, line: str) -> None:
        from rich.text import Text

        self._live.update(Text(line, no_wrap=True, overflow="ellipsis"), refresh=True)

    def close(self) -> None:
        self._live.stop()


def progress_line(progress: Progress, seconds: float, stopping: bool = False) -> str:
    """Seconds, stage, best, bound and gap in one line."""
    parts = [f"{seconds:5.0f} s", *([STOPPING] if stopping else []), progress.stage]
    if progress.best is not None:
        parts.append(f"最好 best {progress.best:,.0f}")
    if progress.bound is not None:
        parts.append(f"下界 bound {progress.bound:,.0f}")
    if progress.gap is not None:
        parts.append(f"差距 gap {progress.gap:.2%}")
    if progress.note:
        parts.append(progress.note)
    return "  ".join(parts)

"""What people see when something is wrong: one message, one exit code, no traceback unless asked."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from planner.domain.errors import PlannerError

BUG = 1


@contextmanager
def faults_told(debug: bool) -> Iterator[None]:
    """Turn any fault inside into its message on stderr and its exit code.

    Without debug, the echoes of a fault (a half-written file that cannot be closed) are hushed too.
    """
    if not debug:
        sys.unraisablehook = _hush
    try:
        yield
    except Exception as fault:  # noqa: BLE001  the last line before the user
        if debug:
            traceback.print_exception(fault)
        print(message_of(fault), file=sys.stderr)
        sys.exit(code_of(fault))


def _hush(echo: object) -> None:
    """Say nothing of a fault that arose while an object was cleared away."""


def message_of(fault: Exception) -> str:
    """A fault in words a planner can act on."""
    if isinstance(fault, PlannerError):
        return f"错误 Error: {fault}"
    bug = f"程序故障 A bug in planner: {type(fault).__name__}: {fault}"
    return f"{bug}\nMaybe run it again with --debug and send us what it prints."


def code_of(fault: Exception) -> int:
    """The exit code of a fault; anything nobody foresaw is a bug."""
    return fault.exit_code if isinstance(fault, PlannerError) else BUG

"""How loops are compiled: once, kept on disk, and free of the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., Any])
OUTER: dict[str, Any] = {"cache": True, "nogil": True, "no_cfunc_wrapper": True}
INNER = {**OUTER, "no_cpython_wrapper": True}


def outer(loop: Loop) -> Loop:
    """Compile a function that the interpreter calls."""
    compiled: Loop = njit(**OUTER)(loop)
    return compiled


def inner(loop: Loop) -> Loop:
    """Compile a function that only compiled ones call; without a way in from outside that takes less long."""
    compiled: Loop = njit(**INNER)(loop)
    return compiled

"""How loops are compiled: once, kept on disk, and free of the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., Any])
OUTER: dict[str, Any] = {"nogil": True, "no_cfunc_wrapper": True}
INNER = {**OUTER, "no_cpython_wrapper": True}


def outer(loop: Loop) -> Loop:
    """Compile a function that the interpreter calls."""
    return _kept(loop, OUTER)


def inner(loop: Loop) -> Loop:
    """Compile a function that only compiled ones call; without a way in from outside that takes less long."""
    return _kept(loop, INNER)


def woven(loop: Loop) -> Loop:
    """Compile a function into the compiled ones that call it: for arguments too large to be handed over often."""
    return _kept(loop, {**INNER, "forceinline": True})


def _kept(loop: Loop, options: dict[str, Any]) -> Loop:
    """A loop kept beside its file, or in the user's cache, or nowhere if neither may be written."""
    try:
        compiled: Loop = njit(cache=True, **options)(loop)
    except RuntimeError:
        compiled = njit(**options)(loop)
    return compiled

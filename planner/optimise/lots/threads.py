"""Compiled loops over many articles, spread over the processor's cores.

The loops let go of the interpreter's lock, so threads do; loops that numba makes parallel take several times as long
to compile, and two threads may not run them at once.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 16  # articles


def spread(count: int, work: Callable[[int, int], object]) -> None:
    """Let `work` do [first, after) of `count` articles, a few at a time, on all cores."""
    if count <= AT_ONCE:
        work(0, count)
        return
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for done in [pool.submit(work, n, min(n + AT_ONCE, count)) for n in range(0, count, AT_ONCE)]:
            done.result()

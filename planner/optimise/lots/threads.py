"""Compiled loops over many articles, spread over the processor's cores.

The loops let go of the interpreter's lock, so threads do; loops that numba makes parallel take several times as long
to compile, and two threads may not run them at once.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 16  # articles, at most
TURNS = 4  # times at least that each core is given some where there are enough: articles take unlike times


def spread(count: int, work: Callable[[int, int], object]) -> None:
    """Let `work` do [first, after) of `count` articles, a few at a time, on all cores."""
    cores = os.cpu_count() or 1
    step = min(AT_ONCE, max(1, count // (TURNS * cores)))
    if count <= step or cores == 1:
        work(0, count)
        return
    with ThreadPoolExecutor(cores) as pool:
        for done in [pool.submit(work, n, min(n + step, count)) for n in range(0, count, step)]:
            done.result()

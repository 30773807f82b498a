"""Rest for the garbage collector while a large book is filled."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Inside, the cyclic collector does not run: a book's cells live until it is written.

    It would walk millions of them again and again, a quarter of the time of writing a plan of six weeks.
    """
    worked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if worked:
            gc.enable()

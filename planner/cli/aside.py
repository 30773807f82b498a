"""What libraries print past Python goes to standard error: standard output is for answers alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

OUT, ERR = 1, 2  # the process's own numbers of its outputs


@contextmanager
def prints_aside() -> Iterator[None]:
    """For a while, let whatever is written to the process's standard output go to its standard error."""
    sys.stdout.flush()
    try:
        kept = os.dup(OUT)
    except OSError:  # closed: nothing can be written there
        yield
        return
    try:
        os.dup2(ERR, OUT)
    except OSError:  # no standard error to write to
        os.close(kept)
        yield
        return
    try:
        yield
    finally:
        os.dup2(kept, OUT)
        os.close(kept)

"""Standard output holds answers alone, whatever a library prints past Python meanwhile."""

import subprocess
import sys

PROGRAM = """
import os
from planner.cli.aside import prints_aside
print("before")
with prints_aside():
    os.write(1, b"from a library\\n")
print("answer")
"""


def test_what_a_library_prints_goes_to_standard_error() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["before", "answer"]
    assert done.stderr == "from a library\n"


def test_a_closed_output_is_no_fault() -> None:
    closing = "import os; os.close(2)\n" + PROGRAM
    done = subprocess.run([sys.executable, "-c", closing], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.split()[-1] == "answer"

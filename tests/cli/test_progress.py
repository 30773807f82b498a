"""What long work shows while it runs."""

import io

from planner.cli.progress import ProgressScreen, progress_line
from planner.domain.progress import Progress


def test_a_line_tells_seconds_stage_best_bound_and_gap():
    line = progress_line(Progress("排产 lots", 3.0, best=200.0, bound=150.0, note="round 7"), 12.4)
    assert line == "   12 s  排产 lots  最好 best 200  下界 bound 150  差距 gap 25.00%  round 7"


def test_a_line_without_a_plan_yet_tells_only_the_stage():
    assert progress_line(Progress("读取 reading", 0.1), 0.6) == "    1 s  读取 reading"


def test_a_line_says_that_it_is_stopping():
    assert "Ctrl-C" in progress_line(Progress("lots", 1.0), 1.0, stopping=True)


def test_a_log_gets_no_line_before_five_seconds():
    log = io.StringIO()
    screen = ProgressScreen(log)
    screen.hear(Progress("lots", 1.0))
    screen.draw()
    screen.close()
    assert log.getvalue() == ""


def test_a_log_gets_one_plain_line_when_five_seconds_have_passed():
    log = io.StringIO()
    now = iter([0.0, 4.9, 5.1, 5.2]).__next__
    screen = ProgressScreen(log, clock=now)
    screen.hear(Progress("lots", 1.0))
    for _ in range(3):
        screen.draw()
    assert log.getvalue() == "    5 s  lots\n"

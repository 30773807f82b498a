"""Faults that raise, each with the exit code the command line gives it."""


class PlannerError(Exception):
    """Something is wrong that the user can mend; the message says what, where and 'Maybe …'."""

    exit_code = 2


class WorkbookError(PlannerError):
    """A workbook or folder could not be read as a scenario or plan."""

    exit_code = 3


class OutOfTime(PlannerError):
    """No plan was found in the time allowed."""

    exit_code = 5


class RejectedPlan(PlannerError):
    """The judge rejected a plan."""

    exit_code = 6

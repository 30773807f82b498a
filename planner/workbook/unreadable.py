"""The fault of a file that cannot be read at all."""

from planner.domain.errors import WorkbookError


class Unreadable(WorkbookError):
    """A file that cannot be read at all, with the code of its issue."""

    def __init__(self, code: str, message: str, sheet: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.sheet = sheet

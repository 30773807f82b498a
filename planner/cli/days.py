"""Days as people type them on a command line."""

from datetime import date as Date
from datetime import datetime as DateTime

import typer

FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")


def day_asked(text: str) -> Date:
    """A day; raises typer.BadParameter for anything else."""
    for form in FORMS:
        try:
            return DateTime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"{text!r} 不是日期 is not a date. Maybe 2025-01-26.")

"""`planner new`: a workbook to start from."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Template(StrEnum):
    """The worlds a workbook can start from."""

    TINY = "tiny"
    FESTIVAL_WEEK = "festival-week"
    SPRING_FESTIVAL = "spring-festival"
    BLANK = "blank"


def new(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="新工作簿 The workbook to write.")],
    template: Annotated[Template, typer.Option("--template", "-t", help="模板 World to start from.")] = (
        Template.FESTIVAL_WEEK
    ),
) -> None:
    """新建情景工作簿 Write a scenario workbook to start from; never overwrites."""
    from planner.workflows import new_workbook

    path = new_workbook(out, template.value)
    print(f"已写出 Written: {path}")
    print(f"下一步 Next: edit it, then `planner check {path}` and `planner solve {path}`.")

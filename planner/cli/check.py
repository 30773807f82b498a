"""`planner check`: every fault of a workbook at once, each with its cell."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from planner.domain.errors import WorkbookError

SHOWN = 20


def check(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="SCENARIO", exists=True, help="情景工作簿或 CSV 文件夹 Workbook or CSV folder."
        ),
    ],
) -> None:
    """检查工作簿 Name every fault and warning of a workbook, with its cell."""
    from planner.cli.size import size_line
    from planner.workflows import check_workbook

    checked = check_workbook(file)
    _show("错误 Faults", checked.faults)
    _show("提醒 Warnings", checked.warnings)
    if checked.report is not None:
        print(f"全部列于 All of them, linked to their cells: {checked.report}")
    if checked.scenario is None:
        raise typer.Exit(WorkbookError.exit_code)
    print(f"可以求解 Ready to solve: {size_line(checked.scenario)}")


def _show(title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    print(f"{title}: {len(lines)}")
    for line in lines[:SHOWN]:
        print(f"  {line}")
    if len(lines) > SHOWN:
        print(f"  … 另有 and {len(lines) - SHOWN} more")
    print()

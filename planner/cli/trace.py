"""`planner trace`: where a lot came from, where it went, and what a customer got."""

import json
import sys
from datetime import date as Date
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.days import day_asked


def trace(
    scenario: Annotated[
        Path, typer.Argument(metavar="SCENARIO", exists=True, help="情景 Workbook or CSV folder.")
    ],
    plan: Annotated[Path, typer.Argument(metavar="PLAN.xlsx", exists=True, help="计划工作簿 Plan workbook.")],
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="批号、原料批号或客户 A lot, a material lot or a customer.")
    ],
    day: Annotated[
        Date | None,
        typer.Argument(
            metavar="DATE",
            parser=day_asked,
            help="批次：到这天为止；客户：这天 Of a lot: until that day; of a customer: that day.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="写到 .xlsx 或 .csv Write a workbook or CSV file."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="显示所有行 Show all rows.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON Print one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="输出 CSV Print one CSV table.")] = False,
) -> None:
    """追溯 Where a lot came from and went, or what a customer got."""
    from planner.cli.tables import SHOWN, page_data, page_lines
    from planner.workflows import pages_as_csv, save_pages, trace_plan

    pages = trace_plan(scenario, plan, code, day)
    if as_json:
        print(
            json.dumps(
                {"code": code, "date": day, "pages": page_data(pages)}, ensure_ascii=False, default=str
            )
        )
    elif as_csv:
        sys.stdout.write(pages_as_csv(pages))
    elif out is None:
        print("\n".join(page_lines(pages, None if everything else SHOWN)))
    if out is not None:
        written = save_pages(pages, out)
        print(f"已写出 Written: {written}", file=sys.stderr)

"""`planner deliveries`: who drives what where and when, on the screen, on paper, on a phone, in a calendar."""

import json
import sys
from datetime import date as Date
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.days import day_asked


def deliveries(
    scenario: Annotated[
        Path, typer.Argument(metavar="SCENARIO", exists=True, help="情景 Workbook or CSV folder.")
    ],
    plan: Annotated[Path, typer.Argument(metavar="PLAN.xlsx", exists=True, help="计划工作簿 Plan workbook.")],
    day: Annotated[
        Date | None,
        typer.Option("--date", parser=day_asked, metavar="DATE", help="配送日 Dispatch day [all, at a glance]."),
    ] = None,
    truck: Annotated[
        str | None,
        typer.Option("--truck", metavar="NAME", help="车辆、车型、车次或 dock A truck, type, trip, or dock."),
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", metavar="NAME", help="客户编码或名称 A customer, by code or name.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE",
            help=".xlsx 装车单与送货单 to print, .html 手机 phone, .ics 日历 calendar, .csv 明细 rows.",
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="显示所有行 Show all rows.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON Print one JSON object.")] = False,
) -> None:  # fmt: skip
    """配送 Trips and stops: loading lists, delivery notes, a phone page, a calendar."""
    from planner.cli.tables import SHOWN, page_data, page_lines
    from planner.workflows import find_deliveries, save_deliveries

    papers = find_deliveries(scenario, plan, day, truck, store)
    if as_json:
        print(json.dumps({"pages": page_data(papers.shown)}, ensure_ascii=False))
    elif out is None:
        print("\n".join(page_lines(papers.shown, None if everything else SHOWN)))
    if out is not None:
        print(f"已写出 Written: {save_deliveries(papers, out)}", file=sys.stderr)

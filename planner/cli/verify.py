"""`planner verify`: the judge alone, on any plan, also one edited by hand."""

import json
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.findings import findings_data, verdict_lines
from planner.domain.errors import RejectedPlan


def verify(
    scenario: Annotated[
        Path, typer.Argument(metavar="SCENARIO", exists=True, help="情景 Workbook or CSV folder.")
    ],
    plan: Annotated[Path, typer.Argument(metavar="PLAN.xlsx", exists=True, help="计划工作簿 Plan workbook.")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON Print one JSON object.")] = False,
) -> None:
    """评判计划 Judge a plan against its scenario, rule by rule."""
    from planner.workflows import verify_plan

    verdict = verify_plan(scenario, plan)
    if as_json:
        found = findings_data(verdict)
        print(json.dumps({"accepted": verdict.accepted, "findings": found, "cost": verdict.cost_yuan}))
    else:
        print("\n".join(verdict_lines(verdict)))
        print(f"总成本 Cost, added up by the judge: {verdict.cost_yuan:,.2f} 元")
    if not verdict.accepted:
        raise typer.Exit(RejectedPlan.exit_code)

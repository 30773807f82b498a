"""`planner solve`: a workbook in, a judged plan out."""

import json
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.aside import prints_aside
from planner.cli.progress import ProgressScreen
from planner.cli.stoppable import run_stoppable
from planner.domain.errors import RejectedPlan
from planner.workflows import SolveResult, solve_scenario


def days_asked(text: str) -> int:
    """How many days are planned to the minute; raises typer.BadParameter for anything but a number or none."""
    if text.strip().lower() == "none":
        return 0
    if not text.strip().isdecimal():
        raise typer.BadParameter(f"{text!r} 不是天数 is not a number of days. Maybe 7, or none.")
    return int(text)


def solve(
    scenario: Annotated[
        Path,
        typer.Argument(
            metavar="SCENARIO", exists=True, help="情景工作簿或 CSV 文件夹 Workbook or CSV folder."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="PLAN.xlsx", help="计划文件 Where the plan goes [<scenario>.plan.xlsx]."
        ),
    ] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=1, metavar="S", help="最长用时（秒） Seconds to try.")
    ] = 420.0,
    gap: Annotated[
        float,
        typer.Option("--gap", min=0, max=1, metavar="G", help="足够好的差距 Proven gap that is good enough."),
    ] = 0.001,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help="随机种子 Random seed.")] = 1,
    workers: Annotated[
        int, typer.Option("--workers", min=1, metavar="N", help="处理器核心数 Processor cores to use.")
    ] = 2,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            parser=days_asked,
            metavar="N|none",
            help="只排前 N 天到分钟；none：不排 Plan only the first N days to the minute; none: no minutes [all].",
        ),
    ] = None,
    routes: Annotated[
        bool, typer.Option("--routes/--no-routes", help="是否排配送线路 Whether to plan trucks and stops.")
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="输出 JSON Print one JSON object, nothing else.")
    ] = False,
) -> None:
    """求解情景 Plan a scenario; Ctrl-C once keeps the best plan so far."""
    screen = ProgressScreen()
    try:
        with prints_aside():
            result = run_stoppable(
                lambda stop: solve_scenario(
                    scenario,
                    out,
                    time_limit=time_limit,
                    gap=gap,
                    seed=seed,
                    workers=workers,
                    days=days,
                    routes=routes,
                    listener=screen.hear,
                    stop=stop,
                ),
                screen.draw,
            )
    except Exception as fault:
        if as_json:
            from planner.cli.result import fault_data

            print(json.dumps(fault_data(fault), ensure_ascii=False))
        raise
    finally:
        screen.close()
    tell(result, as_json)


def tell(result: SolveResult, as_json: bool) -> None:
    """Print a result; raises typer.Exit with the code of a rejected plan."""
    from planner.cli.result import result_data, result_lines

    if as_json:
        print(json.dumps(result_data(result), ensure_ascii=False))
    else:
        print("\n".join(result_lines(result)))
    if not result.verdict.accepted:
        raise typer.Exit(RejectedPlan.exit_code)

"""What `planner solve` says at the end: a few lines for people, one object for machines."""

import sys
from typing import Any

from planner.cli.faults import code_of
from planner.cli.findings import findings_data, verdict_lines
from planner.cli.layout import aligned
from planner.cli.size import size_line
from planner.domain.dispatch import WHY_LEFT
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan, Shortage
from planner.domain.scenario import Scenario
from planner.workflows import SolveResult

WORST_SHORTAGES = 5
STATUSES = {
    "optimal": "最优 optimal",
    "good": "足够好 good enough",
    "stopped": "已停止 stopped",
    "time": "到时 time is up",
}


def result_lines(result: SolveResult) -> list[str]:
    """Verdict, cost, proof, service, overtime, the worst shortages, and where the plan is."""
    scenario, head, figures = result.scenario, result.plan.head, result.figures
    rows = [
        ("情景 Scenario", size_line(scenario)),
        ("状态 Status", f"{STATUSES.get(head.status, head.status)}, {result.seconds:,.1f} s"),
        ("总成本 Cost", f"{head.cost_yuan:,.0f} 元"),
        ("下界 Bound", f"{head.bound_yuan:,.0f} 元, 差距 gap {head.gap:.2%}"),
        ("满足率 Fill", f"{figures.fill_rate:.1%} ({figures.service.delivered_kg:,.0f} kg)"),
        (
            "加班 Overtime",
            f"{figures.overtime_hours:,.0f} 人时 person-hours, {figures.overtime_yuan:,.0f} 元",
        ),
    ]
    rows += [*_minutes_row(result.plan), *_routes_rows(result)]
    return [
        *aligned(rows),
        *_shortage_lines(scenario, result.plan.shortages),
        *_warning_lines(result.warnings),
        *verdict_lines(result.verdict),
        f"计划 Plan: {result.path}",
    ]


def _minutes_row(plan: Plan) -> list[tuple[str, str]]:
    """How much of the lots has minutes; nothing when none were sought."""
    share = plan.placed_share
    return (
        []
        if share is None
        else [("排程 Minutes", f"{share:.1%} 已排 placed, {len(plan.tasks):,} 任务 tasks")]
    )


def _routes_rows(result: SolveResult) -> list[tuple[str, str]]:
    """Trips, stops, their cost and how many are served in time; nothing when no trucks were sought."""
    plan, figures = result.plan, result.figures
    if not plan.is_routed:
        return []
    words = (
        f"{len(plan.trips):,} 车次 trips, {len(plan.drops):,} 停靠 stops, {plan.head.delivery_yuan:,.0f} 元"
    )
    stops, village = figures.service.stops, figures.village_stops_served
    on_time = f"{stops.served:,} / {stops.due:,} 站准时 stops served in their windows"
    share = "" if stops.share is None else f"{stops.share:.2%}, "
    safe = "" if village is None else f", 亚冬村 village {village:.0%}"
    return [("配送 Routes", words), ("送达 On time", f"{share}{on_time}{safe}"), *_left_rows(result)]


def _left_rows(result: SolveResult) -> list[tuple[str, str]]:
    """What found no truck, by reason, and its price."""
    figures, kg = result.figures, dict[str, float]()
    for row in result.plan.undelivered:
        kg[WHY_LEFT[row.reason]] = kg.get(WHY_LEFT[row.reason], 0.0) + row.kg
    if not kg:
        return []
    why = "; ".join(f"{reason} {amount:,.0f} kg" for reason, amount in kg.items())
    return [("未送 Left behind", f"{figures.left_kg:,.0f} kg, {figures.left_yuan:,.0f} 元: {why}")]


def _warning_lines(count: int) -> list[str]:
    return [f"提醒 Warnings: {count}, `planner check` lists them"] if count else []


def _shortage_lines(scenario: Scenario, shortages: tuple[Shortage, ...]) -> list[str]:
    """The dearest shortages, each with its reason."""
    if not shortages:
        return ["缺货 Shortages: 无 none"]
    kg = sum(row.kg for row in shortages)
    worst = sorted(shortages, key=lambda row: (-row.yuan, row.date, row.product))[:WORST_SHORTAGES]
    head = f"缺货 Shortages: {kg:,.0f} kg, 最贵的 {len(worst)} 项 the {len(worst)} dearest"
    return [head, *aligned((_shortage_cells(scenario, row) for row in worst), indent="  ")]


def _shortage_cells(scenario: Scenario, row: Shortage) -> tuple[str, ...]:
    product = scenario.product_of.get(row.product)
    return (
        f"{row.date:%m-%d}",
        f"{row.product} {product.name if product else ''}",
        row.customer_class,
        f"{row.kg:,.0f} kg",
        f"{row.yuan:,.0f} 元",
        row.reason,
    )


def result_data(result: SolveResult) -> dict[str, Any]:
    """The outcome as plain data: money in yuan, shares as fractions."""
    head, figures = result.plan.head, result.figures
    return {
        "status": head.status,
        "accepted": result.verdict.accepted,
        "findings": findings_data(result.verdict),
        "cost": head.cost_yuan,
        "bound": head.bound_yuan,
        "gap": head.gap,
        "fill_rate": figures.fill_rate,
        "otif": figures.otif,
        "overtime_hours": figures.overtime_hours,
        "shortage_kg": figures.shortage_kg,
        "placed_share": result.plan.placed_share,
        "tasks": len(result.plan.tasks),
        "trips": len(result.plan.trips),
        "stops": len(result.plan.drops),
        "delivery_cost": head.delivery_yuan,
        "stops_due": figures.service.stops.due,
        "stops_on_time": figures.stops_served,
        "village_on_time": figures.village_stops_served,
        "undelivered_kg": figures.left_kg,
        "undelivered_yuan": figures.left_yuan,
        "undelivered": [row.model_dump(mode="json") for row in result.plan.undelivered],
        "warnings": result.warnings,
        "seconds": result.seconds,
        "peak_memory_mb": peak_memory_mb(),
        "products": len(result.scenario.products),
        "customers": len(result.scenario.customers),
        "days": len(result.scenario.dates),
        "plan": str(result.path),
    }


def fault_data(fault: Exception) -> dict[str, Any]:
    """The same object when there is no plan."""
    return {
        "status": "fault" if isinstance(fault, PlannerError) else "bug",
        "accepted": False,
        "findings": [],
        "cost": None,
        "bound": None,
        "gap": None,
        "fill_rate": None,
        "exit_code": code_of(fault),
        "message": str(fault),
    }


def peak_memory_mb() -> float | None:
    """The most memory this process has held; None where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10

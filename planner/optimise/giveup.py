"""What found no minutes is not made: lots, kits, deliveries and the bill follow, and every shortage says why."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from planner.domain.givenup import GivenUp
from planner.domain.plan import NOT_ASKED, Lot, Plan, Shortage, Unplaced
from planner.domain.scenario import Scenario
from planner.optimise.lots.fewer import with_fewer
from planner.optimise.schedule.shrink import shrunk

SMALL = 1e-6
NO_COMPONENTS = "配件未排到分钟 its components found no minutes"
REMEDY = "加设备或人手、提前一天或换线生产 more machines or hands there, a day earlier or on another line"


def give_up(scenario: Scenario, plan: Plan) -> Plan:
    """The plan cut down to what has minutes; lots for which none were sought stay, and stay unplaced."""
    blocked = [row for row in plan.unplaced if row.reason != NOT_ASKED]
    if not blocked:
        return plan
    fewer = with_fewer(scenario, plan, kept_of(scenario, plan, blocked))
    made = {lot.code: lot.kg for lot in fewer.lots}
    given_up = tuple(_given_up(scenario, plan, blocked, made))
    later = (row for row in plan.unplaced if row.reason == NOT_ASKED and made.get(row.lot, 0.0) > SMALL)
    return replace(
        fewer,
        tasks=shrunk(scenario, plan.tasks, plan.lots, made),
        unplaced=tuple(row.model_copy(update={"kg": made[row.lot]}) for row in later),
        given_up=given_up,
        shortages=_told(scenario, plan, fewer, given_up),
    )


def kept_of(scenario: Scenario, plan: Plan, blocked: Sequence[Unplaced]) -> dict[str, float]:
    """Kilograms of each lot that are still made: those with minutes, unless they are less than the smallest lot."""
    lost: dict[str, float] = defaultdict(float)
    for row in blocked:
        lost[row.lot] += row.kg
    kept = {lot.code: round(lot.kg - lost[lot.code], 6) for lot in plan.lots}
    least = {lot.code: scenario.product_of[lot.product].min_lot_kg for lot in plan.lots}
    return {code: kg if kg >= least[code] - SMALL or code not in lost else 0.0 for code, kg in kept.items()}


def _given_up(
    scenario: Scenario, plan: Plan, blocked: list[Unplaced], made: dict[str, float]
) -> Iterator[GivenUp]:
    """A row for every blocked stage; what a lot lost beyond that is told at its first row, or at a kit's line."""
    product = {lot.code: lot.product for lot in plan.lots}
    rest = {lot.code: lot.kg - made.get(lot.code, 0.0) for lot in plan.lots}
    for row in blocked:
        rest[row.lot] -= row.kg
    for row in blocked:
        more = max(rest.pop(row.lot, 0.0), 0.0)
        yield _row(product[row.lot], row, row.kg + more, "")
    for lot in plan.lots:
        if rest.get(lot.code, 0.0) > SMALL:
            yield _row(lot.product, at_its_line(scenario, lot), rest[lot.code], NO_COMPONENTS)


def _row(product: str, row: Unplaced, kg: float, reason: str) -> GivenUp:
    return GivenUp(
        lot=row.lot,
        product=product,
        seq=row.seq,
        resource=row.resource,
        date=row.date,
        latest=row.latest,
        kg=round(kg, 6),
        reason=reason,
    )


def at_its_line(scenario: Scenario, lot: Lot) -> Unplaced:
    """A whole lot without minutes, told at the stage that names it."""
    stages = scenario.stages_of[scenario.product_of[lot.product].family]
    line = next(stage for stage in stages if stage.is_line and stage.resource == lot.line)
    day = lot.date - timedelta(days=line.days_before)
    return Unplaced(lot=lot.code, seq=line.seq, resource=lot.line, date=day, latest=0, kg=lot.kg)


def _told(scenario: Scenario, plan: Plan, fewer: Plan, given_up: tuple[GivenUp, ...]) -> tuple[Shortage, ...]:
    """Shortages with the reasons they had; those that grew or are new say which machine had no minutes when."""
    before = {(row.date, row.customer_class, row.product): row for row in plan.shortages}
    why: dict[str, list[GivenUp]] = defaultdict(list)
    for lost in given_up:
        why[lost.product].append(lost)
    told = []
    for row in fewer.shortages:
        old = before.get((row.date, row.customer_class, row.product))
        causes = [lost for lost in why[row.product] if lost.date <= row.date]
        reason, remedy = (old.reason, old.remedy) if old else ("", "")
        if causes and (old is None or row.kg > 2 * old.kg):
            reason, remedy = _blocked(causes[-1]), REMEDY
        told.append(row.model_copy(update={"reason": reason, "remedy": remedy}))
    return tuple(told)


def _blocked(lost: GivenUp) -> str:
    if lost.reason:
        return lost.reason
    clock = f"{lost.latest // 60:02d}:{lost.latest % 60:02d}"
    day = f"{lost.date:%m-%d}"
    return f"{day} {lost.resource} 在 {clock} 前排不下 no minutes on {lost.resource} by {clock}"

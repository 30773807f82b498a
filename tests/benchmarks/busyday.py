"""The evening wave of the busiest delivery day of a worked world, as if everything were packed when it begins."""

from dataclasses import replace
from datetime import date as Date

from planner.domain.scenario import Scenario
from planner.optimise.delivery import NO_LIMIT, Problem
from planner.optimise.dispatch.consign import consignments_of
from planner.optimise.dispatch.fleet import Fleet
from planner.optimise.dispatch.goods import Consignment, Piece
from planner.optimise.dispatch.wave import Asked, problem_of
from planner.optimise.dispatch.yard import Yard
from planner.workflows import read_sound, world_folder


def busiest_evening(world: str) -> tuple[Date, Problem]:
    """The day with most kilograms ordered by customers whom trucks serve, and its problem.

    Roads take the same minutes at any hour, there are doors enough and no pauses, so that other solvers can
    hold the same problem.
    """
    scenario, _ = read_sound(world_folder(world))
    yard = Yard(scenario)
    day = _busiest(scenario, yard)
    wave = max(scenario.waves, key=lambda wave: sum(yard.reaches(wave, c.code) for c in scenario.customers))
    loads = tuple(load for load in _loads(yard, day) if yard.reaches(wave, load.customer))
    asked = Asked(wave, day, loads, tuple(Fleet(yard).tiers(wave)), NO_LIMIT, may_wait=False)
    return day, replace(problem_of(yard, asked), pace=None, breaks=None)


def _busiest(scenario: Scenario, yard: Yard) -> Date:
    brought = scenario.demand[~scenario.demand["customer"].isin(yard.fetching)]
    return brought.groupby("date")["kg"].sum().idxmax().date()


def _loads(yard: Yard, day: Date) -> list[Consignment]:
    """What each customer ordered, ready from the first minute on."""
    scenario = yard.scenario
    rows = scenario.demand[scenario.demand["date"].dt.date == day]
    goods: dict[str, list[Piece]] = {}
    for customer, code, kg in zip(rows["customer"], rows["product"], rows["kg"], strict=True):
        product = scenario.product_of[code]
        if customer not in yard.fetching and kg > 0:
            piece = Piece(code, code, product.zone, kg, product.kg_per_crate, ready=0)
            goods.setdefault(customer, []).append(piece)
    return [load for customer, pieces in goods.items() for load in consignments_of(yard, customer, pieces)]

"""The problem in PyVRP's words: one routing profile for each price of a kilometre and set of stops allowed.

A profile's distances are money, so that vehicles of different prices share whole numbers. A stop with several
windows becomes a group of clients of which one is visited at most.
"""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pyvrp
from pyvrp import Activity, ActivityType, Client, ClientGroup, Depot, Location, ProblemData, Route, Solution

from planner.optimise.delivery.fleets import Fleet, within
from planner.optimise.delivery.pace import Matrix
from planner.optimise.delivery.problem import NEVER, NO_LIMIT, Problem, Stop, VehicleType, Windows
from planner.optimise.delivery.scale import steps_in_one
from planner.optimise.delivery.timing import Orders, Plan, timed

UNLIMITED = 2**63 - 1
NO_WAY_MONEY = 2**44


@dataclass(frozen=True)
class Model:
    """PyVRP's data; which stop each client is, the first client of each stop, and which type each of PyVRP's is."""

    problem: Problem
    data: ProblemData
    stop_of: tuple[int, ...]
    clients_of: dict[int, int]
    kinds: tuple[int, ...]
    reload_depot: tuple[int, ...]


def model_of(problem: Problem, servable: frozenset[int], musts: frozenset[int], fleet: Fleet) -> Model:
    """Build PyVRP's data for a fleet and the stops that can be served at all; `musts` may not be left out.

    What may be left out makes PyVRP's search three times as slow, so that it pays to name what is never left out.
    """
    steps = steps_in_one(problem)
    loading = sorted({m for kind in problem.vehicles for m in (kind.load_minutes, kind.reload_minutes)})
    depot = {minutes: place for place, minutes in enumerate(loading)}
    clients, stop_of, groups = _clients(problem, servable, musts, steps)
    kinds = tuple(kind for kind, number in enumerate(fleet) if number)
    keys = [_profile_key(problem, kind) for kind in range(len(problem.vehicles))]
    profiles = sorted(set(keys))
    tables = [_tables(problem, price, barred, steps) for price, barred in profiles]
    data = ProblemData(
        locations=[Location(0, 0) for _ in range(len(problem.stops) + 1)],
        clients=clients,
        depots=[Depot(0, service_duration=minutes) for minutes in loading],
        vehicle_types=[
            _vehicles(problem.vehicles[kind], fleet[kind], profiles.index(keys[kind]), depot, steps, longest)
            for kind, longest in ((kind, UNLIMITED if groups else _longest(problem, kind)) for kind in kinds)
        ],
        distance_matrices=cast(Any, [money for money, _ in tables]),
        duration_matrices=cast(Any, [minutes for _, minutes in tables]),
        groups=groups,
    )
    first = {stop: stop_of.index(stop) for stop in servable}
    reload_depot = tuple(depot[kind.reload_minutes] for kind in problem.vehicles)
    return Model(problem, data, tuple(stop_of), first, kinds, reload_depot)


def _clients(
    problem: Problem, servable: frozenset[int], musts: frozenset[int], steps: int
) -> tuple[list[Client], list[int], list[ClientGroup]]:
    clients: list[Client] = []
    stop_of: list[int] = []
    groups: list[ClientGroup] = []
    for place in sorted(servable):
        stop = problem.stops[place]
        windows = _open_windows(stop)
        group = len(groups) if len(windows) > 1 else None
        if group is not None:
            members = range(len(clients), len(clients) + len(windows))
            groups.append(ClientGroup(list(members), required=place in musts))
        for opens, closes in windows:
            stop_of.append(place)
            clients.append(
                Client(
                    place + 1,
                    delivery=list(stop.loads),
                    pickup=list(stop.returns),
                    service_duration=stop.service_minutes,
                    tw_early=opens,
                    tw_late=closes,
                    release_time=stop.ready,
                    prize=0 if place in musts else round(problem.leaving_out(place) * steps),
                    required=place in musts and group is None,
                    group=group,
                )
            )
    return clients, stop_of, groups


def _open_windows(stop: Stop) -> Windows:
    """The windows that have not passed when the goods are ready."""
    return tuple((opens, closes) for opens, closes in stop.windows if closes >= stop.ready)


def _vehicles(
    kind: VehicleType, number: int, profile: int, depot: dict[int, int], steps: int, longest: int
) -> pyvrp.VehicleType:
    return pyvrp.VehicleType(
        num_available=number,
        capacity=list(kind.holds),
        start_depot=depot[kind.load_minutes],
        end_depot=depot[kind.load_minutes],
        fixed_cost=round(kind.use_price * steps),
        tw_early=kind.shift[0],
        tw_late=kind.shift[1],
        unit_distance_cost=1,
        unit_duration_cost=round(kind.minute_price * steps),
        profile=profile,
        reload_depots=[depot[kind.reload_minutes]] if kind.most_trips > 1 else [],
        max_reloads=kind.most_trips - 1,
        shift_duration=longest,
    )


def _longest(problem: Problem, kind: int) -> int:
    """The longest a vehicle of a type may be away, as PyVRP says it."""
    longest = problem.vehicles[kind].longest_minutes
    return UNLIMITED if longest == NO_LIMIT else longest


def _profile_key(problem: Problem, kind: int) -> tuple[float, tuple[int, ...]]:
    barred = tuple(place for place, stop in enumerate(problem.stops) if not stop.allows(kind))
    return problem.vehicles[kind].km_price, barred


def _tables(problem: Problem, price: float, barred: tuple[int, ...], steps: int) -> tuple[Matrix, Matrix]:
    """Money and minutes between places at a price for a kilometre, with no way to the stops barred."""
    money = np.round(problem.metres / 1000 * price * steps).astype(np.int64)
    minutes = problem.minutes.copy()
    away = [stop + 1 for stop in barred]
    for table, no_way in ((money, NO_WAY_MONEY), (minutes, NEVER)):
        table[away, :] = table[:, away] = no_way
        np.fill_diagonal(table, 0)
    return money, minutes


def solution_of(model: Model, plan: Plan) -> Solution:
    """A plan as PyVRP's solution, each stop in the window in which it would be served."""
    routes = []
    numbers = [0] * len(model.problem.vehicles)
    for place, kind in enumerate(model.kinds):
        numbers[kind] = model.data.vehicle_type(place).num_available
    for kind, orders in within(tuple(numbers), plan):
        activities = _activities(model, kind, orders)
        if activities:
            routes.append(Route(model.data, activities, model.kinds.index(kind)))
    return Solution(model.data, routes)


def _activities(model: Model, kind: int, orders: Orders) -> list[Activity]:
    """The clients of each trip, with loading between trips."""
    known = tuple(tuple(stop for stop in order if stop in model.clients_of) for order in orders)
    trips = [order for order in known if order][: model.problem.vehicles[kind].most_trips]
    tour = timed(model.problem, kind, tuple(trips)) if trips else None
    begins = {visit.stop: visit.begins for trip in tour.trips for visit in trip.visits} if tour else {}
    activities: list[Activity] = []
    for order in trips:
        if activities:
            activities.append(Activity(ActivityType.DEPOT, model.reload_depot[kind]))
        for stop in order:
            activities.append(Activity(ActivityType.CLIENT, _client(model, stop, begins.get(stop, 0))))
    return activities


def _client(model: Model, stop: int, begins: int) -> int:
    """The client whose window is open when service begins, else the first."""
    windows = _open_windows(model.problem.stops[stop])
    open_then = (place for place, (opens, closes) in enumerate(windows) if opens <= begins <= closes)
    return model.clients_of[stop] + next(open_then, 0)


def plan_of(model: Model, solution: Solution) -> Plan:
    """Type and stops by trip of each route; trips without stops fall away."""
    found: list[tuple[int, Orders]] = []
    for route in solution.routes():
        trips: list[list[int]] = [[]]
        for activity in route:
            if activity.is_client():
                trips[-1].append(model.stop_of[activity.idx])
            elif trips[-1]:
                trips.append([])
        orders = tuple(tuple(trip) for trip in trips if trip)
        if orders:
            found.append((model.kinds[route.vehicle_type()], orders))
    return found

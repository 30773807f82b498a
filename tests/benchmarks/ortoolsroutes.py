"""A delivery problem handed to OR-Tools routing: guided local search, reloading at nodes of each truck's own."""

from dataclasses import dataclass

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from planner.optimise.delivery import NO_LIMIT, Problem, Tour
from planner.optimise.delivery.insertion import carries
from planner.optimise.delivery.timing import Orders, timed

STEPS = 100
LATEST = 3 * 1440
NOBODY = -1


@dataclass(frozen=True)
class _Nodes:
    """Node 0 is the depot, node k + 1 stop k; then come the reloads of each truck, by truck and turn."""

    problem: Problem
    kinds: tuple[int, ...]
    owners: tuple[int, ...]

    @property
    def first_reload(self) -> int:
        return len(self.problem.stops) + 1

    @property
    def count(self) -> int:
        return self.first_reload + len(self.owners)

    def place(self, node: int) -> int:
        """Where a node is on the map."""
        return node if node < self.first_reload else 0


def tours_by_ortools(problem: Problem, seconds: float) -> tuple[Tour, ...]:
    """The tours OR-Tools finds, in exact minutes; those it gets wrong by a minute fall away."""
    kinds = tuple(k for k, vehicle in enumerate(problem.vehicles) for _ in range(vehicle.number))
    owners = tuple(t for t, kind in enumerate(kinds) for _ in range(problem.vehicles[kind].most_trips - 1))
    nodes = _Nodes(problem, kinds, owners)
    manager = pywrapcp.RoutingIndexManager(nodes.count, len(kinds), 0)
    model = pywrapcp.RoutingModel(manager)
    _money(nodes, manager, model)
    _clock(nodes, manager, model)
    for dimension in range(problem.dimensions):
        _loads(nodes, manager, model, dimension)
    _who_may_serve(nodes, manager, model)
    found = model.SolveWithParameters(_parameters(seconds))
    return _tours(nodes, manager, model, found) if found else ()


def _parameters(seconds: float) -> object:
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.FromMilliseconds(int(seconds * 1000))
    return asked


def _money(nodes: _Nodes, manager: pywrapcp.RoutingIndexManager, model: pywrapcp.RoutingModel) -> None:
    metres = nodes.problem.metres.tolist()
    for truck, kind in enumerate(nodes.kinds):
        vehicle = nodes.problem.vehicles[kind]

        def way(a: int, b: int, price: float = vehicle.km_price) -> int:
            start, end = nodes.place(manager.IndexToNode(a)), nodes.place(manager.IndexToNode(b))
            return round(metres[start][end] * price * STEPS / 1000)

        model.SetArcCostEvaluatorOfVehicle(model.RegisterTransitCallback(way), truck)
        model.SetFixedCostOfVehicle(round(vehicle.use_price * STEPS), truck)
    for stop in range(len(nodes.problem.stops)):
        model.AddDisjunction([manager.NodeToIndex(stop + 1)], round(nodes.problem.leaving_out(stop) * STEPS))
    for node in range(nodes.first_reload, nodes.count):
        model.AddDisjunction([manager.NodeToIndex(node)], 0)


def _clock(nodes: _Nodes, manager: pywrapcp.RoutingIndexManager, model: pywrapcp.RoutingModel) -> None:
    """Loading and unloading before leaving, waiting for windows, and the trucks' shifts."""
    problem, minutes = nodes.problem, nodes.problem.minutes.tolist()
    evaluators = []
    for kind in nodes.kinds:
        vehicle = problem.vehicles[kind]

        def takes(
            a: int, b: int, load: int = vehicle.load_minutes, reload: int = vehicle.reload_minutes
        ) -> int:
            node = manager.IndexToNode(a)
            at = load if node == 0 else reload
            if 0 < node < nodes.first_reload:
                at = problem.stops[node - 1].service_minutes
            return at + minutes[nodes.place(node)][nodes.place(manager.IndexToNode(b))]

        evaluators.append(model.RegisterTransitCallback(takes))
    model.AddDimensionWithVehicleTransits(evaluators, LATEST, LATEST, False, "clock")
    clock = model.GetDimensionOrDie("clock")
    for stop, asked in enumerate(problem.stops):
        cumul = clock.CumulVar(manager.NodeToIndex(stop + 1))
        cumul.SetRange(asked.windows[0][0], asked.windows[-1][1])
        for (_, closes), (opens, _) in zip(asked.windows, asked.windows[1:], strict=False):
            cumul.RemoveInterval(closes + 1, opens - 1)
    for truck, kind in enumerate(nodes.kinds):
        vehicle = problem.vehicles[kind]
        for index in (model.Start(truck), model.End(truck)):
            clock.CumulVar(index).SetRange(vehicle.shift[0], min(vehicle.shift[1], LATEST))
        if vehicle.longest_minutes != NO_LIMIT:
            clock.SetSpanUpperBoundForVehicle(vehicle.longest_minutes, truck)


def _loads(
    nodes: _Nodes, manager: pywrapcp.RoutingIndexManager, model: pywrapcp.RoutingModel, dimension: int
) -> None:
    """What is on board, counted up from stop to stop; a reload sets it back to nothing."""
    most = [nodes.problem.vehicles[kind].holds[dimension] for kind in nodes.kinds]
    highest = max(most)

    def grows(a: int) -> int:
        node = manager.IndexToNode(a)
        if node >= nodes.first_reload:
            return -highest
        return nodes.problem.stops[node - 1].loads[dimension] if node else 0

    name = f"load {dimension}"
    model.AddDimensionWithVehicleCapacity(
        model.RegisterUnaryTransitCallback(grows), highest, most, True, name
    )
    load = model.GetDimensionOrDie(name)
    for stop in range(len(nodes.problem.stops)):
        load.SlackVar(manager.NodeToIndex(stop + 1)).SetValue(0)
    for truck in range(len(nodes.kinds)):
        load.SlackVar(model.Start(truck)).SetValue(0)


def _who_may_serve(
    nodes: _Nodes, manager: pywrapcp.RoutingIndexManager, model: pywrapcp.RoutingModel
) -> None:
    for stop, asked in enumerate(nodes.problem.stops):
        allowed = [truck for truck, kind in enumerate(nodes.kinds) if asked.allows(kind)]
        model.VehicleVar(manager.NodeToIndex(stop + 1)).SetValues([NOBODY, *allowed])
    for turn, truck in enumerate(nodes.owners):
        model.VehicleVar(manager.NodeToIndex(nodes.first_reload + turn)).SetValues([NOBODY, truck])


def _tours(
    nodes: _Nodes,
    manager: pywrapcp.RoutingIndexManager,
    model: pywrapcp.RoutingModel,
    found: pywrapcp.Assignment,
) -> tuple[Tour, ...]:
    tours: list[Tour] = []
    for truck, kind in enumerate(nodes.kinds):
        orders = _orders(nodes, manager, model, found, truck)
        number = sum(tour.kind == kind for tour in tours)
        whole = orders and all(carries(nodes.problem, kind, order) for order in orders)
        tour = timed(nodes.problem, kind, orders, number) if whole else None
        tours += [tour] if tour else []
    return tuple(tours)


def _orders(
    nodes: _Nodes,
    manager: pywrapcp.RoutingIndexManager,
    model: pywrapcp.RoutingModel,
    found: pywrapcp.Assignment,
    truck: int,
) -> Orders:
    trips: list[list[int]] = [[]]
    index = found.Value(model.NextVar(model.Start(truck)))
    while not model.IsEnd(index):
        node = manager.IndexToNode(index)
        if node >= nodes.first_reload:
            trips.append([])
        else:
            trips[-1].append(node - 1)
        index = found.Value(model.NextVar(index))
    return tuple(tuple(trip) for trip in trips if trip)

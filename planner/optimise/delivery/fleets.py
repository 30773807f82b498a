"""Fleets to try instead: one vehicle fewer, or a cheaper one for a dearer one.

A search that moves stops rarely empties one vehicle into another of a different size; a smaller fleet makes it.
"""

from collections import Counter
from collections.abc import Iterator

from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.timing import Plan

Fleet = tuple[int, ...]


def whole_fleet(problem: Problem) -> Fleet:
    """How many vehicles there are of each type."""
    return tuple(kind.number for kind in problem.vehicles)


def used_by(problem: Problem, plan: Plan) -> Fleet:
    """How many vehicles of each type a plan uses."""
    used = Counter(kind for kind, _ in plan)
    return tuple(used[kind] for kind in range(len(problem.vehicles)))


def is_part(fleet: Fleet, of: Fleet) -> bool:
    """Whether another fleet has all the vehicles of a fleet."""
    return all(count <= there for count, there in zip(fleet, of, strict=True))


def cheaper_fleets(problem: Problem, used: Fleet) -> list[Fleet]:
    """Every fleet one step away whose vehicles cost less to use, the nearest in cost first."""
    prices = [kind.use_price for kind in problem.vehicles]

    def saved(fleet: Fleet) -> float:
        return sum(price * (now - then) for price, now, then in zip(prices, used, fleet, strict=True))

    return sorted(
        (fleet for fleet in _one_step(problem, used) if saved(fleet) > 0), key=lambda f: (saved(f), f)
    )


def _one_step(problem: Problem, used: Fleet) -> Iterator[Fleet]:
    for gone in range(len(used)):
        if used[gone] == 0:
            continue
        fewer = [count - (kind == gone) for kind, count in enumerate(used)]
        if sum(fewer) > 0:
            yield tuple(fewer)
        for new, vehicle in enumerate(problem.vehicles):
            if new != gone and used[new] < vehicle.number:
                yield tuple(count + (kind == new) for kind, count in enumerate(fewer))


def within(fleet: Fleet, plan: Plan) -> Plan:
    """The plan on the vehicles of a fleet: tours for which none is left, those of fewest stops, change vehicles.

    They take a free one of another type, whatever it holds, or fall away if there is none.
    """
    left, kept, moved = list(fleet), [], []
    for kind, orders in sorted(plan, key=lambda tour: -sum(map(len, tour[1]))):
        if left[kind] > 0:
            left[kind] -= 1
            kept.append((kind, orders))
        else:
            moved.append(orders)
    free = [kind for kind, number in enumerate(left) for _ in range(number)]
    return [*kept, *zip(free, moved, strict=False)]

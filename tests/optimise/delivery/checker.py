"""Whether routes keep every rule of their problem, and what they cost: written from the statement alone."""

from collections import Counter
from collections.abc import Iterator
from math import isinf

from planner.optimise.delivery import NO_LIMIT, Problem, Reason, Routes, Tour, Trip


def faults(problem: Problem, found: Routes) -> list[str]:
    """Every broken rule in words."""
    said = [*_attendance(problem, found), *_doors(problem, found)]
    vehicles = Counter((tour.kind, tour.number) for tour in found.tours)
    for (kind, number), times in vehicles.items():
        name = problem.vehicles[kind].name
        if times > 1:
            said.append(f"{name} {number} has {times} tours")
        if not 0 <= number < problem.vehicles[kind].number:
            said.append(f"{name} {number} does not exist")
    for tour in found.tours:
        name = f"{problem.vehicles[tour.kind].name} {tour.number}"
        said += [f"{name}: {what}" for what in _tour_faults(problem, tour)]
    return said


def cost(problem: Problem, found: Routes) -> float:
    """Vehicles, kilometres, minutes, and the price of every stop left out; infinite if one must be served."""
    total = sum(problem.stops[stop].price for stop in found.left_out)
    for tour in found.tours:
        kind = problem.vehicles[tour.kind]
        metres = sum(problem.metres[a, b] for trip in tour.trips for a, b in _legs(trip))
        away = tour.trips[-1].back - tour.trips[0].loads_from
        total += kind.use_price + kind.km_price * metres / 1000 + kind.minute_price * away
    return total


def may_compare(found: Routes, problem: Problem) -> bool:
    """Whether everything left out has a finite price."""
    return not any(isinf(problem.stops[stop].price) for stop in found.left_out)


def _attendance(problem: Problem, found: Routes) -> Iterator[str]:
    visits = Counter(visit.stop for tour in found.tours for trip in tour.trips for visit in trip.visits)
    for place, stop in enumerate(problem.stops):
        if visits[place] > 1:
            yield f"{stop.name} is served {visits[place]} times"
        if (visits[place] == 0) != (place in found.left_out):
            yield f"{stop.name} is neither served nor left out, or both"
    if set(found.left_out) - set(range(len(problem.stops))) or not all(
        isinstance(reason, Reason) for reason in found.left_out.values()
    ):
        yield "a stop left out has no name or no reason"


def _doors(problem: Problem, found: Routes) -> Iterator[str]:
    if problem.doors == NO_LIMIT:
        return
    loading = [(trip.loads_from, trip.leaves) for tour in found.tours for trip in tour.trips]
    for minute, _ in loading:
        busy = sum(start <= minute < end for start, end in loading)
        if busy > problem.doors:
            yield f"{busy} vehicles load at minute {minute} at {problem.doors} doors"


def _tour_faults(problem: Problem, tour: Tour) -> Iterator[str]:
    kind = problem.vehicles[tour.kind]
    if not 1 <= len(tour.trips) <= kind.most_trips:
        yield f"makes {len(tour.trips)} trips, not 1 … {kind.most_trips}"
    if not tour.trips:
        return
    first, last = tour.trips[0].loads_from, tour.trips[-1].back
    if first < kind.shift[0] or last > kind.shift[1]:
        yield f"is out from {first} to {last}, outside its shift"
    if kind.longest_minutes != NO_LIMIT and last - first > kind.longest_minutes:
        yield f"is out {last - first} minutes, not at most {kind.longest_minutes}"
    for number, trip in enumerate(tour.trips):
        yield from _trip_faults(problem, tour, number, trip)
    for before, after in zip(tour.trips, tour.trips[1:], strict=False):
        if after.loads_from < before.back:
            yield f"loads at {after.loads_from} before it is back at {before.back}"
    yield from _pause_faults(problem, tour)


def _trip_faults(problem: Problem, tour: Tour, number: int, trip: Trip) -> Iterator[str]:
    kind = problem.vehicles[tour.kind]
    if not trip.visits:
        yield "makes an empty trip"
    loading = kind.reload_minutes if number else kind.load_minutes
    if trip.leaves - trip.loads_from < loading:
        yield f"loads in {trip.leaves - trip.loads_from} minutes, not {loading}"
    on_board = [sum(problem.stops[v.stop].loads[k] for v in trip.visits) for k in range(len(kind.holds))]
    yield from _overloads(on_board, kind.holds, "leaving")
    for visit in trip.visits:
        stop = problem.stops[visit.stop]
        if stop.kinds is not None and tour.kind not in stop.kinds:
            yield f"may not go to {stop.name}"
        if trip.loads_from < stop.ready:
            yield f"loads at {trip.loads_from} before {stop.name} is ready at {stop.ready}"
        if not any(opens <= visit.begins <= closes for opens, closes in stop.windows):
            yield f"begins at {stop.name} at {visit.begins}, outside its windows"
        if visit.begins < visit.arrives or visit.leaves - visit.begins < stop.service_minutes:
            yield f"hurries at {stop.name}"
        back = stop.returns or (0,) * len(kind.holds)
        on_board = [a - b + c for a, b, c in zip(on_board, stop.loads, back, strict=True)]
        yield from _overloads(on_board, kind.holds, f"after {stop.name}")


def _overloads(on_board: list[int], holds: tuple[int, ...], where: str) -> Iterator[str]:
    for dimension, (amount, most) in enumerate(zip(on_board, holds, strict=True)):
        if amount > most:
            yield f"carries {amount} of load {dimension}, not at most {most}, {where}"


def _legs(trip: Trip) -> list[tuple[int, int]]:
    places = [0, *(visit.stop + 1 for visit in trip.visits), 0]
    return list(zip(places, places[1:], strict=False))


def _drives(problem: Problem, tour: Tour) -> Iterator[tuple[int, int, int]]:
    """(leaves, arrives, minutes of driving between) of each leg of the day."""
    for trip in tour.trips:
        leaves = [trip.leaves, *(visit.leaves for visit in trip.visits)]
        arrives = [*(visit.arrives for visit in trip.visits), trip.back]
        for start, end, leg in zip(leaves, arrives, _legs(trip), strict=True):
            yield start, end, int(problem.minutes[leg])


def _pause_faults(problem: Problem, tour: Tour) -> Iterator[str]:
    """Every leg lasts what it must with its pauses, and no driving between two rests lasts too long."""
    rests = list(tour.pauses) + [(v.arrives, v.begins) for trip in tour.trips for v in trip.visits]
    rests += [(a.back, b.loads_from) for a, b in zip(tour.trips, tour.trips[1:], strict=False)]
    at_wheel: set[int] = set()
    for start, end, minutes in _drives(problem, tour):
        paused = {t for a, b in tour.pauses for t in range(max(a, start), min(b, end))}
        if end - start - len(paused) != minutes:
            yield f"drives {end - start - len(paused)} minutes from {start}, not {minutes}"
        at_wheel |= set(range(start, end)) - paused
    if problem.breaks is None:
        return
    long_rests = [(a, b) for a, b in rests if b - a >= problem.breaks.pause_minutes]
    driven = 0
    for minute in range(tour.trips[0].leaves, tour.trips[-1].back):
        driven = 0 if any(a <= minute < b for a, b in long_rests) else driven + (minute in at_wheel)
        if driven > problem.breaks.drive_minutes:
            yield f"drives more than {problem.breaks.drive_minutes} minutes by {minute} without a pause"
            return

"""Days on which PyVRP once searched for ever: alternative windows beside a limit on a vehicle's shift."""

from multiprocessing import get_context
from multiprocessing.context import SpawnContext

import numpy as np

from planner.optimise.delivery import Effort, Problem, Stop, VehicleType, route
from planner.optimise.delivery.fleets import whole_fleet
from planner.optimise.delivery.model import UNLIMITED, model_of

METRES = (
    (0, 24500, 49500, 37000, 11500, 13500, 36500, 25000),
    (24500, 0, 74000, 12500, 15000, 34000, 33000, 43500),
    (49500, 74000, 0, 86500, 59000, 40000, 41000, 30500),
    (37000, 12500, 86500, 0, 27500, 46500, 45500, 56000),
    (11500, 15000, 59000, 27500, 0, 19000, 25000, 36500),
    (13500, 34000, 40000, 46500, 19000, 0, 23000, 38500),
    (36500, 33000, 41000, 45500, 25000, 23000, 0, 61500),
    (25000, 43500, 30500, 56000, 36500, 38500, 61500, 0),
)


def the_day():
    return Problem(
        vehicles=(
            VehicleType(
                name="type 0",
                number=2,
                holds=(9, 1),
                shift=(100, 279),
                longest_minutes=370,
                most_trips=3,
                load_minutes=0,
                reload_minutes=30,
                use_price=26.0,
                km_price=2.0,
                minute_price=1.0,
            ),
            VehicleType(
                name="type 1",
                number=1,
                holds=(11, 5),
                shift=(97, 697),
                longest_minutes=168,
                most_trips=2,
                load_minutes=0,
                reload_minutes=0,
                use_price=5.0,
                km_price=0.55,
                minute_price=0.25,
            ),
        ),
        stops=(
            Stop("stop 0", (1, 3), ((242, 376),), 12, 94, np.inf, None, ()),
            Stop("stop 1", (5, 3), ((382, 562), (654, 709)), 15, 22, 138.0, frozenset([]), ()),
            Stop("stop 2", (1, 0), ((277, 457), (546, 642)), 8, 194, np.inf, frozenset([0, 1]), (0, 2)),
            Stop("stop 3", (2, 1), ((98, 289), (372, 422)), 2, 146, 103.0, None, (0, 2)),
            Stop("stop 4", (5, 3), ((14, 73), (90, 130)), 0, 96, 221.0, frozenset([1]), (2, 0)),
            Stop("stop 5", (0, 0), ((193, 373), (397, 440)), 10, 0, np.inf, None, (0, 2)),
            Stop("stop 6", (0, 2), ((219, 270),), 2, 5, np.inf, None, ()),
        ),
        metres=np.array(METRES, dtype=np.int64),
        minutes=-(-np.array(METRES, dtype=np.int64) // 700),
        doors=1,
    )


def test_the_search_of_a_day_with_alternative_windows_ends():
    context: SpawnContext = get_context("spawn")
    process = context.Process(target=route, args=(the_day(), Effort(seconds=60.0, iterations=30)))
    process.start()
    process.join(50)
    ended = process.exitcode
    process.kill()
    assert ended == 0


def test_a_shift_has_no_limit_beside_alternative_windows_for_the_search():
    day = the_day()
    model = model_of(day, frozenset({2, 3}), frozenset(), whole_fleet(day))
    assert {kind.shift_duration for kind in model.data.vehicle_types()} == {UNLIMITED}


def test_a_shift_keeps_its_limit_where_every_stop_has_one_window():
    day = the_day()
    model = model_of(day, frozenset({0, 6}), frozenset(), whole_fleet(day))
    assert {kind.shift_duration for kind in model.data.vehicle_types()} == {370, 168}

"""Delivery days small enough to draw at random, and builders for those known by hand."""

import numpy as np
from hypothesis import strategies as st

from planner.optimise.delivery import NO_LIMIT, Breaks, Problem, Stop, VehicleType

DOORS = st.sampled_from([NO_LIMIT, NO_LIMIT, 1, 2])
BREAKS = st.one_of(st.none(), st.builds(Breaks, st.integers(40, 120), st.integers(10, 30)))


def on_a_road(stops, vehicles, at, **parts):
    """Stops on a straight road, a kilometre and a minute apart by `at`; the depot stands at 0."""
    places = np.array([0, *at], dtype=np.int64)
    minutes = np.abs(places[:, None] - places[None, :])
    return Problem(tuple(vehicles), tuple(stops), minutes * 1000, minutes, **parts)


def a_van(**parts):
    return VehicleType(**({"name": "van", "number": 1, "holds": (10,), "km_price": 1.0} | parts))


def a_stop(name, *loads, **parts):
    return Stop(name, loads or (1,), **parts)


@st.composite
def stops(draw, name, kinds):
    first = draw(st.integers(0, 400))
    windows = [(first, first + draw(st.integers(0, 200)))]
    if draw(st.booleans()):
        second = windows[0][1] + draw(st.integers(1, 100))
        windows.append((second, second + draw(st.integers(0, 100))))
    return Stop(
        name,
        loads=(draw(st.integers(0, 6)), draw(st.integers(0, 3))),
        windows=tuple(windows),
        service_minutes=draw(st.integers(0, 15)),
        ready=draw(st.integers(0, 200)),
        price=float(draw(st.one_of(st.just(np.inf), st.integers(0, 300)))),
        kinds=draw(st.one_of(st.none(), st.frozensets(st.integers(0, kinds - 1)))),
        returns=draw(st.sampled_from([(), (2, 0), (0, 2)])),
    )


@st.composite
def vehicles(draw, name):
    begins = draw(st.integers(0, 100))
    return VehicleType(
        name,
        number=draw(st.integers(1, 2)),
        holds=(draw(st.integers(3, 12)), draw(st.integers(0, 6))),
        shift=(begins, begins + draw(st.integers(100, 600))),
        longest_minutes=draw(st.one_of(st.just(NO_LIMIT), st.integers(60, 400))),
        most_trips=draw(st.integers(1, 3)),
        load_minutes=draw(st.sampled_from([0, 20])),
        reload_minutes=draw(st.sampled_from([0, 30])),
        use_price=float(draw(st.integers(0, 50))),
        km_price=draw(st.sampled_from([0.0, 0.55, 1.2, 2.0])),
        minute_price=draw(st.sampled_from([0.0, 0.25, 1.0])),
    )


@st.composite
def problems(draw):
    """Up to eight stops on a grid, one to three types of vehicles, two load dimensions."""
    kinds = draw(st.integers(1, 3))
    count = draw(st.integers(1, 8))
    xy = np.array(
        [(60, 60), *draw(st.lists(st.tuples(*[st.integers(0, 120)] * 2), min_size=count, max_size=count))]
    )
    metres = np.abs(xy[:, None] - xy[None, :]).sum(axis=2).astype(np.int64) * 500
    return Problem(
        vehicles=tuple(draw(vehicles(f"type {k}")) for k in range(kinds)),
        stops=tuple(draw(stops(f"stop {k}", kinds)) for k in range(count)),
        metres=metres,
        minutes=-(-metres // 700),
        doors=draw(DOORS),
        breaks=draw(BREAKS),
    )

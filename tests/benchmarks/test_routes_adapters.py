"""The adapters of the route benchmark say what the instances say; nothing is timed."""

from types import SimpleNamespace

from planner.optimise.delivery import Effort, route
from tests.benchmarks.drops import as_trips, instance, workload_day
from tests.benchmarks.routes import main

BRIEF = Effort(seconds=60.0, iterations=50)

TWO_STOPS = """NAME: two
TYPE: MTVRPTWR
EDGE_WEIGHT_TYPE: EUC_2D
DIMENSION: 3
VEHICLES: 1
CAPACITY: 10
SERVICE_TIME: 2
NODE_COORD_SECTION
1\t0\t0
2\t3\t4
3\t6\t8
DEMAND_SECTION
1\t0
2\t6
3\t6
TIME_WINDOW_SECTION
1\t0\t90
2\t0\t80
3\t0\t80
RELEASE_TIME_SECTION
1\t0
2\t0
3\t30
VEHICLES_RELOAD_DEPOT_SECTION
1\t1
DEPOT_SECTION
1
EOF
"""


def test_an_instance_is_read_in_tenths_and_its_distance_is_known_by_hand(tmp_path):
    # 6 + 6 > 10: one vehicle, two trips of 10 and 20; the far stop's goods are released at 30.
    path = tmp_path / "two.vrp"
    path.write_text(TWO_STOPS, encoding="utf-8")
    found = route(instance(path), BRIEF)
    assert found.cost == 300.0
    (far,) = (trip for trip in found.tours[0].trips if trip.visits[0].stop == 1)
    assert far.loads_from >= 300 and far.back == far.leaves + 100 + 20 + 100
    assert main(["--data", str(tmp_path), "--seconds", "0.2"]) == 0


def a_delivery_day():
    kind = {"type": "van", "count": 1, "total": 5, "cold": 2, "fixed": 60, "per_km": 0.5}
    store = {"id": "S1", "x": 10, "y": 0, "open": 300, "close": 360, "service": 5, "ambient": 3, "cold": 1}
    far = store | {"id": "S2", "x": 20, "cold": 2, "ambient": 0}
    day = {"depot": {"x": 0, "y": 0}, "metre_per_unit": 100, "reload": 25, "depart_from": 240, "back_by": 840}
    day |= {"vehicles": [kind | {"max_trips": 2, "max_shift": 480}], "stores": [store, far], "unserved": 300}
    return {"delivery": day}


def test_a_delivery_day_of_the_workload_is_routed_as_by_hand():
    # 1 + 2 cold crates > 2: two trips of 2 and 4 km at 0.5, and 60 for the van.
    module = SimpleNamespace(
        dist_units=lambda day, a, b: abs(a["x"] - b["x"]), drive_min=lambda day, a, b: abs(a["x"] - b["x"])
    )
    problem = workload_day(module, a_delivery_day())
    found = route(problem, BRIEF)
    assert found.cost == 60 + 0.5 * 6
    (van,) = as_trips(problem, found)["vehicles"]
    assert van["type"] == "van" and sorted(trip["stores"] for trip in van["trips"]) == [["S1"], ["S2"]]


def test_without_the_folder_the_benchmark_says_so(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "nowhere")]) == 0
    assert capsys.readouterr().out.startswith("skipped")

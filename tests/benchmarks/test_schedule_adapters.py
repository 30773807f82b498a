"""The adapters of the minute benchmarks say what the instances say; nothing is timed."""

from planner.optimise.minutes import Effort, schedule
from tests.benchmarks.flowshop import FlowShop, load
from tests.benchmarks.flowshop import problem_of as shop_problem
from tests.benchmarks.schedule import main
from tests.benchmarks.workload import as_tasks, problem_of

BRIEF = Effort(seconds=60.0, trials=300)


def a_resource(name, stage, **rest):
    return {"id": name, "stage": stage, "calendar": "ALL"} | rest


def a_workload():
    """One batch: dosed on D in family b after a's cleaning of 15, formed by two of three hands, packed on P."""
    ops = [
        {"stage": "dose", "alternatives": [{"resource": "D", "minutes": 20}]},
        {"stage": "form", "alternatives": [{"resource": "H", "workers": 2, "minutes": 30}]},
        {"stage": "pack", "alternatives": [{"resource": "P", "minutes": 10}]},
    ]
    batch = {"id": "J", "ops": ops, "min_lag": [25, 5], "max_lag": [60, None], "release": 0, "due": 150}
    batch |= {"family": "b", "format": "tray", "trays": 2, "crates": 3, "weight": 5}
    return {
        "time": {"horizon_end": 400, "long_gap": 60},
        "calendars": {"ALL": [[0, 100], [110, 400]]},
        "stages": [{"id": s, "resumable": "none"} for s in ("dose", "form", "pack")],
        "families": ["a", "b"],
        "formats": ["tray"],
        "resources": [
            a_resource("D", "dose", kind="machine", state="family", initial_state="a"),
            a_resource("H", "form", kind="pool", capacity=3, capacity_steps=None),
            a_resource("P", "pack", kind="machine", state="format", initial_state="tray"),
        ],
        "setup": {"dose": {"a": {"a": 0, "b": 15}, "b": {"a": 50, "b": 0}}, "pack": {"tray": {"tray": 0}}},
        "storage": {"wip_trays": 4, "fg_crates": 5},
        "objective": {"tardiness": 1, "setup": 2},
        "jobs": [batch],
    }


def test_a_workload_of_one_batch_is_scheduled_as_by_hand():
    # Cleaning to 15, dose 15–35, rest to 60, form 60–90, pack not before 95 and not over the break: 110–120.
    scenario = a_workload()
    found = schedule(problem_of(scenario), BRIEF)
    tasks = as_tasks(scenario, found)["tasks"]
    assert [(t["resource"], t["start"], t["end"]) for t in tasks] == [
        ("D", 15, 35),
        ("H", 60, 90),
        ("P", 110, 120),
    ]
    assert tasks[1]["workers"] == 2 and found.cost == 2 * 15


def test_a_batch_whose_trays_have_no_room_is_left_out_at_the_scorers_price():
    # It rests at least 25 minutes on two trays; without them it stays unfilled from 150 to 400 at 5 a minute.
    scenario = a_workload()
    scenario["storage"]["wip_trays"] = 1
    found = schedule(problem_of(scenario), BRIEF)
    assert found.jobs == (None,) and found.cost == 5 * (400 - 150)


def test_a_batch_whose_crates_have_no_room_is_packed_when_it_is_fetched():
    scenario = a_workload()
    scenario["storage"]["fg_crates"] = 2
    found = schedule(problem_of(scenario), BRIEF)
    assert found.jobs[0] is not None and found.jobs[0][-1].end == 150


def test_a_flow_shop_is_read_and_its_makespan_is_known_by_hand(tmp_path):
    # Stage 1: one machine, 3 + 4 + 5; stage 2: two machines. The batch with the short tail goes last:
    # 12 minutes on stage 1, then 1.
    path = tmp_path / "7.txt"
    path.write_text("3\n2\n1 2\n3 6\n4 5\n5 1\n", encoding="utf-8")
    shop = load(path)
    assert shop == FlowShop("7", (1, 2), ((3, 6), (4, 5), (5, 1)))
    assert schedule(shop_problem(shop), BRIEF).cost == 13.0


def test_without_the_folder_the_benchmark_says_so(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "nowhere")]) == 0
    assert capsys.readouterr().out.startswith("skipped")

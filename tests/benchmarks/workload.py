"""The neutral bakery workload (dose → form → pack) as a problem of minutes, and our schedule in its own terms."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from planner.optimise.minutes import (
    NO_LIMIT,
    Calendar,
    Hold,
    Job,
    Machine,
    MinuteSchedule,
    Mode,
    Need,
    Pool,
    Problem,
    Stage,
)

Scenario = dict[str, Any]
FILE = "common_workload.py"
STATES = {"dose": "families", "pack": "formats"}


def workload_module(folder: Path) -> ModuleType | None:
    """The generator and scorer lying in a folder, or None."""
    path = folder / FILE
    found = importlib.util.spec_from_file_location(path.stem, path) if path.is_file() else None
    if found is None or found.loader is None:
        return None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


class _Places:
    """Positions of machines, calendars, pools and states in the problem."""

    def __init__(self, scenario: Scenario) -> None:
        resources = scenario["resources"]
        self.machines = [r for r in resources if r["kind"] == "machine"]
        self.machine = {r["id"]: place for place, r in enumerate(self.machines)}
        self.hands = [r for r in resources if r["kind"] == "pool"]
        self.stores = [name for name, most in scenario["storage"].items() if most is not None]
        self.pool = {name: place for place, name in enumerate([*(r["id"] for r in self.hands), *self.stores])}
        self.stages = [stage["id"] for stage in scenario["stages"]]
        self.calendar_name = {r["stage"]: r["calendar"] for r in resources}
        self.attribute = {r["stage"]: r["state"] for r in self.machines}
        self.state = {s: {name: k for k, name in enumerate(scenario[STATES[s]])} for s in STATES}


def problem_of(scenario: Scenario) -> Problem:
    """The workload with all its rules."""
    places = _Places(scenario)
    horizon = scenario["time"]["horizon_end"]
    hands = tuple(Pool(r["id"], tuple(map(tuple, _steps(r, horizon)))) for r in places.hands)
    stores = tuple(Pool(name, ((0, horizon, scenario["storage"][name]),)) for name in places.stores)
    price = scenario["objective"]["setup"]
    return Problem(
        horizon=horizon,
        jobs=tuple(_job(scenario, places, raw) for raw in scenario["jobs"]),
        calendars=tuple(_calendar(scenario, places, stage) for stage in scenario["stages"]),
        machines=tuple(
            Machine(
                r["id"],
                cleaning=list(STATES).index(r["stage"]),
                first_state=places.state[r["stage"]][r["initial_state"]],
                minute_price=price,
            )
            for r in places.machines
        ),
        pools=hands + stores,
        cleanings=tuple(_cleaning(scenario, stage) for stage in STATES),
    )


def _steps(resource: Scenario, horizon: int) -> list[list[int]]:
    return resource["capacity_steps"] or [[0, horizon, resource["capacity"]]]


def _calendar(scenario: Scenario, places: _Places, stage: Scenario) -> Calendar:
    time = scenario["time"]
    pause = {"any": time["horizon_end"], "break": time["long_gap"], "none": 0}[stage["resumable"]]
    windows = scenario["calendars"][places.calendar_name[stage["id"]]]
    return Calendar(tuple((start, end) for start, end in windows), pause)


def _cleaning(scenario: Scenario, stage: str) -> tuple[tuple[int, ...], ...]:
    names = scenario[STATES[stage]]
    return tuple(tuple(scenario["setup"][stage][a][b] for b in names) for a in names)


def _job(scenario: Scenario, places: _Places, raw: Scenario) -> Job:
    horizon = scenario["time"]["horizon_end"]
    last = len(raw["ops"]) - 1
    stages = tuple(
        Stage(
            modes=tuple(_mode(places, raw, op["stage"], alternative) for alternative in op["alternatives"]),
            least_wait=raw["min_lag"][k] if k < last else 0,
            most_wait=NO_LIMIT if k == last or raw["max_lag"][k] is None else raw["max_lag"][k],
        )
        for k, op in enumerate(raw["ops"])
    )
    return Job(
        name=raw["id"],
        stages=stages,
        holds=tuple(_holds(places, raw)),
        release=raw["release"],
        due=raw["due"],
        late_price=scenario["objective"]["tardiness"] * raw["weight"],
        drop_price=raw["weight"] * max(0, horizon - raw["due"]),
    )


def _mode(places: _Places, raw: Scenario, stage: str, alternative: Scenario) -> Mode:
    resource, minutes = alternative["resource"], alternative["minutes"]
    calendar = places.stages.index(stage)
    if resource in places.pool:
        return Mode(minutes, calendar, needs=(Need(places.pool[resource], alternative["workers"]),))
    state = places.state[stage][raw[places.attribute[stage]]]
    return Mode(minutes, calendar, places.machine[resource], state)


def _holds(places: _Places, raw: Scenario) -> list[Hold]:
    holds = []
    if "wip_trays" in places.pool:
        holds.append(Hold(places.pool["wip_trays"], raw["trays"], 0, 1, from_end=True, to_end=False))
    if "fg_crates" in places.pool:
        holds.append(Hold(places.pool["fg_crates"], raw["crates"], 2, 2, from_end=True, until=raw["due"]))
    return holds


def as_tasks(scenario: Scenario, found: MinuteSchedule) -> Scenario:
    """The schedule as its scorer reads it."""
    tasks = []
    for raw, runs in zip(scenario["jobs"], found.jobs, strict=True):
        for op, run in zip(raw["ops"], runs or (), strict=False):
            alternative = op["alternatives"][run.mode]
            task = {"job": raw["id"], "stage": op["stage"], "resource": alternative["resource"]}
            task |= {"start": run.start, "end": run.end}
            tasks.append(task | {key: alternative[key] for key in ("workers",) if key in alternative})
    return {"tasks": tasks}

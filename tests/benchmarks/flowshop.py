"""Hybrid flow shops (identical machines per stage, makespan) after Naderi, Ruiz & Roshanaei (2023)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from planner.optimise.minutes import Calendar, Job, Machine, Mode, Problem, Stage


@dataclass(frozen=True)
class FlowShop:
    """Machines by stage, and minutes by job and stage."""

    name: str
    machines: tuple[int, ...]
    minutes: tuple[tuple[int, ...], ...]


def load(path: Path) -> FlowShop:
    """Read one instance: jobs, stages, machines by stage, then a row of minutes for each job."""
    rows = [
        tuple(map(int, line.split()))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.split()
    ]
    jobs = rows[0][0]
    return FlowShop(path.stem, rows[2], tuple(rows[3 : 3 + jobs]))


def problem_of(shop: FlowShop) -> Problem:
    """Every machine open all the time, every batch through all stages; the price is on the last minute."""
    horizon = sum(map(sum, shop.minutes))
    first = [sum(shop.machines[:stage]) for stage in range(len(shop.machines))]
    names = [f"{stage + 1}.{unit + 1}" for stage, units in enumerate(shop.machines) for unit in range(units)]
    return Problem(
        horizon=horizon,
        jobs=tuple(
            Job(
                name=str(place + 1),
                stages=tuple(
                    Stage(tuple(Mode(length, 0, first[k] + unit) for unit in range(shop.machines[k])))
                    for k, length in enumerate(minutes)
                ),
                drop_price=float(horizon),
            )
            for place, minutes in enumerate(shop.minutes)
        ),
        calendars=(Calendar(((0, horizon),)),),
        machines=tuple(Machine(name) for name in names),
        end_price=1.0,
    )


def best_known(folder: Path) -> dict[str, dict[str, str]]:
    """Rows of bks.csv by instance; empty without that file."""
    path = folder / "bks.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["instance"]: row for row in csv.DictReader(file)}

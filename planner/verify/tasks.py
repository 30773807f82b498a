"""The book of tasks: every task with its lot, its stage and the minutes it works."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.plant import ResourceKind, RoutingStage
from planner.domain.scenario import Scenario
from planner.verify.doors import DAY, Doors, DoorsBook, breaks_from
from planner.verify.frames import Frames

CHAMBERS = {ResourceKind.OVEN, ResourceKind.PROOFER, ResourceKind.FREEZER, ResourceKind.OTHER}
STAGE = ["family", "seq", "resource", "is_line", "is_chamber", "days_before", "hours_per_kg", "load_kg"]
STAGE += ["cycle_minutes", "workers", "rank", "wait_min", "wait_max", "next_seq"]


@dataclass(frozen=True, eq=False)
class TaskBook:
    """Replays the tasks; `begins` and `done` are minutes from 0:00 of the plan's first day."""

    scenario: Scenario
    frames: Frames
    made: pd.DataFrame
    doors: DoorsBook

    @property
    def is_kept(self) -> bool:
        """Whether the plan claims anything about minutes."""
        return any(not self.frames.raw[name].empty for name in ("tasks", "unplaced"))

    @cached_property
    def lots(self) -> pd.DataFrame:
        """Lots made, by code, with what their product asks of a batch."""
        lots = self.made.set_index("code")[["product", "line", "day", "kg"]]
        lots = lots.rename(columns={"day": "lot_day", "kg": "lot_kg"})
        rows = {p.code: (p.family, p.pace, p.batch_kg, p.setup_minutes) for p in self.scenario.products}
        names = ["family", "pace", "product_batch_kg", "setup_minutes"]
        traits = pd.DataFrame.from_dict(rows, orient="index", columns=names)
        return lots.join(traits.astype(dict.fromkeys(names[1:], float)), on="product")

    @cached_property
    def stages(self) -> pd.DataFrame:
        """Routing rows with a resource, and the waits to the next of them."""
        rows = [
            row for stages in self.scenario.stages_of.values() for row in _stage_rows(self.scenario, stages)
        ]
        types = dict.fromkeys(STAGE[5:], float) | {
            "seq": float,
            "is_line": bool,
            "is_chamber": bool,
            "rank": int,
        }
        return pd.DataFrame(rows, columns=STAGE).astype(types)

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """Sound tasks of known lots on known resources, each with its stage if `fits` its lot's routing."""
        tasks = self.frames.sound["tasks"]
        tasks = tasks[tasks["lot"].isin(self.lots.index) & tasks["resource"].isin(self.scenario.resource_of)]
        tasks = tasks.join(self.lots, on="lot").join(self._places(), on="resource")
        tasks = tasks.merge(self.stages, how="left", on=["family", "seq", "resource"], indicator="found")
        fits = (tasks["found"] == "both") & ~(_flag(tasks["is_line"]) & (tasks["resource"] != tasks["line"]))
        midnight = tasks["day"] * DAY
        tasks = tasks.assign(
            fits=fits,
            is_line=fits & _flag(tasks["is_line"]),
            is_chamber=fits & _flag(tasks["is_chamber"]),
            rank=tasks["rank"].fillna(0).astype(int),
            begins=midnight + tasks["starts"],
            done=midnight + tasks["ends"],
            length=tasks["ends"] - tasks["starts"],
        )
        tasks = tasks.astype({"day": int, "row": int, "shop": int, "count": float, "pauses": bool})
        return tasks.assign(working=tasks["length"] - paused_minutes(tasks, self.doors.workshops))

    @cached_property
    def batches(self) -> pd.DataFrame:
        """Kilograms of each batch by (lot, batch): those of its line task, or of its largest."""
        most = self.tasks.groupby(["lot", "batch"])[["kg"]].max()
        line = self.tasks[self.tasks["is_line"]].groupby(["lot", "batch"])[["kg"]].max()
        return line.reindex(most.index).fillna(most)

    @property
    def begun(self) -> pd.DataFrame:
        """Tasks that take time at all."""
        return self.tasks[self.tasks["length"] > 0].reset_index(drop=True)

    def _places(self) -> pd.DataFrame:
        shops = {shop.code: row for row, shop in enumerate(self.scenario.workshops)}
        rows = {
            r.code: (row, shops[r.workshop], r.count, r.kind is ResourceKind.BENCH and r.hours_day is None)
            for row, r in enumerate(self.scenario.resources)
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=["row", "shop", "count", "pauses"])


def days_spanned(tasks: pd.DataFrame, doors: Doors) -> int:
    """Days after its own into which some task may run, at most those of the plan."""
    return int(min(tasks["ends"].max() // DAY, doors.opens.shape[1])) if len(tasks) else 0


def paused_minutes(tasks: pd.DataFrame, doors: Doors) -> NDArray[np.float64]:
    """Minutes of bench tasks in breaks that begin after the task did."""
    paused = np.zeros(len(tasks))
    begins, done = tasks["begins"].to_numpy(), tasks["done"].to_numpy()
    for later in range(days_spanned(tasks, doors) + 1):
        days = tasks["day"].to_numpy() + later
        for rest, back in breaks_from(doors, tasks["shop"].to_numpy(), days):
            within = np.isfinite(rest) & (rest > begins)
            paused += np.where(within, np.maximum(np.minimum(back, done) - np.minimum(rest, done), 0.0), 0.0)
    return np.where(tasks["pauses"].to_numpy(), paused, 0.0)


def _flag(column: "pd.Series[bool]") -> "pd.Series[bool]":
    """A yes or no that is no where nothing is known."""
    return column == True  # noqa: E712


def _stage_rows(scenario: Scenario, stages: tuple[RoutingStage, ...]) -> Iterator[tuple[object, ...]]:
    """Stages with a resource as rows of STAGE."""
    for stage in (row for row in stages if row.resource):
        after = [row for row in stages if row.seq > stage.seq]
        between = [*takewhile(lambda row: not row.resource, after)]
        following = next((row.seq for row in after if row.resource), None)
        load, cycle = stage.batch_kg, stage.cycle_minutes
        kind = scenario.resource_of[stage.resource].kind
        chamber = kind in CHAMBERS and None not in (load, cycle) and stage.kg_per_hour is None
        place = stage.family, stage.seq, stage.resource, stage.is_line, chamber, stage.days_before
        work = stage.hours_per_kg, load, cycle, stage.workers, stage.skill.rank
        yield (*place, *work, *_waits(stage, between), following)


def _waits(stage: RoutingStage, between: list[RoutingStage]) -> tuple[float, float]:
    """Least and most minutes from a stage to the next with a resource."""
    longest = [row.wait_max_minutes for row in (stage, *between)]
    cycles = sum(row.cycle_minutes or 0.0 for row in between)
    least = sum(row.wait_min_minutes for row in (stage, *between)) + cycles
    most = sum(np.inf if wait is None else wait for wait in longest) + cycles
    return least, most

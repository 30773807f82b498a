"""How far the scheduling has come: which batches stand where, and which have been left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pandas as pd

from planner.domain.plan import Task, Unplaced, no_tasks
from planner.optimise.minutes import MinuteSchedule, Run
from planner.optimise.schedule.diary import HEAD_SCALE, SCALE, Diary
from planner.optimise.schedule.doors import Doors
from planner.optimise.schedule.floor import Floor, Leg
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.race import Runner
from planner.optimise.schedule.translate import Translation, Way
from planner.optimise.schedule.turns import are_there

Key = tuple[str, int]


@dataclass(frozen=True)
class Stay:
    """A leg with its minutes: how and when each of its steps is run."""

    leg: Leg
    ways: tuple[Way, ...]
    runs: tuple[Run, ...]


@dataclass(eq=False)
class Course:
    """Stays by batch and the step behind their last; what is left out, with the leg and the step that blocked it.

    `best` remembers the search that found a workshop's day, for one that goes on from there.
    """

    floor: Floor
    diary: Diary
    legs: dict[Place, list[Leg]]
    stays: dict[tuple[str, int, int], Stay] = field(default_factory=dict)
    out: dict[Key, tuple[Leg, int]] = field(default_factory=dict)
    best: dict[Place, Runner] = field(default_factory=dict)

    def place_of(self, leg: Leg) -> Place:
        """Where and when a leg is scheduled."""
        return self.floor.group_of[leg.batch.product.family], leg.day

    def enter(self, stay: Stay) -> None:
        """A leg now stands where its stay says."""
        self.stays[*stay.leg.key, stay.leg.last] = stay
        self._take(stay, 1)

    def leave(self, place: Place) -> list[Stay]:
        """Nothing stands on a workshop's day any more; what stood there is returned."""
        stays = self.stays_at(place)
        for stay in stays:
            self.remove(stay)
        return stays

    def remove(self, stay: Stay) -> None:
        """A leg does not stand anywhere any more."""
        del self.stays[*stay.leg.key, stay.leg.last]
        self._take(stay, -1)

    def stays_at(self, place: Place) -> list[Stay]:
        """All that stands on a workshop's day."""
        found = (self.stays.get((*leg.key, leg.last)) for leg in self.legs[place])
        return [stay for stay in found if stay is not None]

    def ends(self, legs: Iterable[Leg]) -> dict[Key, int]:
        """The diary's minutes at which the legs before these ended."""
        before = {leg.key: self.stays.get((*leg.key, leg.first)) for leg in legs}
        return {
            key: self.diary.first(stay.leg.day) + stay.runs[-1].end
            for key, stay in before.items()
            if stay is not None
        }

    def settle(self, given: Translation, found: MinuteSchedule) -> None:
        """Enter what a search found for the legs of a day, and note what it left out."""
        for job, (leg, runs) in enumerate(zip(given.legs, found.jobs, strict=True)):
            if runs is None:
                self.out[leg.key] = (leg, leg.first + found.blocked[job])
                continue
            ways = given.ways[job]
            self.enter(Stay(leg, tuple(ways[n][run.mode] for n, run in enumerate(runs)), runs))
            if leg.key in self.out:
                self._go_on(leg)

    def _go_on(self, leg: Leg) -> None:
        """A batch left out so far has a place here: now it waits for its next leg, if it has any."""
        following = [each for each in self.floor.legs_of(leg.batch) if each.first == leg.last]
        if following and (*leg.key, following[0].last) not in self.stays:
            self.out[leg.key] = (following[0], following[0].first)
        else:
            del self.out[leg.key]

    def has_hands(self, place: Place, heads: Sequence[float], doors: Doors) -> bool:
        """Whether these heads by skill suffice for the hands in use in a workshop while its doors are open."""
        workshop, day = place
        return all(
            are_there(
                self.diary.of((workshop, rank), day, doors.closes)[doors.opens :].astype(np.int64),
                count,
                doors,
            )
            for rank, count in enumerate(heads)
        )

    def follow(self, before: Iterable[Leg], after: Iterable[Leg]) -> None:
        """Where batches have been cut into smaller ones, so are their legs on this and later days."""
        known = {leg.key: leg.batch for leg in before}
        for leg in after:
            if known.get(leg.key) != leg.batch:
                for part in self.floor.legs_of(leg.batch):
                    legs = self.legs[self.place_of(part)]
                    legs[:] = [each for each in legs if each.key != part.key] + [part]

    def await_new(self, before: Iterable[Leg], after: Iterable[Leg]) -> None:
        """Batches cut off others, when later days are known already, are left out until all of their legs stand."""
        known = {leg.key for leg in before}
        self.out.update({leg.key: (leg, leg.first) for leg in after if leg.key not in known})

    def _take(self, stay: Stay, sign: int) -> None:
        leg, diary = stay.leg, self.diary
        for step, way, run in zip(leg.steps, stay.ways, stay.runs, strict=True):
            resource = self.floor.scenario.resource_of[step.stage.resource]
            units, people = sign * round(way.units * SCALE), sign * round(way.people * HEAD_SCALE)
            diary.take((resource.code, -1), leg.day, run.start, run.end, units)
            if way.unit and sign > 0:
                diary.keep_busy(resource.code, way.unit, leg.day, run.end)
            elif way.unit:
                diary.set_free(resource.code, way.unit, leg.day)
            if people:
                for rank in range(step.stage.skill.rank + 1):
                    diary.take((resource.workshop, rank), leg.day, run.start, run.end, people)


def table_of(course: Course) -> pd.DataFrame:
    """The tasks of all batches that are not left out."""
    rows = [
        row
        for (lot, number, _), stay in course.stays.items()
        if (lot, number) not in course.out
        for row in _rows(stay)
    ]
    if not rows:
        return no_tasks()
    table = pd.DataFrame(rows, columns=list(Task.model_fields)).sort_values(
        ["date", "resource", "starts", "lot", "batch"], ignore_index=True
    )
    return table.astype({"date": "datetime64[us]"})


def _rows(stay: Stay) -> Iterable[tuple[object, ...]]:
    leg = stay.leg
    for step, way, run in zip(leg.steps, stay.ways, stay.runs, strict=True):
        row = (*leg.key, step.stage.seq, step.stage.resource, way.unit, leg.day, run.start, run.end)
        yield (*row, leg.batch.kg, way.units, way.people)


def unplaced_of(course: Course) -> tuple[Unplaced, ...]:
    """What found no minutes, by lot and blocking stage."""
    found: dict[tuple[str, int], Unplaced] = {}
    for leg, place in course.out.values():
        row = _told(course, leg, place)
        key = (row.lot, row.seq)
        kg = row.kg + (found[key].kg if key in found else 0.0)
        found[key] = row.model_copy(update={"kg": kg})
    return tuple(found[key] for key in sorted(found))


def _told(course: Course, leg: Leg, place: int) -> Unplaced:
    batch = leg.batch
    step = batch.steps[place]
    return Unplaced(
        lot=batch.lot.code,
        seq=step.stage.seq,
        resource=step.stage.resource,
        date=batch.lot.date - timedelta(days=step.days_before),
        latest=max(0, course.floor.latest_starts(batch)[place]),
        kg=batch.kg,
    )


def yuan_by_place(course: Course) -> Mapping[Place, float]:
    """What is lost on each workshop's day on which anything is."""
    found: dict[Place, float] = {}
    for leg, _ in tuple(course.out.values()):
        place = course.place_of(leg)
        found[place] = found.get(place, 0.0) + leg.batch.yuan
    return found

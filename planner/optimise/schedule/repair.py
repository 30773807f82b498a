"""When all days are known, those that lost most are searched again: opened longer or with more people where it pays."""

import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from planner.optimise.minutes import Effort
from planner.optimise.schedule.again import Trial, searched_again
from planner.optimise.schedule.change import Change
from planner.optimise.schedule.course import Course, yuan_by_place
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.relief import Hands, Means, relief_for

TRIALS_A_LEG = 5000
SECONDS_A_LEG, LEAST_SECONDS = 0.03, 0.1
MOST_TIMES = 12
APART = timedelta(days=2)
"""Days so far from each other share nothing, not even overnight."""

MEANS = (
    Means(longer=1.0, fresh=2),
    Means(longer=1.0, hands=Hands.A_FEW),
    Means(longer=3.0),
    Means(longer=3.0, hands=Hands.MANY, fresh=2),
)
"""What is tried on a day, one after the other."""


def repair(course: Course, seconds: float, workers: int, seed: int, stop: Event) -> None:
    """Search the dearest days again until the time is up or nothing more can be done."""
    work = _Repair(course, time.monotonic() + seconds, max(1, workers), seed, stop)
    with ThreadPoolExecutor(work.workers) as pool:
        while work.has_begun_another(pool) or work.running:
            if len(work.running) == work.workers or not work.has_more:
                work.await_one()


@dataclass(eq=False)
class _Repair:
    """Which days are being searched again, and how often each has been."""

    course: Course
    ends: float
    workers: int
    seed: int
    stop: Event
    times: Counter[Place] = field(default_factory=Counter)
    running: dict[Future[Change | None], Place] = field(default_factory=dict)

    @property
    def has_more(self) -> bool:
        return self._dearest() is not None

    def has_begun_another(self, pool: ThreadPoolExecutor) -> bool:
        """Begin with the dearest day, if a worker is free and any may be begun."""
        place = self._dearest() if len(self.running) < self.workers else None
        if place is None:
            return False
        means = MEANS[self.times[place] % len(MEANS)]
        if any(group == place[0] for group, _ in self.running.values()):
            means = Means(means.longer, fresh=means.fresh)  # else two days might ask for the same people
        self.times[place] += 1
        change = relief_for(self.course, place, means)
        effort = self._effort(place)
        begun = pool.submit(_repaired, self.course, place, change, means.fresh, effort, self.stop)
        self.running[begun] = place
        return True

    def await_one(self) -> None:
        """Wait for a day to be done, and make its change for all that come."""
        for future in wait(self.running, return_when=FIRST_COMPLETED)[0]:
            del self.running[future]
            change = future.result()
            if change is not None:
                self.course.floor = change.made(self.course.floor)

    def _dearest(self) -> Place | None:
        """The day that lost most for its size, if not tried too often; none next to one that is being searched."""
        if self.stop.is_set() or time.monotonic() >= self.ends:
            return None
        busy = [day for _, day in self.running.values()]
        found = {
            place: yuan / len(self.course.legs[place]) / 2 ** self.times[place]
            for place, yuan in yuan_by_place(self.course).items()
            if self.times[place] < MOST_TIMES and all(abs(place[1] - day) >= APART for day in busy)
        }
        return max(found, key=lambda place: (found[place], place), default=None)

    def _effort(self, place: Place) -> Effort:
        """A part of the time left, by what the day lost and by its size."""
        lost, legs = yuan_by_place(self.course), len(self.course.legs[place])
        left = max(self.ends - time.monotonic(), LEAST_SECONDS)
        share = max(self.workers * left * lost[place] / sum(lost.values()), LEAST_SECONDS)
        seconds = min(share, SECONDS_A_LEG * legs + LEAST_SECONDS, left)
        return Effort(
            seconds=seconds, trials=TRIALS_A_LEG * legs, seed=MOST_TIMES * self.seed + self.times[place]
        )


def _repaired(
    course: Course, place: Place, change: Change, fresh: int, effort: Effort, stop: Event
) -> Change | None:
    """Search a day again with a change made; the change, if that was better."""
    trial = Trial(place, change.made(course.floor), change.yuan(course.floor), fresh)
    return change if searched_again(course, trial, effort, stop) else None

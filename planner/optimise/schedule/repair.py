"""When all days are known: those that lost most are searched again, and opened longer where that is cheaper."""

import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from threading import Event

from planner.optimise.minutes import Effort
from planner.optimise.schedule.again import Trial, searched_again
from planner.optimise.schedule.change import Change
from planner.optimise.schedule.course import Course, yuan_by_place
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.relief import Hands, relief_for

TRIALS_A_LEG = 1500
SECONDS_A_LEG, LEAST_SECONDS = 0.03, 0.1
MOST_TIMES = 8
TURN = (Hands.MANY, Hands.AS_PLANNED, Hands.A_FEW, Hands.AS_PLANNED)
APART = timedelta(days=2)
"""Days so far from each other share nothing, not even overnight."""


def repair(course: Course, seconds: float, workers: int, seed: int, stop: Event) -> None:
    """Search the dearest days again until the time is up or nothing more can be done."""
    ends = time.monotonic() + seconds
    times: Counter[Place] = Counter()
    running: dict[Future[Change | None], Place] = {}
    with ThreadPoolExecutor(max(1, workers)) as pool:
        while not stop.is_set():
            place = None
            if time.monotonic() < ends and len(running) < workers:
                place = _dearest(course, times, running.values())
            if place is not None:
                times[place] += 1
                left = workers * (ends - time.monotonic())
                effort = _effort(course, place, left, 100 * seed + times[place])
                is_alone = all(group != place[0] for group, _ in running.values())
                change = relief_for(
                    course, place, TURN[times[place] % len(TURN)] if is_alone else Hands.AS_PLANNED
                )
                running[pool.submit(_repaired, course, place, change, effort, stop)] = place
                continue
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED)[0]:
                del running[future]
                if made := future.result():
                    course.floor = made.made(course.floor)


def _dearest(course: Course, times: Counter[Place], running: Iterable[Place]) -> Place | None:
    """The day that lost most for its size, if not tried too often; none next to one that is being searched."""
    busy = [day for _, day in running]
    found = {
        place: yuan / len(course.legs[place]) / 2 ** times[place]
        for place, yuan in yuan_by_place(course).items()
        if times[place] < MOST_TIMES and all(abs(place[1] - day) >= APART for day in busy)
    }
    return max(found, key=lambda place: (found[place], place), default=None)


def _effort(course: Course, place: Place, left: float, seed: int) -> Effort:
    """A part of the time left, by what the day lost and by its size."""
    lost, legs = yuan_by_place(course), len(course.legs[place])
    share = left * lost[place] / sum(lost.values())
    seconds = min(max(share, LEAST_SECONDS), SECONDS_A_LEG * legs + LEAST_SECONDS, max(left, LEAST_SECONDS))
    return Effort(seconds=seconds, trials=TRIALS_A_LEG * legs, seed=seed)


def _repaired(course: Course, place: Place, change: Change, effort: Effort, stop: Event) -> Change | None:
    """Search a day again with a change made; the change, if that was better."""
    trial = Trial(place, change.made(course.floor), change.yuan(course.floor))
    return change if searched_again(course, trial, effort, stop) else None

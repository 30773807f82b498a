"""When all days are known: those that lost most are searched again, and opened longer where that is cheaper."""

import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from threading import Event

from planner.optimise.minutes import Effort
from planner.optimise.schedule.again import Trial, searched_again
from planner.optimise.schedule.course import Course, yuan_by_place
from planner.optimise.schedule.longer import hours_if_longer, hours_opened, opened_longer, yuan_for
from planner.optimise.schedule.order import Place

TRIALS_A_LEG = 1500
SECONDS_A_LEG, LEAST_SECONDS = 0.03, 0.1
MOST_TIMES = 8
APART = timedelta(days=2)
"""Days so far from each other share nothing, not even overnight."""


def repair(course: Course, seconds: float, workers: int, seed: int, stop: Event) -> None:
    """Search the dearest days again until the time is up or nothing more can be done."""
    ends = time.monotonic() + seconds
    times: Counter[Place] = Counter()
    running: dict[Future[dict[str, float]], Place] = {}
    with ThreadPoolExecutor(max(1, workers)) as pool:
        while not stop.is_set():
            place = None
            if time.monotonic() < ends and len(running) < workers:
                place = _dearest(course, times, running.values())
            if place is not None:
                times[place] += 1
                left = workers * (ends - time.monotonic())
                effort = _effort(course, place, left, 100 * seed + times[place])
                running[pool.submit(_repaired, course, place, effort, stop)] = place
                continue
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED)[0]:
                day = running.pop(future)[1]
                course.floor = opened_longer(course.floor, future.result(), day)


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


def _repaired(course: Course, place: Place, effort: Effort, stop: Event) -> dict[str, float]:
    """Search a day again with its blocked workshops open longer; the hours opened if that was better."""
    floor, hours = course.floor, _longer(course, place)
    yuan = sum(yuan_for(floor, workshop, place[1], most) for workshop, most in hours.items())
    trial = Trial(place, opened_longer(floor, hours, place[1]), yuan)
    return hours if searched_again(course, trial, effort, stop) else {}


def _longer(course: Course, place: Place) -> dict[str, float]:
    """Longer hours for the workshops that blocked something, where that disturbs nobody else's work."""
    floor, day = course.floor, place[1]
    wanted = {
        floor.scenario.resource_of[leg.batch.steps[n].stage.resource].workshop
        for leg, n in tuple(course.out.values())
        if course.place_of(leg) == place
    }
    hours = {
        workshop: hours_if_longer(floor, workshop, day)
        for workshop in wanted
        if floor.helped.get(workshop, {place[0]}) <= {place[0]}
    }
    return {code: most for code, most in hours.items() if most > hours_opened(floor, code, day)}

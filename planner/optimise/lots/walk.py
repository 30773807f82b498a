"""What becomes of a product's lots when oldest goods leave first and every segment refuses goods too old for it.

The dynamic programme counts with one window for all segments; here each plan is walked through day by day with
the true windows, so that its shortages and write-offs are those of the plan people get.
"""

import numpy as np

from planner.optimise.compiled import outer
from planner.optimise.lots.cases import Case, Course, label_of


@outer
def walk(case: Case, course: Course) -> None:
    """Rewrite what one article's course sells, keeps and wastes to what its lots really allow.

    Each segment gets at most what was meant for it, oldest first. What it refuses, and what was meant to be
    written off, goes to whoever lacks some; the latter is written off else, the former kept while of use.
    """
    lots, ages, demand = case.lots, case.ages, case.demand
    batches, sold, wasted = course.batches, course.sold, course.wasted
    horizon = batches.shape[0]
    opening = lots.units.shape[0]
    left = np.zeros(opening + horizon, np.int64)
    born = np.zeros(opening + horizon, np.int64)
    made = np.zeros(opening + horizon, np.int64)
    free = np.zeros(opening + horizon, np.int64)
    last = np.zeros(opening + horizon, np.int64)
    count = 0
    for o in range(opening):
        if lots.units[o] > 0:
            left[count], made[count], free[count], last[count] = (
                lots.units[o],
                lots.made[o],
                lots.free[o],
                lots.last[o],
            )
            count += 1
    for t in range(horizon):
        if batches[t] > 0:
            left[count] = batches[t] * case.batch
            label = label_of(case, t)
            born[count], made[count], free[count], last[count] = t, label, t + case.hold, label + case.shelf
            count += 1
    spare = 0
    refuse = 0
    for t in range(horizon):
        refuse += wasted[t]
        for turn in range(2):  # first what was meant for each, then what is left over for those who lack some
            for s in range(demand.shape[0]):
                if turn == 0:
                    wanted = min(sold[s, t], demand[s, t])
                    meant = wanted
                    sold[s, t] = 0
                else:
                    wanted = min(demand[s, t] - sold[s, t], spare + refuse)
                    meant = 0
                got = 0
                for k in range(count):
                    if got == wanted:
                        break
                    if left[k] > 0 and free[k] <= t and t - made[k] <= ages[s]:
                        taken = min(left[k], wanted - got)
                        left[k] -= taken
                        got += taken
                sold[s, t] += got
                if turn == 0:
                    spare += meant - got
                else:
                    first = min(got, refuse)
                    refuse -= first
                    spare -= got - first
        gone = 0
        for k in range(count):
            if left[k] > 0 and born[k] <= t:
                off = left[k] if last[k] <= t else min(left[k], refuse)
                planned = min(off, refuse)
                refuse -= planned
                spare -= min(off - planned, spare)
                left[k] -= off
                gone += off
        wasted[t] = gone
        course.stock[t] = 0
        for k in range(count):
            if born[k] <= t:
                course.stock[t] += left[k]

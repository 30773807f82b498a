"""An integer programme that may be stopped at any moment: the best solution so far is the answer.

HiGHS looks up only now and then, so it works in a thread of its own, notes every better solution, and is left behind
if it does not look up soon.
"""

from threading import Event, Thread
from typing import Any

import highspy
import numpy as np

from planner.optimise.highs import programme, quiet_highs
from planner.optimise.linear import Answer, LinearModel

BEAT, GRACE = 0.05, 0.5  # seconds


def solve_until(
    model: LinearModel, seconds: float, stop: Event, *, gap: float = 1e-4, seed: int = 1
) -> Answer:
    """Solve a whole model once; stops when told to, at the time limit, or at the relative gap."""
    search = _Search(model, seconds, gap, seed)
    Thread(target=search.run, daemon=True).start()
    while not search.done.wait(BEAT):
        if stop.is_set():
            search.asked.set()
            search.done.wait(GRACE)
            break
    if search.fault:
        raise search.fault
    return search.best


class _Search:
    """HiGHS at work, and the best answer it has given."""

    def __init__(self, model: LinearModel, seconds: float, gap: float, seed: int) -> None:
        self.best = Answer(None, float("inf"), -float("inf"))
        self.asked, self.done = Event(), Event()
        self.fault: Exception | None = None
        self._highs = quiet_highs()
        options = {"time_limit": max(seconds, 0.1), "mip_rel_gap": gap, "random_seed": seed}
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(_integers(model))
        self._highs.cbMipImprovingSolution.subscribe(self._note)
        for asking in (
            self._highs.cbSimplexInterrupt,
            self._highs.cbIpmInterrupt,
            self._highs.cbMipInterrupt,
        ):
            asking.subscribe(self._look_up)

    def run(self) -> None:
        """Solve; whatever goes wrong is kept for the thread that waits."""
        try:
            self._highs.run()
            self._conclude()
        except Exception as fault:  # noqa: BLE001  raised again by the waiting thread
            self.fault = fault
        finally:
            self.done.set()

    def _look_up(self, event: Any) -> None:
        if self.asked.is_set():
            event.interrupt()

    def _note(self, event: Any) -> None:
        said = event.data_out
        self.best = Answer(np.array(said.mip_solution), said.objective_function_value, -float("inf"))

    def _conclude(self) -> None:
        info = self._highs.getInfo()
        if info.primal_solution_status == highspy.kSolutionStatusFeasible:
            values = np.array(self._highs.getSolution().col_value)
            self.best = Answer(values, info.objective_function_value, info.mip_dual_bound)


def _integers(model: LinearModel) -> highspy.HighsLp:
    lower, upper, cost, integer = model.column_arrays()
    made = programme((cost, lower, upper), model.row_arrays(), model.entry_arrays(), model.constant)
    kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
    made.integrality_ = [kinds[whole] for whole in integer.tolist()]
    return made

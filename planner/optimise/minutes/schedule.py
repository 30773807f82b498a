"""What the engine answers: minutes and modes by batch and stage, and what was left out because of which stage."""

from dataclasses import dataclass

from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import empty_board
from planner.optimise.minutes.tour import Tour, place_all


@dataclass(frozen=True)
class Run:
    """One stage as it is run: minutes [start, end) and the position of its mode among the stage's modes."""

    start: int
    end: int
    mode: int


@dataclass(frozen=True)
class MinuteSchedule:
    """Runs by batch, None for a batch left out; `blocked` says at which of its stages, by batch."""

    cost: float
    jobs: tuple[tuple[Run, ...] | None, ...]
    blocked: dict[int, int]
    trials: int


def schedule_of(facts: Facts, tour: Tour, trials: int) -> MinuteSchedule:
    """Place the tour once more on an empty board and read the board."""
    board = empty_board(facts)
    cost = place_all(facts, board, tour)
    jobs: list[tuple[Run, ...] | None] = []
    blocked = {}
    for job in range(facts.jobs):
        first, after = int(facts.stage_from[job]), int(facts.stage_from[job + 1])
        if not board.placed[job]:
            blocked[job] = int(board.blocker[job]) - first
            jobs.append(None)
            continue
        runs = (
            Run(int(board.start[s]), int(board.end[s]), int(board.mode[s] - facts.mode_from[s]))
            for s in range(first, after)
        )
        jobs.append(tuple(runs))
    return MinuteSchedule(float(cost), tuple(jobs), blocked, trials)

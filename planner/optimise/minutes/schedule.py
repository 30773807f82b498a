"""What the engine answers: minutes and modes by batch and stage, and what was left out because of which stage."""

from dataclasses import dataclass

import numpy as np

from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import Board, empty_board
from planner.optimise.minutes.decode import blocked_stage, nothing_chosen
from planner.optimise.minutes.latest import without_latest
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


def schedule_of(facts: Facts, pieces: Facts, tour: Tour, trials: int) -> MinuteSchedule:
    """Place the tour of pieces (or of whole batches) once more on an empty board and read the board."""
    board = empty_board(pieces)
    cost = place_all(pieces, board, tour)
    piece_of = np.searchsorted(pieces.stage_from, facts.stage_from[:-1], side="right") - 1
    left_out = [job for job in range(facts.jobs) if not board.placed[piece_of[job]]]
    jobs = tuple(None if job in left_out else _runs(facts, board, job) for job in range(facts.jobs))
    return MinuteSchedule(float(cost), jobs, {job: _blocked(facts, board, job) for job in left_out}, trials)


def _runs(facts: Facts, board: Board, job: int) -> tuple[Run, ...]:
    stages = range(facts.stage_from[job], facts.stage_from[job + 1])
    return tuple(
        Run(int(board.start[s]), int(board.end[s]), int(board.mode[s] - facts.mode_from[s])) for s in stages
    )


def _blocked(facts: Facts, board: Board, job: int) -> int:
    stage = blocked_stage(without_latest(facts), board, job, nothing_chosen(facts))
    return int(stage - facts.stage_from[job])

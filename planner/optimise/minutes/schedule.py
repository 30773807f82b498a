"""What the engine answers: minutes and modes by batch and stage, and what was left out because of which stage."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import Board, empty_board
from planner.optimise.minutes.latest import without_latest
from planner.optimise.minutes.tour import Tour, blocked_stage, new_tour, place_all


@dataclass(frozen=True)
class Run:
    """One stage as it is run: minutes [start, end) and the position of its mode among the stage's modes."""

    start: int
    end: int
    mode: int


@dataclass(frozen=True)
class Line:
    """Batches in the order in which they choose their minutes, and what each has chosen before, stage by stage.

    A choice is the position of a mode among its stage's, or below zero: any, with a certain thrift.
    """

    order: tuple[int, ...]
    choices: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class MinuteSchedule:
    """Runs by batch, None for a batch left out; `blocked` says at which of its stages, by batch.

    `line` is where a longer search may go on from.
    """

    cost: float
    jobs: tuple[tuple[Run, ...] | None, ...]
    blocked: dict[int, int]
    trials: int
    line: Line


def schedule_of(facts: Facts, whole: Tour, pieces: Facts, tour: Tour, trials: int) -> MinuteSchedule:
    """Place the tour of pieces (or of whole batches) once more on an empty board and read the board."""
    board = empty_board(pieces)
    cost = place_all(pieces, board, tour)
    piece_of = np.searchsorted(pieces.stage_from, facts.stage_from[:-1], side="right") - 1
    is_placed = board.placed[piece_of].astype(bool).tolist()
    runs = _runs(facts, board)
    ranges = pairwise(facts.stage_from.tolist())
    jobs = tuple(runs[a:b] if placed else None for (a, b), placed in zip(ranges, is_placed, strict=True))
    blocked = {job: _blocked(facts, board, job) for job, placed in enumerate(is_placed) if not placed}
    return MinuteSchedule(float(cost), jobs, blocked, trials, _line_of(facts, whole))


def tour_of(facts: Facts, line: Line) -> Tour:
    """The tour of a line, placed."""
    tour = new_tour(facts, np.array(line.order, np.int64))
    chosen = np.concatenate([np.array(each, np.int64) for each in line.choices])
    first, options = facts.mode_from[:-1], np.diff(facts.mode_from)
    tour.choice[:] = np.where(chosen < 0, chosen, np.where(chosen < options, chosen + first, -1))
    place_all(facts, empty_board(facts), tour)
    return tour


def _line_of(facts: Facts, whole: Tour) -> Line:
    chosen = np.where(whole.choice < 0, whole.choice, whole.choice - facts.mode_from[:-1])
    by_job = np.split(chosen, facts.stage_from[1:-1])
    return Line(tuple(whole.order.tolist()), tuple(tuple(each.tolist()) for each in by_job))


def _runs(facts: Facts, board: Board) -> tuple[Run, ...]:
    """How each stage is run; of no meaning for batches left out."""
    modes = board.mode - facts.mode_from[:-1]
    return tuple(map(Run, board.start.tolist(), board.end.tolist(), modes.tolist()))


def _blocked(facts: Facts, board: Board, job: int) -> int:
    stage = blocked_stage(without_latest(facts), board, new_tour(facts, np.arange(facts.jobs)), job)
    return int(stage - facts.stage_from[job])

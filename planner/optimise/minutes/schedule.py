"""What the engine answers: minutes and modes by batch and stage, and what was left out because of which stage."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from planner.optimise.minutes.arrays import Facts, Ints
from planner.optimise.minutes.board import Board, empty_board
from planner.optimise.minutes.latest import without_latest
from planner.optimise.minutes.tour import Tour, blocked_stage, cost_of, new_tour, place_all, stand


@dataclass(frozen=True)
class Run:
    """One stage as it is run: minutes [start, end) and the position of its mode among the stage's modes."""

    start: int
    end: int
    mode: int


@dataclass(frozen=True)
class Line:
    """Batches in the order in which they choose their minutes, and what each has chosen before, stage by stage.

    A choice is the position of a mode among its stage's, or below zero: any, with a certain thrift. If there are any
    minutes in `since`, no stage begins before its own.
    """

    order: tuple[int, ...]
    choices: tuple[tuple[int, ...], ...]
    since: tuple[tuple[int, ...], ...] = ()


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

    def without(self, gone: Mapping[int, int]) -> "MinuteSchedule":
        """The same without some batches, told at which of their stages they are blocked."""
        jobs = tuple(None if job in gone else runs for job, runs in enumerate(self.jobs))
        return replace(self, jobs=jobs, blocked={**self.blocked, **gone}) if gone else self


def schedule_of(facts: Facts, tour: Tour, pieces: Facts, line: Line, trials: int) -> MinuteSchedule:
    """What a tour of pieces (or of whole batches) says, on an empty board; `line` is where to go on from."""
    board = empty_board(pieces)
    stand(pieces, board, tour)
    piece_of = np.searchsorted(pieces.stage_from, facts.stage_from[:-1], side="right") - 1
    is_placed = board.placed[piece_of].astype(bool).tolist()
    runs = _runs(facts, board)
    ranges = pairwise(facts.stage_from.tolist())
    jobs = tuple(runs[a:b] if placed else None for (a, b), placed in zip(ranges, is_placed, strict=True))
    blocked = {job: _blocked(facts, board, job) for job, placed in enumerate(is_placed) if not placed}
    return MinuteSchedule(cost_of(pieces, tour), jobs, blocked, trials, line)


def tour_of(facts: Facts, line: Line) -> Tour:
    """The tour of a line, placed."""
    tour = new_tour(facts, np.array(line.order, np.int64))
    chosen = np.concatenate([np.array(each, np.int64) for each in line.choices])
    first, options = facts.mode_from[:-1], np.diff(facts.mode_from)
    tour.choice[:] = np.where(chosen < 0, chosen, np.where(chosen < options, chosen + first, -1))
    if line.since:
        facts = facts._replace(since=np.concatenate([np.array(each, np.int64) for each in line.since]))
    place_all(facts, empty_board(facts), tour)
    return tour


def line_of(facts: Facts, tour: Tour, *, held: bool = False) -> Line:
    """Where to go on from to come to a tour; `held`: its order alone does not lead there."""
    chosen = np.where(tour.choice < 0, tour.choice, tour.choice - facts.mode_from[:-1])
    begun = np.where(np.repeat(tour.placed, np.diff(facts.stage_from)) > 0, tour.start, 0)
    order = tuple(tour.order.tolist())
    return Line(order, _by_job(facts, chosen), _by_job(facts, begun) if held else ())


def _by_job(facts: Facts, of_stage: Ints) -> tuple[tuple[int, ...], ...]:
    parts = np.split(of_stage, facts.stage_from[1:-1])
    return tuple(tuple(each.tolist()) for each in parts)


def _runs(facts: Facts, board: Board) -> tuple[Run, ...]:
    """How each stage is run; of no meaning for batches left out."""
    modes = board.mode - facts.mode_from[:-1]
    return tuple(map(Run, board.start.tolist(), board.end.tolist(), modes.tolist()))


def _blocked(facts: Facts, board: Board, job: int) -> int:
    stage = blocked_stage(without_latest(facts), board, new_tour(facts, np.arange(facts.jobs)), job)
    return int(stage - facts.stage_from[job])

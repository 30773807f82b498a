"""What is to be scheduled, as plain records: batches through their stages in whole minutes from 0 to the horizon.

Places are named by their position in the lists of the `Problem` they belong to.
"""

from dataclasses import dataclass

NO_LIMIT = -1
NEVER = 2**31 - 1


@dataclass(frozen=True)
class Calendar:
    """Open windows [from, to) in rising order; work may pause in gaps of at most `longest_pause` minutes."""

    windows: tuple[tuple[int, int], ...]
    longest_pause: int = 0


@dataclass(frozen=True)
class Machine:
    """A resource that takes one stage at a time; between two states it is cleaned as `cleaning` says.

    `cleaning` is a position in `Problem.cleanings`, `NO_LIMIT` for none; `ready` is the end of its warm-up.
    With `fills_gaps` a batch may be put before others that stand already.
    """

    name: str
    cleaning: int = NO_LIMIT
    first_state: int = 0
    ready: int = 0
    minute_price: float = 0.0
    fills_gaps: bool = True


@dataclass(frozen=True)
class Pool:
    """A capacity shared by several at a time: hands, benches, trolleys, pallets. Steps are (from, to, amount)."""

    name: str
    steps: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Need:
    """So much of a pool from the first minute of a stage to its last."""

    pool: int
    amount: int


@dataclass(frozen=True)
class Mode:
    """One way to run a stage: working minutes by a calendar, on a machine or none, with what it needs."""

    minutes: int
    calendar: int
    machine: int = NO_LIMIT
    state: int = 0
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A step of a batch; then it waits between `least_wait` and `most_wait` minutes for the next."""

    modes: tuple[Mode, ...]
    least_wait: int = 0
    most_wait: int = NO_LIMIT


@dataclass(frozen=True)
class Hold:
    """So much of a pool across stages: from the start (or end) of one to the start (or end) of another.

    With `until`, it lasts from the first edge to that minute, and not at all if the edge is later.
    """

    pool: int
    amount: int
    first: int
    last: int
    from_end: bool = False
    to_end: bool = True
    until: int = NO_LIMIT


@dataclass(frozen=True)
class Job:
    """A batch: its stages in order, the holds across them, and what lateness or leaving it out costs."""

    name: str
    stages: tuple[Stage, ...]
    holds: tuple[Hold, ...] = ()
    release: int = 0
    due: int = NEVER
    late_price: float = 0.0
    deadline: int = NEVER
    drop_price: float = 0.0


@dataclass(frozen=True)
class Problem:
    """A day, or several, with everything on it; `cleanings[k][a][b]` are minutes from state a to state b."""

    horizon: int
    jobs: tuple[Job, ...]
    calendars: tuple[Calendar, ...]
    machines: tuple[Machine, ...] = ()
    pools: tuple[Pool, ...] = ()
    cleanings: tuple[tuple[tuple[int, ...], ...], ...] = ()
    end_price: float = 0.0

    def __post_init__(self) -> None:
        for job in self.jobs:
            for sentence in _faults(job):
                raise ValueError(f"{job.name}: {sentence}")


def _faults(job: Job) -> list[str]:
    """What the engine cannot hold of a batch, in words."""
    machines = [{mode.machine for mode in stage.modes} - {NO_LIMIT} for stage in job.stages]
    needed = {need.pool for stage in job.stages for mode in stage.modes for need in mode.needs}
    held = [hold.pool for hold in job.holds]
    faults = []
    if not job.stages or any(not stage.modes for stage in job.stages):
        faults.append("a batch needs stages, and a stage at least one mode.")
    if sum(len(each) for each in machines) > len(set().union(*machines)):
        faults.append("two stages may meet on one machine. Maybe make it a pool of one.")
    if len(held) > len(set(held)) or needed & set(held):
        faults.append("a pool is held twice by one batch. Maybe make it two pools.")
    if any(not 0 <= hold.first <= hold.last < len(job.stages) for hold in job.holds):
        faults.append("a hold must reach from a stage to the same or a later one.")
    return faults

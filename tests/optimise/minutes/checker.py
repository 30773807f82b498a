"""Whether a schedule keeps every rule of its problem, and what it costs: written from the statement alone."""

from collections.abc import Iterator

from planner.optimise.minutes import NO_LIMIT, Calendar, Hold, Job, MinuteSchedule, Mode, Problem, Run


def faults(problem: Problem, found: MinuteSchedule) -> list[str]:
    """Every broken rule in words."""
    use = [[0] * problem.horizon for _ in problem.pools]
    lines: list[list[tuple[int, int, int, str]]] = [[] for _ in problem.machines]
    said = []
    for job, runs in zip(problem.jobs, found.jobs, strict=True):
        if runs is None:
            continue
        said += [f"{job.name}: {what}" for what in _chain_faults(problem, job, runs)]
        for mode, run in _modes(job, runs):
            for need in mode.needs:
                _use(use[need.pool], run.start, run.end, need.amount)
            if mode.machine != NO_LIMIT:
                lines[mode.machine].append((run.start, run.end, mode.state, job.name))
        for hold in job.holds:
            _use(use[hold.pool], *_span(hold, runs), hold.amount)
    for pool, used in zip(problem.pools, use, strict=True):
        free = [0] * problem.horizon
        for start, end, amount in pool.steps:
            for t in range(start, min(end, problem.horizon)):
                free[t] = amount
        over = [t for t in range(problem.horizon) if used[t] > free[t] and used[t] > 0]
        said += [f"{pool.name} over its capacity at minute {over[0]}"] if over else []
    for place in range(len(lines)):
        said += [what for gap, _, what in _cleanings(problem, place, lines[place]) if gap < 0]
    return said


def cost(problem: Problem, found: MinuteSchedule) -> float:
    """Lateness, batches left out, cleaning and the last minute, priced as the problem says."""
    total, last = 0.0, 0
    lines: list[list[tuple[int, int, int, str]]] = [[] for _ in problem.machines]
    for job, runs in zip(problem.jobs, found.jobs, strict=True):
        if runs is None:
            total += job.drop_price
            continue
        total += job.late_price * max(0, runs[-1].end - job.due)
        last = max(last, runs[-1].end)
        for mode, run in _modes(job, runs):
            if mode.machine != NO_LIMIT:
                lines[mode.machine].append((run.start, run.end, mode.state, job.name))
    for place, machine in enumerate(problem.machines):
        total += machine.minute_price * sum(c for _, c, _ in _cleanings(problem, place, lines[place]))
    return total + problem.end_price * last


def _modes(job: Job, runs: tuple[Run, ...]) -> Iterator[tuple[Mode, Run]]:
    for stage, run in zip(job.stages, runs, strict=True):
        yield stage.modes[run.mode], run


def _chain_faults(problem: Problem, job: Job, runs: tuple[Run, ...]) -> Iterator[str]:
    if runs[0].start < job.release:
        yield "starts before its release"
    if runs[-1].end > min(job.deadline, problem.horizon):
        yield "ends after its deadline"
    for mode, run in _modes(job, runs):
        if not _works(problem.calendars[mode.calendar], mode.minutes, run):
            yield f"does not work {mode.minutes} minutes from {run.start} to {run.end}"
    for stage, before, after in zip(job.stages, runs, runs[1:], strict=False):
        wait = after.start - before.end
        if wait < stage.least_wait or (stage.most_wait != NO_LIMIT and wait > stage.most_wait):
            yield f"waits {wait} minutes, not {stage.least_wait} … {stage.most_wait}"


def _works(calendar: Calendar, minutes: int, run: Run) -> bool:
    """Whether so many open minutes lie in the run, its first and last among them, without a long gap."""
    is_open = [t for t in range(run.start, run.end) if any(a <= t < b for a, b in calendar.windows)]
    if len(is_open) != minutes or is_open[0] != run.start or is_open[-1] != run.end - 1:
        return False
    return all(b - a - 1 <= calendar.longest_pause for a, b in zip(is_open, is_open[1:], strict=False))


def _span(hold: Hold, runs: tuple[Run, ...]) -> tuple[int, int]:
    start = runs[hold.first].end if hold.from_end else runs[hold.first].start
    if hold.until != NO_LIMIT:
        return start, hold.until
    return start, runs[hold.last].end if hold.to_end else runs[hold.last].start


def _use(used: list[int], start: int, end: int, amount: int) -> None:
    for t in range(start, min(end, len(used))):
        used[t] += amount


def _cleanings(
    problem: Problem, place: int, line: list[tuple[int, int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """(minutes to spare, minutes of cleaning, sentence) before each stage on a machine."""
    machine = problem.machines[place]
    state, free = machine.first_state, machine.ready
    for start, end, needed, name in sorted(line):
        minutes = 0 if machine.cleaning == NO_LIMIT else problem.cleanings[machine.cleaning][state][needed]
        yield start - free - minutes, minutes, f"{machine.name}: {name} at {start} without time to clean"
        state, free = needed, end

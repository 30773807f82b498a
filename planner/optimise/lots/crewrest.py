"""Whether a crew that comes on other days still keeps its rest, its months' balance and the teams that lots need."""

from planner.optimise.compiled import inner
from planner.optimise.lots.dayhours import Floor, Hours, Ints, with_plain_hours


@inner
def possible(floor: Floor, hours: Hours, c: int, day: int) -> bool:
    """Whether as many of a crew are there as come or are off."""
    off, lieu, paid = hours.off[c, day], hours.lieu[c, day], hours.paid[c, day]
    if off < 0 or lieu < 0 or paid < 0:
        return False
    return bool((off if floor.work[day] else lieu + paid) <= floor.people[c, day])


@inner
def rests(floor: Floor, hours: Hours, c: int, day: int) -> bool:
    """Whether in all windows with a day as many of a crew rest as it has people."""
    longest, horizon = floor.in_row, floor.work.shape[0]
    for first in range(max(day - longest, -min(floor.worked[c], longest)), min(day + 1, horizon - longest)):
        came = max(-first, 0) * floor.head[c]
        for t in range(max(first, 0), first + longest + 1):
            came += with_plain_hours(floor, hours, c, t) + hours.paid[c, t]
        if came > longest * floor.head[c]:
            return False
    return True


@inner
def balanced(floor: Floor, hours: Hours, c: int, month: int) -> bool:
    """Whether as many days are taken off in a month as are worked for time off."""
    balance = 0
    for t in range(floor.work.shape[0]):
        if floor.month[t] == month:
            balance += hours.off[c, t] if floor.work[t] else -hours.lieu[c, t]
    return bool(balance >= 0)


@inner
def come(floor: Floor, hours: Hours, c: int, day: int, more: int, freely: bool) -> None:  # noqa: FBT001
    """Let so many more of a crew come on a day; on one that is no workday for time off, if they may, or for pay."""
    if floor.work[day]:
        hours.off[c, day] -= more
    elif freely and floor.exchange[day]:
        hours.lieu[c, day] += more
    else:
        hours.paid[c, day] += more
    for rank in range(floor.rank[c] + 1):
        hours.there[rank, day] += more


@inner
def team_there(there: Ints, team: Ints, made: int) -> bool:
    """Whether enough of (R, T) people are there for a lot that needs (R, days before) of them."""
    for rank in range(team.shape[0]):
        for before in range(min(team.shape[1], made + 1)):
            if there[rank, made - before] < team[rank, before]:
                return False
    return True


@inner
def teams_there(there: Ints, teams: Ints, others: Ints, batches: Ints, day: int) -> bool:
    """Whether enough of (R, T) people are there on a day for (N, T) lots, and for (R, T) teams of others."""
    for rank in range(teams.shape[1]):
        if there[rank, day] < others[rank, day]:
            return False
        for before in range(min(teams.shape[2], batches.shape[1] - day)):
            for i in range(batches.shape[0]):
                if batches[i, day + before] > 0 and teams[i, rank, before] > there[rank, day]:
                    return False
    return True

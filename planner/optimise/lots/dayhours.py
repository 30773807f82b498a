"""What the loads of a day cost a workshop whose people are known: opened just long enough, hours bought where cheap.

Skills are nested: who can do more counts for less. So hours are bought for the highest skill first, and each kind of
hour as far as it goes, the cheapest first, which is optimal among such covers (Edmonds 1971).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, woven
from planner.optimise.lots.supply import STEEP

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
HAIR = 1e-9  # hours
STEP = 1e-3  # hours by which it is looked how much longer hours give
TRIES = 8  # steps to the hours that suffice, one for each kind of hour that ends
HAND, MACHINE = STEEP["hands"], STEEP["machine"]  # yuan of an hour that nobody gives, before a penalty grows
MONTH = 600.0  # yuan of an hour beyond what a month may have


class Floor(NamedTuple):
    """A workshop with R ranks of hands, M machines, C crews and K pools of hired hands in T days.

    `hands` and `machines` are left by all that is not annealed, whoever comes and however long it is open aside.
    """

    hands: Floats  # (R, T) hours
    machines: Floats  # (M, T) unit-hours in a plain shift
    units: Floats  # (M, T) that run while it is open longer
    plain: float  # hours of a plain shift
    longest: float  # hours that it may be open
    daily: float  # longest overtime
    in_row: int  # days that one may work in a row
    extra: float  # yuan of an hour that it is open longer
    work: Flags  # (T,) an official workday
    exchange: Flags  # (T,) a rest day that may be worked for time off
    month: Ints  # (T,)
    rank: Ints  # (C,)
    efficiency: Floats  # (C,)
    pay: Floats  # (C, T) yuan of an hour of overtime
    people: Ints  # (C, T)
    head: Ints  # (C,)
    worked: Ints  # (C,) days in a row before the first
    most: Floats  # (C, months) hours of overtime
    hired: Floats  # (K, T) people, the cheapest hour first
    hired_hours: Floats  # (K,)
    hired_pay: Floats  # (K,)
    hired_gives: Floats  # (K,)
    hired_rank: Ints  # (K,)


class Hours(NamedTuple):
    """How a floor is loaded, who comes and what is bought for that; overtime includes premium hours."""

    hands: Floats  # (R, T)
    machines: Floats  # (M, T)
    off: Ints  # (C, T) on workdays
    lieu: Ints  # (C, T) for time off
    paid: Ints  # (C, T) at a premium
    there: Ints  # (R, T) all who come with a rank's skill or more
    overtime: Floats  # (C, T)
    used: Floats  # (C, months)
    yuan: Floats  # (T,)
    lacks: Floats  # (T,) yuan of hours that nobody gives, before a penalty grows
    wanted: Floats  # (R,) hours to be bought on the day being priced
    hired: Floats  # (K,) hours hired then


@woven
def with_plain_hours(floor: Floor, hours: Hours, c: int, day: int) -> int:
    """How many of a crew come for a plain shift."""
    return int(floor.people[c, day] - hours.off[c, day] if floor.work[day] else hours.lieu[c, day])


@woven
def longest_overtime(plain: int, paid: int, opened: float, shift: float, daily: float) -> float:
    """Hours beyond plain shifts of so many with one and so many without, if the workshop is open so long."""
    inside = opened * (plain + paid) - shift * plain
    return float(max(min(inside, daily * plain + (shift + daily) * paid), 0.0))


@woven
def most_overtime(floor: Floor, hours: Hours, c: int, day: int, opened: float) -> float:
    """Hours of a crew beyond plain shifts if the workshop is open so long; what is left of the month aside."""
    plain = with_plain_hours(floor, hours, c, day)
    return longest_overtime(plain, hours.paid[c, day], opened, floor.plain, floor.daily)


@woven
def most_given(floor: Floor, hours: Hours, rank: int, day: int, opened: float) -> float:
    """Effective hours of a rank or more that can be bought if the workshop is open so long."""
    total = 0.0
    for c in range(floor.rank.shape[0]):
        if floor.rank[c] >= rank:
            total += floor.efficiency[c] * most_overtime(floor, hours, c, day, opened)
    for k in range(floor.hired_rank.shape[0]):
        if floor.hired_rank[k] >= rank:
            total += floor.hired_gives[k] * floor.hired[k, day] * min(opened, floor.hired_hours[k])
    return float(total)


@woven
def open_for_machines(floor: Floor, hours: Hours, day: int, opened: float) -> tuple[float, float]:
    """Hours that machines want the workshop open, and yuan for what even the longest day lacks."""
    base, lacks = floor.plain if floor.work[day] else 0.0, 0.0
    for m in range(floor.machines.shape[0]):
        over = hours.machines[m, day] - floor.machines[m, day]
        if over > HAIR:
            most = floor.units[m, day] * (floor.longest - base)
            if over > most:
                lacks += (over - most) * MACHINE
            if most > 0.0:
                opened = max(opened, base + min(over, most) / floor.units[m, day])
    return float(opened), float(lacks)


@woven
def open_for_hands(
    floor: Floor, hours: Hours, rank: int, day: int, opened: float, wanted: float
) -> tuple[float, float]:
    """Hours that the workshop has to be open to buy what is wanted of a rank, and how much can be bought."""
    for _ in range(TRIES):
        given = most_given(floor, hours, rank, day, opened)
        if given >= wanted - HAIR:
            return opened, wanted
        if opened >= floor.longest - HAIR:
            return opened, given
        slope = (most_given(floor, hours, rank, day, min(opened + STEP, floor.longest)) - given) / STEP
        if slope > HAIR:
            opened = min(opened + (wanted - given) / slope, floor.longest)
        elif most_given(floor, hours, rank, day, floor.longest) <= given + HAIR:
            return opened, given
        else:
            opened = min(opened + 0.5, floor.longest)
    return opened, min(wanted, most_given(floor, hours, rank, day, opened))


@woven
def open_for_hired(floor: Floor, day: int, opened: float, wanted: Floats) -> float:
    """Hours to be open where hired hands, who stay as long as others do, are cheaper than overtime in fewer hours."""
    overtime = np.inf
    for c in range(floor.rank.shape[0]):
        overtime = min(overtime, floor.pay[c, day] / floor.efficiency[c])
    for k in range(floor.hired_rank.shape[0]):
        gives = floor.hired_gives[k] * floor.hired[k, day]
        saved = (overtime - floor.hired_pay[k] / floor.hired_gives[k]) * gives
        if gives > 0.0 and opened < floor.hired_hours[k] and saved > floor.extra:
            above = 0.0
            for r in range(floor.hired_rank[k] + 1, wanted.shape[0]):
                above = max(above, wanted[r])
            lacking = 0.0
            for r in range(floor.hired_rank[k] + 1):
                lacking = max(lacking, wanted[r] - above)
            opened = max(opened, min(floor.hired_hours[k], floor.longest, lacking / gives))
    return float(opened)


@woven
def buy(floor: Floor, hours: Hours, day: int, opened: float) -> tuple[float, float]:
    """Yuan of the hours wanted of each rank in a workshop open so long, and for those that lack; notes overtime.

    Hired hands first; then whoever has most of the month left.
    """
    yuan, bought, lacks = 0.0, 0.0, 0.0
    month, wanted, hired = floor.month[day], hours.wanted, hours.hired
    hired[:] = 0.0
    for rank in range(wanted.shape[0] - 1, -1, -1):
        lack = wanted[rank] - bought
        for k in range(floor.hired_rank.shape[0]):
            if lack > HAIR and floor.hired_rank[k] >= rank:
                left = floor.hired[k, day] * min(opened, floor.hired_hours[k]) - hired[k]
                taken = min(left, lack / floor.hired_gives[k])
                hired[k] += taken
                lack -= taken * floor.hired_gives[k]
                yuan += taken * floor.hired_pay[k]
        while lack > HAIR:
            who, most, spare = -1, -np.inf, 0.0
            for c in range(floor.rank.shape[0]):
                left = most_overtime(floor, hours, c, day, opened) - hours.overtime[c, day]
                if floor.rank[c] >= rank and left > HAIR:
                    free = floor.most[c, month] - hours.used[c, month] - hours.overtime[c, day]
                    if free / floor.head[c] > most:
                        who, most, spare = c, free / floor.head[c], left
            if who < 0:
                lacks += lack * HAND
                break
            taken = min(spare, lack / floor.efficiency[who])
            hours.overtime[who, day] += taken
            lack -= taken * floor.efficiency[who]
            yuan += taken * floor.pay[who, day]
        bought = max(bought, wanted[rank] - max(lack, 0.0))
    return yuan, lacks


@woven
def price_day(floor: Floor, hours: Hours, day: int) -> tuple[float, float]:
    """Yuan of a day, and for what lacks; notes overtime, which the month's hours must not hold yet."""
    base, anything = floor.plain if floor.work[day] else 0.0, False
    opened, wanted = base, hours.wanted
    for c in range(floor.rank.shape[0]):
        hours.overtime[c, day] = 0.0
        if hours.lieu[c, day] > 0:
            opened = max(opened, floor.plain)
    opened, lacks = open_for_machines(floor, hours, day, opened)
    for rank in range(wanted.shape[0]):
        wanted[rank] = hours.hands[rank, day] - floor.hands[rank, day]
        for c in range(floor.rank.shape[0]):
            if floor.rank[c] >= rank:
                plain = with_plain_hours(floor, hours, c, day)
                wanted[rank] -= floor.efficiency[c] * floor.plain * plain
        anything = anything or wanted[rank] > HAIR
    if not anything:
        return floor.extra * (opened - base), lacks
    for rank in range(wanted.shape[0]):
        if wanted[rank] > HAIR:
            opened, given = open_for_hands(floor, hours, rank, day, opened, wanted[rank])
            lacks += (wanted[rank] - given) * HAND
            wanted[rank] = given
    opened = open_for_hired(floor, day, opened, wanted)
    yuan, more = buy(floor, hours, day, opened)
    return floor.extra * (opened - base) + yuan, lacks + more


@woven
def over_months(floor: Floor, hours: Hours, month: int) -> float:
    """Yuan for overtime beyond what a month may have."""
    total = 0.0
    for c in range(floor.rank.shape[0]):
        total += MONTH * max(hours.used[c, month] - floor.most[c, month], 0.0)
    return float(total)


@inner
def renew_day(floor: Floor, hours: Hours, day: int, penalty: float) -> float:
    """Price a day anew; by how much the whole costs more, what lacks at so many times its price."""
    month = floor.month[day]
    before = hours.yuan[day] + penalty * (hours.lacks[day] + over_months(floor, hours, month))
    for c in range(floor.rank.shape[0]):
        hours.used[c, month] -= hours.overtime[c, day]
    hours.yuan[day], hours.lacks[day] = price_day(floor, hours, day)
    for c in range(floor.rank.shape[0]):
        hours.used[c, month] += hours.overtime[c, day]
    return float(hours.yuan[day] + penalty * (hours.lacks[day] + over_months(floor, hours, month)) - before)


@inner
def keep_day(floor: Floor, hours: Hours, day: int, kept: Floats) -> None:
    """Note a day's answer in (T, C + 2) `kept`."""
    crews = floor.rank.shape[0]
    for c in range(crews):
        kept[day, c] = hours.overtime[c, day]
    kept[day, crews], kept[day, crews + 1] = hours.yuan[day], hours.lacks[day]


@inner
def put_back_day(floor: Floor, hours: Hours, day: int, kept: Floats) -> None:
    """Take a day's answer from `kept`."""
    crews, month = floor.rank.shape[0], floor.month[day]
    for c in range(crews):
        hours.used[c, month] += kept[day, c] - hours.overtime[c, day]
        hours.overtime[c, day] = kept[day, c]
    hours.yuan[day], hours.lacks[day] = kept[day, crews], kept[day, crews + 1]

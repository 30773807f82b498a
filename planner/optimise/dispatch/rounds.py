"""One way through the waves of a day: each takes what it can of what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date

from planner.domain.dispatch import WhyLeft
from planner.domain.fleet import Wave
from planner.optimise.delivery import Effort, Reason
from planner.optimise.dispatch.fleet import Fleet
from planner.optimise.dispatch.goods import Consignment
from planner.optimise.dispatch.record import truck_of
from planner.optimise.dispatch.wave import Asked, Driven, doors_left, drive
from planner.optimise.dispatch.yard import Yard

WHY = {
    Reason.WINDOW: WhyLeft.WINDOW,
    Reason.READINESS: WhyLeft.READINESS,
    Reason.TRUCK: WhyLeft.TRUCK,
    Reason.DEAR: WhyLeft.TRUCK,
}
WORST_LAST = (WhyLeft.WINDOW, WhyLeft.READINESS, WhyLeft.TRUCK)
TRIALS_A_STOP = 1

Waves = Mapping[str, Driven]


@dataclass(frozen=True, eq=False)
class Round:
    """The waves as they were driven, and what was left with its reason."""

    driven: tuple[Driven, ...]
    left: tuple[tuple[Consignment, WhyLeft], ...]

    @property
    def kg_left(self) -> float:
        return sum(load.kg for load, _ in self.left)

    @property
    def customers_left(self) -> int:
        return len({load.customer for load, _ in self.left})

    @property
    def yuan(self) -> float:
        """Trucks, kilometres and the price of what each wave left to later ones."""
        return sum(each.routes.cost for each in self.driven)

    @property
    def waves(self) -> dict[str, Driven]:
        return {each.asked.wave.code: each for each in self.driven}

    def lacks_trucks(self) -> bool:
        """Whether more trucks would have helped."""
        return any(why is WhyLeft.TRUCK for _, why in self.left)


def drive_round(
    yard: Yard, date: Date, loads: Sequence[Consignment], effort: Effort, before: Waves, hires: str
) -> Round:
    """All waves in order; `hires` says whether any wave hires trucks, or only one nothing can wait after."""
    fleet = Fleet(yard)
    waiting = {load.name: load for load in loads}
    whys: dict[str, list[WhyLeft]] = {load.name: [] for load in loads}
    driven: list[Driven] = []
    waves = yard.scenario.waves
    for place, wave in enumerate(waves):
        mine = tuple(load for load in waiting.values() if yard.reaches(wave, load.customer))
        may_wait = _all_may_wait(yard, waves[place + 1 :], mine)
        tiers = tuple(fleet.tiers(wave, "own" if may_wait and hires == "late" else "any"))
        doors = doors_left(yard, wave, driven)
        if not mine or not tiers or doors == 0:
            for load in mine:
                whys[load.name].append(WhyLeft.TRUCK)
            continue
        asked = Asked(wave, date, mine, tiers, doors, may_wait)
        found = drive(yard, asked, _share(effort, len(mine), len(loads)), before.get(wave.code))
        driven.append(found)
        for tour in found.routes.tours:
            fleet.take(*truck_of(tour, tiers), wave.code)
        for stop, reason in found.routes.left_out.items():
            whys[mine[stop].name].append(WHY[reason])
        for load in found.served():
            del waiting[load.name]
    return Round(tuple(driven), tuple((load, _why(whys[name])) for name, load in waiting.items()))


def _share(effort: Effort, stops: int, of_all: int) -> Effort:
    """The part of a day's effort that a wave with so many stops gets."""
    seconds = effort.seconds * stops / max(of_all, 1)
    return replace(effort, seconds=seconds, iterations=effort.iterations or TRIALS_A_STOP * stops)


def _all_may_wait(yard: Yard, later: Sequence[Wave], loads: Sequence[Consignment]) -> bool:
    """Whether a later wave reaches every customer, so that no truck need be hired for this one."""
    return all(any(yard.reaches(wave, load.customer) for wave in later) for load in loads)


def _why(whys: Sequence[WhyLeft]) -> WhyLeft:
    """The reason that stands when all else had been different; no wave at all is no window."""
    return max(whys, key=WORST_LAST.index, default=WhyLeft.WINDOW)

"""What materials last for: each day's need is drawn from the lots that expire first."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.compiled import inner, outer
from planner.optimise.lots.groups import GroupIndex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOTHING = 1e-9  # kilograms


class Pantry(NamedTuple):
    """K materials with up to L lots each, those that expire first in front; first and last day of use, kilograms."""

    group: Ints  # (K,)
    first: Ints  # (K, L)
    last: Ints
    quantity: Floats

    def only(self, which: Ints) -> "Pantry":
        """The materials at these positions."""
        return Pantry(self.group[which], self.first[which], self.last[which], self.quantity[which])


def pantry_of(scenario: Scenario, groups: GroupIndex) -> Pantry:
    """All materials that limit anything."""
    start, horizon = scenario.settings.start, len(scenario.dates)
    lots: dict[int, list[tuple[int, int, float]]] = {
        g: [] for g, group in enumerate(groups.groups) if group.kind == "material"
    }
    place = {groups.groups[g].code: g for g in lots}
    for lot in scenario.material_lots:
        first = max(0, (lot.arrives - start).days)
        last = min(horizon - 1, (lot.expires - start).days)
        if lot.material in place and first <= last and lot.quantity > 0:
            lots[place[lot.material]].append((last, first, lot.quantity))
    most = max((len(found) for found in lots.values()), default=0)
    pantry = Pantry(
        np.array(list(lots), np.int64),
        np.full((len(lots), most), horizon, np.int64),
        np.full((len(lots), most), -1, np.int64),
        np.zeros((len(lots), most)),
    )
    for k, found in enumerate(lots.values()):
        for n, (last, first, quantity) in enumerate(sorted(found)):
            pantry.first[k, n], pantry.last[k, n], pantry.quantity[k, n] = first, last, quantity
    return pantry


@inner
def draw(pantry: Pantry, k: int, needs: Floats, left: Floats) -> float:
    """Kilograms that one material's lots lack for (T,) needs; what remains of each lot is written to `left`."""
    lacking = 0.0
    for n in range(left.shape[0]):
        left[n] = pantry.quantity[k, n]
    for day in range(needs.shape[0]):
        need = needs[day]
        for n in range(left.shape[0]):
            if need <= NOTHING:
                break
            if left[n] > 0.0 and pantry.first[k, n] <= day <= pantry.last[k, n]:
                taken = min(left[n], need)
                left[n] -= taken
                need -= taken
        if need > NOTHING:
            lacking += need
    return float(lacking)


@outer
def lacking(pantry: Pantry, needs: Floats) -> Floats:
    """(K,) kilograms that the lots lack for (K, T) needs."""
    found = np.zeros(needs.shape[0])
    left = np.zeros(pantry.quantity.shape[1])
    for k in range(needs.shape[0]):
        found[k] = draw(pantry, k, needs[k], left)
    return found


@outer
def surplus(pantry: Pantry, needs: Floats) -> Floats:
    """(K, T) kilograms that could be drawn on each day alone besides (K, T) needs."""
    more = np.zeros(needs.shape)
    left = np.zeros(pantry.quantity.shape[1])
    for k in range(needs.shape[0]):
        draw(pantry, k, needs[k], left)
        for n in range(left.shape[0]):
            for day in range(max(pantry.first[k, n], 0), min(pantry.last[k, n] + 1, needs.shape[1])):
                more[k, day] += left[n]
    return more

"""How components fill the kits of each day: first choices first, of each component the oldest that a slot takes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOTHING = 1e-6  # kilograms
AT_ALL = 1.0  # kilograms that count for lacking besides those that lack
PALLET = 250.0  # kilograms that a pallet without room counts for


class Boxes(NamedTuple):
    """C components with up to L opening lots each in Z zones, S slots, W ways to fill one; T days, kilograms.

    `along` is (C, T + 1) yuan of keeping a kilogram up to each morning.
    """

    slot: Ints  # (W,) first choices in front
    component: Ints  # (W,)
    share: Floats  # (W,) of component in a kilogram of kit
    swap: Floats  # (W,) yuan of a kilogram of component instead of the first choice
    oldest: Ints  # (S, T) age of what a slot takes
    hold: Ints  # (C,) days before a lot is free
    shelf: Ints  # (C,) age at which what is left is written off
    waste: Floats  # (C,) yuan
    along: Floats
    zone: Ints  # (C,)
    pallets: Floats  # (C,) of a kilogram
    room: Floats  # (Z, T) pallets left for components overnight
    lot_made: Ints  # (C, L)
    lot_free: Ints  # (C, L)
    lot_kg: Floats  # (C, L)
    kits: Floats  # (S, T) made that have a slot
    made: Floats  # (C, T)
    left: Floats  # (C, L + T) of each lot, opening ones first
    empty: Floats  # (S,) kits of a day whose slot is empty still
    lying: Floats  # (Z, T) pallets overnight


def no_boxes(horizon: int) -> Boxes:
    """No kits and no components."""
    few, nothing, none = np.zeros(0, np.int64), np.zeros(0), np.zeros((0, 0), np.int64)
    over, days = np.zeros((0, 0)), np.zeros((0, horizon))
    return Boxes(
        slot=few,
        component=few,
        share=nothing,
        swap=nothing,
        oldest=np.zeros((0, horizon), np.int64),
        hold=few,
        shelf=few,
        waste=nothing,
        along=np.zeros((0, horizon + 1)),
        zone=few,
        pallets=nothing,
        room=days,
        lot_made=none,
        lot_free=none,
        lot_kg=over,
        kits=days,
        made=days,
        left=days,
        empty=nothing,
        lying=days,
    )


@inner
def lie(boxes: Boxes, c: int, made: int, used: int, kg: float) -> None:
    """Let kilograms of a component lie from the evening they are made to the morning they are used."""
    for t in range(made, used):
        boxes.lying[boxes.zone[c], t] += kg * boxes.pallets[c]


@inner
def fill(boxes: Boxes) -> tuple[float, float]:
    """Yuan of keeping, swapping and writing off components; kilograms of kits in whose slots something lacks.

    So count components that no zone has room for. However little a slot lacks, it counts for a kilogram more: without
    it the whole batch of a kit goes.
    """
    components, opened = boxes.lot_kg.shape
    horizon = boxes.made.shape[1]
    left, yuan, lacking = boxes.left, 0.0, 0.0
    boxes.lying[:] = 0.0
    for c in range(components):
        for k in range(opened):
            left[c, k] = boxes.lot_kg[c, k]
        for t in range(horizon):
            left[c, opened + t] = boxes.made[c, t]
    for t in range(horizon):
        for s in range(boxes.kits.shape[0]):
            boxes.empty[s] = boxes.kits[s, t]
        for w in range(boxes.slot.shape[0]):
            s, c = boxes.slot[w], boxes.component[w]
            if boxes.empty[s] <= NOTHING:
                continue
            wanted = boxes.empty[s] * boxes.share[w]
            first = t - boxes.oldest[s, t]
            for k in range(opened):
                if left[c, k] > 0.0 and boxes.lot_free[c, k] <= t and boxes.lot_made[c, k] >= first:
                    taken = min(left[c, k], wanted)
                    left[c, k] -= taken
                    wanted -= taken
                    yuan += taken * (boxes.swap[w] + boxes.along[c, t])
                    lie(boxes, c, 0, t, taken)
            for d in range(max(first, 0), t - boxes.hold[c] + 1):
                if left[c, opened + d] > 0.0 and wanted > 0.0:
                    taken = min(left[c, opened + d], wanted)
                    left[c, opened + d] -= taken
                    wanted -= taken
                    yuan += taken * (boxes.swap[w] + boxes.along[c, t] - boxes.along[c, d])
                    lie(boxes, c, d, t, taken)
            boxes.empty[s] = wanted / boxes.share[w]
        for s in range(boxes.kits.shape[0]):
            if boxes.empty[s] > NOTHING:
                lacking += boxes.empty[s] + AT_ALL
    for c in range(components):
        for k in range(opened + horizon):
            if left[c, k] > 0.0:
                day = max(k - opened, 0)
                made = boxes.lot_made[c, k] if k < opened else day
                kept = boxes.along[c, horizon] - boxes.along[c, day]
                if made + boxes.shelf[c] >= horizon and kept < boxes.waste[c]:
                    yuan += left[c, k] * kept
                    lie(boxes, c, day, horizon, left[c, k])
                else:
                    yuan += left[c, k] * boxes.waste[c]
    for z in range(boxes.room.shape[0]):
        for t in range(horizon):
            lacking += PALLET * max(boxes.lying[z, t] - boxes.room[z, t], 0.0)
    return float(yuan), float(lacking)

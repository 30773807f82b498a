"""Changes of an article's lots by chance: larger, smaller, new, on another line or day, or in exchange for others."""

import numpy as np

from planner.optimise.compiled import inner
from planner.optimise.lots.dayhours import Ints
from planner.optimise.lots.scene import Note

KINDS = 10  # of changes, those that exchange last
CHANGES = 4  # lots that one move changes at most
NEAR = 4  # days that a lot is moved by at most
SWAPPED, OTHER_LINE, UNEVEN = 0.3, 0.15, 0.1  # shares of moved lots
SAME_DAY, WHOLE = 0.6, 0.3  # shares of lots exchanged


@inner
def propose(note: Note, batches: Ints, mode: Ints, largest: Ints, least: Ints, i: int) -> bool:
    """Note a change of article i's lots; False if there is none."""
    note.size[0] = 0
    horizon, lines = batches.shape[1], largest.shape[1]
    day, kind = np.random.randint(horizon), np.random.randint(KINDS)
    lot = some_lot(batches[i], day)
    if lot < 0 or kind == 0:
        if batches[i, day] > 0:
            return noted(note, batches, mode, largest, least, i, day, batches[i, day] + 1, mode[i, day])
        new = least[i] + np.random.randint(2)
        return noted(note, batches, mode, largest, least, i, day, new, np.random.randint(lines))
    if kind == 1:
        return noted(note, batches, mode, largest, least, i, lot, batches[i, lot] + 1, mode[i, lot])
    if kind == 2:
        less = batches[i, lot] - 1
        return noted(
            note, batches, mode, largest, least, i, lot, less if less >= least[i] else 0, mode[i, lot]
        )
    if kind == 3 and lines > 1 and np.random.random() < 0.5:
        return noted(note, batches, mode, largest, least, i, lot, batches[i, lot], np.random.randint(lines))
    if kind < 8:
        return moved(note, batches, mode, largest, least, i, lot, kind)
    return exchanged(note, batches, mode, largest, least, i, lot)


@inner
def some_lot(batches: Ints, day: int) -> int:
    """The first day from some day on, or else of all, that has a lot; −1 if none has."""
    horizon = batches.shape[0]
    for k in range(horizon):
        if batches[(day + k) % horizon] > 0:
            return int((day + k) % horizon)
    return -1


@inner
def noted(
    note: Note, batches: Ints, mode: Ints, largest: Ints, least: Ints, i: int, day: int, then: int, line: int
) -> bool:
    """Note a lot as it would be; False if it may not be so."""
    if then > 0 and (then < least[i] or then > largest[i, line, day]):
        return False
    n = note.size[0]
    note.who[n], note.day[n], note.then[n], note.then_line[n] = i, day, then, line
    note.batches[n], note.line[n] = batches[i, day], mode[i, day]
    note.size[0] = n + 1
    return True


@inner
def moved(
    note: Note, batches: Ints, mode: Ints, largest: Ints, least: Ints, i: int, lot: int, kind: int
) -> bool:
    """Note that a lot, or a part of it, is made on another day, or changes places with another article's."""
    away = 1 + np.random.randint(NEAR)
    day = lot + away if np.random.random() < 0.5 else lot - away
    if day < 0 or day >= batches.shape[1]:
        return False
    here, met = batches[i, lot], batches[i, day]
    gone = here if kind <= 5 else 1 if kind == 6 else 1 + np.random.randint(here)
    come, uneven = gone, np.random.random()
    if uneven < UNEVEN:
        come += 1
    elif uneven < 2 * UNEVEN and gone > 1:
        come -= 1
    line = mode[i, day] if met > 0 else mode[i, lot]
    if np.random.random() < OTHER_LINE:
        line = np.random.randint(largest.shape[1])
    if not noted(note, batches, mode, largest, least, i, lot, here - gone, mode[i, lot]):
        return False
    if not noted(note, batches, mode, largest, least, i, day, met + come, line):
        return False
    if met == 0 and gone == here and np.random.random() < SWAPPED:
        j = np.random.randint(batches.shape[0])
        theirs = batches[j, day]
        if j != i and theirs > 0 and batches[j, lot] == 0:
            return noted(note, batches, mode, largest, least, j, day, 0, mode[j, day]) and noted(
                note, batches, mode, largest, least, j, lot, theirs, mode[j, day]
            )
    return True


@inner
def exchanged(note: Note, batches: Ints, mode: Ints, largest: Ints, least: Ints, i: int, lot: int) -> bool:
    """Note that less is made of a lot, and more of another article, most often on the same day."""
    articles, horizon = batches.shape
    j, day = np.random.randint(articles), lot
    if j == i:
        return False
    if np.random.random() > SAME_DAY:
        day = max(0, min(horizon - 1, lot + np.random.randint(-NEAR, NEAR + 1)))
    less = 0 if np.random.random() < WHOLE else batches[i, lot] - 1
    if not noted(note, batches, mode, largest, least, i, lot, less if less >= least[i] else 0, mode[i, lot]):
        return False
    met, more = batches[j, day], np.random.randint(2)
    line = mode[j, day] if met > 0 else np.random.randint(largest.shape[1])
    return noted(
        note, batches, mode, largest, least, j, day, met + 1 + more if met > 0 else least[j] + more, line
    )

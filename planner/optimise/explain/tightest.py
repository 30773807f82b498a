"""The limits that are worth most over the horizon, for a page that a manager reads first."""

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.explain.words import Vocabulary
from planner.optimise.lots.groups import GroupIndex

Floats = NDArray[np.float64]


def tightest(
    scenario: Scenario, groups: GroupIndex, prices: Floats, used: Floats, count: int = 10
) -> list[tuple[str, float]]:
    """(limit, yuan) of the `count` limits worth most: price × amount used, over all days, if any.

    `prices` are (groups, T) yuan per unit, `used` (groups, T) units in use.
    """
    words = Vocabulary(scenario, groups)
    yuan = (np.maximum(prices, 0.0) * np.maximum(used, 0.0)).sum(axis=1)
    order = np.argsort(-yuan, kind="stable")[:count]
    return [(str(words.name(int(group))), float(yuan[group])) for group in order if yuan[group] > 0]

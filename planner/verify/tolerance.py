"""How far a number may be off before it counts as a breach."""

from typing import Any

import numpy as np

ABSOLUTE = 1e-3
RELATIVE = 1e-6
MONEY_ABSOLUTE = 0.01
WHOLE = 1e-6


def exceeds(amount: Any, limit: Any) -> Any:
    """Whether amounts are above limits by more than the tolerance; numbers or arrays of one shape."""
    tolerated = ABSOLUTE + RELATIVE * np.maximum(np.abs(amount), np.abs(limit))
    return (amount - limit > tolerated) | (np.isposinf(amount) & (amount > limit))


def differs(amount: Any, expected: Any) -> Any:
    """Whether amounts are off either way by more than the tolerance."""
    return exceeds(amount, expected) | exceeds(expected, amount)


def rounded_up(amount: Any) -> Any:
    """Amounts in whole pieces: a number that is whole but for how a float writes it stays as it is."""
    return np.ceil(amount - WHOLE)


def money_differs(claimed: Any, counted: Any) -> Any:
    """Whether sums of yuan are not the same line of a bill; always for a sum that is no number."""
    most = MONEY_ABSOLUTE + RELATIVE * np.maximum(np.abs(claimed), np.abs(counted))
    return ~(np.abs(claimed - counted) <= most) | ~np.isfinite(claimed)

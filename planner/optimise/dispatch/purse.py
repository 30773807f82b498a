"""The seconds of a row of days: a hard day may spend what easy ones before it saved, not what later ones need."""

from dataclasses import dataclass, field
from time import monotonic

LEAST = 0.6  # of a plain day's seconds, kept for every day to come
MOST = 6.0  # times a plain day's seconds, for one hard day


@dataclass
class Purse:
    """So many plain seconds for each of so many days, by the clock on the wall."""

    plain: float
    days: int
    began: float = field(default_factory=monotonic)
    begun: int = 0

    def for_next_day(self) -> float:
        """The seconds the next day may take."""
        self.begun += 1
        later = LEAST * self.plain * (self.days - self.begun)
        left = self.plain * self.days - (monotonic() - self.began) - later
        return min(max(left, LEAST * self.plain), MOST * self.plain)

"""Times of day as minutes of a dispatch day, which begins in the afternoon and ends the next one."""

from dataclasses import dataclass
from datetime import time as Time

from planner.domain.fleet import Wave
from planner.domain.market import Customer

DAY = 24 * 60

Span = tuple[int, int]


@dataclass(frozen=True)
class DispatchClock:
    """Minutes count from 0:00; times before `turns` belong to the next morning."""

    turns: int

    def minute(self, time: Time) -> int:
        """The minute of a time of day."""
        minute = minute_of(time)
        return minute if minute >= self.turns else minute + DAY

    def wave(self, wave: Wave) -> Span:
        """First and last minute of a wave."""
        starts = self.minute(wave.starts)
        return starts, starts + ((minute_of(wave.ends) - starts) % DAY or DAY)

    def windows(self, customer: Customer) -> tuple[Span, ...]:
        """When a customer receives, in rising order and apart, first and last minute included."""
        apart: list[Span] = []
        for opens, closes in sorted(self._span(opens, closes) for opens, closes in customer.windows):
            if apart and opens <= apart[-1][1]:
                apart[-1] = (apart[-1][0], max(apart[-1][1], closes))
            else:
                apart.append((opens, closes))
        return tuple(apart)

    def _span(self, opens: Time | None, closes: Time | None) -> Span:
        first = self.turns if opens is None else self.minute(opens)
        if closes is None:
            return first, self.turns + DAY
        return first, first + (minute_of(closes) - first) % DAY


def minute_of(time: Time) -> int:
    """Whole minutes since midnight."""
    return time.hour * 60 + time.minute

"""When a workshop's doors are open and a resource runs, in whole minutes after 0:00 of the day."""

from dataclasses import dataclass
from datetime import time as Time

from planner.domain.calendar import Shift
from planner.domain.plant import Resource, ResourceKind

DAY = 24 * 60
SMALL = 1e-6
PAUSING = frozenset((ResourceKind.BENCH,))

Span = tuple[int, int]


@dataclass(frozen=True)
class Doors:
    """Open from `opens` to `closes`; one person's own hours, breaks counted, last `shift_minutes`.

    The first come when the doors open, the shift itself begins at `starts`, the last leave when the doors close.
    """

    opens: int
    starts: int
    closes: int
    shift_minutes: int
    breaks: tuple[Span, ...]

    @property
    def turns(self) -> int:
        """By how many minutes the last comers come after the first."""
        return max(0, self.closes - self.opens - self.shift_minutes)


@dataclass(frozen=True)
class Hours:
    """When work on a resource may begin (`begins`) and go on (`windows`); `pauses` says over what it may pause."""

    begins: Span
    windows: tuple[Span, ...]
    pauses: int = 0


def doors_of(shift: Shift, opened_hours: float) -> Doors | None:
    """The doors of a day on which a workshop with this shift is opened so long; None if it is closed."""
    if opened_hours <= SMALL:
        return None
    starts = _minute(shift.starts)
    end = int(60 * opened_hours + SMALL)
    breaks: list[Span] = []
    lunch, dinner = _after(shift.starts, shift.lunch_from), _after(shift.starts, shift.dinner_from)
    if shift.lunch_minutes and lunch < end:
        breaks.append((starts + lunch, starts + lunch + shift.lunch_minutes))
        end += shift.lunch_minutes
    if shift.dinner_minutes and opened_hours > shift.regular_hours + SMALL and dinner < end:
        breaks.append((starts + dinner, starts + dinner + shift.dinner_minutes))
        end += shift.dinner_minutes
    latest = max(end, _after(shift.starts, shift.last_out))
    closes = starts + min(end + shift.late_minutes, latest)
    return Doors(first_minute(shift), starts, closes, end, tuple(breaks))


def first_minute(shift: Shift) -> int:
    """The first minute at which anything of a workshop may run."""
    starts = _minute(shift.starts)
    return starts - min(shift.early_minutes, starts)


def hours_of(resource: Resource, shift: Shift, doors: Doors | None) -> Hours | None:
    """When a resource may be used on a day; None if not at all."""
    if resource.hours_day is not None:
        begin = first_minute(shift)
        end = begin + int(60 * resource.hours_day + SMALL)
        return Hours((begin, end), ((begin, end if end < begin + DAY else end + DAY),))
    if doors is None:
        return None
    whole = (doors.opens, doors.closes)
    if resource.kind not in PAUSING or not doors.breaks:
        return Hours(whole, (whole,))
    return Hours(whole, _without(whole, doors.breaks), max(end - start for start, end in doors.breaks))


def _without(whole: Span, breaks: tuple[Span, ...]) -> tuple[Span, ...]:
    edges = [whole[0], *(edge for pause in breaks for edge in pause), whole[1]]
    return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)


def end_after(hours: Hours, start: int, minutes: int) -> int:
    """The minute at which work of so many minutes ends, begun at a working minute."""
    left = minutes
    for a, b in hours.windows:
        take = min(left, max(0, b - max(a, start)))
        left -= take
        if take and not left:
            return max(a, start) + take
    return hours.windows[-1][1]


def latest_start(hours: Hours, until: int, minutes: int) -> int:
    """The latest minute at which work may begin to end by `until`; before the hours begin if there is none."""
    left, at = minutes, until
    for a, b in reversed(hours.windows):
        top = min(b, until)
        if top <= a:
            continue
        at = max(a, top - left)
        left -= top - at
        if not left:
            return min(at, hours.begins[1] - 1)
    return hours.begins[0] - 1 - left


def _minute(time: Time) -> int:
    return time.hour * 60 + time.minute


def _after(start: Time, end: Time) -> int:
    return (_minute(end) - _minute(start)) % DAY or DAY

"""Which limit stands in the way of a kilogram, and how much more of it would have been needed."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from planner.optimise.explain.ways import Need, Way, Ways
from planner.optimise.explain.words import Phrase, Vocabulary, amount, both_days

ALSO = 0.25  # of the dearest limit: a second one worth that much is told too
MATTERS = 0.2  # of a slot's price: a component's own limits worth that much are named instead of it


@dataclass(frozen=True)
class Limits:
    """The limits in words and prices, and the ways of every article to use them."""

    words: Vocabulary
    ways: dict[str, Ways]
    prices: NDArray[np.float64]

    def worth(self, need: Need) -> float:
        """Yuan of one more unit: better hands also do the work of lesser ones."""
        row = self.words.groups.groups[need.group]
        if row.kind != "hands":
            return need.price
        ranks = (rank for rank in self.words.groups.ranks_of[row.code] if rank <= row.rank)
        numbers = (self.words.groups.number("hands", row.code, rank) for rank in ranks)
        return sum(max(float(self.prices[number, need.day]), 0.0) for number in numbers)


def short_limit(limits: Limits, way: Way, kg: float, yuan: float) -> tuple[Phrase, Phrase]:
    """Reason and remedy of a way too dear for `kg` worth `yuan`; a slot is followed to its component."""
    dearest = _dearest(limits, way)
    if limits.words.groups.groups[dearest.group].kind == "slot":
        followed = _component_way(limits, dearest)
        if followed is not None:
            code, share, deeper = followed
            return _through(limits, code, *short_limit(limits, deeper, kg * share, yuan))
        dearest = _in_component_kg(limits, dearest)
    return _reason(limits, dearest), _remedy(limits, dearest, _also(limits, way, dearest, kg), kg, yuan)


def _dearest(limits: Limits, way: Way) -> Need:
    """The dearest need of the group that is dearest over all its days."""
    total: dict[int, float] = {}
    for need in way.needs:
        total[need.group] = total.get(need.group, 0.0) + need.yuan
    group = max(total, key=lambda number: total[number])
    return next(need for need in way.needs if need.group == group)


def _second(limits: Limits, way: Way, first: Need) -> Need | None:
    """Another limit that is needed nearly as badly; hands of the same workshop are not another."""
    rows = limits.words.groups.groups
    mine = rows[first.group]
    for need in way.needs:
        row = rows[need.group]
        if (row.kind, row.code) != (mine.kind, mine.code) and row.kind != "slot":
            return need if need.yuan >= ALSO * first.yuan else None
    return None


def _component_way(limits: Limits, slot: Need) -> tuple[str, float, Way] | None:
    """(component, share, its way) of the slot's cheapest filling, if its own limits make it dear."""
    age = limits.words.scenario.settings.component_age_days
    found = []
    for code, share, swap in limits.words.fillings(slot.group):
        ways = limits.ways.get(code)
        hold = ways.article.hold if ways else 0
        way = ways.cheapest(slot.day - age, slot.day - hold, slot.day) if ways else None
        if way is not None and way.needs:
            found.append((share * way.kg_yuan + swap, code, share, way))
    if not found:
        return None
    _, code, share, way = min(found, key=lambda filling: filling[0])
    return (code, share, way) if share * way.kg_yuan >= MATTERS * slot.price else None


def _in_component_kg(limits: Limits, slot: Need) -> Need:
    """A slot's need in kilograms of its first filling instead of kilograms of kit."""
    share = limits.words.fillings(slot.group)[0][1]
    return replace(slot, per_kg=slot.per_kg * share, price=slot.price / share)


def _through(limits: Limits, code: str, reason: Phrase, remedy: Phrase) -> tuple[Phrase, Phrase]:
    name = limits.words.scenario.product_of[code].name
    return Phrase(f"配件{name}：{reason.zh}", f"component {code}: {reason.en}"), remedy


def _reason(limits: Limits, need: Need) -> Phrase:
    name, unit, verb = _terms(limits, need.group)
    date, worth = _day(limits, need), amount(limits.worth(need))
    return Phrase(
        f"{name.zh}{date.zh}{verb.zh}（每{unit.zh}值 {worth} 元）",
        f"{name.en} {verb.en} on {date.en} ({worth} yuan/{unit.en})",
    )


def _remedy(limits: Limits, need: Need, also: Phrase, kg: float, yuan: float) -> Phrase:
    """How much more is needed, and what a unit of it may cost before the shortage is cheaper."""
    name, unit, _ = _terms(limits, need.group)
    date, more = _day(limits, need), need.per_kg * kg
    worth, more_told = amount(yuan / more), amount(more)
    return Phrase(
        f"{date.zh}加 {more_told} {unit.zh} {name.zh}（每{unit.zh}至多值 {worth} 元）{also.zh}",
        f"{more_told} {unit.en} more {name.en} on {date.en}, worth up to {worth} yuan/{unit.en}{also.en}",
    )


def _also(limits: Limits, way: Way, first: Need, kg: float) -> Phrase:
    """The other limit that would be needed too, if any."""
    second = _second(limits, way, first)
    if second is None:
        return Phrase("", "")
    name, unit, _ = _terms(limits, second.group)
    more, date = amount(second.per_kg * kg), _day(limits, second)
    when = Phrase("", "") if second.day == first.day else Phrase(date.zh, f" on {date.en}")
    return Phrase(
        f"，并加{when.zh} {more} {unit.zh} {name.zh}", f"; also {more} {unit.en} {name.en}{when.en}"
    )


def _terms(limits: Limits, group: int) -> tuple[Phrase, Phrase, Phrase]:
    return limits.words.name(group), limits.words.unit(group), limits.words.used_up(group)


def _day(limits: Limits, need: Need) -> Phrase:
    return both_days(limits.words.scenario.settings.start + timedelta(days=need.day))

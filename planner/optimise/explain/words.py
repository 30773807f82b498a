"""How limits, amounts and days are spelt in a reason: Chinese first, then short English with codes."""

from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property

from planner.domain.scenario import Scenario
from planner.optimise.lots.groups import Group, GroupIndex

LONGEST = 200
SKILLS = (  # by rank; anyone in the workshop does the lowest
    ("人手", "hands"),
    ("熟练工", "skilled hands"),
    ("师傅", "master hands"),
)
UNITS = {
    "hands": ("人时", "h"),
    "machine": ("机时", "h"),
    "batches": ("批", "batch"),
    "zone": ("托", "pallet"),
    "slot": ("kg", "kg"),
}


@dataclass(frozen=True)
class Phrase:
    """A piece of text in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Chinese, then English while both fit the field; English gives way first."""
        both = f"{self.zh} {self.en}"
        return both if len(both) <= LONGEST else shortened(self.zh)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def both_days(date: Date) -> Phrase:
    return Phrase(f"{date.month}月{date.day}日", f"{date.day} {date:%b}")


def amount(value: float) -> str:
    """A number short enough to read: <0.01, 0.123, 1.6, 12.5, 118, 1,234."""
    if 0 < value < 0.01:
        return "<0.01"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if value >= 10 else f"{value:.3g}"


@dataclass(frozen=True)
class Vocabulary:
    """The names of a scenario's limits."""

    scenario: Scenario
    groups: GroupIndex

    def name(self, group: int) -> Phrase:
        """What a limit is called."""
        row = self.groups.groups[group]
        scenario = self.scenario
        if row.kind == "hands":
            zh, en = SKILLS[row.rank]
            return Phrase(f"{scenario.workshop_of[row.code].name}{zh}", f"{row.code} {en}")
        if row.kind in {"machine", "batches"}:
            return Phrase(scenario.resource_of[row.code].name or row.code, row.code)
        if row.kind == "zone":
            return Phrase(f"{self._zones[row.code]}托盘位", f"{row.code} room")
        if row.kind == "material":
            return Phrase(self._materials[row.code][0], row.code)
        return self._fillings(row)

    def unit(self, group: int) -> Phrase:
        row = self.groups.groups[group]
        if row.kind == "material":
            unit = self._materials[row.code][1]
            return Phrase(unit, unit)
        return Phrase(*UNITS[row.kind])

    def used_up(self, group: int) -> Phrase:
        """The verb for a limit with nothing left."""
        kind = self.groups.groups[group].kind
        if kind == "slot":
            return Phrase("不足", "short")
        return (
            Phrase("已满", "full") if kind in {"machine", "batches", "zone"} else Phrase("已用尽", "used up")
        )

    def fillings(self, group: int) -> tuple[tuple[str, float, float], ...]:
        """(component, share, swap price) of a slot, the first choice first."""
        options = self.groups.slots[int(self.groups.groups[group].code)].options
        return tuple(sorted(options, key=lambda option: (option[2], option[0])))

    def _fillings(self, row: Group) -> Phrase:
        codes = [code for code, _, _ in self.fillings(self.groups.number("slot", row.code))]
        first = self.scenario.product_of[codes[0]].name
        if len(codes) == 1:
            return Phrase(f"礼盒配件 {first}", f"component {codes[0]}")
        zh = f"礼盒配件 {first} 等 {len(codes)} 种"
        return Phrase(zh, f"components {codes[0]} and {len(codes) - 1} more")

    @cached_property
    def _zones(self) -> dict[str, str]:
        return {zone.code: zone.name or zone.code for zone in self.scenario.zones}

    @cached_property
    def _materials(self) -> dict[str, tuple[str, str]]:
        return {material.code: (material.name, material.unit) for material in self.scenario.materials}

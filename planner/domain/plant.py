"""What works: resources, the routings that use them, and the cleaning between products."""

from datetime import date as Date
from enum import StrEnum
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column
from planner.domain.people import Skill


class ResourceKind(StrEnum):
    """What a resource is, for people and for the minute schedule."""

    DOSING = "dosing"
    MIXER = "mixer"
    BENCH = "bench"
    LINE = "line"
    OVEN = "oven"
    PROOFER = "proofer"
    FREEZER = "freezer"
    PACKING = "packing"
    OTHER = "other"


class Resource(Noun):
    """A group of like machines or benches in one workshop."""

    sheet: ClassVar[Sheet] = Sheet(
        "设备", "Resource", ("code",), "设备与工位 Machines and benches", required=True
    )

    code: str = column("设备编码", "Code", "Short code such as OVN-T1.", min_length=1, max_length=30)
    name: str = column("设备名称", "Name", "Name for people.", default="", max_length=60)
    workshop: str = column("车间", "Workshop", "Where it stands.", refers="Workshop")
    kind: ResourceKind = column("类型", "Kind", "What it is.", default=ResourceKind.OTHER)
    count: int = column("数量", "Count", "Like units in the group.", default=1, ge=0, le=10000)
    availability: float = column(
        "可用率",
        "Availability",
        "Usable share of an open hour, after warm-up and cleaning.",
        default=0.9,
        gt=0,
        le=1,
    )
    hours_day: float | None = column(
        "固定工时",
        "Hours a day",
        "Hours a unit runs whatever the shift (freezers, hardening rooms); blank: as its workshop is open.",
        default=None,
        unit="h",
        ge=0,
        le=24,
    )


class Downtime(Noun):
    """Hours a resource is down on a day, over all its units."""

    sheet: ClassVar[Sheet] = Sheet("停机", "Downtime", ("resource", "date"), "停机与保养 Downtime")

    resource: str = column("设备", "Resource", "Which resource.", refers="Resource")
    date: Date = column("日期", "Date", "Which day.")
    hours: float = column("停机工时", "Hours", "Unit-hours lost.", unit="h", ge=0)


class RoutingStage(Noun):
    """One stage of a family's way through the factory, on one of its possible resources."""

    sheet: ClassVar[Sheet] = Sheet(
        "工艺路线",
        "Routing",
        ("family", "seq", "resource"),
        "工序、节拍与等待 Stages and waits",
        required=True,
    )

    family: str = column("产品族", "Family", "Whose routing.", refers="Family")
    seq: int = column("工序号", "Seq", "Order of the stage; rows with one number are alternatives.", ge=0)
    stage: str = column("工序", "Stage", "What is done.", default="", max_length=60)
    resource: str = column(
        "设备", "Resource", "Where; blank for a stage that only waits.", default="", refers="Resource"
    )
    is_line: bool = column(
        "主线", "Line", "The stage whose resource names the lot's line and bears its set-up.", default=False
    )
    kg_per_hour: float | None = column(
        "产能",
        "Rate",
        "Kilograms an hour through one unit; blank: batch and cycle.",
        default=None,
        unit="kg/h",
        gt=0,
    )
    batch_kg: float | None = column("每批", "Batch", "Kilograms in one load.", default=None, unit="kg", gt=0)
    cycle_minutes: float | None = column(
        "周期", "Cycle", "Minutes one load occupies a unit.", default=None, unit="min", gt=0
    )
    workers: float = column("用工", "Workers", "Hands a running unit needs.", default=0.0, unit="人", ge=0)
    skill: Skill = column("技能", "Skill", "Skill the hands need.", default=Skill.GENERAL)
    wait_min_minutes: int = column(
        "最短等待", "Wait at least", "Least wait to the next stage.", default=0, unit="min", ge=0
    )
    wait_max_minutes: int | None = column(
        "最长等待",
        "Wait at most",
        "Longest wait to the next stage; blank: no limit.",
        default=None,
        unit="min",
        ge=0,
    )
    days_before: int = column(
        "提前天数",
        "Days before",
        "Days before the lot's date on which this stage is run.",
        default=0,
        unit="d",
        ge=0,
        le=14,
    )

    @property
    def hours_per_kg(self) -> float:
        """Unit-hours of the resource for one kilogram; 0 for a stage that only waits."""
        if not self.resource:
            return 0.0
        if self.kg_per_hour:
            return 1.0 / self.kg_per_hour
        if self.batch_kg and self.cycle_minutes:
            return self.cycle_minutes / 60 / self.batch_kg
        return 0.0


class Changeover(Noun):
    """Cleaning between two products on one line, by what they contain."""

    sheet: ClassVar[Sheet] = Sheet("换线", "Changeover", ("code",), "换线清洁规则 Cleaning rules")

    code: str = column("规则编码", "Code", "Short code.", min_length=1, max_length=30)
    name: str = column("说明", "Name", "When it applies.", default="", max_length=120)
    leaving: str = column(
        "前产品含", "Leaving", "Contents of the product before, comma-separated.", default=""
    )
    entering_free_of: str = column(
        "后产品不含", "Entering free of", "Contents the product after must be free of.", default=""
    )
    minutes: float = column("分钟", "Minutes", "Time the line stands.", unit="min", ge=0)
    workers: float = column("用工", "Workers", "Hands that clean.", default=0.0, unit="人", ge=0)

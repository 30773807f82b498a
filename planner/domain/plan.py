"""The plan: what is made, by whom, with what, and who gets it. Real units only."""

from dataclasses import dataclass, field
from datetime import date as Date
from enum import StrEnum
from typing import Any, ClassVar

import pandas as pd

from planner.domain.dispatch import Drop, DropLoad, HandOver, Trip, Undelivered
from planner.domain.givenup import GivenUp
from planner.domain.noun import Noun, Sheet, column


class Attendance(StrEnum):
    """How people of a crew come on a day; whoever is in no row rests."""

    WORKS = "works"  # plain hours of a workday, overtime on top
    IN_LIEU = "in lieu"  # works a rest day at plain pay against a workday off
    PREMIUM = "premium"  # works a rest day or statutory day at the day's multiple


class PlanHead(Noun):
    """What the plan claims about itself."""

    sheet: ClassVar[Sheet] = Sheet(
        "计划", "Plan", (), "计划结论 What the plan claims", layout="form", required=True
    )

    scenario: str = column("情景名称", "Scenario", "Scenario it was made for.")
    status: str = column("状态", "Status", "optimal, good, stopped or time.", default="good")
    cost_yuan: float = column("总成本", "Cost", "Sum of the bill.", unit="元")
    bound_yuan: float = column("下界", "Bound", "No plan can cost less: proven.", unit="元")
    seed: int = column("随机种子", "Seed", "Random seed.", default=1)
    delivery_yuan: float = column(
        "配送费用",
        "Delivery cost",
        "Trucks and kilometres of all trips; not part of the cost or of the bound.",
        unit="元",
        default=0.0,
        ge=0,
    )
    seconds: float = column("用时", "Seconds", "Time taken to find it.", unit="s", default=0.0)

    @property
    def gap(self) -> float:
        """Proven distance from the best possible, as a share of the plan's cost."""
        return max(0.0, (self.cost_yuan - self.bound_yuan) / self.cost_yuan) if self.cost_yuan > 0 else 0.0


class Lot(Noun):
    """One product made on one line on one day."""

    sheet: ClassVar[Sheet] = Sheet("生产批次", "Lots", ("code",), "生产批次 Lots made", required=True)

    code: str = column("批号", "Lot", "Lot number.", min_length=1, max_length=80)
    date: Date = column("完工日期", "Date", "Day it is finished and packed.")
    workshop: str = column("车间", "Workshop", "Where.", refers="Workshop")
    line: str = column("主线", "Line", "Resource of its line stage.", refers="Resource")
    product: str = column("产品", "Product", "What.", refers="Product")
    kg: float = column("数量", "Quantity", "Kilograms made.", unit="kg", gt=0)
    dated: Date = column(
        "生产日期", "Dated", "Production date on the label; a kit carries its oldest component's."
    )
    expires: Date = column("到期日", "Expires", "Last day of its shelf life.")
    zone: str = column("温区", "Zone", "Where it is kept.", refers="Zone")


class OpenedShift(Noun):
    """How long a workshop is open on a day."""

    sheet: ClassVar[Sheet] = Sheet(
        "开班", "Shifts opened", ("workshop", "date"), "各车间每日开班工时 Opened hours"
    )

    workshop: str = column("车间", "Workshop", "Which workshop.", refers="Workshop")
    date: Date = column("日期", "Date", "Which day.")
    hours: float = column("开班工时", "Hours", "Paid hours the workshop is open.", unit="h", ge=0, le=24)


class CrewDay(Noun):
    """How many people of a crew come on a day in one way, and the hours of each of them."""

    sheet: ClassVar[Sheet] = Sheet(
        "班组出勤", "Crew days", ("crew", "date", "attendance"), "班组出勤与加班 Attendance and overtime"
    )

    crew: str = column("班组", "Crew", "Which crew.", refers="Crew")
    date: Date = column("日期", "Date", "Which day.")
    attendance: Attendance = column("出勤", "Attendance", "works, in lieu or premium.")
    people: int = column("人数", "People", "How many of the crew come this way.", unit="人", ge=0)
    regular_hours: float = column(
        "正班工时", "Plain hours", "Hours at plain pay, each person.", unit="h", ge=0, le=24
    )
    overtime_hours: float = column(
        "加班工时", "Overtime", "Hours at the day's multiple, each person.", unit="h", ge=0, le=24
    )


class Borrowed(Noun):
    """Hours lent by one workshop to another."""

    sheet: ClassVar[Sheet] = Sheet(
        "借调安排", "Borrowed", ("from_workshop", "to_workshop", "date"), "借调安排 Borrowed hours"
    )

    from_workshop: str = column("借出车间", "From", "Who lends.", refers="Workshop")
    to_workshop: str = column("借入车间", "To", "Who borrows.", refers="Workshop")
    date: Date = column("日期", "Date", "Which day.")
    hours: float = column("人时", "Hours", "Person-hours lent.", unit="h", ge=0)


class TempHours(Noun):
    """Temporary hands on a day."""

    sheet: ClassVar[Sheet] = Sheet(
        "临时工安排", "Temp hours", ("workshop", "date"), "临时工安排 Temporary hands"
    )

    workshop: str = column("车间", "Workshop", "Where.", refers="Workshop")
    date: Date = column("日期", "Date", "Which day.")
    hours: float = column("人时", "Hours", "Person-hours hired.", unit="h", ge=0)


class ComponentUse(Noun):
    """A component lot that goes into a kit lot."""

    sheet: ClassVar[Sheet] = Sheet(
        "礼盒配料",
        "Component use",
        ("kit_lot", "slot", "component_lot"),
        "礼盒配件批次 Component lots in kits",
    )

    kit_lot: str = column("礼盒批号", "Kit lot", "Lot of the box.")
    slot: str = column("格位", "Slot", "Place in the box.")
    component_lot: str = column("配件批号", "Component lot", "Lot that fills it: made here or in stock.")
    kg: float = column("数量", "Quantity", "Kilograms used.", unit="kg", ge=0)


class MaterialUse(Noun):
    """A material lot drawn for a workshop on a day."""

    sheet: ClassVar[Sheet] = Sheet(
        "领料", "Material use", ("date", "workshop", "material_lot"), "领料单 Requisitions"
    )

    date: Date = column("日期", "Date", "Day it is drawn.")
    workshop: str = column("车间", "Workshop", "Who draws it.", refers="Workshop")
    material: str = column("原料", "Material", "What.", refers="Material")
    material_lot: str = column("原料批号", "Material lot", "Which lot.")
    quantity: float = column("数量", "Quantity", "In the material's unit.", ge=0)


class Delivery(Noun):
    """Kilograms of one lot dispatched to one customer on one day."""

    sheet: ClassVar[Sheet] = Sheet(
        "配送明细",
        "Deliveries",
        ("date", "customer", "lot"),
        "配送明细（含批号） Deliveries with lots",
        required=True,
    )

    date: Date = column("日期", "Date", "Dispatch day.")
    customer: str = column("客户", "Customer", "Who.", refers="Customer")
    product: str = column("产品", "Product", "What.", refers="Product")
    lot: str = column("批号", "Lot", "Which lot: made here or in stock.")
    kg: float = column("数量", "Quantity", "Kilograms.", unit="kg", ge=0)


class WriteOff(Noun):
    """Kilograms of a lot taken out of stock unsold."""

    sheet: ClassVar[Sheet] = Sheet("余量处理", "Write-offs", ("lot", "date"), "余量与报废 Goods written off")

    lot: str = column("批号", "Lot", "Which lot.")
    date: Date = column("日期", "Date", "When.")
    kg: float = column("数量", "Quantity", "Kilograms.", unit="kg", ge=0)


class Shortage(Noun):
    """What a class of customers does not get on a day, why, and what would help."""

    sheet: ClassVar[Sheet] = Sheet(
        "缺货",
        "Shortages",
        ("date", "customer_class", "product"),
        "缺货、原因与最省补救 Shortages and remedies",
    )

    date: Date = column("日期", "Date", "Dispatch day.")
    customer_class: str = column("客户等级", "Class", "Who.", refers="Class")
    product: str = column("产品", "Product", "What.", refers="Product")
    kg: float = column("缺货量", "Short", "Kilograms missing.", unit="kg", ge=0)
    yuan: float = column("缺货代价", "Price", "Its price in the bill.", unit="元", ge=0)
    reason: str = column("原因", "Reason", "What stood in the way.", default="", max_length=200)
    remedy: str = column(
        "最省补救", "Cheapest remedy", "What would have helped most cheaply.", default="", max_length=200
    )


class Task(Noun):
    """One stage of one batch of a lot, to the minute."""

    sheet: ClassVar[Sheet] = Sheet(
        "任务", "Tasks", ("lot", "batch", "seq"), "批次任务到分钟 Batches and stages to the minute"
    )

    lot: str = column("批号", "Lot", "Whose batch.")
    batch: int = column("小批号", "Batch", "Number of the batch within its lot, from 1.", ge=1)
    seq: int = column("工序号", "Seq", "Stage of its family's routing.", ge=0)
    resource: str = column("设备", "Resource", "Where.", refers="Resource")
    unit: int = column("台号", "Unit", "Which of its units, from 1, on the lot's line; 0: any.", ge=0)
    date: Date = column("日期", "Date", "Day the stage is run.")
    starts: int = column(
        "开始", "Starts", "First minute, counted from 0:00 of the date.", unit="min", ge=0, le=4320
    )
    ends: int = column(
        "结束", "Ends", "Minute it is done, counted from 0:00 of the date.", unit="min", ge=0, le=14400
    )
    kg: float = column("数量", "Quantity", "Kilograms of the batch.", unit="kg", ge=0)
    units: float = column("占用台数", "Units", "Units in use, parts of one counted as such.", ge=0)
    people: float = column("用工", "People", "Hands in use.", unit="人", ge=0)


class Unplaced(Noun):
    """Kilograms of a lot that found no minutes, and the stage that blocked them."""

    sheet: ClassVar[Sheet] = Sheet(
        "未排产", "Unplaced", ("lot", "seq"), "未能排到分钟的数量 What found no minutes"
    )

    lot: str = column("批号", "Lot", "Which lot.")
    seq: int = column("工序号", "Seq", "Stage that found no room.", ge=0)
    resource: str = column("设备", "Resource", "Where.", refers="Resource")
    date: Date = column("日期", "Date", "Day of that stage.")
    latest: int = column(
        "最迟开始",
        "Latest start",
        "Latest minute of the date at which it could have begun for the rest to fit the day.",
        unit="min",
        ge=0,
        le=4320,
    )
    kg: float = column("数量", "Quantity", "Kilograms without minutes.", unit="kg", ge=0)
    reason: str = column(
        "原因",
        "Reason",
        "Blank: no room before the latest start; else why no minutes were sought.",
        default="",
        max_length=200,
    )


class CostLine(Noun):
    """One line of the bill."""

    sheet: ClassVar[Sheet] = Sheet("费用", "Bill", ("line",), "费用明细 The bill", required=True)

    line: str = column("项目", "Line", "Name of the cost.")
    yuan: float = column("金额", "Amount", "Yuan.", unit="元")


BILL_LINES = {
    "shortage": "缺货 Shortage",
    "overtime": "加班 Overtime",
    "extra_hours": "延时开班 Extra hours opened",
    "borrowed": "借调 Borrowed hands",
    "temps": "临时工 Temporary hands",
    "setups": "换产 Set-ups",
    "holding": "库存 Holding and pallets",
    "waste": "余量报废 Write-offs",
    "swaps": "礼盒替代 Kit swaps",
}


NOT_ASKED = "不在排程天数内 Beyond the days scheduled"


def no_tasks() -> pd.DataFrame:
    """A table of tasks without rows."""
    return _without_rows(Task)


def no_drop_loads() -> pd.DataFrame:
    """A table of loads of drops without rows."""
    return _without_rows(DropLoad)


def _without_rows(noun: type[Noun]) -> pd.DataFrame:
    types: dict[Any, str] = {str: "str", int: "int64", float: "float64", Date: "datetime64[us]"}
    fields = noun.model_fields.items()
    return pd.DataFrame({name: pd.Series([], dtype=types[info.annotation]) for name, info in fields})


@dataclass(frozen=True)
class Plan:
    """A whole plan; `deliveries`, `tasks` and `drop_loads` are tables with the columns of their nouns."""

    head: PlanHead
    lots: tuple[Lot, ...]
    shifts: tuple[OpenedShift, ...]
    crew_days: tuple[CrewDay, ...]
    borrowed: tuple[Borrowed, ...]
    temps: tuple[TempHours, ...]
    components: tuple[ComponentUse, ...]
    materials: tuple[MaterialUse, ...]
    deliveries: pd.DataFrame = field(compare=False)
    write_offs: tuple[WriteOff, ...]
    shortages: tuple[Shortage, ...]
    bill: tuple[CostLine, ...]
    tasks: pd.DataFrame = field(default_factory=no_tasks, compare=False)
    unplaced: tuple[Unplaced, ...] = ()
    given_up: tuple[GivenUp, ...] = ()
    trips: tuple[Trip, ...] = ()
    drops: tuple[Drop, ...] = ()
    drop_loads: pd.DataFrame = field(default_factory=no_drop_loads, compare=False)
    hand_overs: tuple[HandOver, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()

    @property
    def is_routed(self) -> bool:
        """Whether the plan claims anything about trucks."""
        return bool(self.trips or self.hand_overs or self.undelivered)

    @property
    def placed_share(self) -> float | None:
        """Kilograms with minutes over those for which they were sought, given up or not; None when none were."""
        lost = sum(row.kg for row in self.given_up)
        sought = lost + sum(lot.kg for lot in self.lots)
        sought -= sum(row.kg for row in self.unplaced if row.reason == NOT_ASKED)
        if (self.tasks.empty and not self.unplaced) or sought <= 0:
            return None
        lost += sum(row.kg for row in self.unplaced if row.reason != NOT_ASKED)
        return 1 - lost / sought


PLAN_TABLES: dict[str, type[Noun]] = {
    "head": PlanHead,
    "lots": Lot,
    "shifts": OpenedShift,
    "crew_days": CrewDay,
    "borrowed": Borrowed,
    "temps": TempHours,
    "components": ComponentUse,
    "materials": MaterialUse,
    "deliveries": Delivery,
    "write_offs": WriteOff,
    "shortages": Shortage,
    "bill": CostLine,
    "tasks": Task,
    "unplaced": Unplaced,
    "given_up": GivenUp,
    "trips": Trip,
    "drops": Drop,
    "drop_loads": DropLoad,
    "hand_overs": HandOver,
    "undelivered": Undelivered,
}

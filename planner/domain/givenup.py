"""What was planned by day and is not made after all, because no minutes were found for it."""

from datetime import date as Date
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column


class GivenUp(Noun):
    """Kilograms planned by day that are not made after all, and the stage that had no minutes for them."""

    sheet: ClassVar[Sheet] = Sheet(
        "放弃产量", "Given up", ("lot", "seq"), "因无分钟可排而取消的产量 Planned, but no minutes were found"
    )

    lot: str = column("批号", "Lot", "Lot it would have been in.")
    product: str = column("产品", "Product", "What.", refers="Product")
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
    kg: float = column("数量", "Quantity", "Kilograms not made.", unit="kg", ge=0)
    reason: str = column(
        "原因",
        "Reason",
        "Blank: no room before the latest start; else what was lacking.",
        default="",
        max_length=200,
    )

"""Deliveries to the minute: trips, their drops, what rides on them, and what nobody could bring."""

from datetime import date as Date
from enum import StrEnum
from typing import Any, ClassVar

from planner.domain.noun import Noun, Sheet, column

MINUTE: dict[str, Any] = {"unit": "min", "ge": 0, "le": 4320}


class WhyLeft(StrEnum):
    """Why goods dispatched found no trip."""

    TRUCK = "no truck"  # no truck, place on it, driver's hour or door was left
    WINDOW = "no window"  # nobody gets there while the customer receives
    READINESS = "not ready"  # packed, released or picked too late
    PLACE = "no place"  # nobody knows where the customer is
    NOT_SOUGHT = "not sought"  # the search was stopped before this day


WHY_LEFT = {
    WhyLeft.TRUCK: "车辆不足 no truck, room or driver's hour left",
    WhyLeft.WINDOW: "赶不上收货时间 not there while it receives",
    WhyLeft.READINESS: "货未备好 packed or released too late",
    WhyLeft.PLACE: "没有位置 nobody knows where it is",
    WhyLeft.NOT_SOUGHT: "未排车 the search stopped before",
}


class Trip(Noun):
    """One truck out and back; minutes count from 0:00 of the dispatch day."""

    sheet: ClassVar[Sheet] = Sheet("车次", "Trips", ("code",), "车次到分钟 Trips to the minute")

    code: str = column("车次号", "Trip", "Trip number.", min_length=1, max_length=60)
    date: Date = column("配送日", "Date", "Dispatch day.")
    wave: str = column("波次", "Wave", "Which wave.", refers="Wave")
    vehicle: str = column("车型", "Vehicle", "Type of truck.", refers="Vehicle")
    truck: int = column(
        "车号", "Truck", "Number of the truck within its type, from 1: own ones first, then hired.", ge=1
    )
    loads_from: int = column("开始装车", "Loads from", "Loading begins.", **MINUTE)
    leaves: int = column("发车", "Leaves", "Loading is done and the truck leaves.", **MINUTE)
    back: int = column("回厂", "Back", "Back at the factory.", **MINUTE)
    pause_minutes: int = column(
        "返程休息", "Pause", "Driver's pause on the way back.", unit="min", default=0, ge=0
    )
    km: float = column("里程", "Distance", "Kilometres in all.", unit="km", ge=0)
    kg: float = column("货重", "Goods", "Kilograms of goods.", unit="kg", ge=0)
    crates: int = column("筐数", "Crates", "Crates.", unit="筐", ge=0)
    truck_yuan: float = column(
        "车辆费用", "Truck cost", "Cost of the day, on the truck's first trip of the day.", unit="元", ge=0
    )
    km_yuan: float = column("里程费用", "Distance cost", "Cost of its kilometres.", unit="元", ge=0)


class Drop(Noun):
    """One stop of a trip."""

    sheet: ClassVar[Sheet] = Sheet("停靠", "Drops", ("trip", "seq"), "车次停靠与时间 Stops of trips")

    trip: str = column("车次号", "Trip", "Whose stop.")
    seq: int = column("顺序", "Order", "Order of the stop, from 1.", ge=1)
    customer: str = column("客户", "Customer", "Who.", refers="Customer")
    pause_minutes: int = column(
        "途中休息", "Pause", "Driver's pause on the way here.", unit="min", default=0, ge=0
    )
    arrives: int = column("到达", "Arrives", "Arrives.", **MINUTE)
    starts: int = column("开始卸货", "Starts", "Unloading begins.", **MINUTE)
    leaves: int = column("离开", "Leaves", "Unloading is done and the truck drives on.", **MINUTE)
    kg: float = column("货重", "Goods", "Kilograms of goods.", unit="kg", ge=0)
    crates: int = column("筐数", "Crates", "Crates.", unit="筐", ge=0)


class DropLoad(Noun):
    """Kilograms of a lot that ride to a stop."""

    sheet: ClassVar[Sheet] = Sheet(
        "装载明细", "Drop loads", ("trip", "seq", "lot"), "每站每批装载 What rides to each stop"
    )

    trip: str = column("车次号", "Trip", "On which trip.")
    seq: int = column("顺序", "Order", "To which of its stops.", ge=1)
    lot: str = column("批号", "Lot", "Which lot.")
    product: str = column("产品", "Product", "What.", refers="Product")
    zone: str = column("温区", "Zone", "Temperature it rides at.", refers="Zone")
    kg: float = column("数量", "Quantity", "Kilograms.", unit="kg", ge=0)


class HandOver(Noun):
    """Goods a customer, courier or carrier fetches at our dock."""

    sheet: ClassVar[Sheet] = Sheet(
        "月台交接", "Hand-overs", ("date", "customer"), "自提、快递与干线交接 Fetched at the dock"
    )

    date: Date = column("配送日", "Date", "Dispatch day.")
    customer: str = column("客户", "Customer", "Who.", refers="Customer")
    minute: int = column("交接时间", "Time", "Minutes after 0:00 of the dispatch day.", **MINUTE)
    kg: float = column("货重", "Goods", "Kilograms of goods.", unit="kg", ge=0)
    crates: int = column("筐数", "Crates", "Crates.", unit="筐", ge=0)


class Undelivered(Noun):
    """Goods dispatched that no truck could bring, or that nobody could fetch in time, and why."""

    sheet: ClassVar[Sheet] = Sheet(
        "未能配送",
        "Undelivered",
        ("date", "customer", "zone", "reason"),
        "未能配送的货与原因 What found no trip",
    )

    date: Date = column("配送日", "Date", "Dispatch day.")
    customer: str = column("客户", "Customer", "Who.", refers="Customer")
    zone: str = column("温区", "Zone", "Temperature of the goods.", refers="Zone")
    kg: float = column("货重", "Goods", "Kilograms of goods.", unit="kg", ge=0)
    crates: int = column("筐数", "Crates", "Crates.", unit="筐", ge=0)
    ready: int = column(
        "备好时间",
        "Ready",
        "Minute all of it is packed, released and picked, after 0:00 of the day.",
        unit="min",
        ge=0,
    )
    reason: WhyLeft = column("原因", "Reason", "no truck, no window, not ready, no place or not sought.")

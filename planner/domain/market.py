"""Who is served: classes, customers, what they accept, and what they order."""

from datetime import date as Date
from datetime import time as Time
from enum import StrEnum
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column, words_in


class Channel(StrEnum):
    """The way goods reach a customer."""

    VILLAGE = "village"
    STORE = "store"
    SUPERMARKET = "supermarket"
    DISTRIBUTOR = "distributor"
    ECOMMERCE = "ecommerce"
    OUT_OF_TOWN = "out_of_town"


class Carriage(StrEnum):
    """Who carries goods away from our dock."""

    TRUCK = "truck"  # our trucks, own or hired by the day
    DOCK = "dock"  # the customer, a courier or a line-haul carrier fetches them


class CustomerClass(Noun):
    """Customers served alike: one priority, one rule for age."""

    sheet: ClassVar[Sheet] = Sheet(
        "客户等级", "Class", ("code",), "客户等级与缺货代价 Customer classes", required=True
    )

    code: str = column("等级编码", "Code", "Short code.", min_length=1, max_length=20)
    name: str = column("名称", "Name", "Name for people.", default="", max_length=60)
    channel: Channel = column("渠道", "Channel", "Way of supply.")
    shortage_multiple: float = column(
        "缺货倍数",
        "Shortage price",
        "Price of a missing kilogram as a multiple of its ex-factory price.",
        gt=0,
    )
    life_fraction: float = column(
        "可接受龄期", "Accepted life", "Share of the shelf life that may have passed at receipt.", gt=0, le=1
    )
    max_age_days: int | None = column(
        "最大龄期",
        "Age at most",
        "Oldest accepted at receipt whatever the shelf life; blank: no limit.",
        default=None,
        unit="d",
        ge=0,
    )
    carriage: Carriage = column(
        "运输方式",
        "Carriage",
        "truck: our trucks bring it; dock: fetched at our dock.",
        default=Carriage.TRUCK,
    )


class AcceptedAge(Noun):
    """An age a class accepts for one family, instead of its general rule."""

    sheet: ClassVar[Sheet] = Sheet(
        "龄期例外", "Accepted age", ("customer_class", "family"), "龄期例外 Age exceptions"
    )

    customer_class: str = column("客户等级", "Class", "Which class.", refers="Class")
    family: str = column("产品族", "Family", "Which family.", refers="Family")
    max_age_days: int = column("最大龄期", "Age at most", "Oldest accepted at receipt.", unit="d", ge=0)


class Customer(Noun):
    """A shop, chain store, distributor, parcel hub or village gate."""

    sheet: ClassVar[Sheet] = Sheet("客户", "Customer", ("code",), "客户 Customers", required=True)

    code: str = column("客户编码", "Code", "Customer code.", min_length=1, max_length=30)
    name: str = column("客户名称", "Name", "Name for people.", min_length=1, max_length=80)
    customer_class: str = column("等级", "Class", "Priority and age rule.", refers="Class")
    district: str = column("区域", "District", "District or city.", default="", max_length=40)
    latitude: float | None = column(
        "纬度", "Latitude", "Degrees north.", default=None, unit="°", ge=-90, le=90
    )
    longitude: float | None = column(
        "经度", "Longitude", "Degrees east.", default=None, unit="°", ge=-180, le=180
    )
    window_from: Time | None = column("收货开始", "Window from", "Receiving starts.", default=None)
    window_to: Time | None = column("收货结束", "Window to", "Receiving ends.", default=None)
    window2_from: Time | None = column(
        "第二时段开始", "2nd window from", "Another time it receives.", default=None
    )
    window2_to: Time | None = column("第二时段结束", "2nd window to", "Its end.", default=None)
    window3_from: Time | None = column("第三时段开始", "3rd window from", "A third one.", default=None)
    window3_to: Time | None = column("第三时段结束", "3rd window to", "Its end.", default=None)
    stop_minutes: float = column(
        "停车时间",
        "Stop",
        "Parking, temperature reading and signature at a stop, besides its crates.",
        unit="min",
        default=6.0,
        ge=0,
        le=240,
    )
    transit_days: int = column(
        "在途天数", "Transit", "Days on the road after dispatch.", default=0, unit="d", ge=0, le=30
    )
    forbids: str = column(
        "禁含",
        "Forbids",
        "Contents it refuses, comma-separated (village blacklist, halal).",
        default="",
        max_length=200,
    )

    @property
    def windows(self) -> tuple[tuple[Time | None, Time | None], ...]:
        """Times of day it receives, each from and to; without any, the whole day."""
        pairs = (
            (self.window_from, self.window_to),
            (self.window2_from, self.window2_to),
            (self.window3_from, self.window3_to),
        )
        return tuple(pair for pair in pairs if pair != (None, None)) or ((None, None),)

    @property
    def forbidden(self) -> frozenset[str]:
        return words_in(self.forbids)


class Demand(Noun):
    """What a customer wants dispatched on a day."""

    sheet: ClassVar[Sheet] = Sheet(
        "需求",
        "Demand",
        ("customer", "product", "date"),
        "客户 × 产品 × 日期 Customer and product down, dates across",
        layout="matrix",
        required=True,
    )

    customer: str = column("客户", "Customer", "Who.", refers="Customer")
    product: str = column("产品", "Product", "What.", refers="Product")
    date: Date = column("日期", "Date", "Dispatch day.")
    kg: float = column("数量", "Quantity", "Kilograms ordered.", unit="kg", ge=0)

"""Who is served: classes, customers, what they accept, what they order, and the trucks."""

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


class Vehicle(Noun):
    """A type of truck, own and for hire."""

    sheet: ClassVar[Sheet] = Sheet("车辆", "Vehicle", ("code",), "车型与租车 Vehicle types")

    code: str = column("车型编码", "Code", "Short code.", min_length=1, max_length=30)
    name: str = column("名称", "Name", "Name for people.", default="", max_length=60)
    zones: str = column(
        "温区", "Zones", "Temperature zones it can carry, comma-separated.", default="", max_length=60
    )
    own: int = column("自有", "Own", "Own trucks.", unit="辆", default=0, ge=0)
    hire: int = column("可租", "For hire", "Trucks that can be hired.", unit="辆", default=0, ge=0)
    payload_kg: float = column("载重", "Payload", "Goods it carries.", unit="kg", gt=0)
    crates: int = column("筐位", "Crates", "Crates it carries.", unit="筐", ge=0)
    yuan_day: float = column("固定费用", "Fixed cost", "Cost of a day.", unit="元/d", default=0.0, ge=0)
    yuan_km: float = column(
        "里程费用", "Distance cost", "Cost of a kilometre.", unit="元/km", default=0.0, ge=0
    )
    crew: int = column("随车人数", "Crew", "Driver and helpers.", unit="人", default=1, ge=1)

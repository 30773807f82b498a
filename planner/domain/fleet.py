"""How goods travel: trucks and their compartments, waves of a day, roads and the speed on them."""

from datetime import time as Time
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column, words_in


class Vehicle(Noun):
    """A type of truck, own and for hire."""

    sheet: ClassVar[Sheet] = Sheet("车辆", "Vehicle", ("code",), "车型与租车 Vehicle types")

    code: str = column("车型编码", "Code", "Short code.", min_length=1, max_length=30)
    name: str = column("名称", "Name", "Name for people.", default="", max_length=60)
    zones: str = column(
        "温区",
        "Zones",
        "Temperature zones it can carry side by side, comma-separated; blank: any.",
        default="",
        max_length=60,
    )
    channels: str = column(
        "服务渠道", "Channels", "Channels it serves, comma-separated; blank: all.", default="", max_length=120
    )
    own: int = column("自有", "Own", "Own trucks.", unit="辆", default=0, ge=0, le=500)
    hire: int = column("可租", "For hire", "Trucks that can be hired.", unit="辆", default=0, ge=0, le=500)
    payload_kg: float = column("载重", "Payload", "Goods and crates it carries.", unit="kg", gt=0)
    crates: int = column("筐位", "Crates", "Crates it has room for.", unit="筐", ge=0)
    yuan_day: float = column("固定费用", "Fixed cost", "Cost of a day.", unit="元/d", default=0.0, ge=0)
    hire_yuan_day: float | None = column(
        "租车费用",
        "Hire cost",
        "Cost of a day of a hired one; blank: as an own one.",
        unit="元/d",
        default=None,
        ge=0,
    )
    yuan_km: float = column(
        "里程费用", "Distance cost", "Cost of a kilometre.", unit="元/km", default=0.0, ge=0
    )
    crew: int = column("随车人数", "Crew", "Driver and helpers.", unit="人", default=1, ge=1)
    load_minutes: int = column(
        "装车时间", "Loading", "Time at the dock before each trip.", unit="min", default=40, ge=0, le=480
    )
    most_stops: int | None = column(
        "最多停靠",
        "Most stops",
        "Drops on one trip at most, for doors let the cold out; blank: any number.",
        default=None,
        ge=1,
    )

    @property
    def carried_zones(self) -> frozenset[str]:
        """Zones it can carry; empty: any."""
        return words_in(self.zones)

    @property
    def served_channels(self) -> frozenset[str]:
        """Channels it serves; empty: all."""
        return words_in(self.channels)


class Compartment(Noun):
    """What a type of truck can carry of one temperature, where less than the whole truck."""

    sheet: ClassVar[Sheet] = Sheet(
        "车厢分区", "Compartment", ("vehicle", "zone"), "各温区装载上限 Room by temperature"
    )

    vehicle: str = column("车型", "Vehicle", "Which type.", refers="Vehicle")
    zone: str = column("温区", "Zone", "Which temperature.", refers="Zone")
    payload_kg: float = column("载重", "Payload", "Goods and crates of the zone.", unit="kg", gt=0)
    crates: int = column("筐位", "Crates", "Crates of the zone.", unit="筐", ge=0)


class Wave(Noun):
    """A span of the dispatch day in which trucks load, drive and come back; the first in the sheet go first."""

    sheet: ClassVar[Sheet] = Sheet("波次", "Wave", ("code",), "配送波次 Delivery waves")

    code: str = column("波次编码", "Code", "Short code.", min_length=1, max_length=20)
    name: str = column("名称", "Name", "Name for people.", default="", max_length=60)
    starts: Time = column("开始", "Starts", "First minute a truck may load.")
    ends: Time = column("结束", "Ends", "Last minute a truck may be back.")
    channels: str = column(
        "服务渠道", "Channels", "Channels it serves, comma-separated; blank: all.", default="", max_length=120
    )
    trips: int = column("最多车次", "Trips", "Most trips of one truck.", default=2, ge=1, le=20)
    note: str = column("随车要求", "Note", "Printed on its papers: seal, escort.", default="", max_length=120)

    @property
    def served_channels(self) -> frozenset[str]:
        """Channels it serves; empty: all."""
        return words_in(self.channels)


class Distance(Noun):
    """A road between two places that is known better than by the map."""

    sheet: ClassVar[Sheet] = Sheet(
        "里程", "Distance", ("from_place", "to_place"), "实测里程与时间 Known roads"
    )

    from_place: str = column("起点", "From", "A customer; blank: the factory.", default="", refers="Customer")
    to_place: str = column("终点", "To", "A customer; blank: the factory.", default="", refers="Customer")
    km: float = column("里程", "Distance", "Kilometres, both ways alike.", unit="km", ge=0, le=6000)
    minutes: float | None = column(
        "时间",
        "Minutes",
        "Minutes on a clear road; blank: from the speed.",
        unit="min",
        default=None,
        ge=0,
        le=6000,
    )


class Speed(Noun):
    """How fast trucks get on from an hour of the day until the next row's; the last goes on past midnight."""

    sheet: ClassVar[Sheet] = Sheet("车速", "Speed", ("from_time",), "分时车速 Speed by hour")

    from_time: Time = column("时间起", "From", "From this time of day on.")
    km_hour: float = column("车速", "Speed", "On a clear road.", unit="km/h", gt=0, le=120)

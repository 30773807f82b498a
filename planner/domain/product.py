"""What is made: families, products, how they are released, and what they are made of."""

from datetime import date as Date
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column, words_in


class ReleaseClass(Noun):
    """How long a lot is held for quality before it may leave."""

    sheet: ClassVar[Sheet] = Sheet(
        "放行", "Release", ("code",), "检验放行等级 Release classes", required=True
    )

    code: str = column("等级", "Code", "Short code such as F1.", min_length=1, max_length=20)
    name: str = column("名称", "Name", "Name for people.", default="", max_length=120)
    hold_days: int = column(
        "待检天数",
        "Hold days",
        "Whole days from the lot's date to the first dispatch.",
        unit="d",
        ge=0,
        le=60,
    )
    hold_hours: float = column(
        "待检小时",
        "Hold hours",
        "Hours from packing to release, for the minute schedule.",
        default=0.0,
        unit="h",
        ge=0,
    )


class Family(Noun):
    """Products that share a routing and a recipe."""

    sheet: ClassVar[Sheet] = Sheet("产品族", "Family", ("code",), "产品族与系列 Families", required=True)

    code: str = column("产品族编码", "Code", "Short code.", min_length=1, max_length=20)
    name: str = column("名称", "Name", "Name for people.", min_length=1, max_length=60)
    series: str = column("系列", "Series", "Series it is sold in.", default="", max_length=40)
    workshop: str = column("车间", "Workshop", "Where it is made.", refers="Workshop")


class Product(Noun):
    """One article: how it is made, kept and sold."""

    sheet: ClassVar[Sheet] = Sheet("产品", "Product", ("code",), "产品 Products", required=True)

    code: str = column("产品编码", "Code", "Article code, kept as text.", min_length=1, max_length=30)
    name: str = column("产品名称", "Name", "Name for people.", min_length=1, max_length=60)
    family: str = column("产品族", "Family", "Routing and recipe.", refers="Family")
    zone: str = column("温区", "Zone", "Where finished goods are kept.", refers="Zone")
    release: str = column("放行等级", "Release", "How it is released.", refers="Release")
    shelf_days: int = column(
        "保质期", "Shelf life", "Days from the production date.", unit="d", ge=0, le=1500
    )
    price_yuan_kg: float = column("出厂价", "Price", "Ex-factory price.", unit="元/kg", ge=0)
    waste_yuan_kg: float = column(
        "报废成本", "Waste cost", "Cost of a kilogram made and not sold.", unit="元/kg", ge=0
    )
    holding_yuan_kg_day: float = column(
        "库存费用",
        "Holding",
        "Cost of keeping a kilogram one night, besides its pallet.",
        default=0.0,
        unit="元/kg/d",
        ge=0,
    )
    batch_kg: float | None = column(
        "批量", "Batch", "A lot is a whole number of these; blank: any amount.", default=None, unit="kg", gt=0
    )
    min_lot_kg: float = column("最小批", "Minimum lot", "Least made at a time.", default=0.0, unit="kg", ge=0)
    max_lot_kg: float | None = column(
        "最大批", "Maximum lot", "Most made on one line on one day.", default=None, unit="kg", gt=0
    )
    setup_minutes: float = column(
        "换产时间", "Set-up", "Time a new lot takes on its line.", default=0.0, unit="min", ge=0
    )
    setup_workers: float = column(
        "换产用工", "Set-up hands", "Hands busy during it.", default=0.0, unit="人", ge=0
    )
    setup_yuan: float = column(
        "换产费用", "Set-up cost", "Money a new lot costs.", default=0.0, unit="元", ge=0
    )
    pace: float = column(
        "节拍系数", "Pace", "Speed relative to its family's routing.", default=1.0, gt=0, le=10
    )
    kg_per_pallet: float = column(
        "托盘重", "Pallet", "Kilograms on a pallet.", default=250.0, unit="kg", gt=0
    )
    kg_per_crate: float = column("周转筐重", "Crate", "Kilograms in a crate.", default=5.0, unit="kg", gt=0)
    order_unit_kg: float = column(
        "订货单位", "Order unit", "Customers order whole multiples of this.", default=1.0, unit="kg", gt=0
    )
    contains: str = column(
        "含有", "Contains", "Allergens and other contents, comma-separated.", default="", max_length=200
    )
    colour: int = column(
        "颜色序", "Colour", "1 light to 9 dark, for the sequence on a line.", default=1, ge=1, le=9
    )
    last_made: Date | None = column(
        "最后生产日", "Last made", "No lot after this day (zodiac prints); blank: no limit.", default=None
    )

    @property
    def contents(self) -> frozenset[str]:
        return words_in(self.contains)


class KitComponent(Noun):
    """One filling of one slot of a gift box."""

    sheet: ClassVar[Sheet] = Sheet(
        "礼盒配方", "Kit", ("kit", "slot", "component"), "礼盒配件与替代 Kit components and swaps"
    )

    kit: str = column("礼盒", "Kit", "The box.", refers="Product")
    slot: str = column(
        "格位", "Slot", "The place in the box; rows with one slot are alternatives.", max_length=30
    )
    component: str = column("配件", "Component", "The product that fills it.", refers="Product")
    kg_per_kg: float = column(
        "用量", "Share", "Kilograms of the component in a kilogram of the kit.", unit="kg/kg", gt=0
    )
    swap_yuan_kg: float = column(
        "替代费用",
        "Swap cost",
        "Price of using this filling instead of the first choice.",
        default=0.0,
        unit="元/kg",
        ge=0,
    )

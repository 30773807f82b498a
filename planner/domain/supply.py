"""What goes in: materials, their dated lots, recipes, and what already lies in the store."""

from datetime import date as Date
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column, words_in


class Zone(Noun):
    """A temperature zone of the finished-goods store."""

    sheet: ClassVar[Sheet] = Sheet("温区", "Zone", ("code",), "成品库温区 Storage zones", required=True)

    code: str = column("温区编码", "Code", "Short code such as FRZ.", min_length=1, max_length=20)
    name: str = column("名称", "Name", "Name for people.", default="", max_length=60)
    pallets: float = column("托盘位", "Pallets", "Pallets it holds overnight.", unit="托", ge=0)
    reserved_pallets: float = column(
        "占用", "Reserved", "Pallets taken by materials and the like.", default=0.0, unit="托", ge=0
    )
    yuan_pallet_day: float = column(
        "仓储费", "Storage cost", "Cost of a pallet for a night.", default=0.0, unit="元/托/d", ge=0
    )


class Material(Noun):
    """A raw or packing material."""

    sheet: ClassVar[Sheet] = Sheet("原料", "Material", ("code",), "原料与包材 Materials")

    code: str = column("原料编码", "Code", "Short code.", min_length=1, max_length=30)
    name: str = column("名称", "Name", "Name for people.", min_length=1, max_length=60)
    unit: str = column("单位", "Unit", "Unit of its quantities.", default="kg", max_length=10)
    lead_days: int = column(
        "采购提前期", "Lead time", "Days from order to arrival.", default=0, unit="d", ge=0
    )
    price_yuan: float = column("单价", "Price", "Price of one unit.", default=0.0, unit="元", ge=0)
    contains: str = column(
        "含有",
        "Contains",
        "Allergens and blacklisted contents it brings, comma-separated.",
        default="",
        max_length=200,
    )

    @property
    def contents(self) -> frozenset[str]:
        return words_in(self.contains)


class MaterialLot(Noun):
    """A dated arrival of a material, or what lies there when the plan starts."""

    sheet: ClassVar[Sheet] = Sheet("原料批次", "Material lot", ("code",), "原料库存与到货 Stock and arrivals")

    code: str = column("批号", "Code", "Lot number.", min_length=1, max_length=40)
    material: str = column("原料", "Material", "Which material.", refers="Material")
    quantity: float = column("数量", "Quantity", "In the material's unit.", ge=0)
    arrives: Date = column("可用日期", "Usable from", "First day it may be used.")
    expires: Date = column("失效日期", "Expires", "Last day it may be used.")


class RecipeLine(Noun):
    """How much of a material a family or product needs."""

    sheet: ClassVar[Sheet] = Sheet("配方", "Recipe", ("owner", "material"), "配方用量 Recipes")

    owner: str = column(
        "产品族或产品",
        "Owner",
        "A family code, or a product code for an addition of its own.",
        refers="Family|Product",
    )
    material: str = column("原料", "Material", "Which material.", refers="Material")
    per_kg: float = column("每公斤用量", "Per kg", "Material units for one kilogram finished.", ge=0)


class StockLot(Noun):
    """A lot of finished goods in the store when the plan starts."""

    sheet: ClassVar[Sheet] = Sheet("期初库存", "Stock", ("code",), "期初成品批次 Opening stock")

    code: str = column("批号", "Code", "Lot number.", min_length=1, max_length=60)
    product: str = column("产品", "Product", "Which product.", refers="Product")
    date: Date = column("生产日期", "Made on", "Production date on the label.")
    kg: float = column("数量", "Quantity", "Kilograms.", unit="kg", ge=0)
    blocked: bool = column(
        "冻结", "Blocked", "Blocked by quality: may not leave, still takes room.", default=False
    )

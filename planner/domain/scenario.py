"""The whole world of one planning run, frozen."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import cached_property

import pandas as pd

from planner.domain.calendar import Day, Settings, Shift
from planner.domain.fleet import Compartment, Distance, Speed, Vehicle, Wave
from planner.domain.market import AcceptedAge, Customer, CustomerClass, Demand
from planner.domain.noun import Noun
from planner.domain.people import Absence, BorrowLane, Crew, TempPool, Workshop
from planner.domain.plant import Changeover, Downtime, Resource, RoutingStage
from planner.domain.product import Family, KitComponent, Product, ReleaseClass
from planner.domain.supply import Material, MaterialLot, RecipeLine, StockLot, Zone


@dataclass(frozen=True, eq=False)
class Scenario:
    """Everything known before planning; `demand` is a table with the columns of `Demand`.

    `demand` is sorted by customer, product, date; `date` is datetime64, zero quantities are absent.
    """

    settings: Settings
    days: tuple[Day, ...]
    shifts: tuple[Shift, ...]
    workshops: tuple[Workshop, ...]
    crews: tuple[Crew, ...]
    absences: tuple[Absence, ...]
    borrowing: tuple[BorrowLane, ...]
    temps: tuple[TempPool, ...]
    resources: tuple[Resource, ...]
    downtimes: tuple[Downtime, ...]
    families: tuple[Family, ...]
    routing: tuple[RoutingStage, ...]
    changeovers: tuple[Changeover, ...]
    releases: tuple[ReleaseClass, ...]
    zones: tuple[Zone, ...]
    products: tuple[Product, ...]
    kits: tuple[KitComponent, ...]
    materials: tuple[Material, ...]
    material_lots: tuple[MaterialLot, ...]
    recipes: tuple[RecipeLine, ...]
    stock: tuple[StockLot, ...]
    classes: tuple[CustomerClass, ...]
    accepted_ages: tuple[AcceptedAge, ...]
    customers: tuple[Customer, ...]
    vehicles: tuple[Vehicle, ...]
    demand: pd.DataFrame
    compartments: tuple[Compartment, ...] = ()
    waves: tuple[Wave, ...] = ()
    distances: tuple[Distance, ...] = ()
    speeds: tuple[Speed, ...] = ()

    def same_as(self, other: "Scenario") -> bool:
        """Whether two scenarios hold exactly the same records."""
        small = all(
            getattr(self, name) == getattr(other, name) for name in SCENARIO_TABLES if name != "demand"
        )
        return small and _plain(self.demand).equals(_plain(other.demand))

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The days of the horizon in order."""
        span = (self.settings.end - self.settings.start).days + 1
        return tuple(self.settings.start + timedelta(days=i) for i in range(span))

    @cached_property
    def day_of(self) -> dict[Date, Day]:
        return {day.date: day for day in self.days}

    @cached_property
    def product_of(self) -> dict[str, Product]:
        return {product.code: product for product in self.products}

    @cached_property
    def family_of(self) -> dict[str, Family]:
        return {family.code: family for family in self.families}

    @cached_property
    def customer_of(self) -> dict[str, Customer]:
        return {customer.code: customer for customer in self.customers}

    @cached_property
    def class_of(self) -> dict[str, CustomerClass]:
        return {customer_class.code: customer_class for customer_class in self.classes}

    @cached_property
    def shift_of(self) -> dict[str, Shift]:
        return {shift.code: shift for shift in self.shifts}

    @cached_property
    def workshop_of(self) -> dict[str, Workshop]:
        return {workshop.code: workshop for workshop in self.workshops}

    @cached_property
    def resource_of(self) -> dict[str, Resource]:
        return {resource.code: resource for resource in self.resources}

    @cached_property
    def release_of(self) -> dict[str, ReleaseClass]:
        return {release.code: release for release in self.releases}

    @cached_property
    def kit_codes(self) -> frozenset[str]:
        return frozenset(row.kit for row in self.kits)

    @cached_property
    def component_codes(self) -> frozenset[str]:
        return frozenset(row.component for row in self.kits)

    @cached_property
    def stages_of(self) -> dict[str, tuple[RoutingStage, ...]]:
        """Routing rows of each family, ordered by stage."""
        rows: dict[str, list[RoutingStage]] = {family.code: [] for family in self.families}
        for stage in self.routing:
            rows.setdefault(stage.family, []).append(stage)
        return {code: tuple(sorted(stages, key=lambda s: s.seq)) for code, stages in rows.items()}

    @cached_property
    def recipe_of(self) -> dict[str, dict[str, float]]:
        """Material units per kilogram of each product: its family's recipe plus its own additions."""
        by_owner: dict[str, dict[str, float]] = {}
        for line in self.recipes:
            by_owner.setdefault(line.owner, {})[line.material] = line.per_kg
        found = {}
        for product in self.products:
            merged = dict(by_owner.get(product.family, {}))
            if product.code != product.family:
                for material, amount in by_owner.get(product.code, {}).items():
                    merged[material] = merged.get(material, 0.0) + amount
            found[product.code] = {material: amount for material, amount in merged.items() if amount > 0}
        return found

    @cached_property
    def stock_of(self) -> dict[str, tuple[StockLot, ...]]:
        """Opening lots of each product that has any."""
        found: dict[str, list[StockLot]] = {}
        for lot in self.stock:
            found.setdefault(lot.product, []).append(lot)
        return {product: tuple(lots) for product, lots in found.items()}

    def hold_days(self, product: Product) -> int:
        """Days from a lot's date to its first possible dispatch."""
        return self.release_of[product.release].hold_days

    def accepted_age_days(self, product: Product, customer: Customer) -> int:
        """Oldest age at dispatch, counted from the date on the label, that this customer takes."""
        return self.class_age_days(product, customer.customer_class) - customer.transit_days

    def class_age_days(self, product: Product, class_code: str) -> int:
        """Oldest age at receipt that a class takes: its share of the shelf life, its cap, its exceptions."""
        customer_class = self.class_of[class_code]
        exception = self._age_exceptions.get((class_code, product.family))
        if exception is not None:
            return min(exception, product.shelf_days)
        age = int(product.shelf_days * customer_class.life_fraction + 1e-9)
        if customer_class.max_age_days is not None:
            age = min(age, customer_class.max_age_days)
        return age

    @cached_property
    def _age_exceptions(self) -> dict[tuple[str, str], int]:
        return {(row.customer_class, row.family): row.max_age_days for row in self.accepted_ages}

    @cached_property
    def last_sale_age(self) -> dict[str, int]:
        """Oldest age at which each product is still of use: to any customer who orders it, or to a kit."""
        pairs = self.demand[["customer", "product"]].drop_duplicates()
        oldest: dict[str, int] = {}
        for code, product_code in zip(pairs["customer"], pairs["product"], strict=True):
            customer = self.customer_of[code]
            age = self.accepted_age_days(self.product_of[product_code], customer)
            oldest[product_code] = max(oldest.get(product_code, -1), age)
        for code in self.component_codes:
            oldest[code] = max(oldest.get(code, -1), self.settings.component_age_days)
        return oldest

    @cached_property
    def contents_of(self) -> dict[str, frozenset[str]]:
        """All contents of each product: its own, its materials', and for a kit its possible components'."""
        materials = {material.code: material.contents for material in self.materials}
        own = {
            product.code: product.contents.union(*(materials[m] for m in self.recipe_of[product.code]))
            for product in self.products
        }
        full = dict(own)
        for row in self.kits:
            full[row.kit] = full[row.kit] | own[row.component]
        return full


def _plain(demand: pd.DataFrame) -> pd.DataFrame:
    """Demand without what depends on how the table was made: row numbers and the resolution of its days."""
    return demand.reset_index(drop=True).astype({"customer": str, "product": str, "date": "datetime64[us]"})


SCENARIO_TABLES: dict[str, type[Noun]] = {
    "settings": Settings,
    "days": Day,
    "shifts": Shift,
    "workshops": Workshop,
    "crews": Crew,
    "absences": Absence,
    "borrowing": BorrowLane,
    "temps": TempPool,
    "resources": Resource,
    "downtimes": Downtime,
    "families": Family,
    "routing": RoutingStage,
    "changeovers": Changeover,
    "releases": ReleaseClass,
    "zones": Zone,
    "products": Product,
    "kits": KitComponent,
    "materials": Material,
    "material_lots": MaterialLot,
    "recipes": RecipeLine,
    "stock": StockLot,
    "classes": CustomerClass,
    "accepted_ages": AcceptedAge,
    "customers": Customer,
    "vehicles": Vehicle,
    "compartments": Compartment,
    "waves": Wave,
    "distances": Distance,
    "speeds": Speed,
    "demand": Demand,
}

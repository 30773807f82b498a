"""Which material lots are drawn for which workshop on which day: first expired, first out."""

from planner.domain.plan import Lot, MaterialUse
from planner.domain.scenario import Scenario
from planner.optimise.lots.groups import GroupIndex


def requisitions(scenario: Scenario, groups: GroupIndex, lots: tuple[Lot, ...]) -> tuple[MaterialUse, ...]:
    """Draw every lot's recipe on its first day; earliest-expiry-first meets all needs if any order does."""
    needs: dict[tuple[int, str, str], float] = {}
    for lot in lots:
        product = scenario.product_of[lot.product]
        workshop = scenario.family_of[product.family].workshop
        day = (lot.date - scenario.settings.start).days - groups.lead_days(product.family)
        for material, per_kg in scenario.recipe_of[lot.product].items():
            key = (day, workshop, material)
            needs[key] = needs.get(key, 0.0) + per_kg * lot.kg
    stock: dict[str, list[list[float | str]]] = {}
    for item in sorted(scenario.material_lots, key=lambda m: (m.expires, m.arrives, m.code)):
        arrives = (item.arrives - scenario.settings.start).days
        expires = (item.expires - scenario.settings.start).days
        stock.setdefault(item.material, []).append([arrives, expires, item.code, item.quantity])
    rows = []
    for (day, workshop, material), need in sorted(needs.items()):
        for entry in stock.get(material, []):
            if need <= 1e-9:
                break
            if float(entry[0]) <= day <= float(entry[1]) and float(entry[3]) > 1e-9:
                amount = min(need, float(entry[3]))
                entry[3] = float(entry[3]) - amount
                need -= amount
                rows.append(
                    MaterialUse(
                        date=scenario.dates[day],
                        workshop=workshop,
                        material=material,
                        material_lot=str(entry[2]),
                        quantity=round(amount, 6),
                    )
                )
    return tuple(rows)

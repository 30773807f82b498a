"""What lies in the store on the first morning."""

from datetime import date as Date
from datetime import timedelta

import pandas as pd

from planner.domain.product import Product
from planner.domain.supply import StockLot
from scenarios.facts_table import Row, by_code, table
from scenarios.goods import GRAMS_PER_BOX, products
from scenarios.plant import routing

AVERAGE_DAYS = 10
HOLD_DAYS = {"F0": 0, "F1": 1, "F2": 2}
MADE_DAYS_AGO = {"F0": 1, "F1": 3, "F2": 12}
SHORT_LIFE_DAYS = 10
BLOCKED_LOT = ("P15-002", 3)


def stock(demand: pd.DataFrame, start: Date, days_column: str) -> tuple[StockLot, ...]:
    """One opening lot an article: some days of its sales, at least what it cannot be made for in time.

    `days_column` of the table of families says how many days of base sales lie there.
    """
    families = by_code("families")
    sold = _daily_sales(demand, start)
    shares = _shares_of_family(sold)
    lead = _lead_days()
    lots = []
    for article in (p for p in products() if p.code in sold.index and p.release != "F3"):
        row = families[article.family]
        wait = HOLD_DAYS[article.release] + lead[article.family]
        due = float(sold.loc[article.code].to_numpy()[:wait].sum())
        kg = max(_stocked(row, days_column) * shares[article.code], due)
        lots.append(
            _lot(article, round(int(kg / article.order_unit_kg + 0.5) * article.order_unit_kg, 2), start)
        )
    boxes = float(sold[sold.index.str.startswith("P23")].sum().iloc[0]) / GRAMS_PER_BOX
    for article in (p for p in products() if p.code == p.family):
        days = float(families[article.family][days_column])
        lots.append(_lot(article, _component_kg(article.code, boxes * days), start))
    return (*(lot for lot in lots if lot.kg > 0), *_blocked(start))


def _daily_sales(demand: pd.DataFrame, start: Date) -> pd.DataFrame:
    """Kilograms by product and day over the first days."""
    early = demand[demand["date"] < pd.Timestamp(start + timedelta(days=AVERAGE_DAYS))]
    return early.pivot_table(index="product", columns="date", values="kg", aggfunc="sum", fill_value=0)


def _shares_of_family(sold: pd.DataFrame) -> dict[str, float]:
    totals = sold.sum(axis=1)
    family = pd.Series({p.code: p.family for p in products()}).reindex(totals.index)
    whole = totals.groupby(family).transform("sum")
    return {str(code): float(share) for code, share in (totals / whole).items()}


def _lead_days() -> dict[str, int]:
    """Days before its date on which a family's first stage is run."""
    lead: dict[str, int] = {}
    for stage in routing():
        lead[stage.family] = max(lead.get(stage.family, 0), stage.days_before)
    return lead


def _stocked(row: Row, days_column: str) -> float:
    """Kilograms of a family in stock: days of its base sales, or plain kilograms where it has no base."""
    return float(row[days_column]) * (float(row["base_kg_day"]) or 1.0)


def _component_kg(component: str, grams_of_boxes: float) -> float:
    """Kilograms of a component for so many boxes (in thousands), in steps of 5 kg; swaps count 100 g."""
    grams = sum(float(row["grams"]) for row in table("gift_bom") if row["component"] == component)
    return round(grams_of_boxes * (grams or 100.0) / 5) * 5.0


def _lot(article: Product, kg: float, start: Date) -> StockLot:
    young = article.shelf_days <= SHORT_LIFE_DAYS or article.code == article.family
    made = start - timedelta(days=1 if young else MADE_DAYS_AGO[article.release])
    return StockLot(code=f"{made:%Y%m%d}-{article.code}", product=article.code, date=made, kg=kg)


def _blocked(start: Date) -> tuple[StockLot, ...]:
    """One mousse lot that failed its test and still takes room."""
    code, batches = BLOCKED_LOT
    article = next(p for p in products() if p.code == code)
    made = start - timedelta(days=4)
    kg = round((article.batch_kg or 1.0) * batches, 2)
    return (StockLot(code=f"{made:%Y%m%d}-{code}-Q", product=code, date=made, kg=kg, blocked=True),)

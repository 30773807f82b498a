"""The order book of the Spring Festival adds up to the facts, day by day."""

import pandas as pd
import pytest

from planner.domain.scenario import Scenario
from scenarios.build import world
from scenarios.facts_table import table
from scenarios.plant import BOX_KG

TOLERANCE = 0.03


@pytest.fixture(scope="module")
def festival() -> Scenario:
    return world("spring-festival")


@pytest.fixture(scope="module")
def orders(festival: Scenario) -> pd.DataFrame:
    """Orders with the family, price and order unit of their product."""
    products = pd.DataFrame(
        [(p.code, p.family, p.price_yuan_kg, p.order_unit_kg, p.release) for p in festival.products],
        columns=["product", "family", "price", "unit", "release"],
    )
    return festival.demand.merge(products, on="product")


def _facts(column: str) -> pd.Series:
    rows = table("uplift")
    return pd.Series({pd.Timestamp(row["date"]): float(row[column]) for row in rows})


def _worst(found: pd.Series, wanted: pd.Series) -> float:
    return float((found / wanted.reindex(found.index) - 1).abs().max())


def test_every_day_adds_up_to_the_known_tonnes(orders: pd.DataFrame) -> None:
    tonnes = orders.groupby("date")["kg"].sum() / 1000
    assert len(tonnes) == 42
    assert _worst(tonnes, _facts("total_t")) < TOLERANCE


def test_every_day_adds_up_to_the_known_gift_boxes(orders: pd.DataFrame) -> None:
    boxes = orders[orders["family"] == "P23"].groupby("date")["kg"].sum() / BOX_KG
    assert _worst(boxes, _facts("gift_boxes")) < TOLERANCE


def test_every_day_adds_up_to_the_known_yuan(orders: pd.DataFrame) -> None:
    value = orders.assign(yuan=orders["kg"] * orders["price"]).groupby("date")["yuan"].sum() / 10_000
    assert _worst(value, _facts("value_wan_yuan")) < TOLERANCE


def test_the_peak_is_26_january_and_the_lantern_wave_is_dumplings(orders: pd.DataFrame) -> None:
    tonnes = orders.groupby("date")["kg"].sum() / 1000
    assert tonnes.idxmax() == pd.Timestamp("2025-01-26")
    assert tonnes.max() == pytest.approx(34.4, rel=TOLERANCE)
    lantern = orders[orders["date"] == pd.Timestamp("2025-02-12")]
    assert lantern["kg"].sum() / 1000 == pytest.approx(26.7, rel=TOLERANCE)
    dumplings = lantern[lantern["family"].isin(["P19", "P20"])]
    assert dumplings["kg"].sum() / 1000 == pytest.approx(11.0, rel=TOLERANCE)


def test_the_village_eats_three_tonnes_of_its_own_articles(orders: pd.DataFrame) -> None:
    village = orders[orders["customer"].str.startswith("V")]
    assert set(village["release"]) == {"F3"}
    assert village["date"].min() == pd.Timestamp("2025-01-27")
    assert village["date"].max() == pd.Timestamp("2025-02-16")
    assert village["kg"].sum() / 1000 == pytest.approx(3.1, rel=0.05)
    assert village.groupby("date")["kg"].sum().max() == pytest.approx(220, rel=0.06)


def test_a_thousand_articles_are_all_ordered(festival: Scenario) -> None:
    ordered = set(festival.demand["product"])
    parts = festival.component_codes
    assert len(ordered) >= 1000
    assert {p.code for p in festival.products} - parts == ordered
    assert not ordered & parts
    assert len({p.name for p in festival.products}) == len(festival.products)


def test_the_order_book_is_sparse_and_in_whole_units(orders: pd.DataFrame) -> None:
    assert 120_000 < len(orders) < 200_000
    assert len(orders[["customer", "product"]].drop_duplicates()) < 12_000
    units = orders["kg"] / orders["unit"]
    assert float((units - units.round()).abs().max()) < 1e-6


def test_batches_and_stock_are_whole_order_units(festival: Scenario) -> None:
    sizes = [((p.batch_kg or 0.0) / p.order_unit_kg, p.code) for p in festival.products]
    assert [code for size, code in sizes if abs(size - round(size)) > 1e-6] == []
    for lot in festival.stock:
        units = lot.kg / festival.product_of[lot.product].order_unit_kg
        assert abs(units - round(units)) < 1e-6, lot.code


def test_the_customers_are_those_of_the_city(festival: Scenario) -> None:
    many = pd.Series([customer.customer_class for customer in festival.customers]).value_counts()
    expected = {"VIL": 2, "FLAG": 1, "A": 10, "B": 30, "C": 59, "SUP": 50, "DIS": 100, "ECO": 1, "OOT": 8}
    assert many.to_dict() == expected


def test_far_stores_order_nothing_between_the_last_lorry_and_the_first(festival: Scenario) -> None:
    city = {c.code: c.district for c in festival.customers if c.customer_class == "OOT"}
    far = festival.demand[festival.demand["customer"].isin(list(city))]
    for row in table("outlets"):
        dates = far[far["customer"].map(city) == row["name"]]["date"]
        between = (dates > pd.Timestamp(row["last_dispatch"])) & (dates < pd.Timestamp(row["back_on"]))
        assert pd.Timestamp(row["last_dispatch"]) in set(dates)
        assert not between.any()


def test_the_festival_week_has_the_same_orders(festival: Scenario) -> None:
    week = world("festival-week").demand
    book = festival.demand[festival.demand["date"].between(week["date"].min(), week["date"].max())]
    rolled = book["product"].str.startswith("P19-") & (book["date"] == week["date"].min())
    assert book[~rolled].reset_index(drop=True).equals(week)


def test_the_city_stores_peak_as_the_facts_say(festival: Scenario, orders: pd.DataFrame) -> None:
    peak = orders[orders["date"] == pd.Timestamp("2025-01-26")]
    kind = {customer.code: customer.customer_class for customer in festival.customers}
    kg = peak.groupby(peak["customer"].map(kind))["kg"].sum()
    for row in (row for row in table("classes") if row["code"] in ("FLAG", "A", "B", "C")):
        expected = float(row["base_kg_day"]) * float(row["peak_x"])
        assert kg[row["code"]] == pytest.approx(expected, rel=0.10), row["code"]

"""What was ordered and not delivered, by class, product and day."""

import pandas as pd

from planner.domain.plan import Shortage
from planner.domain.scenario import Scenario


def shortages_of(scenario: Scenario, deliveries: pd.DataFrame) -> tuple[Shortage, ...]:
    """Missing kilograms and their price; reasons are added by the explanation."""
    keys = ["customer", "product", "date"]
    sent = deliveries.groupby(keys)["kg"].sum().rename("sent")
    frame = scenario.demand.merge(sent, left_on=keys, right_index=True, how="left")
    frame["kg"] = frame["kg"] - frame["sent"].fillna(0.0)
    frame = frame[frame["kg"] > 1e-6]
    classes = {customer.code: customer.customer_class for customer in scenario.customers}
    frame = frame.assign(customer_class=frame["customer"].map(classes))
    grouped = frame.groupby(["date", "customer_class", "product"], as_index=False, sort=True)["kg"].sum()
    return tuple(
        Shortage(
            date=date.date(),
            customer_class=code,
            product=product,
            kg=round(kg, 6),
            yuan=round(
                kg * scenario.product_of[product].price_yuan_kg * scenario.class_of[code].shortage_multiple, 4
            ),
        )
        for date, code, product, kg in grouped.itertuples(index=False)
    )

"""The quality rules: release, accepted age, and no older lot after a younger one."""

from collections.abc import Iterator

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import exceeds
from planner.verify.wording import breach, customer_name, date_of, product_name


def lot_ships_only_after_its_release(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A lot ships only after its release; blocked lots never leave the store."""
    rows = ledger.dispatches
    early = rows[rows["blocked"] | (rows["lot_day"] + rows["hold_days"] > rows["day"])]
    groups = early.groupby(["lot", "product", "day", "blocked", "hold_days"], sort=False, as_index=False)
    sums = groups[["kg"]].sum()
    columns = "lot", "product", "day", "kg", "blocked", "hold_days"
    for lot, product, day, kg, blocked, hold in rows_of(sums, *columns):
        why = "blocked by quality" if blocked else f"not released before {hold:g} days after it is made"
        text = f"ships {kg:.2f} kg on {date_of(scenario, day)}, but is {why}."
        yield breach(
            lot_ships_only_after_its_release, kg, f"Lot {lot} of {product_name(scenario, product)} {text}"
        )
    for lot, product, kg in _blocked_and_written_off(ledger):
        name = f"Lot {lot} of {product_name(scenario, product)}"
        text = f"is written off ({kg:.2f} kg), but is blocked by quality: it stays."
        yield breach(lot_ships_only_after_its_release, kg, f"{name} {text}")


def _blocked_and_written_off(ledger: Ledger) -> Iterator[tuple[str, str, float]]:
    """Blocked lots of which kilograms are written off: (lot, product, kg)."""
    lots = ledger.stock.lots
    kg = ledger.stock.write_offs.groupby("row")["kg"].sum().reindex(lots.index, fill_value=0.0)
    gone = lots.assign(gone=kg)[lots["blocked"] & exceeds(kg, 0.0)]
    yield from rows_of(gone, "code", "product", "gone")


def nothing_is_delivered_older_than_its_customer_accepts(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """Nothing is delivered older than its customer accepts."""
    rows = ledger.dispatches.assign(age=lambda table: table["day"] - table["dated"])
    rows = rows[rows["age"] > rows["accepted_age"]]
    columns = "customer", "product", "lot", "day", "kg", "age", "accepted_age"
    for customer, product, lot, day, kg, age, accepted in rows_of(rows, *columns):
        who = f"{customer_name(scenario, customer)} gets {kg:.2f} kg of {product_name(scenario, product)}"
        text = f"lot {lot}, on {date_of(scenario, day)} at {age:.0f} days old; it accepts {accepted:.0f}."
        yield breach(nothing_is_delivered_older_than_its_customer_accepts, kg, f"{who}, {text}")


def older_lot_is_never_delivered_after_a_younger_one(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """An older lot is never delivered after a younger one to the same customer."""
    pair = ["customer", "product"]
    rows = ledger.dispatches
    youngest = rows.groupby([*pair, "day"], as_index=False)[["dated"]].max().sort_values([*pair, "day"])
    so_far = youngest.groupby(pair)["dated"].cummax()
    youngest = youngest.assign(before=so_far.groupby([youngest[name] for name in pair]).shift())
    rows = rows.merge(youngest[[*pair, "day", "before"]], on=[*pair, "day"])
    rows = rows[rows["dated"] < rows["before"]]
    for customer, product, lot, day, kg, back in rows_of(
        rows.assign(back=rows["before"] - rows["dated"]), "customer", "product", "lot", "day", "kg", "back"
    ):
        who = f"{customer_name(scenario, customer)} gets {kg:.2f} kg of {product_name(scenario, product)}"
        text = f"lot {lot}, on {date_of(scenario, day)}, {back:.0f} days older than what it got before."
        yield breach(older_lot_is_never_delivered_after_a_younger_one, kg, f"{who}, {text}")


CHECKS = (
    lot_ships_only_after_its_release,
    nothing_is_delivered_older_than_its_customer_accepts,
    older_lot_is_never_delivered_after_a_younger_one,
)

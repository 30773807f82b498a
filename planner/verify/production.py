"""The production rules: routings, machine hours, batches and last days."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import exceeds
from planner.verify.wording import breach, date_of, product_name, resource_name


def lot_follows_its_routing(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A lot follows its routing: on a line of its family, with time before it for every earlier stage."""
    for code, product, line, workshop, day in rows_of(
        ledger.made, "code", "product", "line", "workshop", "day"
    ):
        reasons = [*_strays(scenario, product, line, workshop, day)]
        if reasons:
            lot = f"Lot {code} of {product_name(scenario, product)} on {date_of(scenario, day)}"
            yield breach(lot_follows_its_routing, 1, f"{lot}: {'; '.join(reasons)}.")


def _strays(scenario: Scenario, product: str, line: str, workshop: str, day: float) -> Iterator[str]:
    family = scenario.product_of[product].family
    stages = scenario.stages_of[family]
    lines = [stage.resource for stage in stages if stage.is_line]
    resource = scenario.resource_of.get(line)
    if resource is not None and line not in lines:
        yield f"{line} is no line of family {family} ({', '.join(lines)})"
    elif resource is not None and workshop in scenario.workshop_of:
        homes = {resource.workshop, scenario.family_of[family].workshop}
        if workshop not in homes:
            yield f"line {line} stands in {resource.workshop}, not in {workshop}"
    earliest = max((stage.days_before for stage in stages), default=0)
    if day < earliest:
        yield f"its first stage would run {earliest - day:.0f} days before the plan starts"


def resource_holds_no_more_than_it_can(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A resource is used no longer than its units are open."""
    use = resource_use(scenario, ledger)
    use = use[exceeds(use["used"], use["gross"])]
    for code, day, used, gross in rows_of(use, "resource", "day", "used", "gross"):
        text = f"is used {used:.2f} unit-hours on {date_of(scenario, day)}; its units are open {gross:.2f}."
        yield breach(
            resource_holds_no_more_than_it_can, used - gross, f"{resource_name(scenario, code)} {text}"
        )


def resource_is_not_used_while_down(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A resource is not used while it is down; one used longer than it is open is another rule's matter."""
    use = resource_use(scenario, ledger)
    use = use[exceeds(use["used"], use["net"]) & ~exceeds(use["used"], use["gross"])]
    for code, day, used, gross, net in rows_of(use, "resource", "day", "used", "gross", "net"):
        down = f"of {gross:.2f} unit-hours open on {date_of(scenario, day)}, {gross - net:.2f} are down"
        text = f"{down}, yet {used:.2f} are used."
        yield breach(resource_is_not_used_while_down, used - net, f"{resource_name(scenario, code)}: {text}")


def resource_use(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """Unit-hours `used`, open (`gross`) and open less downtime (`net`), by resource and day in use."""
    use = ledger.loads.groupby(["resource", "day"], as_index=False)[["unit_hours"]].sum()
    use = use.rename(columns={"unit_hours": "used"})
    down = {(row.resource, row.date): row.hours for row in scenario.downtimes}
    gross = np.array([_open_unit_hours(scenario, ledger, *key) for key in rows_of(use, "resource", "day")])
    lost = [down.get((code, scenario.dates[day]), 0.0) for code, day in rows_of(use, "resource", "day")]
    return use.assign(gross=gross, net=np.maximum(gross - np.array(lost), 0.0))


def _open_unit_hours(scenario: Scenario, ledger: Ledger, code: str, day: int) -> float:
    resource = scenario.resource_of[code]
    opened = ledger.hours.open_hours[resource.workshop][day]
    hours = opened if resource.hours_day is None else resource.hours_day
    return float(resource.count * resource.availability * hours)


def lot_is_made_of_whole_batches_within_its_minimum_and_maximum(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """A lot is made of whole batches within its minimum and maximum."""
    for code, product, kg in rows_of(ledger.made, "code", "product", "kg"):
        article = scenario.product_of[product]
        batch, most = article.batch_kg, article.max_lot_kg
        whole = kg if batch is None else max(round(kg / batch), 1) * batch
        off = max(abs(kg - whole), article.min_lot_kg - kg, 0.0 if most is None else kg - most)
        if exceeds(kg + off, kg):
            sizes = f"batch {batch or 'any'}, at least {article.min_lot_kg:g}, at most {most or 'any'}"
            text = f"Lot {code} of {product_name(scenario, product)} is {kg:.3f} kg; {sizes}."
            yield breach(lot_is_made_of_whole_batches_within_its_minimum_and_maximum, off, text)


def product_is_not_made_after_its_last_day(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A product is not made after its last production day."""
    for code, product, day, kg in rows_of(ledger.made, "code", "product", "day", "kg"):
        last = scenario.product_of[product].last_made
        if last is not None and scenario.dates[int(day)] > last:
            text = f"Lot {code} of {product_name(scenario, product)} is made on {date_of(scenario, day)}"
            yield breach(product_is_not_made_after_its_last_day, kg, f"{text}, after {last}, its last day.")


CHECKS = (
    lot_follows_its_routing,
    resource_holds_no_more_than_it_can,
    resource_is_not_used_while_down,
    lot_is_made_of_whole_batches_within_its_minimum_and_maximum,
    product_is_not_made_after_its_last_day,
)

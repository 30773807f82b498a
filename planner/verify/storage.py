"""The storage rules: pallets, zones, and goods past their last sale."""

from collections.abc import Iterator

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import exceeds
from planner.verify.wording import breach, date_of, product_name


def zone_never_holds_more_than_its_pallets(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A zone never holds more than its pallets; a lot kept elsewhere counts where it belongs."""
    lots = ledger.stock.lots
    pallets = ledger.stock.evening / lots["kg_per_pallet"].to_numpy(dtype=float)[:, None]
    for zone in scenario.zones:
        free = zone.pallets - zone.reserved_pallets
        held = pallets[(lots["home"] == zone.code).to_numpy(dtype=bool)].sum(axis=0)
        for day in exceeds(held, free).nonzero()[0]:
            evening = f"on the evening of {date_of(scenario, day)}"
            text = f"holds {held[day]:.2f} pallets {evening}; it has {free:.2f}."
            yield breach(
                zone_never_holds_more_than_its_pallets,
                held[day] - free,
                f"Zone {zone.code} {zone.name} {text}",
            )


def goods_are_kept_only_in_their_zone(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Goods are kept only in their zone."""
    lots = ledger.made
    astray = lots[(lots["zone"] != lots["home"]) & lots["zone"].isin([zone.code for zone in scenario.zones])]
    for code, product, zone, home in rows_of(astray, "code", "product", "zone", "home"):
        text = f"Lot {code} of {product_name(scenario, product)} is kept in {zone}; it belongs in {home}."
        yield breach(goods_are_kept_only_in_their_zone, 1, text)


def goods_past_their_last_sale_are_written_off(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Goods that nobody accepts any more are written off; blocked lots are exempt."""
    lots = ledger.stock.lots
    last = (lots["dated"] + lots["last_sale_age"]).clip(lower=lots["day"].clip(lower=0.0)).astype(int)
    due = lots.assign(last=last)[(last < len(scenario.dates)) & ~lots["blocked"]]
    due = due.assign(kept=ledger.stock.evening[due.index, due["last"]])
    due = due[exceeds(due["kg"] + due["kept"], due["kg"])]
    for code, product, day, kept in rows_of(due, "code", "product", "last", "kept"):
        text = (
            f"still lies there with {kept:.2f} kg on the evening of {date_of(scenario, day)}, its last sale."
        )
        yield breach(
            goods_past_their_last_sale_are_written_off,
            kept,
            f"Lot {code} of {product_name(scenario, product)} {text}",
        )


CHECKS = (
    zone_never_holds_more_than_its_pallets,
    goods_are_kept_only_in_their_zone,
    goods_past_their_last_sale_are_written_off,
)

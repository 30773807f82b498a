"""追溯: where a lot came from and where it went, as pages; a code may be a lot, a material lot or a customer."""

from datetime import date as Date
from difflib import get_close_matches
from os.path import commonprefix

import pandas as pd

from planner.domain.errors import PlannerError
from planner.domain.page import Page
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.report.genealogy import Genealogy
from planner.report.trace_pages import (
    buyers_page,
    deliveries_page,
    drawn_page,
    fillings_page,
    lots_page,
    materials_page,
    received_page,
)
from planner.report.words import day_words

NEAREST = 3


def trace_pages(scenario: Scenario, plan: Plan, code: str, on: Date | None = None) -> tuple[Page, ...]:
    """Everything a plan says of a code, forwards and backwards.

    A day stops the story of a lot at its end, and picks the deliveries of a customer.
    Raises PlannerError for a code nobody knows, naming the nearest ones.
    """
    kin = Genealogy(scenario, plan)
    if on is not None and on not in scenario.dates:
        raise PlannerError(
            f"{on} 不在计划期内 is outside the plan. Maybe a day from {scenario.dates[0]} to {scenario.dates[-1]}."
        )
    pages: list[Page] = []
    for name in _meant_by(kin, code):
        if name in kin.lots.index:
            pages += _lot_story(kin, name, on)
        if any(row.code == name for row in scenario.material_lots):
            pages += _material_story(kin, name, on)
        if name in scenario.customer_of:
            pages += _customer_story(kin, name, on)
    if not pages:
        raise PlannerError(_unknown(kin, code))
    return tuple(pages)


def _meant_by(kin: Genealogy, text: str) -> list[str]:
    """The codes a text stands for: itself, or the customers of that name."""
    codes = [row.code for row in kin.scenario.customers if row.name == text]
    return list(dict.fromkeys([text, *codes]))


def _lot_story(kin: Genealogy, code: str, on: Date | None) -> list[Page]:
    """Back to what went in, forward to who got it."""
    held = _made_by(kin, kin.descendants({code: True}), on)
    lot = kin.lots.loc[code]
    named = f"{code} {_product_name(kin, str(lot['product']))}"
    meta = (
        f"{named}　生产日期 dated {lot['dated']:%Y-%m-%d}　到期 expires {lot['expires']:%Y-%m-%d}{_until(on)}"
    )
    inside = kin.fillings_of([code])
    opening = any(row.code == code for row in kin.scenario.stock)
    source = " 期初库存，原料在计划期之前 Opening stock: made before this plan." if opening else ""
    return [
        lots_page(kin, held, on, meta + source),
        *_forward(kin, held, on, meta),
        *_some(fillings_page(kin, inside, meta)),
        *_some(materials_page(kin, [code, *inside["component_lot"]], meta)),
    ]


def _material_story(kin: Genealogy, code: str, on: Date | None) -> list[Page]:
    """From one material lot to all customers: what a recall asks."""
    lot = next(row for row in kin.scenario.material_lots if row.code == code)
    name = next((row.name for row in kin.scenario.materials if row.code == lot.material), "")
    meta = f"{code} {name}　可用 usable {lot.arrives} 至 {lot.expires}{_until(on)}"
    held = _made_by(kin, kin.holders_of(code), on)
    return [drawn_page(kin, code, on, meta), lots_page(kin, held, on, meta), *_forward(kin, held, on, meta)]


def _customer_story(kin: Genealogy, code: str, on: Date | None) -> list[Page]:
    """What a customer got, and what is in it."""
    customer = kin.scenario.customer_of[code]
    day = f"　{day_words(kin.scenario, on)}" if on else ""
    meta = f"{code} {customer.name}　{customer.district}{day}"
    rows = kin.deliveries_to(code, on)
    lots = list(dict.fromkeys(rows["lot"]))
    inside = kin.fillings_of(lots)
    return [
        received_page(kin, rows, meta),
        *_some(fillings_page(kin, inside, meta)),
        *_some(materials_page(kin, [*lots, *inside["component_lot"]], meta)),
    ]


def _forward(kin: Genealogy, held: dict[str, bool], on: Date | None, meta: str) -> list[Page]:
    rows = kin.deliveries_of(held, on)
    return [buyers_page(kin, rows, held, meta), deliveries_page(kin, rows, held, meta)]


def _made_by(kin: Genealogy, held: dict[str, bool], on: Date | None) -> dict[str, bool]:
    """Only the lots there were by the end of a day."""
    if on is None:
        return held
    return {lot: sure for lot, sure in held.items() if kin.lots["made"][lot] <= pd.Timestamp(on)}


def _some(page: Page | None) -> tuple[Page, ...]:
    return (page,) if page else ()


def _until(on: Date | None) -> str:
    return f"　截至 until {on}" if on else ""


def _product_name(kin: Genealogy, code: str) -> str:
    product = kin.scenario.product_of.get(code)
    return product.name if product else ""


def _unknown(kin: Genealogy, text: str) -> str:
    """Nobody knows a code; the nearest lots, material lots and customers."""
    names = {row.code: row.name for row in kin.scenario.customers}
    known = [*kin.lots.index, *(row.code for row in kin.scenario.material_lots), *names, *names.values()]
    by_plain = {str(name).casefold(): str(name) for name in known}
    wanted = text.casefold()
    near = get_close_matches(wanted, by_plain, n=10 * NEAREST, cutoff=0.5)
    near.sort(key=lambda name: -len(commonprefix([wanted, name])))
    hint = f" Maybe {' or '.join(by_plain[name] for name in near[:NEAREST])}." if near else ""
    return f"没有这个批号或客户 No lot, material lot or customer is called {text!r}.{hint}"

"""What the festival world can make is what the facts say its halls can make."""

from datetime import date as Date

import pandas as pd
import pytest

from planner.domain.calendar import DayKind
from planner.domain.scenario import Scenario
from scenarios.build import world
from scenarios.facts_table import table
from scenarios.load import loads, ordinary_day
from scenarios.plant import BOX_KG, family_hands_per_kg

OVERTIME_MONTH = 36
FORMED_BY_HAND = ("C02", "C03", "C04")


@pytest.fixture(scope="module")
def festival() -> Scenario:
    return world("spring-festival")


def _handmade_kg(festival: Scenario, first: str, last: str) -> pd.Series:
    """Kilograms of the handmade hall by family, gift-box components as first choices."""
    book = festival.demand[festival.demand["date"].between(pd.Timestamp(first), pd.Timestamp(last))]
    family = book["product"].map({p.code: p.family for p in festival.products})
    kg = book.groupby(family)["kg"].sum()
    boxes = float(kg["P23"]) / BOX_KG
    for row in table("gift_bom"):
        kg[row["component"]] = boxes * float(row["grams"]) / 1000
    return kg[[code for code in kg.index if festival.family_of[code].workshop == "W1"]]


def test_handmade_goods_are_short_by_a_fifth_of_what_is_ordered(festival: Scenario) -> None:
    """100 t are wanted 8-28 January; 17 plain days and 36 hours of overtime make 78.5 t of that mix."""
    kg = _handmade_kg(festival, "2025-01-08", "2025-01-28")
    assert kg.sum() / 1000 == pytest.approx(100, rel=0.03)
    assert kg[list(FORMED_BY_HAND)].sum() / 1000 == pytest.approx(16, rel=0.03)
    hands = family_hands_per_kg()
    per_kg = sum(kg[family] * hands[family] for family in kg.index) / kg.sum()
    first, last = Date(2025, 1, 6), Date(2025, 1, 27)
    days = [d for d in festival.days if first <= d.date <= last and d.kind is DayKind.WORK]
    assert len(days) == 17
    hours = sum(
        crew.headcount * crew.efficiency * (8 * len(days) + OVERTIME_MONTH - crew.overtime_used_hours)
        for crew in festival.crews
        if crew.workshop == "W1"
    )
    assert hours / per_kg / 1000 == pytest.approx(78.5, rel=0.03)


def test_the_levers_against_the_handmade_gap_are_in_the_workbook(festival: Scenario) -> None:
    handmade = {p.code for p in festival.products if festival.family_of[p.family].workshop == "W1"}
    stock = sum(lot.kg for lot in festival.stock if lot.product in handmade)
    at_once = _handmade_kg(festival, "2025-01-06", "2025-01-07").drop(list(FORMED_BY_HAND)).sum()
    assert (stock - at_once) / 1000 == pytest.approx(6, abs=0.8)
    lent = sum(lane.people for lane in festival.borrowing if lane.to_workshop == "W1")
    hired = sum(pool.people for pool in festival.temps if pool.workshop == "W1")
    assert lent + hired == 40
    assert festival.settings.time_off_in_lieu
    swaps = {row.component for row in festival.kits if row.swap_yuan_kg > 0}
    assert {"C05", "C06", "C07"} <= swaps


def test_halls_make_their_known_kilograms_in_eight_hours(festival: Scenario) -> None:
    """Each hall against the capacity column, in the mix of ordinary days; W7 is told in SOURCES.md."""
    hands = family_hands_per_kg()
    for row in (row for row in table("workshops") if row["calibrate"] in ("exact", "high")):
        families = [f for f in table("families") if f["workshop"] == row["code"] and f["base_kg_day"] != "0"]
        mix = {f["code"]: float(f["base_kg_day"]) for f in families if f["role"] in ("ordinary", "fresh")}
        per_kg = sum(kg * hands[code] for code, kg in mix.items()) / sum(mix.values())
        crews = [crew for crew in festival.crews if crew.workshop == row["code"]]
        hours = sum(crew.headcount * crew.efficiency * 8 for crew in crews)
        hours -= float(row["boxes_8h"] or 0) * BOX_KG * hands["P23"]
        assert hours / per_kg == pytest.approx(float(row["cap_8h_kg"]), rel=0.10), row["code"]
        assert sum(crew.headcount for crew in crews) == int(row["direct"])


def test_crews_of_the_handmade_hall_are_four_teams_with_104_skilled(festival: Scenario) -> None:
    teams = [crew for crew in festival.crews if crew.workshop == "W1"]
    assert [crew.headcount for crew in teams] == [36, 36, 36, 36]
    skilled = sum(crew.headcount for crew in teams if crew.skill.rank >= 1)
    assert skilled == pytest.approx(104, abs=4)
    assert all(0.55 <= crew.efficiency <= 1.01 for crew in festival.crews)


def test_the_peak_week_needs_more_than_the_halls_have(festival: Scenario) -> None:
    week = {row.what: row for row in loads(festival) if row.week == Date(2025, 1, 20)}
    beyond_plain = {what for what, row in week.items() if row.needed > row.plain}
    beyond_overtime = {what for what, row in week.items() if row.needed > row.longest}
    assert {"W1", "W2", "W3", "W4", "W9"} <= beyond_plain
    assert {"W1", "W2", "W8", "W9"} <= beyond_overtime
    assert week["W7"].needed < 0.3 * week["W7"].plain


def test_the_first_week_is_within_reach_of_overtime_but_for_the_candy_hall(festival: Scenario) -> None:
    week = [row for row in loads(festival) if row.week == Date(2025, 1, 6)]
    beyond = [row.what for row in week if row.needed > row.longest]
    assert set(beyond) <= {"W8", "HARD-W8"}


def test_the_lantern_wave_needs_borrowed_hands_and_tangyuan_from_stock(festival: Scenario) -> None:
    week = {row.what: row for row in loads(festival) if row.week == Date(2025, 2, 10)}
    assert week["W7"].needed > 2 * week["W7"].longest
    assert week["TY-W7"].needed > week["TY-W7"].plain
    lanes = [lane for lane in festival.borrowing if (lane.from_workshop, lane.to_workshop) == ("W1", "W7")]
    assert [lane.people for lane in lanes] == [20]


def test_an_ordinary_day_leaves_every_hall_and_machine_some_room(festival: Scenario) -> None:
    full = {what: needed / plain for what, (needed, plain) in ordinary_day(festival).items()}
    assert max(full.values()) < 0.88
    assert 0.70 < full["W1"] < 0.80
    assert [what for what, share in full.items() if share > 0.80] == ["MKUP-W5", "TBL-W6"]

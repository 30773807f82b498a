"""Amounts on the pages are told in units a person can see: never 0.0 t for a dozen kilograms."""

import pytest

from planner.domain.page import Look
from planner.report.words import money, weighed, weight_words
from planner.workbook.pages_look import tile_format


@pytest.mark.parametrize(
    ("kg", "shown"),
    [
        (12.0, (12.0, Look.COUNT, "kg")),
        (9_999.0, (9_999.0, Look.COUNT, "kg")),
        (12_340.0, (12.34, Look.TENTHS, "t")),
    ],
)
def test_a_weight_is_told_in_kilograms_until_there_are_ten_tonnes(kg, shown):
    assert weighed(kg) == shown


def test_both_weights_of_a_share_are_told_in_the_unit_of_the_whole():
    assert weight_words(48.0, 48.4) == "发货 48 / 订货 48 kg"
    assert weight_words(120.0, 42_000.0) == "发货 0.1 / 订货 42.0 t"


def test_money_is_told_in_yuan_until_there_are_ten_wan():
    assert money(836.0) == (836.0, Look.YUAN, "元")
    assert money(1_234_500.0) == (123.45, Look.TENTHS, "万元")


def test_a_big_figure_shows_its_unit():
    for amount, look, unit in (weighed(12.0), weighed(12_340.0), money(836.0), money(1e6)):
        assert (
            amount and tile_format(look, unit).endswith(f' "{unit}"') and ";" not in tile_format(look, unit)
        )

"""Columns stay straight where Chinese and Latin letters meet."""

from planner.cli.layout import aligned, padded, width


def test_a_chinese_character_is_two_columns_wide():
    assert width("缺货 kg") == 7


def test_a_text_is_filled_to_its_columns():
    assert padded("缺货", 6) == "缺货  "


def test_columns_of_mixed_rows_are_straight():
    assert aligned([("下界", "1"), ("gap", "22")], indent=" ") == [" 下界  1", " gap   22"]


def test_no_rows_give_no_lines():
    assert aligned([]) == []

"""The workbook a planner gets: guarded, explained, printable, and harmless to open."""

import zipfile
from datetime import date as Date
from enum import StrEnum

import pytest
from openpyxl import load_workbook

from planner.domain.errors import WorkbookError
from planner.domain.noun import columns_of
from planner.domain.plan import PLAN_TABLES, CostLine, Delivery
from planner.domain.scenario import SCENARIO_TABLES
from planner.workbook import (
    Style,
    blank_scenario,
    issue_lines,
    read_scenario,
    write_noun_sheet,
    write_scenario,
)
from planner.workbook.headings import aliases_of, plain
from planner.workbook.kinds import Kind, choices_of, kind_of
from planner.workbook.sheethead import GUIDE_SHEET
from planner.workbook.strictbook import open_book
from planner.workbook.words import ZH, word_for
from tests.builders import a_product, days, delivery_table
from tests.workbook.books import a_world

NOUNS = {**SCENARIO_TABLES, **{f"plan {name}": noun for name, noun in PLAN_TABLES.items()}}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("written") / "book.xlsx"
    write_scenario(a_world(days=days("wwwrs")), path)
    return load_workbook(path)


def headings(sheet):
    return [str(cell.value) for cell in sheet[3]]


def test_the_instructions_come_first_then_settings_and_demand(book):
    assert book.sheetnames[:3] == [GUIDE_SHEET, "设置 Settings", "需求 Demand"]
    assert len(book.sheetnames) == len(SCENARIO_TABLES) + 1


def test_headings_are_chinese_first_with_english_and_unit_below(book):
    assert headings(book["产品 Product"])[5] == "保质期 *\nShelf life (d)"


def test_every_heading_has_a_note(book):
    note = book["产品 Product"]["F3"].comment.text
    assert "Days from the production date." in note
    assert "≥ 0" in note


def test_input_cells_are_pale_yellow_with_blue_font(book):
    cell = book["产品 Product"]["A4"]
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("FFFFF2CC", "FF0000FF")


def test_codes_are_offered_from_the_sheet_they_refer_to(book):
    rules = {str(rule.sqref): rule for rule in book["产品 Product"].data_validations.dataValidation}
    family = next(rule for place, rule in rules.items() if place.startswith("C4:"))
    assert family.formula1.startswith("'产品族 Family'!$A$4:$A$")
    assert family.errorStyle == "warning"


def test_choices_are_offered_in_both_languages(book):
    rules = book["日历 Calendar"].data_validations.dataValidation
    assert any("工作日 work" in str(rule.formula1) for rule in rules)


def test_headings_stay_in_sight_and_on_every_page(book):
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes.endswith("4"), name
        assert sheet.print_title_rows == "$3:$3", name
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape"), name
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0), name


def test_demand_shows_names_weekdays_and_its_unit(book):
    sheet = book["需求 Demand"]
    assert [cell.value for cell in sheet[4]][:5] == ["S1", "中央大街店", "P1", "长白糕", 50]
    assert sheet["H2"].value == "周四\n休"
    assert "(kg)" in sheet["B2"].value


def test_nothing_in_a_workbook_is_executed(tmp_path):
    world = a_world(products=[a_product("P1", name="=cmd|' /C calc'!A0"), a_product("P2", name="http://x.y")])
    write_scenario(world, tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)
    assert b"<f>" not in xml
    assert read_scenario(tmp_path / "book.xlsx").scenario.same_as(world)


def test_nothing_in_a_table_is_executed(tmp_path):
    world = a_world(products=[a_product("P1", name="=1+1"), a_product("P2", name="@SUM(A1)")])
    write_scenario(world, tmp_path / "tables")
    text = (tmp_path / "tables" / "Product.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    assert "'@SUM(A1)" in text
    assert read_scenario(tmp_path / "tables").scenario.same_as(world)


def test_tables_have_the_headings_of_the_sheets(tmp_path):
    write_scenario(a_world(), tmp_path / "tables")
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {
        f"{noun.sheet.en}.csv" for noun in SCENARIO_TABLES.values()
    }
    first = (tmp_path / "tables" / "Demand.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert first == "客户 Customer,产品 Product,2025-01-06,2025-01-07,2025-01-08,2025-01-09,2025-01-10"


def test_a_blank_scenario_says_what_is_missing(tmp_path):
    write_scenario(blank_scenario(Date(2025, 1, 6)), tmp_path / "blank.xlsx")
    reading = read_scenario(tmp_path / "blank.xlsx")
    assert reading.scenario is None
    empty = [line.partition(":")[0] for line in issue_lines(reading.issues) if "no data yet" in line]
    assert empty == ["车间 Workshop", "设备 Resource", "产品族 Family", "工艺路线 Routing", "产品 Product",
                     "客户 Customer", "需求 Demand"]  # fmt: skip


def test_text_too_long_for_a_cell_is_refused_loudly(tmp_path):
    with open_book(tmp_path / "book.xlsx") as book, pytest.raises(WorkbookError, match="refused"):
        write_noun_sheet(book, CostLine, [CostLine(line="长" * 40000, yuan=1.0)])


def test_a_row_beyond_the_last_is_refused_loudly(tmp_path):
    with open_book(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet("A")
        with pytest.raises(WorkbookError, match="refused"):
            sheet.write_number(1_048_576, 0, 1.0)


def test_plan_sheets_are_for_reading(tmp_path):
    table = delivery_table(a_world(), [], [])
    with open_book(tmp_path / "book.xlsx") as book:
        write_noun_sheet(book, Delivery, table)
        write_noun_sheet(book, CostLine, [CostLine(line="overtime", yuan=12.5)], style=Style(editable=False))
    sheet = load_workbook(tmp_path / "book.xlsx")["费用 Bill"]
    assert sheet["B4"].value == 12.5
    assert sheet["A3"].comment is None
    assert not sheet.data_validations.dataValidation


@pytest.mark.parametrize("name", NOUNS)
def test_every_choice_of_a_noun_has_its_chinese_word(name):
    choices: list[StrEnum] = [
        choice
        for column in columns_of(NOUNS[name])
        if kind_of(column) is Kind.CHOICE
        for choice in choices_of(column)
    ]
    assert all(choice in ZH for choice in choices)
    for column in columns_of(NOUNS[name]):
        if kind_of(column) is Kind.CHOICE:
            assert len(",".join(word_for(choice) for choice in choices_of(column))) <= 255


@pytest.mark.parametrize("name", NOUNS)
def test_no_heading_of_a_noun_can_be_mistaken_for_another(name):
    columns = columns_of(NOUNS[name])
    aliases = aliases_of(NOUNS[name])
    for column in columns:
        assert {aliases[plain(title)].name for title in (column.zh, column.en, column.zh + column.en)} == {
            column.name
        }


def test_no_two_sheets_share_a_name():
    names = [plain(title) for noun in NOUNS.values() for title in (noun.sheet.zh, noun.sheet.en)]
    assert len(names) == len(set(names))
    assert all(len(noun.sheet.name) <= 31 for noun in NOUNS.values())


def test_a_scenario_is_written_to_workbooks_and_folders_only(tmp_path):
    with pytest.raises(WorkbookError, match=r"Maybe world.xlsx"):
        write_scenario(a_world(), tmp_path / "world.pdf")

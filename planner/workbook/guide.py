"""The first sheet of a workbook: what to fill in, what the colours mean, where everything is."""

from collections.abc import Sequence

from planner.domain.noun import Noun
from planner.workbook.formats import Looks
from planner.workbook.kinds import Kind
from planner.workbook.sheethead import GUIDE_SHEET
from planner.workbook.strictbook import StrictBook, StrictSheet

STEPS = (
    ("1", "先改“设置”和“需求”，其余工作表按需维护。",
     "Edit Settings and Demand first; keep the other sheets as needed."),
    ("2", "只填黄底蓝字单元格；标题带 * 的列必填，其他列可留空。",
     "Fill in yellow cells only; columns marked * are required, others may stay blank."),
    ("3", "编码须与被引用的工作表一致，可用下拉选择；整行留空即不读入。",
     "Codes must match the sheet they refer to (use the drop-downs); blank rows are not read."),
    ("4", "“需求”每行一个客户与产品，日期横排；空格等于 0。单位为公斤。",
     "Demand: one customer and product a row, dates across; blank means 0. Kilograms."),
    ("5", "保存后运行 planner check：所有错误一次列出，并注明单元格。",
     "Save, then run `planner check`: all faults at once, each with its cell."),
    ("6", "再运行 planner solve，得到计划工作簿；本文件不会被改写。",
     "Then run `planner solve` for the plan; this file is never written over."),
)  # fmt: skip
COLOURS = (("填写 Fill in", "entry"), ("只读 For reading", "value"))


def write_guide(book: StrictBook, title: str, nouns: Sequence[type[Noun]], looks: Looks) -> StrictSheet:
    """Add the instruction sheet with a link to the sheet of each noun."""
    sheet: StrictSheet = book.add_worksheet(GUIDE_SHEET)
    sheet.write_string(0, 0, f"{GUIDE_SHEET} Instructions: {title}", looks.title)
    sheet.set_row(0, 24)
    for col, width in enumerate((26, 56, 12, 72)):
        sheet.set_column(col, col, width)
    row = _write_steps(sheet, 2, looks)
    row = _write_colours(sheet, row + 1, looks)
    row = _write_contents(sheet, row + 1, nouns, looks)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row, 3)
    sheet.set_footer("&R&8第 &P / &N 页")
    return sheet


def _write_steps(sheet: StrictSheet, row: int, looks: Looks) -> int:
    """The steps, Chinese with English below; returns the next free row."""
    for number, zh, en in STEPS:
        sheet.write_string(row, 0, f"{number}. {zh}")
        sheet.write_string(row + 1, 0, f"    {en}", looks.note)
        row += 2
    return row


def _write_colours(sheet: StrictSheet, row: int, looks: Looks) -> int:
    for words, look in COLOURS:
        sheet.write_string(row, 0, words, getattr(looks, look)[Kind.TEXT])
        row += 1
    return row


def _write_contents(sheet: StrictSheet, row: int, nouns: Sequence[type[Noun]], looks: Looks) -> int:
    """One line a sheet, with a link; returns the last row."""
    for col, heading in enumerate(("工作表 Sheet", "内容 Content", "必填 Required", "说明 Meaning")):
        sheet.write_string(row, col, heading, looks.heading)
    for noun in nouns:
        row += 1
        sheet.write_url(row, 0, f"internal:'{noun.sheet.name}'!A1", looks.link, noun.sheet.name)
        sheet.write_string(row, 1, noun.sheet.about, looks.value[Kind.TEXT])
        sheet.write_string(row, 2, "必填 yes" if noun.sheet.required else "可空 no", looks.value[Kind.TEXT])
        sheet.write_string(row, 3, (noun.__doc__ or "").split("\n")[0], looks.note)
    return row

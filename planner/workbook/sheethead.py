"""The top of a noun's sheet: title, legend, bilingual headings with their notes."""

from typing import Any

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.dropdowns import allowed
from planner.workbook.formats import Looks
from planner.workbook.strictbook import StrictSheet
from planner.workbook.words import word_or_text

HEADING_ROW = 2
GUIDE_SHEET = "填写说明"
BACK_LINK = f"← {GUIDE_SHEET}"
FORM_HEADINGS = (("项目 Item", 38), ("值 Value", 24), ("单位 Unit", 10), ("说明 Note", 70))
LEGEND = "黄底＝填写 fill in · * 必填 required · 标题批注＝说明 notes on headings"
HEADING_HEIGHT = 42


def write_title(sheet: StrictSheet, noun: type[Noun], looks: Looks, *, editable: bool) -> None:
    """Write what the sheet is about, and for input sheets the legend with a link to the instructions."""
    sheet.write_string(0, 0, noun.sheet.about, looks.title)
    sheet.set_row(0, 22)
    if editable:
        sheet.write_url(1, 0, f"internal:'{GUIDE_SHEET}'!A1", looks.link, BACK_LINK)
        sheet.write_string(1, 1, _legend(noun), looks.note)


def _legend(noun: type[Noun]) -> str:
    """The legend, for a matrix with the unit of its quantities."""
    if noun.sheet.layout != "matrix":
        return LEGEND
    quantity = next(column for column in columns_of(noun) if column.name not in noun.sheet.key)
    return f"{quantity.heading} · {LEGEND}"


def write_heading(
    sheet: StrictSheet, row: int, col: int, column: Column, looks: Looks, *, editable: bool
) -> None:
    """Write one heading, Chinese above small English, with a note of what belongs below it."""
    star = [looks.heading_star, " *"] if editable and column.required else []
    english = "\n" + english_of(column)
    sheet.write_rich_string(
        row, col, looks.heading_zh, column.zh, *star, looks.heading_en, english, looks.heading
    )
    if editable:
        sheet.write_comment(row, col, note_of(column), _NOTE_SIZE)


_NOTE_SIZE: dict[str, Any] = {"x_scale": 2.0, "y_scale": 1.0, "font_size": 9, "color": "#FFFFE1"}


def label_of(column: Column) -> str:
    """The label of a field in a form."""
    return f"{column.zh} {column.en}" + (" *" if column.required else "")


def english_of(column: Column) -> str:
    """The small second line of a heading: English and unit."""
    return column.en + (f" ({column.unit})" if column.unit else "")


def note_of(column: Column) -> str:
    """The note of a heading: meaning, what is allowed, and what a blank stands for."""
    lines = [f"{column.zh} {column.en}", column.about, allowed(column)]
    if not column.required:
        lines.append(f"可留空 may be blank{_default_words(column)}")
    return "\n".join(line for line in lines if line)


def _default_words(column: Column) -> str:
    """What a blank cell is read as."""
    default = column.info.get_default()
    if default is None or default == "":
        return ""
    return f" = {word_or_text(default)}"

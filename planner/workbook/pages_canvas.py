"""The sheet a page is drawn on: its columns, their widths, and typed cells."""

from dataclasses import dataclass, field
from datetime import date as Date
from math import ceil, isfinite
from typing import Any

from planner.domain.page import Cell, Page, Table
from planner.workbook.cellwriter import serial_of
from planner.workbook.pages_look import PageLooks
from planner.workbook.strictbook import StrictSheet

ROOM = 0.95
BARE = (12.0,) * 8
ROW_POINTS = 15.0
PIXELS_A_LETTER, PIXELS_A_CELL = 7, 5


@dataclass(frozen=True)
class Canvas:
    """A page on its sheet; `breaks` gathers the rows before which a new printed sheet starts."""

    page: Page
    sheet: StrictSheet
    looks: PageLooks
    breaks: list[int] = field(default_factory=list)

    @property
    def widths(self) -> tuple[float, ...]:
        """Column widths in characters: the page's grid, else its first table's, else plain ones."""
        if self.page.grid:
            return self.page.grid
        tables = [block for block in self.page.blocks if isinstance(block, Table)]
        return tuple(column.width for column in tables[0].columns) if tables else BARE

    def pixels(self, first: int, last: int) -> float:
        """Width of columns first to last, the last not included."""
        return sum(width * PIXELS_A_LETTER + PIXELS_A_CELL for width in self.widths[first:last])

    def put(self, row: int, col: int, value: Cell, look: Any, span: int = 1) -> None:
        """Write one cell, over `span` columns when it takes more than one."""
        if span > 1:
            self.sheet.merge_range(row, col, row, col + span - 1, "", look)
        if value is None or value == "":
            self.sheet.write_blank(row, col, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, col, value, look)
        elif isinstance(value, Date):
            self.sheet.write_number(row, col, serial_of(value), look)
        elif isfinite(value):
            self.sheet.write_number(row, col, value, look)
        else:
            self.sheet.write_blank(row, col, None, look)


def lines_of(text: str, width: float) -> int:
    """Lines a text takes in a column of that many characters; a Chinese character takes two."""
    room = max(width * ROOM, 1.0)
    return sum(max(1, ceil(_letters(line) / room)) for line in text.split("\n"))


def _letters(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)

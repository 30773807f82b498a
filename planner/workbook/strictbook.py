"""XlsxWriter made strict: a refused cell raises, numbers keep every digit, text is never executed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from math import isfinite
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planner.domain.errors import WorkbookError

FONT = "Microsoft YaHei"
LONGEST_TEXT = 32767
ROWS_AT_A_TIME = 8192


def _strictly(name: str) -> Callable[..., Any]:
    """A worksheet method that raises where XlsxWriter only returns a negative number."""
    method: Callable[..., Any] = getattr(Worksheet, name)

    @wraps(method)
    def call(sheet: Any, *args: Any, **options: Any) -> Any:
        code = method(sheet, *args, **options)
        if isinstance(code, int) and code < 0:
            place = f"{name.strip('_')}{args[:2]}"
            raise WorkbookError(f"{sheet.name}: the workbook refused {place} (code {code}).")
        return code

    return call


@dataclass(frozen=True)
class Block:
    """Columns of plain cells (text, number or None) side by side from column A, with a format each."""

    top: int
    columns: Sequence[Sequence[str | float | None]]
    looks: Sequence[Any]


def _texts_in(block: Block) -> dict[str, None]:
    """The different texts of a block, in order."""
    texts = (value for column in block.columns for value in column if isinstance(value, str) and value)
    return dict.fromkeys(texts)


class StrictSheet(Worksheet):  # type: ignore[misc]
    """A worksheet on which nothing is lost in silence."""

    _write_string = _strictly("_write_string")
    _write_number = _strictly("_write_number")
    _write_blank = _strictly("_write_blank")
    _write_formula = _strictly("_write_formula")
    _write_datetime = _strictly("_write_datetime")
    _write_boolean = _strictly("_write_boolean")
    _write_url = _strictly("_write_url")
    _write_rich_string = _strictly("_write_rich_string")
    write_comment = _strictly("write_comment")
    data_validation = _strictly("data_validation")
    conditional_format = _strictly("conditional_format")
    merge_range = _strictly("merge_range")

    block: Block | None = None

    def set_block(self, block: Block) -> None:
        """Fill everything below the other rows in one go, several times faster than cell by cell."""
        rows = len(block.columns[0]) if block.columns else 0
        if not rows:
            return
        if self._check_dimensions(block.top + rows - 1, len(block.columns) - 1):
            raise WorkbookError(f"{self.name}: the workbook refused {rows} rows, more than it holds.")
        ends = {text: self._text_end(text) for text in _texts_in(block)}
        self.block = Block(block.top, [self._ends(column, ends) for column in block.columns], block.looks)

    def _text_end(self, text: str) -> str:
        """What a cell with this text ends in."""
        if len(text) > LONGEST_TEXT:
            raise WorkbookError(f"{self.name}: the workbook refused a text of {len(text)} letters.")
        return f' t="s"><v>{self.str_table._get_shared_string_index(text)}</v></c>'

    def _ends(self, values: Sequence[str | float | None], text_ends: dict[str, str]) -> list[str]:
        """What each cell of a column ends in, after its place and style."""
        if not all(isfinite(value) for value in values if isinstance(value, float)):
            raise WorkbookError(f"{self.name}: the workbook refused a number that is none.")
        return [
            "/>"
            if value is None or value == ""
            else text_ends[value]
            if isinstance(value, str)
            else f"><v>{float(value)!r}</v></c>"
            for value in values
        ]

    def _write_rows(self) -> None:
        """The rows written cell by cell, then the block."""
        block, last = self.block, getattr(self, "dim_rowmax", 0)
        if block is not None:
            self.dim_rowmax = block.top - 1
        super()._write_rows()
        self.dim_rowmax = last
        if block is not None:
            for first in range(0, len(block.columns[0]), ROWS_AT_A_TIME):
                self._write_part(block, first)

    def _write_part(self, block: Block, first: int) -> None:
        """Some rows of the block, from its row `first` on."""
        top = block.top + first + 1
        starts = [
            (f'<c r="{xl_col_to_name(col)}', f'" s="{look._get_xf_index()}"')
            for col, look in enumerate(block.looks)
        ]
        columns = [
            [f"{cell}{row}{style}{end}" for row, end in enumerate(ends[first : first + ROWS_AT_A_TIME], top)]
            for (cell, style), ends in zip(starts, block.columns, strict=True)
        ]
        rows = enumerate(zip(*columns, strict=True), top)
        self.fh.write("".join([f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows]))

    def _xml_number_element(self, number: Any, attributes: Any = ()) -> None:
        """Write a number with the digits that read back as the same number (XlsxWriter keeps sixteen)."""
        marks = "".join([f' {key}="{value}"' for key, value in attributes])
        self.fh.write(f"<c{marks}><v>{float(number)!r}</v></c>")


class StrictBook(Workbook):  # type: ignore[misc]
    """A workbook of strict sheets in one font; raises WorkbookError for what Excel could not hold."""

    worksheet_class = StrictSheet

    def __init__(self, path: Path, *, lean: bool = False) -> None:
        super().__init__(
            str(path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "constant_memory": lean,
                "default_format_properties": {"font_name": FONT, "font_size": 10},
            },
        )


def open_book(path: Path) -> StrictBook:
    """A new workbook at `path`; use as a context manager, it is written on leaving."""
    return StrictBook(path)
